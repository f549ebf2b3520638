"""What the days ahead bring a desk: what is due, what is usually done by then, what will be late.

Values in, values out. What is usual is learnt from what a unit has finished; nothing here decides
anything: it warns (NĐ 309/2026/NĐ-CP names early warning of delay among what machines may do).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from statistics import mean, median
from uuid import UUID

from motcua.rules.time.calendar import ONE_DAY, Calendar
from motcua.rules.time.wall_clock import local
from motcua.rules.time.working_time import working_minutes

NEAR = 480
"""Office minutes before its date within which a dossier is near: one working day. Ours."""
LEARNT_FROM = 5
"""Fewer finished dossiers than this say nothing of what is usual."""


class Risk(StrEnum):
    """How a dossier stands to its date, the worst first."""

    LATE = "late"  # the date has passed
    TIGHT = "tight"  # at the usual pace it will not be done in time
    NEAR = "near"  # due within a working day
    NONE = ""


@dataclass(frozen=True)
class Work:
    """One dossier under way: in whose hands, since when its clock runs, when it is due."""

    id: UUID
    procedure: str
    officer: UUID | None
    accepted: datetime
    due: datetime


def usual_minutes(finished: Sequence[tuple[datetime, datetime]], calendar: Calendar) -> int | None:
    """Office minutes from acceptance to the end that are usual (the median); None where too few
    are finished to tell."""
    if len(finished) < LEARNT_FROM:
        return None
    spans = (working_minutes(local(a), local(b), calendar) for a, b in finished)
    return round(median(spans))


def risk(work: Work, usual: int | None, at: datetime, calendar: Calendar) -> Risk:
    """Whether it is late, will be at the usual pace, or is near; `usual` in office minutes."""
    if work.due < at:
        return Risk.LATE
    now = local(at)
    left = working_minutes(now, local(work.due), calendar)
    had = working_minutes(local(work.accepted), now, calendar)
    if usual is not None and usual - had > left:
        return Risk.TIGHT
    return Risk.NEAR if left <= NEAR else Risk.NONE


def begun_by(end: datetime, usual: int, calendar: Calendar) -> datetime:
    """The last moment (on the wall) at which what is usually done by `end` was accepted."""
    return calendar.table.last_at(max(0, calendar.table.minutes_at(end) - usual))


def expected_filings(day: date, filed: Mapping[date, int], calendar: Calendar) -> int:
    """How many dossiers come in on a working day, as on the working days of the weeks before."""
    days = (day - ONE_DAY * back for back in range(1, 29))
    known = [filed.get(one, 0) for one in days if calendar.is_working(one)]
    return round(mean(known)) if known and calendar.is_working(day) else 0


@dataclass(frozen=True)
class Pile:
    """What is in one officer's hands (None: in nobody's), counted: all under way, past their
    date, due tomorrow and by the end of the week, and what usually gets done by then."""

    officer: UUID | None
    all: int = 0
    late: int = 0
    today: int = 0
    tomorrow: int = 0
    week: int = 0
    usual_tomorrow: int = 0
    usual_week: int = 0

    @property
    def pressing(self) -> int:
        """What a share-out weighs: late, and due by the end of the week."""
        return self.late + self.week


def whole(piles: Iterable[Pile]) -> Pile:
    """The load of the unit: all piles together."""
    names = [name for name in Pile.__dataclass_fields__ if name != "officer"]
    listed = list(piles)
    return Pile(None, **{name: sum(getattr(pile, name) for pile in listed) for name in names})


def shared_out(works: Iterable[Work], loads: Mapping[UUID, int]) -> dict[UUID, UUID]:
    """Who of those present takes which dossier: what is due first goes to whoever has least.

    `loads` is what each of them has already; nobody present means that nothing is given.
    """
    weights, given = dict(loads), {}
    for work in sorted(works, key=lambda one: (one.due, one.id)):
        if not weights:
            break
        taker = min(weights, key=lambda one: (weights[one], one))
        weights[taker] += 1
        given[work.id] = taker
    return given


@dataclass(frozen=True)
class Reminder:
    """Somebody is to be told of a dossier, and why."""

    work: Work
    to: UUID
    why: Risk


def reminders(
    works: Iterable[tuple[Work, Risk]], leaders: AbstractSet[UUID], away: AbstractSet[UUID]
) -> Iterator[Reminder]:
    """Who is told of what: its officer, that it is near; leaders too where nobody has it (or who
    has it is away), and where it is late or will be."""
    for work, why in works:
        alone = work.officer is None or work.officer in away
        if why is Risk.NONE:
            continue
        if work.officer is not None and not alone:
            yield Reminder(work, work.officer, why)
        if alone or why is not Risk.NEAR:
            for leader in sorted(leaders - {work.officer}):
                yield Reminder(work, leader, why)


class Alone(StrEnum):
    """That nobody of a desk is there: on a working day to come, or on one that has begun."""

    AHEAD = "ahead"
    NOW = "alone"


@dataclass(frozen=True)
class Days:
    """The days of an officer, from the first to the last: away, or appointed to receive people."""

    officer: UUID
    first: date
    last: date

    def holds_on(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Absence(Days):
    """Somebody is away; who stands in may be named."""

    standby: UUID | None = None


def unattended(
    desk: AbstractSet[UUID],
    absences: Iterable[Absence],
    appointed: Iterable[Days],
    first: date,
    last: date,
    calendar: Calendar,
) -> list[date]:
    """Working days on which nobody of the desk is there: reception must never stop (NĐ
    118/2025/NĐ-CP Điều 11.8 as amended by NĐ 309/2026/NĐ-CP). Whoever stands in is there."""
    listed, standbys, found, day = list(absences), list(appointed), [], first
    while day <= last:
        off = [one for one in listed if one.holds_on(day)]
        there = desk | {one.standby for one in off if one.standby}
        there |= {one.officer for one in standbys if one.holds_on(day)}
        present = there - {one.officer for one in off}
        if calendar.is_working(day) and not present:
            found.append(day)
        day += ONE_DAY
    return found
