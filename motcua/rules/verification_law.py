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
from motcua.rules.catalogue.shape import Shape
from motcua.rules.tables import Entry
from motcua.rules.verification import Claim

Row = TypeVar("Row")


class Paused(StrEnum):
    """The steps of which the law of a commune says whether they wait for the database."""

    ACCEPT = "accept"  # tiếp nhận
    DECIDE = "decide"  # quyết định, trình ký; ghi kết quả của hệ thống khác
    SIGN = "sign"  # ký kết quả


class LookUp(StrEnum):
    """For what an officer may ask the database where there is no dossier."""

    RESIDENCE = "residence"
    OWN_WISH = "own-wish"
    DAMAGED_CARD = "damaged-card"


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

    def asks(self, own: VerifyRule | None) -> tuple[Claim, ...]:
        """The fields asked for a version with this rule of its own, or with none."""
        return tuple(Claim(one) for one in (own or self.usual).fields)

    def serves_until(self, fields: Iterable[str], answered: datetime) -> datetime:
        """Until when an answer about these fields serves again: as long as the shortest lived."""
        days = (self.reuse[Claim(one)].days for one in fields)
        return answered + timedelta(days=min(days, default=0))


def verification_law_from(raw: Mapping[str, Any], source: str) -> VerificationLaw:
    """The file as a value; raises `DataError` with the place and the mend of a mistake."""
    tables = Shape(source)
    tables.only(dict(raw), ("ask", "reuse", "meanwhile", "purpose"), "đầu tệp")
    claims, days = tables.some_of(Claim), tables.at_least(0, "không được dưới 0")
    return VerificationLaw(
        tables.build(VerifyRule, raw.get("ask"), "ask “1”", fields=claims),
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
