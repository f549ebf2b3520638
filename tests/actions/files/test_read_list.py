"""Lists from who knows whom, as Excel, CSV or Parquet: read whole, or refused with the row."""

import io
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from openpyxl import Workbook

from motcua.actions.files.read_list import COLUMNS, read_list
from motcua.actions.files.read_sheet import Sheet
from motcua.rules.lines import read as read_law
from motcua.rules.lists.cells import Unread
from motcua.rules.lists.headings import headings, list_law_from
from motcua.rules.lists.people import read_people
from motcua.rules.refusal import Refused

LAW_FILE = Path(__file__).parents[3] / "country" / "matching.toml"
LAW = read_law(LAW_FILE.read_text(encoding="utf-8"), LAW_FILE.name, list_law_from)
TODAY = date(2026, 11, 23)


def read(content: bytes) -> Sheet:
    return read_list(content, rows=100, megabytes=1)


def as_offices_make_them() -> bytes:
    """A title, headings of three rows with cells merged, days as numbers and numbers as days,
    noughts lost, a formula, a hidden sheet."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (
        ["DANH SÁCH NGƯỜI HƯỞNG TRỢ CẤP"],
        ["STT", "Họ và tên", "Ngày sinh", None, None, "Số CCCD", "Mức"],
        [None, None, "Ngày", "Tháng", "Năm", None, None],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
        [1, "Bùi Thị Sen", 5, 3, 1990, 17190000101, 500],
        [2, "Hà Thị Bích", None, None, 33358, "=A1", 500],
        [3, "Xa Văn Bền", None, None, datetime(1980, 9, 9), datetime(1950, 1, 1), 500],
    ):
        sheet.append(row)
    for merged in ("A1:G1", "C2:E2", "A2:A3", "B2:B3", "F2:F3", "G2:G3"):
        sheet.merge_cells(merged)
    made.create_sheet("Bí mật").sheet_state = "hidden"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_an_excel_as_offices_make_them_is_read_and_bad_cells_are_named() -> None:
    sheet = read(as_offices_make_them())
    found = headings(sheet.table, LAW, {})
    assert found and (found.last, found.rows, sheet.hidden) == (3, 4, ["Bí mật"])
    rows = enumerate(sheet.table[found.rows :], found.rows + 1)
    people, remarks = read_people(rows, found.taken, TODAY)
    said = [(one.full_name, one.birth, one.number) for one in people]
    assert said == [
        ("Bùi Thị Sen", "1990-03-05", "017190000101"),
        ("Hà Thị Bích", "1991-04-30", ""),
        ("Xa Văn Bền", "1980-09-09", ""),
    ]
    assert [(one.row, one.column, one.why) for one in remarks] == [
        (6, 5, Unread.FORMULA),
        (7, 5, Unread.A_DAY),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
@pytest.mark.parametrize("divider", ",;\t|")
def test_a_csv_comes_in_any_encoding_and_with_any_divider(encoding: str, divider: str) -> None:
    plain = f"Họ tên{divider}Năm sinh\r\nBùi Thị Sen{divider}1990\r\n"
    assert read(plain.encode(encoding)).table == [["Họ tên", "Năm sinh"], ["Bùi Thị Sen", "1990"]]


def parquet(folder: Path) -> bytes:
    place = folder / "a.parquet"
    duckdb.sql("select 'Bùi Thị Sen' as ten, date '1990-03-05' as sinh").write_parquet(str(place))
    return place.read_bytes()


def test_a_parquet_file_is_read_apart_and_never_from_the_disk(tmp_path: Path) -> None:
    content = parquet(tmp_path)
    assert read(content).table == [["ten", "sinh"], ["Bùi Thị Sen", "1990-03-05"]]
    with pytest.raises(Refused, match="list-not-parquet"):
        read(content[:-20])


WIDE = ",".join(["a"] * (COLUMNS + 1)).encode()
BAD = [
    (b"a,b\n1,2\n" + WIDE, "sheet-columns", {"limit": COLUMNS, "row": 3}),
    (b'a,b\n1,2\n"3,4\n', "list-quote", {"line": 3}),
    (b"a,b\n" * 200, "sheet-rows", {"limit": "100"}),
    (b"a" * (2 << 20), "sheet-big", {"limit": 1}),
    (b"a,b\n" + b"," * 1_000_001, "list-no-table", {}),
    (b"\x89PNG\r\n", "list-no-table", {}),
    (b"", "list-empty", {}),
    (b"a,b\n1,2\n3,\0\n", "list-no-text", {"line": 3}),
    (bytes(range(256)), "list-no-text", {"line": 1}),
    (b"\xef\xbb\xbf <html><table>", "sheet-not-excel", {}),
    (b"\xd0\xcf\x11\xe0 an .xls, or a password", "sheet-old-excel", {}),
]


@pytest.mark.parametrize(("content", "code", "detail"), BAD, ids=range(len(BAD)))
def test_what_cannot_be_read_whole_is_refused_and_says_where(
    content: bytes, code: str, detail: dict[str, object]
) -> None:
    with pytest.raises(Refused) as refused:
        read(content)
    assert (refused.value.code, refused.value.detail) == (code, detail)


def made(fill: Callable[[Any], None]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    fill(book.active)
    book.save(out)
    return out.getvalue()


def test_what_is_merged_over_several_rows_is_said_of_each() -> None:
    def fill(sheet: Any) -> None:
        for row in (["Họ tên", "Nơi ở"], ["A", "Xóm 1"], ["B", None], ["C", None], [None, "x"]):
            sheet.append(row)
        sheet.merge_cells("B2:B4")
        sheet.merge_cells("A5:B5")  # along a row: one cell

    sheet = read(made(fill))
    assert sheet.table[2] == ["B"]
    assert sheet.below(1)[:3] == [(2, ["A", "Xóm 1"]), (3, ["B", "Xóm 1"]), (4, ["C", "Xóm 1"])]
    assert sheet.below(2)[0] == (3, ["B"])  # what begins among the headings is theirs


def test_what_stands_far_below_the_table_is_never_lost_unseen() -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["a", "b"])
        sheet.cell(9000, 1, "c")

    with pytest.raises(Refused) as refused:
        read(made(fill))
    assert (refused.value.code, refused.value.detail) == ("sheet-gap", {"row": 9000})


@pytest.mark.parametrize("cut", [4, 300, 2000, -300, -30, -1])
def test_a_workbook_cut_short_anywhere_is_refused(cut: int) -> None:
    with pytest.raises(Refused, match="sheet-not-excel"):
        read(as_offices_make_them()[:cut])


def test_a_column_beyond_the_last_is_never_lost_unseen() -> None:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(["a"])
    sheet.append([*[None] * COLUMNS, "b"])
    out = io.BytesIO()
    made.save(out)
    with pytest.raises(Refused) as refused:
        read(out.getvalue())
    assert refused.value.detail == {"limit": COLUMNS, "row": 2}
