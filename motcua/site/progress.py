"""What a person at the terminal reads while something takes long."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


def say(text: str) -> None:
    print(text, flush=True)


@contextmanager
def step(what: str) -> Iterator[None]:
    """One line for one long step, with the seconds it took."""
    begun = time.monotonic()
    print(f"  {what} …", end="", flush=True)
    try:
        yield
    except BaseException:
        print(" không xong.", flush=True)
        raise
    seconds = f"{time.monotonic() - begun:.1f}".replace(".", ",")
    print(f" {seconds} giây", flush=True)


class Ahead:
    """How far something long is and how long it still takes: one line, on a terminal only."""

    def __init__(self, what: str, total: int) -> None:
        self._what, self._total = what, total
        self._begun = self._told = time.monotonic()

    def at(self, done: int) -> None:
        """Tell it, once a second at most."""
        now = time.monotonic()
        if not (sys.stdout.isatty() and 0 < done < self._total and now - self._told >= 1):
            return
        self._told = now
        left = (now - self._begun) * (self._total - done) / done
        print(f"\r  {self._what}: {done / self._total:.0%}, còn khoảng {_long(left)}  ", end="")
        sys.stdout.flush()

    def done(self) -> None:
        seconds = f"{time.monotonic() - self._begun:.1f}".replace(".", ",")
        start = "\r\033[K" if sys.stdout.isatty() else ""
        print(f"{start}  {self._what} … {seconds} giây", flush=True)


def _long(seconds: float) -> str:
    return f"{seconds / 60:.0f} phút" if seconds >= 90 else f"{max(1, seconds):.0f} giây"
