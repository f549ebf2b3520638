"""Which days and hours an office works: the country's rules, and what is a unit's own.

Everything here is dated data (country/calendar.toml, read by calendar_file.py). A calendar is
a value that never changes: two offices, or two dates of one law, are two calendars. Times are
local, without a zone, and counted in whole minutes: a moment is the minute it lies in.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from hashlib import sha256

from motcua.rules.bases import Basis

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
ONE_DAY = timedelta(days=1)
MINUTES = 24 * 60
CLOCK = tuple(time(*divmod(minute, 60)) for minute in range(MINUTES))
YEARS_BEFORE, YEARS_AFTER = 10, 20
"""How far around its dated days a calendar counts; beyond, it says so instead of guessing."""

Part = tuple[time, time]


class BeyondCalendar(ValueError):
    """A date so far from the years the calendar speaks of that counting would be guessing."""


@dataclass(frozen=True)
class Hours:
    """Office hours of one day: its parts in order, and the last minute of reception.

    What comes in after `cut_off` counts from the next working day.
    """

    parts: tuple[Part, ...]
    cut_off: time
    cut_off_citation: str = ""

    @property
    def opens(self) -> time:
        return self.parts[0][0]

    @property
    def closes(self) -> time:
        return self.parts[-1][1]

    @cached_property
    def last_minute(self) -> int:
        """The last minute of the day in which something received counts as of that day."""
        return min(minute_of(self.cut_off), minute_of(self.closes))

    @cached_property
    def passed(self) -> "array[int]":
        """Office minutes passed at each minute of the day."""
        found, total = array("i"), 0
        inside = {m for begin, end in self.parts for m in range(minute_of(begin), minute_of(end))}
        for minute in range(MINUTES):
            found.append(total)
            total += minute in inside
        return found

    @cached_property
    def reached(self) -> tuple[int, ...]:
        """For each count of office minutes, the first minute of the day at which they passed."""
        return tuple(bisect_left(self.passed, count) for count in range(self.minutes + 1))

    @cached_property
    def minutes(self) -> int:
        """Office minutes of the whole day."""
        return sum(minute_of(end) - minute_of(begin) for begin, end in self.parts)

    def spans(self, day: date) -> list[tuple[datetime, datetime]]:
        """The parts of `day` as instants."""
        return [
            (datetime.combine(day, begin), datetime.combine(day, end)) for begin, end in self.parts
        ]

    def words(self) -> str:
        """`07:30–11:30, 13:00–17:00`."""
        return ", ".join(f"{begin:%H:%M}–{end:%H:%M}" for begin, end in self.parts)


@dataclass(frozen=True)
class DayRule:
    """What the calendar says of one day: working or not, and by which document."""

    working: bool
    reason: str
    citation: str
    confidence: str = "high"


@dataclass(frozen=True)
class OtherHours:
    """Hours of a working day that differ from the usual ones: half a day, a season."""

    hours: Hours
    reason: str
    citation: str
    confidence: str = "high"


@dataclass(frozen=True)
class Reception:
    """A day of rest on which the desk receives all the same. Unless `counts`, nothing of it
    is working time: what is received then counts from the next working day."""

    weekday: int  # 0 is Monday
    hours: Hours
    reason: str
    citation: str
    counts: bool = False
    confidence: str = "high"


@dataclass(frozen=True)
class Outage:
    """A system down by announcement: its time is not the office's. Without `end` it lasts;
    `procedures` are the codes it holds up, all where none is named."""

    begin: datetime
    end: datetime | None
    reason: str
    citation: str
    procedures: tuple[str, ...] = ()
    confidence: str = "high"

    def holds_up(self, procedure: str) -> bool:
        """Whether dossiers of this procedure wait for the system."""
        return not self.procedures or procedure in self.procedures

    def lasts(self, at: datetime) -> bool:
        """Whether the system is down at this moment (on the wall)."""
        return self.begin <= at and (self.end is None or at < self.end)


WORKED = DayRule(True, "", "")


@dataclass(frozen=True)
class Calendar:
    """Which days are worked, and in which hours.

    `days` are the exceptions: holidays, days off in lieu, swapped days, a unit's own closures.
    `weekly` are the days of rest of every week (0 is Monday). `bases` cite the rules of counting
    by their names. After `announced_to` the holidays are calculated, not announced.
    """

    hours: Hours
    weekly: frozenset[int]
    weekly_rule: DayRule
    days: Mapping[date, DayRule] = field(default_factory=dict)
    announced_to: date | None = None
    other_hours: Mapping[date, OtherHours] = field(default_factory=dict)
    receptions: tuple[Reception, ...] = ()
    outages: tuple[Outage, ...] = ()
    bases: Mapping[str, Basis] = field(default_factory=dict)

    def rule(self, day: date) -> DayRule:
        """What the calendar says of a day: its own line first, then the week's."""
        if day in self.days:
            return self.days[day]
        if day.weekday() not in self.weekly:
            return WORKED
        reception = self.reception(day)
        if reception and reception.counts:
            return DayRule(True, reception.reason, reception.citation, reception.confidence)
        return self.weekly_rule

    def is_working(self, day: date) -> bool:
        """Whether working time passes on `day`."""
        return self.rule(day).working

    def reception(self, day: date) -> Reception | None:
        """The reception on a day of weekly rest; None on a holiday and where there is none."""
        if day in self.days:
            return None
        return next((r for r in self.receptions if r.weekday == day.weekday()), None)

    def hours_on(self, day: date) -> Hours | None:
        """The office hours of a day; None on a day off."""
        if not self.is_working(day):
            return None
        if day in self.other_hours:
            return self.other_hours[day].hours
        reception = self.reception(day)
        return reception.hours if reception and reception.counts else self.hours

    def spans(self, day: date) -> list[tuple[datetime, datetime]]:
        """Office time of a day, part by part; nothing on a day off."""
        hours = self.hours_on(day)
        return hours.spans(day) if hours else []

    def next_working(self, day: date) -> date:
        """The first working day after `day`."""
        for _ in range(400):
            day += ONE_DAY
            if self.is_working(day):
                return day
        raise BeyondCalendar("the calendar has no working day within a year")

    def citation(self, name: str) -> str:
        """The text a rule of counting rests on, with brackets; "" where the file names none."""
        basis = self.bases.get(name)
        return f" ({basis.citation})" if basis else ""

    @cached_property
    def table(self) -> "CountedCalendar":
        """Every day around the dated ones, counted through once."""
        return CountedCalendar(self)

    @cached_property
    def version(self) -> str:
        """Eight hexadecimal digits: equal where the calendars say the same."""
        said = (
            self.hours,
            sorted(self.days.items()),
            sorted(self.weekly),
            self.weekly_rule,
            self.announced_to,
            sorted(self.other_hours.items()),
            self.receptions,
            self.outages,
            sorted(self.bases.items()),
        )
        return sha256(repr(said).encode()).hexdigest()[:8]


class CountedCalendar:
    """A calendar counted through: minutes and working days before each day.

    `place` numbers the days; `before[i]` are the office minutes before day i, `rank[i]` the
    working days before it, `worked` the numbers of the working days.
    """

    def __init__(self, calendar: Calendar) -> None:
        begin, end = _reach(calendar)
        self.first = begin.toordinal()
        self.hours: list[Hours | None] = [
            calendar.hours_on(date.fromordinal(n)) for n in range(self.first, end.toordinal() + 1)
        ]
        self.before, self.rank, self.worked = array("i", [0]), array("i", [0]), array("i")
        for place, hours in enumerate(self.hours):
            self.before.append(self.before[-1] + (hours.minutes if hours else 0))
            self.rank.append(self.rank[-1] + (hours is not None))
            if hours:
                self.worked.append(place)

    @property
    def days(self) -> int:
        """How many days are counted through."""
        return len(self.hours)

    def place(self, day: date) -> int:
        """The number of a day; raises `BeyondCalendar` outside the table."""
        place = day.toordinal() - self.first
        if not 0 <= place < len(self.hours):
            raise BeyondCalendar(f"the calendar does not reach {day:%d/%m/%Y}")
        return place

    def day(self, place: int) -> date:
        """The day with a number."""
        return date.fromordinal(self.first + place)

    def nth_after(self, place: int, count: int) -> int:
        """The `count`-th working day after a day; `count` 1 is the next one."""
        found = self.rank[place + 1] + count - 1
        if not 0 <= found < len(self.worked):
            raise BeyondCalendar("the calendar does not reach so far")
        return self.worked[found]

    def minutes_at(self, at: datetime) -> int:
        """Office minutes passed at an instant since the table begins."""
        place = self.place(at)
        hours = self.hours[place]
        within = hours.passed[at.hour * 60 + at.minute] if hours else 0
        return self.before[place] + within

    def first_at(self, minutes: int) -> datetime:
        """The first instant at which so many office minutes have passed (from 1 on)."""
        place = bisect_left(self.before, minutes) - 1
        if not 0 <= place < len(self.hours):
            raise BeyondCalendar("the calendar does not reach so far")
        hours = self.hours[place]
        assert hours is not None  # minutes pass on working days alone
        return datetime.combine(
            self.day(place), CLOCK[hours.reached[minutes - self.before[place]]]
        )

    def last_at(self, minutes: int) -> datetime:
        """The last instant at which no more office minutes have passed."""
        following = self.first_at(minutes + 1)
        hours = self.hours[self.place(following)]
        assert hours is not None
        minute = following.hour * 60 + following.minute - 1  # an open minute begins here
        return datetime.combine(following, CLOCK[minute])


def _reach(calendar: Calendar) -> tuple[date, date]:
    dated = [*calendar.days, *calendar.other_hours] or [calendar.announced_to or date(2026, 1, 1)]
    return (
        date(min(dated).year - YEARS_BEFORE, 1, 1),
        date(max(dated).year + YEARS_AFTER, 12, 31),
    )


@dataclass(frozen=True)
class Calendars:
    """The country's calendar, and those of the units that have days or hours of their own."""

    country: Calendar
    units: Mapping[str, Calendar] = field(default_factory=dict)

    def of(self, code: str) -> Calendar:
        """The calendar of a unit, by its code."""
        return self.units.get(code, self.country)


def minute_of(at: time) -> int:
    """Minutes since midnight."""
    return at.hour * 60 + at.minute


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last, both included."""
    for ahead in range((last - first).days + 1):
        yield first + timedelta(days=ahead)


def day_words(day: date) -> str:
    """`thứ Hai 23/11/2026`."""
    return f"{WEEKDAYS[day.weekday()]} {day:%d/%m/%Y}"


def moment_words(at: datetime) -> str:
    """`15:40 thứ Hai 23/11/2026`."""
    return f"{at:%H:%M} {day_words(at.date())}"


def length_words(minutes: int) -> str:
    """`7 giờ 5 phút làm việc`."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} giờ"] * bool(hours) + [f"{rest} phút"] * bool(rest or not hours)
    return f"{' '.join(parts)} làm việc"
