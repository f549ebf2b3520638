"""Reads the first visible sheet of a workbook as text; run by read_sheet, never imported.

Standard input: the file. Argument: limits and the most rows, as JSON. Standard output: JSON.
"""

import io
import json
import sys
import zipfile
from datetime import date, datetime, time
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

COLUMNS = 60
UNPACKED = 200 << 20  # bytes a workbook may come to
BLANKS = 5000  # empty rows after which nothing more is expected


def main() -> None:
    child = _inspect_child()
    told = json.loads(sys.argv[1])
    child._confine(told["limits"])
    try:
        said = _read(sys.stdin.buffer.read(), told["rows"], child.Unfit)
    except child.Unfit as unfit:
        said = {"refused": unfit.args[0]}
    except MemoryError:
        said = {"refused": "sheet-heavy"}
    json.dump(said, sys.stdout)


def _inspect_child() -> Any:
    """The limits of every opened file; by its path, since nothing of ours can be imported here."""
    spec = spec_from_file_location("inspect_child", Path(__file__).with_name("inspect_child.py"))
    assert spec and spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _read(given: bytes, most: int, unfit: Any) -> dict[str, Any]:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(given)) as packed:
            if sum(part.file_size for part in packed.infolist()) > UNPACKED:
                raise unfit("sheet-heavy")
        book = load_workbook(io.BytesIO(given), read_only=True, keep_links=False)
        shown = [one for one in book.worksheets if one.sheet_state == "visible"]
        if not shown:
            raise unfit("sheet-not-excel")
        return {
            "table": _table(shown[0], most, unfit),
            "hidden": [one.title for one in book.worksheets if one.sheet_state != "visible"],
            "others": [one.title for one in shown[1:]],
        }
    except (unfit, MemoryError):
        raise
    except Exception as error:  # openpyxl raises nearly anything on a broken file
        raise unfit("sheet-not-excel") from error


def _table(sheet: Any, most: int, unfit: Any) -> list[list[str]]:
    sheet.reset_dimensions()  # what the file says of its size need not be so
    table: list[list[str]] = []
    filled = 0
    for row in sheet.iter_rows(max_col=COLUMNS, values_only=True):
        cells = [_text(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        table.append(cells)
        if cells:
            filled = len(table)
        if filled > most + 20:  # headings and a title stand above
            raise unfit("sheet-rows")
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


if __name__ == "__main__":
    main()
