"""What the letter to whom the register does not know says, and how long a case keeps what it has.

All of it is data: country/mismatch.toml (docs/procedures.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from motcua.rules.bases import Basis
from motcua.rules.tables import Tables


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
    tables = Tables(source)
    tables.only(dict(raw), ("advice", "form", "card", "case"), "đầu tệp")
    advice = dict(raw.get("advice") or {})
    if not advice.get("bring"):
        raise tables.fail("advice", "bring phải có ít nhất một dòng: mang giấy tờ gì")
    return MismatchLaw(
        tables.build(Advice, advice | {"bring": tuple(advice["bring"])}, "advice “1”"),
        tables.build(Basis, raw.get("form"), "form “1”"),
        tables.build(KeptFor, raw.get("card"), "card “1”"),
        tables.build(KeptFor, raw.get("case"), "case “1”"),
    )
