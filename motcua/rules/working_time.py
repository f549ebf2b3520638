"""Working time: on which day and hour a time limit ends, and why.

The calendar is dated data (country/calendar.toml). Every result carries the steps a person
can read, each with the rule it follows. Times are local and without a zone throughout.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from motcua.rules.tables import Tables

LOOK_AHEAD = 400  # days; no time limit here is longer
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
ONE_DAY = timedelta(days=1)


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
    confidence: str = "high"


@dataclass(frozen=True)
class Hours:
    """Office hours of one day, morning then afternoon."""

    opens: time
    noon: time
    afternoon: time
    closes: time
    cut_off: time  # received after this minute counts from the next working day
    cut_off_citation: str

    def spans(self, day: date) -> list[tuple[datetime, datetime]]:
        """Morning and afternoon of `day` as instants."""

        def at(hour: time) -> datetime:
            return datetime.combine(day, hour)

        return [(at(self.opens), at(self.noon)), (at(self.afternoon), at(self.closes))]


WORKED = DayRule(True, "", "")
SATURDAY_AND_SUNDAY = DayRule(False, "hằng tuần", "Bộ luật Lao động 2019 Điều 111")


@dataclass(frozen=True)
class Calendar:
    """Which days are worked, and in which hours.

    `days` are the exceptions: holidays, days off in lieu, swapped days. `weekly` are the days
    of rest of every week (0 is Monday). After `announced_to` the holidays are a forecast.
    """

    hours: Hours
    days: Mapping[date, DayRule] = field(default_factory=dict)
    weekly: frozenset[int] = frozenset({5, 6})
    weekly_rule: DayRule = SATURDAY_AND_SUNDAY
    announced_to: date | None = None

    def rule(self, day: date) -> DayRule:
        """What the calendar says of a day: its own line first, then the week's."""
        if day in self.days:
            return self.days[day]
        return self.weekly_rule if day.weekday() in self.weekly else WORKED

    def is_working(self, day: date) -> bool:
        return self.rule(day).working

    def next_working(self, day: date) -> date:
        """The first working day after `day`."""
        for _ in range(LOOK_AHEAD):
            day += ONE_DAY
            if self.is_working(day):
                return day
        raise ValueError("the calendar has no working day within a year")


@dataclass(frozen=True)
class Due:
    """When a time limit ends, and the steps that lead there, in words a person can check."""

    at: datetime
    steps: tuple[str, ...]


def due_on(start: datetime, limit: TimeLimit, calendar: Calendar) -> Due:
    """The end of `limit` for a dossier received at `start`.

    Received after the cut-off, or on a day off, counts as received when the next working day
    opens (NĐ 118/2025/NĐ-CP Điều 18.2 as amended by NĐ 309/2026/NĐ-CP). The day of reception
    itself is not counted (Bộ luật Dân sự 2015 Điều 147.2), so three working days from Monday
    morning end with Thursday. A later reception never ends earlier.
    """
    first, steps = _counted_from(start, calendar)
    if limit.measure is Measure.NOW:
        end, steps = first, [*steps, f"giải quyết ngay ({limit.citation})"]
    elif limit.measure is Measure.HOUR:
        end, steps = _after_hours(first, limit, calendar, steps)
    elif limit.measure is Measure.SAME_DAY:
        end = datetime.combine(first.date(), calendar.hours.closes)
        steps = [*steps, f"trả trong {day_words(first.date())} ({limit.citation})"]
    else:
        end, steps = _after_days(first, limit, calendar, steps)
    return Due(end, (*steps, *_forecast(end.date(), calendar)))


def _counted_from(start: datetime, calendar: Calendar) -> tuple[datetime, list[str]]:
    """The instant of office time the clock starts at, with the steps that say why."""
    day, hours = start.date(), calendar.hours
    steps = [f"nhận lúc {moment_words(start)}"]
    if calendar.is_working(day) and start.replace(second=0, microsecond=0).time() <= hours.cut_off:
        return max(start, datetime.combine(day, hours.opens)), steps
    opening = calendar.next_working(day)
    if calendar.is_working(day):
        steps.append(
            f"nhận sau {hours.cut_off:%H:%M} nên tính từ ngày làm việc tiếp theo"
            f" ({hours.cut_off_citation})"
        )
        steps += _skipped(day, opening, calendar)
    else:
        steps += _skipped(day - ONE_DAY, opening, calendar)
    steps.append(f"tính như nhận đầu giờ {day_words(opening)}")
    return datetime.combine(opening, hours.opens), steps


def _after_days(
    first: datetime, limit: TimeLimit, calendar: Calendar, steps: list[str]
) -> tuple[datetime, list[str]]:
    day = first.date()
    for _ in range(limit.amount):
        following = calendar.next_working(day)
        steps = [*steps, *_skipped(day, following, calendar)]
        day = following
        if day in calendar.days:  # a Saturday worked instead of another day
            steps.append(f"{day_words(day)} làm việc, {_because(calendar.days[day])}")
    steps.append(f"{limit.amount} ngày làm việc ({limit.citation}): đến hết {day_words(day)}")
    return datetime.combine(day, calendar.hours.closes), steps


def _after_hours(
    first: datetime, limit: TimeLimit, calendar: Calendar, steps: list[str]
) -> tuple[datetime, list[str]]:
    end = add_working_minutes(first, limit.amount * 60, calendar)
    steps = [*steps, *_skipped(first.date(), end.date(), calendar)]
    steps.append(f"{limit.amount} giờ làm việc ({limit.citation}): đến {moment_words(end)}")
    return end, steps


def _spans(start: datetime, calendar: Calendar) -> Iterator[tuple[datetime, datetime]]:
    """Office time from `start` on, span by span."""
    for ahead in range(LOOK_AHEAD):
        day = start.date() + timedelta(days=ahead)
        if calendar.is_working(day):
            for opens, closes in calendar.hours.spans(day):
                if closes > start:
                    yield max(opens, start), closes


def working_minutes(start: datetime, end: datetime, calendar: Calendar) -> int:
    """Minutes of office time between two instants; 0 when `end` is not after `start`."""
    total, day = timedelta(), start.date()
    while day <= end.date():
        if calendar.is_working(day):
            for opens, closes in calendar.hours.spans(day):
                total += max(timedelta(), min(closes, end) - max(opens, start))
        day += ONE_DAY
    return int(total.total_seconds() // 60)


def add_working_minutes(start: datetime, minutes: int, calendar: Calendar) -> datetime:
    """The instant `minutes` of office time after `start`: what a pause moves a date by."""
    left = timedelta(minutes=minutes)
    if not minutes:
        return start
    for begin, closes in _spans(start, calendar):
        if left <= closes - begin:
            return begin + left
        left -= closes - begin
    raise ValueError("a pause longer than the calendar")


def _skipped(after: date, until: date, calendar: Calendar) -> list[str]:
    """The days off strictly between two days; neighbours with one reason are said once, and
    weekly rest, which everybody knows, without its article."""
    between = [after + timedelta(days=n) for n in range(1, (until - after).days)]
    off = [(day, calendar.rule(day)) for day in between if not calendar.is_working(day)]
    runs: list[tuple[date, date, DayRule]] = []
    for day, rule in off:
        if runs and runs[-1][1] + ONE_DAY == day and runs[-1][2] == rule:
            runs[-1] = (runs[-1][0], day, rule)
        else:
            runs.append((day, day, rule))
    return [
        f"{_run_words(begin, end)} nghỉ "
        + (rule.reason if rule == calendar.weekly_rule else _because(rule))
        for begin, end, rule in runs
    ]


def _run_words(begin: date, end: date) -> str:
    return day_words(begin) if begin == end else f"từ {day_words(begin)} đến {day_words(end)}"


def _because(rule: DayRule) -> str:
    return f"{rule.reason} ({rule.citation})"


def _forecast(end: date, calendar: Calendar) -> list[str]:
    if calendar.announced_to is None or end <= calendar.announced_to:
        return []
    return [f"lịch nghỉ lễ sau {calendar.announced_to:%d/%m/%Y} là dự tính, có thể thay đổi"]


def day_words(day: date) -> str:
    """`thứ Hai 23/11/2026`."""
    return f"{WEEKDAYS[day.weekday()]} {day:%d/%m/%Y}"


def moment_words(at: datetime) -> str:
    """`15:40 thứ Hai 23/11/2026`."""
    return f"{at:%H:%M} {day_words(at.date())}"


@dataclass(frozen=True)
class _HoursEntry:
    """[hours] of the calendar file."""

    opens: time
    noon: time
    afternoon: time
    closes: time
    cut_off: time
    cut_off_citation: str
    citation: str
    confidence: str = "high"
    note: str = ""


@dataclass(frozen=True)
class _WeeklyEntry:
    """[weekly_rest]."""

    days: tuple[str, ...]
    reason: str
    citation: str
    note: str = ""


@dataclass(frozen=True)
class _Holiday:
    """[[holiday]]: days off, the first and the last included."""

    begin: date = field(metadata={"word": "from"})
    end: date = field(metadata={"word": "to"})
    reason: str
    citation: str
    confidence: str = "high"


@dataclass(frozen=True)
class _Swap:
    """[[swap]]: a working day off, and the day of rest worked instead."""

    off: date
    worked: date
    reason: str
    citation: str
    confidence: str = "high"


def calendar_from(raw: Mapping[str, Any], source: str = "calendar.toml") -> Calendar:
    """The calendar of a parsed country/calendar.toml; unknown keys and days said twice are
    errors (`DataError`) that name the place."""
    tables = Tables(source)
    tables.only(dict(raw), ("announced_to", "hours", "weekly_rest", "holiday", "swap"), "đầu tệp")
    weekly = _weekly(tables, dict(raw.get("weekly_rest", {})))
    rest = DayRule(False, weekly.reason, weekly.citation)
    days: dict[date, DayRule] = {}
    for day, rule, place in _exceptions(tables, raw):
        if day in days:
            raise tables.fail(place, f"ngày {day:%d/%m/%Y} đã ghi ở trên")
        days[day] = rule
    return Calendar(
        hours=_hours(tables, dict(raw.get("hours", {}))),
        days=days,
        weekly=frozenset(WEEKDAYS.index(name) for name in weekly.days),
        weekly_rule=rest,
        announced_to=raw.get("announced_to"),
    )


def _hours(tables: Tables, raw: dict[str, Any]) -> Hours:
    entry = tables.build(_HoursEntry, raw, "hours")
    if not entry.opens < entry.noon <= entry.afternoon < entry.closes:
        raise tables.fail("hours", "giờ phải theo thứ tự opens, noon, afternoon, closes")
    return Hours(
        entry.opens,
        entry.noon,
        entry.afternoon,
        entry.closes,
        entry.cut_off,
        entry.cut_off_citation,
    )


def _weekly(tables: Tables, raw: dict[str, Any]) -> _WeeklyEntry:
    entry = tables.build(_WeeklyEntry, raw, "weekly_rest")
    tables.only(dict.fromkeys(entry.days), WEEKDAYS, "weekly_rest.days")
    return entry


def _exceptions(tables: Tables, raw: Mapping[str, Any]) -> Iterator[tuple[date, DayRule, str]]:
    for number, row in enumerate(raw.get("holiday", []), 1):
        place = f"holiday thứ {number} ({row.get('reason', '?')} {row.get('from', '?')})"
        holiday = tables.build(_Holiday, dict(row), place)
        if holiday.end < holiday.begin:
            raise tables.fail(place, "“to” phải từ ngày “from” trở đi")
        rule = DayRule(False, holiday.reason, holiday.citation, holiday.confidence)
        for ahead in range((holiday.end - holiday.begin).days + 1):
            yield holiday.begin + timedelta(days=ahead), rule, place
    for number, row in enumerate(raw.get("swap", []), 1):
        place = f"swap thứ {number} ({row.get('off', '?')})"
        swap = tables.build(_Swap, dict(row), place)
        why = f"{swap.reason}, làm bù {day_words(swap.worked)}"
        yield swap.off, DayRule(False, why, swap.citation, swap.confidence), place
        why = f"hoán đổi với {day_words(swap.off)}"
        yield swap.worked, DayRule(True, why, swap.citation, swap.confidence), place
