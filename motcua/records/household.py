"""Households and who belongs to them."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from motcua.records.person import Person
from motcua.records.unit import Hamlet, Unit


class Household(models.Model):
    """People living together at one address, with a head (chủ hộ)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    unit = models.ForeignKey(Unit, models.PROTECT)
    hamlet = models.ForeignKey(Hamlet, models.PROTECT, null=True)
    address = models.CharField(max_length=300)
    head = models.ForeignKey(Person, models.PROTECT, related_name="heads")


class Membership(models.Model):
    """A person in a household, in a relation to its head, from a day to a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    household = models.ForeignKey(Household, models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, models.PROTECT)
    relation = models.CharField(max_length=40)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(valid_to=None), name="person_lives_in_one_household"
            )
        ]


class Marriage(models.Model):
    """A marriage in the civil register of a commune (sổ đăng ký kết hôn)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    wife = models.ForeignKey(Person, models.PROTECT, related_name="marriages_as_wife")
    husband = models.ForeignKey(Person, models.PROTECT, related_name="marriages_as_husband")
    unit = models.ForeignKey(Unit, models.PROTECT)
    place = models.CharField(max_length=160)
    on = models.DateField()
    number = models.CharField(max_length=20)
    ended_on = models.DateField(null=True)

    @classmethod
    def of(cls, person: Person) -> Marriage | None:
        """The marriage a person is in, with both spouses."""
        found = cls.objects.select_related("wife", "husband").filter(ended_on=None)
        return found.filter(Q(wife=person) | Q(husband=person)).first()

    def spouse_of(self, person: Person) -> Person:
        return self.husband if person == self.wife else self.wife
