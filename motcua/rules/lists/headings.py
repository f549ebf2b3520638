"""Which column of a list is what, by what people write above it: one to three rows, merged cells,
titles above them (the words are data: country/matching.toml)."""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from motcua.rules.tables import Tables, refuse
from motcua.rules.words.names import accent_free, nfc, tone_key

Row = Sequence[str]

HEAD_ROWS = 20
"""Where the headings end at the latest; titles stand above them."""
MOST_HEADS = 3
NEEDED = frozenset({"full_name", "given_name", "number"})
"""One of these must be there, and something beside it."""
_COUNTED = re.compile(r"\(?\s*(\d{1,2}|[A-Z])\s*\)?")


@dataclass(frozen=True)
class Column:
    """What can be taken from a list, and what people write above it."""

    key: str
    label: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """A heading above others: of what stands below only what is `inside` is taken."""

    words: tuple[str, ...]
    inside: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ListLaw:
    """All of country/matching.toml."""

    columns: tuple[Column, ...]
    groups: tuple[Group, ...]

    @property
    def labels(self) -> Mapping[str, str]:
        return {one.key: one.label for one in self.columns}

    @cached_property
    def _by_word(self) -> Mapping[str, str]:
        words = ((word, one.key) for one in self.columns for word in (one.label, *one.words))
        return _spelt(words)

    @cached_property
    def _insides(self) -> Mapping[str, Mapping[str, str]]:
        insides = [(word, _spelt(one.inside.items())) for one in self.groups for word in one.words]
        return _spelt(insides)

    def key_of(self, parts: Sequence[str]) -> str:
        """What stands under these headings, from the topmost down; "" where that is unknown."""
        parts = [part for part in parts if _heading(part)] or [""]
        *above, own = parts
        for group in reversed(above):
            if (inside := _said(self._insides, group)) is not None:
                return _said(inside, own) or ""
        for first in range(len(parts)):
            if key := _said(self._by_word, " ".join(parts[first:])):
                return key
        return ""


def list_law_from(raw: Mapping[str, Any], source: str) -> ListLaw:
    """The file as a value; raises `DataError` with the place and the mend of a mistake."""
    tables = Tables(source)
    tables.only(dict(raw), ("column", "group"), "đầu tệp")
    columns = tuple(tables.several(Column, raw, "column"))
    groups = tuple(tables.several(Group, raw, "group"))
    keys = {one.key for one in columns}
    for number, group in enumerate(groups, 1):
        for key in group.inside.values():
            if key not in keys:
                tables.wrong.append(tables.fail(f"group “{number}”", f"không có cột “{key}”"))
    refuse(tables.wrong)
    return ListLaw(columns, groups)


class Headings(NamedTuple):
    """`taken`: of each key its column, from 0; `names`: of each column its heading in one line;
    `last`: the last row of headings, from 1; `rows`: how many rows stand above the people;
    `asked`: the keys whose column the user named."""

    taken: Mapping[str, int]
    names: Sequence[str]
    last: int
    rows: int
    asked: Set[str]


def headings(table: Sequence[Row], law: ListLaw, said: Mapping[str, str]) -> Headings | None:
    """The headings of a table, of one to three rows with cells merged, below titles; `said` are
    columns that the user names by their heading. None where nothing of a person is found."""
    best: Headings | None = None
    for last in range(1, min(len(table), HEAD_ROWS) + 1):
        for many in range(1, min(last, MOST_HEADS) + 1):
            found = _under(table, last, many, law, said)
            if found and (best is None or _is_better(found, best, table[last - many])):
                best = found
    return best and best._replace(rows=best.last + _counting(table, best.last))


def _is_better(found: Headings, best: Headings, top: Row) -> bool:
    """More is found; or it is the same rows and one more above them, which are no title and say
    of some columns that they are somebody else's."""
    if len(found.taken) > len(best.taken):
        return True
    above = len([cell for cell in top if cell.strip()]) > 1
    return found.last == best.last and above and found.taken != best.taken


def _under(
    table: Sequence[Row], last: int, many: int, law: ListLaw, said: Mapping[str, str]
) -> Headings | None:
    parts = _parts(table[last - many : last])
    named = {_heading(name): key for key, name in said.items()}
    taken: dict[str, int] = {}
    asked: set[str] = set()
    for at, own in enumerate(parts):
        if key := law.key_of(own):
            taken.setdefault(key, at)
    for at, own in enumerate(parts):
        spelt = {_heading(" ".join(own)), *map(_heading, own[-1:])}
        for key in {named[one] for one in spelt & named.keys()}:
            taken = {one: where for one, where in taken.items() if where != at} | {key: at}
            asked.add(key)
    if not NEEDED & taken.keys() or len(taken) < 2:
        return None
    return Headings(taken, [" ".join(own) for own in parts], last, last, asked)


def _parts(rows: Sequence[Row]) -> list[list[str]]:
    """Of each column its headings from above, a merged one over all that stands below it."""
    width = max(map(len, rows), default=0)
    cells = [[nfc(cell) for cell in row] + [""] * (width - len(row)) for row in rows]
    for at, row in enumerate(cells):
        below = [any(under[column] for under in cells[at + 1 :]) for column in range(width)]
        for column in range(1, width):
            if not row[column] and below[column] and below[column - 1]:
                row[column] = row[column - 1]
    return [[row[column] for row in cells if row[column]] for column in range(width)]


def _counting(table: Sequence[Row], at: int) -> int:
    """1 where the columns are counted below their headings, (1) (2) (3) or A B C."""
    cells = [cell for cell in (table[at] if at < len(table) else ()) if cell.strip()]
    return int(len(cells) > 1 and all(map(_COUNTED.fullmatch, cells)))


def _spelt(words: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """By each word with its tones, and without marks for headings that have none."""
    pairs = [(_heading(word), value) for word, value in words]
    plain = {accent_free(word): value for word, value in reversed(pairs)}
    return plain | {tone_key(word): value for word, value in pairs}


def _said(words: Mapping[str, Any], heading: str) -> Any:
    heading = _heading(heading)
    return words.get(accent_free(heading) if heading.isascii() else tone_key(heading))


def _heading(text: str) -> str:
    """A heading without case, stars and what stands in brackets behind it."""
    text = nfc(text).partition("(")[0].lower()
    return " ".join("".join(c if c.isalnum() or c in "/," else " " for c in text).split())


def column_name(at: int) -> str:
    """The name of a column as Excel has it: A, B … Z, AA …"""
    name = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(65 + rest) + name
    return name
