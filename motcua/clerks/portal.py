"""Tells the national portal how dossiers stand, in order; takes in what was filed there; each
night compares both sides."""

import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID, uuid5

from motcua.actions.act import By
from motcua.actions.arrival import (
    hold_arrival,
    keep_arrival,
    note_arrival_declined,
    settle_arrival,
)
from motcua.actions.files.inspect_file import Clean, inspect
from motcua.actions.portal import (
    keep_comparison,
    note_behind,
    note_declined,
    note_told,
    tell_again,
)
from motcua.bridges.line import Misanswered, Rejected, Unreachable
from motcua.bridges.portal import BATCH, Asked, Change, Portal
from motcua.clerks.errands import by_clerk, by_clock, errand, rounds
from motcua.clerks.workplace import here
from motcua.records.deadlines import deadlines
from motcua.records.dossier import Dossier, Request
from motcua.records.journal import Entry
from motcua.records.portal import Arrival, Tiding, never_put_down, stands_of
from motcua.records.procedure import version_of
from motcua.rules.arrival import (
    ArrivalKind,
    NotTaken,
    WhyHeld,
    filing_from,
    is_told_back,
    message_from,
    supplement_from,
)
from motcua.rules.dossier import Channel
from motcua.rules.portal import Stand, differences, moment_or_none
from motcua.rules.refusal import Refused
from motcua.rules.time.wall_clock import local

log = logging.getLogger("motcua.clerks")
ARRIVALS = UUID("6d6f7463-7561-8000-8000-706f7274616c")
"""The name space of messages from the portal."""
BATCHES = 50  # in one round; the next is seconds later
BACK = timedelta(days=7)  # what changed since then is compared each night


@rounds("tell-portal", cron="* * * * * */5")
def tell_portal(timestamp: int = 0) -> None:
    """Tell what waits, the oldest first, many at a time. One at it at once, so that an older
    state never follows a newer; a line that is down is left in peace (bridges/line.py)."""
    portal = here().portal
    if portal is None:
        return
    for _ in range(BATCHES):
        waiting = list(Tiding.objects.to_tell()[:BATCH])
        if not waiting or not _told(portal, waiting) or len(waiting) < BATCH:
            return


def _told(portal: Portal, waiting: Sequence[Tiding]) -> bool:
    """Whether the portal answered for any of them, so that it makes sense to go on."""
    try:
        answers = portal.tell([change_of(one) for one in waiting])
    except (Unreachable, Misanswered, Rejected) as trouble:
        log.warning("%s; %s changes wait", trouble, len(waiting))
        return False
    in_turn = sorted(waiting, key=lambda one: (one.dossier_id, one.place))
    for dossier, changes in groupby(in_turn, key=lambda one: one.dossier_id):
        _note(dossier, list(changes), answers)
    return bool(answers)


def _note(dossier: UUID, changes: list[Tiding], answers: Mapping[UUID, str]) -> None:
    """What was taken up to the first that was not: later ones count only behind it."""
    taken = 0
    for change in changes:
        why = answers.get(change.id)
        if why is None:
            break
        if why:
            note_declined(by_clock(), dossier, place=change.place, why=why)
            break
        taken = change.place
    if taken:
        note_told(by_clock(), dossier, through=taken)


def change_of(one: Tiding) -> Change:
    """A change as the portal is told of it: the same each time it is sent."""
    dossier = one.dossier
    return Change(
        id=one.id,
        number=dossier.number,
        place=one.place,
        procedure=dossier.procedure,
        unit=dossier.unit.code,
        online=Channel(dossier.channel) is not Channel.COUNTER,
        code=one.code,
        at=one.at,
        accepted=moment_or_none(dossier.accepted_at, one.at),
        due=one.due_at,
        closed=moment_or_none(dossier.closed_at, one.at),
        kept=one.kept,
        asked=_asked(one.request, dossier),
    )


def _asked(request: Request | None, dossier: Dossier) -> Asked | None:
    if request is None:
        return None
    papers = {one.key for one in version_of(dossier.version).components}
    return Asked(request.id, request.answer_by, request.items, papers)


@rounds("watch-portal", cron="* * * * *")
def watch_portal(timestamp: int = 0) -> None:
    """Say so when the oldest change has waited longer than the law allows: once for each."""
    limit = here().clock() - deadlines().send.span
    late = Tiding.objects.filter(told_at=None, at__lt=limit)
    oldest = late.order_by("at").first()
    if oldest is not None:
        waiting = late.count()
        log.error("the national portal: %s changes wait since %s", waiting, oldest.at)
        key = uuid5(oldest.id, "behind")
        if not Entry.objects.of(oldest.dossier_id).filter(key=key).exists():
            note_behind(by_clock(key), oldest.id, waiting=waiting)


@errand("tell-again")
def tell_it_again(*, entry: int, subject: str, **_: Any) -> None:
    """Whoever runs the house has mended what the portal refused."""
    tell_again(by_clerk("tell-again", entry), Dossier.objects.get(pk=subject).id)


# ── what was filed there ────────────────────────────────────────────────────────────────────


@rounds("fetch-from-portal", cron="* * * * * */10")
def fetch_from_portal(timestamp: int = 0) -> None:
    """Keep every message as it came, then say that it is here: never the other way round."""
    portal = here().portal
    if portal is None:
        return
    try:
        for said in portal.arrivals():
            _keep(portal, said)
    except (Unreachable, Misanswered, Rejected) as trouble:
        log.info("%s", trouble)


def _keep(portal: Portal, said: Mapping[str, Any]) -> None:
    id = uuid5(ARRIVALS, json.dumps(said, sort_keys=True, ensure_ascii=False))
    message = said.get("id")
    named = message if isinstance(message, str) and _is_id(message) else ""
    if not Arrival.objects.filter(pk=id).exists():
        keep_arrival(by_clock(uuid5(id, "kept")), id, message=named, said=said)
    if named:
        portal.receive(named)


def _is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


@errand("settle-arrival")
def settle(*, entry: int, subject: str, **_: Any) -> None:
    """Do what a message says, or have it stand on the list with what it lacks."""
    kept = Arrival.objects.get(pk=subject)
    if kept.settled_at is None:
        _settle(kept)


def _settle(kept: Arrival) -> None:
    try:
        papers = _papers(kept)
        settle_arrival(by_clock(uuid5(kept.id, "settled")), kept.id, papers=papers)
    except NotTaken as no:
        if kept.why != no.why:
            kept = hold_arrival(by_clock(), kept.id, why=no.why)
        if is_told_back(kept.said, no.why):
            _decline(by_clock(uuid5(kept.id, "declined")), kept, no.parts)


def _papers(kept: Arrival) -> list[tuple[str, Clean]]:
    """The files that came with it, looked into as any that comes in."""
    what = message_from(kept.said).what
    if what is ArrivalKind.WITHDRAWN:
        return []
    answered = what is ArrivalKind.ANSWERED
    today = local(here().clock()).date()
    listed = (supplement_from(kept.said) if answered else filing_from(kept.said, today)).papers
    return [(component, _paper(kept, n, name)) for n, (component, name) in enumerate(listed)]


def _paper(kept: Arrival, place: int, name: str) -> Clean:
    portal = here().portal
    if portal is None:
        raise Unreachable("portal", "not connected")
    try:
        return inspect(portal.file(kept.message, place), name)
    except (Rejected, Refused):
        raise NotTaken(WhyHeld.INCOMPLETE) from None


@rounds("settle-early", cron="* * * * *")
def settle_early(timestamp: int = 0) -> None:
    """What was said of a dossier before it came is tried again."""
    for kept in Arrival.objects.filter(settled_at=None, why=WhyHeld.TOO_SOON).order_by("came_at"):
        _settle(kept)


@errand("decline-arrival")
def decline_arrival(*, entry: int, subject: str, **_: Any) -> None:
    """Whoever runs the house has looked, and nothing will come of a message."""
    kept = Arrival.objects.get(pk=subject)
    if kept.settled_at is None:
        _decline(by_clerk("decline-arrival", entry), kept)


def _decline(by: By, kept: Arrival, parts: Sequence[str] = ()) -> None:
    """Tell the portal that nothing will come of a message, with the reason it stands for here and
    the keys of what it lacks."""
    portal = here().portal
    if portal is None:
        raise Unreachable("portal", "not connected")
    if kept.message:
        portal.decline(kept.message, kept.why, parts)
    note_arrival_declined(by, kept.id)


# ── whether both sides agree ────────────────────────────────────────────────────────────────


@rounds("compare-with-portal", cron="43 1 * * *")
def compare_with_portal(timestamp: int = 0) -> None:
    """Ask how each unit's dossiers stand there; what differs is told again, what is strange is
    shown to those who run the house."""
    portal = here().portal
    if portal is None:
        return
    units = Dossier.objects.order_by().values_list("unit", "unit__code").distinct()
    try:
        for unit, code in list(units):
            _compare(portal, unit, code, here().clock() - BACK)
    except (Unreachable, Misanswered, Rejected) as trouble:
        log.warning("%s; compared no further", trouble)


def _compare(portal: Portal, unit: int, code: str, since: datetime) -> None:
    told = stands_of(unit, since, told=True)
    theirs = dict(_stands(portal, code, since))
    found = differences(told, theirs, stands_of(unit, since, told=False))
    for number, after in found.again.items():
        tell_again(by_clock(), _by_number(number), after=after)
    for number in found.anew:
        tell_again(by_clock(), _by_number(number), anew=True)
    for dossier in never_put_down(unit, since):
        tell_again(by_clock(), dossier)
    counts = {"ours": len(told), "theirs": len(theirs)}
    keep_comparison(by_clock(), unit, since=since, found=found, **counts)


def _by_number(number: str) -> UUID:
    return Dossier.objects.values_list("pk", flat=True).get(number=number)


def _stands(portal: Portal, code: str, since: datetime) -> Iterator[tuple[str, Stand]]:
    after = ""
    while True:
        page = portal.stands(code, since, after)
        yield from page.stands.items()
        if not page.after:
            return
        after = page.after
