"""What `motcua doctor` looks at: a finding is a plain sentence, and a fault says what to do."""

import os
import secrets
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from motcua.site import settings
from motcua.site.durability import faults

_QUEUE_LIMIT = 15 * 60  # seconds a due errand may wait before someone should look
_DISK_LIMIT = 0.10
_CLOCK_LIMIT = 2.0


@dataclass(frozen=True)
class Diagnosis:
    """One thing looked at: well, or what to do."""

    well: bool
    sentence: str


def examine(url: str, kept: Path) -> Iterator[Diagnosis]:
    """Every finding, for a system whose database answers at `url` and whose files are `kept`."""
    yield from _try("Không đọc được cơ sở dữ liệu", lambda: _database(url))
    yield catalogue()
    yield from _try("Không kiểm tra được thư mục tệp", lambda: [files(kept)])
    yield scanner(settings.MOTCUA_CLAMAV_SOCKET)
    yield reader(settings.MOTCUA_TESSERACT)
    yield from _try("Không kiểm tra được khoá", lambda: [keys(settings.MOTCUA_KEYS)])
    for folder in sorted({settings.HOME, kept}):
        yield from _try(f"Không đo được ổ đĩa của {folder}", partial(_disk, folder))


def catalogue() -> Diagnosis:
    """Whether the procedure files, as they are on the disk now, could be the law here."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.site.settings")
    from motcua.records.procedure import Shelf
    from motcua.rules.tables import DataError

    try:
        return Diagnosis(True, f"Danh mục thủ tục đọc được: {len(Shelf().procedures())} thủ tục.")
    except DataError as trouble:
        how = "Hãy sửa tệp; xem trước bằng motcua procedure check."
        return Diagnosis(False, f"Danh mục thủ tục không đọc được: {trouble}. {how}")


def _try(
    what: str, look: Callable[[], Iterator[Diagnosis] | list[Diagnosis]]
) -> Iterator[Diagnosis]:
    """A check that breaks is a finding too."""
    import psycopg

    try:
        yield from look()
    except (OSError, psycopg.Error) as failure:
        yield Diagnosis(False, f"{what}: {str(failure).strip()}")


def _database(url: str) -> Iterator[Diagnosis]:
    import psycopg

    with psycopg.connect(url, autocommit=True, connect_timeout=10) as connection:
        yield Diagnosis(True, "Cơ sở dữ liệu trả lời.")
        found = faults(connection)
        yield from (Diagnosis(False, fault) for fault in found)
        if not found:
            yield Diagnosis(True, "Cơ sở dữ liệu ghi chắc xuống đĩa; người dùng không quá quyền.")
        yield clock(connection)
        yield schema(url)
        yield from queue(connection)
        yield dates(connection)


def schema(url: str) -> Diagnosis:
    from motcua.site.schema import missing_migrations

    missing = missing_migrations(url)
    if missing:
        return Diagnosis(
            False, f"Các bảng chưa đúng phiên bản ({missing[0]} …). Hãy chạy motcua migrate."
        )
    return Diagnosis(True, "Các bảng đúng phiên bản.")


def queue(connection: Any) -> Iterator[Diagnosis]:
    """How long the oldest due errand has waited, and how many have failed for good."""
    row = connection.execute(
        """
        SELECT coalesce(extract(epoch FROM max(now() - coalesce(j.scheduled_at, e.at))
                                           FILTER (WHERE j.status = 'todo')), 0),
               count(*) FILTER (WHERE j.status = 'failed')
        FROM procrastinate_jobs j
        JOIN procrastinate_events e ON e.job_id = j.id AND e.type = 'deferred'
        WHERE j.scheduled_at IS NULL OR j.scheduled_at <= now()
        """
    ).fetchone()
    minutes = int(row[0]) // 60
    if row[0] > _QUEUE_LIMIT:
        yield Diagnosis(
            False,
            f"Việc nền cũ nhất đã chờ {minutes} phút. Hãy xem tiến trình nền có chạy không "
            "(motcua work) và hệ thống ngoài nào đang hỏng (trang vận hành).",
        )
    else:
        yield Diagnosis(True, f"Việc nền không bị dồn (cũ nhất {minutes} phút).")
    if row[1]:
        yield Diagnosis(
            False, f"{row[1]} việc nền đã thất bại. Hãy mở trang vận hành để xem và thử lại."
        )


def dates(connection: Any) -> Diagnosis:
    """Whether every open dossier has its date by the calendar that is in force."""
    from motcua.rules.dossier import OPEN
    from motcua.rules.tables import DataError
    from motcua.rules.time.calendar_file import read_calendars

    file = settings.COUNTRY / "calendar.toml"
    try:
        calendars = read_calendars(file.read_text(encoding="utf-8"), file.name)
    except DataError as trouble:
        return Diagnosis(False, f"Lịch làm việc sai: {trouble}. Hãy sửa rồi khởi động lại.")
    rows = connection.execute(
        """
        SELECT u.code, d.calendar, count(*) FROM motcua_dossier d JOIN motcua_unit u
        ON u.id = d.unit_id WHERE d.state = ANY (%s) AND d.closed_at IS NULL GROUP BY 1, 2
        """,
        [[str(state) for state in OPEN]],
    ).fetchall()
    behind = sum(n for code, was, n in rows if not was.startswith(calendars.of(code).version))
    if behind:
        how = "Hãy chạy motcua calendar reckon --apply"
        return Diagnosis(False, f"{behind} hồ sơ đang hẹn theo lịch làm việc cũ. {how}.")
    return Diagnosis(True, "Mọi hồ sơ hẹn theo lịch làm việc đang có hiệu lực.")


def clock(connection: Any) -> Diagnosis:
    """Deadlines are counted by the clock: it must agree with the database's."""
    from motcua.rules.time.wall_clock import local
    from motcua.site.clock import now

    there = connection.execute("SELECT clock_timestamp()").fetchone()[0]
    apart = abs((now() - there).total_seconds())
    if apart > _CLOCK_LIMIT:
        return Diagnosis(
            False,
            f"Đồng hồ máy này lệch {apart:.0f} giây so với máy cơ sở dữ liệu. Hãy bật đồng bộ "
            "giờ (timedatectl set-ntp true) trên cả hai máy.",
        )
    return Diagnosis(True, f"Đồng hồ đúng với cơ sở dữ liệu ({local(there):%d/%m/%Y %H:%M}).")


def files(folder: Path) -> Diagnosis:
    """Write, sync, rename and sync the folder, as an attachment would."""
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f".doctor-{secrets.token_hex(8)}"
    final = draft.with_suffix(".done")
    try:
        with draft.open("wb") as written:
            written.write(b"motcua")
            written.flush()
            os.fsync(written.fileno())
        draft.rename(final)
        handle = os.open(folder, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)
    except OSError as failure:
        return Diagnosis(
            False,
            f"Không ghi chắc được vào {folder} ({failure.strerror}). Hãy cho tiến trình web quyền "
            "ghi, hoặc kiểm tra ổ đĩa.",
        )
    finally:
        draft.unlink(missing_ok=True)
        final.unlink(missing_ok=True)
    return Diagnosis(True, f"Thư mục tệp ghi được và ghi chắc xuống đĩa: {folder}.")


def scanner(path: str) -> Diagnosis:
    """Whether ClamAV, where it is to be asked, answers."""
    from motcua.bridges.clamav import Scanner

    if not path:
        return Diagnosis(
            True, "Tệp gửi đến không được quét mã độc: chưa đặt MOTCUA_CLAMAV_SOCKET."
        )
    if not Scanner(Path(path), seconds=5).answers():
        how = "Hãy xem clamd có chạy không; tệp mới nộp chưa ai mở được cho đến khi quét xong."
        return Diagnosis(False, f"ClamAV không trả lời ở {path}. {how}")
    return Diagnosis(True, f"ClamAV trả lời ở {path}.")


def reader(path: str) -> Diagnosis:
    """Whether scanned pages are read by a machine."""
    from motcua.bridges.reader import Reader

    if not path:
        return Diagnosis(True, "Trang quét không có gợi ý chữ: chưa cài tesseract-ocr-vie.")
    if not Reader(Path(path)).works():
        return Diagnosis(False, f"{path} không đọc được tiếng Việt. Hãy cài tesseract-ocr-vie.")
    return Diagnosis(True, f"Trang quét được đọc thử bằng {path}, chỉ để gợi ý.")


def keys(folder: Path) -> Diagnosis:
    """Key files are for our account alone; certificates are public."""
    secret = [path for path in folder.rglob("*") if path.is_file() and not _is_certificate(path)]
    loose = [path for path in [folder, *secret] if stat.S_IMODE(path.stat().st_mode) & 0o077]
    if loose:
        return Diagnosis(
            False, f"Người khác đọc được {loose[0]}. Hãy chạy: chmod -R go-rwx {folder}"
        )
    return Diagnosis(True, f"Chỉ tài khoản này đọc được các khoá trong {folder}.")


def _is_certificate(path: Path) -> bool:
    return path.read_bytes().startswith(b"-----BEGIN CERTIFICATE-----")


def _disk(folder: Path) -> list[Diagnosis]:
    return [disk(folder)]


def disk(folder: Path) -> Diagnosis:
    there = next(path for path in [folder, *folder.parents] if path.exists())
    usage = shutil.disk_usage(there)
    free = usage.free / usage.total
    text = f"Ổ đĩa của {folder} còn trống {free:.0%} ({usage.free // 10**9} GB)."
    if free < _DISK_LIMIT:
        return Diagnosis(False, f"{text} Hãy giải phóng hoặc thêm chỗ: dưới 10 % là nguy hiểm.")
    return Diagnosis(True, text)
