"""A line to the web that breaks: a proxy on this machine, one request for each connection."""

import random
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

PIECE = 1 << 14
Budget = Callable[[random.Random, int], int | None]
"""Of a request of so many bytes: after how many it breaks; its length, when only the answer is
lost; None, when it goes well."""


def breaks_requests(share: float) -> Budget:
    """So many of all requests fail: half on their way, half when the answer is on its way."""

    def budget(pick: random.Random, length: int) -> int | None:
        if pick.random() >= share:
            return None
        return pick.randrange(length) if pick.random() < 0.5 else length

    return budget


def breaks_after(mean: int) -> Budget:
    """Breaks now and then, on average after so many bytes: the longer a request, the surer."""

    def budget(pick: random.Random, length: int) -> int | None:
        until = int(pick.expovariate(1 / mean))
        return until if until < length else None

    return budget


@dataclass
class BadLine:
    """Where to connect to, and what went over it so far."""

    port: int
    to: int
    budget: Budget
    pick: random.Random
    carried: int = 0
    broken: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def carry(self, client: socket.socket) -> None:
        """One request and its answer, or as much of them as the line lets through."""
        with client, suppress(OSError):
            head = b""
            while b"\r\n\r\n" not in head and (piece := client.recv(PIECE)):
                head += piece
            head = head.replace(b"\r\n", b"\r\nConnection: close\r\n", 1)
            headers, _, body = head.partition(b"\r\n\r\n")
            left = _length(headers) - len(body)
            with self._lock:
                most = self.budget(self.pick, len(head) + left)
                self.broken += most is not None
            with socket.create_connection(("127.0.0.1", self.to), timeout=30) as server:
                if self._pass_on(client, server, head, left, most):
                    _answer(server, client)

    def _pass_on(
        self,
        client: socket.socket,
        server: socket.socket,
        head: bytes,
        left: int,
        most: int | None,
    ) -> bool:
        """Whether the answer comes through, too."""
        whole = len(head) + left
        room = whole if most is None else most
        server.sendall(head[:room])
        passed = min(len(head), room)
        while passed < room and (piece := client.recv(min(PIECE, room - passed))):
            server.sendall(piece)
            passed += len(piece)
        with self._lock:
            self.carried += passed
        if most is not None and passed == whole:
            server.recv(1)  # it was done, and nobody hears of it
        return most is None


def _answer(server: socket.socket, client: socket.socket) -> None:
    while piece := server.recv(PIECE):
        client.sendall(piece)


def _length(headers: bytes) -> int:
    for line in headers.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.partition(b":")[2])
    return 0


@contextmanager
def bad_line(to: int, budget: Budget, seed: str) -> Iterator[BadLine]:
    """A line to the port `to` of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        line = BadLine(listening.getsockname()[1], to, budget, random.Random(seed))

        def serve() -> None:
            with suppress(OSError):
                while True:
                    client, _ = listening.accept()
                    client.settimeout(30)
                    threading.Thread(target=line.carry, args=(client,), daemon=True).start()

        threading.Thread(target=serve, daemon=True).start()
        try:
            yield line
        finally:
            listening.shutdown(socket.SHUT_RDWR)
