"""Openers that something else ends: nothing is learned of the file, so nothing is said of it."""

import io
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from PIL import Image

from motcua.actions.files import confined
from motcua.actions.files.confined import OpenerStruck
from motcua.actions.files.inspect_file import inspect


def sheet(side: int = 40) -> bytes:
    file = io.BytesIO()
    Image.effect_noise((side, side), 100).save(file, "PNG")
    return file.getvalue()


@contextmanager
def openers_struck(most: int) -> Iterator[list[int]]:
    """Kill so many of the openers this process starts; whom it struck."""
    struck: list[int] = []
    over = threading.Event()

    def strike() -> None:
        while not over.wait(0.005) and len(struck) < most:
            for opener in set(_openers()) - set(struck):
                with suppress(ProcessLookupError):
                    os.kill(opener, signal.SIGKILL)
                    struck.append(opener)

    hand = threading.Thread(target=strike)
    hand.start()
    try:
        yield struck
    finally:
        over.set()
        hand.join()


def _openers() -> Iterator[int]:
    for task in os.listdir("/proc/self/task"):
        with suppress(FileNotFoundError):
            for child in Path(f"/proc/self/task/{task}/children").read_text().split():
                if b"motcua.actions.files.apart" in Path(f"/proc/{child}/cmdline").read_bytes():
                    yield int(child)


def test_a_file_whose_opener_was_struck_is_opened_by_another() -> None:
    with openers_struck(1) as struck:
        assert inspect(sheet(), "giay.png").pages == 1
    assert len(struck) == 1


def test_where_that_is_struck_too_nothing_is_said_of_the_file() -> None:
    with openers_struck(2) as struck, pytest.raises(OpenerStruck):
        inspect(sheet(), "giay.png")
    assert len(struck) == 2


def test_a_large_file_reaches_an_opener_that_somebody_listens_to_before_it_reads(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(confined, "_LISTENS", 0.001)
    given = sheet(800)
    assert len(given) > 1 << 18  # more than any pipe holds
    assert inspect(given, "giay.png").pages == 1
