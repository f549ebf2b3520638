"""The journal: audit, timeline, outbox and source of every figure.

Entries are append-only and chained per subject; a trigger numbers and hashes them, so no
caller can forge a place in the chain.
"""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from motcua.rules.who import Who


class Entries(models.QuerySet["Entry"]):
    def about(self, person: uuid.UUID) -> Entries:
        """What was done to or seen of one person, newest first."""
        return self.filter(about__contains=[person]).order_by("-id")

    def of(self, subject: uuid.UUID) -> Entries:
        """The chain of one subject, in order."""
        return self.filter(subject=subject).order_by("position")

    def visible_to(self, who: Who) -> Entries:
        """Row-level security holds for every query; this says it again where one can read it."""
        if who.clerk:
            return self.all()
        return self.filter(
            models.Q(unit__in=who.units)
            | models.Q(about__contains=[who.person] if who.person else [uuid.UUID(int=0)])
        )


class Entry(models.Model):
    """One thing that happened."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=40)
    subject = models.UUIDField()
    position = models.PositiveIntegerField(default=0)  # set by the trigger
    actor = models.UUIDField(null=True)
    via = models.CharField(max_length=10)
    key = models.UUIDField(null=True)
    about = ArrayField(models.UUIDField(), default=list)
    unit = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)
    previous = models.BinaryField(default=b"")  # set by the trigger
    hash = models.BinaryField(default=b"")  # set by the trigger

    objects = Entries.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "position"], name="entry_has_one_place")
        ]
        indexes = [models.Index(fields=["unit", "-id"], name="entry_unit")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class Chain(models.Model):
    """The head of a subject's chain: how long it is and its last hash. Kept by the trigger."""

    subject = models.UUIDField(primary_key=True)
    length = models.PositiveIntegerField()
    head = models.BinaryField()


class DayRoot(models.Model):
    """All chain heads of a day under one hash, signed, chained to the day before."""

    day = models.DateField(primary_key=True)
    last_entry = models.BigIntegerField()
    chains = models.PositiveIntegerField()
    previous = models.BinaryField()
    root = models.BinaryField()
    signature = models.BinaryField()
    certificate = models.TextField()
    at = models.DateTimeField()


class Outcome(models.Model):
    """What came of a request with an idempotency key: kept for ever, given again when asked."""

    key = models.UUIDField(primary_key=True)
    action = models.CharField(max_length=60)
    digest = models.BinaryField()
    model = models.CharField(max_length=40, blank=True)
    record = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
