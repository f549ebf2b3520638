"""ClamAV, where it runs: a file is sent down its socket (INSTREAM) and its word comes back."""

import socket
import struct
import time
from dataclasses import dataclass
from pathlib import Path

from motcua.bridges.line import Misanswered, Unreachable

SYSTEM = "clamav"
PIECE = 1 << 16


@dataclass(frozen=True)
class Scanner:
    """clamd at a Unix socket. `seconds` bounds what is sent to it, and again what it answers.

    Source of the protocol: clamd(8), commands zINSTREAM and zPING.
    """

    path: Path
    seconds: float = 60.0

    def finds(self, content: bytes) -> bool:
        """Whether something harmful is known in `content`.

        Raises Unreachable where nobody answers, Misanswered where the answer is no verdict (a
        file longer than StreamMaxLength, for one).
        """
        pieces = [content[at : at + PIECE] for at in range(0, len(content), PIECE)]
        stream = b"".join(struct.pack("!I", len(piece)) + piece for piece in pieces)
        said = self._ask(b"zINSTREAM\0" + stream + struct.pack("!I", 0))
        if said.endswith(" FOUND"):
            return True
        if said == "stream: OK":
            return False
        raise Misanswered(SYSTEM, "no verdict")

    def answers(self) -> bool:
        """Whether it is there and listens."""
        try:
            return self._ask(b"zPING\0") == "PONG"
        except Unreachable:
            return False

    def _ask(self, question: bytes) -> str:
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
                line.settimeout(self.seconds)
                line.connect(str(self.path))
                line.sendall(question)
                return _read(line, time.monotonic() + self.seconds)
        except OSError as trouble:
            raise Unreachable(SYSTEM, type(trouble).__name__) from trouble


def _read(line: socket.socket, ends: float) -> str:
    """One answer, up to its zero byte, however it drips."""
    said, more = b"", b"-"
    while more and not said.endswith(b"\0") and len(said) < 4096:
        line.settimeout(max(ends - time.monotonic(), 0.001))
        more = line.recv(4096)
        said += more
    return said.rstrip(b"\0").decode("utf-8", "replace")
