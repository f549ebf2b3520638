"""The columns that two lists are compared by: computed once for a register, and kept."""

from collections.abc import Sequence
from typing import NamedTuple

import duckdb
import numpy as np

from motcua.clerks.matching.people import People, Text
from motcua.rules.words.hearing import heard
from motcua.rules.words.names import accent_free, tone_key

FORM = 3
"""Of the keys below: one more when they are made otherwise, so that kept ones are made anew."""


class NameKeys(NamedTuple):
    """One name as it is compared: with tones, without marks, as it sounds; its first and last
    syllable and its initials; whether it has marks at all; and where letters are lost, what it
    may have been as a pattern."""

    toned: str
    plain: str
    sound: str
    family: str
    given: str
    initials: str
    marked: bool
    pattern: str | None


def name_keys(name: str) -> NameKeys:
    plain = " ".join(accent_free(name).replace(".", " ").replace("\ufffd", "?").split())
    words = plain.split()
    return NameKeys(
        tone_key(name),
        plain,
        " ".join(map(heard, words)),
        _family(words),
        words[-1] if words else "",
        "".join(word[0] for word in words),
        not name.isascii(),
        _pattern(plain) if "?" in plain else None,
    )


def _family(words: Sequence[str]) -> str:
    """Of the commonest it is known what is written or left of it."""
    first = words[0] if words else ""
    return "nguyen" if first in ("ng", "nguy?n") else first


def _pattern(plain: str) -> str:
    """A lost letter may be any one; it may have been two signs, or two one."""
    kept = "".join(sign if sign.isalpha() or sign in " ?" else "" for sign in plain)
    return f"^{kept.replace('?', '[a-z]{1,2}')}$"


def keep_keys(
    connection: duckdb.DuckDBPyConnection, table: str, people: People, first: int = 0
) -> None:
    """Make `table` with a row of keys for each of `people`, numbered from `first`; a part that is
    not the first is added to it."""
    raw = {one: getattr(people, one) for one in People.__dataclass_fields__}
    raw["row"] = np.arange(first, first + len(people), dtype=np.int32)
    spoken = _spoken(people)  # noqa: F841 - DuckDB finds both by their names
    make = f"insert into {table}" if first else f"create or replace table {table} as"
    connection.execute(f"{make} with {_KEYS}")


def _spoken(people: People) -> dict[str, Text]:
    """The keys of every name once: names are few beside those who bear them."""
    names = sorted({*people.full_name, *people.father, *people.mother})
    keys = [name_keys(name) for name in names]
    table: dict[str, Text] = {"said": np.array(names, dtype=object)}
    for at, field in enumerate(NameKeys._fields):
        kind = bool if field == "marked" else object
        table[field] = np.array([key[at] for key in keys], dtype=kind)
    return table


PARTED = """select *, try_cast(birth[1:4] as integer) as year,
        try_cast(birth[6:7] as integer) as month, try_cast(birth[9:10] as integer) as day
    from raw"""
KEPT = """parted.row::integer as row,
    case when length(number) between 10 and 12 then try_cast(number as bigint) end as number,
    case when length(old_number) between 8 and 9 then try_cast(old_number as bigint) end
        as old_number,
    hash(own.toned) as toned, hash(own.plain) as plain, hash(own.sound) as sound,
    nullif(own.family, '') as family, nullif(own.given, '') as given, own.plain as name,
    own.initials, own.marked, own.pattern::varchar as pattern, own.pattern is not null as lossy,
    year, month, day, (year * 10000 + month * 100 + day)::integer as born,
    (year * 10000 + day * 100 + month)::integer as turned,
    case sex when 'nam' then 1 when 'nữ' then 2 end::tinyint as sex,
    case when commune >= 0 then commune::integer end as commune,
    case when father <> '' and not contains(father, '.') and his.pattern is null
        then hash(his.plain) end as father,
    case when mother <> '' and not contains(mother, '.') and her.pattern is null
        then hash(her.plain) end as mother"""
"""The columns that are kept of `parted`, whose own name is `own`, and whose parents' `his` and
`her`."""
_KEYS = f"""parted as ({PARTED})
    select {KEPT}
    from parted
    join spoken as own on own.said = full_name
    left join spoken as his on his.said = father
    left join spoken as her on her.said = mother
    order by row"""
"""The keys of the people in `raw`, whose names are in `spoken`."""
