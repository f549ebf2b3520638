"""Excel files of many rows, every cell text: a number keeps its noughts, nothing calculates."""

import io
import re
from collections.abc import Iterable, Mapping, Sequence

_UNHELD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
LONGEST = 32_767  # letters of a cell, by Excel's own limit


def workbook(sheets: Mapping[str, Iterable[Sequence[str]]]) -> bytes:
    """Sheets by their names, row by row: only one row is in memory at a time."""
    import xlsxwriter

    out = io.BytesIO()
    told = {"constant_memory": True, "in_memory": False}
    with xlsxwriter.Workbook(out, told) as book:
        text = book.add_format({"num_format": "@"})
        for title, table in sheets.items():
            sheet = book.add_worksheet(title)
            for at, row in enumerate(table):
                for column, cell in enumerate(row):
                    if cell:
                        sheet.write_string(at, column, held(cell), text)
    return out.getvalue()


def held(text: str) -> str:
    """As a cell can hold it: what Excel cannot hold is written as its number."""
    return _UNHELD.sub(lambda found: f"\\x{ord(found[0]):02x}", text)[:LONGEST]
