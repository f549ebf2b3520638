"""A try ends in time: every read and write of it gets what is left of its time, and no more.

httpx limits each read by itself: whoever sends a byte now and then, of the head of an answer for
one, is waited for without end. Its connections are httpcore's, which reads and writes through a
network backend: the one here hands all on to the usual one.
"""

import math
import ssl
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import httpcore
import httpx

PIECE = 1 << 16
"""Bytes written in one go: what is left is looked at again for each."""

_left: ContextVar[Callable[[], float]] = ContextVar("left", default=lambda: math.inf)


@contextmanager
def within(left: Callable[[], float]) -> Iterator[None]:
    """Whatever bounded clients do in this block ends when `left()`, in seconds, is used up."""
    before = _left.set(left)
    try:
        yield
    finally:
        _left.reset(before)


def bounded(client: httpx.Client) -> httpx.Client:
    """The same client, all whose ways out, proxies too, keep the time of `within`."""
    for way in (client._transport, *client._mounts.values()):
        if isinstance(way, httpx.HTTPTransport):
            pool = way._pool
            if not isinstance(pool._network_backend, _Backend):
                pool._network_backend = _Backend(pool._network_backend)
    return client


def _at_most(timeout: float | None, over: type[Exception]) -> float | None:
    """The time for one step; raises `over` where none is left."""
    left = _left.get()()
    if left <= 0:
        raise over("the try has taken all its time")
    return timeout if left == math.inf else min(left, math.inf if timeout is None else timeout)


class _Stream(httpcore.NetworkStream):
    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _at_most(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        for at in range(0, len(buffer), PIECE):
            piece = buffer[at : at + PIECE]
            self._stream.write(piece, _at_most(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        seconds = _at_most(timeout, httpcore.ConnectTimeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, seconds))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _Backend(httpcore.NetworkBackend):
    def __init__(self, usual: httpcore.NetworkBackend) -> None:
        self._usual = usual

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        seconds = _at_most(timeout, httpcore.ConnectTimeout)
        return _Stream(self._usual.connect_tcp(host, port, seconds, local_address, socket_options))

    def sleep(self, seconds: float) -> None:
        self._usual.sleep(seconds)
