"""The country's data as the tests of rules read them: no database, no settings."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from motcua.rules.catalogue.fact_law import FactLaw, fact_law_from
from motcua.rules.catalogue.procedure import Procedure
from motcua.rules.catalogue.procedure_file import parse
from motcua.rules.time.calendar import Calendar
from motcua.rules.time.calendar_file import read_calendars

ROOT = Path(__file__).resolve().parents[2]
PROCEDURES = sorted(p for p in (ROOT / "procedures").glob("*.toml") if ".cases." not in p.name)


def toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def calendar() -> Calendar:
    return read_calendars((ROOT / "country" / "calendar.toml").read_text(encoding="utf-8")).country


@cache
def fact_law() -> FactLaw:
    path = ROOT / "country" / "facts.toml"
    return fact_law_from(toml(path), path.name)


@cache
def procedure(code: str) -> Procedure:
    path = ROOT / "procedures" / f"{code}.toml"
    return parse(toml(path), path.name)
