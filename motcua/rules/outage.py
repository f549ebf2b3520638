"""Outages of outside systems: how they are logged, and by which ground a clock stands meanwhile.

The numbers and the grounds are data with their sources: country/outages.toml.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from motcua.rules.refusal import Refused
from motcua.rules.tables import Tables


@dataclass(frozen=True)
class LogRule:
    """From how many milliseconds an answer is slow, how long nobody may have asked within one
    stretch, and how long minutes are kept."""

    slow_ms: int
    silence_minutes: int
    keep_days: int
    citation: str
    confidence: str = "high"

    @property
    def silence(self) -> timedelta:
        return timedelta(minutes=self.silence_minutes)

    @property
    def kept(self) -> timedelta:
        return timedelta(days=self.keep_days)


@dataclass(frozen=True)
class Fix:
    """Within how many hours the owner has to mend it."""

    hours: int
    citation: str
    confidence: str = "high"


@dataclass(frozen=True)
class Planned:
    """How many working days ahead an outage that is planned is announced."""

    days: int
    citation: str
    confidence: str = "high"


@dataclass(frozen=True)
class System:
    """An outside system, by the short name of its bridge."""

    key: str
    label: str


@dataclass(frozen=True)
class OutageGround:
    """What lets clocks stand: of `procedures`, or of all where none is named."""

    key: str
    label: str
    citation: str
    procedures: tuple[str, ...] = ()
    confidence: str = "high"


@dataclass(frozen=True)
class Outages:
    """The whole file."""

    log: LogRule
    fix: Fix
    planned: Planned
    systems: Mapping[str, System]
    grounds: Mapping[str, OutageGround]


WORDS = ("log", "fix", "planned", "system", "ground")


def outages_from(raw: Mapping[str, Any], source: str) -> Outages:
    """The file as a value; raises `DataError` with the place and the mend of a mistake."""
    tables = Tables(source)
    tables.only(raw, WORDS, "đầu tệp")
    systems = tables.several(System, raw, "system")
    grounds = tables.several(OutageGround, raw, "ground")
    if not grounds:
        raise tables.fail("ground", "phải có ít nhất một căn cứ")
    return Outages(
        log=tables.single(LogRule, raw, "log"),
        fix=tables.single(Fix, raw, "fix"),
        planned=tables.single(Planned, raw, "planned"),
        systems={one.key: one for one in systems},
        grounds={one.key: one for one in grounds},
    )


def check_announcement(
    known: Outages,
    system: str,
    ground: str,
    notice: str,
    begins: datetime,
    ends: datetime | None,
    now: datetime,
) -> None:
    """Refuse what announces nothing: an unknown system or ground, no paper, an end that comes
    before the beginning; a day so far off that a year was mistyped: of an outage longer ago than
    minutes are kept nothing can be shown."""
    if system not in known.systems or ground not in known.grounds:
        raise Refused("outage-of-what")
    if not notice.strip():
        raise Refused("notice-missing")
    if ends is not None and ends <= begins:
        raise Refused("outage-ends-first")
    if max(now - begins, (ends or begins) - now) > known.log.kept:
        raise Refused("outage-far-off")
