"""Households and who belongs to them."""

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
