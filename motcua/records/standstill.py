"""Where clocks stand just now because an outage was announced: what lists and figures go by.

A date that an outage without a known end holds is not moved until it ends: by itself it would
seem to pass.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from motcua.records.dossier import Dossier, Dossiers
from motcua.records.outage import Announcement
from motcua.records.procedure import version_of
from motcua.records.timeline import calendar_at
from motcua.rules.time.calendar import Outage
from motcua.rules.time.timeline import holds_from
from motcua.rules.time.wall_clock import instant, local


@dataclass(frozen=True)
class Standstill:
    """In a unit an outage lasts: it holds the clocks of its procedures that are due `since` then
    or later. What was late before stays late."""

    unit: int
    since: datetime
    outage: Outage

    def holds(self, dossier: Dossier) -> bool:
        codes = dossier.procedure, version_of(dossier.timed_by).code
        return (
            dossier.unit_id == self.unit
            and (dossier.due_at is None or dossier.due_at >= self.since)
            and any(map(self.outage.holds_up, codes))
        )


def standstills(units: Iterable[int], at: datetime) -> tuple[Standstill, ...]:
    """All there are in these units, in one question to the database."""
    return tuple(
        Standstill(unit, instant(holds_from(outage.begin, calendar_at(unit))), outage)
        for unit, outage in _announced(list(units))
        if outage.lasts(local(at))
    )


def _announced(units: Collection[int]) -> Iterator[tuple[int, Outage]]:
    """By the calendars, and by the units themselves."""
    for unit in units:
        yield from ((unit, outage) for outage in calendar_at(unit).outages)
    for one in Announcement.objects.standing().filter(unit__in=units).order_by("begins"):
        yield one.unit_id, one.as_outage()


def running(rows: Dossiers, still: Iterable[Standstill]) -> Dossiers:
    """Of these dossiers those whose clock runs."""
    for one in still:
        held = Q(unit=one.unit, due_at__gte=one.since)
        if one.outage.procedures:
            held &= Q(procedure__in=one.outage.procedures)
        rows = rows.exclude(held)
    return rows
