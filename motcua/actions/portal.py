"""What the national portal was told, and what comes of its messages."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from motcua.actions.act import By, action, allow, tell
from motcua.actions.document import keep_clean
from motcua.actions.dossier import hold, move, withdraw
from motcua.actions.files.inspect_file import Clean
from motcua.actions.filing import begin, completed, new_dossier
from motcua.actions.person import known_or_new
from motcua.records.account import Post
from motcua.records.dossier import Dossier
from motcua.records.person import Person
from motcua.records.portal import Arrival, Reconciliation, Tiding, mark_told, put_down
from motcua.records.procedure import catalogue
from motcua.records.unit import Unit
from motcua.rules import dossier as rules
from motcua.rules.catalogue.procedure import Version
from motcua.rules.dossier import Channel, Step, Sync
from motcua.rules.events.document import Attached
from motcua.rules.events.portal import (
    ArrivalDeclineAsked,
    ArrivalDeclined,
    ArrivalHeld,
    ArrivalKept,
    ArrivalRetried,
    ArrivalSettled,
    Compared,
    PortalBehind,
    PortalDeclined,
    PortalTold,
    TellingAgain,
    TellingAgainAsked,
)
from motcua.rules.permission import Purpose, Target
from motcua.rules.portal import (
    Differences,
    Filing,
    NotTaken,
    What,
    Why,
    answers_for,
    filing_from,
    message_from,
)
from motcua.rules.refusal import Refused
from motcua.rules.time.wall_clock import local
from motcua.rules.words.names import accent_free

COMPARISONS = UUID("6d6f7463-7561-8000-8000-636f6d706172")
"""The name space of comparisons, which are of no dossier."""

# ── what it is told ─────────────────────────────────────────────────────────────────────────


@action
def note_told(by: By, dossier: UUID, *, through: int) -> Dossier:
    """The portal has every change of the dossier up to this place."""
    held = _held(by, dossier)
    if mark_told(held, through, by.at) and held.sync == Sync.WAITING:
        _moved(held, Step.SEND)
    tell(by, PortalTold(**held.matter, place=through))
    return held


@action
def note_declined(by: By, dossier: UUID, *, place: int, why: str) -> Dossier:
    """The portal does not take this change; a person looks, and has it told again."""
    held = _held(by, dossier)
    Tiding.objects.filter(dossier=held, place=place, told_at=None).update(why=why)
    if held.sync == Sync.WAITING:
        _moved(held, Step.DECLINE)
    tell(by, PortalDeclined(**held.matter, place=place))
    return held


@action
def tell_again(by: By, dossier: UUID, *, after: int | None = None, anew: bool = False) -> Dossier:
    """What was refused waits to be told again; also what comes `after` the last change the portal
    still knows; `anew`: how the dossier stands now, though it was told before."""
    held = _held(by, dossier)
    changes = Tiding.objects.filter(dossier=held)
    if after is not None:
        changes.filter(place__gt=after).update(told_at=None)
    changes.filter(told_at=None).update(why="")
    if anew or not changes.exists():
        put_down(held, by.at, anyway=True)
    _moved(held, Step.SEND_AGAIN)
    tell(by, TellingAgain(**held.matter))
    return held


@action
def note_behind(by: By, change: UUID, *, waiting: int) -> Tiding:
    """A change has waited for longer than it may."""
    found = Tiding.objects.select_related("dossier").get(pk=change)
    allow(by, "clerk.record", found.dossier.target, Purpose.OPERATION)
    tell(by, PortalBehind(**found.dossier.matter, waiting=waiting))
    return found


@action
def keep_comparison(
    by: By, unit: int, *, since: datetime, ours: int, theirs: int, found: Differences
) -> Reconciliation:
    """What a night's reconciliation found; each dossier that differs is told again."""
    allow(by, "clerk.record", Target(unit=unit), Purpose.OPERATION)
    kept = Reconciliation.objects.create(
        unit_id=unit,
        at=by.at,
        since=since,
        ours=ours,
        theirs=theirs,
        again=len(found.again) + len(found.anew),
        strange=list(found.strange),
    )
    event = Compared(
        subject=uuid5(COMPARISONS, f"{unit}:{by.at.isoformat()}"),
        unit=unit,
        ours=ours,
        theirs=theirs,
        again=kept.again,
        strange=len(found.strange),
    )
    tell(by, event)
    return kept


def _held(by: By, dossier: UUID) -> Dossier:
    held = hold(dossier)
    allow(by, "clerk.record", Target(unit=held.unit_id), Purpose.DOSSIER)
    return held


def _moved(held: Dossier, step: Step) -> None:
    move(held, step)
    held.save(update_fields=["sync"])


# ── what comes from it ──────────────────────────────────────────────────────────────────────


@action
def keep_arrival(by: By, id: UUID, *, message: str, said: Mapping[str, Any]) -> Arrival:
    """A message as it came, whatever it says. Seen before with the same content it is the same;
    the caller gives another id to one that came again with another."""
    allow(by, "clerk.record", Target(), Purpose.DOSSIER)
    kept = Arrival.objects.create(id=id, message=message[:60], said=dict(said), came_at=by.at)
    tell(by, ArrivalKept(subject=kept.id))
    return kept


@action
def settle_arrival(by: By, arrival: UUID, *, papers: Sequence[tuple[str, Clean]] = ()) -> Arrival:
    """Do what a message says: a dossier begins, with the `papers` that came with it, or is
    withdrawn. Raises NotTaken, and nothing has happened, where that cannot be done."""
    kept = _open(by, arrival)
    message = message_from(kept.said)
    before = Arrival.objects.filter(message=kept.message, dossier__isnull=False)
    if kept.message and before.exists():
        raise NotTaken(Why.OTHERWISE)
    if message.what is What.FILED:
        held = _file(by, kept, filing_from(kept.said, local(by.at).date()), papers)
    else:
        held = _withdraw(by, message.number)
    kept.number, kept.what, kept.procedure = held.number, message.what, held.procedure
    kept.unit_id, kept.dossier, kept.why = held.unit_id, held, ""
    _close(by, kept)
    tell(
        by,
        ArrivalSettled(
            subject=kept.id,
            about=(held.applicant_id,),
            unit=held.unit_id,
            what=message.what,
            dossier=held.id,
        ),
    )
    return kept


def _file(by: By, kept: Arrival, filing: Filing, papers: Sequence[tuple[str, Clean]]) -> Dossier:
    """A dossier of ours under the portal's number, to be accepted or refused as any other."""
    version, unit = _version(filing, local(by.at).date()), _unit(filing, local(by.at).date())
    if Dossier.objects.filter(number=filing.number).exists():
        raise NotTaken(Why.NUMBER)
    answers = answers_for(version, {"phone": filing.phone, **filing.answers})
    applicant = _applicant(by, filing)
    whole = completed(version, applicant, answers, Channel.PORTAL, local(by.at).date())
    try:
        handed = {component for component, _ in papers}
        rules.check_complete(version, whole, handed, local(by.at).date())
    except Refused:
        raise NotTaken(Why.INCOMPLETE) from None
    dossier = new_dossier(
        by, kept.id, version, unit, applicant, whole, Channel.PORTAL, filing.number
    )
    begin(by, dossier, version)
    for component, file in papers:
        attachment = keep_clean(by, dossier, component, file)
        tell(by, Attached(**dossier.matter, attachment=attachment))
    return dossier


def _applicant(by: By, filing: Filing) -> Person:
    """Who filed it: whoever has this number, if they are called so and were born then."""
    named = {"full_name": filing.name, "birth_date": filing.born}
    found = Person.objects.get(pk=known_or_new(by, number=filing.person, **named))
    if found.name_key != accent_free(filing.name) or not found.birth_date.startswith(filing.born):
        raise NotTaken(Why.PERSON)
    return found


def _version(filing: Filing, today: date) -> Version:
    procedure = catalogue().get(filing.procedure)
    version = procedure.on(today) if procedure else None
    if version is None or not version.filed_here:
        raise NotTaken(Why.PROCEDURE)
    return version


def _unit(filing: Filing, today: date) -> Unit:
    unit = _served(filing.unit, today)
    if unit is None:
        raise NotTaken(Why.UNIT)
    return unit


def _served(code: str, today: date) -> Unit | None:
    """The unit with this code, if there is such a one today and somebody works in it here."""
    posts = Post.objects.held_on(today).values("unit")
    return Unit.objects.in_force(today).filter(code=code, pk__in=posts).first()


def _withdraw(by: By, number: str) -> Dossier:
    held = Dossier.objects.filter(number=number, channel=Channel.PORTAL).first()
    if held is None:
        raise NotTaken(Why.TOO_SOON)
    try:
        return withdraw(by, held.id)
    except Refused:
        raise NotTaken(Why.NOT_POSSIBLE) from None


@action
def hold_arrival(by: By, arrival: UUID, *, why: Why) -> Arrival:
    """A message of which nothing can come as it is: it stands on the list of who runs the house,
    with what can be read of it."""
    kept = _open(by, arrival)
    said = kept.said
    kept.why = why
    kept.number, kept.procedure = _shown(said, "MaHoSo", 40), _shown(said, "MaTTHC", 20)
    kept.unit = _served(_shown(said, "MaDonVi", 20), local(by.at).date())
    kept.save()
    tell(by, ArrivalHeld(subject=kept.id, unit=kept.unit_id, why=why))
    return kept


def _shown(said: Mapping[str, Any], name: str, most: int) -> str:
    value = said.get(name)
    return value[:most] if isinstance(value, str) else ""


@action
def note_arrival_declined(by: By, arrival: UUID) -> Arrival:
    """The portal knows that nothing will come of it: what it said is not kept any longer."""
    kept = _open(by, arrival)
    _close(by, kept)
    tell(by, ArrivalDeclined(subject=kept.id, unit=kept.unit_id))
    return kept


def _open(by: By, arrival: UUID) -> Arrival:
    kept = Arrival.objects.select_for_update(of=("self",)).get(pk=arrival)
    allow(by, "clerk.record", Target(unit=kept.unit_id), Purpose.DOSSIER)
    if kept.settled_at is not None:
        raise Refused("arrival-settled")
    return kept


def _close(by: By, kept: Arrival) -> None:
    kept.settled_at, kept.said = by.at, {}
    kept.save()


# ── what those who run the house want done; a clerk does it ─────────────────────────────────


@action
def ask_tell_again(by: By, dossier: UUID, *, unit: int) -> None:
    allow(by, "portal.settle", Target(unit=unit), Purpose.OPERATION)
    tell(by, TellingAgainAsked(subject=dossier, unit=unit))


@action
def ask_retry(by: By, arrival: UUID, *, unit: int | None) -> None:
    allow(by, "portal.settle", Target(unit=_own(by, unit)), Purpose.OPERATION)
    tell(by, ArrivalRetried(subject=arrival, unit=unit))


@action
def ask_decline(by: By, arrival: UUID, *, unit: int | None) -> None:
    allow(by, "portal.settle", Target(unit=_own(by, unit)), Purpose.OPERATION)
    tell(by, ArrivalDeclineAsked(subject=arrival, unit=unit))


def _own(by: By, unit: int | None) -> int | None:
    """A message of no unit that is known here is any operator's to settle."""
    return unit if unit is not None else next(iter(sorted(p.unit for p in by.actor.posts)), None)
