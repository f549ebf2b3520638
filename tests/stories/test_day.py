"""A small day at the desk, in a real browser: how much of it is pressing buttons."""

from collections.abc import Callable

from tests.stories.conftest import PRESSES
from tests.stories.day import approve_one, ask_supplement, begin_day, do_the_rest, look_at_each
from tests.stories.people import People

MOST = 12


def test_a_day_at_the_desk_and_what_it_takes(
    people: People, record_property: Callable[[str, object], None]
) -> None:
    day = begin_day(people, 4)
    one = approve_one(day)
    assert one <= MOST
    look_at_each(day, 1)
    ask_supplement(day, 1)
    do_the_rest(day)
    assert sorted(day.states()) == ["returned"] * 3 + ["waiting"]
    record_property(PRESSES, f"{one} for a plain approval, {day.presses} for a day of four")
    assert not any(visit.trouble for visit in people.visits)
