"""From one officer's hands to another's: what the giver wrote for the taker."""

from __future__ import annotations

import uuid

from django.db import models

from motcua.records.account import Account
from motcua.records.dossier import Dossier
from motcua.records.sealed import SealedText
from motcua.records.unit import Unit


class HandOver(models.Model):
    """A dossier was given to another officer of its unit; the journal tells the rest."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="hand_overs")
    unit = models.ForeignKey(Unit, models.PROTECT)
    giver = models.ForeignKey(Account, models.PROTECT, related_name="+")
    taker = models.ForeignKey(Account, models.PROTECT, related_name="+")
    note = SealedText(blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)
