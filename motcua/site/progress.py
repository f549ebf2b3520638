"""What a person at the terminal reads while something takes long."""

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
