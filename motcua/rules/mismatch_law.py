"""What the letter to whom the register does not know says, and how long a case keeps what it has.

All of it is data: country/mismatch.toml (docs/procedures.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from motcua.rules.bases import Basis
from motcua.rules.catalogue.shape import Shape


@dataclass(frozen=True)
class Advice:
    """What to bring, where to go, or on which pages it can be done."""

    bring: tuple[str, ...]
    where: str
    online: str
    citation: str
    confidence: str = "high"


@dataclass(frozen=True)
class KeptFor:
    """So many days."""

    days: int
    citation: str
    confidence: str = "high"

    @property
    def span(self) -> timedelta:
        return timedelta(days=self.days)


@dataclass(frozen=True)
class MismatchLaw:
    """All of country/mismatch.toml."""

    advice: Advice
    form: Basis
    card: KeptFor
    case: KeptFor


def mismatch_law_from(raw: Mapping[str, Any], source: str) -> MismatchLaw:
    """The file as a value; raises `DataError` with the place and the mend of a mistake."""
    tables = Shape(source)
    tables.only(dict(raw), ("advice", "form", "card", "case"), "đầu tệp")
    advice = tables.single(Advice, raw, "advice", bring=tables.texts)
    if not advice.bring:
        raise tables.fail("advice “1”", "bring phải có ít nhất một dòng: mang giấy tờ gì")
    return MismatchLaw(
        advice,
        tables.single(Basis, raw, "form"),
        tables.single(KeptFor, raw, "card"),
        tables.single(KeptFor, raw, "case"),
    )
