"""Kiểm tra lịch làm việc, và tính lại ngày hẹn của hồ sơ đang giải quyết khi lịch đã đổi.

  check   đọc tệp lịch, nói dòng sai và cách sửa; không ghi tệp nào thì đọc lịch đang dùng
  reckon  bao nhiêu hồ sơ đang hẹn theo lịch cũ; thêm --apply để tính lại: mỗi hồ sơ đổi ngày có
          một mục trong nhật ký và một tin nhắn cho người nộp. Hồ sơ đã xong giữ nguyên

Sửa tệp lịch xong thì khởi động lại Một Cửa rồi chạy reckon. Mã thoát là 1 khi có điều phải sửa.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from motcua.rules.time.calendar import Calendar, Calendars

HELP = "kiểm tra lịch làm việc, tính lại ngày hẹn khi lịch đổi"
EXAMPLE = "motcua calendar reckon --apply"


def configure(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(title="Việc", metavar="VIỆC", dest="what", required=True)
    check = parts.add_parser("check", help="kiểm tra tệp lịch")
    check.add_argument("file", nargs="?", type=Path, metavar="TỆP")
    reckon = parts.add_parser("reckon", help="tính lại ngày hẹn của hồ sơ đang giải quyết")
    reckon.add_argument("--apply", action="store_true", help="ghi; không có thì chỉ đếm")


def run(arguments: argparse.Namespace) -> int:
    return _check(arguments.file) if arguments.what == "check" else _reckon(arguments.apply)


def _check(file: Path | None) -> int:
    from motcua.rules.tables import DataError
    from motcua.rules.time.calendar_file import read_calendars
    from motcua.site import settings
    from motcua.site.failure import Failure

    path = file or settings.COUNTRY / "calendar.toml"
    try:
        found = read_calendars(path.read_text(encoding="utf-8"), path.name)
    except DataError as trouble:
        raise Failure(str(trouble)) from None
    except (OSError, UnicodeDecodeError):
        raise Failure(f"Không mở được tệp {path}. Hãy lưu tệp ở dạng UTF-8.") from None
    print("\n".join(told(found)))
    return 0


def told(found: "Calendars") -> Iterator[str]:
    """What the file says, for reading over: each year's days off, and who has a calendar of
    their own."""
    country = found.country
    yield f"Lịch {country.version}, giờ làm việc {country.hours.words()}"
    for year in sorted({day.year for day in country.days}):
        yield f"  {year}: {_year_words(country, year)}"
    if country.announced_to:
        yield f"  sau {country.announced_to:%d/%m/%Y} là dự tính, chưa công bố"
    for code, own in found.units.items():
        yield f"Đơn vị {code}: lịch {own.version}, giờ làm việc {own.hours.words()}"


def _year_words(calendar: "Calendar", year: int) -> str:
    rules = [rule for day, rule in calendar.days.items() if day.year == year]
    off = sum(not rule.working for rule in rules)
    unsure = sum(rule.confidence != "high" for rule in rules)
    return f"{off} ngày nghỉ, {len(rules) - off} ngày làm bù, {unsure} ngày chưa chắc căn cứ"


def _reckon(apply: bool) -> int:
    from motcua.site.database import django_as

    with django_as("clerk"):
        from motcua.actions.act import By
        from motcua.actions.calendar import behind, reckon_dates, units_behind
        from motcua.rules.who import CLERK, Door
        from motcua.site import clock

        moved = dossiers = 0
        found = list(units_behind())
        for unit, number in found:
            print(f"{unit.full_name}: {number} hồ sơ hẹn theo lịch cũ")
            while apply and behind(unit).exists():
                done = reckon_dates(By(CLERK, clock.now(), Door.COMMAND), unit).data
                dossiers, moved = dossiers + done["dossiers"], moved + done["moved"]
    print(_outcome(bool(found), apply, dossiers, moved))
    return 0


def _outcome(behind: bool, apply: bool, dossiers: int, moved: int) -> str:
    if not behind:
        return "Mọi hồ sơ đã hẹn theo lịch đang có hiệu lực."
    if not apply:
        return "Chưa ghi gì. Thêm --apply để tính lại."
    return f"Đã tính lại {dossiers} hồ sơ, {moved} hồ sơ đổi ngày hẹn và người nộp được báo."
