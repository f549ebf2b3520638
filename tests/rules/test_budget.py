"""Turns to ask: never more than the budget, the counter before a list, everybody in the end."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.rules.budget import Budget, Fill, budgets_from
from motcua.rules.tables import DataError
from motcua.rules.urgency import Urgency
from tests.rules.law import ROOT, toml

FILE = toml(ROOT / "country" / "budget.toml")
BUDGET = budgets_from(FILE, "budget.toml")["population"]
SMALL = budgets_from(
    {"budget": [FILE["budget"][0] | {"per_minute": 60, "burst": 4, "usual_leaves": 1,
                                     "batch_leaves": 2}]}, "budget.toml",
)["population"]  # fmt: skip
BATCH, USUAL, COUNTER = sorted(Urgency)


def go(level: Fill, urgency: Urgency, at: float, budget: Budget = SMALL) -> tuple[Fill, float]:
    return level.turn(budget, urgency, at)


def test_so_many_may_go_at_once_and_then_one_a_second() -> None:
    level, waits = Fill(), []
    for _ in range(6):
        level, wait = go(level, COUNTER, 1000.0)
        waits.append(wait)
    assert waits == [0, 0, 0, 0, 1, 2]


def test_a_clock_that_is_put_back_holds_nobody_up() -> None:
    """More than all turns were never taken: what seems so was taken by another time."""
    level, _ = go(Fill(), COUNTER, 10_000.0)
    assert go(level, COUNTER, 1000.0)[1] <= SMALL.apart
    level, _ = go(level, COUNTER, 1001.0)
    assert level.full_at < 1010


BACK = st.integers(0, 400 * 24 * 3600)
ASKERS = st.lists(st.tuples(st.sampled_from(sorted(Urgency)), st.booleans()), max_size=40)


@settings(deadline=None, max_examples=60)
@given(ASKERS, ASKERS, BACK)
def test_whoever_asks_after_a_clock_was_put_back_waits_no_longer_than_if_it_was_not(
    before: list[tuple[Urgency, bool]], after: list[tuple[Urgency, bool]], back: int
) -> None:
    now = 1_000_000_000.0

    def waits(later: float) -> list[float]:
        level, found = Fill(), []
        for at, askers in ((now, before), (later, after)):
            for urgency, promised in askers:
                level, wait = level.turn(SMALL, urgency, at, promised=promised)
                found.append(wait)
        return found

    assert waits(now - back) == pytest.approx(waits(now), abs=1e-3)


def test_a_list_leaves_turns_to_others_and_they_to_the_counter() -> None:
    level = Fill()
    for urgency, turns in ((BATCH, 2), (USUAL, 1), (COUNTER, 1)):
        for _ in range(turns):
            level, wait = go(level, urgency, 1000.0)
            assert wait == 0, urgency
        _, wait = go(level, urgency, 1000.0)
        assert wait > 0, urgency


@settings(deadline=None, max_examples=60)
@given(st.integers(50, 400), st.integers(0, 60))
def test_however_long_a_list_is_the_counter_goes_at_once(length: int, seconds: int) -> None:
    """The list keeps asking as fast as it may, for a while; then somebody comes to a counter."""
    level, at = Fill(), 1000.0
    for number in range(length):
        level, _ = go(level, BATCH, at + seconds * number / length)
    _, wait = go(level, COUNTER, at + seconds)
    assert wait == 0


def simulate(arrivals: list[tuple[float, Urgency]]) -> list[tuple[float, float, Urgency]]:
    """Everybody comes when they come, and again when they were told to: (came, went, urgency)."""
    coming = [(at, at, urgency, False) for at, urgency in arrivals]
    level, went = Fill(), []
    while coming:
        coming.sort(key=lambda one: (one[0], -one[2]))
        at, came, urgency, promised = coming.pop(0)
        level, wait = level.turn(SMALL, urgency, at, promised=promised)
        if wait:
            coming.append((at + wait, came, urgency, True))
        else:
            went.append((came, at, urgency))
    return went


ARRIVALS = st.lists(
    st.tuples(st.floats(0, 30), st.sampled_from(sorted(Urgency))), min_size=1, max_size=60
)


@settings(deadline=None, max_examples=80)
@given(ARRIVALS)
def test_never_more_go_than_the_budget_and_all_go_in_the_end(
    arrivals: list[tuple[float, Urgency]],
) -> None:
    went = sorted(at for _, at, _ in simulate(arrivals))
    assert len(went) == len(arrivals)
    for first in range(len(went)):
        for last in range(first, len(went)):
            turns, seconds = last - first + 1, went[last] - went[first]
            assert turns <= SMALL.burst + seconds / SMALL.apart + 1e-6


def test_a_list_takes_no_longer_than_its_turns() -> None:
    went = simulate([(0.0, BATCH)] * 50)
    assert max(at for _, at, _ in went) <= 50 * SMALL.apart


def test_who_comes_later_does_not_overtake_who_was_promised_a_turn() -> None:
    level = Fill()
    for _ in range(7):
        level, _ = go(level, COUNTER, 1000.0)  # the last three are to come from 1001 on
    _, newcomer = go(level, COUNTER, 1001.0)
    assert newcomer == 3
    _, promised = level.turn(SMALL, COUNTER, 1001.0, promised=True)
    assert promised == 0


@pytest.mark.parametrize(
    ("at", "hours"), [("23:30", 0), ("05:59", 0), ("06:00", 14), ("12:00", 8), ("20:00", 0)]
)
def test_a_list_waits_for_the_evening_and_nobody_else_does(at: str, hours: int) -> None:
    moment = datetime.fromisoformat(f"2026-11-23T{at}")
    assert BUDGET.opens(BATCH, moment) == timedelta(hours=hours)
    assert BUDGET.opens(COUNTER, moment) == BUDGET.opens(USUAL, moment) == timedelta()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"per_minute": 0}, "từ 1 trở lên"),
        ({"batch_leaves": 60}, "phải nhỏ hơn"),
        ({"batch_to": FILE["budget"][0]["batch_from"]}, "phải khác nhau"),
        ({"brust": 1}, "burst"),
    ],
)
def test_a_mistake_is_told_with_its_mend(more: dict[str, Any], words: str) -> None:
    with pytest.raises(DataError, match=words):
        budgets_from({"budget": [FILE["budget"][0] | more]}, "budget.toml")
