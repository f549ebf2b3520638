"""Asking a second time: an officer seeks a leader's word, since the dossier will count as late."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from motcua.records.account import Account
from motcua.records.dossier import Dossier, Request
from motcua.records.sealed import SealedText
from motcua.records.unit import Unit
from motcua.rules.who import Who


class SecondRequests(models.QuerySet["SecondRequest"]):
    def visible_to(self, who: Who) -> SecondRequests:
        """Those of the units one works for: it is a matter between officers."""
        return self.filter(unit__in=who.units)

    def awaited(self) -> SecondRequests:
        """No leader has said yes or no yet."""
        return self.filter(answered_at=None)

    def usable(self) -> SecondRequests:
        """Allowed, and the request was not made yet."""
        return self.filter(allowed=True, request=None)


class SecondRequest(models.Model):
    """The wish to ask again, with its reason; a leader's word on it; the request made then."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="second_requests")
    unit = models.ForeignKey(Unit, models.PROTECT)
    officer = models.ForeignKey(Account, models.PROTECT, related_name="+")
    why = SealedText()
    sought_at = models.DateTimeField()
    leader = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    allowed = models.BooleanField(null=True)
    word = SealedText(null=True)  # the leader's reason
    answered_at = models.DateTimeField(null=True)
    request = models.OneToOneField(Request, models.PROTECT, null=True, related_name="allowed_by")

    objects = SecondRequests.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(answered_at=None), name="one_word_sought"
            )
        ]
        indexes = [
            models.Index(
                fields=["unit"], condition=Q(answered_at=None), name="second_request_awaited"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)
