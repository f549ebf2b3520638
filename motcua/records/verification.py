"""Questions put to the population database, its answers, and what nobody has confirmed."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from django.db import models

from motcua.records.country import country_file
from motcua.records.dossier import Dossier, Finding
from motcua.records.go_ahead import GoAhead
from motcua.records.person import Person
from motcua.records.procedure import version_of
from motcua.records.sameness import as_one
from motcua.records.sealed import SealedText, blind_index
from motcua.records.unit import Unit
from motcua.rules.unverified import Fact, Inquiry, unverified
from motcua.rules.verification import Answer, claim_of
from motcua.rules.verification_law import VerificationLaw, verification_law_from

CLAIM = "verification.claim"
OTHER_NUMBER = "Căn cước điện tử ghi số định danh khác với số đã khai."


@cache
def verification_law() -> VerificationLaw:
    """country/verification.toml, read once."""
    return country_file("verification.toml", verification_law_from)


class Verification(models.Model):
    """One question: does the register agree with what was said of this person?

    Only the answer per field is kept, with time and source; never a record of the register. An
    answer that served before is `served` again: then that one has the day it was given.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, models.PROTECT, related_name="verifications")
    dossier = models.ForeignKey(Dossier, models.PROTECT, null=True, related_name="verifications")
    unit = models.ForeignKey(Unit, models.PROTECT)
    fields = models.JSONField()  # names of the fields asked
    purpose = models.CharField(max_length=12)  # of a dossier, or a word of `LookUp`
    anew = models.BooleanField(default=False)  # no earlier answer is wanted
    why = SealedText(null=True)  # the officer's reason for asking anew
    asked_at = models.DateTimeField()
    claims = models.JSONField(default=dict)  # field → keyed hash of what was claimed
    answer = models.CharField(max_length=16, blank=True, choices=[(a, a) for a in Answer])
    answers = models.JSONField(default=dict)  # field → answer
    answered_at = models.DateTimeField(null=True)
    source = models.CharField(max_length=60, blank=True)
    served = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["unit", "answered_at"], name="verification_open")]

    @property
    def said_at(self) -> dt.datetime | None:
        """When the register itself said so."""
        return self.served.answered_at if self.served else self.answered_at

    @property
    def told(self) -> Inquiry:
        """As rules weigh it."""
        fields = tuple(self.fields)
        return Inquiry(
            self.id, self.person_id, self.asked_at, fields, self.answer, dict(self.answers)
        )


def claims_of(person: Person, fields: Iterable[str]) -> dict[str, str]:
    """What we hold of these fields; what we do not hold cannot be asked about."""
    held = {field: str(getattr(person, field)) for field in fields}
    return {field: value for field, value in held.items() if value}


def marks_of(person: Person, claims: Mapping[str, str]) -> dict[str, str]:
    """What tells a claim from every other: of whom it is and what it says, under a key."""
    whose = f"{person.number}|{person.full_name}|{person.birth_date}"
    return {
        field: blind_index(CLAIM, f"{whose}|{field}|{value}").hex()
        for field, value in claims.items()
    }


def answer_that_serves(asked: Verification, at: dt.datetime) -> Verification | None:
    """The register's own last word on exactly these claims, while it is fresh. Only agreement
    serves: what the register did not confirm may have been put right since."""
    marks = marks_of(asked.person, claims_of(asked.person, asked.fields))
    given = Verification.objects.filter(person=asked.person_id, answered_at__lte=at)
    said = given.filter(served=None, claims__contains=marks).order_by("answered_at").last()
    if asked.anew or not marks or said is None or said.answer != Answer.MATCH:
        return None
    assert said.answered_at is not None
    return said if at < verification_law().serves_until(marks, said.answered_at) else None


def unverified_of(dossier: Dossier) -> list[Fact]:
    """What was asked about this dossier and is not confirmed; of a stage, about the filing too.
    Records that are said to be one person's count as one."""
    return unverified_among([dossier])[dossier.id]


def unverified_among(dossiers: Iterable[Dossier]) -> dict[uuid.UUID, list[Fact]]:
    """The same of each of these, at the price of one."""
    behind = {one: {one.id, one.part_of_id or one.id} for one in dossiers}
    every = {id for both in behind.values() for id in both}
    asked = list(Verification.objects.filter(dossier__in=every).order_by("asked_at"))
    whole = as_one([one.person_id for one in asked])
    told: dict[uuid.UUID, list[Inquiry]] = defaultdict(list)
    for one in asked:
        assert one.dossier_id is not None
        told[one.dossier_id].append(replace(one.told, person=whole[one.person_id]))
    sighted = _sighted(every)
    return {
        dossier.id: unverified(
            [each for id in both for each in told[id]],
            {(whole.get(one, one), field) for one, field in _seen(dossier, both, sighted)},
        )
        for dossier, both in behind.items()
    }


Sighted = dict[uuid.UUID, list[tuple[uuid.UUID | None, str]]]


def _sighted(dossiers: Iterable[uuid.UUID]) -> Sighted:
    """By dossier what officers saw on paper and found to be as claimed: of whom, which field."""
    found: Sighted = defaultdict(list)
    rows = Finding.objects.filter(dossier__in=dossiers, source=Finding.Source.SIGHTED, agrees=True)
    for dossier, person, field in rows.values_list("dossier", "person", "field"):
        found[dossier].append((person, field))
    return found


def _seen(
    dossier: Dossier, both: Iterable[uuid.UUID], sighted: Sighted
) -> set[tuple[uuid.UUID, str]]:
    """What counts as seen: of a person, or of the applicant where it is a field of the form."""
    known = {one.key: claim_of(one.known) for one in version_of(dossier.version).fields}
    return {
        (person or dossier.applicant_id, str(known.get(field) or field))
        for id in both
        for person, field in sighted[id]
    }


def sightings_of(dossier: Dossier) -> dict[str, Finding]:
    """By box of the form, what an officer saw on paper and found to be so; what was seen of the
    applicant counts for the boxes it fills."""
    theirs = models.Q(person=None) | models.Q(person=dossier.applicant_id)
    rows = Finding.objects.filter(theirs, dossier=dossier, source=Finding.Source.SIGHTED)
    agreed = list(rows.filter(agrees=True))
    own = {one.field: one for one in agreed if one.person_id}
    boxes = {one.key: claim_of(one.known) for one in version_of(dossier.version).fields}
    filled = {key: own[claim] for key, claim in boxes.items() if claim and claim in own}
    return filled | {one.field: one for one in agreed if not one.person_id}


def went_ahead(dossier: Dossier) -> dt.datetime | None:
    """When a leader last let it go on without an answer."""
    return words_on([dossier]).get(dossier.id)


def words_on(dossiers: Iterable[Dossier]) -> dict[uuid.UUID, dt.datetime]:
    """The same of each of these that one was said on; of a stage, on the filing too."""
    behind = {one.id: {one.id, one.part_of_id or one.id} for one in dossiers}
    every = {id for both in behind.values() for id in both}
    rows = GoAhead.objects.filter(dossier__in=every).order_by("at")
    last = dict(rows.values_list("dossier", "at"))
    said = {id: [last[one] for one in both if one in last] for id, both in behind.items()}
    return {id: max(times) for id, times in said.items() if times}
