"""What comes out of a procedure: a paper made here, a result of another system noted here, or
nothing of ours. What a paper says is written in the procedure's file, line by line.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from motcua.rules.catalogue.parts import Answers, Condition, Field, FieldKind
from motcua.rules.number import BOOKS
from motcua.rules.words.paper_words import born_and_number, written

FORMS = ("ct07", "ct08", "ct08-extended", "ct08-permanent", "birth-certificate")
"""Papers with a form of their own, filled by a clerk who knows them."""

KINDS = ("confirmation", "notice", "decision", "extract", "permit", "certificate")
"""Kinds of paper that say what the file says: NĐ 30/2020/NĐ-CP gives them their layout."""

MADE = (*FORMS, *KINDS)
NOTED = "noted"  # another system makes it; its number and day are noted here, and its file
ELSEWHERE = "elsewhere"  # decided by others, who take the dossier themselves
PAPERS = (*MADE, NOTED, ELSEWHERE, "")
"""What a result may be; "" is a result that is not made here yet."""

PARTS: Mapping[str, str] = {
    "full_name": "Họ, chữ đệm, tên",
    "birth_date": "Ngày, tháng, năm sinh",
    "sex": "Giới tính",
    "number": "Số định danh cá nhân",
    "ethnicity": "Dân tộc",
    "nationality": "Quốc tịch",
    "residence": "Nơi cư trú",
}
"""What a line may take of a person: `deceased.residence`, from the register where it knows."""

UNTIL = ("ct07",)
"""Papers that say until which day they hold."""

BOOK_MOST = 8  # letters of a sign behind a number

Cards = Mapping[str, Mapping[str, str]]
"""What the register holds of the people of a dossier, PARTS by identity number."""


@dataclass(frozen=True)
class Line:
    """A sentence as it stands (`says`), or an answer (`of`) under the words of the form."""

    says: str = ""
    of: str = ""  # a question, an outcome, or a part of a person: "spouse.ethnicity"
    label: str = ""  # where the words of the form do not do
    when: Condition | None = None

    @property
    def key(self) -> str:
        return self.of.partition(".")[0]

    @property
    def part(self) -> str:
        return self.of.partition(".")[2]


@dataclass(frozen=True)
class Result:
    """What comes out: which of PAPERS, the words for it, and what the paper says."""

    paper: str
    label: str
    citation: str
    valid_for: str = ""
    valid_years: int = 0  # of a paper that says until which day it holds
    title: str = ""  # heading of the paper, where `label` says more
    about: str = ""  # what it is about, under the heading
    book: str = ""  # its sign behind the number, where the kind's does not do
    basis: tuple[str, ...] = ()  # what the paper rests on; the citation where nothing is said
    lines: tuple[Line, ...] = ()
    where: str = ""  # of a result made elsewhere: where one goes
    confidence: str = "high"

    @property
    def heading(self) -> str:
        return self.title or self.label

    @property
    def rests_on(self) -> tuple[str, ...]:
        return self.basis or (self.citation,)

    @property
    def sign(self) -> str:
        """The book it is numbered in, which is the sign behind its number."""
        return self.book or BOOKS[self.paper]


@dataclass(frozen=True)
class Said:
    """A line with what it comes to: a sentence, a value under its label, or people in rows."""

    kind: str  # "says", "value", "people"
    label: str = ""
    value: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def lines_said(
    result: Result, fields: Mapping[str, Field], answers: Answers, cards: Cards
) -> Iterator[Said]:
    """What the paper says in this case; a line about what was left open is left out."""
    for line in result.lines:
        if line.when is not None and not line.when.holds(answers):
            continue
        if line.says:
            yield Said("says", value=line.says)
            continue
        field, value = fields[line.key], answers.get(line.key)
        if line.part and isinstance(value, Mapping):
            value = {**value, **cards.get(str(value.get("number")), {})}.get(line.part)
        if value not in (None, "", [], {}):
            yield _said(line, field, value)


def _said(line: Line, field: Field, value: Any) -> Said:
    label = line.label or PARTS.get(line.part) or field.official or field.label
    if line.part:
        return Said("value", label, written(value))
    if field.kind is FieldKind.MEMBERS:
        return Said("people", label, rows=tuple(_row(person) for person in value))
    if field.kind is FieldKind.PERSON:
        return Said("value", label, born_and_number(value))
    if field.kind is FieldKind.YES_NO:
        return Said("value", label, "Có" if value else "Không")
    if field.kind is FieldKind.NUMBER and str(value).isdecimal():
        return Said("value", label, f"{int(value):,}".replace(",", "."))
    return Said("value", label, dict(field.options).get(str(value)) or written(value))


def _row(person: Mapping[str, Any]) -> tuple[str, ...]:
    parts = ("full_name", "birth_date", "number", "relation")
    return tuple(written(person.get(part)) for part in parts)
