"""What officers of a unit write to each other about a dossier, kept with it."""

from __future__ import annotations

import uuid

from django.db import models

from motcua.records.account import Account
from motcua.records.dossier import Dossier, Party
from motcua.records.sealed import SealedText
from motcua.records.unit import Unit
from motcua.rules.who import OFFICERS, Role, Who


class Notes(models.QuerySet["Note"]):
    def visible_to(self, who: Who) -> Notes:
        """Those of units where one is an officer, but for a matter of one's own."""
        return self._in({post.unit for post in who.posts if post.role in OFFICERS}, who)

    def audited_by(self, who: Who) -> Notes:
        """Those of units one audits, but for a matter of one's own."""
        return self._in({post.unit for post in who.posts if post.role == Role.AUDITOR}, who)

    def _in(self, units: set[int], who: Who) -> Notes:
        own = Party.objects.filter(person=who.person).values("dossier")
        return self.filter(unit__in=units).exclude(dossier__in=own)


class Note(models.Model):
    """An internal note, for the unit alone: never changed, at most struck out with a reason."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="notes")
    unit = models.ForeignKey(Unit, models.PROTECT)
    author = models.ForeignKey(Account, models.PROTECT, related_name="+")
    text = SealedText()
    at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True)
    struck_why = SealedText(null=True)

    objects = Notes.as_manager()

    def __str__(self) -> str:
        return str(self.id)
