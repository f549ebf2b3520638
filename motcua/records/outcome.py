"""What the deciding officer adds to a dossier's answers: an amount, a month, a register's entry,
the number of a result that another system made."""

from __future__ import annotations

from typing import Any

from django.db import models

from motcua.records.account import Account
from motcua.records.dossier import Dossier
from motcua.records.sealed import SealedJSON
from motcua.records.unit import Unit


class DossierOutcome(models.Model):
    """By key of the version's `outcomes`; a result made anew may change it."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, primary_key=True)
    unit = models.ForeignKey(Unit, models.PROTECT)
    answers = SealedJSON(default=dict)
    # nobody, where another agency's system said so
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.pk)


def outcome_of(dossier: Dossier) -> dict[str, Any]:
    """What was added, empty where nothing was."""
    found = DossierOutcome.objects.filter(dossier=dossier.id).first()
    return dict(found.answers) if found else {}
