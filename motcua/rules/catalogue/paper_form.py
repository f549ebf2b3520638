"""The paper form of a version, laid out from the same fields that are asked on a screen.

The boxes stand in the order of the paper form (`form.items`), under its own words. A box of the
form that nothing asks for is printed empty; what is asked and has no box on the form follows
behind. Blank, it serves whoever writes by hand; filled, it is what was answered.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from motcua.rules.catalogue.parts import Answers, Field, FieldKind
from motcua.rules.catalogue.procedure import Version
from motcua.rules.words.paper_words import written

ROWS = 4  # of a table, at least
PERSON = (("full_name", "Họ, chữ đệm và tên"), ("number", "Số định danh cá nhân"),
          ("birth_date", "Ngày, tháng, năm sinh"))  # fmt: skip
COLUMNS = ("Họ, chữ đệm và tên", "Ngày, tháng, năm sinh", "Số định danh cá nhân", "Mối quan hệ")
PARTS = (("sinh", "birth_date"), ("định danh", "number"), ("quan hệ", "relation"),
         ("tên", "full_name"))  # fmt: skip
SHORT = 24  # letters of all the choices of a line of ticks that leaves room for a neighbour
NARROW = frozenset({FieldKind.DATE, FieldKind.TIME, FieldKind.NUMBER, FieldKind.PHONE})
TALL = frozenset({FieldKind.PARAGRAPH, FieldKind.ADDRESS, FieldKind.DWELLING})


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    ticked: bool = False


@dataclass(frozen=True)
class Box:
    """One place to write. `number` is its number on the form, 0 where it has none there."""

    key: str
    label: str
    kind: str = "text"  # text, tall, digits, ticks
    number: int = 0
    wide: bool = True
    value: str = ""
    options: tuple[Option, ...] = ()


@dataclass(frozen=True)
class Table:
    """The people named together; `rows` are empty on a blank form."""

    key: str
    label: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    number: int = 0


@dataclass(frozen=True)
class Mark:
    """What a printed form says of itself in its code: never anything about a person."""

    version: str  # "1.004194@2026-07-01"
    page: int = 1
    id: UUID | None = None  # of the draft or dossier it was filled from

    def text(self) -> str:
        """`MC1/1.004194@2026-07-01/1/-`: a program of ours reads it, a telephone shows it."""
        return f"MC1/{self.version}/{self.page}/{self.id.hex if self.id else '-'}"

    @classmethod
    def read(cls, text: str) -> "Mark | None":
        """The mark with this text; None where it is not one of ours."""
        parts = text.split("/")
        if len(parts) != 4 or parts[0] != "MC1" or not parts[2].isdecimal():
            return None
        try:
            return cls(parts[1], int(parts[2]), None if parts[3] == "-" else UUID(parts[3]))
        except ValueError:
            return None


@dataclass(frozen=True)
class PaperForm:
    """A form ready to be set. `items` are its own boxes, `more` what else is asked."""

    name: str
    citation: str
    sure: bool  # whether the layout was compared with the official one
    items: tuple[Box, ...]
    tables: tuple[Table, ...]
    more: tuple[Box, ...]
    signatures: tuple[str, ...]  # who signs, before the person who declares


def lay_out(version: Version, answers: Answers | None = None) -> PaperForm:
    """The form of a version, blank or filled with what was answered and is known."""
    form = version.form
    asked = list(version.fields if answers is None else version.applying(answers))
    said: Answers = answers or {}
    labels = form.items if form else ()
    boxes = [box for one in asked for box in _boxes(one, said, labels)]
    taken = {box.number for box in boxes} | _parts_of_people(asked, labels)
    boxes += [_empty(words, at) for at, words in enumerate(labels, 1) if at not in taken]
    return PaperForm(
        name=form.name if form else f"Tờ khai: {version.name}",
        citation=form.citation if form else "; ".join(version.citation),
        sure=form is not None and form.confidence == "high",
        items=tuple(sorted((box for box in boxes if box.number), key=lambda box: box.number)),
        tables=tuple(_tables(version, asked, said)),
        more=tuple(box for box in boxes if not box.number),
        signatures=tuple(one.label for one in version.consents),
    )


def _head(words: str) -> str:
    return words.partition(" (")[0].strip().casefold()


def _place(field: Field, labels: tuple[str, ...]) -> int:
    """Which box of the paper form, counted from 1, has a field's words; 0 for none."""
    if field.items or not field.official:
        return field.items[0] if field.items else 0
    official = field.official.casefold()
    tests: tuple[Callable[[str], bool], ...] = (
        lambda label: label.casefold() == official,
        lambda label: official.startswith(label.casefold()),
        lambda label: _head(label) == _head(official),
    )
    found = (at for test in tests for at, label in enumerate(labels, 1) if test(label))
    return next(found, 0)


def _parts_of_people(asked: list[Field], labels: tuple[str, ...]) -> set[int]:
    """Boxes already drawn as a part of a person, whose number stands under their name."""
    people = [one for one in asked if one.kind == FieldKind.PERSON and _place(one, labels)]
    words = [one.official.casefold() for one in people if not one.items]
    return {
        at for at, label in enumerate(labels, 1) if any(label.casefold() in one for one in words)
    }


def _empty(label: str, number: int) -> Box:
    kind = "digits" if _is_number(label) else "text"
    return Box(f"item.{number}", label, kind, number)


def _is_number(label: str) -> bool:
    return label.casefold().startswith("số định danh")


def _boxes(field: Field, said: Answers, labels: tuple[str, ...]) -> Iterator[Box]:
    """The boxes of one field: a person has three, a choice one with its ticks."""
    value, number = said.get(field.key), _place(field, labels)
    label = labels[number - 1] if field.items else field.official or field.label
    if field.kind == FieldKind.MEMBERS:
        return
    if field.kind == FieldKind.PERSON:
        yield from _person(field, value if isinstance(value, Mapping) else {}, labels)
    elif field.kind in (FieldKind.CHOICE, FieldKind.YES_NO):
        yield _ticks(field, label, value, number)
    elif _is_number(label) and field.kind == FieldKind.TEXT:
        yield Box(field.key, label, "digits", number, value=str(value or ""))
    else:
        kind = "tall" if field.kind in TALL else "text"
        yield Box(field.key, label, kind, number, field.kind not in NARROW, written(value))


def _ticks(field: Field, label: str, value: Any, number: int) -> Box:
    options = field.options or (("yes", "Có"), ("no", "Không"))
    chosen = {True: "yes", False: "no"}[value] if isinstance(value, bool) else value
    ticks = tuple(Option(one, words, one == chosen) for one, words in options)
    short = sum(len(words) for _, words in options) < SHORT
    return Box(field.key, label, "ticks", number, not short, options=ticks)


def _person(field: Field, person: Mapping[str, Any], labels: tuple[str, ...]) -> Iterator[Box]:
    """Each part in its own box of the form, where the file says which; else all in one place."""
    place = _place(field, labels)
    for at, (part, words) in enumerate(PERSON):
        number = place
        label = f"{field.label}: {words[:1].lower()}{words[1:]}"
        if field.items:
            number = field.items[at] if at < len(field.items) else 0
            label = labels[number - 1] if number else label
        kind, wide = ("digits", True) if part == "number" else ("text", part == "full_name")
        yield Box(f"{field.key}.{part}", label, kind, number, wide, written(person.get(part)))


def _tables(version: Version, asked: list[Field], said: Answers) -> Iterator[Table]:
    form = version.form
    columns = form.columns if form and form.columns else COLUMNS
    number = len(form.items) + 1 if form and form.columns else 0
    for field in asked:
        if field.kind == FieldKind.MEMBERS:
            people = list(said.get(field.key) or ())
            people += [{}] * (ROWS - len(people))  # room to write the rest by hand
            rows = tuple(tuple(_cell(one, column) for column in columns) for one in people)
            yield Table(field.key, field.official or field.label, columns, rows, number)


def _cell(person: Mapping[str, Any], column: str) -> str:
    words = column.casefold()
    part = next((name for sign, name in PARTS if sign in words), "")
    return written(person.get(part))
