"""Where engines are weak, kind by kind: how many are found, and nobody taken for another."""

import duckdb
import pytest

from motcua.clerks.matching.damage import WEAK, damaged, twins
from motcua.clerks.matching.engine import Matches, match
from motcua.clerks.matching.invented import Invention
from motcua.clerks.matching.keys import keep_keys
from motcua.clerks.matching.people import People, Whole
from motcua.rules.matching import SURE

PEOPLE, ROWS = 20_000, 1_000
FOUND = {
    "moved": (0.985, 0.985),
    "moved, parents unknown": (0.97, 0.90),
    "letters lost": (0.985, 0.93),
    "shortened": (0.985, 0.93),
    "relative's number": (0.99, 0.985),
    "twins": (0.98, 0.97),
}
"""Of each kind at least this precision and recall."""


@pytest.fixture(scope="module")
def register() -> tuple[duckdb.DuckDBPyConnection, Invention, People]:
    invention = Invention(13)
    people = invention.register(PEOPLE)
    connection = duckdb.connect()
    connection.execute("set threads = 2")
    keep_keys(connection, "register", people)
    return connection, invention, people


@pytest.mark.parametrize("kind", WEAK)
def test_people_are_found_and_not_taken_for_others(
    register: tuple[duckdb.DuckDBPyConnection, Invention, People], kind: str
) -> None:
    connection, invention, people = register
    among = twins(people) if kind == "twins" else None
    kept, truth = damaged(invention, people, ROWS, WEAK[kind], among)
    keep_keys(connection, "list", kept.mended())
    found = match(connection)
    precision, recall, wrong = measured(found, truth)
    assert precision >= FOUND[kind][0] and recall >= FOUND[kind][1] and not wrong


def measured(found: Matches, truth: Whole) -> tuple[float, float, int]:
    """Of what is likelier than not; and how many were linked wrongly without a person."""
    said, right = found.belief >= 0.5, found.row == truth
    return (
        float((said & right).sum() / said.sum()),
        float((said & right).sum() / (truth >= 0).sum()),
        int(((found.belief >= SURE) & ~right).sum()),
    )
