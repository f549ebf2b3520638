"""Printed forms: blank ones, typeset ahead for anyone to take, and those of drafts."""

from __future__ import annotations

import uuid

from django.db import models

from motcua.records.account import Account
from motcua.records.draft import Draft


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


class DraftForm(models.Model):
    """A draft as its paper form: asked for, then made by a clerk. Desks may read where one writes
    on it, since whoever printed it brings it to one; its content is its maker's."""

    draft = models.OneToOneField(Draft, models.CASCADE, primary_key=True, related_name="form")
    account = models.ForeignKey(Account, models.PROTECT)
    version = models.CharField(max_length=40)
    saved_at = models.DateTimeField()  # of what was saved then
    sha256 = models.CharField(max_length=64, blank=True)  # "" until it is made
    spots = models.JSONField(default=list)  # as of BlankForm

    def __str__(self) -> str:
        return self.version


def form_of_draft(draft: Draft) -> DraftForm | None:
    """The form that was asked for since a draft was last saved, made or not yet."""
    return DraftForm.objects.filter(draft=draft, saved_at=draft.saved_at).first()
