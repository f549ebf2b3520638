"""Pairs worth comparing, and how each pair agrees: a level for every aspect.

Works on two tables of keys, `list` and `register` (keys.py), inside DuckDB.
"""

from collections.abc import Callable, Mapping, Sequence
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
    # by date of birth, with a part of the name or of the family
    "l.born = r.born and l.given = r.given",
    "l.born = r.born and l.family = r.family",
    "l.born = r.born and l.commune = r.commune",
    "l.born = r.born and l.lossy",
    "l.year = r.year and l.commune = r.commune and l.lossy",
    "l.born = r.turned and l.given = r.given",
    # by a parent: who moved, and whose day of birth is weak
    "l.year = r.year and l.mother = r.mother",
    "l.year = r.year and l.father = r.father",
)
"""Then, who has no like by then, is compared where one of these holds."""

LIKE = "name >= 6 and birth = 6 and number <> 1"
"""The same name and birth, and no other number: of whom has such a like there is no need to look
further than among them."""

BORNE = """select l.*, named.plain is not null as borne from {listed} l
    left join (select distinct plain from {register}) named on named.plain = l.plain"""
"""The list, with whether somebody of the register bears just this name: then it is likelier to be
theirs than one that was spoilt."""

RARE = {"name": "plain", "birth": "born"}
"""What of the register tells how rare it is that somebody has this name, or this day of birth."""

_SHORTENED = "(l.initials = r.initials and l.given = r.given)"
# What has one letter wrong, or two exchanged, begins alike or ends alike: soon seen.
_HALF = "(least(length(l.name), length(r.name)) - 1) // 2"
_ONE_WRONG = f"""(abs(length(l.name) - length(r.name)) <= 1
    and (left(l.name, {_HALF}) = left(r.name, {_HALF})
        or right(l.name, {_HALF}) = right(r.name, {_HALF}))
    and damerau_levenshtein(l.name, r.name) <= 1)"""
# A pattern is tried where what is left of the name fits in front and behind.
_MAY_BE = """l.lossy and length(l.initials) = length(r.initials)
    and left(l.name, 1) in ('?', left(r.name, 1)) and right(l.name, 1) in ('?', right(r.name, 1))
    and regexp_matches(r.name, l.pattern)"""
# Without its noughts the difference is the digit by which one is wrong, or nine times the distance
# of two exchanged neighbours.
_NEAR = ", ".join(f"'{step}'" for step in [*range(1, 10), *range(18, 82, 9)])
_DIGIT_WRONG = f"rtrim(cast(abs(l.number - r.number) as varchar), '0') in ({_NEAR})"


def _same(aspect: str) -> Sequence[tuple[str, int]]:
    nothing = f"l.{aspect} is null or r.{aspect} is null"
    return (nothing, 0), (f"l.{aspect} = r.{aspect}", 2), (ELSE, 1)


ELSE = "true"
LEVELS: Mapping[str, Sequence[tuple[str, int]]] = {
    "name": (
        ("l.name = '' or r.name = ''", 0),
        ("l.toned = r.toned and l.marked", 8),
        ("l.toned = r.toned", 7),
        ("l.plain = r.plain and l.marked and r.marked", 6),
        ("l.plain = r.plain", 7),
        ("l.sound = r.sound and not l.borne", 5),
        (_MAY_BE, 5),
        (f"not l.borne and ({_SHORTENED} or {_ONE_WRONG})", 4),
        (f"l.sound = r.sound or {_SHORTENED} or {_ONE_WRONG}", 3),
        ("l.given = r.given and l.family = r.family", 2),
        (ELSE, 1),
    ),
    "birth": (
        ("l.year is null or r.year is null", 0),
        ("l.born = r.born", 6),
        ("l.born = r.turned", 5),
        ("l.year = r.year and (l.born is null or r.born is null)", 4),
        ("l.year = r.year and l.month = 1 and l.day = 1", 4),
        ("l.month = r.month and l.day = r.day", 3),
        ("l.year = r.year and (l.month = r.month or l.day = r.day)", 3),
        ("l.year = r.year", 2),
        (ELSE, 1),
    ),
    "number": (
        ("l.number is null or r.number is null", 0),
        ("l.number = r.number", 3),
        (_DIGIT_WRONG, 2),
        (ELSE, 1),
    ),
    "old_number": _same("old_number"),
    "sex": (
        ("l.sex is null or r.sex is null", 0),
        ("l.sex = r.sex and l.given = r.given", 0),  # the name has said so
        ("l.sex = r.sex", 2),
        (ELSE, 1),
    ),
    "commune": _same("commune"),
    "father": _same("father"),
    "mother": _same("mother"),
}
"""Of each aspect what must hold for which level (rules/matching.py has them in words), the first
that holds counts; first of all what makes that there is nothing to compare."""


def level_of(aspect: str) -> str:
    cases = " ".join(f"when {holds} then {level}" for holds, level in LEVELS[aspect])
    return f"cast(case {cases} end as utinyint) as {aspect}"


_RARE = ", ".join(f"r.{key}" for key in RARE.values())
COMPARED = ", ".join(map(level_of, WORDS))


def candidates(connection: duckdb.DuckDBPyConnection, told: Callable[[float], None]) -> Columns:
    """All pairs worth a look, those of one row of the list together: their rows `l` and `r`, a
    level of each aspect, and what of the register is RARE. `told` hears what share of the work is
    done (0 to 1)."""
    borne = BORNE.format(listed="list", register="register")
    connection.execute(f"create or replace temp table listed as {borne} order by row")
    first = comparing(_blocked(SURE_BLOCKS))
    connection.execute(f"create or replace temp table near as {first}")
    told(0.25)
    connection.execute(
        f"""create or replace temp table open as
        select * from listed where row not in (select l from near where {LIKE})"""
    )
    further = f"{_blocked(BLOCKS, 'open')} except select l, r from near"
    connection.execute(f"create or replace temp table further as {further}")
    told(0.4)
    rest = comparing("further")
    return connection.execute(
        f"select * from (select * from near union all {rest}) order by l, r"
    ).fetchnumpy()


def _blocked(blocks: Sequence[str], rows: str = "listed") -> str:
    """Each pair of `rows` and the register once for which one of the blocks holds."""
    parts = (f"select l.row as l, r.row as r from {rows} l join register r on {b}" for b in blocks)
    return f"(select distinct l, r from ({' union all '.join(parts)}))"


def strangers(
    connection: duckdb.DuckDBPyConnection, many: int, seed: int, rows: str = "listed"
) -> Columns:
    """The same of pairs drawn by lot: how two who have nothing to do with each other agree."""
    chance = np.random.default_rng(seed)
    drawn = {  # noqa: F841 - DuckDB finds it by its name
        "l": chance.integers(0, _size(connection, rows), many, np.int32),
        "r": chance.integers(0, _size(connection, "register"), many, np.int32),
    }
    return connection.execute(comparing("drawn", rows)).fetchnumpy()


def comparing(pairs: str, rows: str = "listed") -> str:
    return f"""select l.row as l, r.row as r, {_RARE}, {COMPARED} from {pairs} pairs
        join {rows} l on l.row = pairs.l join register r on r.row = pairs.r"""


def _size(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(connection.execute(f"select count(*) from {table}").fetchall()[0][0])
