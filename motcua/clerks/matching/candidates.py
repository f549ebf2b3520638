"""Pairs worth comparing, and how each pair agrees: a level for every aspect.

Works on two tables of keys, `list` and `register` (keys.py), inside DuckDB.
"""

from collections.abc import Callable, Sequence
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from motcua.rules.matching import WORDS

Columns = dict[str, NDArray[Any]]

SURE_BLOCKS = (
    "l.number = r.number",
    "l.old_number = r.old_number",
    "l.plain = r.plain and l.born = r.born",
)
"""First two rows are compared where one of these holds."""

BLOCKS = (
    # by number: with one digit wrong before, behind, or anywhere under one name
    "l.number // 1000 = r.number // 1000",
    "l.number % 1000000 = r.number % 1000000",
    "l.number // 1000000 = r.number // 1000000 and l.given = r.given",
    # by name, with something beside it
    "l.plain = r.plain and l.year = r.year",
    "l.plain = r.plain and l.month = r.month and l.day = r.day",
    "l.plain = r.plain and l.commune = r.commune",
    "l.plain = r.plain and l.mother = r.mother",
    "l.plain = r.plain and l.father = r.father",
    "l.sound = r.sound and l.year = r.year and l.commune = r.commune",
    "l.given = r.given and l.family = r.family and l.year = r.year and l.commune = r.commune",
    "l.given = r.given and l.mother = r.mother",
    "l.given = r.given and l.father = r.father and l.year = r.year",
    # by date of birth, with a part of the name or of the family
    "l.born = r.born and l.given = r.given",
    "l.born = r.born and l.family = r.family",
    "l.born = r.born and l.commune = r.commune",
    "l.born = r.born and l.mother = r.mother",
    "l.born = r.born and l.father = r.father",
    "l.born = r.born and l.lossy",
    "l.born = r.turned and l.given = r.given",
)
"""Then, who has no like by then, is compared where one of these holds."""

_LIKE = "name >= 5 and birth = 6 and number <> 1"
"""The same name and birth, and no other number: of whom has such a like there is no need to look
further than among them."""

# What has one letter wrong, or two exchanged, begins alike or ends alike: soon seen.
_HALF = "(least(length(l.name), length(r.name)) - 1) // 2"
_HALF_THE_SAME = f"""abs(length(l.name) - length(r.name)) <= 1 and (
        l.name[:{_HALF}] = r.name[:{_HALF}] or right(l.name, {_HALF}) = right(r.name, {_HALF}))"""
_NAME = f"""case
    when l.name = '' or r.name = '' then 0
    when l.toned = r.toned then case when l.marked then 7 else 6 end
    when l.plain = r.plain then case when l.marked and r.marked then 5 else 6 end
    when l.sound = r.sound then 4
    when l.lossy and regexp_full_match(r.name, l.pattern) then 4
    when l.initials = r.initials and l.given = r.given then 3
    when {_HALF_THE_SAME} and damerau_levenshtein(l.name, r.name) <= 1 then 3
    when l.given = r.given and l.family = r.family then 2
    else 1 end"""
_BIRTH = """case
    when l.year is null or r.year is null then 0
    when l.born = r.born then 6
    when l.born = r.turned then 5
    when l.year = r.year then case
        when l.born is null or r.born is null or (l.month = 1 and l.day = 1) then 4
        when l.month = r.month or l.day = r.day then 3
        else 2 end
    when l.month = r.month and l.day = r.day then 3
    else 1 end"""
# One digit wrong or two exchanged: what is left of the difference without its noughts is short.
_NUMBER = """case
    when l.number is null or r.number is null then 0
    when l.number = r.number then 3
    when length(rtrim(abs(l.number - r.number)::varchar, '0')) <= 2 then 2
    else 1 end"""
_SAME = "coalesce((l.{0} = r.{0})::utinyint + 1, 0)"
_LEVEL_OF = {"name": _NAME, "birth": _BIRTH, "number": _NUMBER}
LEVELS = ", ".join(
    f"({_LEVEL_OF.get(aspect, _SAME.format(aspect))})::utinyint as {aspect}" for aspect in WORDS
)


def candidates(connection: duckdb.DuckDBPyConnection, told: Callable[[float], None]) -> Columns:
    """All pairs worth a look, those of one row of the list together: their rows `l` and `r`, a
    level of each aspect, and the key `plain` of the register's name. `told` hears what share of
    the work is done (0 to 1)."""
    first = comparing(_blocked(SURE_BLOCKS))
    connection.execute(f"create or replace temp table near as {first}")
    told(0.25)
    connection.execute(
        f"""create or replace temp table open as
        select * from list where row not in (select l from near where {_LIKE})"""
    )
    further = f"{_blocked(BLOCKS, 'open')} except select l, r from near"
    connection.execute(f"create or replace temp table further as {further}")
    told(0.4)
    rest = comparing("further")
    return connection.execute(
        f"select * from (select * from near union all {rest}) order by l, r"
    ).fetchnumpy()


def _blocked(blocks: Sequence[str], rows: str = "list") -> str:
    """Each pair of `rows` and the register once for which one of the blocks holds."""
    parts = (f"select l.row as l, r.row as r from {rows} l join register r on {b}" for b in blocks)
    return f"(select distinct l, r from ({' union all '.join(parts)}))"


def strangers(
    connection: duckdb.DuckDBPyConnection, many: int, seed: int, rows: str = "list"
) -> Columns:
    """The same of pairs drawn by lot: how two who have nothing to do with each other agree."""
    chance = np.random.default_rng(seed)
    drawn = {  # noqa: F841 - DuckDB finds it by its name
        "l": chance.integers(0, _size(connection, rows), many, np.int32),
        "r": chance.integers(0, _size(connection, "register"), many, np.int32),
    }
    return connection.execute(comparing("drawn", rows)).fetchnumpy()


def comparing(pairs: str, rows: str = "list") -> str:
    return f"""select l.row as l, r.row as r, r.plain as plain, {LEVELS} from {pairs} pairs
        join {rows} l on l.row = pairs.l join register r on r.row = pairs.r"""


def _size(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(connection.execute(f"select count(*) from {table}").fetchall()[0][0])
