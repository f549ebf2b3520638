"""Looks after the desks: reminds before a date passes, has somebody stand in for who is away."""

import logging
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from motcua.actions.act import By
from motcua.actions.notice import remind, warn_of_nobody
from motcua.actions.processing import assign
from motcua.clerks.errands import by_clock, rounds
from motcua.clerks.workplace import here
from motcua.records.absence import Absence
from motcua.records.account import Account
from motcua.records.dossier import Dossier
from motcua.records.notice import Notice
from motcua.records.standstill import standstills
from motcua.records.timeline import calendar_at
from motcua.records.workload import (
    ahead,
    at_the_desk,
    leaders_of,
    piles,
    units_with_a_desk,
    usual,
    without_anybody,
    works,
)
from motcua.rules.dossier import RUNNING
from motcua.rules.refusal import Denied, Refused
from motcua.rules.time.calendar import ONE_DAY
from motcua.rules.time.wall_clock import instant, local, morning
from motcua.rules.who import Door
from motcua.rules.workload import Alone, Reminder, Work, reminders, risk, shared_out

log = logging.getLogger("motcua.clerks")
MOST = 500  # dossiers of a unit looked at in one round, the sooner due first
PASSED = timedelta(days=3)  # a date that passed longer ago was told of when it did


@rounds("remind-officers", cron="10,40 * * * *")
def remind_officers(timestamp: int = 0) -> None:
    """On working days: what is near, late, or will be, once to each whom it concerns."""
    at = here().clock()
    for unit in _units_at_work(local(at).date()):
        told = set(
            Notice.objects.filter(unit=unit, at__gte=at - PASSED * 10).values_list(
                "account", "dossier", "why", "due_at"
            )
        )
        for one in _due_to_be_told(unit, at):
            if (one.to, one.work.id, one.why, one.work.due) not in told:
                remind(by_clock(), one.work.id, to=one.to, why=one.why)


def _units_at_work(today: date) -> list[int]:
    open_units = Dossier.objects.filter(state__in=sorted(RUNNING)).order_by().values("unit")
    found = open_units.distinct().values_list("unit", flat=True)
    return [unit for unit in found if calendar_at(unit).is_working(today)]


def _due_to_be_told(unit: int, at: datetime) -> Iterator[Reminder]:
    known, table, today = usual(unit, at), calendar_at(unit), local(at).date()
    before = works(unit, at - PASSED, ahead(unit, at).week, MOST, standstills([unit], at))
    judged = [(work, risk(work, known.get(work.procedure), at, table)) for work in before]
    away = set(Absence.objects.on(today).filter(unit=unit).values_list("account_id", flat=True))
    return reminders(judged, leaders_of(unit, today), away)


@rounds("warn-of-nobody", cron="5,35 * * * *")
def warn_of_nobody_there(timestamp: int = 0) -> None:
    """Leaders are told of a working day with nobody at the desk: once when it is seen coming, once
    when it has begun."""
    at = here().clock()
    for unit in units_with_a_desk(local(at).date()):
        told = Notice.objects.filter(unit=unit, dossier=None, due_at__gte=at - ONE_DAY * 2)
        known = set(told.values_list("account", "why", "due_at"))
        for leader, why, opens in _with_nobody(unit, at):
            if (leader, why, opens) not in known:
                warn_of_nobody(by_clock(), unit, to=leader, why=why, opens=opens)


def _with_nobody(unit: int, at: datetime) -> Iterator[tuple[UUID, Alone, datetime]]:
    today = local(at).date()
    leaders = sorted(leaders_of(unit, today))
    for day in without_anybody(unit, today):
        opens = instant(calendar_at(unit).spans(day)[0][0])
        why = Alone.NOW if opens <= at else Alone.AHEAD
        yield from ((leader, why, opens) for leader in leaders)


@rounds("stand-in", cron="*/15 * * * *")
def stand_in(timestamp: int = 0) -> None:
    """What would come due while somebody is away goes to who stands in, or else to whoever of
    those present has least: in the name of who noted the absence."""
    at = here().clock()
    today = local(at).date()
    for absence in Absence.objects.on(today).select_related("noted_by"):
        until = calendar_at(absence.unit_id).next_working(absence.last) + ONE_DAY
        hands = [
            work
            for work in works(absence.unit_id, at - 100 * ONE_DAY, morning(until), MOST)
            if work.officer == absence.account_id
        ]
        for id, taker in _takers(absence, hands, at).items():
            _hand(absence, id, taker, at)


def _takers(absence: Absence, hands: list[Work], at: datetime) -> dict[UUID, UUID]:
    unit, today = absence.unit_id, local(at).date()
    away = set(Absence.objects.on(today).filter(unit=unit).values_list("account_id", flat=True))
    if absence.standby_id and absence.standby_id not in away:
        return dict.fromkeys((work.id for work in hands), absence.standby_id)
    loads = {pile.officer: pile.pressing for pile in piles(unit, ahead(unit, at), {})}
    present = {id: loads.get(id, 0) for id in at_the_desk(unit, today) if id not in away}
    return shared_out(hands, present)


def _hand(absence: Absence, dossier: UUID, taker: UUID, at: datetime) -> None:
    """Once for each absence: whoever gives it back to them in between has the last word."""
    noter: Account = absence.noted_by
    key = uuid5(absence.id, str(dossier))
    by = By(noter.who(local(at).date(), None), at, Door.CLERK, key)
    try:
        assign(by, dossier, to=taker)
    except (Refused, Denied) as no:
        log.warning("dossier %s stays with who is away: %s", dossier, no)
