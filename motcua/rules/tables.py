"""Reads tables of a data file into dataclasses, naming the file, the place and the mend of a
mistake: the person who wrote the file knows the law, not the program."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, fields
from datetime import date, datetime, time
from difflib import get_close_matches
from types import UnionType
from typing import Any, ParamSpec, TypeVar

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
P = ParamSpec("P")
Entry = Callable[[str, Any, str], Any]
"""Reads one entry: its word, what is written, the place; gives what is kept."""


class DataError(ValueError):
    """A data file that cannot be read as one; each mistake names file, place and mend.

    `all` has every mistake found in one reading, this one first; `said` is this one in words,
    `str` all of them, a line each. `line` is 0 until somebody who has the text looks it up
    (rules/lines.py).
    """

    def __init__(
        self, source: str, place: str, why: str, line: int = 0, more: Iterable["DataError"] = ()
    ) -> None:
        self.source, self.place, self.why, self.line = source, place, why, line
        where = f"{source}, dòng {line}" if line else source
        self.said = ": ".join(part for part in (where, place, why) if part)
        self.all: tuple[DataError, ...] = (self, *more)
        super().__init__("\n".join(one.said for one in self.all))


def together(mistakes: Iterable[DataError]) -> DataError:
    """One error that tells all of these, each once; there is at least one."""
    first, *more = dict.fromkeys(one for several in mistakes for one in several.all)
    return DataError(first.source, first.place, first.why, first.line, more)


def refuse(mistakes: Sequence[DataError]) -> None:
    """Raise all of these at once; nothing where there are none."""
    if mistakes:
        raise together(mistakes) from None


class Tables:
    """A reader for one file. What is `tried` may be wrong without ending the reading: whoever
    reads the file ends with `refuse(self.wrong)`, so that all its mistakes are told at once."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.wrong: list[DataError] = []

    def fail(self, place: str, why: str) -> DataError:
        return DataError(self.source, place, why)

    def tried(self, read: Callable[P, T], *given: P.args, **named: P.kwargs) -> T | None:
        """What `read` makes; None where that is refused, which is kept in `wrong`."""
        try:
            return read(*given, **named)
        except DataError as trouble:
            self.wrong += trouble.all
            return None

    def build(self, kind: type[T], raw: Any, place: str, /, **how: Entry) -> T:
        """A `kind` made from a table; unknown, missing, empty and mistyped entries are errors.

        `how` reads those entries that are written otherwise than they are kept.
        """
        if not isinstance(raw, dict):
            raise self.fail(place, "phải là một bảng")
        expected = {word_of(f): f for f in fields(kind)}  # type: ignore[arg-type]
        wrong, made = list(self.strange(raw, expected, place)), {}
        read = as_meant(raw, expected)
        for word, entry in expected.items():
            try:
                if word in read:
                    made[entry.name] = self._value(word, entry, read[word], place, how.get(word))
                elif entry.default is MISSING and entry.default_factory is MISSING:
                    wrong.append(self.fail(place, f"thiếu mục “{word}”"))
            except DataError as trouble:
                wrong.append(trouble)
        refuse(wrong)
        return kind(**made)

    def single(self, kind: type[T], raw: Mapping[str, Any], name: str, /, **how: Entry) -> T:
        """The one table `[name]` of a file as a `kind`."""
        return self.build(kind, raw.get(name), f"{name} “1”", **how)

    def several(
        self, kind: type[T], raw: Mapping[str, Any], name: str, /, **how: Entry
    ) -> list[T]:
        """The tables `[[name]]` of a file in their order, each a `kind`, their lists as tuples;
        what is wrong with any of them is told at once."""
        rows = raw.get(name, [])
        if not isinstance(rows, list):
            raise self.fail(name, f"phải ghi bằng hai ngoặc vuông: [[{name}]]")
        read: list[T] = []
        wrong: list[DataError] = []
        for number, row in enumerate(rows, 1):
            try:
                read.append(self.build(kind, tupled(row), f"{name} “{number}”", **how))
            except DataError as trouble:
                wrong.append(trouble)
        refuse(wrong)
        return read

    def only(self, raw: Iterable[Any], allowed: Any, place: str) -> None:
        """Refuse what is not allowed here, with the word that was perhaps meant."""
        refuse(list(self.strange(raw, allowed, place)))

    def strange(self, raw: Iterable[Any], allowed: Any, place: str) -> Iterator[DataError]:
        """A mistake for each word that is not allowed here."""
        for name in raw:
            if name not in allowed:
                near = _near(name, allowed)
                mend = f", có phải “{near}”?" if near else ""
                known = ", ".join(allowed)
                yield self.fail(place, f"không hiểu mục “{name}”{mend} Các mục dùng được: {known}")

    def _value(
        self, name: str, entry: "Field[Any]", written: Any, place: str, how: Entry | None
    ) -> Any:
        value = how(name, written, place) if how else written
        if not _fits(value, entry.type):
            wanted = WORDS.get(_plain(entry.type), "giá trị khác")
            raise self.fail(place, f"mục “{name}” phải là {wanted}")
        if name in MUST_BE_SAID and entry.default is MISSING and not value:
            raise self.fail(place, f"mục “{name}” không được để trống")
        if name == "confidence" and value not in CONFIDENCES:
            raise self.fail(place, f"confidence phải là một trong: {', '.join(CONFIDENCES)}")
        return value


def tupled(table: Any) -> Any:
    """A table with its lists as tuples, which values that never change keep; anything else as it
    is."""
    if not isinstance(table, Mapping):
        return table
    return {k: tuple(v) if isinstance(v, list) else v for k, v in table.items()}


def as_meant(raw: Mapping[str, Any], allowed: Collection[str]) -> dict[str, Any]:
    """The entries that are allowed, a misspelt one under the word that was perhaps meant: so one
    slip is one mistake, and not also that something is missing."""
    strange = {word: _near(word, allowed) for word in raw if word not in allowed}
    meant = {near: raw[word] for word, near in strange.items() if near}
    return meant | {word: value for word, value in raw.items() if word in allowed}


def _near(word: Any, allowed: Collection[str]) -> str:
    return next(iter(get_close_matches(str(word), list(allowed), n=1)), "")


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
