"""A leader's word that a dossier may go on although the population database has not answered."""

from __future__ import annotations

import uuid

from django.db import models

from motcua.records.account import Account
from motcua.records.dossier import Dossier
from motcua.records.sealed import SealedText
from motcua.records.unit import Unit
from motcua.rules.who import Who


class GoAheads(models.QuerySet["GoAhead"]):
    def visible_to(self, who: Who) -> GoAheads:
        """Those of the units one works for: it is a matter between officers."""
        return self.filter(unit__in=who.units)


class GoAhead(models.Model):
    """For everything that had been asked by then; with the reason, and who answers for it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="go_aheads")
    unit = models.ForeignKey(Unit, models.PROTECT)
    leader = models.ForeignKey(Account, models.PROTECT, related_name="+")
    why = SealedText()
    at = models.DateTimeField()

    objects = GoAheads.as_manager()

    def __str__(self) -> str:
        return str(self.id)
