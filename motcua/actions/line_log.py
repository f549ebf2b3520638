"""The log of the lines: what a clerk's process met in the minutes that are over."""

from collections.abc import Mapping, Sequence
from uuid import UUID, uuid5

from motcua.actions.act import By, action, allow, tell
from motcua.records.line_log import LineMinute, note
from motcua.records.outage import outages
from motcua.rules.events.lines import LinesForgotten, LinesNoted
from motcua.rules.line_log import Minute
from motcua.rules.permission import Purpose, Target
from motcua.rules.time.wall_clock import local

LINES = UUID("6d6f7463-7561-8000-8000-00006c696e65")
"""The name space of days of the log, which have a chain of their own each."""


@action
def note_lines(by: By, met: Mapping[str, Sequence[Minute]]) -> None:
    """Add these minutes of each system to the log."""
    allow(by, "clerk.record", Target(), Purpose.OPERATION)
    for system in sorted(met):
        note(system, met[system])
    rows = [minute for minutes in met.values() for minute in minutes]
    failed = sum(minute.failed for minute in rows)
    tell(by, LinesNoted(subject=_day(by), minutes=len(rows), failed=failed))


@action
def forget_lines(by: By) -> None:
    """Minutes older than the log is kept are gone."""
    allow(by, "clerk.record", Target(), Purpose.OPERATION)
    old = LineMinute.objects.filter(minute__lt=by.at - outages().log.kept)
    tell(by, LinesForgotten(subject=_day(by), minutes=old.delete()[0]))


def _day(by: By) -> UUID:
    return uuid5(LINES, local(by.at).date().isoformat())
