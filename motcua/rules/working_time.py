"""Working time: on which day and hour a time limit ends, and why.

The calendar is dated data (country/calendar.toml). Every result carries the steps a person
can read, each with the rule it follows.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

SATURDAY = 5
LOOK_AHEAD = 400  # days; no time limit here is longer


class Measure(StrEnum):
    """In what a time limit is counted."""

    HOUR = "working-hour"
    DAY = "working-day"
    SAME_DAY = "same-day"
    NOW = "immediate"


@dataclass(frozen=True)
class TimeLimit:
    """`amount` of `measure`, as the law says it in `citation`."""

    amount: int
    measure: Measure
    citation: str


@dataclass(frozen=True)
class DayRule:
    """What the calendar says of one day: working or not, and by which document."""

    working: bool
    reason: str
    citation: str


@dataclass(frozen=True)
class Hours:
    """Office hours of one day, morning then afternoon."""

    opens: time
    noon: time
    afternoon: time
    closes: time
    cut_off: time  # received after this hour counts from the next working day
    cut_off_citation: str

    def spans(self, day: date) -> list[tuple[datetime, datetime]]:
        def at(hour: time) -> datetime:
            return datetime.combine(day, hour)

        return [(at(self.opens), at(self.noon)), (at(self.afternoon), at(self.closes))]


@dataclass(frozen=True)
class Calendar:
    """Which days are worked, and in which hours. Times are local, without a zone."""

    hours: Hours
    days: Mapping[date, DayRule] = field(default_factory=dict)

    def rule(self, day: date) -> DayRule:
        if day in self.days:
            return self.days[day]
        if day.weekday() >= SATURDAY:
            return DayRule(False, "ngày nghỉ hằng tuần", "Bộ luật Lao động 2019, Điều 111")
        return DayRule(True, "", "")

    def is_working(self, day: date) -> bool:
        return self.rule(day).working

    def next_working(self, day: date) -> date:
        """The first working day after `day`."""
        for _ in range(LOOK_AHEAD):
            day += timedelta(days=1)
            if self.is_working(day):
                return day
        raise ValueError("the calendar has no working day within a year")


@dataclass(frozen=True)
class Due:
    """When a time limit ends (local, without a zone), and the steps that lead there."""

    at: datetime
    steps: tuple[str, ...]


def due_on(start: datetime, limit: TimeLimit, calendar: Calendar) -> Due:
    """The end of `limit` counted from `start` (local, without a zone).

    Source of the 15:00 rule: NĐ 118/2025/NĐ-CP Điều 18.2 as amended by NĐ 309/2026/NĐ-CP.
    """
    first, steps = _counted_from(start, calendar)
    if limit.measure is Measure.NOW:
        return Due(start, (*steps[:1], f"giải quyết ngay ({limit.citation})"))
    if limit.measure is Measure.HOUR:
        return _after_hours(first, limit, calendar, steps)
    if limit.measure is Measure.SAME_DAY:
        end = datetime.combine(first.date(), calendar.hours.closes)
        return Due(end, (*steps, f"trả trong ngày làm việc đó ({limit.citation})"))
    return _after_days(first, limit, calendar, steps)


def _counted_from(start: datetime, calendar: Calendar) -> tuple[datetime, list[str]]:
    """The working instant the clock starts at, with the steps that say why."""
    steps = [f"nhận lúc {_moment(start)}"]
    day, hours = start.date(), calendar.hours
    if not calendar.is_working(day):
        opening = calendar.next_working(day)
        steps += _skipped(day - timedelta(days=1), opening, calendar)
    elif start.time() >= hours.cut_off:
        opening = calendar.next_working(day)
        steps.append(
            f"nhận sau {hours.cut_off:%H:%M} nên tính từ ngày làm việc tiếp theo"
            f" ({hours.cut_off_citation})"
        )
        steps += _skipped(day, opening, calendar)
    else:
        return max(start, datetime.combine(day, hours.opens)), steps
    steps.append(f"bắt đầu tính từ {_day(opening)}")
    return datetime.combine(opening, hours.opens), steps


def _after_days(first: datetime, limit: TimeLimit, calendar: Calendar, steps: list[str]) -> Due:
    day, counted = first.date(), 0
    started_next_day = first.time() == calendar.hours.opens and len(steps) > 1
    if started_next_day:
        counted = 1
    while counted < limit.amount:
        following = calendar.next_working(day)
        steps += _skipped(day, following, calendar)
        day, counted = following, counted + 1
    steps.append(f"{limit.amount} ngày làm việc ({limit.citation}): đến hết {_day(day)}")
    return Due(datetime.combine(day, calendar.hours.closes), tuple(steps))


def _after_hours(first: datetime, limit: TimeLimit, calendar: Calendar, steps: list[str]) -> Due:
    left, day = timedelta(hours=limit.amount), first.date()
    while True:
        for opens, closes in calendar.hours.spans(day):
            begin = max(opens, first)
            if begin >= closes:
                continue
            if left <= closes - begin:
                end = begin + left
                steps.append(f"{limit.amount} giờ làm việc ({limit.citation}): đến {_moment(end)}")
                return Due(end, tuple(steps))
            left -= closes - begin
        following = calendar.next_working(day)
        steps += _skipped(day, following, calendar)
        day = following


def working_minutes(start: datetime, end: datetime, calendar: Calendar) -> int:
    """Minutes of office time between two local instants; 0 when `end` is not after `start`."""
    total, day = timedelta(), start.date()
    while day <= end.date():
        if calendar.is_working(day):
            for opens, closes in calendar.hours.spans(day):
                total += max(timedelta(), min(closes, end) - max(opens, start))
        day += timedelta(days=1)
    return int(total.total_seconds() // 60)


def add_working_minutes(start: datetime, minutes: int, calendar: Calendar) -> datetime:
    """The local instant `minutes` of office time after `start`: what a pause moves a date by."""
    left, day = timedelta(minutes=minutes), start.date()
    if not minutes:
        return start
    for _ in range(LOOK_AHEAD):
        if calendar.is_working(day):
            for opens, closes in calendar.hours.spans(day):
                begin = max(opens, start)
                if begin < closes:
                    if left <= closes - begin:
                        return begin + left
                    left -= closes - begin
        day += timedelta(days=1)
    raise ValueError("a pause longer than the calendar")


def _skipped(after: date, until: date, calendar: Calendar) -> list[str]:
    """The days off strictly between two days, each named; plain weekends are said once."""
    said: list[str] = []
    day = after + timedelta(days=1)
    while day < until:
        rule = calendar.rule(day)
        if not rule.working:
            note = f"{_day(day)} nghỉ {rule.reason}"
            said.append(f"{note} ({rule.citation})" if day in calendar.days else note)
        day += timedelta(days=1)
    return said


WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def _day(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day:%d/%m/%Y}"


def _moment(at: datetime) -> str:
    return f"{at:%H:%M} {_day(at.date())}"
