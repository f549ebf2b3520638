"""The clock of one dossier: pauses, more time, a change of the law, and the verdict."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from motcua.rules.refusal import Refused
from motcua.rules.time.timeline import (
    Consultation,
    Extension,
    LimitChange,
    Pause,
    Timeline,
    Transition,
    WhyPaused,
)
from motcua.rules.time.working_time import (
    Measure,
    TimeLimit,
    add_working_minutes,
    due_on,
    working_minutes,
)
from tests.rules.law import calendar

DAYS = TimeLimit(3, Measure.DAY, "Luật thử Điều 1")
HOURS = TimeLimit(4, Measure.HOUR, "Luật thử Điều 2")
MONTH = TimeLimit(30, Measure.CALENDAR_DAY, "Luật thử Điều 3")
MONDAY = datetime(2026, 11, 16, 9)

starts = st.datetimes(datetime(2026, 1, 5), datetime(2026, 12, 20))
limits = st.sampled_from([DAYS, HOURS, TimeLimit(1, Measure.SAME_DAY, "Luật thử")])
lengths = st.integers(1, 6 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))


def asked(begin: str, end: str | None = None, why: WhyPaused = WhyPaused.CITIZEN) -> Pause:
    """A pause on days of November 2026: "16 10:00"."""

    def at(words: str) -> datetime:
        return datetime.fromisoformat(f"2026-11-{words}")

    return Pause(why, at(begin), at(end) if end else None)


def due(timeline: Timeline) -> datetime:
    return timeline.due(calendar()).at


outages = st.builds(
    lambda begin, length: Pause(WhyPaused.OUTAGE, begin, begin + length), starts, lengths
)
waits = st.builds(
    lambda begin, length: Pause(WhyPaused.CITIZEN, begin, begin + length), starts, lengths
)


@given(starts, st.one_of(limits, st.just(MONTH)), st.lists(waits, max_size=3), outages)
def test_an_outage_never_makes_a_date_earlier_and_taken_back_leaves_it_as_it_was(
    start: datetime, limit: TimeLimit, others: list[Pause], outage: Pause
) -> None:
    before = Timeline(start, limit, pauses=tuple(others))
    announced = replace(before, pauses=(*others, outage))
    assert due(announced) >= due(before)
    withdrawn = replace(announced, pauses=tuple(p for p in announced.pauses if p != outage))
    if outage not in others:
        assert withdrawn.due(calendar()) == before.due(calendar())


@given(starts, st.one_of(limits, st.just(MONTH)), outages, lengths)
def test_a_longer_outage_ends_no_earlier_and_one_told_twice_counts_once(
    start: datetime, limit: TimeLimit, outage: Pause, more: timedelta
) -> None:
    assert outage.end is not None
    told = Timeline(start, limit, pauses=(outage,))
    longer = replace(told, pauses=(replace(outage, end=outage.end + more),))
    assert due(longer) >= due(told)
    assert due(replace(told, pauses=(outage, outage))) == due(told)


# ----------------------------------------------------------------------------------- the start


def test_the_clock_starts_when_the_dossier_is_complete_and_correct() -> None:
    filed = Timeline(MONDAY, DAYS, filed=datetime(2026, 11, 13, 20, 10))
    assert due(filed) == due(Timeline(MONDAY, DAYS))
    assert filed.due(calendar()).steps[0] == (
        "nộp lúc 20:10 thứ Sáu 13/11/2026, nhận đủ và hợp lệ lúc 09:00 thứ Hai 16/11/2026"
        " (NĐ 118/2025/NĐ-CP Điều 17 khoản 3, sửa đổi bởi NĐ 309/2026/NĐ-CP)"
    )


def test_filed_elsewhere_it_starts_with_the_competent_agency() -> None:
    filed = Timeline(MONDAY, DAYS, filed=datetime(2026, 11, 13, 9), elsewhere=True)
    assert due(filed) == datetime(2026, 11, 19, 17)
    said = filed.due(calendar()).steps[0]
    assert "tại nơi khác, cơ quan có thẩm quyền nhận lúc 09:00 thứ Hai" in said


# ------------------------------------------------------------------------------------- pauses


@given(start=starts, limit=limits, wait=lengths, gap=lengths)
def test_a_pause_adds_exactly_its_length(
    start: datetime, limit: TimeLimit, wait: timedelta, gap: timedelta
) -> None:
    plain = due_on(start, limit, calendar())
    begin = plain.begins + gap
    assume(begin <= plain.at)  # later, it was late already
    paused = Timeline(start, limit, pauses=(Pause(WhyPaused.CITIZEN, begin, begin + wait),))
    minutes = working_minutes(begin, begin + wait, calendar())
    assert due(paused) == add_working_minutes(plain.at, minutes, calendar())


@given(start=starts, gaps=st.lists(st.tuples(lengths, lengths), max_size=5))
def test_several_rounds_of_supplement_add_up(
    start: datetime, gaps: list[tuple[timedelta, timedelta]]
) -> None:
    """OpenCPS #1254: overdue after three or four rounds."""
    long = TimeLimit(40, Measure.DAY, "Luật thử")
    pauses, at, waited = [], due_on(start, long, calendar()).begins, 0
    for gap, wait in gaps:
        begin, at = at + gap, at + gap + wait
        pauses.append(Pause(WhyPaused.CITIZEN, begin, at))
        waited += working_minutes(begin, at, calendar())
    timeline = Timeline(start, long, pauses=tuple(pauses))
    plain = due_on(start, long, calendar()).at
    assert due(timeline) == add_working_minutes(plain, waited, calendar())
    assert due(replace(timeline, pauses=tuple(reversed(pauses)))) == due(timeline)


@given(start=starts, gap=lengths, first=lengths, second=lengths, why=st.sampled_from(WhyPaused))
def test_splitting_a_pause_changes_nothing(
    start: datetime, gap: timedelta, first: timedelta, second: timedelta, why: WhyPaused
) -> None:
    begin = start + gap
    middle, end = begin + first, begin + first + second
    whole = Timeline(start, DAYS, pauses=(Pause(WhyPaused.CITIZEN, begin, end),))
    split = (Pause(WhyPaused.CITIZEN, begin, middle), Pause(why, middle, end))
    assert due(replace(whole, pauses=split)) == due(whole)
    for limit in (MONTH, HOURS, TimeLimit(5, Measure.CALENDAR_DAY, "Luật thử")):
        assert due(replace(whole, limit=limit, pauses=split)) == due(replace(whole, limit=limit))


def test_two_reasons_at_once_stop_the_clock_once() -> None:
    timeline = Timeline(
        MONDAY,
        DAYS,
        pauses=(asked("17 08:00", "17 10:00"), asked("17 09:00", "17 11:00", WhyPaused.OUTAGE)),
    )
    assert due(timeline) == datetime(2026, 11, 20, 10, 30)  # 08:00 to 11:00: three hours
    said = timeline.due(calendar()).steps
    assert said[-2:] == (
        "chờ người nộp bổ sung từ 08:00 thứ Ba 17/11/2026 đến 10:00 thứ Ba 17/11/2026:"
        " 2 giờ làm việc không tính (QĐ 766/QĐ-TTg, chỉ số 2.1), đến 09:30 thứ Sáu 20/11/2026",
        "hệ thống dừng đã thông báo từ 10:00 thứ Ba 17/11/2026 đến 11:00 thứ Ba 17/11/2026:"
        " 1 giờ làm việc không tính (NĐ 301/2026/NĐ-CP Điều 3 khoản 4),"
        " đến 10:30 thứ Sáu 20/11/2026",
    )


def test_before_the_clock_runs_there_is_nothing_to_stop() -> None:
    late = datetime(2026, 11, 16, 15, 30)
    timeline = Timeline(late, DAYS, pauses=(asked("16 15:40", "17 08:30"),))
    assert due(timeline) == datetime(2026, 11, 23, 8, 30)  # only from 07:30 on the 17th


def test_a_pause_that_lasts_is_told_and_moves_nothing_yet() -> None:
    timeline = Timeline(MONDAY, DAYS, pauses=(asked("17 10:00", why=WhyPaused.CONSENT),))
    assert due(timeline) == due(Timeline(MONDAY, DAYS))
    assert timeline.due(calendar()).steps[-1] == (
        "dừng từ 10:00 thứ Ba 17/11/2026, chờ người có quyền đồng ý trả lời"
        " (NĐ 301/2026/NĐ-CP Điều 3 khoản 4)"
    )


def test_an_outage_that_is_planned_for_after_the_date_moves_nothing() -> None:
    planned = asked("23 08:00", "26 08:00", WhyPaused.OUTAGE)
    for limit in (DAYS, HOURS, TimeLimit(3, Measure.CALENDAR_DAY, "Luật thử")):
        timeline = Timeline(MONDAY, limit, pauses=(planned,))
        assert due(timeline) == due(replace(timeline, pauses=()))
    begins_before = replace(planned, begin=datetime(2026, 11, 19, 16))
    assert due(Timeline(MONDAY, DAYS, pauses=(begins_before,))) == datetime(2026, 11, 26, 9)


def test_a_procedures_own_text_for_a_pause_is_the_one_that_is_cited() -> None:
    pause = replace(asked("17 08:00", "17 10:00"), citation="Luật thử Điều 9")
    said = Timeline(MONDAY, DAYS, pauses=(pause,)).due(calendar()).steps[-1]
    assert "không tính (Luật thử Điều 9)" in said


def test_a_limit_in_days_of_the_calendar_is_paused_by_days() -> None:
    timeline = Timeline(datetime(2026, 11, 2, 9), MONTH, pauses=(asked("10 16:00", "13 08:00"),))
    assert due(replace(timeline, pauses=())) == datetime(2026, 12, 2, 17)
    # 2 December and three days is a Saturday's eve: Saturday 5 December, so Monday
    assert due(timeline) == datetime(2026, 12, 7, 17)
    assert "3 ngày không tính" in timeline.due(calendar()).steps[-1]


# ---------------------------------------------------------------------- more time, stop, withdraw


def test_more_time_is_given_once_with_a_reason_and_in_time() -> None:
    timeline = Timeline(MONDAY, DAYS)
    more = Extension(datetime(2026, 11, 18, 9), DAYS, "phải xác minh tại nơi cư trú cũ")
    extended = timeline.extended(calendar(), more)
    assert due(extended) == datetime(2026, 11, 25, 17)  # the 24th is off
    assert extended.due(calendar()).steps[-1] == (
        "gia hạn một lần 3 ngày làm việc, vì phải xác minh tại nơi cư trú cũ"
        " (Luật thử Điều 1): đến 17:00 thứ Tư 25/11/2026"
    )
    for code, again, extension in (
        ("already-extended", extended, more),
        ("reason-missing", timeline, replace(more, reason=" ")),
        ("too-late-to-extend", timeline, replace(more, at=datetime(2026, 11, 20, 8))),
    ):
        with pytest.raises(Refused, match=code) as refusal:
            again.extended(calendar(), extension)
        assert refusal.value.basis == "Luật thử Điều 1"


@given(start=starts, wait=lengths, gap=lengths)
def test_more_time_and_a_pause_do_not_disturb_each_other(
    start: datetime, wait: timedelta, gap: timedelta
) -> None:
    pause = Pause(WhyPaused.CITIZEN, start + gap, start + gap + wait)
    more = Extension(start, TimeLimit(8, Measure.HOUR, "x"), "thử")
    assume(pause.begin <= due_on(start, HOURS, calendar()).at)
    plain = Timeline(start, HOURS, pauses=(pause,))
    both = replace(plain, extension=more)
    assert due(both) == add_working_minutes(due(plain), 480, calendar())


def test_a_limit_of_the_calendar_is_prolonged_by_days_or_by_working_days() -> None:
    start = datetime(2026, 11, 2, 9)
    by_days = Extension(start, TimeLimit(3, Measure.CALENDAR_DAY, "x"), "thử")
    assert due(Timeline(start, MONTH, extension=by_days)) == datetime(2026, 12, 7, 17)
    by_work = Extension(start, DAYS, "thử")
    assert due(Timeline(start, MONTH, extension=by_work)) == datetime(2026, 12, 7, 17)


def test_withdrawn_while_waiting_the_waiting_ends_there() -> None:
    waiting = Timeline(MONDAY, DAYS, pauses=(asked("17 10:00"),))
    withdrawn = replace(waiting, ended=datetime(2026, 11, 18, 10))
    assert due(withdrawn) == add_working_minutes(due(waiting), 480, calendar())
    assert not withdrawn.is_late(calendar())
    assert own_minutes(withdrawn) == 9 * 60


def own_minutes(timeline: Timeline) -> int:
    """Office minutes from the start to the end that are the office's own."""
    begins = due_on(timeline.start, timeline.limit, calendar()).begins
    paused = sum(minutes for _, minutes in timeline.waited(begins, calendar()))
    assert timeline.ended
    return working_minutes(begins, timeline.ended, calendar()) - paused


@given(start=starts, gap=lengths, wait=lengths, end=lengths)
def test_the_offices_own_time_decides_as_the_date_does(
    start: datetime, gap: timedelta, wait: timedelta, end: timedelta
) -> None:
    """QĐ 766, for a dossier without a date: elapsed less waiting, against the most allowed."""
    begin = start + gap
    ended = begin + wait + end
    timeline = Timeline(
        start, HOURS, pauses=(Pause(WhyPaused.CITIZEN, begin, begin + wait),), ended=ended
    )
    own = own_minutes(timeline)
    assume(own != HOURS.amount * 60)  # the break after the last minute is neither
    assert timeline.is_late(calendar()) is (own > HOURS.amount * 60)


# --------------------------------------------------------------------------- a change of the law

NEW_LIMIT = TimeLimit(1, Measure.DAY, "Luật mới")
CHANGE = LimitChange(date(2026, 11, 18), NEW_LIMIT, Transition.NEW, "Luật mới Điều 9")


@pytest.mark.parametrize(
    ("rule", "limit", "ends"),
    [
        (Transition.OLD, 1, "2026-11-19 17:00"),
        (Transition.NEW, 1, "2026-11-19 17:00"),
        (Transition.NEW, 5, "2026-11-26 17:00"),
        (Transition.SOONER, 5, "2026-11-19 17:00"),
    ],
)
def test_dossiers_under_way_follow_the_rule_of_the_change(
    rule: Transition, limit: int, ends: str
) -> None:
    new = TimeLimit(limit, Measure.DAY, "Luật mới")
    change = replace(CHANGE, rule=rule, limit=new)
    assert due(Timeline(MONDAY, DAYS, changes=(change,))) == datetime.fromisoformat(ends)


def test_the_sooner_date_is_taken_and_told() -> None:
    change = replace(CHANGE, rule=Transition.SOONER, on=date(2026, 11, 17))
    long = TimeLimit(10, Measure.DAY, "Luật cũ")
    found = Timeline(MONDAY, long, changes=(change,)).due(calendar())
    assert found.at == datetime(2026, 11, 18, 17)
    assert "10 ngày làm việc (Luật cũ): đến hết thứ Ba 01/12/2026" in found.steps
    words = "từ 17/11/2026 thời hạn là 1 ngày làm việc, lấy ngày nào đến trước (Luật mới Điều 9)"
    assert words in found.steps


@pytest.mark.parametrize(
    ("on", "counts"),
    [
        ("2026-11-10", True),  # filed before, complete and correct when the new law holds
        ("2026-11-16", True),
        ("2026-11-17", True),
        ("2026-11-19", True),  # its last day
        ("2026-11-20", False),  # already late: that stays
    ],
)
def test_a_change_counts_for_those_under_way_and_in_time(on: str, counts: bool) -> None:
    change = replace(CHANGE, on=date.fromisoformat(on), limit=TimeLimit(9, Measure.DAY, "x"))
    moved = due(Timeline(MONDAY, DAYS, changes=(change,))) != due(Timeline(MONDAY, DAYS))
    assert moved is counts


def test_a_change_does_not_reach_what_has_ended() -> None:
    ended = Timeline(MONDAY, DAYS, changes=(CHANGE,), ended=datetime(2026, 11, 17, 9))
    assert due(ended) == datetime(2026, 11, 19, 17)


# ------------------------------------------------------------------ the verdict of QĐ 766, 2.1

IN_TIME, TOO_LATE = datetime(2026, 11, 19, 17), datetime(2026, 11, 19, 17, 0, 1)
ONCE = Timeline(MONDAY, DAYS, pauses=(asked("17 08:00", "17 10:00"),), requests=1)


@pytest.mark.parametrize(
    ("timeline", "ended", "late"),
    [
        (Timeline(MONDAY, DAYS), IN_TIME, False),
        (Timeline(MONDAY, DAYS), TOO_LATE, True),
        # asked once: the waiting is taken out
        (ONCE, TOO_LATE, False),
        (ONCE, datetime(2026, 11, 20, 9, 30), False),
        (ONCE, datetime(2026, 11, 20, 9, 31), True),
        # asked twice: late, whatever the date
        (replace(ONCE, requests=2), datetime(2026, 11, 17, 11), True),
    ],
)
def test_on_time_or_late_at_the_closing_act(
    timeline: Timeline, ended: datetime, late: bool
) -> None:
    assert replace(timeline, ended=ended).is_late(calendar()) is late


def test_at_the_end_of_a_period_an_open_dossier_is_judged_too() -> None:
    open_still = Timeline(MONDAY, DAYS)
    assert not open_still.is_late(calendar(), until=datetime(2026, 11, 19, 12))
    assert open_still.is_late(calendar(), until=datetime(2026, 11, 30, 17))
    # waiting for its one supplement, by the time it was asked
    waiting = Timeline(MONDAY, DAYS, pauses=(asked("18 10:00"),), requests=1)
    assert not waiting.is_late(calendar(), until=datetime(2026, 12, 31))
    asked_late = Timeline(MONDAY, DAYS, pauses=(asked("20 10:00"),), requests=1)
    assert asked_late.is_late(calendar(), until=datetime(2026, 12, 31))
    with pytest.raises(ValueError, match="end of a period"):
        open_still.is_late(calendar())


def test_a_promise_broken_is_not_mended_by_a_later_pause() -> None:
    """A supplement asked for when the date has passed leaves the dossier as late as it was."""
    pause = asked("20 08:00", "26 08:00")
    ended = datetime(2026, 11, 26, 9)
    assert Timeline(MONDAY, DAYS, pauses=(pause,), requests=1, ended=ended).is_late(calendar())


# --------------------------------------------------------------------- silence that is agreement


def test_an_agency_may_keep_silent_for_two_working_days() -> None:
    silence = TimeLimit(2, Measure.DAY, "NĐ 217/2026/NĐ-CP: 2 ngày không trả lời là đồng ý")
    asked_on = Consultation(datetime(2026, 11, 23, 9), silence)
    due = asked_on.due(calendar())
    assert due.at == datetime(2026, 11, 26, 17)  # the 24th is off
    assert due.steps[0] == "hỏi ý kiến lúc 09:00 thứ Hai 23/11/2026"


# ------------------------------------------------------------------------------------ the words


@given(start=starts, limit=st.sampled_from([DAYS, HOURS, MONTH]), gap=lengths, wait=lengths)
def test_every_step_that_moves_a_date_names_its_text(
    start: datetime, limit: TimeLimit, gap: timedelta, wait: timedelta
) -> None:
    pause = Pause(WhyPaused.CITIZEN, start + gap, start + gap + wait)
    timeline = Timeline(start, limit, filed=start - gap, pauses=(pause,))
    for step in timeline.due(calendar()).steps:
        plain = ("nghỉ hằng tuần", "tính như nhận đầu giờ", "dự tính", "ngày cuối của")
        assert "(" in step or any(words in step for words in plain), step
