"""Who is at the counter for the applicant: named, proved by a paper once, and let go again."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from motcua.actions.act import By, action, allow, tell
from motcua.records.account import Account
from motcua.records.dossier import Dossier, Party
from motcua.records.draft import Draft
from motcua.records.person import Person
from motcua.records.procedure import version_of
from motcua.records.representation import Mandate, representation_of
from motcua.rules.catalogue.parts import Capacity
from motcua.rules.catalogue.procedure import Version
from motcua.rules.events.dossier import RepresentativeNamed
from motcua.rules.events.people import MandateEnded, MandateKept
from motcua.rules.permission import Purpose, Target
from motcua.rules.refusal import Denied, Refused
from motcua.rules.representation import Representation, representative
from motcua.rules.time.wall_clock import local

MANY = frozenset({Capacity.PARENT, Capacity.GUARDIAN})
"""Whoever is one by a paper is one in every procedure."""


@dataclass(frozen=True)
class Beside:
    """Who is there for the applicant of a draft, and until when their paper lets them."""

    person: UUID
    representation: Representation
    until: date | None

    @property
    def role(self) -> Party.Role:
        stands = self.representation.capacity.stands
        return Party.Role.REPRESENTATIVE if stands else Party.Role.WITNESS


def beside(id: UUID, version: Version, on: date) -> Beside | None:
    """Who is there for the applicant of this draft; refused where the law of that day does not
    let them, or their paper has ended."""
    draft = Draft.objects.select_related("applicant").filter(pk=id).first()
    representation = representation_of(draft, version, on) if draft else None
    if draft is None or representation is None or draft.representative_id is None:
        return None
    _check(version, representation.capacity, draft.applicant.birth_date, draft.until, on)
    return Beside(draft.representative_id, representation, draft.until)


def _check(version: Version, capacity: Capacity, born: str, until: date | None, on: date) -> None:
    row = representative(version, capacity, born, on)
    if row is None:
        raise Refused("representative-not-allowed")
    if row.ends and until is None:
        raise Refused("mandate-needs-end", row.citation)
    if until and until < on:
        raise Refused("mandate-ended", row.citation)


@action
def name_representative(
    by: By, id: UUID, *, person: Person, capacity: Capacity, until: date | None = None
) -> Draft:
    """An officer puts down who came for the applicant of a draft, or who witnesses."""
    draft = _held(by, id, person.id)
    if person.id == draft.applicant_id:
        raise Refused("representative-is-applicant")
    born, today = draft.applicant.birth_date, local(by.at).date()
    _check(version_of(draft.version), capacity, born, until, today)
    draft.representative, draft.capacity, draft.until = person, capacity, until
    draft.save(update_fields=["representative", "capacity", "until"])
    both = (draft.applicant_id, person.id)
    tell(by, RepresentativeNamed(**draft.matter | {"about": both}, capacity=capacity))
    return draft


@action
def drop_representative(by: By, id: UUID) -> Draft:
    """The applicant is there alone after all."""
    draft = _held(by, id)
    draft.representative, draft.capacity, draft.until = None, "", None
    draft.save(update_fields=["representative", "capacity", "until"])
    tell(by, RepresentativeNamed(**draft.matter, capacity=None))
    return draft


def _held(by: By, id: UUID, *others: UUID) -> Draft:
    """The officer's own draft for somebody else, to be changed; they may not be one of them."""
    mine = Draft.objects.select_for_update(of=("self",)).select_related("applicant")
    draft = mine.filter(pk=id, account=by.actor.account, submitted=False).first()
    if draft is None:
        raise Denied("draft.save")
    target = Target(draft.unit_id, frozenset({draft.applicant_id, *others}))
    allow(by, "dossier.submit-for", target, Purpose.COUNTER)
    return draft


def keep_mandate(by: By, dossier: Dossier, who: Beside) -> None:
    """What a paper has proved is not asked for again: until its last day, or until taken back."""
    if who.representation.known or not who.representation.capacity.stands:
        return
    mandate = Mandate.objects.create(
        person=dossier.applicant,
        representative_id=who.person,
        capacity=who.representation.capacity,
        procedure="" if who.representation.capacity in MANY else dossier.procedure,
        until=who.until,
        unit=dossier.unit,
        dossier=dossier,
        recorded_by=Account(pk=by.account),
        at=by.at,
    )
    tell(by, MandateKept(**_matter(mandate), capacity=Capacity(mandate.capacity), until=who.until))


@action
def end_mandate(by: By, id: UUID) -> Mandate:
    """Whoever is represented takes it back; a clerk does when its last day is over.

    From now on the other neither acts nor sees, also in what they filed.
    """
    mandate = Mandate.objects.select_for_update(of=("self",)).filter(pk=id, ended_at=None).first()
    if mandate is None:
        raise Denied("mandate.end")
    purpose = Purpose.OPERATION if by.actor.clerk else Purpose.OWN
    allow(by, "mandate.end", Target(mandate.unit_id, frozenset({mandate.person_id})), purpose)
    mandate.ended_at = by.at
    mandate.save(update_fields=["ended_at"])
    filed = Dossier.objects.filter(applicant_id=mandate.person_id).values("pk")
    Party.objects.filter(
        dossier__in=filed,
        person_id=mandate.representative_id,
        role=Party.Role.REPRESENTATIVE,
        capacity=mandate.capacity,
    ).update(role=Party.Role.FORMER)
    tell(by, MandateEnded(**_matter(mandate)))
    return mandate


def _matter(mandate: Mandate) -> dict[str, Any]:
    both = (mandate.person_id, mandate.representative_id)
    return {"subject": mandate.id, "about": both, "unit": mandate.unit_id}
