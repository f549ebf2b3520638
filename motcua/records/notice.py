"""What an officer is told at the desk: a dossier is near, late, or nobody's; a day has nobody."""

from __future__ import annotations

import uuid

from django.db import models

from motcua.records.account import Account
from motcua.records.dossier import Dossier
from motcua.records.unit import Unit
from motcua.rules.who import Who
from motcua.rules.workload import Alone, Risk


class Notices(models.QuerySet["Notice"]):
    def visible_to(self, who: Who) -> Notices:
        """One's own."""
        return self.filter(account=who.account) if who.account else self.none()

    def unread(self) -> Notices:
        return self.filter(read_at=None)


class Notice(models.Model):
    """One reminder to one officer, once for each reason and date: of a dossier, or (where it names
    none) of a desk at which nobody is on the day that opens at `due_at`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT)
    why = models.CharField(max_length=8, choices=[(r, r) for r in (*Risk, *Alone) if r])
    due_at = models.DateTimeField()
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    objects = Notices.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "dossier", "why", "due_at"], name="notice_once"
            ),
            models.UniqueConstraint(
                fields=["account", "unit", "why", "due_at"],
                condition=models.Q(dossier=None),
                name="notice_of_a_desk_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["account", "-at"],
                condition=models.Q(read_at=None),
                name="notice_unread",
            )
        ]
