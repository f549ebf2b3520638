"""What the lines of a process met is put down once a minute, added up, and one day forgotten."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from motcua.bridges.diary import Diary
from motcua.bridges.population import PopulationLine
from motcua.clerks.line_log import note_minutes
from motcua.records.backlog import backlog
from motcua.records.journal import Entry
from motcua.records.line_log import LineMinute
from motcua.records.outage import outages
from motcua.rules.line_log import Health
from tests.actions.test_dossier import RESIDENCE, file
from tests.bridges.conftest import HTTP
from tests.cast import NOW
from tests.clerks.desk import HASTY, Desk
from tests.world import as_role

pytestmark = pytest.mark.django_db

ONE = timedelta(minutes=1)


@pytest.fixture
def diary(desk: Desk) -> Iterator[Diary]:
    """The register's line writes into this one, by the desk's clock."""
    mine = Diary(lambda: desk.at)
    line = PopulationLine(desk.population.url, client=HTTP, limits=HASTY)
    line.line._diary = mine
    desk.furnish(population=line)
    with as_role("motcua_clerk"):
        yield mine


def ask(desk: Desk, key: str) -> None:
    file(key, "1.010041", **RESIDENCE)
    desk.work("ask-population")


def test_a_minute_of_a_line_is_a_row_and_an_entry_without_a_name(desk: Desk, diary: Diary) -> None:
    ask(desk, "minh")
    ask(desk, "sen")
    note_minutes(diary)
    assert LineMinute.objects.count() == 0, "this minute is not over"
    desk.pass_time(minutes=1)
    note_minutes(diary)
    note_minutes(diary)
    row = LineMinute.objects.get()
    assert (row.system, row.minute, row.reached, row.failed) == ("population", NOW, 2, 0)
    told = Entry.objects.get(kind="line.noted")
    assert told.data == {"minutes": 1, "failed": 0} and told.about == []


def test_two_processes_add_up_to_one_row_with_the_worse_of_their_times(
    desk: Desk, diary: Diary
) -> None:
    for seconds, answered in ((0.1, True), (3.0, True), (0, False)):
        diary.note("population", seconds, answered=answered)
    other = Diary(lambda: desk.at)
    other.note("population", 0.2, answered=True)
    desk.pass_time(minutes=1)
    note_minutes(diary)
    note_minutes(other)
    row = LineMinute.objects.get()
    assert (row.reached, row.slow, row.failed, row.p95_ms) == (3, 1, 1, 3000)


def test_while_the_line_is_down_the_pages_know_since_when(desk: Desk, diary: Diary) -> None:
    ask(desk, "minh")
    desk.pass_time(minutes=1)
    desk.population.switch(mode="down")
    for key in ("sen", "thuy", "trinh"):
        ask(desk, key)
        desk.pass_time(minutes=1)
    note_minutes(diary)
    minutes = LineMinute.objects.between("population", NOW, desk.at)
    assert [one.health for one in minutes] == [Health.WELL, *[Health.DOWN] * 3]
    found = backlog("population", desk.at)
    assert (found.down_since, found.waiting) == (NOW + ONE, 3)
    desk.population.switch()
    desk.work("ask-population")
    desk.pass_time(minutes=1)
    note_minutes(diary)
    found = backlog("population", desk.at)
    assert (found.down_since, found.waiting) == (None, 0)
    assert found.slowest == timedelta()


def test_without_a_clock_nothing_is_put_down_and_nothing_piles_up() -> None:
    diary = Diary()
    diary.note("population", 0.1, answered=True)
    assert diary.take(NOW) == {}


def test_minutes_kept_long_enough_are_forgotten(desk: Desk, diary: Diary) -> None:
    diary.note("sms", 0.1, answered=True)
    desk.pass_time(minutes=1)
    note_minutes(diary)
    desk.pass_time(days=outages().log.keep_days - 1)
    desk.call("forget-lines")
    assert LineMinute.objects.count() == 1
    desk.pass_time(days=2)
    desk.call("forget-lines")
    assert LineMinute.objects.count() == 0
