"""In which line of a data file a mistake stands: tomllib reads values, not where they are.

A small scan of the table headers and keys, beside tomllib, finds the tables; the words of a
`DataError` ("phiên bản 2025-07-01, field “owner”, known") say which one is meant.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from motcua.rules.tables import DataError, together

Read = TypeVar("Read")

_HEADER = re.compile(r"\s*\[\[?\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+)\s*=\s*(.*)")
_TEXT = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'([^']*)'")
_VERSION = re.compile(r"^phiên bản ([^\s,]+)")
_ROW = re.compile(r"(?:^|, )(?:(\w+) )?“([^”]*)”")
_PART = re.compile(
    r"^(?:phiên bản [^\s,]+, )?(?:verify, )?(form|result|verify|others|began|ended)\b"
)
_ENTRY = re.compile(
    r", (known|held_by|kind|measure|ways|who|unknown|level|under_way|paper|điều kiện)\b"
)
_QUOTED = re.compile(r"“([^”]+)”")
_FIRST = re.compile(r"\w+")
_AT = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")
_NAMING = ("key", "who", "name", "label")
_KEYED = ("field", "component", "consent", "check", "outcome")
_SYNTAX = {
    "Invalid value (at end": "tệp dừng giữa chừng: thiếu dấu ] hoặc dấu ngoặc kép",
    "Cannot overwrite a value": "một mục viết hai lần; hãy bỏ một",
    "Cannot declare": "một bảng viết hai lần; hãy bỏ một, hoặc dùng [[…]] nếu có nhiều dòng",
    "Unterminated string": "chữ thiếu dấu ngoặc kép ở cuối",
    "Illegal character": "chữ thiếu dấu ngoặc kép ở cuối, hoặc có ký tự lạ",
    "Invalid value": "giá trị không đọc được; chữ phải nằm trong ngoặc kép",
    "Expected '='": "sau tên mục phải có dấu =",
    "Unclosed array": "danh sách thiếu dấu ] ở cuối, hoặc thiếu dấu phẩy",
    "Expected ']": "tên bảng thiếu dấu ]",
    "Expected newline or end": "thừa chữ sau giá trị",
    "Invalid date": "ngày không có thật",
}


@dataclass
class _Table:
    """One table as written: its header without brackets, its line, and its keys."""

    header: str
    line: int
    keys: dict[str, int] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)


def toml(text: str, source: str) -> dict[str, Any]:
    """The tables of a file; raises `DataError` with the line where it is no TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as trouble:
        said = str(trouble)
        at = _AT.search(said)
        line = int(at[1]) if at and at[1] else text.count("\n") + 1
        why = next((mend for word, mend in _SYNTAX.items() if word in said), said)
        raise DataError(source, "", f"không đọc được: {why}", line) from None


def read(text: str, source: str, reader: Callable[[Mapping[str, Any], str], Read]) -> Read:
    """What `reader` makes of a file's tables; each mistake is told with its line, in their order,
    and once: what a version takes over from another is wrong in one place."""
    raw = toml(text, source)
    try:
        return reader(raw, source)
    except DataError as trouble:
        found = {(one.line, one.why): one for one in map(partial(_placed, text), trouble.all)}
        raise together(found[where] for where in sorted(found)) from None


def _placed(text: str, one: DataError) -> DataError:
    line = one.line or line_of(text, one.place, one.why)
    return DataError(one.source, one.place, one.why, line)


def line_of(text: str, place: str, why: str) -> int:
    """The line (from 1) of the table or entry that a mistake's words speak of."""
    tables = list(_scan(text))
    named = _VERSION.match(place)
    inside = (_version(tables, named[1]) if named else []) or tables
    table = _meant(tables, inside, place, why)
    return next(
        (table.keys[word] for word in _entries(place, why) if word in table.keys), table.line
    )


def _scan(text: str) -> Iterator[_Table]:
    table, long = _Table("", 1), ""
    for number, line in enumerate(text.splitlines(), 1):
        if long:  # inside a text of several lines
            long = "" if long in line else long
        elif header := _HEADER.match(line):
            yield table
            table = _Table(header[1].replace(" ", ""), number)
        elif entry := _KEY.match(line):
            table.keys.setdefault(entry[1], number)
            table.values.setdefault(entry[1], _value(entry[2]))
            long = next((q for q in ('"""', "'''") if entry[2].count(q) == 1), "")
    yield table


def _value(written: str) -> str:
    text = _TEXT.match(written)
    if text:
        return text[1] if text[1] is not None else text[2]
    return written.split("#")[0].strip()


def _version(tables: list[_Table], begins: str) -> list[_Table]:
    """The tables of the version that begins on a day; else of one that does not say its day."""
    starts = [n for n, table in enumerate(tables) if table.header == "version"]
    each = [tables[a:b] for a, b in zip(starts, [*starts[1:], len(tables)], strict=False)]
    found = {one[0].values.get("valid_from", "?"): one for one in reversed(each)}
    return found.get(begins) or found.get("?") or []


def _meant(all_tables: list[_Table], inside: list[_Table], place: str, why: str) -> _Table:
    """The table a place names: a row of the version, or of the one that version is like."""
    part, row = _PART.match(place), _ROW.search(place)
    if not part and not row:
        return _part(inside, "time") if "thời hạn không điều kiện" in why else inside[0]
    base = _version(all_tables, inside[0].values.get("like", ""))
    for tables in (inside, base):
        found = [t for t in tables if part and t.header.rpartition(".")[2] == part[1]]
        if row and not part:
            found = _rows(tables, row[1] or "", row[2])
        if found:
            return found[-1 if "viết hai lần" in why else 0]
    return inside[0]


def _part(tables: list[_Table], kind: str) -> _Table:
    return next((t for t in tables if t.header.rpartition(".")[2] == kind), tables[0])


def _rows(tables: list[_Table], kind: str, word: str) -> list[_Table]:
    """Rows of a kind that are named so, or the row with that number."""
    rows = [t for t in tables if t.header and kind in ("", t.header.rpartition(".")[2])]
    named = [t for t in rows if word in (t.values.get(name) for name in _NAMING)]
    if not named and word.isdigit():  # a row without a name of its own
        nameless = [t for t in rows if not any(name in t.keys for name in _NAMING[:-1])]
        named = nameless if kind in _KEYED else rows[int(word) - 1 : int(word)]
    return named or [t for t in tables if t.header.rpartition(".")[2] == word == "time"][:1]


def _entries(place: str, why: str) -> Iterator[str]:
    """The entries a mistake may speak of, the likeliest first."""
    entry = _ENTRY.search(place)
    if entry:
        yield {"điều kiện": "when"}.get(entry[1], entry[1])
    if "viết hai lần" in why:
        yield from _NAMING
    if why.startswith("điều kiện"):
        yield from ("when", "also")
    if why.startswith("chồng ngày"):
        yield "valid_from"
    yield from _QUOTED.findall(why)
    yield from _FIRST.findall(why)[:1]
