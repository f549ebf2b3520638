"""Days on which an officer is away, and who stands in: reception never stops for it."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import models

from motcua.records.account import Account
from motcua.records.unit import Unit
from motcua.rules import workload
from motcua.rules.who import Who


class Absences(models.QuerySet["Absence"]):
    def visible_to(self, who: Who) -> Absences:
        """Colleagues know who is away."""
        return self.filter(unit__in=who.units)

    def around(self, day: dt.date) -> Absences:
        """Those that last on this day or begin later, the next one first."""
        return self.filter(ended=False, last__gte=day).order_by("first", "id")

    def on(self, day: dt.date) -> Absences:
        return self.around(day).filter(first__lte=day)


class Absence(models.Model):
    """Why somebody is away is nobody's business here. `standby` may be nobody yet."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    account = models.ForeignKey(Account, models.PROTECT, related_name="absences")
    unit = models.ForeignKey(Unit, models.PROTECT)
    first = models.DateField()
    last = models.DateField()
    standby = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    noted_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    ended = models.BooleanField(default=False)  # taken back: they are there after all

    objects = Absences.as_manager()

    @property
    def days(self) -> workload.Absence:
        return workload.Absence(self.account_id, self.first, self.last, self.standby_id)
