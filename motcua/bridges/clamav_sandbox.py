"""A clamd to try things against: knows one harmful text, the one all scanners know (eicar.org)."""

import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingUnixStreamServer

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
LONGEST = 25 << 20


class _Clamd(StreamRequestHandler):
    """One question: PING, or INSTREAM with pieces of a length each, the last of length nothing."""

    def handle(self) -> None:
        command = self._up_to_zero()
        answers = {b"zPING": lambda: b"PONG", b"zINSTREAM": self._scanned}
        answer = answers.get(command, lambda: b"UNKNOWN COMMAND")()
        self.wfile.write(answer + b"\0")

    def _up_to_zero(self) -> bytes:
        said = b""
        while (byte := self.rfile.read(1)) not in (b"", b"\0"):
            said += byte
        return said

    def _scanned(self) -> bytes:
        content = bytearray()
        while length := struct.unpack("!I", self.rfile.read(4))[0]:
            content += self.rfile.read(length)
            if len(content) > LONGEST:
                return b"INSTREAM size limit exceeded. ERROR"
        return b"stream: Eicar-Test-Signature FOUND" if EICAR in content else b"stream: OK"


@contextmanager
def clamd(path: Path) -> Iterator[Path]:
    """The sandbox at the socket `path`, while the block lasts."""
    with ThreadingUnixStreamServer(str(path), _Clamd) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield path
        finally:
            server.shutdown()
            path.unlink()
