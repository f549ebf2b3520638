"""Backup and restore: the database first, then the files, which are only ever added.

A file that comes between the two is in the backup without its row, which harms nothing; the other
order would give rows without their files. Keys are left out: who finds a backup cannot read it.
"""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from motcua.site import settings
from motcua.site.binaries import find_binaries
from motcua.site.failure import Failure

DUMP, FILES, LIST = "database.dump", "files", "backup.json"
_OF_THIS_CLUSTER = "database-"  # passwords of the embedded roles: new ones are made anywhere


def backup(url: str, target: Path, at: datetime) -> Path:
    """A new folder in `target` with the dump, the files and a list of what must be there."""
    folder = target / at.strftime("motcua-%Y%m%d-%H%M%S")
    folder.mkdir(parents=True, mode=0o700)
    _run_program("pg_dump", ["--format=custom", f"--file={folder / DUMP}"], url)
    count = _copy_new(settings.MOTCUA_FILES, folder / FILES)
    told = {
        "made": at.isoformat(),
        "dump_sha256": _digest(folder / DUMP),
        "files": count,
        "keys": key_prints(),
    }
    (folder / LIST).write_text(json.dumps(told, indent=1), encoding="utf-8")
    for path in (folder / DUMP, folder / LIST, folder):
        _sync(path)
    if settings.MOTCUA_ERASED.exists():  # beside the backups, never in one: it says what is newer
        copy = shutil.copyfile(settings.MOTCUA_ERASED, target / settings.MOTCUA_ERASED.name)
        _sync(copy)
    return folder


def restore(url: str, folder: Path) -> list[str]:
    """Put a backup into an empty database and our folder of files; gives what is still to do."""
    told = json.loads((folder / LIST).read_text(encoding="utf-8"))
    if _digest(folder / DUMP) != told["dump_sha256"]:
        raise Failure(f"{folder / DUMP} không còn nguyên như lúc sao lưu. Hãy dùng bản khác.")
    _refuse_unless_empty(url)
    options = ["--exit-on-error", "--single-transaction", "--no-owner"]
    _run_program("pg_restore", [*options, str(folder / DUMP)], url)
    _copy_new(folder / FILES, settings.MOTCUA_FILES)
    return _missing_keys(told["keys"]) or damaged_files(settings.MOTCUA_FILES)


def erase_again(url: str, beside: Path) -> list[str]:
    """Erase what was erased since the backup was made, by our list and the one beside the
    backups (Django is set up, as owner); gives what is still to do where that cannot be yet."""
    from motcua.site.schema import missing_migrations

    if missing_migrations(url):
        return [
            "Bản sao lưu của phiên bản trước. Trước khi cho ai dùng, hãy chạy motcua migrate rồi "
            "motcua retention --again, để những gì đã xóa không trở lại."
        ]
    from motcua.actions.act import By
    from motcua.clerks.retention import erase_what_came_back
    from motcua.records.erased import listed, put_down
    from motcua.rules.who import CLERK, Door
    from motcua.site import clock

    put_down(listed(beside / settings.MOTCUA_ERASED.name))
    erase_what_came_back(By(CLERK, clock.now(), Door.COMMAND), listed())
    return []


def key_prints() -> dict[str, str]:
    """A short print of each key by name: enough to know the right one, useless to find it."""
    return {
        str(path.relative_to(settings.MOTCUA_KEYS)): _digest(path)[:16]
        for path in sorted(settings.MOTCUA_KEYS.rglob("*"))
        if path.is_file() and not path.name.startswith(_OF_THIS_CLUSTER)
    }


def damaged_files(folder: Path) -> list[str]:
    """Files that no longer open, or to something else than the hash that is their name."""
    from motcua.records.sealed import KeyRing
    from motcua.records.storage import Store

    store = Store(folder, KeyRing.read(settings.MOTCUA_KEYS))
    return [
        f"Tệp {path} đã hỏng: nội dung không khớp tên. Hãy chép lại từ một bản sao lưu khác."
        for path in _kept_files(folder)
        if not store.verify(path.name)
    ]


def _missing_keys(wanted: dict[str, str]) -> list[str]:
    have = key_prints()
    return [
        f"Chưa có đúng khoá {name}: hãy chép từ nơi cất khoá vào {settings.MOTCUA_KEYS} (0600)."
        for name, print_of_it in wanted.items()
        if have.get(name) != print_of_it
    ]


def _refuse_unless_empty(url: str) -> None:
    import psycopg

    with psycopg.connect(url) as connection:
        tables = connection.execute(
            "SELECT count(*) FROM pg_class WHERE relkind = 'r'"
            " AND relnamespace = 'public'::regnamespace"
        ).fetchone()
    if tables and tables[0]:
        raise Failure(
            "Cơ sở dữ liệu này đã có bảng; chỉ khôi phục vào cơ sở dữ liệu trống để không đè lên "
            "dữ liệu đang có. Hãy đặt MOTCUA_HOME sang thư mục mới, hoặc tạo cơ sở dữ liệu mới."
        )


def _copy_new(source: Path, target: Path) -> int:
    """Copy the kept files that `target` lacks, each synced before it has its name."""
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    count = 0
    for path in _kept_files(source):
        final = target / path.relative_to(source)
        count += 1
        if final.exists() and final.stat().st_size == path.stat().st_size:
            continue
        final.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        half = final.with_name(f"{final.name}.half")
        shutil.copyfile(path, half)
        half.chmod(0o600)
        _sync(half)
        half.rename(final)
        _sync(final.parent)
    return count


def _kept_files(folder: Path) -> Iterator[Path]:
    """ab/cd/<sha256>: unfinished files and anything else are not kept."""
    return (path for path in sorted(folder.glob("??/??/*")) if len(path.name) == 64)


def _run_program(name: str, options: list[str], url: str) -> None:
    """Run pg_dump or pg_restore; the password goes where other accounts cannot see it."""
    from psycopg.conninfo import conninfo_to_dict

    told = conninfo_to_dict(url)
    database = str(told.pop("dbname"))
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD"}
    environment = {names.get(k, f"PG{k.upper()}"): str(v) for k, v in told.items()}
    done = subprocess.run(
        [str(find_binaries(None) / name), f"--dbname={database}", *options],
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode:
        raise Failure(f"{name} không xong:\n{done.stdout[-2000:]}")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
