"""Workbooks from who knows whom: read as text within limits, or refused with what to do."""

import io
import zipfile
from datetime import date, datetime, time
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from motcua.actions.files.read_sheet import Sheet, read_sheet
from motcua.doors.shared.sentences import say
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


def filtered() -> bytes:
    """By a filter and by hand rows are hidden, one of them empty; by no means the last."""
    made = load_workbook(io.BytesIO(book(["Họ tên"], ["An"], ["Bình"], [None], ["Chi"])))
    sheet = made["Sheet"]
    sheet.auto_filter.ref = "A1:A5"
    for row in (2, 3, 4):
        sheet.row_dimensions[row].hidden = True
    sheet.row_dimensions[5].height = 30
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_rows_that_are_hidden_are_read_and_told() -> None:
    found = read(filtered())
    assert found.table == [["Họ tên"], ["An"], ["Bình"], [], ["Chi"]]
    assert found.unseen == [2, 3]
    assert say(*found.notes[0]).startswith("2 dòng bị ẩn hoặc bị bộ lọc che (từ dòng 2)")
    assert read(book(["Họ tên"], ["An"])).notes == []


def test_how_far_the_reading_is_can_be_heard() -> None:
    heard: list[int] = []
    content = book(*([at, f"Hộ {at}"] for at in range(2500)))
    assert len(read_sheet(content, rows=2500, megabytes=1, hears=heard.append).table) == 2500
    assert 60 < heard[-1] <= 100 and heard == sorted(heard)


def test_whoever_hears_how_far_it_is_can_end_it() -> None:
    def stops(_: int) -> None:
        raise Refused("list-not-now")

    with pytest.raises(Refused, match="list-not-now"):
        read_sheet(book(*([at] for at in range(1100))), rows=1100, megabytes=1, hears=stops)


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
