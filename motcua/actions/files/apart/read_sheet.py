"""Reads the first visible sheet of a workbook as text, which cells are merged downward, and which
rows one does not see."""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from typing import Any

from motcua.actions.files.apart import Unfit, say_done

COLUMNS = 200  # more are refused, since none may be lost unseen
UNPACKED = 200 << 20  # bytes a workbook may come to
BLANKS = 5000  # empty rows after which nothing more may come: it would be lost unseen
MERGED = re.compile(rb'mergeCell ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
SPREAD = 1_000_000  # cells that may be covered so
HIDDEN = re.compile(
    rb'<(?:\w{1,9}:)?row\b(?=[^>]{0,400}\bhidden="(?:1|true)")[^>]{0,400}\br="([0-9]{1,7})"'
)
LONGEST = 900  # bytes of one such, at most
PIECE = 1 << 20
SAYS = 1000  # rows between two words of how far it is


def opened(given: bytes, told: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Told the most `rows`; says the `table`, and the names of the sheets that were not read."""
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(given)) as packed:
            if sum(part.file_size for part in packed.infolist()) > UNPACKED:
                raise Unfit("sheet-heavy")
            file = io.BytesIO(given)
            book = load_workbook(file, read_only=True, keep_links=False)
            shown = [one for one in book.worksheets if one.sheet_state == "visible"]
            if not shown:
                raise Unfit("sheet-not-excel")
            sheet: Any = shown[0]
            part = packed.getinfo(sheet._worksheet_path.lstrip("/"))

            def said() -> None:  # by how much of its packed bytes has been taken
                say_done(told, (file.tell() - part.header_offset) / max(1, part.compress_size))

            table = _table(sheet, told["rows"], said)
            spans, hidden = _marks(packed, part)
            merged = list(_merged(spans, len(table)))
        return {
            "table": table,
            "merged": merged,
            "unseen": sorted(row for row in hidden if any(table[row - 1 : row])),
            "hidden": [one.title for one in book.worksheets if one.sheet_state != "visible"],
            "others": [one.title for one in shown[1:]],
        }, b""
    except (Unfit, MemoryError):
        raise
    except Exception as error:  # openpyxl raises nearly anything on a broken file
        raise Unfit("sheet-not-excel") from error


def _table(sheet: Any, most: int, said: Callable[[], None]) -> list[list[str]]:
    sheet.reset_dimensions()  # what the file says of its size need not be so
    table: list[list[str]] = []
    filled = 0
    for row in sheet.iter_rows(values_only=True):
        cells = [_text(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        if len(cells) > COLUMNS:
            raise Unfit("sheet-columns", {"limit": COLUMNS, "row": len(table) + 1})
        table.append(cells)
        if len(table) % SAYS == 0:
            said()
        if not cells:
            continue
        if len(table) - filled > BLANKS:
            raise Unfit("sheet-gap", {"row": len(table)})
        filled = len(table)
        if filled > most + 20:  # headings and a title stand above
            raise Unfit("sheet-rows", {"limit": f"{most:,}".replace(",", ".")})
    return table[:filled]


def _marks(
    packed: zipfile.ZipFile, part: zipfile.ZipInfo
) -> tuple[set[tuple[bytes, ...]], set[int]]:
    """What who reads row by row is not told: which cells are merged, since that stands behind all
    rows, and which rows are hidden, also by a filter (from 1)."""
    spans: set[tuple[bytes, ...]] = set()
    hidden: set[int] = set()
    with packed.open(part) as file:
        before = b""
        while piece := file.read(PIECE):
            spans.update(one.groups() for one in MERGED.finditer(before + piece))
            hidden.update(int(one[1]) for one in HIDDEN.finditer(before + piece))
            before = piece[-LONGEST:]
    return spans, hidden


def _merged(found: Iterable[tuple[bytes, ...]], rows: int) -> Iterator[tuple[int, int, int]]:
    """Of cells merged downward the column, the first row and the last, from 0."""
    from openpyxl.utils import column_index_from_string

    spans = [
        (column_index_from_string(left.decode()) - 1, int(top) - 1, min(int(bottom), rows) - 1)
        for left, top, right, bottom in found
        if left == right
    ]
    if sum(last - first for _, first, last in spans) > SPREAD:
        raise Unfit("sheet-heavy")
    yield from sorted(span for span in spans if span[1] < span[2])


def _text(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
