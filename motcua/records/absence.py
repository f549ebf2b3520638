"""Days on which an officer is away, and who stands in: reception never stops for it."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Self, TypeVar

from django.db import models

from motcua.records.account import Account
from motcua.records.unit import Unit
from motcua.rules import workload
from motcua.rules.who import Who

Of = TypeVar("Of", bound=models.Model)


class Days(models.QuerySet[Of]):
    """What lasts from a first day to a last one, unless it was ended before."""

    def visible_to(self, who: Who) -> Self:
        """Colleagues know who is away, and who is there instead."""
        return self.filter(unit__in=who.units)

    def around(self, day: dt.date) -> Self:
        """Those that last on this day or begin later, the next one first."""
        return self.filter(ended=False, last__gte=day).order_by("first", "id")

    def on(self, day: dt.date) -> Self:
        return self.around(day).filter(first__lte=day)


class Absences(Days["Absence"]):
    """When officers are away."""


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


class Standbys(Days["Standby"]):
    """When somebody is appointed to receive people."""


class Standby(models.Model):
    """Somebody of the unit receives people on these days, whoever of the desk is away; what that
    lets them do says `motcua_posts_on`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT)
    first = models.DateField()
    last = models.DateField()
    appointed_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    appointed_at = models.DateTimeField()
    ended = models.BooleanField(default=False)

    objects = Standbys.as_manager()

    @property
    def days(self) -> workload.Days:
        return workload.Days(self.account_id, self.first, self.last)


def standing_in(unit: int, on: dt.date) -> dict[uuid.UUID, dt.date]:
    """Who of a unit stands in on a day, and until when."""
    named = Absence.objects.on(on).filter(unit=unit).exclude(standby=None)
    appointed = Standby.objects.on(on).filter(unit=unit)
    rows = [*named.values_list("last", "standby_id"), *appointed.values_list("last", "account_id")]
    return {account: last for last, account in sorted(rows) if account}
