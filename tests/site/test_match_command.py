"""`motcua match`: a list as another office keeps it in, who is who out; or nothing at all."""

import argparse
import csv
from functools import cache
from pathlib import Path

import duckdb
import pytest
from openpyxl import Workbook, load_workbook

from motcua.clerks.matching.invented import Invention
from motcua.clerks.matching.people import People
from motcua.rules.fonts.tables import Font, written
from motcua.site.commands.match import _pair, run
from motcua.site.failure import Failure

HEADS = ["Mã", "Số định danh", "Số CMND", "Họ và tên", "Ngày sinh", "Giới tính", "Mã xã"]
PLACE = "Thôn 2, xã Tam Hợp, tỉnh Nghệ An"


@cache
def people() -> People:
    return Invention(11).register(400)


def dmy(iso: str) -> str:
    return "/".join(reversed(iso.split("-")))


def described(at: int) -> list[str]:
    of = people()
    return [of.number[at], of.old_number[at], of.full_name[at], dmy(of.birth[at]), of.sex[at]]


@pytest.fixture
def register(tmp_path: Path) -> Path:
    file = tmp_path / "dan-cu.csv"
    rows = [[f"P{at}", *described(at), str(people().commune[at] + 1)] for at in range(400)]
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([HEADS, *rows])
    return file


def match(file: Path, register: Path, out: Path, *column: str) -> int:
    return run(
        argparse.Namespace(
            file=file,
            register=register,
            out=out,
            column=[_pair(one) for one in column],
            register_column=[],
        )
    )


def a_list(tmp_path: Path) -> Path:
    """With a title, headings of two rows with cells merged, an old font, a formula, a footer."""
    book = Workbook()
    sheet = book.active
    sheet.append(["DANH SÁCH HƯỞNG TRỢ CẤP"])
    sheet.append(["STT", "Họ tên", "Số CCCD", "Ngày sinh", None, "Ghi chú"])
    sheet.append([None, None, None, "Nam", "Nữ", None])
    for at in range(20):
        number, _, name, birth, sex = described(at)
        days = [birth, None] if sex == "nam" else [None, birth]
        typed = written(name, Font.TCVN3)
        sheet.append([at + 1, typed, "=1+1" if at == 3 else int(number), *days, f"Giữ {at}"])
    sheet.append([21, "Giàng Không Có", "001090999999", "01/02/1933", None, ""])
    sheet.append([22, "Chỉ Có Tên", None, None, None, "=2+2"])
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("D2:E2")
    sheet.row_dimensions[5].hidden = True
    book.create_sheet("ẩn").sheet_state = "hidden"
    file = tmp_path / "danh-sach.xlsx"
    book.save(file)
    return file


def cells(file: Path, sheet: str) -> list[list[str]]:
    rows = load_workbook(file)[sheet].iter_rows(values_only=True)
    return [[str(cell or "") for cell in row] for row in rows]


def test_a_list_as_it_comes_goes_back_with_who_is_who(
    tmp_path: Path, register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, out = a_list(tmp_path), tmp_path / "ra.xlsx"
    before = file.read_bytes()
    assert match(file, register, out) == 0
    assert file.read_bytes() == before
    whole = cells(out, "Kết quả")
    assert whole[2][6:8] == ["Kết quả", "Mã trong cơ sở dữ liệu"]
    assert [row[:1] + row[5:8] for row in whole[3:23]] == [
        [str(at + 1), f"Giữ {at}", "khớp", f"P{at}"] for at in range(20)
    ]
    assert whole[3][8] == people().number[0] and "ngày sinh giống hệt" in whole[3][10]
    assert "chưa dùng được ô Số CCCD: là công thức" in whole[6][10]
    assert whole[23][6] == "không có trong cơ sở dữ liệu" and not whole[23][7]
    assert whole[24][5:7] == ["=2+2", "cần người xem"]
    assert [row[0] for row in cells(out, "Cần người xem")] == ["Dòng", "25"]
    assert cells(out, "Ô không đọc được")[1][:3] == ["7", "C", "Số CCCD"]
    said = capsys.readouterr().out
    assert "“Ngày sinh Nữ” → Nữ" in said and "“Ghi chú” → (giữ nguyên)" in said
    assert "dòng 7, cột C “Số CCCD”: là công thức" in said
    assert "khớp: 20" in said and "trang tính ẩn (ẩn)" in said
    assert "1 dòng bị ẩn hoặc bị bộ lọc che (từ dòng 5) cũng được đọc" in said
    assert not any(name in said for name in people().full_name[:20])


def test_the_keys_of_a_register_are_kept_until_it_changes(
    tmp_path: Path, register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ds.csv"
    text = "\r\n".join(["Họ tên;Năm sinh", *(";".join(described(at)[2:4]) for at in range(5))])
    file.write_bytes(text.encode("utf-16"))
    assert match(file, register, tmp_path / "1.csv") == 0
    kept = register.with_name("dan-cu.csv.keys")
    assert kept.stat().st_mode & 0o077 == 0
    assert "Dùng khoá đã giữ" not in capsys.readouterr().out
    assert match(file, register, tmp_path / "2.csv") == 0
    assert "Dùng khoá đã giữ" in capsys.readouterr().out
    first = (tmp_path / "1.csv").read_bytes()
    assert first == (tmp_path / "2.csv").read_bytes() and "khớp".encode() in first
    assert (tmp_path / "1-can-xem.csv").exists() and (tmp_path / "1-tom-tat.csv").exists()
    lines = register.read_text(encoding="utf-8").splitlines()
    register.write_text("\n".join(lines[:300]), encoding="utf-8")
    assert match(file, register, tmp_path / "3.csv") == 0
    assert "Dùng khoá đã giữ" not in capsys.readouterr().out


def test_a_register_that_cannot_be_read_is_named(tmp_path: Path, register: Path) -> None:
    file = tmp_path / "ds.csv"
    file.write_text("Họ tên,Năm sinh\nA,1990\n", encoding="utf-8")
    for content, said in ((b"a,b\n1,2\n", "--register-column"), (b"\0", "dan-cu.csv: Dòng 1")):
        register.write_bytes(content)
        with pytest.raises(Failure, match=said):
            match(file, register, tmp_path / "ra.xlsx")
    assert sorted(tmp_path.iterdir()) == [register, file]


def test_a_parquet_file_and_a_column_that_the_user_names(tmp_path: Path, register: Path) -> None:
    of, file = people(), tmp_path / "ds.parquet"
    with duckdb.connect() as connection:
        connection.execute("create table l (ai varchar, sinh_ngay date, tien integer)")
        rows = [(of.full_name[at], of.birth[at], at) for at in range(10)]
        connection.executemany("insert into l values (?, ?, ?)", rows)
        connection.execute(f"copy l to '{file}' (format parquet)")
    out = tmp_path / "ra.csv"
    with pytest.raises(Failure, match="không thấy tên cột"):
        match(file, register, out)
    assert match(file, register, out, "name=ai") == 0
    with out.open(encoding="utf-8-sig", newline="") as opened:
        found = list(csv.reader(opened))
    assert [row[4] for row in found[1:] if row[3] == "khớp"] == [f"P{at}" for at in range(10)]


@pytest.mark.parametrize(
    ("content", "column", "said"),
    [
        (b"", (), "trống"),
        ("Họ tên,Năm sinh\n".encode(), (), "không có dòng nào dưới tên cột"),
        (b'Ho ten,Nam sinh\nA,"1990\n', (), "hong.csv: Dòng 2: không đọc được"),
        (b"Ho ten,Nam sinh\nA\0,1990\n", (), "Dòng 2 có ký tự không phải là chữ"),
        (b"PK\x03\x04 not a workbook", (), "Không đọc được tệp này"),
        (b"PAR1 cut short", (), "Parquet không nguyên vẹn"),
        (b"Ho ten,Nam sinh\nA,1990\n", ("name=Người",), "không thấy cột có tên “Người”"),
        (b"Ho ten,Nam sinh\nA,1990\n", ("nmae=Người",), "Không có cột “nmae”"),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_written(
    tmp_path: Path, register: Path, content: bytes, column: tuple[str, ...], said: str
) -> None:
    file = tmp_path / "hong.csv"
    file.write_bytes(content)
    with pytest.raises(Failure, match=said):
        match(file, register, tmp_path / "ra.xlsx", *column)
    assert sorted(tmp_path.iterdir()) == [register, file]
