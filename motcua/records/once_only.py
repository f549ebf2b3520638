"""Asked although held: every such case."""

from __future__ import annotations

import uuid

from django.db import models

from motcua.records.account import Account
from motcua.records.dossier import Dossier, Request
from motcua.records.unit import Unit
from motcua.rules.catalogue.once_only import Ground
from motcua.rules.who import Who


class AskedAnywayRows(models.QuerySet["AskedAnyway"]):
    def visible_to(self, who: Who) -> AskedAnywayRows:
        return self.filter(unit__in=who.overseen)


class AskedAnyway(models.Model):
    """An officer asked for what is held, on one of the three grounds of the law."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="asked_anyway")
    request = models.ForeignKey(Request, models.PROTECT, related_name="asked_anyway")
    unit = models.ForeignKey(Unit, models.PROTECT)
    part = models.CharField(max_length=60)  # key of the component or field
    ground = models.CharField(max_length=12, choices=[(g, g) for g in Ground])
    officer = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = AskedAnywayRows.as_manager()

    class Meta:
        indexes = [models.Index(fields=["unit", "-at"], name="asked_anyway_unit")]

    def __str__(self) -> str:
        return str(self.id)
