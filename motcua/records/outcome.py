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


CHILD_NUMBER = "child_number"
"""What the stage that gives the number calls it (procedures/3.000722.toml)."""


def child_number(dossier: Dossier) -> str:
    """The number that a stage of the filing, of which the dossier is a stage or the whole, has
    given the child since; "" while none has."""
    given = DossierOutcome.objects.filter(dossier__part_of=dossier.part_of_id or dossier.id)
    return next(
        (str(row.answers[CHILD_NUMBER]) for row in given if row.answers.get(CHILD_NUMBER)), ""
    )
