"""What is asked of the population database, how long an answer serves, what may go on without.

The fields, days, steps and purposes with their sources are data: country/verification.toml
(docs/procedures.md). A procedure's own file may say other fields (`[version.verify]`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from motcua.rules.catalogue.parts import VerifyRule
from motcua.rules.catalogue.procedure import Version
from motcua.rules.catalogue.shape import Shape
from motcua.rules.tables import Entry
from motcua.rules.verification import Claim, boxes_of

Row = TypeVar("Row")


class Paused(StrEnum):
    """The steps of which the law of a commune says whether they wait for the database."""

    ACCEPT = "accept"  # tiếp nhận
    DECIDE = "decide"  # quyết định, trình ký; ghi kết quả của hệ thống khác
    SIGN = "sign"  # ký kết quả


class LookUp(StrEnum):
    """For what the database may be asked where there is no dossier."""

    RESIDENCE = "residence"
    OWN_WISH = "own-wish"
    DAMAGED_CARD = "damaged-card"
    OTHER_NUMBER = "other-number"  # asked by itself, too: who signs in bears another's number


@dataclass(frozen=True)
class Reuse:
    """For how many days an answer about a field serves again, where the claim is the same."""

    field: Claim
    days: int
    citation: str
    confidence: str = "high"


@dataclass(frozen=True)
class Meanwhile:
    """What becomes of a step while the database has not answered: it goes on, or it waits;
    `leader`: it may go on by a leader's word with a reason."""

    step: Paused
    waits: bool
    citation: str
    leader: bool = False
    confidence: str = "high"


@dataclass(frozen=True)
class LookUpRule:
    """A purpose of an officer's own question: its words, its ground, the fields it is about."""

    key: LookUp
    label: str
    fields: tuple[str, ...]  # words of `Claim`
    citation: str
    confidence: str = "high"


@dataclass(frozen=True)
class VerificationLaw:
    """All of country/verification.toml."""

    usual: VerifyRule
    reuse: Mapping[Claim, Reuse]
    steps: Mapping[Paused, Meanwhile]
    purposes: Mapping[LookUp, LookUpRule]

    def asks(self, version: Version) -> tuple[Claim, ...]:
        """What is asked of an applicant: by the version's own rule; else the usual fields, of
        which only those that the form has boxes for."""
        if version.verify:
            return _claims(version.verify.fields)
        boxes = boxes_of(one.known for one in version.fields)
        return tuple(one for one in _claims(self.usual.fields) if one in boxes)

    def asks_about(self, version: Version, question: str) -> tuple[Claim, ...]:
        """What is asked of the people whom the answer to a question names."""
        own = dict(version.verify.others) if version.verify else {}
        return _claims(own.get(question, self.usual.fields))

    def serves_until(self, fields: Iterable[str], answered: datetime) -> datetime:
        """Until when an answer about these fields serves again: as long as the shortest lived."""
        days = (self.reuse[Claim(one)].days for one in fields)
        return answered + timedelta(days=min(days, default=0))


def _claims(words: Iterable[str]) -> tuple[Claim, ...]:
    return tuple(Claim(one) for one in words)


def verification_law_from(raw: Mapping[str, Any], source: str) -> VerificationLaw:
    """The file as a value; raises `DataError` with the place and the mend of a mistake."""
    tables = Shape(source)
    tables.only(dict(raw), ("ask", "reuse", "meanwhile", "purpose"), "đầu tệp")
    claims, days = tables.some_of(Claim), tables.at_least(0, "không được dưới 0")
    return VerificationLaw(
        tables.single(VerifyRule, raw, "ask", fields=claims),
        _each(tables, raw, "reuse", Reuse, Claim, "field", days=days),
        _each(tables, raw, "meanwhile", Meanwhile, Paused, "step"),
        _each(tables, raw, "purpose", LookUpRule, LookUp, "key", fields=claims),
    )


def _each(
    tables: Shape,
    raw: Mapping[str, Any],
    name: str,
    kind: type[Row],
    words: type[StrEnum],
    by: str,
    **how: Entry,
) -> dict[Any, Row]:
    """The rows of a table by what they are of: exactly one for each of the words."""
    rows = [
        tables.build(kind, row, f"{name} “{number}”", **{by: tables.one_of(words)}, **how)
        for number, row in enumerate(tables.rows(name, raw.get(name, []), "đầu tệp"), 1)
    ]
    if sorted(getattr(row, by) for row in rows) != sorted(words):
        raise tables.fail(f"{name} “1”", f"phải có đúng một dòng cho mỗi: {', '.join(words)}")
    return {getattr(row, by): row for row in rows}
