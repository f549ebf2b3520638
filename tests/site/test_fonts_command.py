"""`motcua fonts`: a file in, a mended one and what was before and after out; or nothing at all."""

import argparse
import csv
import io
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from motcua.rules.fonts.tables import Font, written
from motcua.site.commands.fonts import run
from motcua.site.failure import Failure

ROWS = [
    ["STT", "Họ và tên", "Địa chỉ"],
    ["001", "Nguyễn Văn Hoà", "Tổ 4, phường Hoà Bình, tỉnh Phú Thọ"],
    ["002", "Lê Thị Hồng", "xã Đức Nhàn; thôn Đồng"],
    ["003", "=SUM(1)", ""],
]


def fonts(file: Path, out: Path | None = None) -> int:
    return run(argparse.Namespace(file=file, out=out))


def a_csv(tmp_path: Path, font: Font = Font.VNI, more: str = "") -> Path:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(
        [[written(cell, font) for cell in row] for row in ROWS]
    )
    file = tmp_path / "danh-sach.csv"
    file.write_bytes((text.getvalue() + more).encode("cp1252"))
    return file


def read(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.reader(opened, delimiter=";"))


def test_a_csv_in_an_old_font_is_mended_beside_its_original(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = a_csv(tmp_path, more="004;Nguy?n V?n A\r\n")
    before = file.read_bytes()
    assert fonts(file) == 0
    assert file.read_bytes() == before
    assert read(tmp_path / "danh-sach-da-sua.csv") == [*ROWS, ["004", "Nguy?n V?n A"]]
    changes = read(tmp_path / "danh-sach-da-sua-truoc-sau.csv")
    assert changes[0][:4] == ["Dòng", "Cột", "Trước", "Sau"]
    assert ["2", "B", "Nguyeãn Vaên Hoaø", "Nguyễn Văn Hoà"] in [row[:4] for row in changes]
    lost = next(row for row in changes if row[0] == "5")
    assert lost[5] == "mất chữ ở chữ thứ 5, 9" and lost[7] == "có"
    said = capsys.readouterr().out
    assert "phông VNI: 6" in said and "1 ô cần người xem" in said


def test_what_is_no_csv_is_mended_into_a_workbook_beside_it(tmp_path: Path) -> None:
    file = a_csv(tmp_path).rename(tmp_path / "danh-sach.txt")
    assert fonts(file) == 0
    sheet = load_workbook(tmp_path / "danh-sach-da-sua.xlsx")["Đã sửa"]
    assert [[cell or "" for cell in row] for row in sheet.values] == ROWS


def test_an_excel_file_is_mended_into_two_sheets(tmp_path: Path) -> None:
    book = Workbook()
    for row in ROWS:
        book.active.append([written(cell, Font.TCVN3) for cell in row])
    file = tmp_path / "danh-sach.xlsx"
    book.save(file)
    assert fonts(file) == 0
    made = load_workbook(tmp_path / "danh-sach-da-sua.xlsx")
    assert made.sheetnames == ["Đã sửa", "Trước và sau"]
    cells = [[cell.value or "" for cell in row] for row in made["Đã sửa"].iter_rows()]
    assert cells == ROWS
    assert made["Đã sửa"]["B4"].data_type == "s"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Tệp trống"),
        (b'a,b\n1,"Nguy\xd4n\n2,x\n', "hong.csv: Dòng 2: không đọc được"),
        (b"PK\x03\x04 not a workbook", "Không đọc được tệp này"),
        (b"\xd0\xcf\x11\xe0 old", "Excel kiểu cũ"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_and_nothing_is_written(
    tmp_path: Path, content: bytes, said: str
) -> None:
    file = tmp_path / "hong.csv"
    file.write_bytes(content)
    with pytest.raises(Failure, match=said):
        fonts(file)
    assert list(tmp_path.iterdir()) == [file]


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    file = a_csv(tmp_path)
    for out, said in ((file, "Đã có tệp"), (tmp_path / "ra.txt", "đuôi .csv hoặc .xlsx")):
        with pytest.raises(Failure, match=said):
            fonts(file, out)
    with pytest.raises(Failure, match="Không có thư mục"):
        fonts(file, tmp_path / "đâu" / "ra.csv")
    with pytest.raises(Failure, match="Không thấy tệp"):
        fonts(tmp_path / "không-có.csv")
    assert list(tmp_path.iterdir()) == [file]


def test_what_excel_cannot_hold_is_written_as_its_number(tmp_path: Path) -> None:
    file = tmp_path / "viscii.csv"
    file.write_bytes("\x02n Phong,x".encode("latin-1"))
    assert fonts(file, tmp_path / "ra.xlsx") == 0
    made = load_workbook(tmp_path / "ra.xlsx")
    assert "\\x02" in str(made["Trước và sau"]["C2"].value)
