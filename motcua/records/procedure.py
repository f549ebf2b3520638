"""The catalogue: procedures and the calendar, read once from the data folders."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from motcua.rules.procedure import Procedure, ProcedureError, Version, parse
from motcua.rules.working_time import Calendar, calendar_from


@cache
def catalogue() -> dict[str, Procedure]:
    """Every procedure by its code; a province's own folder lies over ours, file by file."""
    return {p.code: p for p in (read_procedure(file) for file in _files())}


def _files() -> Iterator[Path]:
    found: dict[str, Path] = {}
    for folder in (settings.PROCEDURES, settings.MOTCUA_OVERLAY):
        if folder:
            found |= {
                f.name: f
                for f in sorted(Path(folder).glob("*.toml"))
                if not f.name.endswith(".cases.toml")
            }
    yield from found.values()


def read_procedure(file: Path) -> Procedure:
    """One file as a procedure; raises `ProcedureError` that names the file and the place."""
    return parse(_toml(file), file.name)


def version_of(key: str) -> Version:
    """The version a dossier began with, from `1.004194@2025-07-01`."""
    code, _, _ = key.partition("@")
    return catalogue()[code].version(key)


@cache
def calendar() -> Calendar:
    return calendar_from(_toml(Path(settings.COUNTRY) / "calendar.toml"))


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as trouble:
        raise ProcedureError(file.name, "", str(trouble)) from None
