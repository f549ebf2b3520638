"""Apologies with a new date (form 04): those that prolong a dossier in time, and those it owes
once its date has passed."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import models
from django.db.models import Q

from motcua.records.account import Account
from motcua.records.dossier import Dossier, Dossiers
from motcua.records.sealed import SealedText
from motcua.records.unit import Unit
from motcua.rules.dossier import TIMED


class Apology(models.Model):
    """The unit is sorry, says why, and promises another date.

    `prolongs` is an extension: sent before the date, it moves it, once. Any other comes after the
    date: a promise, while the dossier stays late.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="apologies")
    unit = models.ForeignKey(Unit, models.PROTECT)
    number = models.PositiveIntegerField()
    officer = models.ForeignKey(Account, models.PROTECT, related_name="+")
    reason = SealedText()
    prolongs = models.BooleanField()
    days = models.PositiveSmallIntegerField()  # working days more
    citation = models.CharField(max_length=300)
    was = models.DateTimeField()
    promised = models.DateTimeField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(prolongs=True), name="extended_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


def going_late(rows: Dossiers, at: dt.datetime, until: dt.datetime) -> Dossiers:
    """Whose date comes before `until` and may still be moved."""
    timed = rows.filter(state__in=TIMED, closed_at=None, due_at__gte=at, due_at__lte=until)
    return timed.exclude(apologies__prolongs=True)


def owed(rows: Dossiers, at: dt.datetime) -> Dossiers:
    """Whose date has passed, and what was promised since if anything was."""
    late = rows.filter(state__in=TIMED, closed_at=None, due_at__lt=at)
    return late.exclude(apologies__promised__gte=at)
