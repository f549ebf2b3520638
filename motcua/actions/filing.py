"""Filing: what a citizen, or an officer for one who is there, hands in becomes a dossier."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from motcua.actions.act import By, action, allow, tell
from motcua.actions.consent import ask_consents
from motcua.actions.dossier import expected_due
from motcua.actions.draft import acts_as, whose
from motcua.actions.person import known_or_new
from motcua.actions.representation import beside, keep_mandate
from motcua.actions.verification import ask_verification
from motcua.actions.wish import Wished, keep_wish
from motcua.records.document import Attachment
from motcua.records.dossier import Dossier, Party, next_serial
from motcua.records.draft import Draft
from motcua.records.following import TRACK
from motcua.records.holding import held_facts, held_papers
from motcua.records.known import facts_of, known_of, named_in, people_in
from motcua.records.person import Person, make_room_for
from motcua.records.portal import put_down
from motcua.records.scope import look_as
from motcua.records.sealed import blind_index
from motcua.records.timeline import followed
from motcua.records.unit import Unit
from motcua.records.verification import verification_law
from motcua.rules import dossier as rules
from motcua.rules.catalogue.once_only import HELD, KNOWN_FIELDS, held_in
from motcua.rules.catalogue.procedure import Version
from motcua.rules.dossier import Channel, Money, State
from motcua.rules.events.dossier import DossierSubmitted
from motcua.rules.number import format_number, second_fact
from motcua.rules.permission import Purpose, Target
from motcua.rules.refusal import Denied, Refused
from motcua.rules.representation import Representation, representation_facts
from motcua.rules.time.wall_clock import local
from motcua.rules.verification import Claim


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
    capacity, today = acts_as(by, version, applicant), local(by.at).date()
    people = whose(by, applicant, capacity)
    channel = _channel(by, unit, people)
    helped_by = beside(id, version, today) if channel == Channel.COUNTER else None
    known = Representation(capacity, known=True) if capacity else None
    representation = helped_by.representation if helped_by else known
    whole = completed(version, applicant, answers, channel, today, representation)
    attached = Attachment.objects.filter(dossier=id, removed=False)
    handed = set(attached.values_list("component", flat=True)) if version.components else set()
    rules.check_complete(version, whole, handed, today)
    dossier = new_dossier(by, id, version, unit, applicant, whole, channel)
    if capacity and by.actor.person:
        _party(dossier, by.actor.person, Party.Role.REPRESENTATIVE, capacity)
    if helped_by:
        _party(dossier, helped_by.person, helped_by.role, helped_by.representation.capacity)
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
    make_room_for(named_in(version, whole))
    named = _name_members(by, dossier, version, whole)
    ask_consents(by, dossier, version, whole)
    _check(by, dossier, version, named)
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
    representation: Representation | None = None,
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
    facts = facts_of(applicant, whole, channel, received) | representation_facts(representation)
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
    dossier.calendar = followed(dossier.unit_id, dossier.timed_by, dossier.announced)
    dossier.save(force_insert=True)
    Party.objects.create(dossier=dossier, person=applicant, unit=unit, role=Party.Role.APPLICANT)
    return dossier


def _name_members(
    by: By, dossier: Dossier, version: Version, answers: dict[str, Any]
) -> dict[UUID, list[str]]:
    """Tie the people the dossier is for to it, each once though named twice: who they are, and in
    answer to which questions they are named."""
    members: dict[UUID, list[str]] = {}
    for question, named in people_in(version, answers):
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
        members.setdefault(person, []).append(question)
    return members


def _party(dossier: Dossier, person: UUID, role: Party.Role, capacity: str = "") -> None:
    Party.objects.create(
        dossier=dossier, person_id=person, role=role, unit_id=dossier.unit_id, capacity=capacity
    )


def _check(
    by: By, dossier: Dossier, version: Version, named: Mapping[UUID, Iterable[str]]
) -> None:
    """Ask the population register about everybody the dossier is for, what the procedure says.

    Source: NĐ 45/2020/NĐ-CP as amended by NĐ 310/2026/NĐ-CP: what the form says is compared
    with the databases when a dossier is received.
    """
    law = verification_law()
    wanted = {dossier.applicant_id: set(law.asks(version))}
    for person, questions in named.items():
        for question in questions:
            wanted.setdefault(person, set()).update(law.asks_about(version, question))
    for person, fields in wanted.items():
        ask_verification(
            by,
            person,
            unit=dossier.unit,
            dossier=dossier,
            fields=[one for one in Claim if one in fields],
            purpose=Purpose.DOSSIER,
        )
