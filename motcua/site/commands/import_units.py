"""Cập nhật đơn vị hành chính, nối cũ với mới, hoặc thôn, tổ dân phố từ một tệp.

Lệnh chỉ cho xem sẽ thay đổi những gì; thêm --apply để ghi. Không dòng nào bị xoá: đơn vị cũ được
ghi ngày kết thúc, đơn vị mới được thêm vào.

Tệp CSV (UTF-8), lệnh tự nhận ra theo tên cột:
  đơn vị         code, level, kind, name, parent, valid_from, valid_to, citation
                 level: province, district, commune · kind: tỉnh, xã, phường, đặc khu…
  nối cũ với mới old, old_from, new, new_from, whole (1 trọn, 0 một phần), document
  thôn, tổ       unit (mã xã), kind, name, valid_from, valid_to
Tệp JSON: danh sách tỉnh có Code, Name, Wards, đang có hiệu lực vào ngày --on.
"""

import argparse
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from motcua.site.failure import Failure

if TYPE_CHECKING:
    from motcua.records.unit_files import Given
    from motcua.rules.place.unit import Plan

HELP = "cập nhật đơn vị hành chính, thôn, tổ dân phố từ tệp CSV hoặc JSON"
EXAMPLE = "motcua import-units xa-phuong.csv --on 20/09/2026 --apply"
SHOWN = 30
_how_much = {True: "trọn", False: "một phần"}


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="TỆP", type=Path, help="tệp CSV hoặc JSON")
    parser.add_argument(
        "--on", metavar="NGÀY", type=a_day, help="ngày có hiệu lực của dòng không ghi ngày"
    )
    parser.add_argument("--apply", action="store_true", help="ghi thay đổi; không có thì chỉ xem")


def a_day(text: str) -> date:
    for shape in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, shape).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
    raise argparse.ArgumentTypeError(f"“{text}” không phải là ngày, ví dụ đúng: 20/09/2026")


def run(arguments: argparse.Namespace) -> int:
    from motcua.site.database import django_as

    if not arguments.file.is_file():
        raise Failure(f"Không thấy tệp {arguments.file}. Hãy kiểm tra lại đường dẫn.")
    with django_as("clerk"):
        return _import(arguments)


def _import(arguments: argparse.Namespace) -> int:
    from motcua.actions.unit import plan_import
    from motcua.records.unit import unit_rows
    from motcua.records.unit_files import Unreadable, import_file

    try:
        given = import_file(arguments.file, unit_rows(), arguments.on)
    except Unreadable as trouble:
        raise Failure(str(trouble)) from None
    plan = plan_import(given.units, given.successions)
    print("\n".join(told(plan, given)))
    if plan.problems:
        raise Failure("Chưa ghi gì. Hãy sửa tệp theo các dòng trên rồi chạy lại.")
    if plan.empty and not given.hamlets:
        return 0
    if not arguments.apply:
        print("Chưa ghi gì. Thêm --apply để ghi.")
        return 0
    _apply(given)
    print("Đã ghi.")
    return 0


def _apply(given: "Given") -> None:
    from motcua.actions.act import By
    from motcua.actions.unit import import_units
    from motcua.rules.refusal import Refused
    from motcua.rules.who import CLERK, Door
    from motcua.site import clock

    by = By(CLERK, clock.now(), Door.COMMAND)
    try:
        import_units(by, units=given.units, successions=given.successions, hamlets=given.hamlets)
    except Refused as refused:
        problems = refused.detail.get("problems", ())
        assert isinstance(problems, tuple)
        raise Failure("\n".join(["Chưa ghi gì.", *problems])) from None


def told(plan: "Plan", given: "Given") -> Iterable[str]:
    """The difference, for reading: a heading with the number, then the first lines of each."""
    yield from _part("Mở mới", [f"+ {r.code} {r.full_name} từ {r.valid_from:%d/%m/%Y}"
                                for r in plan.opened])  # fmt: skip
    yield from _part("Kết thúc", [f"- {code} (từ {start:%d/%m/%Y}) đến hết {day:%d/%m/%Y}"
                                  for (code, start), day in plan.closed])  # fmt: skip
    yield from _part("Sửa", [f"~ {old.code} {old.full_name} → {new.full_name}"
                             for old, new in plan.corrected])  # fmt: skip
    yield from _part("Nối cũ với mới", [f"  {x.old[0]} → {x.new[0]} {_how_much[x.whole]}"
                                        for x in plan.links])  # fmt: skip
    yield from _part("Thôn, tổ dân phố trong tệp", [f"  {h.unit} {h.kind} {h.name}"
                                                    for h in given.hamlets])  # fmt: skip
    yield from _part("Không khớp", [f"! {problem}" for problem in plan.problems])
    if plan.empty and not plan.problems and not given.hamlets:
        yield "Không có gì thay đổi."


def _part(title: str, lines: list[str]) -> Iterable[str]:
    if lines:
        yield f"{title}: {len(lines)}"
        yield from lines[:SHOWN]
    if len(lines) > SHOWN:
        yield f"  … và {len(lines) - SHOWN} dòng nữa"
