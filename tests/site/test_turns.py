"""Many slow lines at once: each is waited for, and nobody waits for them."""

import io
import socket
import threading
import time
from contextlib import ExitStack
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest

from motcua.site.turns import Turns

SLOW = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nfirst bytes"
QUICK = b"POST / HTTP/1.0\r\nHost: x\r\nContent-Length: 5\r\n\r\nwhole"


def echo(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    body = environ["wsgi.input"].read()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [body]


class Threads(ThreadingMixIn, WSGIServer):
    """As many connections as come, as gunicorn's threads."""

    daemon_threads = True


class Silent(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing to say."""


@pytest.fixture
def served() -> Any:
    with ExitStack() as after:

        def serve(application: Any) -> int:
            server = make_server("127.0.0.1", 0, application, Threads, Silent)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            after.callback(server.server_close)
            after.callback(server.shutdown)
            return server.server_port

        yield serve


def asked_beside_slow_ones(port: int, slow: int, seconds: float) -> bytes:
    """What a quick request is answered while so many slow ones are still arriving."""
    with ExitStack() as open_ones:
        for _ in range(slow):
            line = open_ones.enter_context(socket.create_connection(("127.0.0.1", port)))
            line.sendall(SLOW)
        time.sleep(0.2)
        quick = open_ones.enter_context(socket.create_connection(("127.0.0.1", port)))
        quick.settimeout(seconds)
        quick.sendall(QUICK)
        return b"".join(iter(lambda: quick.recv(4096), b""))


def test_slow_uploads_hold_up_nobody(served: Any) -> None:
    port = served(Turns(echo, at_once=2, most=1000))
    assert asked_beside_slow_ones(port, 10, 10).endswith(b"whole")


def test_without_being_taken_in_first_they_would(served: Any) -> None:
    """The control: bodies over `most` are read within the turn, and hold it."""
    port = served(Turns(echo, at_once=2, most=1))
    with pytest.raises(TimeoutError):
        asked_beside_slow_ones(port, 10, 0.5)


@pytest.mark.parametrize("size", [0, 1, 70_000, 1_500_000])
def test_a_body_arrives_whole_in_memory_or_in_a_file(size: int) -> None:
    sent = bytes(n % 251 for n in range(size))
    environ = {"wsgi.input": io.BytesIO(sent + b"the next request"), "CONTENT_LENGTH": str(size)}
    turns = Turns(echo, at_once=1, most=2_000_000)
    if size:
        assert b"".join(turns(environ, lambda *_: None)) == sent


def test_what_is_too_large_is_not_read() -> None:
    body = io.BytesIO(b"x" * 50)
    Turns(lambda *_: [b""], at_once=1, most=10)(
        {"wsgi.input": body, "CONTENT_LENGTH": "50"}, lambda *_: None
    )
    assert body.tell() == 0


def test_the_same_few_threads_work_on_all(served: Any) -> None:
    working: set[str] = set()

    def noted(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        working.add(threading.current_thread().name)
        time.sleep(0.01)
        return echo(environ, start_response)

    port = served(Turns(noted, at_once=2, most=1000))
    for _ in range(3):
        assert asked_beside_slow_ones(port, 3, 10).endswith(b"whole")
    beside = [
        threading.Thread(target=asked_beside_slow_ones, args=(port, 0, 10)) for _ in range(8)
    ]
    for one in beside:
        one.start()
    for one in beside:
        one.join()
    assert len(working) == 2
