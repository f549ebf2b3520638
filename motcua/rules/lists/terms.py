"""On what terms somebody else's list is matched here: why, by which law, how much, kept how long.

The terms are data with their sources: country/lists.toml (docs/procedures.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from motcua.rules.tables import Tables


class ListStage(StrEnum):
    """Where a list has come to."""

    READING = "reading"  # đang đọc tệp
    COLUMNS = "columns"  # chờ người gửi xem cột nào là gì
    MATCHING = "matching"  # đang đối chiếu
    READY = "ready"  # đã có kết quả
    FAILED = "failed"  # không đọc được, không giữ gì
    UNDONE = "undone"  # người gửi đã bỏ
    OVER = "over"  # hết thời gian giữ


class RowAnswer(StrEnum):
    """What a person says of a row and the one it may be."""

    SAME = "same"  # đúng là một người
    OTHER = "other"  # không phải
    UNSURE = "unsure"  # chưa đủ căn cứ


@dataclass(frozen=True)
class Aim:
    """What a list may be matched for; `gives_number`: whether the number of who is found goes
    back although the list did not bring it."""

    key: str
    label: str
    citation: str
    confidence: str = "high"
    gives_number: bool = False


@dataclass(frozen=True)
class Most:
    """How much may come at once, in how many ways it may describe one person, and for how many
    minutes a row is one reviewer's."""

    rows: int
    megabytes: int
    descriptions: int
    held_minutes: int


@dataclass(frozen=True)
class ListKept:
    """How many days after it was matched a list goes, with all that came of it."""

    days: int
    citation: str
    confidence: str = "high"


@dataclass(frozen=True)
class ListTerms:
    """All of country/lists.toml; aims by their keys."""

    aims: Mapping[str, Aim]
    most: Most
    kept: ListKept


def list_terms_from(raw: Mapping[str, Any], source: str) -> ListTerms:
    """The file as a value; raises `DataError` with the place and the mend of a mistake."""
    tables = Tables(source)
    tables.only(dict(raw), ("purpose", "file", "kept"), "đầu tệp")
    aims = tables.several(Aim, raw, "purpose")
    if len({one.key for one in aims}) < len(aims) or not aims:
        raise tables.fail("purpose “1”", "cần ít nhất một mục, mỗi key một lần")
    return ListTerms(
        aims={one.key: one for one in aims},
        most=tables.single(Most, raw, "file"),
        kept=tables.single(ListKept, raw, "kept"),
    )
