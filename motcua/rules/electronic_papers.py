"""What obliges those who are shown an electronic paper: country/electronic_papers.toml."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from motcua.rules.tables import Tables


@dataclass(frozen=True)
class Obligation:
    """One source, and what it says in plain words."""

    citation: str
    says: str
    confidence: str = "high"


def obligations_from(raw: Mapping[str, Any], source: str) -> tuple[Obligation, ...]:
    """The sources in the order to be printed; raises `DataError` for a mistake in the file."""
    tables = Tables(source)
    tables.only(raw, ("basis",), "đầu tệp")
    return tuple(tables.several(Obligation, raw, "basis"))
