"""What people may ask of the data held about them: to correct, to delete; by when it is answered.

The times, and what the law says must be kept, are data: country/personal_data.toml.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from motcua.rules.deadlines import Within, within
from motcua.rules.tables import Tables


class DataWish(StrEnum):
    """What is asked."""

    CORRECT = "correct"
    DELETE = "delete"


WISH_WORDS: dict[DataWish, str] = {
    DataWish.CORRECT: "sửa cho đúng",
    DataWish.DELETE: "xóa",
}
PHONE, STORE = "phone", "store"
"""What goes by itself once its deletion is agreed to."""


@dataclass(frozen=True)
class Datum:
    """One kind of what is held; `kept` is the law by which it must be, "" where none is."""

    key: str
    label: str
    kept: str = ""
    confidence: str = "high"


@dataclass(frozen=True)
class Copy:
    """How many days a copy on paper waits for whoever asked for it."""

    days: int
    citation: str
    confidence: str = "high"


@dataclass(frozen=True)
class Looking:
    """Looks are followed by an act, or follow one, within so many days; counted over a period."""

    within_days: int
    period_days: int
    citation: str
    confidence: str = "high"


@dataclass(frozen=True)
class OwnDataLaw:
    """All of country/personal_data.toml."""

    within: Mapping[DataWish, Within]
    data: Mapping[str, Datum]
    copy: Copy
    looking: Looking

    def kept_by(self, wish: DataWish, key: str) -> str:
        """The law that forbids what is asked, or ""."""
        return self.data[key].kept if wish is DataWish.DELETE else ""


def own_data_law_from(raw: Mapping[str, Any], source: str) -> OwnDataLaw:
    """The file as a value; raises `DataError` with the place and the mend of a mistake."""
    tables = Tables(source)
    tables.only(raw, (*DataWish, "datum", "copy", "looking"), "đầu tệp")
    times = {wish: within(tables, raw, wish) for wish in DataWish}
    data = {one.key: one for one in tables.several(Datum, raw, "datum")}
    missing = {PHONE, STORE} - set(data)
    if missing:
        raise tables.fail("datum", f"thiếu mục key = “{min(missing)}”")
    return OwnDataLaw(
        within=times,
        data=data,
        copy=tables.single(Copy, raw, "copy"),
        looking=tables.single(Looking, raw, "looking"),
    )
