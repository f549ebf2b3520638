"""Versions, and whether the house is well: database, disk, queue, the last sealed day."""

import shutil
from dataclasses import dataclass
from datetime import timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.http import HttpResponse

from motcua.doors.office.page import office, staff
from motcua.doors.office.portal import waiting
from motcua.doors.shared.desk import Asking, today
from motcua.doors.shared.templatetags.motcua import day, moment
from motcua.records.errand import queue_at
from motcua.records.journal import DayRoot
from motcua.records.procedure import catalogue, refused

MUST_BE_ON = {
    "fsync": "Ghi hẳn xuống đĩa (fsync)",
    "synchronous_commit": "Ghi xong mới báo đã nhận (synchronous_commit)",
    "full_page_writes": "Chịu được mất điện giữa lúc ghi (full_page_writes)",
}
QUEUE_LIMIT = timedelta(minutes=15)  # ours, as the two below
DISK_LIMIT = 0.10
SEALED_LIMIT = 2  # days


@dataclass(frozen=True)
class Sign:
    """One thing looked at: well, or what to do."""

    label: str
    value: str
    well: bool
    advice: str = ""


@staff
def health(request: Asking) -> HttpResponse:
    procedures = sorted(catalogue().values(), key=lambda one: one.code)
    return office(
        request,
        "health",
        signs=[
            *_database(),
            _disk(),
            _queue(request),
            _portal(request),
            _sealed(request),
            _catalogue(),
            _scanner(),
        ],
        version=_version(),
        database=_ask("show server_version"),
        today=today(request),
        procedures=[(one, one.on(today(request))) for one in procedures],
    )


def _version() -> str:
    try:
        return version("motcua")
    except PackageNotFoundError:
        return "chạy từ mã nguồn"


def _ask(question: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return str(cursor.fetchone()[0])


def _database() -> list[Sign]:
    """The promises of the program rest on these three."""
    advice = "Hãy đặt là on cho máy chủ rồi khởi động lại: mất điện có thể mất hồ sơ đã nhận."
    return [
        Sign(label, "bật" if value == "on" else value, value not in ("off", "local"), advice)
        for name, label in MUST_BE_ON.items()
        for value in [_ask(f"show {name}")]
    ]


def _disk() -> Sign:
    folder = Path(settings.MOTCUA_FILES)
    usage = shutil.disk_usage(next(p for p in (folder, *folder.parents) if p.exists()))
    free = usage.free / usage.total
    words = f"còn trống {free:.0%} ({usage.free // 10**9} GB)"
    return Sign("Ổ đĩa giữ tệp", words, free >= DISK_LIMIT, "Hãy giải phóng hoặc thêm chỗ.")


def _queue(request: Asking) -> Sign:
    queue = queue_at(request.at)
    waited = request.at - queue.oldest if queue.oldest else timedelta()
    words = f"{queue.due} việc đến lượt"
    if queue.oldest:
        words += f", cũ nhất từ {moment(queue.oldest, 'short')}"
    advice = "Hãy xem tiến trình nền (motcua work) có chạy không, và hệ thống ngoài nào đang hỏng."
    return Sign("Việc nền", words, waited < QUEUE_LIMIT, advice)


def _portal(request: Asking) -> Sign:
    """Whether the national portal knows in time how dossiers stand."""
    behind = waiting(request)
    words = f"{behind.count} thay đổi chờ báo"
    if behind.count:
        words += f", cũ nhất {behind.minutes} phút"
    return Sign("Cổng quốc gia", words, not behind.late, "Hãy xem trang Cổng quốc gia.")


def _sealed(request: Asking) -> Sign:
    last = DayRoot.objects.order_by("-day").values_list("day", flat=True).first()
    well = last is not None and (today(request) - last).days <= SEALED_LIMIT
    advice = "Mỗi đêm nhật ký được niêm phong. Hãy xem tiến trình nền có chạy không."
    return Sign("Ngày niêm phong cuối", day(last) or "chưa có", well, advice)


def _scanner() -> Sign:
    """Whether files that come in are looked at by ClamAV; what waits for it is an errand."""
    words = "không quét, vì chưa nối ClamAV; tệp vẫn được xét theo nội dung"
    if settings.MOTCUA_CLAMAV_SOCKET:
        words = "qua ClamAV; tệp chưa quét xong thì chưa ai mở được"
    return Sign("Quét mã độc tệp gửi đến", words, True)


def _catalogue() -> Sign:
    """Whether the procedure files as they are now are the law that is in force here."""
    trouble = refused()
    words = f"{len(catalogue())} thủ tục"
    if trouble:
        wrong = ". ".join(one.said for one in trouble.all)
        words = f"{wrong}. Đang dùng bản đọc được gần nhất, {words}."
    advice = "Hãy sửa tệp rồi xem lại bằng lệnh motcua procedure check; hệ thống tự đọc lại."
    return Sign("Danh mục thủ tục", words, trouble is None, advice)
