"""Đối chiếu một danh sách người với cơ sở dữ liệu dân cư: ai là ai, ai cần người xem, ai không có.

Danh sách là .xlsx, .csv (bảng mã nào cũng được) hoặc .parquet, để nguyên như nơi khác gửi đến: có
tiêu đề ở trên, tên cột hai ba dòng, ô gộp, chữ lỗi phông, ngày ghi nhiều kiểu. Lệnh in ra cột nào
được hiểu là gì; chưa đúng thì ghi --column, ví dụ --column name="Tên trên thẻ". CỘT là
name (họ và tên), family_name, given_name, birth (ngày sinh), birth_month, birth_year, number (số
định danh), old_number (số CMND), sex, address, commune, district, province, commune_code, father,
mother, hay id (mã người trong cơ sở dữ liệu). Cột lạ được giữ nguyên.

Tệp ra có mọi dòng của danh sách, thêm: kết quả, mã và số định danh trong cơ sở dữ liệu, mức chắc
chắn, lý do; các dòng cần người xem, dòng dễ khớp ở trên; ô không đọc được; tóm tắt. Ra .csv thì
các phần sau là những tệp bên cạnh. Danh sách gốc giữ nguyên.

Khoá của cơ sở dữ liệu được giữ trong tệp .keys bên cạnh, để lần sau nhanh: mật như chính nó.

Mã thoát: 0 là xong; 1 là chưa làm được, chưa ghi kết quả; 2 là lệnh viết chưa đúng.
"""

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from motcua.rules.fonts.together import mend_table
from motcua.rules.lines import read
from motcua.rules.lists.headings import (
    HEAD_ROWS,
    MOST_HEADS,
    Headings,
    ListLaw,
    headings,
    list_law_from,
)
from motcua.rules.lists.people import Remark, read_people
from motcua.rules.time.wall_clock import local
from motcua.site import settings
from motcua.site.failure import Failure
from motcua.site.matched import (
    Given,
    Numbered,
    columns,
    first_unread,
    places,
    summary,
    write,
)
from motcua.site.progress import Ahead, step
from motcua.site.table_file import (
    Row,
    Table,
    check_places,
    count,
    count_rows,
    open_rows,
    read_table,
)

if TYPE_CHECKING:
    from motcua.actions.files.read_sheet import Sheet
    from motcua.clerks.matching.kept import Part
    from motcua.clerks.matching.listed import Communes
    from motcua.clerks.matching.outcome import Outcome

HELP = "đối chiếu một danh sách người với cơ sở dữ liệu dân cư"
EXAMPLE = "motcua match danh-sach.xlsx --register dan-cu.csv --out ket-qua.xlsx"
MOST = 20_000_000  # people of a register
MEGABYTES = 8_000  # of a register
PART = 100_000  # people of a register at once
_OPTION = {"Danh sách": "--column", "Cơ sở dữ liệu": "--register-column"}
_SHORT = {"name": "full_name", "cmnd": "old_number"}


def configure(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("file", metavar="DANH SÁCH", type=Path, help="tệp .xlsx, .csv hoặc .parquet")
    add("--register", metavar="TỆP", type=Path, required=True,
        help="cơ sở dữ liệu: tệp .csv, .parquet hoặc .xlsx")  # fmt: skip
    add("--out", metavar="TỆP", type=Path, required=True, help="tệp ghi ra, .xlsx hoặc .csv")
    for name, what in (("--column", "danh sách"), ("--register-column", "cơ sở dữ liệu")):
        add(name, metavar="CỘT=ĐẦU CỘT", action="append", default=[], type=_pair,
            help=f'cột nào của {what} là gì, ví dụ name="Họ tên"')  # fmt: skip


def _pair(text: str) -> tuple[str, str]:
    key, equals, heading = text.partition("=")
    if not equals or not heading.strip():
        raise argparse.ArgumentTypeError(f"“{text}” phải có dạng name=“Họ tên”")
    return _SHORT.get(key.strip(), key.strip()), heading.strip()


def run(arguments: argparse.Namespace) -> int:
    from motcua.site import clock

    check_places(arguments.file, places(arguments.out))
    check_places(arguments.register, places(arguments.out), MEGABYTES)
    law, today = _law(), local(clock.now()).date()
    sheet = read_table(arguments.file)
    given = _given(sheet, law, dict(arguments.column))
    communes = _communes(today)
    register = _kept(arguments, law, today, communes)
    told, remarks = _matched(given, register, today, communes)
    summed_up = list(summary(given, told, remarks, law))
    with step("ghi kết quả"):
        write(arguments.out, given, told, remarks, summed_up, sheet.divider)
    print("\n".join([": ".join(row[:2]) for row in summed_up[: summed_up.index([])]]))
    for line in first_unread(given.found, remarks):
        print(line)
    print(f"Đã ghi {', '.join(map(str, places(arguments.out)))}.")
    return 0


# which column is what


def _law() -> ListLaw:
    file = settings.COUNTRY / "matching.toml"
    return read(file.read_text(encoding="utf-8"), file.name, list_law_from)


def _given(sheet: "Sheet", law: ListLaw, said: Mapping[str, str]) -> Given:
    found = _headings(sheet.table, law, said, "Danh sách")
    rows = sheet.below(found.rows)
    if not rows:
        raise Failure("Danh sách không có dòng nào dưới tên cột.")
    return Given(sheet.table, found, rows)


def _headings(table: Table, law: ListLaw, said: Mapping[str, str], what: str) -> Headings:
    if strange := said.keys() - law.labels.keys():
        raise Failure(
            f"Không có cột “{', '.join(sorted(strange))}”. "
            f"Các cột dùng được: name, {', '.join(law.labels)}."
        )
    top = [[cell.text for cell in row] for row in mend_table(table[: HEAD_ROWS + MOST_HEADS])]
    found = headings(top, law, said)
    if found is None:
        raise Failure(
            f"{what}: không thấy tên cột của người (họ và tên, ngày sinh, số định danh…) trong "
            f'{HEAD_ROWS} dòng đầu. Hãy sửa tên cột, hoặc ghi rõ: {_OPTION[what]} name="…".'
        )
    if lost := said.keys() - found.asked:
        named = ", ".join(said[key] for key in sorted(lost))
        raise Failure(f"{what}: không thấy cột có tên “{named}”.")
    print(f"{what}: tên cột ở dòng {found.last}")
    for row in columns(found, law):
        print("  " + " ".join(row))
    return found


# who is who


def _communes(today: date) -> "Communes":
    from motcua.clerks.matching.listed import Communes
    from motcua.records.unit_files import country_lists

    lists = country_lists(settings.COUNTRY / "units")
    return Communes(lists.units, lists.successions, today)


def _kept(arguments: argparse.Namespace, law: ListLaw, today: date, communes: "Communes") -> Path:
    """The file of the register's keys, made if need be."""
    from motcua.clerks.matching.kept import keep

    source: Path = arguments.register
    rows = open_rows(source, MOST)
    top = list(islice(rows, HEAD_ROWS + MOST_HEADS))
    found = _headings(top, law, dict(arguments.register_column), "Cơ sở dữ liệu")

    def parts() -> Iterator["Part"]:
        ahead = Ahead("làm khoá của cơ sở dữ liệu", count_rows(source))
        done = enumerate(chain(top, rows), 1)
        yield from _parts(islice(done, found.rows, None), found, today, communes, ahead.at)
        ahead.done()

    kept = keep(source, repr(sorted(found.taken.items())), parts)
    if not kept.fresh:
        print(f"Dùng khoá đã giữ ở {kept.file}.")
    return kept.file


def _parts(
    rows: Iterator[Numbered],
    found: Headings,
    today: date,
    communes: "Communes",
    told: Callable[[int], None],
) -> Iterator["Part"]:
    from motcua.clerks.matching.listed import as_people

    while part := list(islice(rows, PART)):
        people, _ = read_people(part, found.taken, today)
        yield as_people(people, communes), [_called(number, row, found) for number, row in part]
        told(part[-1][0])


def _called(number: int, row: Row, found: Headings) -> str:
    """What somebody is called in the register: their id, or the row they stand in."""
    at = found.taken.get("id", len(row))
    return (row[at] if at < len(row) else "") or f"dòng {number}"


def _matched(
    given: Given, register: Path, today: date, communes: "Communes"
) -> tuple[list["Outcome"], list[Remark]]:
    from motcua.clerks.matching.engine import match
    from motcua.clerks.matching.kept import opened
    from motcua.clerks.matching.keys import keep_keys
    from motcua.clerks.matching.listed import as_people
    from motcua.clerks.matching.outcome import outcomes

    people, remarks = read_people(given.rows, given.found.taken, today)
    unread: dict[int, list[str]] = defaultdict(list)
    at_row = {number: at for at, (number, _) in enumerate(given.rows)}
    for one in remarks:
        name = given.found.names[one.column]
        unread[at_row[one.row]].append(f"chưa dùng được ô {name}: {one.why}")
    with opened(register) as connection:
        with step(f"sửa chữ, làm khoá của {count(len(people))} dòng"):
            keep_keys(connection, "list", as_people(people, communes))
        ahead = Ahead("đối chiếu", 100)
        matches = match(connection, told=lambda _, share: ahead.at(int(share * 100)))
        ahead.done()
        thin = {at for at, one in enumerate(people) if one.is_thin}
        return outcomes(connection, matches, thin, unread), remarks
