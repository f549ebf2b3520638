"""Who may stand for whom, as the registers and the papers seen at a desk have it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator

from django.db import connection, models
from django.db.models import Q

from motcua.records.account import Account
from motcua.records.dossier import Dossier
from motcua.records.draft import Draft
from motcua.records.person import Person
from motcua.records.unit import Unit
from motcua.rules.catalogue.parts import Capacity
from motcua.rules.catalogue.procedure import Version
from motcua.rules.representation import Representation, representative
from motcua.rules.who import Who


class Mandates(models.QuerySet["Mandate"]):
    def visible_to(self, who: Who) -> Mandates:
        """Of whom it is about, of whom it lets act, and of the unit where the paper was seen."""
        mine = Q(person=who.person) | Q(representative=who.person) if who.person else Q(pk=None)
        return self.filter(mine | Q(unit__in=who.units))

    def in_force(self) -> Mandates:
        return self.filter(ended_at=None)


class Mandate(models.Model):
    """That somebody may act for a person, by a paper seen once at a desk: until its last day, or
    until it is taken back. Nobody brings the paper again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, models.PROTECT, related_name="mandates")
    representative = models.ForeignKey(Person, models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=10)  # Capacity
    procedure = models.CharField(max_length=20, blank=True)  # "" for every procedure
    until = models.DateField(null=True)
    unit = models.ForeignKey(Unit, models.PROTECT)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")  # that has the paper
    recorded_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = Mandates.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["representative"], condition=Q(ended_at=None), name="mandate_of_whom"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


def represented(
    who: uuid.UUID | None, version: Version, on: dt.date
) -> list[tuple[Person, Capacity]]:
    """Everybody for whom a person may file under this version, the eldest first."""
    found = dict(reversed(list(_stood_for(who, version, on)))) if who else {}
    people = Person.objects.filter(pk__in=found).select_related("unit").order_by("birth_date")
    return [
        (one, found[one.pk])
        for one in people
        if representative(version, found[one.pk], one.birth_date, on)
    ]


def children_of(who: uuid.UUID) -> list[Person]:
    """Those whose parent or guardian a register says the person is, the eldest first."""
    theirs = (Capacity.PARENT, Capacity.GUARDIAN)
    found = [person for person, capacity, _, _ in _rows(who) if capacity in theirs]
    return list(Person.objects.filter(pk__in=found).order_by("birth_date"))


def stands_for(who: uuid.UUID, person: Person, version: Version, on: dt.date) -> Capacity | None:
    """By what `who` may file for this person under this version; None where they may not."""
    for other, capacity in _stood_for(who, version, on):
        if other == person.id and representative(version, capacity, person.birth_date, on):
            return capacity
    return None


def representation_of(draft: Draft, version: Version, on: dt.date) -> Representation | None:
    """Who is there for the applicant of a draft, and whether that is known without a paper."""
    if draft.representative_id is None:
        return None
    capacity = Capacity(draft.capacity)
    known = stands_for(draft.representative_id, draft.applicant, version, on)
    return Representation(capacity, capacity == known)


def _stood_for(
    who: uuid.UUID, version: Version, on: dt.date
) -> Iterator[tuple[uuid.UUID, Capacity]]:
    """Whom `who` stands for by any register or paper that counts here and today."""
    for person, capacity, procedure, until in _rows(who) if version.representatives else ():
        if procedure in ("", version.code) and (until is None or on <= until):
            yield person, Capacity(capacity)


def _rows(who: uuid.UUID) -> list[tuple[uuid.UUID, str, str, dt.date | None]]:
    """Whom `who` stands for, by what, for which procedure, until when; a named, narrow hole in
    the scope."""
    with connection.cursor() as cursor:
        cursor.execute("select * from motcua_stands_for(%s)", [who])
        return cursor.fetchall()
