"""Cho biết hồ sơ nào hết hạn lưu, của đơn vị nào, theo căn cứ nào: chỉ đếm, không xóa gì.
Với --again: xóa lại những gì đã xóa mà một bản sao lưu cũ mang về.

Việc xóa do tiến trình nền làm trong đêm, sau khi nằm trong danh sách đủ số ngày ghi ở
country/retention.toml, và sau khi lãnh đạo đồng ý nếu tệp ấy đòi.
"""

import argparse
from collections import Counter
from datetime import datetime, timedelta

HELP = "hồ sơ nào hết hạn lưu trong những ngày tới"
EXAMPLE = "motcua retention --days 90"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--again", action="store_true", help="xóa lại những gì đã xóa mà bản sao "
                        "lưu mang về")  # fmt: skip
    parser.add_argument("--days", type=int, default=30, help="đến bao nhiêu ngày nữa (30)")


def run(arguments: argparse.Namespace) -> int:
    from motcua.site.database import django_as

    if arguments.again:
        return _again()
    with django_as("clerk"):
        from motcua.site import clock

        for line in told(clock.now(), arguments.days):
            print(line)
    return 0


def _again() -> int:
    """Erase again what the list says was erased and a backup brought back."""
    from motcua.site.database import django_as

    with django_as("clerk"):
        from motcua.actions.act import By
        from motcua.clerks.retention import erase_what_came_back
        from motcua.records.erased import listed
        from motcua.rules.who import CLERK, Door
        from motcua.site import clock

        number = erase_what_came_back(By(CLERK, clock.now(), Door.COMMAND), listed())
    print(f"Đã xóa lại: {number}")
    return 0


def told(now: datetime, days: int) -> list[str]:
    """What is due until then and not listed, by unit, procedure and day; then the list."""
    from motcua.records.retention import Erasure, due, retention
    from motcua.records.unit import Unit
    from motcua.rules.retention import WHAT_WORDS
    from motcua.rules.time.wall_clock import local

    until = local(now).date() + timedelta(days=days)
    found = Counter((d.unit_id, d.procedure, what) for d, what, _ in due(until))
    named = Unit.objects.filter(pk__in={unit for unit, _, _ in found})
    units = dict(named.values_list("pk", "full_name"))
    lines = [f"Hết hạn lưu đến {until:%d/%m/%Y}, chưa vào danh sách: {sum(found.values())}"]
    for (unit, procedure, what), count in sorted(found.items()):
        law = retention().keep(what, procedure)
        sure = "" if law.confidence == "high" else f" (độ chắc chắn: {law.confidence})"
        lines.append(f"  {units[unit]}, {procedure}, {WHAT_WORDS[what]}: {count}. "
                     f"{law.years} năm, {law.citation}{sure}")  # fmt: skip
    waiting = Erasure.objects.filter(erased_at=None)
    lines.append(f"Trong danh sách: {waiting.count()}, chờ lãnh đạo: {waiting.awaiting().count()}")
    lines.append(f"Đã xóa: {Erasure.objects.filter(erased_at__isnull=False).count()}")
    return lines
