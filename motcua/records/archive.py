"""Bags of closed dossiers, by unit and period, for the archive."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import models

from motcua.records.account import Account
from motcua.records.dossier import Dossier, Dossiers
from motcua.records.unit import Unit
from motcua.rules.dossier import CLOSED
from motcua.rules.time.calendar import ONE_DAY
from motcua.rules.time.wall_clock import morning
from motcua.rules.who import Who


class Archives(models.QuerySet["Archive"]):
    def visible_to(self, who: Who) -> Archives:
        return self.filter(unit__in=who.units)


class Archive(models.Model):
    """Somebody wants what closed from one day to another as a bag; a clerk packs it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    unit = models.ForeignKey(Unit, models.PROTECT)
    begins = models.DateField()
    ends = models.DateField()
    officer = models.ForeignKey(Account, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    dossiers = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)  # once it is packed
    size = models.PositiveBigIntegerField(default=0)

    objects = Archives.as_manager()

    class Meta:
        indexes = [models.Index(fields=["unit", "-asked_at"], name="archive_unit")]

    def __str__(self) -> str:
        return f"{self.begins}/{self.ends}"


def closed_between(unit: int, begins: dt.date, ends: dt.date) -> Dossiers:
    """What a unit closed from one day to another, both counted, in order."""
    first, after = morning(begins), morning(ends + ONE_DAY)
    rows = Dossier.objects.of_units([unit]).filter(state__in=CLOSED)
    within = rows.filter(closed_at__gte=first, closed_at__lt=after)
    return within.select_related("applicant", "unit").order_by("closed_at", "number")
