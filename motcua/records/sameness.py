"""Which records are of one person, and which are not, as officers have said.

Two records that are one person's are linked, never merged: no row is moved, so that taking a link
away leaves everything as it was before.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.db import models
from django.db.models import Q

from motcua.records.account import Account
from motcua.records.person import Person, person_with_number
from motcua.records.sealed import SealedText
from motcua.records.unit import Unit
from motcua.rules.mismatch import together_with
from motcua.rules.permission import Target
from motcua.rules.who import Who

Pair = tuple[uuid.UUID, uuid.UUID]


class PersonLinks(models.QuerySet["PersonLink"]):
    def live(self) -> PersonLinks:
        return self.filter(undone_at=None)

    def of(self, person: uuid.UUID) -> PersonLinks:
        return self.filter(Q(one=person) | Q(other=person))

    def pairs(self) -> list[Pair]:
        return list(self.values_list("one", "other"))


class PersonLink(models.Model):
    """One officer's word that two records are one person's, or that they are two people's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    one = models.ForeignKey(Person, models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, models.PROTECT, related_name="+")
    same = models.BooleanField()
    unit = models.ForeignKey(Unit, models.PROTECT)
    mismatch = models.UUIDField(null=True)  # the case it was said in
    why = SealedText()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    undone_why = SealedText(null=True)

    objects = PersonLinks.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["one", "other"], condition=Q(undone_at=None), name="one_word_on_two_people"
            ),
            models.CheckConstraint(
                condition=Q(one__lt=models.F("other")), name="a_pair_is_written_in_order"
            ),
        ]
        indexes = [models.Index(fields=["other"], name="person_link_other")]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def target(self) -> Target:
        return Target(self.unit_id, frozenset({self.one_id, self.other_id}))

    def beside(self, person: uuid.UUID) -> uuid.UUID:
        """The other of the two."""
        return self.other_id if person == self.one_id else self.one_id


def same_people(person: uuid.UUID) -> frozenset[uuid.UUID]:
    """All records said to be this person's, this one among them."""
    return frozenset(together_with(person, reaching([person])[True]))


def bears(person: Person, number: str) -> bool:
    """Whether this is the person's number, here or on another record that is said to be theirs."""
    return number == person.number or person_with_number(number) in same_people(person.id)


def as_one(people: Iterable[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """For each of these records the first of them that is of the same person."""
    found: dict[uuid.UUID, uuid.UUID] = {}
    for person in dict.fromkeys(people):
        same = same_people(person)
        found[person] = next((found[one] for one in found if one in same), person)
    return found


def links_of(who: Who, person: uuid.UUID) -> list[tuple[PersonLink, Person | None]]:
    """What officers said of this record and others, with whoever of these is in sight."""
    links = list(PersonLink.objects.of(person).order_by("at"))
    others = Person.objects.visible_to(who).in_bulk([link.beside(person) for link in links])
    return [(link, others.get(link.beside(person))) for link in links]


def reaching(people: Iterable[uuid.UUID]) -> dict[bool, list[Pair]]:
    """The live links along which these people can be reached, and what parts any of those; told
    apart by `same`."""
    known = set(people)
    while True:
        rows = PersonLink.objects.live().filter(Q(one__in=known) | Q(other__in=known))
        said = list(rows.values_list("same", "one", "other"))
        found = {word: [(a, b) for same, a, b in said if same is word] for word in (True, False)}
        grown = known.union(*found[True])
        if grown == known:
            return found
        known = grown
