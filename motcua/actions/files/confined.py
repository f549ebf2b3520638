"""Runs our openers of files (`apart/`), each time in a process of its own: it has none of our
addresses and secrets, and what a bomb takes is its own."""

import json
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from motcua.rules.refusal import Refused

log = logging.getLogger("motcua.files")
_HOME = Path(__file__).parents[3]
_STRUCK = {-signal.SIGKILL, -signal.SIGTERM, -signal.SIGINT, -signal.SIGHUP}
"""How an opener ends that something else ended: what a file does to it ends it otherwise."""
_LISTENS = 0.5  # seconds
Hears = Callable[[int], None]
"""Is told how far something is, of a hundred; if it raises, all ends."""


class OpenerStruck(Exception):
    """An opener was ended from outside, and so was the next. Of the file nothing was learned."""


@dataclass(frozen=True)
class Limits:
    """What one file may be: bytes, pixels (a PNG half as many), pages; and what looking at it may
    take: seconds of processor (twice that by the clock), bytes of memory, bytes `written` to a
    file in memory, where an opener wants one. Pictures wider or higher than `side` pixels are
    shrunk to it."""

    size: int = 20 << 20
    pixels: int = 50_000_000
    side: int = 5000
    pages: int = 300
    seconds: int = 10
    memory: int = 512 << 20
    written: int = 0


class Confined:
    """One opener of `apart/`. At most `seats` of it run at once in this process, others wait;
    `heavy` is the refusal of what takes too long or too much."""

    def __init__(self, opener: str, *, seats: int = 1, heavy: str = "file-heavy") -> None:
        self._opener = opener
        self._seats = threading.BoundedSemaphore(seats)
        self._heavy = heavy

    def ask(
        self, given: bytes, limits: Limits, hears: Hears = lambda _: None, /, **told: object
    ) -> tuple[dict[str, Any], bytes]:
        """What it says of `given` within the limits, and the bytes that go with it; `hears` how
        far it is, of an opener that says so.

        Raises `Refused`; OpenerStruck where another try may do; RuntimeError with its last words
        where it fell.
        """
        with _ear(hears) as ear:
            words = json.dumps({"limits": asdict(limits), "mouth": ear.mouth, **told})
            done = self._run(given, limits, words, ear)
            if done.returncode in _STRUCK:
                log.warning("the opener %s was struck, and is asked once more", self._opener)
                done = self._run(given, limits, words, ear)
        if done.returncode in _STRUCK:
            raise OpenerStruck(self._opener)
        if done.returncode < 0:  # ended by a signal: processor time or memory used up
            log.warning("the opener %s was ended by signal %s", self._opener, -done.returncode)
            raise Refused(self._heavy)
        if done.returncode:
            raise RuntimeError(done.stderr.decode(errors="replace")[-2000:])
        head, _, drawn = done.stdout.partition(b"\n")
        said: dict[str, Any] = json.loads(head)
        if "refused" in said:
            raise Refused(said["refused"] or self._heavy, detail=said.get("detail", {}))
        return said, drawn

    def _run(
        self, given: bytes, limits: Limits, words: str, ear: "_Ear"
    ) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-B", "-s", "-P", "-m", "motcua.actions.files.apart"]
        try:
            with self._seats, _in_memory(given) as file:
                child = subprocess.Popen(
                    [*command, self._opener, words],
                    stdin=file,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    pass_fds=[ear.mouth],
                    env={"PYTHONPATH": str(_HOME)},
                    cwd="/",
                )
                return _ended(child, 2 * limits.seconds, ear)
        except subprocess.TimeoutExpired:
            log.warning("the opener %s took over %s s", self._opener, 2 * limits.seconds)
            raise Refused(self._heavy) from None


class _Ear(NamedTuple):
    """A pipe in which an opener says how far it is: a byte each time, of a hundred."""

    pipe: int
    mouth: int
    hears: Hears

    def listen(self) -> None:
        with suppress(BlockingIOError):
            self.hears(os.read(self.pipe, 4096)[-1])


@contextmanager
def _in_memory(given: bytes) -> Iterator[BinaryIO]:
    """The file, to be read whenever its opener comes to it: a pipe takes 64 KiB, and the rest is
    never sent where somebody listens before it is read."""
    with os.fdopen(os.memfd_create("given"), "w+b") as file:
        file.write(given)
        file.seek(0)
        yield file


@contextmanager
def _ear(hears: Hears) -> Iterator[_Ear]:
    ear = _Ear(*os.pipe(), hears)
    os.set_blocking(ear.pipe, False)
    try:
        yield ear
    finally:
        os.close(ear.pipe)
        os.close(ear.mouth)


def _ended(
    child: subprocess.Popen[bytes], seconds: int, ear: _Ear
) -> subprocess.CompletedProcess[bytes]:
    """The child as it ended. Raises TimeoutExpired where it has not, by the clock."""
    late = time.monotonic() + seconds
    with child:
        try:
            while True:
                try:
                    out, err = child.communicate(timeout=_LISTENS)
                    ear.listen()
                    return subprocess.CompletedProcess(child.args, child.returncode, out, err)
                except subprocess.TimeoutExpired:
                    if time.monotonic() > late:
                        raise
                    ear.listen()
        finally:
            child.kill()
