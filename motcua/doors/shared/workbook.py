"""Excel files that we write: headings, text, nothing that calculates."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse

from motcua.rules.spreadsheet import safe_cell

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDE = 22  # letters


def workbook(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """One sheet; every cell is text: a number keeps its noughts, no name is a formula."""
    # A third of a second at the start of each process, for what few pages ask for.
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for at in range(1, len(heads) + 1):
        column = sheet.column_dimensions[get_column_letter(at)]
        column.width, column.number_format = WIDE, "@"
    sheet.append([_cell(sheet, head, bold=True) for head in heads])
    for row in rows:
        sheet.append([_cell(sheet, safe_cell(text)) for text in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, text: str, bold: bool = False) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    cell = WriteOnlyCell(sheet, value=text)
    cell.number_format = "@"
    if bold:
        cell.font = Font(bold=True)
    return cell


def as_workbook(content: bytes, name: str) -> HttpResponse:
    """The file as a browser saves it."""
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
