"""The register of dossiers (form 07) of a unit and a period, as it was printed."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import models

from motcua.records.account import Account
from motcua.records.dossier import Dossier, Dossiers
from motcua.records.unit import Unit
from motcua.rules.time.calendar import ONE_DAY
from motcua.rules.time.wall_clock import morning
from motcua.rules.who import Who


class Registers(models.QuerySet["Register"]):
    def visible_to(self, who: Who) -> Registers:
        return self.filter(unit__in=who.units)


class Register(models.Model):
    """Somebody wants the register from one day to another; a clerk sets it as PDF."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    unit = models.ForeignKey(Unit, models.PROTECT)
    begins = models.DateField()
    ends = models.DateField()
    officer = models.ForeignKey(Account, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64, blank=True)  # once it is made
    size = models.PositiveIntegerField(default=0)

    objects = Registers.as_manager()

    class Meta:
        indexes = [models.Index(fields=["unit", "-asked_at"], name="register_unit")]

    def __str__(self) -> str:
        return f"{self.begins}/{self.ends}"


def registered(unit: int, begins: dt.date, ends: dt.date) -> Dossiers:
    """The dossiers a unit was given from one day to another, both counted, in order."""
    first, after = morning(begins), morning(ends + ONE_DAY)
    rows = Dossier.objects.of_units([unit]).select_related("applicant", "officer")
    within = rows.filter(submitted_at__gte=first, submitted_at__lt=after)
    return within.order_by("submitted_at", "number")
