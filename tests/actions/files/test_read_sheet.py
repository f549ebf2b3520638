"""Workbooks from who knows whom: read as text within limits, or refused with what to do."""

import io
import zipfile
from datetime import date, datetime, time
from typing import Any

import pytest
from openpyxl import Workbook

from motcua.actions.files.read_sheet import Sheet, read_sheet
from motcua.rules.refusal import Refused


def book(*rows: list[Any], hidden: bool = False) -> bytes:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    if hidden:
        sheet.sheet_state = "hidden"
        made.create_sheet("Thấy").append(["b"])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def swollen() -> bytes:
    """A file of some kilobytes that unpacks to 300 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (300 << 20))
    return out.getvalue()


def read(content: bytes) -> Sheet:
    return read_sheet(content, rows=100, megabytes=1)


def test_cells_come_as_text_and_nothing_is_reckoned() -> None:
    row = ["Hà", 17190000101, 1990.0, datetime(2026, 11, 23), date(2026, 11, 24), time(21, 30)]
    table = read(book([*row, "=1+1", None, True, "  "], [None], ["x"])).table
    assert table[0][:7] == [
        "Hà", "17190000101", "1990", "2026-11-23", "2026-11-24", "21:30:00", "=1+1",
    ]  # fmt: skip
    assert table[0][7:9] == ["", "x"] and table[1] == [] and table[2] == ["x"]


def test_a_hidden_sheet_is_named_and_the_first_that_one_sees_is_read() -> None:
    found = read(book(["a"], hidden=True))
    assert (found.table, found.hidden) == ([["b"]], ["Sheet"])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "sheet-missing"),
        (b"PK\x03\x04" + bytes(2 << 20), "sheet-big"),
        (b"PK\x03\x04 no zip", "sheet-not-excel"),
        (b"\xd0\xcf\x11\xe0", "sheet-old-excel"),
        (book(*([n] for n in range(130))), "sheet-rows"),
    ],
)
def test_what_is_no_table_of_a_fitting_size_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        read(content)
    assert refusal.value.code == code


def test_a_file_that_swells_is_refused_before_it_has() -> None:
    with pytest.raises(Refused, match="sheet-heavy"):
        read(swollen())
