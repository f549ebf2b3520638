"""Reads tables of a data file into dataclasses, naming the file, the place and the mend of a
mistake: the person who wrote the file knows the law, not the program."""

from dataclasses import MISSING, Field, fields
from datetime import date, datetime, time
from difflib import get_close_matches
from types import UnionType
from typing import Any, TypeVar

CONFIDENCES = ("high", "med", "low")
MUST_BE_SAID = ("citation", "label", "name", "reason")

WORDS: dict[Any, str] = {
    str: "chữ trong ngoặc kép",
    int: "số nguyên, không có ngoặc kép",
    bool: "true hoặc false",
    date: "ngày dạng 2026-11-24, không có ngoặc kép",
    time: "giờ dạng 07:30:00, không có ngoặc kép",
}

T = TypeVar("T")


class DataError(ValueError):
    """A data file that cannot be read as one; the message names file, place and mend.

    `line` is 0 until somebody who has the text looks it up (rules/lines.py).
    """

    def __init__(self, source: str, place: str, why: str, line: int = 0) -> None:
        self.source, self.place, self.why, self.line = source, place, why, line
        where = f"{source}, dòng {line}" if line else source
        super().__init__(": ".join(part for part in (where, place, why) if part))


class Tables:
    """A reader for one file."""

    def __init__(self, source: str) -> None:
        self.source = source

    def fail(self, place: str, why: str) -> DataError:
        return DataError(self.source, place, why)

    def build(self, kind: type[T], raw: Any, place: str) -> T:
        """A `kind` made from a table; unknown, missing, empty and mistyped entries are errors."""
        if not isinstance(raw, dict):
            raise self.fail(place, "phải là một bảng")
        expected = {word_of(f): f for f in fields(kind)}  # type: ignore[arg-type]
        self.only(raw, expected, place)
        for name, entry in expected.items():
            self._check(name, entry, raw, place)
        if raw.get("confidence", "high") not in CONFIDENCES:
            raise self.fail(place, f"confidence phải là một trong: {', '.join(CONFIDENCES)}")
        return kind(**{expected[word].name: value for word, value in raw.items()})

    def only(self, raw: dict[str, Any], allowed: Any, place: str) -> None:
        """Refuse an entry that is not allowed here, with the word that was perhaps meant."""
        for name in raw:
            if name not in allowed:
                near = get_close_matches(name, list(allowed), n=1)
                mend = f", có phải “{near[0]}”?" if near else ""
                known = ", ".join(allowed)
                raise self.fail(place, f"không hiểu mục “{name}”{mend} Các mục dùng được: {known}")

    def _check(self, name: str, entry: "Field[Any]", raw: dict[str, Any], place: str) -> None:
        if name not in raw:
            if entry.default is MISSING and entry.default_factory is MISSING:
                raise self.fail(place, f"thiếu mục “{name}”")
            return
        if not _fits(raw[name], entry.type):
            wanted = WORDS.get(_plain(entry.type), "giá trị khác")
            raise self.fail(place, f"mục “{name}” phải là {wanted}")
        if name in MUST_BE_SAID and entry.default is MISSING and not raw[name]:
            raise self.fail(place, f"mục “{name}” không được để trống")


def word_of(entry: "Field[Any]") -> str:
    """The word used in the file for an entry: its name, or `word` where Python reserves it."""
    return str(entry.metadata.get("word", entry.name))


def _plain(annotation: Any) -> Any:
    """`date` of `date | None`; the annotation itself where it is no union."""
    if isinstance(annotation, UnionType):
        return next((a for a in annotation.__args__ if a is not type(None)), annotation)
    return annotation


def _fits(value: Any, annotation: Any) -> bool:
    wanted = _plain(annotation)
    if value is None:
        return wanted is not annotation  # a union with None
    if not isinstance(wanted, type):
        return True  # tuples and mappings were built by the reader itself
    for exact in (bool, datetime):  # which Python takes for kinds of int and date
        if isinstance(value, exact):
            return wanted is exact
    return isinstance(value, wanted)
