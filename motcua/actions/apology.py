"""Saying sorry with a new date (form 04): in time, which moves the date once, or after it."""

from datetime import datetime
from uuid import UUID

from motcua.actions.act import By, action, allow, tell
from motcua.actions.dossier import changed, hold, set_date
from motcua.records.apology import Apology, owed
from motcua.records.deadlines import deadlines
from motcua.records.dossier import Dossier, next_in_book
from motcua.records.standstill import running, standstills
from motcua.records.timeline import calendar_of, clock_of
from motcua.rules.dossier import TIMED
from motcua.rules.events.dossier import Apologised, DateExtended
from motcua.rules.number import BOOKS
from motcua.rules.permission import Purpose
from motcua.rules.refusal import Refused
from motcua.rules.time.timeline import Extension
from motcua.rules.time.wall_clock import instant, local
from motcua.rules.time.working_time import Measure, TimeLimit, add_to


@action
def extend(
    by: By, dossier: UUID, *, days: int, reason: str, revision: int | None = None
) -> Apology:
    """More time, once, before the date has passed: `days` working days, with an apology.

    Source: form 04, TT 03/2025/TT-VPCP.
    """
    held = hold(dossier, revision)
    allow(by, "dossier.apologise", held.target, Purpose.DOSSIER)
    if held.state not in TIMED or held.due_at is None or held.closed_at:
        raise Refused("clock-not-running", deadlines().extension.citation)
    _check_days(days)
    more = TimeLimit(days, Measure.DAY, deadlines().extension.citation)
    calendar, was = calendar_of(held), held.due_at
    longer = clock_of(held).extended(calendar, Extension(local(by.at), more, reason))
    apology = _apology(by, held, days, reason, was, instant(longer.due(calendar).at), True)
    set_date(held)
    changed(held, by.at)
    tell(by, DateExtended(**held.matter, apology=apology.id, was=was, due=apology.promised))
    return apology


@action
def apologise(
    by: By, dossier: UUID, *, days: int, reason: str, revision: int | None = None
) -> Apology:
    """The date has passed: an apology, and until when it will be done. It stays late."""
    held = hold(dossier, revision)
    allow(by, "dossier.apologise", held.target, Purpose.DOSSIER)
    mine = Dossier.objects.filter(pk=held.id)
    if not owed(running(mine, standstills([held.unit_id], by.at)), by.at).exists():
        raise Refused("no-apology-owed", deadlines().extension.citation)
    _check_days(days)
    if not reason.strip():
        raise Refused("reason-missing")
    assert held.due_at is not None
    promised = instant(add_to(local(by.at), days, Measure.DAY, calendar_of(held)))
    apology = _apology(by, held, days, reason, held.due_at, promised, False)
    changed(held, by.at)
    tell(by, Apologised(**held.matter, apology=apology.id, promised=apology.promised))
    return apology


def _check_days(days: int) -> None:
    most = deadlines().extension.most
    if not 1 <= days <= most:
        raise Refused("too-many-days", detail={"most": most})


def _apology(
    by: By,
    held: Dossier,
    days: int,
    reason: str,
    was: datetime,
    promised: datetime,
    prolongs: bool,
) -> Apology:
    return Apology.objects.create(
        dossier=held,
        unit_id=held.unit_id,
        number=next_in_book(held.unit_id, BOOKS["apology"], local(by.at).date()),
        officer_id=by.account,
        reason=reason.strip()[:1000],
        prolongs=prolongs,
        days=days,
        citation=deadlines().extension.citation,
        was=was,
        promised=promised,
        at=by.at,
    )
