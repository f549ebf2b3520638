"""What became of a kept paper's file over the years: each renewal of what proves it."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import models

from motcua.records.document import Paper
from motcua.records.unit import Unit
from motcua.rules.who import Who


class Renewals(models.QuerySet["Renewal"]):
    def visible_to(self, who: Who) -> Renewals:
        return self.filter(unit__in=who.units)


class Renewal(models.Model):
    """A time-stamp over a whole signed paper. `sha256` is the file as it was before: it stays,
    and whoever holds it holds a genuine paper."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="renewals")
    unit = models.ForeignKey(Unit, models.PROTECT)
    sha256 = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField()
    until = models.DateTimeField()  # to when the new stamp's certificate holds

    objects = Renewals.as_manager()

    def __str__(self) -> str:
        return str(self.id)


def ending(before: dt.datetime) -> models.QuerySet[Paper]:
    """Kept papers in force whose newest time-stamp's certificate ends before a moment."""
    return Paper.objects.filter(state=Paper.State.SIGNED, provable_until__lt=before).order_by(
        "provable_until"
    )
