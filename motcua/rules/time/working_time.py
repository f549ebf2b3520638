"""Working time: on which day and hour a time limit ends, and why.

Every result carries the steps a person can read, each with the rule it follows. Counting is in
whole minutes: seconds are left off, so that a person can reckon from what a page shows. Times
are local and without a zone throughout.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property

from motcua.rules.time.calendar import (
    CLOCK,
    ONE_DAY,
    Calendar,
    DayRule,
    OtherHours,
    day_words,
    days_between,
    moment_words,
)


class Measure(StrEnum):
    """In what a time limit is counted."""

    HOUR = "working-hour"
    DAY = "working-day"
    SAME_DAY = "same-day"
    NOW = "immediate"
    CALENDAR_DAY = "day"
    MONTH = "month"


BY_CALENDAR = frozenset({Measure.CALENDAR_DAY, Measure.MONTH})
"""Counted through days off; only the last day must be a working one."""


@dataclass(frozen=True)
class TimeLimit:
    """`amount` of `measure`, as the law says it in `citation`; nothing is done in no time."""

    amount: int
    measure: Measure
    citation: str

    def __post_init__(self) -> None:
        if self.amount < 1 and self.measure is not Measure.NOW:
            raise ValueError(f"a time limit of {self.amount} {self.measure}")


@dataclass(frozen=True)
class Due:
    """When a time limit ends, and the steps that lead there, in words a person can check.

    The words are made when somebody asks for them. `begins` is the moment of office time the
    counting starts at.
    """

    at: datetime
    begins: datetime
    told: Callable[[], Iterable[str]] = field(repr=False, compare=False)

    @cached_property
    def steps(self) -> tuple[str, ...]:
        """Vietnamese sentences without a full stop, in order, each with its citation."""
        return tuple(self.told())


def due_on(start: datetime, limit: TimeLimit, calendar: Calendar, opening: str = "") -> Due:
    """The end of `limit` for a dossier received at `start`.

    Received after the cut-off, or on a day off, counts as received when the next working day
    opens (NĐ 118/2025/NĐ-CP Điều 18.2 as amended by NĐ 309/2026/NĐ-CP). The day of reception
    itself is not counted (Bộ luật Dân sự 2015 Điều 147.2), so three working days from Monday
    morning end with Thursday. A limit in days or months of the calendar that would end on a
    day off ends with the next working day (Điều 148.5). A later reception never ends earlier.

    `opening` are the words of the first step, where the clock starts otherwise than by
    reception. Raises `BeyondCalendar` for a date the calendar does not reach.
    """
    found = course(start, limit, calendar, opening)
    return Due(found.at, found.begins, lambda: (*found.steps, *forecast(found.at, calendar)))


def course(start: datetime, limit: TimeLimit, calendar: Calendar, opening: str = "") -> Due:
    """As `due_on`, without the last word on what is not yet announced: a part of a longer way."""
    begins = counted_from(start, calendar)
    at = ENDS[limit.measure](begins, limit.amount, calendar)
    return Due(at, begins, lambda: _explained(start, begins, at, limit, calendar, opening))


def counted_from(start: datetime, calendar: Calendar) -> datetime:
    """The minute of office time, or of a break in it, at which the clock starts."""
    table = calendar.table
    place, minute = table.place(start), start.hour * 60 + start.minute
    hours = table.hours[place]
    if hours is None or minute > hours.last_minute:
        return _opening_of(table.nth_after(place, 1), calendar)
    return datetime.combine(start, max(CLOCK[minute], hours.opens))


def working_minutes(start: datetime, end: datetime, calendar: Calendar) -> int:
    """Minutes of office time between two instants; 0 when `end` is not after `start`."""
    table = calendar.table
    return max(0, table.minutes_at(end) - table.minutes_at(start))


def working_days(after: date, until: date, calendar: Calendar) -> int:
    """Working days after one day, up to and with another; 0 when that is not later."""
    table = calendar.table
    return max(0, table.rank[table.place(until) + 1] - table.rank[table.place(after) + 1])


def time_left(due: datetime, at: datetime, calendar: Calendar) -> tuple[int, int]:
    """Working days after today, up to and with the day of `due`; on the last one 0, and the whole
    office hours. Past the date, days below zero: those since its day, one at least.

    Days are counted as the law counts a time limit, today not among them (Bộ luật Dân sự 2015
    Điều 147.2): who reads the date on a wall calendar comes to the same number.
    """
    if due < at:
        return -max(1, working_days(due.date(), at.date(), calendar)), 0
    days = working_days(at.date(), due.date(), calendar)
    return days, 0 if days else working_minutes(at, due, calendar) // 60


def add_working_minutes(start: datetime, minutes: int, calendar: Calendar) -> datetime:
    """The first instant `minutes` of office time after `start`; with `minutes` below zero, the
    last instant so long before it. Adding nothing changes nothing, on a day off either."""
    if not minutes:
        return start
    total = calendar.table.minutes_at(start) + minutes
    return calendar.table.first_at(total) if minutes > 0 else calendar.table.last_at(total)


def add_to(at: datetime, amount: int, measure: Measure, calendar: Calendar) -> datetime:
    """`amount` of `measure` after `at`, which is the end of a time limit: what prolongs it."""
    return ENDS[measure](at, amount, calendar)


# ------------------------------------------------------------------------------ where it ends


def _opening_of(place: int, calendar: Calendar) -> datetime:
    hours = calendar.table.hours[place]
    assert hours is not None
    return datetime.combine(calendar.table.day(place), hours.opens)


def _end_of_day(place: int, calendar: Calendar) -> datetime:
    hours = calendar.table.hours[place]
    assert hours is not None
    return datetime.combine(calendar.table.day(place), hours.closes)


def _days(begins: datetime, amount: int, calendar: Calendar) -> datetime:
    place = calendar.table.place(begins)
    return _end_of_day(calendar.table.nth_after(place, amount), calendar)


def _hours(begins: datetime, amount: int, calendar: Calendar) -> datetime:
    return add_working_minutes(begins, amount * 60, calendar)


def _same_day(begins: datetime, _amount: int, calendar: Calendar) -> datetime:
    return _end_of_day(calendar.table.place(begins), calendar)


def _now(begins: datetime, _amount: int, _calendar: Calendar) -> datetime:
    return begins


def _calendar_days(begins: datetime, amount: int, calendar: Calendar) -> datetime:
    return end_of_office(begins.date() + amount * ONE_DAY, calendar)


def _months(begins: datetime, amount: int, calendar: Calendar) -> datetime:
    return end_of_office(months_later(begins.date(), amount), calendar)


def last_day(first: date, limit: TimeLimit) -> date:
    """The day a limit in days or months of the calendar ends on, were it a working day."""
    if limit.measure is Measure.MONTH:
        return months_later(first, limit.amount)
    return first + limit.amount * ONE_DAY


ENDS: dict[Measure, Callable[[datetime, int, Calendar], datetime]] = {
    Measure.DAY: _days,
    Measure.HOUR: _hours,
    Measure.SAME_DAY: _same_day,
    Measure.NOW: _now,
    Measure.CALENDAR_DAY: _calendar_days,
    Measure.MONTH: _months,
}


def end_of_office(day: date, calendar: Calendar) -> datetime:
    """The close of `day`, or of the next working day where it is off."""
    place = calendar.table.place(day)
    if calendar.table.hours[place] is None:
        place = calendar.table.nth_after(place, 1)
    return _end_of_day(place, calendar)


def months_later(day: date, months: int) -> date:
    """The same day of a later month; its last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    begin = date(year, month + 1, 1)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return begin + timedelta(days=min(day.day, (following - begin).days) - 1)


def years_later(day: date, years: int) -> date:
    """The same day of another year, an earlier one below zero; 28 for 29 February."""
    return months_later(day, 12 * years)


# ------------------------------------------------------------------------------ why it ends there


def _explained(
    start: datetime,
    begins: datetime,
    end: datetime,
    limit: TimeLimit,
    calendar: Calendar,
    opening: str,
) -> Iterator[str]:
    yield opening or f"nhận lúc {moment_words(start)}"
    if begins.date() != start.date():
        yield from _moved(start, begins, calendar)
    yield from _way(begins.date(), end.date(), limit, calendar)
    if limit.measure in BY_CALENDAR or limit.measure is Measure.DAY:
        yield f"ngày nhận không đếm{calendar.citation('first-day')}"
    yield _limit_words(limit, end)


def _moved(start: datetime, begins: datetime, calendar: Calendar) -> Iterator[str]:
    """Why the clock starts on a later day than the one of reception."""
    hours, day = calendar.hours_on(start.date()), start.date()
    reception = calendar.reception(day)
    if hours is not None:
        cut_short = hours.closes < hours.cut_off
        after = f"giờ làm việc ({hours.words()})" if cut_short else f"{hours.cut_off:%H:%M}"
        basis = f" ({hours.cut_off_citation})" if hours.cut_off_citation else ""
        yield f"nhận sau {after} nên tính từ ngày làm việc tiếp theo{basis}"
    elif reception is not None:
        yield (
            f"{day_words(day)} có tiếp nhận {reception.reason}"
            f" nhưng không tính là giờ làm việc ({reception.citation})"
        )
    yield from _stretches(day if hours is None else day + ONE_DAY, begins.date(), calendar)
    yield f"tính như nhận đầu giờ {day_words(begins.date())}"


def _way(first: date, last: date, limit: TimeLimit, calendar: Calendar) -> Iterator[str]:
    """What lies between the first day and the last and moves the date."""
    if limit.measure in BY_CALENDAR:
        named = last_day(first, limit)
        if named != last:
            yield f"ngày cuối của thời hạn là {day_words(named)}"
            yield from _stretches(named, last, calendar)
            basis = calendar.citation("last-day-off")
            yield f"ngày cuối là ngày nghỉ nên tính đến ngày làm việc tiếp theo{basis}"
    else:
        yield from _stretches(first + ONE_DAY, last, calendar)
        if last > first and last in calendar.days:
            yield _stretch_words(last, last, calendar.days[last])
    yield from _other_hours(first if limit.measure is Measure.HOUR else last, last, calendar)


def _stretches(first: date, last: date, calendar: Calendar) -> Iterator[str]:
    """The days off, and those worked by way of exception, from `first` to the day before
    `last`; neighbours with one reason are said once."""
    found: list[tuple[date, date, DayRule]] = []
    for day in days_between(first, last - ONE_DAY):
        rule = calendar.rule(day)
        if rule.working and day not in calendar.days:
            continue
        if found and found[-1][1] + ONE_DAY == day and found[-1][2] == rule:
            found[-1] = (found[-1][0], day, rule)
        else:
            found.append((day, day, rule))
    for begin, end, rule in found:
        yield _stretch_words(begin, end, rule, plain=rule == calendar.weekly_rule)


def _stretch_words(begin: date, end: date, rule: DayRule, plain: bool = False) -> str:
    """Weekly rest, which everybody knows, is said without its article."""
    why = rule.reason if plain else f"{rule.reason} ({rule.citation})"
    days = day_words(begin) if begin == end else f"từ {day_words(begin)} đến {day_words(end)}"
    return f"{days} làm việc, {why}" if rule.working else f"{days} nghỉ {why}"


def _other_hours(first: date, last: date, calendar: Calendar) -> Iterator[str]:
    runs: list[tuple[date, date, OtherHours]] = []
    for day in days_between(first, last):
        other = calendar.other_hours.get(day)
        if other is None or not calendar.is_working(day):
            continue
        if runs and runs[-1][2] == other:
            runs[-1] = (runs[-1][0], day, other)
        else:
            runs.append((day, day, other))
    for begin, end, other in runs:
        days = day_words(begin) if begin == end else f"từ {day_words(begin)} đến {day_words(end)}"
        yield f"{days} làm việc {other.hours.words()}, {other.reason} ({other.citation})"


def _limit_words(limit: TimeLimit, end: datetime) -> str:
    amount, basis = limit.amount, f"({limit.citation})"
    match limit.measure:
        case Measure.NOW:
            return f"giải quyết ngay {basis}"
        case Measure.SAME_DAY:
            return f"trả trong {day_words(end.date())} {basis}"
        case Measure.HOUR:
            return f"{amount} giờ làm việc {basis}: đến {moment_words(end)}"
    return f"{amount_words(limit)} {basis}: đến hết {day_words(end.date())}"


UNITS = {
    Measure.HOUR: "giờ làm việc",
    Measure.DAY: "ngày làm việc",
    Measure.CALENDAR_DAY: "ngày",
    Measure.MONTH: "tháng",
}


def amount_words(limit: TimeLimit) -> str:
    """`3 ngày làm việc`; for limits without a number, their own word."""
    if limit.measure in UNITS:
        return f"{limit.amount} {UNITS[limit.measure]}"
    return "trong ngày" if limit.measure is Measure.SAME_DAY else "ngay"


def forecast(end: datetime, calendar: Calendar) -> Iterator[str]:
    """A sentence where the date lies in a year whose holidays have not been announced."""
    if calendar.announced_to is not None and end.date() > calendar.announced_to:
        yield f"lịch nghỉ lễ sau {calendar.announced_to:%d/%m/%Y} là dự tính, có thể thay đổi"
