"""Companies and agencies that would not take an electronic paper, as citizens report them."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from motcua.records.document import Paper
from motcua.records.dossier import Dossier
from motcua.records.person import Person
from motcua.records.sealed import SealedText
from motcua.records.unit import Unit
from motcua.rules.who import Who


class CopyRefusals(models.QuerySet["CopyRefusal"]):
    def visible_to(self, who: Who) -> CopyRefusals:
        """Those about what one has going on, and about units one oversees."""
        mine = Q(dossier__in=Dossier.objects.held_by(who.person)) if who.person else Q(pk__in=[])
        return self.filter(mine | Q(unit__in=who.overseen))


class CopyRefusal(models.Model):
    """Somebody did not take a signed paper because it is electronic."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="refusals")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="copy_refusals")
    unit = models.ForeignKey(Unit, models.PROTECT)
    person = models.ForeignKey(Person, models.PROTECT, related_name="copy_refusals")
    where = SealedText()  # the company or agency, as the citizen calls it
    on = models.DateField()
    said = SealedText()  # what they said
    made_at = models.DateTimeField()

    objects = CopyRefusals.as_manager()

    class Meta:
        indexes = [models.Index(fields=["unit", "-made_at"], name="copy_refusal_unit")]

    def __str__(self) -> str:
        return str(self.id)
