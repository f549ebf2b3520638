"""The blank paper forms, one for each version in force: typeset ahead, for anyone to take."""

from __future__ import annotations

import uuid

from django.db import models


class BlankForm(models.Model):
    """The bytes of a version's blank form, as its layout at that time printed it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    version = models.CharField(max_length=40)
    template = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    spots = models.JSONField(default=list)  # [{"key", "value", "page", "x", "y", "w", "h"}] in mm

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "template"], name="form_once")]

    def __str__(self) -> str:
        return self.version


def blank_form(version: str) -> BlankForm | None:
    """The newest blank form of a version, by its key; None before it was printed."""
    return BlankForm.objects.filter(version=version).order_by("-made_at").first()
