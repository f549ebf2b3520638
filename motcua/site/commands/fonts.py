"""Sửa chữ bị lỗi phông, lỗi bảng mã trong một tệp CSV hoặc Excel (.xlsx).

Nhận ra TCVN3 (ABC), VNI, VIQR, VISCII, VPS, Windows-1258, UTF-8 bị đọc nhầm một hay hai lần, chữ
rời dấu, Ð viết thay Đ. Tệp gốc giữ nguyên. Tệp mới có hai phần: bảng đã sửa, và bảng "trước và
sau" ghi từng ô: dòng, cột, trước, sau, kiểu hỏng, mức chắc chắn, có cần người xem không. Chỗ đã
mất chữ (dấu ? hay �) không bao giờ được đoán: ô giữ nguyên và được ghi để người xem.

Tệp ra là .xlsx thì hai phần là hai trang tính; là .csv thì bảng "trước và sau" nằm ở tệp bên cạnh.
"""

import argparse
import csv
import io
import os
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from motcua.rules.fonts import Damage, Mended, mend_table
from motcua.rules.fonts.opening import as_text
from motcua.rules.spreadsheet import safe_cell
from motcua.site.failure import Failure

HELP = "sửa chữ lỗi phông trong tệp CSV hoặc Excel"
EXAMPLE = "motcua fonts danh-sach.csv --out danh-sach-da-sua.xlsx"
ROWS = 200_000
MEGABYTES = 100
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
Table = Sequence[Sequence[str]]


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="TỆP", type=Path, help="tệp .csv hoặc .xlsx")
    parser.add_argument("--out", metavar="TỆP", type=Path, help="tệp ghi ra, .csv hoặc .xlsx")


def run(arguments: argparse.Namespace) -> int:
    source: Path = arguments.file
    out: Path = arguments.out or source.with_name(f"{source.stem}-da-sua{source.suffix.lower()}")
    _check(source, out)
    table, divider = _read(source)
    mended = mend_table(table)
    _write(out, mended, divider)
    print("\n".join([*_told(mended), f"Đã ghi {' và '.join(map(str, _places(out)))}."]))
    return 0


def _check(source: Path, out: Path) -> None:
    if not source.is_file():
        raise Failure(f"Không thấy tệp {source}. Hãy kiểm tra lại đường dẫn.")
    if out.suffix.lower() not in (".csv", ".xlsx"):
        raise Failure("Tệp ghi ra phải có đuôi .csv hoặc .xlsx. Hãy ghi rõ bằng --out.")
    for place in _places(out):
        if place.exists():
            raise Failure(f"Đã có tệp {place}. Hãy chọn tên khác bằng --out.")
    if not out.parent.is_dir():
        raise Failure(f"Không có thư mục {out.parent}. Hãy tạo thư mục hoặc chọn nơi khác.")
    if source.stat().st_size > MEGABYTES << 20:
        raise Failure(f"Tệp lớn quá {MEGABYTES} MB. Hãy chia thành nhiều tệp.")


def _places(out: Path) -> list[Path]:
    """The files that are written: the table, and what is before and after if that is apart."""
    if out.suffix.lower() == ".xlsx":
        return [out]
    return [out, out.with_name(f"{out.stem}-truoc-sau.csv")]


def _read(source: Path) -> tuple[Table, str]:
    """The cells of a file, and what divides them if it is a CSV."""
    content = source.read_bytes()
    if (
        content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))
        or source.suffix.lower() == ".xlsx"
    ):
        return _read_excel(content), ","
    text = as_text(content)
    if not text.strip():
        raise Failure("Tệp trống: không có dòng nào để sửa.")
    divider = _divider(text)
    return _read_csv(text, divider), divider


def _read_excel(content: bytes) -> Table:
    from motcua.actions.files.read_sheet import read_sheet
    from motcua.doors.shared.sentences import say
    from motcua.rules.refusal import Refused

    try:
        sheet = read_sheet(content, rows=ROWS, megabytes=MEGABYTES)
    except Refused as refused:
        raise Failure(say(refused.code, refused.detail)) from None
    for names, note in ((sheet.hidden, "hidden"), (sheet.others, "others")):
        if names:
            print(say(f"sheet-note-{note}", {"names": ", ".join(names)}))
    return sheet.table


def _divider(text: str) -> str:
    """Comma, semicolon, tab or bar: what is most in the first lines."""
    head = "\n".join(text.splitlines()[:20])
    return max(",;\t|", key=head.count)


def _read_csv(text: str, divider: str) -> Table:
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=divider, strict=True)
    try:
        for row in reader:
            rows.append(row)
            if len(rows) > ROWS:
                raise Failure(f"Tệp có hơn {ROWS:,} dòng. Hãy chia thành nhiều tệp.")
    except csv.Error:
        raise Failure(
            f"Dòng {reader.line_num}: không đọc được, thường vì có dấu nháy kép mở mà không đóng. "
            "Hãy sửa dòng này rồi chạy lại."
        ) from None
    return rows


def _write(out: Path, mended: Sequence[Sequence[Mended]], divider: str) -> None:
    """All that is written stands whole, or nothing does."""
    table = [[cell.text for cell in row] for row in mended]
    changes = [_HEADS, *_changes(mended)]
    if out.suffix.lower() == ".xlsx":
        made = [_workbook({"Đã sửa": table, "Trước và sau": changes})]
    else:
        safe = [[safe_cell(text) for text in row] for row in changes]
        made = [_as_csv(table, divider), _as_csv(safe, divider)]
    try:
        _put(dict(zip(_places(out), made, strict=True)))
    except OSError as error:
        raise Failure(f"Không ghi được {out}: {error.strerror}. Chưa ghi gì.") from None


def _put(contents: Mapping[Path, bytes]) -> None:
    """Write the files beside their places, then move them there."""
    beside: dict[str, Path] = {}
    try:
        for place, content in contents.items():
            handle, name = tempfile.mkstemp(dir=place.parent, prefix=".fonts-")
            beside[name] = place
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        for name, place in beside.items():
            os.replace(name, place)
    finally:
        for name in beside:
            Path(name).unlink(missing_ok=True)


def _changes(mended: Sequence[Sequence[Mended]]) -> Iterator[list[str]]:
    """What is before and after, a row for each cell that was broken."""
    for number, row in enumerate(mended, 1):
        for at, cell in enumerate(row):
            if cell.damage:
                yield [
                    str(number),
                    _column(at),
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


def _column(at: int) -> str:
    """The name of a column as Excel has it: A, B … Z, AA …"""
    name = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(65 + rest) + name
    return name


def _as_csv(table: Table, divider: str) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=divider).writerows(table)
    return out.getvalue().encode("utf-8-sig")


def _workbook(sheets: Mapping[str, Table]) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for title, table in sheets.items():
        sheet = book.create_sheet(title)
        for row in table:
            sheet.append([_cell(sheet, text) for text in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: object, text: str) -> object:
    """A cell that is text whatever is in it; what Excel cannot hold is written as its number."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    held = ILLEGAL_CHARACTERS_RE.sub(lambda found: f"\\x{ord(found[0]):02x}", text)
    cell = WriteOnlyCell(sheet, value=held)  # type: ignore[arg-type]
    cell.data_type, cell.number_format = "s", "@"
    return cell


def _told(mended: Sequence[Sequence[Mended]]) -> Iterator[str]:
    cells = [cell for row in mended for cell in row]
    changed = sum(cell.text != cell.original for cell in cells)
    waiting = sum(cell.needs_person for cell in cells)
    yield f"{_number(len(mended))} dòng, {_number(len(cells))} ô: đã sửa {_number(changed)} ô."
    kinds = Counter(_CALLED[one] for cell in cells for one in cell.damage)
    if kinds:
        yield "  " + ", ".join(f"{kind}: {_number(many)}" for kind, many in kinds.most_common())
    if waiting:
        yield f"{_number(waiting)} ô cần người xem: giữ nguyên, ghi ở bảng trước và sau."


def _number(number: int) -> str:
    return f"{number:,}".replace(",", ".")
