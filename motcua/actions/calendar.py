"""When the calendar or the law has changed: the dates of open dossiers are reckoned anew."""

from collections.abc import Iterator
from functools import reduce
from operator import or_
from uuid import UUID, uuid5

from django.db.models import Q

from motcua.actions.act import By, action, allow, tell
from motcua.actions.dossier import changed, expected_due, set_date
from motcua.records.dossier import Dossier, Dossiers
from motcua.records.journal import Entry
from motcua.records.outage import Announcement
from motcua.records.procedure import version_of
from motcua.records.timeline import followed
from motcua.records.unit import Unit
from motcua.rules.dossier import OPEN
from motcua.rules.events.dossier import DateMoved, DatesReckoned
from motcua.rules.permission import Purpose, Target
from motcua.rules.refusal import Refused

CALENDARS = UUID("6d6f7463-7561-8000-8000-00006c696368")
"""The name space of what the journal tells about a unit's calendar."""

AT_ONCE = 200


def behind(unit: Unit) -> Dossiers:
    """The open dossiers of a unit whose date follows another calendar than is in force now, or
    another law where that reaches dossiers under way.

    A dossier that was judged and is open again keeps what it was promised then.
    """
    rows = Dossier.objects.of_units([unit.id]).open().filter(closed_at=None)
    kinds = rows.order_by().values_list("version", "received_under").distinct()
    announced = Announcement.objects.of_unit(unit.id)
    stale = [
        Q(version=version, received_under=before)
        & ~Q(calendar=followed(unit.id, before or version, announced))
        for version, before in kinds
    ]
    return rows.filter(reduce(or_, stale)) if stale else rows.none()


def units_behind() -> Iterator[tuple[Unit, int]]:
    """Each unit with such dossiers, and how many."""
    units = Dossier.objects.filter(state__in=OPEN).order_by().values("unit").distinct()
    for unit in Unit.objects.filter(pk__in=units).order_by("code", "valid_from"):
        number = behind(unit).count()
        if number:
            yield unit, number


@action
def reckon_dates(by: By, unit: Unit) -> Entry:
    """Reckon the dates of up to `AT_ONCE` dossiers of a unit by the calendar in force now.

    Where a date moves, the journal of the dossier says from when to when and its citizen is
    told; closed ones keep the calendar they were judged by. Refused when none is left.
    """
    allow(by, "clerk.record", Target(unit=unit.id), Purpose.OPERATION)
    rows = behind(unit).select_for_update(of=("self",), no_key=True).order_by("id")
    held = list(rows[:AT_ONCE])
    if not held:
        raise Refused("dates-are-up-to-date")
    moved = sum(_reckon(by, dossier) for dossier in held)
    subject = uuid5(CALENDARS, unit.code)
    return tell(by, DatesReckoned(subject=subject, unit=unit.id, dossiers=len(held), moved=moved))


def _reckon(by: By, dossier: Dossier) -> bool:
    """Whether the date moved. Before it is accepted a dossier has none, only what to expect."""
    was = dossier.due_at
    if dossier.accepted_at is None:
        version = version_of(dossier.version)
        dossier.due_steps = list(expected_due(dossier, version, dossier.submitted_at)[1])
        dossier.calendar = followed(dossier.unit_id, dossier.timed_by, dossier.announced)
    else:
        set_date(dossier)
    if was is None or dossier.due_at is None or dossier.due_at == was:
        dossier.save(update_fields=["due_at", "due_steps", "calendar"])
        return False
    changed(dossier, by.at)
    tell(by, DateMoved(**dossier.matter, was=was, due=dossier.due_at))
    return True
