"""People with whom the population register does not agree: one case for each, until it is settled.

A case keeps what was claimed and the register's answer to each field, never a record of the
register (TT 136/2026/TT-BCA). What other papers say of the person is read where it is.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, astuple
from functools import cache

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from motcua.records.account import Account
from motcua.records.country import country_file
from motcua.records.dossier import Dossier, Finding
from motcua.records.household import Membership
from motcua.records.person import Person
from motcua.records.sealed import SealedBytes, SealedJSON, SealedText, blind_index
from motcua.records.unit import Unit
from motcua.records.verification import OTHER_NUMBER, Verification, claims_of
from motcua.rules.dossier import OPEN
from motcua.rules.events.base import Matter
from motcua.rules.identity import Sex
from motcua.rules.mismatch import (
    CLAIMED,
    Around,
    CaseOutcome,
    CaseStep,
    Cause,
    Description,
    Housemate,
    unconfirmed,
)
from motcua.rules.mismatch_law import MismatchLaw, mismatch_law_from
from motcua.rules.permission import Target
from motcua.rules.verification import Answer
from motcua.rules.verification_law import LookUp
from motcua.rules.who import OFFICERS, Who


@cache
def mismatch_law() -> MismatchLaw:
    """country/mismatch.toml, read once."""
    return country_file("mismatch.toml", mismatch_law_from)


def description_of(person: Person) -> Description:
    return Description(person.full_name, person.birth_date, person.number)


def index_of(claim: Description) -> bytes:
    """By which the same claims are found again, unreadable without the key."""
    return blind_index("mismatch.claims", json.dumps(astuple(claim)))


def longest(field: str) -> int:
    """How many letters of a fact can be kept of somebody."""
    kept = Person._meta.get_field(field)
    assert isinstance(kept, models.CharField) and kept.max_length
    return kept.max_length


class Mismatches(models.QuerySet["Mismatch"]):
    def visible_to(self, who: Who) -> Mismatches:
        """One's own, and as an officer those of one's units."""
        units = [post.unit for post in who.posts if post.role in OFFICERS]
        mine = Q(person=who.person) if who.person else Q(pk__in=[])
        return self.filter(mine | Q(unit__in=units))

    def open(self) -> Mismatches:
        return self.exclude(step=CaseStep.CLOSED)

    def past_keeping(self, now: dt.datetime) -> Mismatches:
        """Closed as long as what was said in them may be kept, and it still is."""
        until = now - mismatch_law().case.span
        return self.filter(closed_at__lt=until).exclude(claims=b"")

    def awaited(self) -> Mismatches:
        """Those on which an open dossier of their office waits."""
        asked = Verification.objects.filter(
            person=models.OuterRef("person"), unit=models.OuterRef("unit")
        )
        return self.filter(models.Exists(_disagreed(asked)))

    def pressing_first(self) -> Mismatches:
        """First those on which dossiers wait, the soonest due before the others; of what is due
        alike that on which most wait, then what is open longest. `soonest` is that date."""
        asked = Verification.objects.filter(
            person=models.OuterRef("person"), unit=models.OuterRef("unit")
        )
        waiting = _disagreed(asked).order_by()
        due = waiting.filter(dossier__due_at__isnull=False).order_by("dossier__due_at")
        counted = waiting.values("person").annotate(n=models.Count("dossier", distinct=True))
        return self.annotate(
            soonest=models.Subquery(due.values("dossier__due_at")[:1]),
            wait=Coalesce(models.Subquery(counted.values("n")), 0),
        ).order_by(models.F("soonest").asc(nulls_last=True), "-wait", "opened_at", "id")

    def concerning(self, since: dt.datetime, until: dt.datetime) -> Mismatches:
        """What was opened by the end of a time and not closed before it began."""
        left = Q(closed_at=None) | Q(closed_at__gte=since)
        return self.filter(left, opened_at__lt=until)


class Mismatch(models.Model):
    """One open case for each office, person and set of claims: who waits on it is read from the
    questions, so that it closes by itself once the register agrees."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, models.PROTECT, related_name="mismatches")
    unit = models.ForeignKey(Unit, models.PROTECT)
    asked = models.ForeignKey(Verification, models.PROTECT, related_name="+")  # the last question
    claimed = SealedJSON(default=dict)
    claims = models.BinaryField()
    answer = models.CharField(max_length=16, choices=[(a, a.label) for a in Answer])
    answers = models.JSONField(default=dict)  # field → answer
    cause = models.CharField(max_length=16, choices=[(c, c) for c in Cause])
    step = models.CharField(
        max_length=8, choices=[(s, s) for s in CaseStep], default=CaseStep.OPEN
    )
    outcome = models.CharField(max_length=10, choices=[(o, o) for o in CaseOutcome], blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    why = SealedText(null=True)  # in the officer's words, of the last outcome

    objects = Mismatches.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "unit", "claims"],
                condition=~Q(step=CaseStep.CLOSED),
                name="one_open_mismatch",
            ),
            models.CheckConstraint(
                condition=Q(step=CaseStep.CLOSED, closed_at__isnull=False)
                | (~Q(step=CaseStep.CLOSED) & Q(closed_at=None)),
                name="a_closed_mismatch_says_when",
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit", "opened_at"],
                condition=~Q(step=CaseStep.CLOSED),
                name="mismatch_open",
            ),
            models.Index(fields=["unit", "-opened_at"], name="mismatch_unit"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def is_open(self) -> bool:
        return self.step != CaseStep.CLOSED

    @property
    def claim(self) -> Description:
        """What was put to the register; nothing once it has been forgotten."""
        said = self.claimed or {}
        return Description(*(said.get(name, "") for name in ("full_name", "birth_date", "number")))

    def claim_now(self, person: Person) -> None:
        """Keep what is claimed of them here by now, of all that is asked."""
        claim = description_of(person)
        self.claimed = claims_of(person, self.asked.fields) | asdict(claim)
        self.claims = index_of(claim)

    @property
    def held(self) -> dict[str, str]:
        """What is held of the person now, of all that can be put right: name, birth date and
        number, and what else the register did not confirm."""
        more = sorted(unconfirmed(self.answers) - set(CLAIMED))
        said = asdict(description_of(self.person))
        return said | {field: str(getattr(self.person, field)) for field in more}

    @property
    def held_mark(self) -> str:
        """By which it is told that something else is held by now."""
        return blind_index("mismatch.held", json.dumps(self.held)).hex()

    @property
    def target(self) -> Target:
        return Target(self.unit_id, frozenset({self.person_id}))

    @property
    def matter(self) -> Matter:
        return {"subject": self.id, "about": (self.person_id,), "unit": self.unit_id}


class ClaimChange(models.Model):
    """What was said of somebody, put right by an officer: as it was, as it is, and why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    mismatch = models.ForeignKey(Mismatch, models.PROTECT, related_name="changes")
    before = SealedJSON(default=dict)
    after = SealedJSON(default=dict)
    why = SealedText()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class CorrectionRequest(models.Model):
    """The police are asked to put the register right (NĐ 58/2026/NĐ-CP), and their answer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    mismatch = models.ForeignKey(Mismatch, models.PROTECT, related_name="corrections")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    wanted = SealedJSON(default=dict)  # field → what is right
    proof = SealedText()  # the papers that show it
    to = models.ForeignKey(Unit, models.PROTECT, related_name="+")  # whose police answer
    officer = models.ForeignKey(Account, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    basis = models.CharField(max_length=300)
    answered_at = models.DateTimeField(null=True)
    done = models.BooleanField(null=True)
    reason = SealedText(null=True)  # of a refusal

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["mismatch"], condition=Q(answered_at=None), name="one_open_correction"
            )
        ]


class CardSeen(models.Model):
    """A card that was read for a case and says otherwise: its bytes as they came, until the case
    is closed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    mismatch = models.ForeignKey(Mismatch, models.PROTECT, related_name="cards")
    unit = models.ForeignKey(Unit, models.PROTECT)
    source = models.CharField(max_length=8)  # rules/cards: by which way it came
    original = SealedBytes()
    said = SealedJSON(default=dict)  # field → what was soundly read
    at = models.DateTimeField()

    @property
    def claim(self) -> Description:
        read = self.said
        return Description(*(read.get(name, "") for name in ("full-name", "birth-date", "number")))


def open_cases(dossier: Dossier) -> models.QuerySet[Mismatch]:
    """Those of the people of a dossier, in its office."""
    theirs = Mismatch.objects.open().filter(unit=dossier.unit_id).select_related("person")
    return theirs.filter(person__in=dossier.parties.values("person")).order_by("opened_at")


def waiting_on(case: Mismatch) -> models.QuerySet[Dossier]:
    """The open dossiers of the case's office that wait until the register agrees."""
    asked = Verification.objects.filter(person=case.person_id, unit=case.unit_id)
    rows = Dossier.objects.filter(pk__in=_disagreed(asked).values("dossier"))
    return rows.order_by("submitted_at")


def _disagreed(asked: models.QuerySet[Verification]) -> models.QuerySet[Verification]:
    """Of these questions those of open dossiers to which the register said anything but yes."""
    return asked.exclude(answer__in=("", Answer.MATCH)).filter(dossier__state__in=OPEN)


def waiting_for(cases: Iterable[Mismatch]) -> Counter[uuid.UUID]:
    """How many open dossiers wait on each of these cases."""
    by_whom = {(case.person_id, case.unit_id): case.id for case in cases}
    asked = Verification.objects.filter(person__in={person for person, _ in by_whom})
    told = _disagreed(asked).values_list("person", "unit", "dossier").distinct()
    return Counter(by_whom[row[0], row[1]] for row in told if (row[0], row[1]) in by_whom)


def around(case: Mismatch, others: Iterable[Description]) -> Around:
    """What tells where a mismatch may come from, beside what others say of the person."""
    person = case.person
    house = Membership.objects.filter(person=person, valid_to=None).values("household")
    beside = Membership.objects.filter(household__in=house, valid_to=None).exclude(person=person)
    mates = [one.person for one in beside.select_related("person")]
    return Around(
        tuple(others),
        tuple(Housemate(one.number, one.birth_date, one.sex) for one in mates),
        Sex(person.sex) if person.sex else None,
        _sighted(case),
        is_contested(case),
    )


def is_contested(case: Mismatch) -> bool:
    """Whether the register was asked because the e-identity says a number that another record
    bears."""
    asked = Verification.objects.filter(person=case.person_id, unit=case.unit_id)
    told = asked.filter(Q(anew=True) | Q(purpose=LookUp.OTHER_NUMBER))
    return any(one.why == OTHER_NUMBER or not one.anew for one in told)


def _sighted(case: Mismatch) -> frozenset[str]:
    """The fields of which officers saw the paper and found what is claimed now."""
    changed = case.changes.order_by("at").values_list("at", flat=True).last()
    since = max(case.opened_at, changed or case.opened_at)
    seen = Finding.objects.filter(
        person=case.person_id, source=Finding.Source.SIGHTED, at__gte=since
    )
    return frozenset(seen.filter(agrees=True).values_list("field", flat=True))
