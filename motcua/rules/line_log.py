"""How well an outside system answered: minutes, the times it was down, and how long one waits."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil

ONE_MINUTE = timedelta(minutes=1)


class Health(StrEnum):
    """What one minute with a system was like, the worst first."""

    DOWN = "down"  # nothing came back
    PARTLY = "partly"  # some questions were answered, some not
    SLOW = "slow"  # all were answered, at least half of them late
    WELL = "well"


@dataclass(frozen=True)
class Minute:
    """What came of the questions of one minute that begins `at`: answered, among them late, not
    answered; and in how many milliseconds 95 of 100 answers were there (0 without any)."""

    at: datetime
    reached: int
    slow: int
    failed: int
    p95_ms: int

    @property
    def health(self) -> Health:
        if self.failed:
            return Health.PARTLY if self.reached else Health.DOWN
        return Health.SLOW if self.slow * 2 >= self.reached > 0 else Health.WELL


@dataclass(frozen=True)
class Stretch:
    """From `begins` to `ends` each question failed; `failed` is how many. No question was
    answered in between."""

    begins: datetime
    ends: datetime
    failed: int

    @property
    def minutes(self) -> int:
        return int((self.ends - self.begins) / ONE_MINUTE)


def stretches(minutes: Iterable[Minute], silence: timedelta) -> Iterator[Stretch]:
    """When the system was down, in order. A minute in which nobody asked belongs to it where the
    next that asked, within `silence`, was not answered either: longer ones tell nothing."""
    standing: Stretch | None = None
    for one in minutes:
        if one.health is not Health.DOWN:
            if standing:
                yield standing
            standing = None
        elif standing and one.at - standing.ends <= silence:
            failed = standing.failed + one.failed
            standing = Stretch(standing.begins, one.at + ONE_MINUTE, failed)
        else:
            if standing:
                yield standing
            standing = Stretch(one.at, one.at + ONE_MINUTE, one.failed)
    if standing:
        yield standing


@dataclass(frozen=True)
class Figures:
    """A period in numbers. Minutes in which nobody asked are not counted anywhere but in what
    lies within a stretch."""

    asked: int  # minutes with questions
    down: int  # minutes of all stretches
    slow: int  # minutes that were slow
    partly: int
    times: int  # stretches
    longest: Stretch | None
    reached: int  # questions
    failed: int
    p95_ms: int  # of the minute that stands at 95 of 100


def figures(minutes: Sequence[Minute], silence: timedelta) -> Figures:
    """What a period comes to."""
    found = list(stretches(minutes, silence))
    health = [one.health for one in minutes]
    return Figures(
        asked=len(minutes),
        down=sum(one.minutes for one in found),
        slow=health.count(Health.SLOW),
        partly=health.count(Health.PARTLY),
        times=len(found),
        longest=max(found, key=lambda one: one.minutes, default=None),
        reached=sum(one.reached for one in minutes),
        failed=sum(one.failed for one in minutes),
        p95_ms=percentile([one.p95_ms for one in minutes if one.reached]),
    )


def percentile(values: Iterable[int], of_hundred: int = 95) -> int:
    """The least value that so many of a hundred do not exceed (nearest rank); 0 of none."""
    ordered = sorted(values)
    return ordered[ceil(len(ordered) * of_hundred / 100) - 1] if ordered else 0


def down_since(minutes: Sequence[Minute], silence: timedelta, at: datetime) -> datetime | None:
    """Since when the system does not answer, as far as is known `at`; None where the last thing
    heard of it was an answer, or was long ago."""
    last = next(reversed(list(stretches(minutes, silence))), None)
    if last is None or minutes[-1].health is not Health.DOWN or at - last.ends > silence:
        return None
    return last.begins


def slowest(ahead: int, minutes: Sequence[Minute], per_minute: int) -> timedelta | None:
    """In how long so many questions will have been put, the last included: one after another at
    the pace measured (so it is rather less), and no faster than the budget. None while nothing
    was measured."""
    pace = percentile(one.p95_ms for one in minutes if one.reached)
    if not pace:
        return None
    return ahead * max(timedelta(milliseconds=pace), ONE_MINUTE / per_minute)


@dataclass(frozen=True)
class Run:
    """Minutes of a day one after another that were alike: from minute `begins` of the day, so
    many."""

    begins: int
    minutes: int
    health: Health


def runs(minutes: Iterable[Minute]) -> Iterator[Run]:
    """A day as a strip: its minutes in local time, those without questions left out."""
    standing: Run | None = None
    for one in minutes:
        place = one.at.hour * 60 + one.at.minute
        if (
            standing
            and standing.health is one.health
            and place == standing.begins + standing.minutes
        ):
            standing = Run(standing.begins, standing.minutes + 1, standing.health)
            continue
        if standing:
            yield standing
        standing = Run(place, 1, one.health)
    if standing:
        yield standing
