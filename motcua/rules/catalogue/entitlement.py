"""What a person is due by law, as far as what is held and said of them tells (entitlements.toml).

Never more surely than the data: what hangs on an answer nobody gave, or on the day of a birth of
which only the year is known, is perhaps due, with what it hangs on. An office decides.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from motcua.rules.catalogue.parts import Answers, Condition, Field, FieldKind
from motcua.rules.catalogue.shape import Shape
from motcua.rules.dated import Dated, clashes
from motcua.rules.identity import of_age
from motcua.rules.tables import DataError, refuse

HELD: Mapping[str, str] = {
    "poverty": "Hộ nghèo theo dữ liệu của xã",
    "digital": "Công dân số theo tài khoản định danh",
}
"""What is held of a person here; `poverty` only where it says "poor", else it is asked."""

BIRTH_DATE = "ngày sinh đầy đủ trong dữ liệu"


class Whose(StrEnum):
    """Who is to have it: the person themselves, or a child they stand for."""

    SELF = "self"
    CHILD = "child"


@dataclass(frozen=True)
class Entitlement(Dated):
    """One thing that is due, from a day to a day, to whom the conditions hold for."""

    key: str
    label: str
    gives: str
    citation: str
    valid_from: date
    valid_to: date | None = None
    who: Whose = Whose.SELF
    from_age: int = 0
    under_age: int = 0  # 0 for no upper age
    when: Condition | None = None
    also: Condition | None = None
    procedure: str = ""  # by which one asks for it; none where it needs no asking
    confidence: str = "high"

    @property
    def conditions(self) -> tuple[Condition, ...]:
        return tuple(one for one in (self.when, self.also) if one)


@dataclass(frozen=True)
class Entitlements:
    """The whole of country/entitlements.toml."""

    questions: tuple[Field, ...]
    entitlements: tuple[Entitlement, ...]


@dataclass(frozen=True)
class Entitled:
    """What is due, or perhaps: `hangs_on` are the questions that nobody has answered, and
    BIRTH_DATE where only part of it is known. `likely` where something speaks for it."""

    entitlement: Entitlement
    hangs_on: tuple[str, ...] = ()
    likely: bool = True


def due(law: Entitlements, whose: Whose, born: str, said: Answers, on: date) -> Iterator[Entitled]:
    """What somebody born then (ISO, or only a year or month) is due on a day, or perhaps is.

    `said` is what is held and what was answered, by the words of HELD and of the questions.
    """
    for one in law.entitlements:
        if one.who is not whose or not one.in_force(on):
            continue
        verdicts = {c.field: _holds(c, said) for c in one.conditions}
        if one.from_age or one.under_age:
            verdicts[BIRTH_DATE] = of_age(born, on, one.from_age, one.under_age)
        if False not in verdicts.values():
            hangs_on = tuple(word for word, verdict in verdicts.items() if verdict is None)
            yield Entitled(one, hangs_on, True in verdicts.values())


def _holds(condition: Condition, said: Answers) -> bool | None:
    return None if said.get(condition.field, "") == "" else condition.holds(said)


# ------------------------------------------------------------------------------ reading the file


def entitlements_from(raw: Mapping[str, Any], source: str = "entitlements.toml") -> Entitlements:
    """The parsed file; raises `DataError` with every mistake: unknown words, two that are in force
    at once under one key, a condition on what is neither held nor asked."""
    reader = Shape(source)
    reader.wrong += reader.strange(raw, ("question", "entitlement"), "đầu tệp")
    asked = _rows(reader, raw, "question", _question)
    found = _rows(reader, raw, "entitlement", _entitlement)
    words = {*HELD, *(one.key for one in asked)}
    reader.wrong += (wrong for one in found for wrong in _unknown(reader, one, words))
    placed = [(f"entitlement “{one.key}”", one.key, one) for one in found]
    reader.wrong += (reader.fail(place, why) for place, why in clashes(placed))
    refuse(reader.wrong)
    return Entitlements(tuple(asked), tuple(found))


def _rows(reader: Shape, raw: Mapping[str, Any], kind: str, read: Any) -> list[Any]:
    rows = reader.tried(reader.rows, kind, raw.get(kind, []), "đầu tệp", "key") or []
    places = (f"{kind} “{row.get('key', number)}”" for number, row in enumerate(rows, 1))
    tried = (
        reader.tried(read, reader, row, place) for row, place in zip(rows, places, strict=True)
    )
    return [one for one in tried if one is not None]


def _question(reader: Shape, row: dict[str, Any], place: str) -> Field:
    reader.only(row, ("key", "label", "options"), place)
    told = {
        **row,
        "kind": FieldKind.CHOICE if "options" in row else FieldKind.YES_NO,
        "citation": "-",
    }
    return reader.build(Field, told, place, options=reader.options)


def _entitlement(reader: Shape, row: dict[str, Any], place: str) -> Entitlement:
    return reader.build(
        Entitlement, row, place,
        who=reader.one_of(Whose), when=reader.condition, also=reader.condition,
    )  # fmt: skip


def _unknown(reader: Shape, one: Entitlement, words: Iterable[str]) -> Iterator[DataError]:
    for condition in one.conditions:
        here = f"entitlement “{one.key}”, điều kiện"
        yield from reader.strange([condition.field], sorted(words), here)
