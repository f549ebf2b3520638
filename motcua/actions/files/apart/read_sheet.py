"""Reads the first visible sheet of a workbook as text, and which cells are merged downward."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from motcua.actions.files.apart import Unfit

COLUMNS = 200  # more are refused, since none may be lost unseen
UNPACKED = 200 << 20  # bytes a workbook may come to
BLANKS = 5000  # empty rows after which nothing more may come: it would be lost unseen
MERGED = re.compile(rb'mergeCell ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
SPREAD = 1_000_000  # cells that may be covered so
LONGEST = 60  # bytes of one such, at most
PIECE = 1 << 20


def opened(given: bytes, told: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Told the most `rows`; says the `table`, and the names of the sheets that were not read."""
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(given)) as packed:
            if sum(part.file_size for part in packed.infolist()) > UNPACKED:
                raise Unfit("sheet-heavy")
            book = load_workbook(io.BytesIO(given), read_only=True, keep_links=False)
            shown = [one for one in book.worksheets if one.sheet_state == "visible"]
            if not shown:
                raise Unfit("sheet-not-excel")
            table = _table(shown[0], told["rows"])
            merged = list(_merged(packed, shown[0], len(table)))
        return {
            "table": table,
            "merged": merged,
            "hidden": [one.title for one in book.worksheets if one.sheet_state != "visible"],
            "others": [one.title for one in shown[1:]],
        }, b""
    except (Unfit, MemoryError):
        raise
    except Exception as error:  # openpyxl raises nearly anything on a broken file
        raise Unfit("sheet-not-excel") from error


def _table(sheet: Any, most: int) -> list[list[str]]:
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
        if not cells:
            continue
        if len(table) - filled > BLANKS:
            raise Unfit("sheet-gap", {"row": len(table)})
        filled = len(table)
        if filled > most + 20:  # headings and a title stand above
            raise Unfit("sheet-rows", {"limit": f"{most:,}".replace(",", ".")})
    return table[:filled]


def _merged(packed: zipfile.ZipFile, sheet: Any, rows: int) -> Iterator[tuple[int, int, int]]:
    """Of cells merged downward the column, the first row and the last, from 0. They stand behind
    all rows, where who reads row by row does not come."""
    from openpyxl.utils import column_index_from_string

    found: set[tuple[bytes, ...]] = set()
    with packed.open(sheet._worksheet_path.lstrip("/")) as part:
        before = b""
        while piece := part.read(PIECE):
            found.update(one.groups() for one in MERGED.finditer(before + piece))
            before = piece[-LONGEST:]
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
