"""One person looked up in a kept register, while somebody waits.

A scan along all that people are found by takes too long in a register of a million. So of each
block of the engine (candidates.py) everybody has a key of four bytes; the keys are kept in order,
and DuckDB passes over all but a few rows of them.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import duckdb
import numpy as np

from motcua.clerks.matching.candidates import BLOCKS, SURE_BLOCKS, Columns, comparing
from motcua.clerks.matching.engine import Model, Shares, apart
from motcua.clerks.matching.keys import KEYS, NameKeys, name_keys
from motcua.clerks.matching.people import People
from motcua.rules.matching import WORDS

MOST = 10
_STRANGERS = 400_000
_ALL = (*SURE_BLOCKS, *BLOCKS)


class Candidate(NamedTuple):
    """Somebody of the register (`row`), how likely they are the one (0 to 1), and the level of
    each aspect (rules/matching.py has it in words)."""

    row: int
    belief: float
    levels: dict[str, int]


def make_ready(connection: duckdb.DuckDBPyConnection) -> None:
    """Make beside the table `register` what a `Lookup` goes along: 150 bytes a person."""
    keys = " union all ".join(
        f"select {_key(block, 'r')} as key, row from register r" for block in _ALL
    )
    connection.execute(
        f"create or replace table by_key as from ({keys}) where key is not null order by key"
    )
    shares = apart(connection, _STRANGERS, 1, "register")
    connection.execute(_WEIGHED)
    connection.execute("create unique index by_row on weighed (row)")
    connection.execute("create or replace table apart (aspect varchar, shares double[])")
    connection.executemany(
        "insert into apart values (?, ?)", [(a, list(of)) for a, of in shares.items()]
    )


# The register with what engine._rarity says of each name.
_WEIGHED = """create or replace table weighed as
    with named as (select plain, count(*)::double as many from register group by plain)
    select register.*, ln(squares / (many * (select count(*) from register))) as rarity
    from register join named using (plain), (select sum(many * many) as squares from named)
    order by row"""


class Lookup:
    """Looks people up, one at a time, along the tables that `make_ready` made."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        shares = connection.execute("select aspect, shares from apart").fetchall()
        self._apart: Shares = {aspect: np.array(of) for aspect, of in shares}
        self._people = connection.execute("select count(*) from weighed").fetchall()[0][0]

    def find_one(self, person: People) -> list[Candidate]:
        """Whom this one person may be, the likeliest first, ten at most; names are mended."""
        own, keys = self._keys(person)
        rows = self._near(keys)
        if not rows:
            return []
        pairs = self._compared(own, rows)
        model = Model(pairs, self._apart, pairs["rarity"], 1, self._people)
        beliefs = model.beliefs()
        return [
            Candidate(
                int(pairs["r"][at]),
                float(beliefs[at]),
                {aspect: int(pairs[aspect][at]) for aspect in WORDS},
            )
            for at in np.argsort(-beliefs, kind="stable")[:MOST]
        ]

    def _keys(self, person: People) -> tuple[str, list[int]]:
        """The keys of a person as a row in SQL, and those of the blocks that may hold."""
        raw = _row((one, getattr(person, one)[0]) for one in _FIELDS)
        names = {person.full_name[0], person.father[0], person.mother[0]}
        spoken = ", ".join(f"({_listed([name, *name_keys(name)])})" for name in names)
        keys = ", ".join(_key(block, "l") for block in _ALL)
        found = self._connection.execute(
            f"""with raw as (select 0 as row, {raw}),
            spoken as (from (values {spoken}) as names({_SPOKEN}))
            select l.*, {keys} from (with {KEYS}) l"""
        )
        columns = [column[0] for column in found.description]
        values = found.fetchall()[0]
        own = zip(columns[: -len(_ALL)], values, strict=False)
        looks = [key for key in values[-len(_ALL) :] if key is not None]
        return f"(select {_row(own)})", looks

    def _near(self, keys: list[int]) -> list[int]:
        """The rows for which one of the blocks holds."""
        if not keys:
            return []
        looks = " union all ".join(f"select row from by_key where key = {key}" for key in keys)
        return sorted({row for (row,) in self._connection.execute(looks).fetchall()})

    def _compared(self, own: str, rows: list[int]) -> Columns:
        pairs = "(select 0 as l, row as r from near)"
        return self._connection.execute(
            f"""with near as materialized (select * from weighed where row in ({_listed(rows)}))
            select levels.*, rarity from ({comparing(pairs, own, "near")}) levels
            join near on near.row = levels.r"""
        ).fetchnumpy()


_FIELDS = tuple(People.__dataclass_fields__)
_SPOKEN = ", ".join(("said", *NameKeys._fields))


def _key(block: str, side: str) -> str:
    """What is equal on both sides where a block holds, as four bytes: strangers who share them
    by chance are compared for nothing. Null where the block cannot hold."""
    parts = [part for one in block.split(" and ") for part in one.split(" = ")]
    ours = [part for part in parts if part.startswith(f"{side}.")]
    equal = [part for part in ours if part != "l.lossy"]
    holds = [part if part == "l.lossy" else f"{part} is not null" for part in ours]
    hashed = f"hash({_ALL.index(block)}, {', '.join(equal)})"
    return f"case when {' and '.join(holds)} then ({hashed} >> 32)::uinteger end"


def _literal(value: object) -> str:
    if value is None:
        return "null"
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else str(value)


def _listed(values: Sequence[object]) -> str:
    return ", ".join(map(_literal, values))


def _row(values: Iterable[tuple[str, object]]) -> str:
    return ", ".join(f"{_literal(value)} as {name}" for name, value in values)
