"""The sheets that hang on a unit's wall: of which version of a procedure, since when."""

from __future__ import annotations

import uuid

from django.db import models

from motcua.records.account import Account
from motcua.records.unit import Unit
from motcua.rules.who import Who


class Sheets(models.QuerySet["Sheet"]):
    def visible_to(self, who: Who) -> Sheets:
        """Those of the units one holds a post in."""
        return self.filter(unit__in={post.unit for post in who.posts})

    def last_of(self, unit: Unit) -> dict[str, Sheet]:
        """The sheet put up last of each procedure, by its code."""
        return {one.procedure: one for one in self.filter(unit=unit).order_by("at")}


class Sheet(models.Model):
    """A sheet was printed and put up; an older one of the same procedure came down."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    unit = models.ForeignKey(Unit, models.PROTECT)
    procedure = models.CharField(max_length=20)
    version = models.CharField(max_length=40)
    account = models.ForeignKey(Account, models.PROTECT)  # who put it up
    at = models.DateTimeField()

    objects = Sheets.as_manager()

    class Meta:
        indexes = [models.Index(fields=["unit", "procedure"])]

    def __str__(self) -> str:
        return self.version
