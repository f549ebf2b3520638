"""How often an officer looked without an act, beside the others."""

from uuid import UUID

import motcua.rules.events  # noqa: F401  # all of them are known then
from motcua.rules.curiosity import LOOKS, READS, Looks, side_by_side
from motcua.rules.events.base import Event

ONE, TWO = UUID(int=1), UUID(int=2)


def test_whoever_looked_most_without_an_act_comes_first_beside_the_others() -> None:
    rows = side_by_side([Looks(ONE, 3, 1), Looks(TWO, 2, 2)])
    assert rows == [Looks(TWO, 2, 2, 33), Looks(ONE, 3, 1, 100)]
    assert [one.share for one in rows] == [100, 33]


def test_every_kind_that_is_named_is_one_the_journal_has() -> None:
    kinds = {getattr(one, "kind", "") for one in _all(Event)}
    assert {*LOOKS, *READS} - kinds == set()


def _all(event: type[Event]) -> set[type[Event]]:
    return {event} | {one for child in event.__subclasses__() for one in _all(child)}


def test_who_is_alone_has_nobody_beside_them() -> None:
    assert side_by_side([Looks(ONE, 1, 1)]) == [Looks(ONE, 1, 1, None)]
    assert side_by_side([]) == []
