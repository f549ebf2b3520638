"""Outages of outside systems that were announced: for their time the clocks of a unit stand."""

from __future__ import annotations

import uuid
from functools import cache

from django.db import models

from motcua.records.account import Account
from motcua.records.country import country_file
from motcua.records.unit import Unit
from motcua.rules.outage import Outages, outages_from
from motcua.rules.time.calendar import Outage
from motcua.rules.time.wall_clock import local


@cache
def outages() -> Outages:
    """country/outages.toml, read once."""
    return country_file("outages.toml", outages_from)


class Announcements(models.QuerySet["Announcement"]):
    def standing(self) -> Announcements:
        """Those that hold: all that were not taken back."""
        return self.filter(withdrawn_at=None)

    def of_unit(self, unit: int) -> list[Outage]:
        """What holds up a unit's dossiers, as a calendar says it."""
        return [one.as_outage() for one in self.standing().filter(unit=unit).order_by("begins")]


class Announcement(models.Model):
    """A unit says that a system is down from `begins` to `ends` (None: until it says more), by
    which ground of law and which notice. It is never deleted: it is ended, or taken back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    unit = models.ForeignKey(Unit, models.PROTECT)
    system = models.CharField(max_length=20)
    ground = models.CharField(max_length=20)
    notice = models.CharField(max_length=200)  # number and day of the paper that announces it
    begins = models.DateTimeField()
    ends = models.DateTimeField(null=True)
    announced_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    announced_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = Announcements.as_manager()

    class Meta:
        indexes = [models.Index(fields=["unit", "begins"], name="announcement_unit")]

    def __str__(self) -> str:
        return f"{self.system} {self.begins}"

    def as_outage(self) -> Outage:
        """The same as the calendar's outages are kept: local times, codes, citation."""
        system, ground = outages().systems[self.system], outages().grounds[self.ground]
        return Outage(
            local(self.begins),
            local(self.ends) if self.ends else None,
            system.label,
            f"{ground.citation}; {self.notice}",
            ground.procedures,
            ground.confidence,
        )
