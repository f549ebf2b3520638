"""The ten states beside ours, and both sides compared."""

from pathlib import Path

from motcua.rules.dossier import Money, State
from motcua.rules.portal import (
    OWES,
    PORTAL_WORDS,
    Differences,
    Stand,
    Synced,
    code_page,
    differences,
    portal_code,
)

KEPT = Path(__file__).parents[2] / "docs" / "states.md"


def test_every_state_is_one_of_the_ten_and_all_ten_are_told() -> None:
    told = {portal_code(state, money) for state in State for money in Money}
    assert told == set(PORTAL_WORDS) == set(range(1, 11))


def test_a_fee_that_is_owed_is_told_between_accepting_and_beginning() -> None:
    assert portal_code(State.ACCEPTED, Money.DUE) == OWES
    assert portal_code(State.ACCEPTED, Money.PAID) == 2
    assert portal_code(State.PROCESSING, Money.DUE) == 4


def test_the_table_in_the_docs_is_what_the_code_says() -> None:
    assert KEPT.read_text("utf-8") == code_page(), "run: motcua states --table docs/states.md"


def test_what_differs_is_told_again_and_what_is_strange_is_named() -> None:
    told = {"lost": Stand(2, 4), "behind": Stand(3, 9), "other": Stand(1, 2), "same": Stand(1, 1)}
    theirs = {
        "behind": Stand(1, 1),
        "other": Stand(1, 3),
        "same": Stand(1, 1),
        "meanwhile": Stand(2, 2),
        "ahead": Stand(5, 4),
        "unknown": Stand(1, 1),
    }
    known = told | {"meanwhile": Stand(2, 2), "ahead": Stand(4, 4)}
    assert differences(told, theirs, known) == Differences(
        {"lost": 0, "behind": 1}, ("other",), ("ahead", "unknown")
    )
    assert differences(told, told, told) == Differences({}, (), ())


def test_the_figure_has_two_decimals_and_none_where_nothing_came() -> None:
    assert Synced(3, 2, 9, 8).rate == 66.67
    assert Synced(0, 0, 0, 0).rate is None
