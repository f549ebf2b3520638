"""How long a dossier that is over is kept, what of it, and by which act.

The years and their sources are data: country/retention.toml (docs/procedures.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from motcua.rules.tables import Tables
from motcua.rules.time.working_time import years_later


class KeptPart(StrEnum):
    """What of a dossier is kept for a time of its own."""

    CONTENT = "content"  # what was said, handed in and written about it
    RESULT = "result"  # the paper that was issued


WHAT_WORDS: dict[KeptPart, str] = {
    KeptPart.CONTENT: "nội dung hồ sơ",
    KeptPart.RESULT: "kết quả đã cấp",
}


@dataclass(frozen=True)
class Keep:
    """So many years after the dossier closed; 0 is for ever. `consent`: a leader agrees first."""

    what: str
    years: int
    citation: str
    confidence: str = "high"
    consent: bool = False
    procedures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Erase:
    """So many days what is due is shown before it is erased."""

    ahead_days: int


@dataclass(frozen=True)
class Retention:
    """All of country/retention.toml."""

    keeps: tuple[Keep, ...]
    erase: Erase

    def keep(self, what: KeptPart, procedure: str) -> Keep:
        """The rule for this of a dossier of the procedure: the first that fits."""
        fitting = (k for k in self.keeps if k.what == what)
        return next(k for k in fitting if not k.procedures or procedure in k.procedures)

    def due_on(self, what: KeptPart, procedure: str, closed: date) -> date | None:
        """From which day on it may not be kept; None where it is kept for ever."""
        years = self.keep(what, procedure).years
        return years_later(closed, years) if years else None


def retention_from(raw: Mapping[str, Any], source: str) -> Retention:
    """The file as a value; raises `DataError` with the place and the mend of a mistake."""
    tables = Tables(source)
    tables.only(raw, ("keep", "erase"), "đầu tệp")
    keeps = tuple(tables.several(Keep, raw, "keep"))
    for number, keep in enumerate(keeps, 1):
        _check(tables, keep, f"keep “{number}”")
    for what in KeptPart:
        rows = [keep for keep in keeps if keep.what == what]
        if not rows or rows[-1].procedures:
            why = f"dòng cuối của “{what}” phải dùng cho mọi thủ tục: không ghi “procedures”"
            raise tables.fail("keep", why)
    return Retention(keeps, tables.single(Erase, raw, "erase"))


def _check(tables: Tables, found: Keep, place: str) -> None:
    if found.what not in list(KeptPart):
        raise tables.fail(place, f"what phải là một trong: {', '.join(KeptPart)}")
    if found.years < 0:
        raise tables.fail(place, "years phải từ 0 trở lên; 0 là vĩnh viễn")
