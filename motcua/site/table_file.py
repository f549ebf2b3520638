"""Tables in files: read from CSV in any encoding, Excel or Parquet, put in their places."""

import csv
import io
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from motcua.rules.fonts.opening import as_text
from motcua.rules.lists.csv_text import divided
from motcua.rules.refusal import Refused
from motcua.site.failure import Failure
from motcua.site.progress import Ahead

if TYPE_CHECKING:
    from motcua.actions.files.read_sheet import Sheet

ROWS = 200_000
MEGABYTES = 100
Row = Sequence[str]
Table = Sequence[Row]
_EXCEL = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_PIECE = 10_000  # rows of a Parquet file at once


def check_places(source: Path, places: Sequence[Path], megabytes: int = MEGABYTES) -> None:
    """Raise `Failure` where `source` cannot be read or one of the files cannot be written."""
    if not source.is_file():
        raise Failure(f"Không thấy tệp {source}. Hãy kiểm tra lại đường dẫn.")
    if places[0].suffix.lower() not in (".csv", ".xlsx"):
        raise Failure("Tệp ghi ra phải có đuôi .csv hoặc .xlsx. Hãy ghi rõ bằng --out.")
    for place in places:
        if place.exists():
            raise Failure(f"Đã có tệp {place}. Hãy chọn tên khác bằng --out.")
    folder = places[0].parent
    if not folder.is_dir():
        raise Failure(f"Không có thư mục {folder}. Hãy tạo thư mục hoặc chọn nơi khác.")
    if source.stat().st_size > megabytes << 20:
        raise Failure(f"Tệp lớn quá {megabytes} MB. Hãy chia thành nhiều tệp.")


def read_table(source: Path) -> "Sheet":
    """The cells of a file, read as one that comes through a page; what was not read is told."""
    from motcua.actions.files.read_list import read_list
    from motcua.doors.shared.sentences import say

    ahead = Ahead(f"đọc {source.name}", 100)
    with _named(source):
        content = source.read_bytes()
        sheet = read_list(content, rows=ROWS, megabytes=MEGABYTES, hears=ahead.at)
    ahead.done()
    for note in sheet.notes:
        print(say(*note))
    return sheet


def open_rows(source: Path, most: int) -> Iterator[Row]:
    """The rows of a file one by one, where its kind lets itself be read so: it may be longer than
    what memory holds."""
    with source.open("rb") as file:
        head = file.read(4)
    if source.suffix.lower() == ".parquet" or head == b"PAR1":
        yield from _at_most(_read_parquet(source), most)
    elif head.startswith(_EXCEL) or source.suffix.lower() == ".xlsx":
        yield from read_table(source).table
    else:
        with _named(source):
            yield from _at_most(divided(_lines(source))[0], most)


@contextmanager
def _named(source: Path) -> Iterator[None]:
    """What ends the reading, in words, and of which file."""
    from motcua.doors.shared.sentences import say

    try:
        yield
    except Refused as refused:
        raise Failure(f"{source.name}: {say(refused.code, refused.detail)}") from None


def _lines(source: Path) -> Iterator[str]:
    """The text of a file: UTF-8, as most are, needs not be in memory whole."""
    try:
        with source.open(encoding="utf-8-sig", newline="") as file:
            while file.read(1 << 20):
                pass
            file.seek(0)
            yield from file
    except UnicodeDecodeError:
        yield from io.StringIO(as_text(source.read_bytes()), newline="")


def _at_most(rows: Iterator[Row], most: int) -> Iterator[Row]:
    for number, row in enumerate(rows, 1):
        if number > most:
            said = f"{most:,}".replace(",", ".")
            raise Failure(f"Tệp có hơn {said} dòng. Hãy chia thành nhiều tệp.")
        yield row


def _read_parquet(source: Path) -> Iterator[Row]:
    """The names of the columns, then the rows, each value as text (days as ISO)."""
    import duckdb

    try:
        with duckdb.connect() as connection:
            found = connection.execute(
                "select columns(*)::varchar from read_parquet(?)", [str(source)]
            )
            yield [column[0] for column in found.description or ()]
            while rows := found.fetchmany(_PIECE):
                for row in rows:
                    yield ["" if value is None else value for value in row]
    except duckdb.Error:
        raise Failure(f"Không đọc được {source}: không phải là tệp Parquet nguyên vẹn.") from None


def put(contents: Mapping[Path, bytes]) -> None:
    """Write the files beside their places, then move them there: each stands whole, or raises
    `Failure` before any does."""
    beside: dict[str, Path] = {}
    try:
        for place, content in contents.items():
            handle, name = tempfile.mkstemp(dir=place.parent, prefix=".motcua-")
            beside[name] = place
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        for name, place in beside.items():
            os.replace(name, place)
    except OSError as error:
        first = next(iter(contents))
        raise Failure(f"Không ghi được {first}: {error.strerror}. Chưa ghi gì.") from None
    finally:
        for name in beside:
            Path(name).unlink(missing_ok=True)


def as_csv(table: Iterable[Row], divider: str) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=divider).writerows(table)
    return out.getvalue().encode("utf-8-sig")


def count(number: int) -> str:
    """1.234.567"""
    return f"{number:,}".replace(",", ".")


def count_rows(source: Path) -> int:
    """About how many rows a file has, read for nothing else; 0 where that is not known."""
    with source.open("rb") as file:
        head = file.read(4)
        if head.startswith((*_EXCEL, b"PAR1")):
            return 0
        return sum(piece.count(b"\n") for piece in iter(lambda: file.read(1 << 20), b""))
