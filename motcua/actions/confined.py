"""Runs our openers of files (`*_child.py`), each time in a process of its own: it has none of our
addresses and secrets, and what a bomb takes is its own."""

import subprocess
import sys
import threading
from pathlib import Path

from motcua.rules.refusal import Refused


class Confined:
    """One opener. At most `seats` of it run at once in this process, others wait; `heavy` is the
    refusal of what takes too long or too much."""

    def __init__(self, child: str, *, seats: int = 1, heavy: str = "file-heavy") -> None:
        self._child = Path(__file__).with_name(child)
        self._seats = threading.BoundedSemaphore(seats)
        self._heavy = heavy

    def ask(self, given: bytes, *words: str, seconds: int) -> bytes:
        """What it writes of `given`, within `seconds` of processor, twice that by the clock.

        Raises `Refused`, or RuntimeError with its last words where it fell.
        """
        command = [sys.executable, "-I", str(self._child), *words]
        try:
            with self._seats:
                done = subprocess.run(
                    command, input=given, capture_output=True, timeout=2 * seconds, env={}
                )
        except subprocess.TimeoutExpired:
            raise Refused(self._heavy) from None
        if done.returncode < 0:  # ended by a signal: processor time or memory used up
            raise Refused(self._heavy)
        if done.returncode:
            raise RuntimeError(done.stderr.decode(errors="replace")[-2000:])
        return done.stdout
