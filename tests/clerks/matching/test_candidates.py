"""How two descriptions agree."""

from functools import cache

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.clerks.matching.candidates import LEVELS

SIX = st.integers(1, 999_999)


@settings(max_examples=40, deadline=None)
@given(SIX, SIX, SIX, SIX)
def test_the_first_six_digits_are_no_evidence(one: int, other: int, mine: int, yours: int) -> None:
    """They follow from where, when and as what somebody was born. Two numbers that share them
    agree no better than two others, and the rest alone makes no equal numbers."""
    shared = number_level(one, mine, one, yours)
    assert shared == number_level(other, mine, other, yours)
    assert (shared == 3) == (mine == yours)
    assert (number_level(one, mine, other, mine) == 3) == (one == other)


def number_level(my_first: int, mine: int, your_first: int, yours: int) -> int:
    cases = " ".join(f"when {holds} then {level}" for holds, level in LEVELS["number"])
    sides = (
        f"(select {first * 10**6 + rest}::bigint as number) {side}"
        for side, first, rest in (("l", my_first, mine), ("r", your_first, yours))
    )
    sql = f"select case {cases} end from {', '.join(sides)}"
    return int(database().execute(sql).fetchall()[0][0])


@cache
def database() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()
