"""The built wheel brings everything that it needs to run outside a clone."""

import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from motcua.site.embedded import Embedded

ROOT = Path(__file__).parents[2]
NEEDED = (
    "motcua/_data/procedures/1.004194.toml",
    "motcua/_data/country/calendar.toml",
    "motcua/_data/country/units/communes-from-2025-07.csv",
    "motcua/_data/operate.md",
    "motcua/records/security.sql",
    "motcua/records/migrations/0001_tables.py",
    "motcua/doors/shared/static/built/citizen.css",
    "motcua/doors/shared/static/built/counter.js",
    "motcua/doors/shared/static/icon.svg",
    "motcua/doors/shared/templates/shared/base.html",
    "motcua/bridges/fonts/NotoSerif_400Regular.ttf",
    "motcua/bridges/fonts/NotoSerif-OFL.txt",
    "motcua/bridges/pages/base.html",
)


def run(*words: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    """A command as a user of no clone runs it: nothing of ours in the surroundings."""
    with tempfile.TemporaryDirectory(prefix="motcua-test-") as nobody:
        environment = {"PATH": os.environ["PATH"], "HOME": nobody, **more}
        return subprocess.run(
            [str(word) for word in words], env=environment, capture_output=True, text=True, cwd="/"
        )


@pytest.fixture(scope="module")
def wheel() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="motcua-test-") as folder:
        build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", folder, ROOT]
        done = run(*build)
        assert done.returncode == 0, done.stdout + done.stderr
        yield next(Path(folder).glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    """An environment that has the wheel, and the packages it needs from the one we run in."""
    environment = wheel.parent / "môi trường"
    assert run(sys.executable, "-m", "venv", "--without-pip", environment).returncode == 0
    pip = [sys.executable, "-m", "pip", "--python", environment / "bin" / "python"]
    done = run(*pip, "install", "--no-deps", "--no-index", wheel)
    assert done.returncode == 0, done.stderr
    packages = next((environment / "lib").glob("python3*/site-packages"))
    ours = next(Path(sys.prefix).glob("lib/python3*/site-packages"))
    (packages / "lent.pth").write_text(f"{ours}\n", encoding="utf-8")
    return environment


@pytest.mark.parametrize("name", NEEDED)
def test_the_wheel_holds(wheel: Path, name: str) -> None:
    with zipfile.ZipFile(wheel) as opened:
        assert opened.getinfo(name).file_size > 0


def test_the_wheel_holds_nothing_of_tests_state_or_tools(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        names = opened.namelist()
    tops = {name.split("/")[0] for name in names}
    assert tops == {"motcua", next(top for top in tops if top.endswith(".dist-info"))}
    assert not [name for name in names if name.endswith((".pyc", ".ts", ".key", ".pem"))]


def test_the_command_runs_where_it_was_installed(installed: Path, tmp_path: Path) -> None:
    motcua = installed / "bin" / "motcua"
    done = run(motcua, "--help", HOME=str(tmp_path))
    assert done.returncode == 0 and "doctor" in done.stdout, done.stderr
    done = run(motcua, "settings", HOME=str(tmp_path))
    assert done.returncode == 0 and "MOTCUA_HOME" in done.stdout, done.stderr
    done = run(motcua, "check-assets", HOME=str(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_system_of_the_wheel_is_made_in_the_users_own_folder(
    installed: Path, tmp_path: Path
) -> None:
    home = tmp_path / ".local" / "share" / "motcua"
    try:
        done = run(installed / "bin" / "motcua", "migrate", HOME=str(tmp_path))
        assert done.returncode == 0, done.stdout + done.stderr
        assert (home / "keys").is_dir()
    finally:
        Embedded(home).remove()
