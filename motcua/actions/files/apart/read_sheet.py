"""Reads the first visible sheet of a workbook as text."""

import io
import zipfile
from datetime import date, datetime, time
from typing import Any

from motcua.actions.files.apart import Unfit

COLUMNS = 200  # more are refused, since none may be lost unseen
UNPACKED = 200 << 20  # bytes a workbook may come to
BLANKS = 5000  # empty rows after which nothing more is expected


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
        return {
            "table": _table(shown[0], told["rows"]),
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
        if cells:
            filled = len(table)
        if filled > most + 20:  # headings and a title stand above
            raise Unfit("sheet-rows", {"limit": f"{most:,}".replace(",", ".")})
        if len(table) - filled > BLANKS:
            break
    return table[:filled]


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
