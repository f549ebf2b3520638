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


@settings(max_examples=40, deadline=None)
@given(st.integers(10**11, 10**12 - 1), st.integers(0, 10), st.integers(1, 9))
def test_one_digit_wrong_or_two_exchanged_is_near(number: int, place: int, step: int) -> None:
    digits = [int(digit) for digit in str(number)]
    wrong, turned = digits.copy(), digits.copy()
    wrong[place] = (wrong[place] + step) % 10
    turned[place], turned[place + 1] = digits[place + 1], digits[place]
    for other in (wrong, turned):
        near = "".join(map(str, other))
        assert level(number, int(near)) == (3 if other == digits else 2)


def test_two_digits_wrong_are_not_near() -> None:
    assert level(17075000005, 17075000585) == level(17075000005, 17075000125) == 1


def level(mine: int, yours: int) -> int:
    return number_level(*divmod(mine, 10**6), *divmod(yours, 10**6))


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
