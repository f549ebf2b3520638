"""What an applicant and the desk write to each other about a dossier: read here, nowhere else."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from motcua.records.account import Account
from motcua.records.document import Attachment
from motcua.records.dossier import Dossier
from motcua.records.sealed import SealedText
from motcua.records.unit import Unit
from motcua.rules.who import Who


class Letters(models.QuerySet["Letter"]):
    def visible_to(self, who: Who) -> Letters:
        """Those of what one has going on, and of the units one works for."""
        mine = Q(dossier__in=Dossier.objects.held_by(who.person)) if who.person else Q(pk__in=[])
        return self.filter(mine | Q(unit__in=who.units))

    def for_desk(self) -> Letters:
        """What applicants wrote and no officer has read yet."""
        return self.filter(from_desk=False, read_at=None)

    def for_applicant(self) -> Letters:
        """What the desk wrote and neither applicant nor representative has read yet."""
        return self.filter(from_desk=True, read_at=None)


class Letter(models.Model):
    """One letter: from the desk, or to it; the first of the other side to open it has read it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="letters")
    unit = models.ForeignKey(Unit, models.PROTECT)
    from_desk = models.BooleanField()
    author = models.ForeignKey(Account, models.PROTECT, related_name="+")
    text = SealedText()
    file = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    read_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    read_at = models.DateTimeField(null=True)

    objects = Letters.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["unit", "at"],
                condition=Q(from_desk=False, read_at=None),
                name="letter_for_desk",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)
