"""Drafts: applications being written."""

from __future__ import annotations

import uuid

from django.db import models

from motcua.records.account import Account
from motcua.records.person import Person
from motcua.records.sealed import SealedJSON
from motcua.records.unit import Unit
from motcua.rules.catalogue.parts import Capacity
from motcua.rules.events.base import Matter
from motcua.rules.permission import Target
from motcua.rules.who import Who


class Drafts(models.QuerySet["Draft"]):
    def visible_to(self, who: Who) -> Drafts:
        """A draft is its maker's alone."""
        return self.filter(account=who.account) if who.account else self.none()


class Draft(models.Model):
    """An application being written. Its id becomes the dossier's: made before the first send."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    account = models.ForeignKey(Account, models.PROTECT)
    procedure = models.CharField(max_length=20)
    version = models.CharField(max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True)  # none until a dwelling is named
    applicant = models.ForeignKey(Person, models.PROTECT)
    representative = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    capacity = models.CharField(max_length=10, blank=True)  # of who is there for them: Capacity
    until = models.DateField(null=True)  # the last day of the paper that says so
    answers = SealedJSON(default=dict)
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    submitted = models.BooleanField(default=False)

    objects = Drafts.as_manager()

    def __str__(self) -> str:
        return str(self.id)

    @property
    def competent(self) -> Unit:
        """Where it goes: certain at a desk from the start, for others at the end."""
        assert self.unit is not None
        return self.unit

    @property
    def target(self) -> Target:
        stands = bool(self.representative_id) and Capacity(self.capacity).stands
        other = self.representative_id if stands else None
        people = {self.applicant_id, other or self.applicant_id}
        return Target(unit=self.unit_id, people=frozenset(people))

    @property
    def matter(self) -> Matter:
        """What every event of this draft begins with."""
        return {"subject": self.id, "about": (self.applicant_id,), "unit": self.unit_id}
