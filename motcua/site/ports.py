"""Ports of this machine: bound when free, the next one when taken."""

import socket
from collections.abc import Callable, Collection

from motcua.site.failure import Failure


def listen(host: str, port: int, say: Callable[[str], None], tries: int = 100) -> socket.socket:
    """A listening socket on `port` or the next free one; says which was taken."""
    for candidate in range(port, port + tries):
        held = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            held.bind((host, candidate))
        except OSError:
            held.close()
            continue
        held.listen(512)
        if candidate != port:
            say(f"Cổng {port} đang có chương trình khác dùng, chuyển sang cổng {candidate}.")
        return held
    raise Failure(
        f"Cổng {port} đang có chương trình khác dùng. "
        "Hãy dừng chương trình đó hoặc chọn cổng khác."
    )


def choose(wanted: int, name: str, kept: Collection[int], say: Callable[[str], None]) -> int:
    """`wanted` if it is free, else the next free port that is not `kept` for another part."""
    for candidate in range(wanted, wanted + 100):
        if (candidate == wanted or candidate not in kept) and _is_free(candidate):
            if candidate != wanted:
                say(
                    f"Cổng {wanted} đang có chương trình khác dùng, "
                    f"{name} chuyển sang cổng {candidate}."
                )
            return candidate
    raise Failure(f"Không còn cổng nào trống từ {wanted} đến {wanted + 99}.")


def _is_free(port: int) -> bool:
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
