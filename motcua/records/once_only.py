"""Asked although held: every such case, and what citizens report of it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from motcua.records.account import Account
from motcua.records.dossier import Dossier, Request
from motcua.records.person import Person
from motcua.records.sealed import SealedText
from motcua.records.unit import Unit
from motcua.rules.once_only import Ground
from motcua.rules.who import Role, Who

OVERSEERS = frozenset({Role.LEADER, Role.AUDITOR})


def overseen(who: Who) -> frozenset[int]:
    """The units whose requests this person oversees."""
    return frozenset(post.unit for post in who.posts if post.role in OVERSEERS)


class AskedAnywayRows(models.QuerySet["AskedAnyway"]):
    def visible_to(self, who: Who) -> AskedAnywayRows:
        return self.filter(unit__in=overseen(who))


class AskedAnyway(models.Model):
    """An officer asked for what is held, on one of the three grounds of the law."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="asked_anyway")
    request = models.ForeignKey(Request, models.PROTECT, related_name="asked_anyway")
    unit = models.ForeignKey(Unit, models.PROTECT)
    part = models.CharField(max_length=60)  # key of the component or field
    ground = models.CharField(max_length=12, choices=[(g, g) for g in Ground])
    officer = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = AskedAnywayRows.as_manager()

    class Meta:
        indexes = [models.Index(fields=["unit", "-at"], name="asked_anyway_unit")]

    def __str__(self) -> str:
        return str(self.id)


class Reports(models.QuerySet["Report"]):
    def visible_to(self, who: Who) -> Reports:
        """Those about what one has going on, and about units one oversees."""
        mine = Q(dossier__in=Dossier.objects.held_by(who.person)) if who.person else Q(pk__in=[])
        return self.filter(mine | Q(unit__in=overseen(who)))


class Report(models.Model):
    """A citizen reports that they were asked for a paper they need not give."""

    class How(models.TextChoices):
        REQUEST = "request", "trong phiếu yêu cầu bổ sung"
        SPOKEN = "spoken", "bằng lời nói ở quầy"
        CALLED = "called", "qua điện thoại, tin nhắn"

    class Outcome(models.TextChoices):
        RIGHT = "right", "Bạn đúng: không phải nộp"
        ASKED_RIGHTLY = "asked-rightly", "Yêu cầu đúng quy định"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="reports")
    unit = models.ForeignKey(Unit, models.PROTECT)
    person = models.ForeignKey(Person, models.PROTECT, related_name="reports")
    how = models.CharField(max_length=8, choices=How.choices)
    request = models.ForeignKey(Request, models.PROTECT, null=True, related_name="reports")
    what = SealedText()
    basis = models.CharField(max_length=300)
    made_at = models.DateTimeField()
    outcome = models.CharField(max_length=14, choices=Outcome.choices, blank=True)
    answer = SealedText(null=True)
    answered_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = Reports.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(answered_at=None), name="one_open_report"
            )
        ]
        indexes = [models.Index(fields=["unit", "-made_at"], name="report_unit")]

    def __str__(self) -> str:
        return str(self.id)
