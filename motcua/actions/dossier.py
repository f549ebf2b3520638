"""What a citizen (or an officer for a citizen who is there) does with a dossier."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from motcua.actions.act import By, action, allow, tell
from motcua.actions.draft import acts_as, whose
from motcua.actions.person import known_or_new
from motcua.actions.representation import beside, keep_mandate
from motcua.actions.verification import ask_verification
from motcua.actions.wish import Wished, keep_wish
from motcua.records.document import Attachment
from motcua.records.dossier import Consent, Dossier, Draft, Party, next_serial
from motcua.records.holding import held_facts, held_papers
from motcua.records.known import dwelling_named, facts_of, known_of, people_in
from motcua.records.person import Person
from motcua.records.portal import put_down
from motcua.records.procedure import version_of
from motcua.records.scope import look_as
from motcua.records.sealed import blind_index
from motcua.records.timeline import calendar_of, clock_from, clock_of, followed
from motcua.records.unit import Unit
from motcua.rules import dossier as rules
from motcua.rules.catalogue.once_only import HELD, KNOWN_FIELDS, held_in
from motcua.rules.catalogue.parts import Consent as ConsentRule
from motcua.rules.catalogue.procedure import Version
from motcua.rules.consent import Way
from motcua.rules.dossier import Channel, Delivery, Money, State, Step, Sync
from motcua.rules.events.dossier import (
    ConsentAsked,
    ConsentGiven,
    DossierSeen,
    DossierSubmitted,
    DossierWithdrawn,
)
from motcua.rules.events.stage import StagesDue
from motcua.rules.number import format_number, second_fact
from motcua.rules.permission import Purpose, Target
from motcua.rules.refusal import Denied, Refused
from motcua.rules.representation import Standing, standing_facts
from motcua.rules.time.wall_clock import instant, local

TRACK = "dossier.track"
FIELDS: Mapping[type[StrEnum], str] = {
    State: "state",
    Money: "money",
    Delivery: "delivery",
    Sync: "sync",
}
OWNER = "owner"


@action
def submit(
    by: By,
    *,
    id: UUID,
    version: Version,
    unit: Unit,
    applicant: Person,
    answers: Mapping[str, Any],
    wish: Wished | None = None,
) -> Dossier:
    """File an application under the id its maker gave it, whole or not at all.

    What the State holds is added to what was said; all that is missing is told at once. The
    number and the date expected, with its reasons, are there when this returns. `wish`: how the
    result is wanted.
    """
    if not version.filed_here:
        raise Refused("procedure-not-filed-here", "; ".join(version.citation))
    basis, today = acts_as(by, version, applicant), local(by.at).date()
    people = whose(by, applicant, basis)
    channel = _channel(by, unit, people)
    helped_by = beside(id, version, today) if channel == Channel.COUNTER else None
    standing = helped_by.standing if helped_by else Standing(basis, True) if basis else None
    whole = completed(version, applicant, answers, channel, today, standing)
    attached = Attachment.objects.filter(dossier=id, removed=False)
    handed = set(attached.values_list("component", flat=True)) if version.components else set()
    rules.check_complete(version, whole, handed, today)
    dossier = new_dossier(by, id, version, unit, applicant, whole, channel)
    if basis and by.actor.person:
        _party(dossier, by.actor.person, Party.Role.REPRESENTATIVE, basis)
    if helped_by:
        _party(dossier, helped_by.person, helped_by.role, helped_by.standing.basis)
        keep_mandate(by, dossier, helped_by)
    if handed and not attached.update(unit=unit):  # the draft was thrown away meanwhile
        raise Denied("draft.save")
    Draft.objects.filter(pk=id).update(submitted=True)
    if wish:
        keep_wish(by, dossier, wish)
    begin(by, dossier, version)
    return dossier


def begin(by: By, dossier: Dossier, version: Version) -> None:
    """What follows whenever a dossier has come in: those it names are put beside it, asked, and
    compared with the register; the journal and the national portal learn of it."""
    whole = dossier.answers
    named = _name_members(by, dossier, version, whole)
    ask_consents(by, dossier, version, whole)
    _check(by, dossier, [dossier.applicant_id, *named])
    put_down(dossier, by.at)
    held = held_in(version, whole)
    event = DossierSubmitted(
        **dossier.matter,
        channel=Channel(dossier.channel),
        expected=expected_due(dossier, version, by.at)[0],
        filed_for=dossier.helped,
        reused=sum(component.key in held for component in version.components),
    )
    tell(by, event)


def _channel(by: By, unit: Unit, people: frozenset[UUID]) -> Channel:
    """Who files decides what it counts as: one's own, or for whom one stands, is online; for
    another is the counter."""
    target = Target(unit=unit.id, people=people)
    if by.actor.person in people:
        allow(by, "dossier.submit", target, Purpose.OWN)
        return Channel.ONLINE
    allow(by, "dossier.submit-for", target, Purpose.COUNTER)
    return Channel.COUNTER


def completed(
    version: Version,
    applicant: Person,
    said: Mapping[str, Any],
    channel: Channel,
    received: date,
    standing: Standing | None = None,
) -> dict[str, Any]:
    """The answers with what the State knows and the facts conditions speak of.

    Nobody can say for themselves what only data may say: given `fact.*` and known fields are
    replaced. `fact.known` lists the fields that came from registers, `fact.held` the papers that
    the applicant's store holds.
    """
    own = {key: value for key, value in said.items() if not key.startswith("fact.")}
    registered = known_of(applicant, own)
    verified = held_facts(version, registered, applicant, received)
    known = rules.prefilled(version, {**verified, **registered})
    whole = {**own, **known}
    facts = facts_of(applicant, whole, channel, received) | standing_facts(standing)
    complete = version.said({**whole, **facts}) | {KNOWN_FIELDS: sorted(known)}
    return complete | {HELD: held_papers(version, complete, applicant, received)}


def new_dossier(
    by: By,
    id: UUID,
    version: Version,
    unit: Unit,
    applicant: Person,
    answers: dict[str, Any],
    channel: Channel,
    number: str = "",
) -> Dossier:
    """The row and its applicant; what was filed on the national portal keeps its `number`."""
    today = local(by.at).date()
    fee = version.fee(answers, today)
    dossier = Dossier(
        id=id,
        number=number or format_number(unit.code, today, next_serial(unit.id, today)),
        procedure=version.code,
        version=version.key,
        unit=unit,
        applicant=applicant,
        filed_by_id=by.actor.account,
        channel=channel,
        helped=channel == Channel.COUNTER,
        answers=answers,
        state=State.SUBMITTED,
        money=Money.DUE if fee.amount else Money.NONE,
        fee=fee.amount,
        fee_citation=fee.citation[:300],
        submitted_at=by.at,
        changed_at=by.at,
    )
    fact = second_fact(applicant.birth_date, applicant.phone or str(answers.get("phone", "")))
    dossier.track_index = blind_index(TRACK, fact)
    dossier.due_steps = list(expected_due(dossier, version, by.at)[1])
    dossier.calendar = followed(dossier.unit_id, dossier.timed_by)
    dossier.save(force_insert=True)
    Party.objects.create(dossier=dossier, person=applicant, unit=unit, role=Party.Role.APPLICANT)
    return dossier


def expected_due(
    dossier: Dossier, version: Version, start: datetime
) -> tuple[datetime, tuple[str, ...]]:
    """When the result is due if the clock starts at `start`, and the steps that say why."""
    due = clock_from(dossier, version, start).due(calendar_of(dossier))
    return instant(due.at), due.steps


def _name_members(
    by: By, dossier: Dossier, version: Version, answers: dict[str, Any]
) -> list[UUID]:
    """Tie the people the dossier is for to it, each once though named twice."""
    members: list[UUID] = []
    for named in people_in(version, answers):
        if not named.get("number"):
            continue
        person = known_or_new(
            by,
            full_name=named["full_name"],
            number=named["number"],
            birth_date=named.get("birth_date") or "",
        )
        look_as(by.actor)
        if person not in members:
            _party(dossier, person, Party.Role.MEMBER)
            members.append(person)
    return members


def ask_consents(by: By, dossier: Dossier, version: Version, answers: dict[str, Any]) -> None:
    """Ask those whose consent the law wants and who were not asked yet; who is head and owner is
    told once."""
    wanted = version.consents_now(answers)
    if not wanted:
        return
    before = dict(Consent.objects.filter(dossier=dossier).values_list("who", "person"))
    told = set(before.values())
    for consent in wanted:
        if consent.who in before:
            continue
        asked, named = _whose_consent(by, answers, consent)
        if asked == dossier.applicant_id:
            continue
        if asked and asked not in told:
            _party(dossier, asked, Party.Role.ASKED)
        Consent.objects.create(
            dossier=dossier,
            person_id=asked,
            named=None if asked else named,
            unit_id=dossier.unit_id,
            who=consent.who,
            citation=consent.citation,
            asked_at=by.at,
        )
        if asked and asked not in told:
            both = (asked, dossier.applicant_id)
            tell(by, ConsentAsked(**dossier.matter | {"about": both}))
            told.add(asked)


def _whose_consent(
    by: By, answers: Mapping[str, Any], consent: ConsentRule
) -> tuple[UUID | None, str | None]:
    """The owner of the declared dwelling; else whom the form names, by number. Who is named
    without one, or not at all, cannot be asked: an officer puts down their word (`named`)."""
    dwelling = dwelling_named(answers) if consent.who == OWNER else None
    if dwelling is not None:
        return dwelling.owner_id, None
    named = answers.get(consent.who)
    if not isinstance(named, Mapping):
        parts = ("full_name", "name"), ("number", "number")
        named = {part: answers.get(f"{consent.who}_{word}") for part, word in parts}
    name = str(named.get("full_name") or "")
    if not named.get("number"):
        if set(consent.ways) == {Way.ACCOUNT}:
            raise Refused("consent-needs-number", consent.citation)
        return None, name or None
    person = known_or_new(
        by, full_name=name, number=named["number"], birth_date=named.get("birth_date") or ""
    )
    look_as(by.actor)
    return person, name


def _party(dossier: Dossier, person: UUID, role: Party.Role, basis: str = "") -> None:
    Party.objects.create(
        dossier=dossier, person_id=person, role=role, unit_id=dossier.unit_id, basis=basis
    )


def _check(by: By, dossier: Dossier, people: Iterable[UUID]) -> None:
    """Ask the population register about everybody the dossier is for, each time anew.

    Source: NĐ 45/2020/NĐ-CP as amended by NĐ 310/2026/NĐ-CP: what the form says is compared
    with the databases when a dossier is received.
    """
    for person in dict.fromkeys(people):
        ask_verification(by, person, unit=dossier.unit, dossier=dossier, purpose=Purpose.DOSSIER)


@action
def see(by: By, dossier: UUID, *, purpose: Purpose) -> Dossier:
    """Open a dossier: reading is an act, and the person it is about can see that it was done."""
    found = Dossier.objects.select_related("unit").filter(pk=dossier).first()
    if found is None:
        raise Denied("dossier.read")
    allow(by, "dossier.read", found.target, purpose)
    tell(by, DossierSeen(**found.matter, purpose=purpose))
    return found


@action
def withdraw(by: By, dossier: UUID) -> Dossier:
    """The applicant takes the dossier back."""
    held = hold(dossier)
    allow(by, "dossier.withdraw", held.target, Purpose.OWN)
    move(held, Step.WITHDRAW)
    close(by, held, judged=held.accepted_at is not None)
    changed(held, by.at)
    tell(by, DossierWithdrawn(**held.matter, late=held.late))
    if held.accepted_at and version_behind(held).stages:
        tell(by, StagesDue(**held.matter))
    return held


@action
def give_consent(by: By, dossier: UUID, *, given: bool) -> Consent:
    """The person asked says yes or no, from their own account, once for all they are asked as
    (head of the household and owner). Of what an officer put down for them they have the last
    word, while the dossier is open."""
    held = hold(dossier)
    allow(by, "dossier.consent", held.target, Purpose.OWN)
    asked = Consent.objects.select_for_update().filter(dossier=held)
    mine = list(asked.filter(person=by.actor.person)) if by.actor.person else []
    if not mine:
        raise Denied("dossier.consent")
    left = [one for one in mine if not one.is_own_word]
    if not left:
        raise Refused("consent-already-answered")
    if not held.is_open and any(one.answered_at for one in left):
        raise Refused("step-not-allowed", detail={"state": held.state})
    for consent in left:
        consent.given, consent.answered_at, consent.way = given, by.at, Way.ACCOUNT
        consent.save(update_fields=["given", "answered_at", "way"])
    set_date(held)
    changed(held, by.at)
    both = tuple(filter(None, (held.applicant_id, left[0].person_id)))
    tell(by, ConsentGiven(**held.matter | {"about": both}, given=given))
    return left[0]


# what the acts on a dossier share, here and at the desk


def hold(dossier: UUID, revision: int | None = None) -> Dossier:
    """The row as it is now, held until this action is over; 404 where it may not be seen.

    With `revision`, the row must still be what the officer saw. Who only writes about the dossier
    (a message, a paper) does not wait here: they would hold its chain, for which this act waits.
    """
    found = Dossier.objects.select_for_update(of=("self",), no_key=True).filter(pk=dossier).first()
    if found is None:
        raise Denied("dossier")
    if revision is not None and found.revision != revision:
        raise Refused("changed-by-another", detail={"changed_at": found.changed_at})
    return found


def move(held: Dossier, step: Step) -> None:
    """Take a step: every one of the four fields that it moves, by its table, or refuse it.

    What is accepted and has stages goes by its stages.
    """
    if held.accepted_at and step not in rules.OF_WHOLE and version_behind(held).stages:
        raise Refused("goes-by-stages")
    for kind, name in FIELDS.items():
        if kind in rules.moves(step):
            setattr(held, name, rules.after(kind(getattr(held, name)), step))  # type: ignore[type-var]


def changed(held: Dossier, at: datetime) -> None:
    """Keep the row as it is now; where that is news to the national portal, it is put down."""
    if put_down(held, at):
        move(held, Step.CHANGE)
    held.revision += 1
    held.changed_at = at
    held.save()


def set_date(held: Dossier) -> None:
    """The date of an accepted dossier, reckoned anew from all that has happened to it."""
    if held.accepted_at is None or held.closed_at is not None:
        return
    due = clock_of(held).due(calendar_of(held))
    held.due_at, held.due_steps = instant(due.at), list(due.steps)
    held.calendar = followed(held.unit_id, held.timed_by)


def close(by: By, held: Dossier, *, judged: bool) -> None:
    """The first closing act judges, once for ever, whether it was in time: also when a result is
    made anew later. A filing of several stages goes on when one of them closes."""
    if held.closed_at is not None:
        return
    set_date(held)
    held.closed_at = by.at
    held.late = clock_of(held).is_late(calendar_of(held)) if judged else None
    if held.part_of_id:
        about, unit = (held.applicant_id,), held.unit_id
        tell(by, StagesDue(subject=held.part_of_id, about=about, unit=unit))


def version_behind(held: Dossier) -> Version:
    return version_of(held.version)
