"""One person looked up in a kept register, while somebody waits.

A scan along all that people are found by takes too long in a register of a million. So of each
block of the engine (candidates.py) everybody has a key of four bytes; the keys are held in order,
and halving finds in them the few rows that are compared.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import duckdb
import numpy as np

from motcua.clerks.matching.candidates import BLOCKS, RARE, SURE_BLOCKS, Columns, level_of
from motcua.clerks.matching.engine import Model, Shares, apart
from motcua.clerks.matching.keys import KEPT, PARTED, NameKeys, name_keys
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
    """Make beside the table `register` what a `Lookup` goes along: 180 bytes a person."""
    keys = " union all ".join(
        f"select {_key(block, 'r')} as key, row from register r where "
        + " and ".join(f"{column} is not null" for column in sorted(_asked(block, "r")))
        for block in _ALL
    )
    connection.execute(f"create or replace table by_key as from ({keys}) order by key")
    shares = apart(connection, _STRANGERS, 1, _HALF_BORNE)
    connection.execute(f"create or replace table weighed as {_weighed()}")
    connection.execute("create unique index by_row on weighed (row)")
    connection.execute("create or replace table apart (aspect varchar, shares double[])")
    connection.executemany(
        "insert into apart values (?, ?)", [(a, list(of)) for a, of in shares.items()]
    )


# Whose name somebody bears and whose nobody is only known when they are looked up.
_HALF_BORNE = "(select *, row % 2 = 0 as borne from register)"


def _weighed() -> str:
    """The register with what engine._rarity says of each person's name and day of birth."""
    rarities = ", ".join(f"{aspect}_of.rarity as rare_{aspect}" for aspect in RARE)
    counted = " ".join(
        f"""left join (
            select {key}, ln(sum(many * many) over () / (many * sum(many) over ())) as rarity
            from (select {key}, count(*)::double as many from register
                where {key} is not null group by {key})
        ) {aspect}_of using ({key})"""
        for aspect, key in RARE.items()
    )
    return f"select register.*, {rarities} from register {counted} order by row"


class Lookup:
    """Looks people up, one at a time, along the tables that `make_ready` made; holds the keys in
    memory."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        shares = connection.execute("select aspect, shares from apart").fetchall()
        self._apart: Shares = {aspect: np.array(of) for aspect, of in shares}
        self._people = connection.execute("select count(*) from weighed").fetchall()[0][0]
        self._by_key = connection.execute("from by_key").fetchnumpy()
        names = connection.execute("select distinct plain from weighed order by plain")
        self._names = names.fetchnumpy()["plain"]

    def find_one(self, person: People) -> list[Candidate]:
        """Whom this one person may be, the likeliest first, ten at most; names are mended."""
        own = self._own(person)
        rows = self._near(own)
        if not rows:
            return []
        pairs = self._compared(own, rows)
        rarity = {aspect: np.ma.filled(pairs[f"rare_{aspect}"], 0.0) for aspect in RARE}
        model = Model(pairs, self._apart, rarity, 1, self._people)
        beliefs = model.beliefs()
        return [
            Candidate(
                int(pairs["r"][at]),
                float(beliefs[at]),
                {aspect: int(pairs[aspect][at]) for aspect in WORDS},
            )
            for at in np.argsort(-beliefs, kind="stable")[:MOST]
        ]

    def _own(self, person: People) -> "_Own":
        said = {"row": 0} | {one: getattr(person, one)[0] for one in _FIELDS}
        names = {"own": said["full_name"], "his": said["father"], "her": said["mother"]}
        spoken = ", ".join(
            f"(select {_row(zip(NameKeys._fields, name_keys(name), strict=True))}) as {whose}"
            for whose, name in names.items()
        )
        found = self._connection.execute(
            f"""with raw as (select {_row(said.items())})
            select {KEPT} from ({PARTED}) as parted, {spoken}"""
        )
        kinds = found.description
        keys = dict(zip([name for name, *_ in kinds], found.fetchall()[0], strict=True))
        sql = {name: f"{_literal(keys[name])}::{kind}" for name, kind, *_ in kinds}
        return _Own(
            sql | {"borne": str(self._is_borne(keys["plain"]))},
            {name for name, key in keys.items() if key is not None and key is not False},
        )

    def _is_borne(self, plain: int) -> bool:
        at = np.searchsorted(self._names, np.uint64(plain))
        return bool(at < len(self._names) and self._names[at] == plain)

    def _near(self, own: "_Own") -> list[int]:
        """The rows for which one of the blocks holds."""
        looks = ", ".join(_key(block, "l") for block in _ALL if _asked(block) <= own.said)
        if not looks:
            return []
        looks = re.sub(r"\bl\.(\w+)", lambda column: own.keys[column[1]], looks)
        found = self._connection.execute(f"select [{looks}]").fetchall()
        keys = np.array(found[0][0], dtype=np.uint32)
        begins = np.searchsorted(self._by_key["key"], keys, "left")
        ends = np.searchsorted(self._by_key["key"], keys, "right")
        rows = self._by_key["row"]
        return sorted({int(r) for a, b in zip(begins, ends, strict=True) for r in rows[a:b]})

    def _compared(self, own: "_Own", rows: Sequence[int]) -> Columns:
        """Aspects that the person says nothing of need no planning by DuckDB, which is most of
        what a look-up takes."""
        levels = ", ".join(
            level_of(a) if a in own.said or a == "birth" else f"0::utinyint as {a}" for a in WORDS
        )
        row = ", ".join(f"{key} as {name}" for name, key in own.keys.items())
        return self._connection.execute(
            f"""select 0 as l, r.row as r, {_RARITIES}, {levels}
            from weighed r, (select {row}) l where r.row in ({", ".join(map(str, rows))})"""
        ).fetchnumpy()


class _Own(NamedTuple):
    """The keys of a person (keys.py), each as SQL, and the names of those that say something."""

    keys: dict[str, str]
    said: set[str]


_RARITIES = ", ".join(f"r.rare_{aspect}" for aspect in RARE)
_FIELDS = tuple(People.__dataclass_fields__)


def _key(block: str, side: str) -> str:
    """What is equal on both sides where a block holds, as four bytes: strangers who share them
    by chance are compared for nothing."""
    equal = re.findall(rf"{side}\.\w+[^=]*?(?= = | and |$)", block.removesuffix(" and l.lossy"))
    return f"(hash({_ALL.index(block)}, {', '.join(equal)}) >> 32)::uinteger"


def _asked(block: str, side: str = "l") -> set[str]:
    """The columns without which a block cannot hold."""
    return set(re.findall(rf"\b{side}\.(\w+)", block))


def _literal(value: object) -> str:
    if value is None:
        return "null"
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else str(value)


def _row(values: Iterable[tuple[str, object]]) -> str:
    return ", ".join(f"{_literal(value)} as {name}" for name, value in values)
