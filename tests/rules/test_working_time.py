"""Working time: when a time limit ends, and whether the words say why."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.rules.working_time import (
    Measure,
    TimeLimit,
    add_working_minutes,
    due_on,
    working_minutes,
)
from tests.rules.law import calendar

DAYS = TimeLimit(3, Measure.DAY, "Luật thử Điều 1")
HALF_DAY = TimeLimit(4, Measure.HOUR, "Luật thử Điều 2")
TODAY = TimeLimit(1, Measure.SAME_DAY, "Luật thử Điều 3")
NOW = TimeLimit(0, Measure.NOW, "Luật thử Điều 4")

moments = st.datetimes(datetime(2025, 6, 1), datetime(2027, 3, 31))
amounts = st.integers(1, 40)
limits = st.one_of(
    st.sampled_from([TODAY, NOW]),
    st.builds(TimeLimit, amounts, st.just(Measure.DAY), st.just("Luật thử")),
    st.builds(TimeLimit, amounts, st.just(Measure.HOUR), st.just("Luật thử")),
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


# ------------------------------------------------ minutes of office time, against a slow oracle

ORACLE_START = datetime(2026, 1, 1)
ORACLE_END = datetime(2026, 3, 15)  # the swapped January, Tết, ordinary weeks
minutes_of_oracle = st.integers(0, int((ORACLE_END - ORACLE_START).total_seconds() // 60) - 1)


def _open_minutes() -> list[int]:
    """How many office minutes have passed before each minute, counted one by one."""
    cal, passed, total = calendar(), [0], 0
    at = ORACLE_START
    while at < ORACLE_END:
        clock = at.time()
        open_now = time(7, 30) <= clock < time(11, 30) or time(13) <= clock < time(17)
        total += cal.is_working(at.date()) and open_now
        passed.append(total)
        at += timedelta(minutes=1)
    return passed


PASSED = _open_minutes()


def _at(minute: int) -> datetime:
    return ORACLE_START + timedelta(minutes=minute)


@settings(max_examples=300)
@given(begin=minutes_of_oracle, end=minutes_of_oracle)
def test_office_minutes_between_two_instants_are_those_counted_one_by_one(
    begin: int, end: int
) -> None:
    counted = max(0, PASSED[end] - PASSED[begin])
    assert working_minutes(_at(begin), _at(end), calendar()) == counted


@settings(max_examples=300)
@given(begin=minutes_of_oracle, pause=st.integers(1, 3000))
def test_a_pause_moves_a_date_by_as_many_office_minutes(begin: int, pause: int) -> None:
    if PASSED[-1] - PASSED[begin] < pause:
        return
    wanted = next(m for m in range(begin, len(PASSED)) if PASSED[m] - PASSED[begin] >= pause)
    assert add_working_minutes(_at(begin), pause, calendar()) == _at(wanted)


def test_the_oracle_itself_sees_tet() -> None:
    tet = int((datetime(2026, 2, 16) - ORACLE_START).total_seconds() // 60)
    assert PASSED[tet] == PASSED[tet + 5 * 24 * 60]
    assert PASSED[-1] > PASSED[tet]


def test_no_pause_leaves_a_date_where_it_is() -> None:
    midnight = datetime(2026, 11, 22, 0, 0)
    assert add_working_minutes(midnight, 0, calendar()) == midnight
