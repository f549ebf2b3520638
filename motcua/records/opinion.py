"""Opinions of another unit or agency on a dossier: asked, given, or taken from silence."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models import Q

from motcua.records.account import Account
from motcua.records.document import Attachment
from motcua.records.dossier import Dossier
from motcua.records.sealed import SealedText
from motcua.records.unit import Unit
from motcua.rules.who import Who


class Opinions(models.QuerySet["Opinion"]):
    def asked_of(self, who: Who) -> Opinions:
        """What the units of `who` are asked by others."""
        return self.filter(asked__in=who.units)

    def awaited(self) -> Opinions:
        return self.filter(answered_at=None)


class Opinion(models.Model):
    """A question to another unit, or to an agency that has no desk here (`agency`).

    Whoever is asked sees the question, the name of the procedure and the files shown to them
    (`shown`), and nothing else of the dossier.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="opinions")
    version = models.CharField(max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    asked = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    agency = models.CharField(max_length=160, blank=True)
    question = SealedText()
    shown = ArrayField(models.UUIDField(), default=list)
    asked_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    until = models.DateTimeField()
    tacit = models.BooleanField()  # silence after `until` is agreement
    citation = models.CharField(max_length=300)
    agrees = models.BooleanField(null=True)
    word = SealedText(blank=True)
    answered_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    silent = models.BooleanField(default=False)  # nobody answered in time: taken as agreement

    objects = Opinions.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(asked__isnull=False) | ~Q(agency=""),
                name="an_opinion_is_asked_of_somebody",
            ),
            models.CheckConstraint(
                condition=Q(agrees=None) | Q(answered_at__isnull=False),
                name="an_opinion_given_says_when",
            ),
        ]
        indexes = [
            models.Index(
                fields=["asked", "until"], condition=Q(answered_at=None), name="opinion_awaited"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def files(self) -> models.QuerySet[Attachment]:
        """What is shown to whoever is asked, and was not taken out since."""
        shown = Attachment.objects.filter(pk__in=self.shown, removed=False)
        return shown.order_by("at")

    @property
    def of_whom(self) -> str:
        return self.asked.full_name if self.asked else self.agency


def asked_about(opinion: uuid.UUID) -> uuid.UUID:
    """Whose matter a question is about, by id alone; for the units that ask and are asked."""
    with connection.cursor() as cursor:
        cursor.execute("select motcua_asked_about(%s)", [opinion])
        found: uuid.UUID = cursor.fetchone()[0]
    return found
