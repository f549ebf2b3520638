"""What the days ahead bring: values in, values out."""

import uuid
from datetime import date, datetime, timedelta

import pytest

from motcua.rules.time.wall_clock import instant
from motcua.rules.time.working_time import add_working_minutes, working_minutes
from motcua.rules.workload import (
    Absence,
    Days,
    Pile,
    Risk,
    Work,
    begun_by,
    expected_filings,
    reminders,
    risk,
    shared_out,
    unattended,
    usual_minutes,
    whole,
)
from tests.rules.law import calendar

CALENDAR = calendar()

MONDAY = datetime(2026, 11, 23, 9)
DAY = 480
MAI, BICH, THINH = (uuid.UUID(int=n) for n in (1, 2, 3))


def work(due: datetime, officer: uuid.UUID | None = MAI, accepted: datetime = MONDAY) -> Work:
    return Work(uuid.uuid4(), "1.004194", officer, instant(accepted), instant(due))


def judged(due: datetime, usual: int | None = None, accepted: datetime = MONDAY) -> Risk:
    return risk(work(due, accepted=accepted), usual, instant(MONDAY), CALENDAR)


def test_a_dossier_is_late_near_or_has_time() -> None:
    assert judged(MONDAY - timedelta(minutes=1)) is Risk.LATE
    assert judged(datetime(2026, 11, 23, 16)) is Risk.NEAR
    assert judged(datetime(2026, 11, 27, 16)) is Risk.NONE


def test_it_will_be_late_where_the_usual_pace_does_not_reach_its_date() -> None:
    due = datetime(2026, 11, 27, 16)
    left = working_minutes(MONDAY, due, CALENDAR)
    assert judged(due, usual=left) is Risk.NONE
    assert judged(due, usual=left + 1) is Risk.TIGHT
    begun = datetime(2026, 11, 20, 9)  # what has been done counts
    had = working_minutes(begun, MONDAY, CALENDAR)
    assert judged(due, usual=left + had, accepted=begun) is Risk.NONE


def test_what_is_usual_is_the_median_and_is_not_guessed_from_a_few() -> None:
    def span(minutes: int) -> tuple[datetime, datetime]:
        return instant(MONDAY), instant(add_working_minutes(MONDAY, minutes, CALENDAR))

    assert usual_minutes([span(60)] * 4, CALENDAR) is None
    spans = [span(n) for n in (60, 120, 180, 240, 5000)]
    assert usual_minutes(spans, CALENDAR) == 180


@pytest.mark.parametrize("usual", [1, 60, DAY, 3 * DAY])
def test_what_was_accepted_by_then_is_usually_done_by_the_end(usual: int) -> None:
    end = datetime(2026, 11, 27)
    latest = begun_by(end, usual, CALENDAR)
    assert working_minutes(latest, end, CALENDAR) >= usual
    assert working_minutes(latest + timedelta(minutes=2), end, CALENDAR) <= usual


def test_as_many_come_in_as_on_the_working_days_of_four_weeks() -> None:
    friday = date(2026, 11, 20)
    filed = {friday - timedelta(days=n): 20 for n in range(28)} | {date(2026, 11, 21): 500}
    assert expected_filings(date(2026, 11, 23), filed, CALENDAR) == 20
    assert expected_filings(date(2026, 11, 22), filed, CALENDAR) == 0  # a Sunday
    assert expected_filings(date(2026, 11, 23), {}, CALENDAR) == 0


def test_the_load_of_a_unit_is_that_of_all_its_officers() -> None:
    both = whole([Pile(MAI, all=3, late=1, week=2), Pile(None, all=2, week=1)])
    assert both == Pile(None, all=5, late=1, week=3) and both.pressing == 4


def test_what_is_due_first_goes_to_whoever_has_least() -> None:
    first, second, third = (work(MONDAY + timedelta(days=n)) for n in (1, 2, 3))
    given = shared_out([third, first, second], {BICH: 1, THINH: 0})
    assert given == {first.id: THINH, second.id: BICH, third.id: THINH}
    assert shared_out([first], {}) == {}


def told(why: Risk, officer: uuid.UUID | None, away: frozenset[uuid.UUID]) -> list[uuid.UUID]:
    found = reminders([(work(MONDAY, officer), why)], {THINH}, away)
    return [one.to for one in found]


def test_near_is_told_to_its_officer_and_to_leaders_where_nobody_has_it() -> None:
    nobody: frozenset[uuid.UUID] = frozenset()
    assert told(Risk.NEAR, MAI, nobody) == [MAI]
    assert told(Risk.NEAR, None, nobody) == [THINH]
    assert told(Risk.NEAR, MAI, frozenset({MAI})) == [THINH]
    assert told(Risk.NONE, None, nobody) == []


def test_what_will_be_late_goes_up_to_the_leader_once() -> None:
    assert told(Risk.TIGHT, MAI, frozenset()) == [MAI, THINH]
    assert told(Risk.LATE, THINH, frozenset()) == [THINH]


def test_a_day_on_which_nobody_receives_is_found() -> None:
    first, last = date(2026, 11, 23), date(2026, 11, 29)
    wednesday = date(2026, 11, 25)
    off = [Absence(MAI, first, last), Absence(BICH, wednesday, last)]
    friday = [date(2026, 11, n) for n in (25, 26, 27)]
    assert unattended({MAI, BICH}, off, [], first, last, CALENDAR) == friday
    covered = [off[0], Absence(BICH, wednesday, last, standby=THINH)]
    assert unattended({MAI, BICH}, covered, [], first, last, CALENDAR) == []
    each_other = [Absence(MAI, first, last, BICH), Absence(BICH, first, last, MAI)]
    assert unattended({MAI, BICH}, each_other, [], first, last, CALENDAR)[0] == first
    duty = [Days(THINH, wednesday, wednesday), Days(BICH, first, last)]  # who is away is not there
    assert unattended({MAI, BICH}, off, duty, first, last, CALENDAR) == friday[1:]
