"""Sửa chữ bị lỗi phông, lỗi bảng mã trong một tệp CSV, Excel (.xlsx) hoặc Parquet.

Nhận ra TCVN3 (ABC), VNI, VIQR, VISCII, VPS, Windows-1258, UTF-8 bị đọc nhầm một hay hai lần, chữ
rời dấu, Ð viết thay Đ. Tệp gốc giữ nguyên. Tệp mới có hai phần: bảng đã sửa, và bảng "trước và
sau" ghi từng ô: dòng, cột, trước, sau, kiểu hỏng, mức chắc chắn, có cần người xem không. Chỗ đã
mất chữ (dấu ? hay �) không bao giờ được đoán: ô giữ nguyên và được ghi để người xem.

Tệp ra là .xlsx thì hai phần là hai trang tính; là .csv thì bảng "trước và sau" nằm ở tệp bên cạnh.
Không ghi --out thì tệp mới là TỆP-da-sua bên cạnh tệp gốc: .csv nếu gốc là .csv, còn lại là .xlsx.

Mã thoát: 0 là xong; 1 là chưa làm được, chưa ghi gì; 2 là lệnh viết chưa đúng.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from motcua.clerks.workbook import workbook
from motcua.rules.fonts import Damage, Mended, mend_table
from motcua.rules.lists.headings import column_name
from motcua.rules.spreadsheet import safe_cell
from motcua.site.progress import step
from motcua.site.table_file import (
    as_csv,
    check_places,
    count,
    put,
    read_table,
)

HELP = "sửa chữ lỗi phông trong tệp CSV, Excel hoặc Parquet"
EXAMPLE = "motcua fonts danh-sach.csv --out danh-sach-da-sua.xlsx"
_HEADS = ["Dòng", "Cột", "Trước", "Sau", "Có thể là", "Kiểu hỏng", "Chắc chắn", "Cần người xem"]
_CALLED = {
    Damage.TCVN3: "phông TCVN3 (ABC)",
    Damage.VNI: "phông VNI",
    Damage.VIQR: "kiểu gõ VIQR",
    Damage.VISCII: "bảng mã VISCII",
    Damage.VPS: "phông VPS",
    Damage.CP1258: "bảng mã Windows-1258",
    Damage.UTF8: "UTF-8 bị đọc nhầm",
    Damage.PARTED: "chữ rời dấu",
    Damage.LOOK_ALIKE: "Ð viết thay Đ",
    Damage.LOST: "mất chữ",
    Damage.UNCLEAR: "chưa rõ",
}


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="TỆP", type=Path, help="tệp .csv, .xlsx hoặc .parquet")
    parser.add_argument("--out", metavar="TỆP", type=Path, help="tệp ghi ra, .csv hoặc .xlsx")


def run(arguments: argparse.Namespace) -> int:
    source: Path = arguments.file
    out: Path = arguments.out or _beside(source)
    check_places(source, _places(out))
    sheet = read_table(source)
    with step("sửa chữ"):
        mended = mend_table(sheet.table)
    with step("ghi kết quả"):
        _write(out, mended, sheet.divider)
    print("\n".join([*_told(mended), f"Đã ghi {' và '.join(map(str, _places(out)))}."]))
    return 0


def _beside(source: Path) -> Path:
    """Where it goes unless that is said: a CSV beside a CSV, else a workbook."""
    kind = ".csv" if source.suffix.lower() == ".csv" else ".xlsx"
    return source.with_name(f"{source.stem}-da-sua{kind}")


def _places(out: Path) -> list[Path]:
    """The files that are written: the table, and what is before and after if that is apart."""
    if out.suffix.lower() == ".xlsx":
        return [out]
    return [out, out.with_name(f"{out.stem}-truoc-sau.csv")]


def _write(out: Path, mended: Sequence[Sequence[Mended]], divider: str) -> None:
    """All that is written stands whole, or nothing does."""
    table = [[cell.text for cell in row] for row in mended]
    changes = [_HEADS, *_changes(mended)]
    if out.suffix.lower() == ".xlsx":
        made = [workbook({"Đã sửa": table, "Trước và sau": changes})]
    else:
        safe = [[safe_cell(text) for text in row] for row in changes]
        made = [as_csv(table, divider), as_csv(safe, divider)]
    put(dict(zip(_places(out), made, strict=True)))


def _changes(mended: Sequence[Sequence[Mended]]) -> Iterator[list[str]]:
    """What is before and after, a row for each cell that was broken."""
    for number, row in enumerate(mended, 1):
        for at, cell in enumerate(row):
            if cell.damage:
                yield [
                    str(number),
                    column_name(at),
                    cell.original,
                    cell.text,
                    cell.guess,
                    ", ".join([_CALLED[one] for one in cell.damage]) + _where(cell),
                    f"{cell.certainty:.0%}",
                    "có" if cell.needs_person else "",
                ]


def _where(cell: Mended) -> str:
    """At which letters, counted from 1."""
    return f" ở chữ thứ {', '.join([str(at + 1) for at in cell.lost])}" if cell.lost else ""


def _told(mended: Sequence[Sequence[Mended]]) -> Iterator[str]:
    cells = [cell for row in mended for cell in row]
    changed = sum(cell.text != cell.original for cell in cells)
    waiting = sum(cell.needs_person for cell in cells)
    yield f"{count(len(mended))} dòng, {count(len(cells))} ô: đã sửa {count(changed)} ô."
    kinds = Counter(_CALLED[one] for cell in cells for one in cell.damage)
    if kinds:
        yield "  " + ", ".join(f"{kind}: {count(many)}" for kind, many in kinds.most_common())
    if waiting:
        yield f"{count(waiting)} ô cần người xem: giữ nguyên, ghi ở bảng trước và sau."
