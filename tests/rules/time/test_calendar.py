"""The calendar: each kind of day, a unit's own hours, and mistakes told with file and line."""

import re
from datetime import date, datetime, time, timedelta
from itertools import accumulate

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from motcua.rules.tables import DataError
from motcua.rules.time.calendar import (
    CLOCK,
    BeyondCalendar,
    Calendar,
    DayRule,
    Hours,
    OtherHours,
    Reception,
    day_words,
    days_between,
)
from motcua.rules.time.calendar_file import BASES, read_calendars
from motcua.rules.time.working_time import (
    Measure,
    TimeLimit,
    add_working_minutes,
    due_on,
    working_minutes,
)
from tests.rules.law import ROOT, calendar

FILE = (ROOT / "country" / "calendar.toml").read_text(encoding="utf-8")
DAYS = TimeLimit(3, Measure.DAY, "Luật thử Điều 1")
HALF_DAY = TimeLimit(4, Measure.HOUR, "Luật thử Điều 2")

UNIT = """
[[unit]]
code = "04429"
name = "xã thử"
citation = "QĐ thử"

[unit.hours]
opens = 07:00:00
noon = 11:00:00
afternoon = 13:30:00
closes = 17:30:00
cut_off = 15:00:00
cut_off_citation = "QĐ thử"
citation = "QĐ thử"

[[unit.reception]]
day = "thứ Bảy"
opens = 07:30:00
closes = 11:30:00
reason = "sáng thứ Bảy cho việc cư trú"
citation = "QĐ thử"

[[unit.closure]]
from = 2026-11-25
to = 2026-11-25
reason = "mất điện cả ngày"
citation = "Thông báo thử"

[[unit.other_hours]]
from = 2026-11-27
to = 2026-11-27
opens = 07:00:00
closes = 11:00:00
reason = "chỉ làm buổi sáng"
citation = "Thông báo thử"
"""


def unit(more: str = UNIT, code: str = "04429") -> Calendar:
    return read_calendars(FILE + more).of(code)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2026-01-02", False),  # swapped with
        ("2026-01-10", True),
        ("2026-08-31", False),  # swapped with
        ("2026-08-22", True),
        ("2026-02-16", False),
        ("2026-02-20", False),
        ("2026-02-23", True),
        ("2026-04-27", False),
        ("2026-11-23", True),
        ("2026-11-24", False),
        ("2025-11-24", True),  # no holiday yet
        ("2025-05-02", False),
        ("2025-04-26", True),
        ("2024-04-29", False),
        ("2024-05-04", True),
        ("2023-01-26", False),
        ("2023-09-04", False),
        ("2026-11-21", False),
    ],
)
def test_the_calendar_knows_each_kind_of_day(day: str, worked: bool) -> None:
    assert calendar().is_working(date.fromisoformat(day)) is worked


YEARS = {2023: 11, 2024: 11, 2025: 11, 2026: 12, 2027: 12}
"""Days off by law in a year (Bộ luật Lao động Điều 112; from 2026 the 24th of November too)."""


@pytest.mark.parametrize("year", YEARS)
def test_a_year_has_as_many_days_off_as_the_law_gives(year: int) -> None:
    """A holiday on a weekend is made good, a swapped day is worked: so nothing is left over."""
    every = days_between(date(year, 1, 1), date(year, 12, 31))
    off = worked = 0
    for day in every:
        weekday = day.weekday() < 5
        off += weekday and not calendar().is_working(day)
        worked += not weekday and calendar().is_working(day)
    assert off - worked == YEARS[year]


def test_every_dated_day_has_its_document_and_2027_is_marked_as_reckoned() -> None:
    for day, rule in calendar().days.items():
        assert rule.citation, day
    lunar = [rule for day, rule in calendar().days.items() if "Tết Nguyên đán" in rule.reason]
    assert {r.confidence for r in lunar if "Đinh Mùi" in r.reason} == {"low"}
    assert calendar().announced_to == date(2026, 12, 31)


def test_a_day_of_work_has_eight_hours() -> None:
    spans = calendar().spans(date(2026, 11, 16))
    assert sum((closes - opens for opens, closes in spans), timedelta()) == timedelta(hours=8)


# ------------------------------------------------------------------------------- a unit's own


def test_a_unit_has_its_own_hours_and_the_others_keep_the_countrys() -> None:
    own = unit()
    assert (own.hours.opens, own.hours.closes) == (time(7), time(17, 30))
    assert unit(code="00001") is not own
    assert unit(code="00001").hours == calendar().hours
    assert own.rule(date(2026, 11, 24)) == calendar().rule(date(2026, 11, 24))


def test_saturday_morning_receives_and_is_no_working_time() -> None:
    own, saturday = unit(), datetime(2026, 11, 21, 9)
    due = due_on(saturday, HALF_DAY, own)
    assert due.at == datetime(2026, 11, 23, 11)
    assert due.steps[1:4] == (
        "thứ Bảy 21/11/2026 có tiếp nhận sáng thứ Bảy cho việc cư trú"
        " nhưng không tính là giờ làm việc (QĐ thử)",
        "từ thứ Bảy 21/11/2026 đến Chủ nhật 22/11/2026 nghỉ hằng tuần",
        "tính như nhận đầu giờ thứ Hai 23/11/2026",
    )
    assert working_minutes(saturday, datetime(2026, 11, 22), own) == 0


def test_saturday_morning_is_working_time_where_the_data_say_so() -> None:
    counting = UNIT.replace('reason = "sáng', 'counts = true\nreason = "sáng')
    due = due_on(datetime(2026, 11, 21, 9), HALF_DAY, unit(counting))
    assert due.at == datetime(2026, 11, 23, 8, 30)  # two and a half hours of Saturday
    assert due_on(datetime(2026, 11, 21, 11, 31), HALF_DAY, unit(counting)).at == datetime(
        2026, 11, 23, 11
    )


def test_a_closure_and_half_a_day_of_ones_own_move_the_date_and_are_said() -> None:
    due = due_on(datetime(2026, 11, 23, 15, 40), DAYS, unit())
    assert due.at == datetime(2026, 12, 1, 17, 30)
    said = " | ".join(due.steps)
    assert "thứ Tư 25/11/2026 nghỉ mất điện cả ngày (Thông báo thử)" in said
    on_friday = due_on(datetime(2026, 11, 26, 10), TimeLimit(1, Measure.DAY, "Luật"), unit())
    assert on_friday.at == datetime(2026, 11, 27, 11)
    assert "thứ Sáu 27/11/2026 làm việc 07:00–11:00, chỉ làm buổi sáng" in str(on_friday.steps)


def test_after_the_morning_of_half_a_day_the_next_working_day_counts() -> None:
    due = due_on(datetime(2026, 11, 27, 13), HALF_DAY, unit())
    assert due.at == datetime(2026, 11, 30, 11)
    assert "nhận sau giờ làm việc (07:00–11:00)" in due.steps[1]


def test_the_version_is_of_what_a_calendar_says_and_of_nothing_else() -> None:
    assert calendar().version == read_calendars("# ghi chú\n" + FILE).country.version
    assert unit().version != calendar().version == unit(code="00001").version
    moved = FILE.replace("to = 2026-02-20", "to = 2026-02-23")
    assert read_calendars(moved).country.version != calendar().version


def test_a_calendar_does_not_guess_far_beyond_its_years() -> None:
    with pytest.raises(BeyondCalendar):
        due_on(datetime(2090, 1, 1), DAYS, calendar())
    with pytest.raises(BeyondCalendar):
        due_on(datetime(1975, 4, 30), DAYS, calendar())
    assert calendar().is_working(date(1975, 4, 30))  # a plain question has a plain answer


# ------------------------------------------------------ any calendar, counted minute by minute

BEGIN = date(2026, 11, 16)  # a Monday
clock = st.integers(0, 24 * 60 - 1).map(lambda minute: CLOCK[minute])


@st.composite
def hours(draw: st.DrawFn) -> Hours:
    """One part or two, at any minutes whatever."""
    times = sorted(draw(st.sets(clock, min_size=4, max_size=4)))
    parts = ((times[0], times[1]), (times[2], times[3]))[: draw(st.integers(1, 2))]
    return Hours(parts, draw(clock))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    days = [BEGIN + timedelta(days=n) for n in range(14)]
    exceptions = draw(st.dictionaries(st.sampled_from(days), st.booleans(), max_size=5))
    others = draw(st.dictionaries(st.sampled_from(days), hours(), max_size=5))
    return Calendar(
        hours=draw(hours()),
        weekly=frozenset({5, 6}),
        weekly_rule=DayRule(False, "hằng tuần", "x"),
        days={day: DayRule(worked, "thử", "x") for day, worked in exceptions.items()},
        other_hours={day: OtherHours(h, "thử", "x") for day, h in others.items()},
        receptions=(Reception(5, draw(hours()), "thử", "x", counts=draw(st.booleans())),),
    )


@settings(max_examples=60)
@given(calendar=calendars(), begin=st.integers(0, 7 * 1440), minutes=st.integers(1, 1000))
def test_any_calendar_counts_as_its_minutes_one_by_one(
    calendar: Calendar, begin: int, minutes: int
) -> None:
    midnight = datetime.combine(BEGIN, time())
    is_open = [
        any(opens <= moment < closes for opens, closes in hours.parts) if hours else False
        for hours in (calendar.hours_on(BEGIN + timedelta(days=n)) for n in range(14))
        for moment in CLOCK
    ][begin:]
    assume(sum(is_open) >= minutes)
    passed = list(accumulate(is_open))
    end = begin + passed.index(minutes) + 1
    start = midnight + timedelta(minutes=begin)
    assert add_working_minutes(start, minutes, calendar) == midnight + timedelta(minutes=end)
    for ahead in (0, len(passed) // 3, len(passed) - 1):
        later = start + timedelta(minutes=ahead + 1)
        assert working_minutes(start, later, calendar) == passed[ahead]


# ------------------------------------------------------------------------------ mistakes


def line(text: str, of: str, last: bool = False) -> int:
    place = text.rindex(of) if last else text.index(of)
    return text.count("\n", 0, place) + 1


def mistake(text: str) -> str:
    with pytest.raises(DataError) as trouble:
        read_calendars(text, "lich.toml")
    assert str(trouble.value).startswith("lich.toml")
    return str(trouble.value)


def test_a_day_written_twice_is_refused_with_both_lines() -> None:
    twice = (
        FILE
        + """
[[holiday]]
from = 2026-11-24
to = 2026-11-24
reason = "Ngày thử"
citation = "Luật thử"
"""
    )
    said = mistake(twice)
    where = line(twice, "[[holiday]]", last=True)
    assert said.startswith(f"lich.toml, dòng {where}: holiday")
    first = line(twice, "from = 2026-11-24") - 1
    assert f"ngày 24/11/2026 đã ghi ở dòng {first}, holiday" in said
    assert said.endswith("hãy bỏ một trong hai")


def test_every_mistake_of_a_calendar_is_told_at_once() -> None:
    more = (
        '[[holiday]]\nfrom = 2026-11-24\nto = 2026-11-24\nreason = "Thử"\ncitation = "Thử"\n'
        '[[holiday]]\nfrom = 2026-12-08\nto = 2026-12-07\nreason = "Thử"\ncitation = "Thử"\n'
        '[[swap]]\noff = 2026-12-10\nworkd = 2026-12-12\nreason = "Thử"\ncitation = ""\n'
    )
    with pytest.raises(DataError) as found:
        read_calendars(f"{FILE}\n{more}", "calendar.toml")
    assert len(found.value.all) == 4 and all(one.line for one in found.value.all)
    said = str(found.value)
    assert "đã ghi ở dòng" in said and "“to” phải từ ngày" in said
    assert "có phải “worked”?" in said and "“citation” không được để trống" in said


def test_a_unit_may_not_close_on_a_day_that_is_off_for_all() -> None:
    said = mistake(FILE + UNIT.replace("2026-11-25", "2026-11-24"))
    assert "unit.closure thứ 1" in said and "đã ghi ở dòng" in said


@pytest.mark.parametrize(
    ("was", "now", "says"),
    [
        ("[hours]", "[hors]", "không hiểu mục “hors”, có phải “hours”?"),
        ("noon = 11:30:00\n", "", "hours: thiếu mục “noon”"),
        ("noon = 11:30:00", "noon = 06:30:00", "giờ phải theo thứ tự"),
        ("opens = 07:30:00", "opens = 07:30:30", "không ghi giây"),
        ('"thứ Bảy", "Chủ nhật"', '"Saturday"', "“Saturday”"),
        ("to = 2023-01-24\n", "", "holiday thứ 3 (Tết Nguyên đán Quý Mão 2023-01-20): thiếu"),
        ("from = 2023-01-20", 'from = "2023-01-20"', "mục “from” phải là ngày dạng 2026-11-24"),
        ("to = 2023-01-24", "to = 2022-01-24", "“to” phải từ ngày “from” trở đi"),
        ("to = 2023-01-24", "to = 2032-01-24", "hãy xem lại năm"),
        (
            'reason = "hoán đổi dịp Quốc khánh"\n',
            "",
            "swap thứ 4 (2026-08-31): thiếu mục “reason”",
        ),
        ('citation = "NQ 28/2026/QH16"', 'citation = ""', "“citation” không được để trống"),
        ("announced_to = 2026-12-31", "announced_to = 2026", "announced_to: phải là ngày"),
        ("outage = {", "outag = {", "không hiểu mục “outag”, có phải “outage”?"),
        ("[[swap]]\noff = 2026-01-02", "[[swap]\noff = 2026-01-02", "lich.toml, dòng "),
    ],
)
def test_a_mistake_names_file_place_and_mend(was: str, now: str, says: str) -> None:
    assert was in FILE
    changed = FILE.replace(was, now, 1)
    assert says in mistake(changed)


@pytest.mark.parametrize(
    ("was", "now", "says"),
    [
        ('name = "xã thử"\n', "", "unit thứ 1 “04429”: thiếu mục “name”"),
        ('day = "thứ Bảy"', 'day = "Saturday"', "“Saturday”"),
        ("closure", "closed", "không hiểu mục “closed”, có phải “closure”?"),
        ("opens = 07:00:00\ncloses", "opens = 12:00:00\ncloses", "giờ phải theo thứ tự"),
    ],
)
def test_a_mistake_in_a_unit_names_the_unit(was: str, now: str, says: str) -> None:
    assert was in UNIT
    assert says in mistake(FILE + UNIT.replace(was, now, 1))


OUTAGE = """
[[outage]]
from = 2026-11-25T08:00:00
to = 2026-11-25T11:30:00
reason = "CSDL quốc gia về dân cư bảo trì"
citation = "Thông báo thử"
procedures = ["1.004194"]
"""


def test_an_outage_holds_up_the_procedures_it_names_or_all() -> None:
    (one,) = read_calendars(FILE + OUTAGE).country.outages
    assert one.holds_up("1.004194") and not one.holds_up("1.010041")
    lasting = OUTAGE.split("to = ")[0] + "".join(
        OUTAGE.split("11:30:00")[1].split("procedures")[0]
    )
    (other,) = read_calendars(FILE + lasting).country.outages
    assert other.end is None and other.holds_up("1.010041")
    own = UNIT + OUTAGE.replace("[[outage]]", "[[unit.outage]]")
    assert unit(own).outages and not unit(own, code="00001").outages


@pytest.mark.parametrize(
    ("was", "now", "says"),
    [
        ("to = 2026-11-25T11:30:00", "to = 2026-11-25T07:30:00", "“to” phải sau “from”"),
        ("T08:00:00", "T08:00:00+07:00", "ghi giờ địa phương"),
        ("from = 2026-11-25T08:00:00", "from = 2026-11-25", "mục “from” phải là"),
        ("procedures", "procedure", "không hiểu mục “procedure”, có phải “procedures”?"),
    ],
)
def test_a_mistake_in_an_outage_names_its_line(was: str, now: str, says: str) -> None:
    assert was in OUTAGE
    said = mistake(FILE + OUTAGE.replace(was, now, 1))
    assert says in said and re.match(r"lich\.toml, dòng \d+: outage thứ 1", said)


def test_a_unit_may_swap_a_day_of_its_own() -> None:
    swap = """
[[unit.swap]]
off = 2026-11-27
worked = 2026-11-28
reason = "ngày hội của xã"
citation = "Thông báo thử"
"""
    own = unit(UNIT.split("[[unit.reception]]")[0] + swap)
    assert not own.is_working(date(2026, 11, 27)) and own.is_working(date(2026, 11, 28))
    assert calendar().is_working(date(2026, 11, 27))


def test_a_unit_written_twice_is_refused() -> None:
    twice = FILE + UNIT.replace("closure", "swap_").split("[[unit.reception]]")[0] * 2
    assert "đơn vị 04429 đã ghi ở trên" in mistake(twice)


def test_every_rule_of_counting_must_be_cited() -> None:
    for name in BASES:
        lines = [row for row in FILE.splitlines() if not row.startswith(f"{name} = {{")]
        assert f"thiếu căn cứ “{name}”" in mistake("\n".join(lines))


def test_days_are_said_as_people_say_them() -> None:
    assert day_words(date(2026, 11, 24)) == "thứ Ba 24/11/2026"
