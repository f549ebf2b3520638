"""What comes of the national portal's messages: a dossier of ours, its withdrawal, an answer."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from motcua.actions.act import By, action, allow, tell
from motcua.actions.document import keep_clean
from motcua.actions.dossier import hold, version_behind, withdraw
from motcua.actions.files.inspect_file import Clean
from motcua.actions.filing import begin, completed, new_dossier
from motcua.actions.person import known_or_new
from motcua.actions.supplement import answer_request
from motcua.records.account import Post
from motcua.records.dossier import Dossier, Request
from motcua.records.known import named_in
from motcua.records.person import Person, make_room_for
from motcua.records.portal import Arrival
from motcua.records.procedure import catalogue
from motcua.records.unit import Unit
from motcua.rules import dossier as rules
from motcua.rules.arrival import (
    ArrivalKind,
    Filing,
    NotTaken,
    Supplement,
    WhyHeld,
    answers_for,
    filing_from,
    message_from,
    supplement_from,
)
from motcua.rules.catalogue.procedure import Version
from motcua.rules.dossier import Channel
from motcua.rules.events.document import Attached
from motcua.rules.events.portal import (
    ArrivalDeclineAsked,
    ArrivalDeclined,
    ArrivalHeld,
    ArrivalKept,
    ArrivalRetried,
    ArrivalSettled,
)
from motcua.rules.permission import Purpose, Target
from motcua.rules.refusal import Refused
from motcua.rules.time.wall_clock import local
from motcua.rules.words.names import accent_free

NO_SUPPLEMENT = {
    "request-not-answered": WhyHeld.INCOMPLETE,
    "request-unchanged": WhyHeld.UNCHANGED,
    "answered-too-late": WhyHeld.TOO_LATE,
}
"""Why an answer is not taken, by what it is refused for here."""


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
    """Do what a message says: a dossier begins, with the `papers` that came with it, is withdrawn,
    or is given what was asked for. Raises NotTaken, and nothing has happened, where that cannot
    be done."""
    kept = _open(by, arrival)
    message = message_from(kept.said)
    before = Arrival.objects.filter(message=kept.message, dossier__isnull=False)
    if kept.message and before.exists():
        raise NotTaken(WhyHeld.OTHERWISE)
    if message.what is ArrivalKind.FILED:
        held = _file(by, kept, filing_from(kept.said, local(by.at).date()), papers)
    elif message.what is ArrivalKind.ANSWERED:
        held = _supplement(by, supplement_from(kept.said), papers)
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
        raise NotTaken(WhyHeld.NUMBER)
    answers = answers_for(version, {"phone": filing.phone, **filing.answers})
    make_room_for({filing.person: filing.name, **named_in(version, answers)})
    applicant = _applicant(by, filing)
    whole = completed(version, applicant, answers, Channel.PORTAL, local(by.at).date())
    try:
        handed = {component for component, _ in papers}
        rules.check_complete(version, whole, handed, local(by.at).date())
    except Refused:
        raise NotTaken(WhyHeld.INCOMPLETE) from None
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
        raise NotTaken(WhyHeld.PERSON)
    return found


def _version(filing: Filing, today: date) -> Version:
    procedure = catalogue().get(filing.procedure)
    version = procedure.on(today) if procedure else None
    if version is None or not version.filed_here:
        raise NotTaken(WhyHeld.PROCEDURE)
    return version


def _unit(filing: Filing, today: date) -> Unit:
    unit = _served(filing.unit, today)
    if unit is None:
        raise NotTaken(WhyHeld.UNIT)
    return unit


def _served(code: str, today: date) -> Unit | None:
    """The unit with this code, if there is such a one today and somebody works in it here."""
    posts = Post.objects.held_on(today).values("unit")
    return Unit.objects.in_force(today).filter(code=code, pk__in=posts).first()


def _withdraw(by: By, number: str) -> Dossier:
    try:
        return withdraw(by, _filed_there(number).id)
    except Refused:
        raise NotTaken(WhyHeld.NOT_POSSIBLE) from None


def _supplement(by: By, said: Supplement, papers: Sequence[tuple[str, Clean]]) -> Dossier:
    """What was marked in our request, as the applicant would give it here; nothing else of it."""
    held = hold(_filed_there(said.number).id)
    request = Request.objects.filter(pk=said.request, dossier=held).first()
    if request is None:
        raise NotTaken(WhyHeld.NOT_POSSIBLE)
    if request.answered_at:
        raise NotTaken(WhyHeld.ANSWERED)
    for component, file in papers:
        if component in request.marked:
            tell(by, Attached(**held.matter, attachment=keep_clean(by, held, component, file)))
    answers = answers_for(version_behind(held), said.answers)
    try:
        return answer_request(by, held.id, answers=answers, words=said.words)
    except Refused as no:
        missing: Any = no.detail.get("items", [])
        same: Any = no.detail.get("unchanged", [])
        parts = [item["key"] for item in (*missing, *same)]
        raise NotTaken(NO_SUPPLEMENT.get(no.code, WhyHeld.NOT_POSSIBLE), parts) from None


def _filed_there(number: str) -> Dossier:
    held = Dossier.objects.filter(number=number, channel=Channel.PORTAL).first()
    if held is None:
        raise NotTaken(WhyHeld.TOO_SOON)
    return held


@action
def hold_arrival(by: By, arrival: UUID, *, why: WhyHeld) -> Arrival:
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


@action
def ask_retry(by: By, arrival: UUID, *, unit: int | None) -> None:
    """Whoever runs the house wants it tried again; a clerk does it."""
    allow(by, "portal.settle", Target(unit=_own(by, unit)), Purpose.OPERATION)
    tell(by, ArrivalRetried(subject=arrival, unit=unit))


@action
def ask_decline(by: By, arrival: UUID, *, unit: int | None) -> None:
    """Whoever runs the house says that nothing will come of it; a clerk tells the portal."""
    allow(by, "portal.settle", Target(unit=_own(by, unit)), Purpose.OPERATION)
    tell(by, ArrivalDeclineAsked(subject=arrival, unit=unit))


def _own(by: By, unit: int | None) -> int | None:
    """A message of no unit that is known here is any operator's to settle."""
    return unit if unit is not None else next(iter(sorted(p.unit for p in by.actor.posts)), None)
