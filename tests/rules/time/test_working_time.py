"""Working time: when a time limit ends, and whether the words say why."""

from bisect import bisect_left
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cache

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from motcua.rules.time.calendar import CLOCK, Calendar
from motcua.rules.time.working_time import (
    Measure,
    TimeLimit,
    add_working_minutes,
    due_on,
    months_later,
    time_left,
    working_minutes,
)
from tests.rules.law import ROOT, calendar, toml

DAYS = TimeLimit(3, Measure.DAY, "Luật thử Điều 1")
HALF_DAY = TimeLimit(4, Measure.HOUR, "Luật thử Điều 2")
TODAY = TimeLimit(1, Measure.SAME_DAY, "Luật thử Điều 3")
NOW = TimeLimit(0, Measure.NOW, "Luật thử Điều 4")

moments = st.datetimes(datetime(2025, 6, 1), datetime(2027, 3, 31))
amounts = st.integers(1, 40)
limits = st.one_of(
    st.sampled_from([TODAY, NOW]),
    st.builds(
        TimeLimit,
        amounts,
        st.sampled_from([Measure.DAY, Measure.HOUR, Measure.CALENDAR_DAY]),
        st.just("Luật thử"),
    ),
)


@pytest.mark.parametrize(
    ("received", "limit", "ends"),
    [
        # the day of reception is not counted
        ("2026-11-16 09:00", DAYS, "2026-11-19 17:00"),
        ("2026-11-16 07:00", DAYS, "2026-11-19 17:00"),
        # the minute of 15:00 still belongs to the day, the next one does not
        ("2026-11-16 15:00", DAYS, "2026-11-19 17:00"),
        ("2026-11-16 15:01", DAYS, "2026-11-20 17:00"),
        ("2026-11-17 07:30", DAYS, "2026-11-20 17:00"),
        # 24 November 2026 is off
        ("2026-11-23 09:00", DAYS, "2026-11-27 17:00"),
        ("2026-11-23 15:40", DAYS, "2026-11-30 17:00"),
        ("2026-11-24 10:00", DAYS, "2026-11-30 17:00"),
        # half a day over lunch, over the night, over the holiday
        ("2026-11-16 09:00", HALF_DAY, "2026-11-16 14:30"),
        ("2026-11-16 12:00", HALF_DAY, "2026-11-16 17:00"),
        ("2026-11-16 14:00", HALF_DAY, "2026-11-17 08:30"),
        ("2026-11-23 15:01", HALF_DAY, "2026-11-25 11:30"),
        ("2026-11-16 14:59", TODAY, "2026-11-16 17:00"),
        ("2026-11-23 15:01", TODAY, "2026-11-25 17:00"),
        ("2026-11-21 10:00", NOW, "2026-11-23 07:30"),
    ],
)
def test_a_time_limit_ends_when_a_civil_servant_says_it_does(
    received: str, limit: TimeLimit, ends: str
) -> None:
    found = due_on(datetime.fromisoformat(received), limit, calendar()).at
    assert found == datetime.fromisoformat(ends)


@given(first=moments, second=moments, limit=limits)
def test_a_later_reception_never_ends_earlier(
    first: datetime, second: datetime, limit: TimeLimit
) -> None:
    earlier, later = sorted((first, second))
    assert due_on(earlier, limit, calendar()).at <= due_on(later, limit, calendar()).at


@given(start=moments, few=amounts, many=amounts, measure=st.sampled_from(["DAY", "HOUR"]))
def test_more_time_never_ends_earlier(start: datetime, few: int, many: int, measure: str) -> None:
    short, long = sorted((few, many))
    ends = [
        due_on(start, TimeLimit(n, Measure[measure], "Luật thử"), calendar()).at
        for n in (short, long)
    ]
    assert ends[0] <= ends[1]


@given(start=moments, limit=limits)
def test_no_time_limit_ends_on_a_day_off_or_outside_office_hours(
    start: datetime, limit: TimeLimit
) -> None:
    end = due_on(start, limit, calendar()).at
    hours = calendar().hours
    assert calendar().is_working(end.date())
    assert hours.opens <= end.time() <= hours.closes


@given(start=moments, limit=limits)
def test_the_explanation_names_each_holiday_on_the_way_exactly_once(
    start: datetime, limit: TimeLimit
) -> None:
    assume(limit.measure is not Measure.CALENDAR_DAY)  # which counts holidays like any day
    due = due_on(start, limit, calendar())
    said = " | ".join(due.steps)
    reasons = _holidays_on_the_way(start.date(), due.at.date())
    for reason, citation in reasons:
        assert said.count(f"nghỉ {reason} ({citation})") == reasons.count((reason, citation))


def _holidays_on_the_way(begin: date, end: date) -> list[tuple[str, str]]:
    """Each unbroken run of days off for one reason, in order."""
    runs: list[tuple[str, str]] = []
    before = None
    for ahead in range((end - begin).days + 1):
        day = begin + timedelta(days=ahead)
        rule = calendar().rule(day)
        if day in calendar().days and not rule.working and rule != before:
            runs.append((rule.reason, rule.citation))
        before = rule
    return runs


def test_a_late_afternoon_before_a_holiday_is_explained_step_by_step() -> None:
    steps = due_on(datetime(2026, 11, 23, 15, 40), DAYS, calendar()).steps
    assert steps == (
        "nhận lúc 15:40 thứ Hai 23/11/2026",
        "nhận sau 15:00 nên tính từ ngày làm việc tiếp theo"
        " (NĐ 118/2025/NĐ-CP Điều 18 khoản 2, sửa đổi bởi NĐ 309/2026/NĐ-CP)",
        "thứ Ba 24/11/2026 nghỉ Ngày Văn hóa Việt Nam (NQ 28/2026/QH16)",
        "tính như nhận đầu giờ thứ Tư 25/11/2026",
        "từ thứ Bảy 28/11/2026 đến Chủ nhật 29/11/2026 nghỉ hằng tuần",
        "ngày nhận không đếm (Bộ luật Dân sự 2015 Điều 147 khoản 2)",
        "3 ngày làm việc (Luật thử Điều 1): đến hết thứ Hai 30/11/2026",
    )


def test_two_weekends_on_the_way_are_said_apart() -> None:
    week = TimeLimit(60, Measure.HOUR, "Luật thử")
    steps = due_on(datetime(2026, 11, 5, 9), week, calendar()).steps
    assert [s for s in steps if "hằng tuần" in s] == [
        "từ thứ Bảy 07/11/2026 đến Chủ nhật 08/11/2026 nghỉ hằng tuần",
        "từ thứ Bảy 14/11/2026 đến Chủ nhật 15/11/2026 nghỉ hằng tuần",
    ]


def test_a_date_in_a_year_not_yet_announced_is_called_a_forecast() -> None:
    steps = due_on(datetime(2027, 2, 3, 9), DAYS, calendar()).steps
    assert steps[-1] == "lịch nghỉ lễ sau 31/12/2026 là dự tính, có thể thay đổi"
    assert not any(
        "dự tính" in s for s in due_on(datetime(2026, 11, 16, 9), DAYS, calendar()).steps
    )


# ------------------------------------------------------------- days and months of the calendar


@pytest.mark.parametrize(
    ("received", "limit", "ends"),
    [
        ("2026-11-02 09:00", (15, Measure.CALENDAR_DAY), "2026-11-17 17:00"),
        ("2026-11-06 15:30", (15, Measure.CALENDAR_DAY), "2026-11-24 off, 2026-11-25 17:00"),
        ("2026-11-06 09:00", (15, Measure.CALENDAR_DAY), "2026-11-21 off, 2026-11-23 17:00"),
        ("2026-10-30 09:00", (1, Measure.MONTH), "2026-11-30 17:00"),
        ("2025-12-31 09:00", (2, Measure.MONTH), "2026-02-28 off, 2026-03-02 17:00"),
        ("2023-12-29 09:00", (2, Measure.MONTH), "2024-02-29 17:00"),
        ("2026-11-16 09:00", (12, Measure.MONTH), "2027-11-16 17:00"),
    ],
)
def test_a_limit_of_the_calendar_ends_with_its_day_or_the_next_working_one(
    received: str, limit: tuple[int, Measure], ends: str
) -> None:
    due = due_on(datetime.fromisoformat(received), TimeLimit(*limit, "Luật thử"), calendar())
    assert due.at == datetime.fromisoformat(ends[-16:])
    said = str(due.steps)
    assert ("off" in ends) is ("ngày cuối của thời hạn là" in said)
    assert ("off" in ends) is ("Bộ luật Dân sự 2015 Điều 148 khoản 5" in said)


@given(day=st.dates(date(2023, 1, 1), date(2027, 12, 31)), months=st.integers(0, 60))
def test_months_later_is_the_same_day_or_the_last(day: date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


def test_nothing_is_done_in_no_time() -> None:
    for amount in (0, -3):
        with pytest.raises(ValueError, match="a time limit of"):
            TimeLimit(amount, Measure.DAY, "Luật thử")


# ---------------------------------------------------------- counting, as an algebra of minutes

amounts_of_time = st.integers(1, 12_000)


@given(start=moments, minutes=amounts_of_time)
def test_counted_out_and_counted_back_comes_home(start: datetime, minutes: int) -> None:
    """To the minute in office time; in a break or at night, to the end of that break."""
    out = add_working_minutes(start, minutes, calendar())
    assert working_minutes(start, out, calendar()) == minutes
    back = add_working_minutes(out, -minutes, calendar())
    assert back >= start.replace(second=0, microsecond=0)
    assert working_minutes(start, back, calendar()) == 0
    assert working_minutes(back, out, calendar()) == minutes


@given(start=moments, minutes=amounts_of_time, more=st.integers(0, 500))
def test_counting_is_monotone(start: datetime, minutes: int, more: int) -> None:
    short = add_working_minutes(start, minutes, calendar())
    assert short <= add_working_minutes(start, minutes + more, calendar())
    assert short <= add_working_minutes(start + timedelta(minutes=more), minutes, calendar())


@given(instants=st.tuples(moments, moments, moments))
def test_splitting_an_interval_changes_nothing(instants: tuple[datetime, ...]) -> None:
    begin, middle, end = sorted(instants)
    parts = [(begin, middle), (middle, end)]
    whole = working_minutes(begin, end, calendar())
    assert sum(working_minutes(a, b, calendar()) for a, b in parts) == whole


@given(start=moments, first=amounts_of_time, second=amounts_of_time)
def test_twice_is_the_same_as_at_once(start: datetime, first: int, second: int) -> None:
    at_once = add_working_minutes(start, first + second, calendar())
    stepwise = add_working_minutes(
        add_working_minutes(start, first, calendar()), second, calendar()
    )
    assert at_once == stepwise


@given(start=moments, limit=limits)
def test_seconds_never_change_a_date(start: datetime, limit: TimeLimit) -> None:
    whole = start.replace(second=0, microsecond=0)
    late = start.replace(second=59, microsecond=999_999)
    assert due_on(whole, limit, calendar()).at == due_on(late, limit, calendar()).at


def test_no_pause_leaves_a_date_where_it_is() -> None:
    midnight = datetime(2026, 11, 22, 0, 0)
    assert add_working_minutes(midnight, 0, calendar()) == midnight


# ------------------------------------------------------------------ what other engines got wrong


def test_a_holiday_counts_as_one_and_hours_before_opening_count_from_it() -> None:
    """jBPM ignored a holiday (PR 233) and was wrong before business hours (PR 1830)."""
    over_tet = due_on(datetime(2026, 2, 13, 14), HALF_DAY, calendar()).at
    assert over_tet == datetime(2026, 2, 23, 8, 30)
    before_opening = due_on(datetime(2026, 11, 16, 0, 1), HALF_DAY, calendar()).at
    assert before_opening == datetime(2026, 11, 16, 11, 30)


def test_another_calendar_gives_another_date() -> None:
    """pm4py took a calendar and never used it (#558)."""
    usual = calendar()
    none = Calendar(usual.hours, usual.weekly, usual.weekly_rule)
    start = datetime(2026, 11, 23, 9)
    assert due_on(start, DAYS, none).at < due_on(start, DAYS, calendar()).at
    assert working_minutes(start, datetime(2026, 11, 25, 9), none) == 960
    assert working_minutes(start, datetime(2026, 11, 25, 9), calendar()) == 480


def test_one_day_is_not_five_minutes() -> None:
    """OpenCPS #1178: "1 day" fired after five minutes."""
    at = due_on(datetime(2026, 11, 16, 14, 55), TimeLimit(1, Measure.DAY, "x"), calendar()).at
    assert at == datetime(2026, 11, 17, 17)


def test_a_working_day_is_the_offices_day_and_not_twenty_four_of_its_hours() -> None:
    """Jmix added 24 business hours for each business day (#790)."""
    start = datetime(2026, 11, 16, 9)
    for days in range(1, 41):
        at = due_on(start, TimeLimit(days, Measure.DAY, "x"), calendar()).at
        assert working_minutes(datetime(2026, 11, 16, 17), at, calendar()) == days * 8 * 60
    short = replace(calendar(), hours=replace(calendar().hours, parts=((time(8), time(10)),)))
    assert due_on(start, DAYS, short).at.date() == due_on(start, DAYS, calendar()).at.date()


def test_after_closing_time_the_hours_of_the_next_day_count() -> None:
    """jBPM was wrong for a timer set after business hours (PR 1342)."""
    for hour in (17, 18, 23):
        at = due_on(datetime(2026, 11, 16, hour), HALF_DAY, calendar()).at
        assert at == datetime(2026, 11, 17, 11, 30)


def test_no_fraction_of_an_hour_is_lost_nor_rounded_to_the_quarter() -> None:
    """OpenCPS drops the fraction of `durationCount * 8` and rounds minutes up to the quarter."""
    start = datetime(2026, 11, 16, 8, 7)
    for minutes in range(1, 481):
        end = add_working_minutes(start, minutes, calendar())
        assert working_minutes(start, end, calendar()) == minutes
    assert add_working_minutes(start, 37, calendar()) == datetime(2026, 11, 16, 8, 44)


def test_two_offices_reckoning_at_once_keep_their_own_hours() -> None:
    """OpenCPS keeps the hours of the last caller in a static field."""
    early = replace(calendar().hours, parts=((time(6), time(10)), (time(12), time(16))))
    offices = (calendar(), replace(calendar(), hours=early))
    starts = [datetime(2026, 11, 2, 9) + timedelta(minutes=37 * n) for n in range(400)]
    alone = [[due_on(at, HALF_DAY, office).at for at in starts] for office in offices]
    with ThreadPoolExecutor(8) as pool:
        tasks = [(office, at) for at in starts for office in offices] * 4
        found = list(pool.map(lambda task: due_on(task[1], HALF_DAY, task[0]).at, tasks))
    expected = [ends for pair in zip(*alone, strict=True) for ends in pair] * 4
    assert found == expected
    assert alone[0] != alone[1]


# ------------------------------------- everything from 2023 to 2027, against a slow, plain oracle

FIRST, LAST = date(2023, 1, 1), date(2027, 12, 31)


@cache
def _plain_days() -> dict[date, bool]:
    """Worked or not, from the file's own lines and the days of the week: nothing shared."""
    raw = toml(ROOT / "country" / "calendar.toml")
    days = {}
    for ahead in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=ahead)
        days[day] = day.isoweekday() <= 5
    for row in raw["holiday"]:
        for day in days:
            if row["from"] <= day <= row["to"]:
                days[day] = False
    for row in raw["swap"]:
        days[row["off"]], days[row["worked"]] = False, True
    return days


@cache
def _passed() -> list[int]:
    """How many office minutes have passed before each minute of the five years, one by one."""
    passed, total = [0], 0
    for worked in _plain_days().values():
        for minute in range(24 * 60):
            total += worked and (450 <= minute < 690 or 780 <= minute < 1020)
            passed.append(total)
    return passed


def _at(minute: int) -> datetime:
    return datetime.combine(FIRST, time()) + timedelta(minutes=minute)


def test_every_minute_of_five_years_is_counted_as_one_by_one() -> None:
    passed, table = _passed(), calendar().table
    begin = table.minutes_at(_at(0))
    minute = 0
    for day in _plain_days():
        for clock in CLOCK:
            assert table.minutes_at(datetime.combine(day, clock)) - begin == passed[minute]
            minute += 1
    assert passed[-1] == sum(_plain_days().values()) * 480


def test_every_pause_ends_where_walking_minute_by_minute_ends() -> None:
    passed = _passed()
    for begin in range(0, len(passed) - 30 * 24 * 60, 997):
        for pause in (1, 59, 240, 481, 1440):
            wanted = bisect_left(passed, passed[begin] + pause)
            assert add_working_minutes(_at(begin), pause, calendar()) == _at(wanted)


def _walked(start: datetime, limit: TimeLimit) -> datetime:
    """As a clerk with a wall calendar does it."""
    days, day = _plain_days(), start.date()
    moved = not days[day] or (start.hour, start.minute) > (15, 0)
    if moved:
        day = next(d for d in _after(day) if days[d])
    if limit.measure is Measure.DAY:
        for _ in range(limit.amount):
            day = next(d for d in _after(day) if days[d])
        return datetime.combine(day, time(17))
    opens = datetime.combine(day, time(7, 30))
    begin = int(((opens if moved else max(start, opens)) - _at(0)).total_seconds() // 60)
    return _at(bisect_left(_passed(), _passed()[begin] + limit.amount * 60))


def _after(day: date) -> Iterator[date]:
    while True:
        yield (day := day + timedelta(days=1))


@pytest.mark.parametrize(
    "limit",
    [
        DAYS,
        HALF_DAY,
        TimeLimit(1, Measure.DAY, "x"),
        TimeLimit(20, Measure.DAY, "x"),
        TimeLimit(24, Measure.HOUR, "x"),
    ],
    ids=lambda limit: f"{limit.amount}-{limit.measure}",
)
def test_every_hour_of_five_years_is_due_when_a_clerk_with_a_wall_calendar_says(
    limit: TimeLimit,
) -> None:
    start, end = datetime.combine(FIRST, time(0, 1)), datetime(2027, 11, 1)
    while start < end:
        assert due_on(start, limit, calendar()).at == _walked(start, limit)
        start += timedelta(minutes=59)


def test_the_oracle_itself_sees_tet_and_a_wrong_calendar_is_found() -> None:
    tet = int((datetime(2026, 2, 16) - _at(0)).total_seconds() // 60)
    assert _passed()[tet] == _passed()[tet + 5 * 24 * 60] < _passed()[-1]
    wrong = replace(calendar(), days={})
    start = datetime(2026, 2, 13, 9)
    assert due_on(start, DAYS, wrong).at != _walked(start, DAYS)


@given(moments, moments)
def test_days_left_are_those_one_counts_on_a_wall_calendar(at: datetime, due: datetime) -> None:
    days, hours = time_left(due, at, calendar())
    first, last = sorted((at.date(), due.date()))
    ahead = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    counted = sum(calendar().is_working(day) for day in ahead)
    assert days == (counted if due >= at else -max(1, counted))
    assert (hours > 0) <= (days == 0) and 0 <= hours <= 24


def test_the_afternoon_before_is_a_day_and_the_last_day_is_hours() -> None:
    due = datetime(2026, 11, 19, 10)  # a Thursday
    for at, left in ((16, (1, 0)), (8, (1, 0))):
        assert time_left(due, datetime(2026, 11, 18, at), calendar()) == left
    assert time_left(due, datetime(2026, 11, 19, 8), calendar()) == (0, 2)
    assert time_left(due, datetime(2026, 11, 19, 11), calendar()) == (-1, 0)
    assert time_left(due, datetime(2026, 11, 23, 8), calendar()) == (-2, 0)
