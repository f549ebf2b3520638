"""Reads the table of an Excel file (.xlsx) as text, in a process of its own, as every file that
comes in (inspect_file): a workbook is a packed tree, made by who knows whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from motcua.actions.files.confined import Confined, Hears, Limits
from motcua.rules.refusal import Refused

_APART = Confined("read_sheet", heavy="sheet-heavy")
SMALL = 20_000  # rows


def limits_of(rows: int) -> Limits:
    """Of many rows more: 200,000 of ten cells take most of a minute and a gigabyte."""
    many = max(1, rows // SMALL)
    return Limits(seconds=30 * many, memory=min(512 * many, 2048) << 20)


@dataclass(frozen=True)
class Sheet:
    """The cells of the first sheet one sees, as text, and the names of those that were not read:
    hidden ones, and others; which rows (from 1) are read though `unseen`, hidden or
    filtered out; which cells are `merged` downward, each by its column, first and last row (from
    0); what divides the cells of a CSV."""

    table: list[list[str]]
    hidden: Sequence[str] = ()
    others: Sequence[str] = ()
    unseen: Sequence[int] = ()
    merged: Sequence[Sequence[int]] = ()
    divider: str = ","

    @property
    def notes(self) -> list[list[Any]]:
        """What whoever sent it must know: codes of sentences, each with what it needs."""
        sheets = (("sheet-note-hidden", self.hidden), ("sheet-note-others", self.others))
        found: list[list[Any]] = [
            [code, {"names": ", ".join(names)}] for code, names in sheets if names
        ]
        if self.unseen:
            many = f"{len(self.unseen):,}".replace(",", ".")
            found.append(["sheet-note-unseen", {"count": many, "row": self.unseen[0]}])
        return found

    def below(self, heads: int) -> list[tuple[int, list[str]]]:
        """The rows below so many that are not empty, with their numbers from 1; what is merged
        over several stands in each of them, as one sees it."""
        rows = [list(row) for row in self.table]
        for column, first, last in self.merged:
            for row in rows[first + 1 : last + 1] if first >= heads else ():
                row.extend([""] * (column + 1 - len(row)))
                row[column] = row[column] or _at(rows[first], column)
        below = enumerate(rows[heads:], heads + 1)
        return [(number, row) for number, row in below if any(cell.strip() for cell in row)]


def _at(row: Sequence[str], column: int) -> str:
    return row[column] if column < len(row) else ""


def read_sheet(
    content: bytes, *, rows: int, megabytes: int, hears: Hears = lambda _: None
) -> Sheet:
    """Read a file of at most so many rows and megabytes; days are ISO, formulas begin with `=`
    and are not reckoned, noughts that Excel took away are not there. `hears` how far it is.

    Refused: sheet-missing, sheet-big, sheet-not-excel, sheet-old-excel, sheet-rows, sheet-gap,
    sheet-columns, sheet-heavy.
    """
    check_kind(content, megabytes)
    said, _ = _APART.ask(content, limits_of(rows), hears, rows=rows)
    return Sheet(**said)


def check_kind(content: bytes, megabytes: int) -> None:
    """What can be said of a file without opening it: refused as by `read_sheet`."""
    if not content:
        raise Refused("sheet-missing")
    if len(content) > megabytes << 20:
        raise Refused("sheet-big", detail={"limit": megabytes})
    if content.startswith(b"\xd0\xcf\x11\xe0"):  # an .xls of 1997, or an .xlsx with a password
        raise Refused("sheet-old-excel")
    if not content.startswith(b"PK\x03\x04"):
        raise Refused("sheet-not-excel")
