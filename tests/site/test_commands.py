"""The `motcua` command as an operator meets it, each run in a process of its own."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from motcua.records.sealed import KeyRing
from motcua.records.storage import Store
from motcua.site import keeping, settings, settings_table
from motcua.site.command import build_parser, found_commands
from motcua.site.durability import check, check_url, faults
from motcua.site.embedded import Embedded
from motcua.site.failure import Failure

ROOT = Path(__file__).parents[2]


def motcua(home: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("MOTCUA_")}
    environment |= {"MOTCUA_HOME": str(home), "PYTHONPATH": str(ROOT), **more}
    command = [sys.executable, "-m", "motcua.site.command", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, cwd="/")


@pytest.fixture(scope="module")
def migrated() -> Iterator[Path]:
    """The home of a system that was just made."""
    top = Path(tempfile.mkdtemp(prefix="motcua-test-"))
    top.chmod(0o755)
    home = top / "Một cửa"
    done = motcua(home, "migrate")
    assert done.returncode == 0, done.stderr
    yield home
    Embedded(home).remove()
    shutil.rmtree(top)


@pytest.fixture
def home(migrated: Path) -> Iterator[Path]:
    top = Path(tempfile.mkdtemp(prefix="motcua-test-"))
    top.chmod(0o755)
    subprocess.run(["cp", "-a", migrated, top / "Một cửa"], check=True)
    yield top / "Một cửa"
    Embedded(top / "Một cửa").remove()
    shutil.rmtree(top)


def test_every_command_has_help_with_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    names = set(found_commands())
    wanted = {"serve", "work", "sandbox", "demo", "migrate", "import-units", "doctor", "backup"}
    assert wanted | {"restore", "settings", "sbom", "check-assets"} <= names
    for name in sorted(names):
        with pytest.raises(SystemExit) as ended:
            build_parser(found_commands([name])).parse_args([name, "--help"])
        said = capsys.readouterr().out
        assert ended.value.code == 0
        assert f"motcua {name}" in said.partition("Ví dụ:")[2], name


def test_help_comes_without_loading_django() -> None:
    program = (
        "import sys\n"
        "from motcua.site.command import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "sys.exit('django' in sys.modules or 'psycopg' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "Các lệnh" in done.stdout


def test_a_wrong_command_is_explained_in_vietnamese(tmp_path: Path) -> None:
    done = motcua(tmp_path, "sreve")
    assert done.returncode == 2
    assert "Lệnh chưa đúng" in done.stderr and "Traceback" not in done.stderr


def test_a_second_migrate_finds_nothing_to_do(home: Path) -> None:
    assert motcua(home, "migrate", "--check").returncode == 0


def test_new_keys_are_never_made_for_old_data(home: Path) -> None:
    (home / "keys" / "data-0001.key").unlink()
    done = motcua(home, "migrate")
    assert done.returncode == 1
    assert "Thiếu khoá" in done.stderr
    assert not (home / "keys" / "data-0001.key").exists()


def test_the_doctor_finds_a_new_system_well(home: Path) -> None:
    done = motcua(home, "doctor")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Mọi thứ đều ổn." in done.stdout


def test_the_doctor_says_what_to_do_about_each_fault(home: Path) -> None:
    (home / "keys" / "index.key").chmod(0o644)
    (home / "files").write_text("a file where a folder should be")
    with Embedded(home) as urls, psycopg.connect(urls.owner, autocommit=True) as connection:
        connection.execute("DELETE FROM django_migrations WHERE app = 'motcua'")
        connection.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name) VALUES ('default', 'late')"
        )
        connection.execute("UPDATE procrastinate_events SET at = now() - interval '2 hours'")
        done = motcua(home, "doctor")
    assert done.returncode == 1
    for sentence in ("chmod -R go-rwx", "motcua migrate", "chờ 120 phút", "thư mục tệp"):
        assert re.search(f"SỬA.*{sentence}", done.stdout), done.stdout


def test_the_doctor_says_that_the_database_is_out_of_reach(tmp_path: Path) -> None:
    url = "postgresql://motcua_clerk:x@127.0.0.1:9/motcua"
    done = motcua(tmp_path, "doctor", MOTCUA_DATABASE_URL=url)
    assert done.returncode == 1
    assert "Không đọc được cơ sở dữ liệu" in done.stdout and "Traceback" not in done.stderr


@pytest.mark.parametrize("setting", ["fsync", "full_page_writes"])
def test_a_database_that_may_lose_data_is_refused(home: Path, setting: str) -> None:
    with Embedded(home, settings={setting: "off"}) as urls:
        with pytest.raises(Failure, match=f"{setting} đang là off"):
            check_url(urls.web)
        done = motcua(home, "work", MOTCUA_DATABASE_URL=urls.clerk)
        assert done.returncode == 1
        assert f"Hãy đặt {setting} = on" in done.stderr


def test_the_right_roles_on_a_safe_database_are_served(home: Path) -> None:
    with Embedded(home) as urls:
        check_url(urls.web)
        check_url(urls.clerk)


def test_synchronous_commit_off_for_one_role_is_seen(home: Path) -> None:
    embedded = Embedded(home)
    with embedded as urls:
        with embedded._superuser() as connection:
            connection.execute("ALTER ROLE motcua_web SET synchronous_commit = off")
        with pytest.raises(Failure, match="synchronous_commit"):
            check_url(urls.web)
        check_url(urls.clerk)


def test_a_role_that_can_do_too_much_is_refused(home: Path) -> None:
    embedded = Embedded(home)
    with embedded as urls:
        with pytest.raises(Failure, match="motcua_owner là chủ sở hữu"):
            check_url(urls.owner)
        done = motcua(home, "serve", MOTCUA_DATABASE_URL=urls.owner)
        assert done.returncode == 1 and "motcua_web" in done.stderr
        with embedded._superuser() as connection:
            assert any("superuser" in fault for fault in faults(connection))
            connection.execute("ALTER ROLE motcua_clerk BYPASSRLS")
        with psycopg.connect(urls.clerk) as connection, pytest.raises(Failure, match="bỏ qua"):
            check(connection)


def test_what_was_backed_up_comes_back_whole(home: Path, tmp_path: Path) -> None:
    kept = keep_a_file(home)
    content = kept.read_bytes()
    (home / "files" / "drafts").mkdir(exist_ok=True)
    (home / "files" / "drafts" / "half").write_bytes(b"unfinished")
    with Embedded(home) as urls, psycopg.connect(urls.owner) as connection:
        connection.execute("INSERT INTO django_content_type (app_label, model) VALUES ('é', 'x')")
        before = counts(connection)
        connection.commit()
        done = motcua(home, "backup", str(tmp_path))  # while it runs
    assert done.returncode == 0, done.stderr
    made = next(tmp_path.iterdir())
    assert made.stat().st_mode & 0o077 == 0
    assert "data-0001.key" in done.stdout
    assert not list(made.rglob("*.key"))

    refused = motcua(home, "restore", str(made))
    assert refused.returncode == 1 and "đã có bảng" in refused.stderr

    new = home.parent / "Máy mới"
    lacking = motcua(new, "restore", str(made))
    assert lacking.returncode == 1 and "khoá data-0001.key" in lacking.stdout
    for key in json.loads((made / "backup.json").read_text())["keys"]:
        shutil.copy(home / "keys" / key, new / "keys" / key)
    with Embedded(new) as urls, psycopg.connect(urls.owner) as connection:
        assert counts(connection) == before
        grants = "SELECT has_table_privilege('motcua_web', 'django_content_type', 'SELECT')"
        assert connection.execute(grants).fetchone() == (True,)
    assert (new / "files" / kept.relative_to(home / "files")).read_bytes() == content
    assert not (new / "files" / "drafts").exists()
    told = motcua(new, "doctor")
    assert told.returncode == 0, told.stdout
    Embedded(new).remove()


def keep_a_file(home: Path) -> Path:
    store = Store(home / "files", KeyRing.read(home / "keys"))
    return store.path(store.put("Đơn của bà Nguyễn Thị Thử".encode(), limit=100).sha256)


def test_a_kept_file_is_whole_until_a_byte_of_it_changes(
    migrated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "MOTCUA_KEYS", migrated / "keys")
    shutil.copytree(migrated / "keys", tmp_path / "keys")
    kept = keep_a_file(tmp_path)
    assert keeping.damaged_files(tmp_path / "files") == []
    with kept.open("r+b") as file:
        file.seek(40)
        file.write(b"x")
    (said,) = keeping.damaged_files(tmp_path / "files")
    assert kept.name in said and "bản sao lưu khác" in said


def test_a_damaged_backup_is_not_restored(home: Path, tmp_path: Path) -> None:
    assert motcua(home, "backup", str(tmp_path)).returncode == 0
    made = next(tmp_path.iterdir())
    with (made / "database.dump").open("r+b") as dump:
        dump.seek(2000)
        dump.write(b"x")
    new = home.parent / "new"
    done = motcua(new, "restore", str(made))
    assert done.returncode == 1 and "không còn nguyên" in done.stderr
    Embedded(new).remove()


def counts(connection: psycopg.Connection) -> dict[str, int]:
    names = connection.execute(
        "SELECT relname FROM pg_class WHERE relkind = 'r'"
        " AND relnamespace = 'public'::regnamespace ORDER BY 1"
    ).fetchall()
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        for (name,) in names
    }


def test_the_bill_of_materials_names_what_is_shipped_and_not_the_tools(tmp_path: Path) -> None:
    done = motcua(tmp_path, "sbom")
    assert done.returncode == 0, done.stderr
    bill = json.loads(done.stdout)
    assert bill["bomFormat"] == "CycloneDX"
    names = {component["name"] for component in bill["components"]}
    assert {"django", "psycopg-binary", "PostgreSQL", "Noto Sans"} <= names
    assert not {"pytest", "ruff", "mypy"} & names
    licenses = json.dumps([component["licenses"] for component in bill["components"]])
    assert "AGPL" not in licenses and '"GPL' not in licenses


def test_every_setting_that_is_read_stands_in_the_table_of_operate_md() -> None:
    sources = [path.read_text("utf-8") for path in (ROOT / "motcua").rglob("*.py")]
    read = set(re.findall(r'(?:text|folder|switch|get)\(\s*"(MOTCUA_\w+)"', "\n".join(sources)))
    assert "MOTCUA_HOME" in read and "MOTCUA_DATABASE_URL" in read
    assert {row.name for row in settings_table.read_table()} == read


def test_settings_are_printed_without_their_secrets(tmp_path: Path) -> None:
    done = motcua(tmp_path, "settings", MOTCUA_SIGNER_SECRET="rất-bí-mật")
    assert done.returncode == 0, done.stderr
    assert "MOTCUA_HOME" in done.stdout and str(tmp_path) in done.stdout
    assert "rất-bí-mật" not in done.stdout


def test_lock_files_carry_hashes_and_no_address() -> None:
    for path in ROOT.glob("requirements*.txt"):
        text = path.read_text("utf-8")
        assert not re.search(r"https?:|file://|--(extra-)?index-url|--find-links| @ ", text), path
        pins = re.findall(r"^[a-z0-9][^\s]*==.*$", text, re.MULTILINE)
        assert pins and all(pin.endswith("\\") for pin in pins)
    npm = (ROOT / "package-lock.json").read_text("utf-8")
    assert '"resolved"' not in npm and '"integrity"' in npm


def test_ci_runs_make_test_and_nothing_else() -> None:
    assert (ROOT / ".ci" / "run").read_text() == "#!/bin/sh\nexec make test\n"
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_every_dependency_is_locked_at_a_version_it_allows() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {
        "requirements.txt": project["dependencies"],
        "requirements-dev.txt": project["dependencies"] + project["optional-dependencies"]["dev"],
    }
    for name, texts in wanted.items():
        pins = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / name).read_text("utf-8"), re.M))
        for requirement in map(Requirement, texts):
            locked = pins.get(canonicalize_name(requirement.name))
            assert locked and requirement.specifier.contains(locked), (name, requirement)
