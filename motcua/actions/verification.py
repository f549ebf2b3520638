"""Asking whether the population register agrees, and recording what it answered."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from motcua.actions.act import By, action, allow, tell
from motcua.actions.mismatch import open_mismatch
from motcua.records.confirmed import note_answers
from motcua.records.dossier import Dossier, Finding
from motcua.records.person import Person
from motcua.records.unit import Unit
from motcua.records.verification import (
    OTHER_NUMBER,
    Verification,
    answer_that_serves,
    claims_of,
    marks_of,
    verification_law,
)
from motcua.rules.dossier import OPEN
from motcua.rules.events.base import Matter
from motcua.rules.events.people import (
    RegisterLookedUp,
    VerificationAnswered,
    VerificationAsked,
    VerificationServed,
    VerificationTaken,
)
from motcua.rules.permission import Purpose, Target
from motcua.rules.refusal import Denied, Refused
from motcua.rules.time.wall_clock import local
from motcua.rules.verification import Answer, Claim
from motcua.rules.verification_law import LookUp

WHY_MOST = 300


def ask_verification(
    by: By,
    person: UUID,
    *,
    unit: Unit,
    dossier: Dossier,
    fields: Iterable[str],
    purpose: Purpose,
    why: str = "",
) -> Verification:
    """Put the question down and send a clerk with it: a part of the actions that need it.

    With `why`, no earlier answer will do.
    """
    asked = Verification.objects.create(
        person_id=person,
        dossier=dossier,
        unit=unit,
        fields=list(fields),
        purpose=purpose,
        anew=bool(why),
        why=why or None,
        asked_at=by.at,
    )
    tell(
        by,
        VerificationAsked(
            subject=asked.id,
            about=(person,),
            unit=unit.id,
            purpose=purpose,
            fields=_claims(asked.fields),
            dossier=dossier.id,
        ),
    )
    return asked


def ask_without_dossier(
    by: By,
    person: Person,
    *,
    unit: Unit,
    look_up: LookUp,
    purpose: Purpose,
    event: type[RegisterLookedUp] = RegisterLookedUp,
) -> Verification:
    """The same of somebody who has no dossier: what the purpose `look_up` lets one ask, and no
    more; `event` says how urgent it is."""
    fields = claims_of(person, verification_law().purposes[look_up].fields)
    asked = Verification.objects.create(
        person=person, unit=unit, fields=list(fields), purpose=look_up, asked_at=by.at
    )
    about = _claims(fields)
    tell(by, event(**_matter(asked), purpose=purpose, look_up=look_up, fields=about))
    return asked


@action
def ask_anew(by: By, verification: UUID, *, why: str) -> Verification:
    """An officer wants a new answer to a question of a dossier, and says why the old one will not
    do."""
    earlier = _with_dossier(verification)
    dossier = earlier.dossier
    allow(by, "register.ask", dossier.target if dossier else Target(), Purpose.DOSSIER)
    if dossier is None or not dossier.is_open:
        raise Refused("step-not-allowed")
    if not why.strip():
        raise Refused("reason-missing")
    if not earlier.answer:
        raise Refused("still-being-asked")
    return ask_verification(
        by,
        earlier.person_id,
        unit=dossier.unit,
        dossier=dossier,
        fields=earlier.fields,
        purpose=Purpose.DOSSIER,
        why=why.strip()[:WHY_MOST],
    )


def ask_who_it_is(by: By, person: Person) -> None:
    """The e-identity says another number of somebody than was claimed here, and another record
    bears it: the register is asked anew, once for each open dossier that asked about them; where
    none did, once without one. What it does not confirm becomes a case, in which officers say who
    is whom."""
    rows = Verification.objects.filter(person=person, dossier__state__in=OPEN)
    asked = list(rows.select_related("dossier__unit").order_by("asked_at"))
    latest = {one.dossier: one.fields for one in asked if one.dossier}
    done = {one.dossier for one in asked if one.why == OTHER_NUMBER}
    if not latest:
        _ask_who_it_is_here(by, person)
    for dossier in latest.keys() - done:
        ask_verification(
            by,
            person.id,
            unit=dossier.unit,
            dossier=dossier,
            fields=latest[dossier],
            purpose=Purpose.DOSSIER,
            why=OTHER_NUMBER,
        )


def _ask_who_it_is_here(by: By, person: Person) -> None:
    """For the office that holds them, or had their last dossier; of nobody else is there anything
    here that could be another's."""
    own = LookUp.OTHER_NUMBER
    done = Verification.objects.filter(person=person, dossier=None, purpose=own)
    filed = Dossier.objects.filter(applicant=person).select_related("unit")
    last = filed.order_by("submitted_at").last()
    unit = person.unit or (last.unit if last else None)
    if unit and person.number and not done.exists():
        ask_without_dossier(by, person, unit=unit, look_up=own, purpose=Purpose.OWN)


@action
def look_up_in_register(by: By, person: UUID, *, unit: Unit, look_up: LookUp) -> Verification:
    """An officer asks about somebody without a dossier, for a purpose of country/verification.toml
    and about its fields only; the person sees it."""
    allow(by, "register.ask", Target(unit.id, frozenset({person})), Purpose.COUNTER)
    found = Person.objects.visible_to(by.actor).filter(pk=person).first()
    if found is None:
        raise Denied("register.ask")
    if not found.number:
        raise Refused("number-unknown")
    if Verification.objects.filter(person=found, unit=unit, purpose=look_up, answer="").exists():
        raise Refused("still-being-asked")
    return ask_without_dossier(by, found, unit=unit, look_up=look_up, purpose=Purpose.COUNTER)


@action
def note_taken(by: By, verification: UUID, *, claims: Mapping[str, str]) -> Verification:
    """The register has taken the question and will answer later: what was claimed then is kept,
    as keyed hashes (`claims`)."""
    asked = _hold(by, verification)
    if not asked.claims:
        asked.claims = dict(claims)
        asked.save(update_fields=["claims"])
    tell(by, VerificationTaken(**_matter(asked), dossier=asked.dossier_id))
    return asked


@action
def record_answer(
    by: By,
    verification: UUID,
    *,
    answer: Answer,
    answers: Mapping[str, str],
    source: str,
    claims: Mapping[str, str] | None = None,
) -> Verification:
    """Keep the register's answer, once; a second answer to one question changes nothing.

    `claims`: keyed hashes of what was claimed, for the next time it is asked. Refused with
    claims-changed: something else is claimed by now, of which the answer says nothing.
    """
    asked = _hold(by, verification)
    if not asked.answer:
        if claims and claims != marks_of(asked.person, claims_of(asked.person, asked.fields)):
            raise Refused("claims-changed")
        asked.claims = dict(claims or asked.claims)
        asked.source = source
        _settle(by, asked, answer, answers)
    _tell_answer(by, asked)
    return asked


@action
def serve_again(by: By, verification: UUID, *, earlier: UUID) -> Verification:
    """The register said so lately about the same claims: it is not asked again. Refused with
    claims-changed: they are not the same any more, or that answer serves no longer."""
    asked = _hold(by, verification)
    if asked.answer:
        _tell_answer(by, asked)
        return asked
    said = answer_that_serves(asked, by.at)
    if said is None or said.id != earlier:
        raise Refused("claims-changed")
    assert said.answered_at is not None
    asked.served, asked.source = said, said.source
    _settle(by, asked, Answer(said.answer), said.answers)
    day = local(said.answered_at).date()
    about = _matter(asked)
    tell(by, VerificationServed(**about, dossier=asked.dossier_id, earlier=said.id, on=day))
    return asked


def _settle(by: By, asked: Verification, answer: Answer, answers: Mapping[str, str]) -> None:
    """What follows from an answer, whichever it is: for the question, person and dossier. Of what
    was not asked nothing is kept."""
    asked.answer, asked.answered_at = answer, by.at
    asked.answers = {one: answers[one] for one in asked.fields if one in answers}
    asked.fields = list(asked.answers) or asked.fields
    asked.save()
    said = {one: asked.told.on(one) for one in asked.answers}
    person = asked.person
    person.verified, person.verified_at, person.verified_by = answer, asked.said_at, asked.id
    note_answers(person, said, asked.said_at or by.at, asked.id)
    person.save(update_fields=["verified", "verified_at", "verified_by", "confirmed"])
    open_mismatch(by, asked)
    if asked.dossier_id:
        _put_beside(by, asked, asked.dossier_id, said)


def _put_beside(by: By, asked: Verification, dossier: UUID, answers: Mapping[str, str]) -> None:
    """The dossier says what the register said of each field, last."""
    found = [
        Finding(
            dossier_id=dossier,
            person_id=asked.person_id,
            unit_id=asked.unit_id,
            field=field,
            source=Finding.Source.REGISTER,
            agrees=said == Answer.MATCH,
            by=asked.id,
            at=by.at,
        )
        for field, said in answers.items()
    ]
    Finding.objects.bulk_create(
        found,
        update_conflicts=True,
        unique_fields=["dossier", "person", "field", "source"],
        update_fields=["unit", "agrees", "by", "at"],
    )


def _tell_answer(by: By, asked: Verification) -> None:
    fields = tuple(one for one in Claim if one in asked.answers)
    tell(
        by,
        VerificationAnswered(
            **_matter(asked),
            answer=Answer(asked.answer),
            fields=fields,
            said=tuple(Answer(asked.answers[one]) for one in fields),
            dossier=asked.dossier_id,
        ),
    )


def _hold(by: By, verification: UUID) -> Verification:
    found = Verification.objects.select_for_update(of=("self",)).select_related("person")
    asked = found.get(pk=verification)
    allow(by, "clerk.record", Target(unit=asked.unit_id), Purpose.DOSSIER)
    return asked


def _with_dossier(verification: UUID) -> Verification:
    found = Verification.objects.select_related("dossier__unit").filter(pk=verification).first()
    if found is None:
        raise Denied("register.ask")
    return found


def _matter(asked: Verification) -> Matter:
    return Matter(subject=asked.id, about=(asked.person_id,), unit=asked.unit_id)


def _claims(fields: Iterable[str]) -> tuple[Claim, ...]:
    return tuple(Claim(one) for one in fields)
