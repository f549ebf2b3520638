"""What the engine learnt, carried out by Splink: the same people linked (Spark: on_spark.py)."""

from collections.abc import Iterator
from dataclasses import replace

import duckdb
import numpy as np
import pytest
from splink import DuckDBAPI

from motcua.clerks.matching.cluster import links
from motcua.clerks.matching.damage import DEFAULT, damaged
from motcua.clerks.matching.engine import match, weights
from motcua.clerks.matching.invented import Invention
from motcua.clerks.matching.keys import keep_keys
from motcua.rules.matching import SURE

PEOPLE, ROWS = 6_000, 1_000
Links = dict[tuple[int, int], float]


def keep(connection: duckdb.DuckDBPyConnection, people: int, rows: int) -> None:
    """A sample of a province: its register and a damaged list."""
    invention = Invention(31)
    register = invention.register(people)
    kept, _ = damaged(invention, register, rows, DEFAULT)
    keep_keys(connection, "register", register)
    keep_keys(connection, "list", kept.mended())


def linked_by_engine(connection: duckdb.DuckDBPyConnection) -> Links:
    found = match(connection)
    rows = np.flatnonzero(found.belief >= SURE)
    return {(int(row), int(found.row[row])): float(found.belief[row]) for row in rows}


@pytest.fixture(scope="module")
def sample() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        keep(connection, PEOPLE, ROWS)
        yield connection


def test_splink_links_whom_the_engine_links(sample: duckdb.DuckDBPyConnection) -> None:
    ours = linked_by_engine(sample)
    told = links(DuckDBAPI(connection=sample), "list", "register", weights(sample))
    theirs = {(one["l"], one["r"]): one["belief"] for one in told}
    assert theirs == pytest.approx(ours, abs=1e-9) and len(ours) > 0.9 * ROWS


def test_other_weights_link_others(sample: duckdb.DuckDBPyConnection) -> None:
    """The control: equal links are no accident."""
    learnt = weights(sample)
    blind = replace(learnt, apart=learnt.apart | {"birth": learnt.same["birth"]})
    told = links(DuckDBAPI(connection=sample), "list", "register", blind)
    assert {(one["l"], one["r"]) for one in told} != linked_by_engine(sample).keys()
