"""Notification of stay: by when, of what, kept how long, and the table guests are written in.

The times, columns and sources are data: country/stay.toml (docs/procedures.md).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from motcua.rules.tables import Tables
from motcua.rules.words.names import accent_free


@dataclass(frozen=True)
class NoticeRule:
    """By when a stay is told: `before` this hour of its first day; of who comes later, before
    `next_day` of the day after. What lasts `under_days` or more is no stay but residence."""

    procedure: str
    before: time
    next_day: time
    relatives: str
    under_days: int
    citation: str
    confidence: str = "high"

    def tonight(self, now: datetime) -> date:
        """The night somebody means who says so, by the clock on the wall: in the morning the one
        that ends, until the hour by which its last guests are told of."""
        return now.date() - timedelta(days=now.time() < self.next_day)

    def until(self, begins: date, hour: time | None) -> datetime:
        """The moment, by the clock on the wall, at which it is too late to tell of a stay."""
        if hour is not None and hour >= self.before:
            return datetime.combine(begins + timedelta(days=1), self.next_day)
        return datetime.combine(begins, self.before)


@dataclass(frozen=True)
class Tenancy:
    """Which procedures register and renew a residence, and how long before its end to say so."""

    register: str
    renew: str
    ahead_days: int
    citation: str


@dataclass(frozen=True)
class Sheet:
    """How much may come at once: in a file, and on a page."""

    rows: int
    megabytes: int
    grid: int
    grid_most: int


@dataclass(frozen=True)
class StayKept:
    """How many days after the last night a stay is kept, and rows that were given back."""

    days: int
    bad_days: int
    citation: str
    confidence: str = "high"


@dataclass(frozen=True)
class GuestColumn:
    """A column of the table: its heading, and what else people write above it."""

    key: str
    label: str
    example: str
    words: tuple[str, ...]
    required: bool = True
    hint: str = ""


@dataclass(frozen=True)
class StayLaw:
    """All of country/stay.toml."""

    notice: NoticeRule
    tenancy: Tenancy
    sheet: Sheet
    kept: StayKept
    columns: tuple[GuestColumn, ...]

    @cached_property
    def _by_heading(self) -> Mapping[str, str]:
        return {
            _heading(word): one.key for one in self.columns for word in (one.label, *one.words)
        }

    def columns_of(self, cells: Sequence[str]) -> dict[int, str]:
        """Where each column stands under these headings; {} where they are none (names and
        numbers of guests must both be there)."""
        found: dict[int, str] = {}
        for at, cell in enumerate(cells):
            key = self._by_heading.get(_heading(cell))
            if key and key not in found.values():
                found[at] = key
        return found if {"full_name", "number"} <= set(found.values()) else {}


def _heading(text: str) -> str:
    """A heading without marks, case, stars and what stands in brackets behind it."""
    words = accent_free(text.partition("(")[0])
    return " ".join("".join(c if c.isalnum() or c in "/-" else " " for c in words).split())


def stay_law_from(raw: Mapping[str, Any], source: str) -> StayLaw:
    """The file as a value; raises `DataError` with the place and the mend of a mistake."""
    tables = Tables(source)
    parts = ("notice", "tenancy", "sheet", "kept", "column")
    tables.only(raw, parts, "đầu tệp")
    return StayLaw(
        notice=tables.single(NoticeRule, raw, "notice"),
        tenancy=tables.single(Tenancy, raw, "tenancy"),
        sheet=tables.single(Sheet, raw, "sheet"),
        kept=tables.single(StayKept, raw, "kept"),
        columns=tuple(tables.several(GuestColumn, raw, "column")),
    )
