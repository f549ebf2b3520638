"""One person looked up in a register that was made ready for it."""

from collections.abc import Iterator
from functools import cache

import duckdb
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.clerks.matching.damage import DEFAULT, damaged
from motcua.clerks.matching.engine import match
from motcua.clerks.matching.invented import Invention
from motcua.clerks.matching.keys import keep_keys
from motcua.clerks.matching.one import Lookup, make_ready
from motcua.clerks.matching.people import People, Whole
from motcua.rules.matching import BIRTH_YEAR_ONLY, NAME_DIFFERS, SURE


@cache
def invented() -> tuple[People, People, Whole]:
    invention = Invention(9)
    register = invention.register(3_000)
    kept, truth = damaged(invention, register, 40, DEFAULT)
    return register, kept.mended(), truth


@pytest.fixture(scope="module")
def lookup() -> Iterator[Lookup]:
    with duckdb.connect() as connection:
        keep_keys(connection, "register", invented()[0])
        make_ready(connection)
        yield Lookup(connection)


def test_people_are_found_one_at_a_time_through_damage(lookup: Lookup) -> None:
    _, kept, truth = invented()
    found = [lookup.find_one(kept.taken(np.array([at]))) for at in range(len(kept))]
    right = [bool(those) and those[0].row == row for those, row in zip(found, truth, strict=True)]
    assert np.array(right)[truth >= 0].mean() >= 0.95
    for those, row in zip(found, truth, strict=True):
        assert row >= 0 or not those or those[0].belief < SURE
        assert [one.belief for one in those] == sorted([one.belief for one in those])[::-1]


def test_one_looked_up_is_who_a_list_would_have_found(lookup: Lookup) -> None:
    """The same person for the same reasons as in a list matched at once."""
    register, kept, _ = invented()
    with duckdb.connect() as connection:
        keep_keys(connection, "register", register)
        keep_keys(connection, "list", kept)
        many = match(connection)
    sure = np.flatnonzero(many.belief >= SURE)
    assert len(sure) > 30
    for at in sure:
        best = lookup.find_one(kept.taken(np.array([at])))[0]
        assert best.row == many.row[at]
        assert best.levels == {aspect: of[at] for aspect, of in many.levels.items()}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2_999), st.integers(0, 2_999))
def test_a_number_alone_never_makes_somebody_of_the_list(
    lookup: Lookup, owner: int, other: int
) -> None:
    """Who hands in a number is not its owner unless name or day of birth say so too."""
    register, _, _ = invented()
    person = register.taken(np.array([other]))
    person.number[:] = register.number[owner]
    for one in lookup.find_one(person):
        agree = one.levels["name"] > NAME_DIFFERS or one.levels["birth"] > BIRTH_YEAR_ONLY
        assert agree or one.belief < 1e-9


def test_a_name_is_never_a_command_and_nobody_is_found_by_nothing(lookup: Lookup) -> None:
    register, _, _ = invented()
    one = register.taken(np.array([0]))
    one.full_name[0] = "O'Brien'); drop table register; --"
    assert lookup.find_one(one)[0].row == 0
    for field in People.__dataclass_fields__:
        getattr(one, field)[0] = -1 if field == "commune" else ""
    assert lookup.find_one(one) == []
