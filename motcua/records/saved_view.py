"""What officers want to see in their inbox again and again, under names of their own."""

from __future__ import annotations

import uuid

from django.db import models

from motcua.records.account import Account
from motcua.records.sealed import SealedText
from motcua.rules.who import Who


class SavedViews(models.QuerySet["SavedView"]):
    def visible_to(self, who: Who) -> SavedViews:
        """A saved view is its maker's alone."""
        return self.filter(account=who.account) if who.account else self.none()


class SavedView(models.Model):
    """Filters, order and columns under a name. What was searched for is never among them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    name = SealedText()
    chosen = models.JSONField()
    made_at = models.DateTimeField()

    objects = SavedViews.as_manager()
