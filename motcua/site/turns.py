"""Takes each request in whole before its turn comes, and gives few turns at once.

A photo of a paper may take minutes over a bad line. Threads that wait for it are cheap; threads
that work at the same time are not, they only get in each other's way. So many may arrive, and a
few are worked on: a village of slow uploads holds up nobody else.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from tempfile import SpooledTemporaryFile
from typing import IO, Any, cast

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

IN_MEMORY = 1_000_000
PIECE = 1 << 16


class Turns:
    """A WSGI application around another: at most `at_once` requests of a process are inside, in
    the same threads always: each keeps its connection, whose statements the database has planned.
    """

    def __init__(self, application: Application, at_once: int, most: int) -> None:
        self._application, self._most = application, most
        self._turns = ThreadPoolExecutor(at_once, "turn")

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        length = int(environ.get("CONTENT_LENGTH") or 0)
        if 0 < length <= self._most:  # what is larger is refused unread
            environ["wsgi.input"] = _taken_in(environ["wsgi.input"], length)
        return self._turns.submit(self._application, environ, start_response).result()


def _taken_in(body: IO[bytes], length: int) -> IO[bytes]:
    """The whole body, in memory or in a nameless file; a client that goes away raises here."""
    kept = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  (Django closes it with the request)
    while length > 0 and (piece := body.read(min(PIECE, length))):
        kept.write(piece)
        length -= len(piece)
    kept.seek(0)
    return cast(IO[bytes], kept)
