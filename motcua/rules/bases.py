"""The texts that pages, papers and questions cite without a number of their own.

They are data: country/bases.toml (docs/procedures.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from motcua.rules.tables import Tables


@dataclass(frozen=True)
class Basis:
    """A text that says so."""

    citation: str
    confidence: str = "high"


@dataclass(frozen=True)
class Bases:
    """All of country/bases.toml."""

    complaint: Basis  # against a refusal
    reception: Basis  # which must never stop
    register: Basis  # of dossiers
    population: Basis  # the database that compares and tells nothing


def bases_from(raw: Mapping[str, Any], source: str) -> Bases:
    """The file as a value; raises `DataError` with the place and the mend of a mistake."""
    tables, names = Tables(source), [field.name for field in fields(Bases)]
    tables.only(raw, names, "đầu tệp")
    return Bases(**{name: tables.single(Basis, raw, name) for name in names})
