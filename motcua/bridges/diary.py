"""What the lines of this process met: each try, put down under its minute until taken away."""

import threading
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime


@dataclass
class Met:
    """The tries of one minute on one line: milliseconds to each answer, and how many had none."""

    answered_ms: list[int] = field(default_factory=list)
    failed: int = 0


class Diary:
    """Minutes of all lines. `clock` gives the time with its zone; without one nothing is put down,
    since only a process that takes the minutes away gives it one. Threads may share a diary."""

    def __init__(self, clock: Callable[[], datetime] | None = None) -> None:
        self.clock = clock
        self._lock = threading.Lock()
        self._met: defaultdict[tuple[str, datetime], Met] = defaultdict(Met)

    def note(self, system: str, seconds: float, *, answered: bool) -> None:
        """One try is over, after so many seconds."""
        if self.clock is None:
            return
        minute = self.clock().replace(second=0, microsecond=0)
        with self._lock:
            met = self._met[system, minute]
            if answered:
                met.answered_ms.append(int(seconds * 1000))
            else:
                met.failed += 1

    def take(self, before: datetime) -> dict[tuple[str, datetime], Met]:
        """The minutes that began before `before`, by system and minute; they are gone then."""
        with self._lock:
            over = [key for key in self._met if key[1] < before]
            return {key: self._met.pop(key) for key in over}


DIARY = Diary()
"""That of this process. Whoever runs it takes the minutes away (`clerks.line_log`)."""
