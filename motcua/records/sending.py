"""Stages sent to the system of another agency: when each went, was taken there, was answered."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import connection, models
from django.db.models import Q

from motcua.records.dossier import Dossier, Request
from motcua.records.unit import Unit
from motcua.rules.sending import Hitch, Passage
from motcua.rules.time.wall_clock import local


class Sending(models.Model):
    """One stage on its way to another agency; its id is the key it is sent with."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="sending")
    unit = models.ForeignKey(Unit, models.PROTECT)
    agency = models.CharField(max_length=20)
    asked_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    question = models.UUIDField(null=True)  # the agency's id of what it asks, until it is told
    hitch = models.CharField(max_length=16, choices=[(h, h) for h in Hitch], blank=True)
    hitch_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["asked_at"], condition=Q(answered_at=None), name="sending_unanswered"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def passage(self) -> Passage:
        """Its times, as the rules look at them."""

        def on_the_wall(at: dt.datetime | None) -> dt.datetime | None:
            return local(at) if at else None

        asked = self.request()
        return Passage(
            local(self.asked_at),
            on_the_wall(self.sent_at),
            on_the_wall(self.acknowledged_at),
            on_the_wall(asked.answered_at) if asked else None,
        )

    def request_id(self, question: uuid.UUID) -> uuid.UUID:
        """The request by which the citizen is asked: one for each question of the agency."""
        return uuid.uuid5(self.id, str(question))

    def request(self) -> Request | None:
        """What the agency asks now, or was answered and does not know yet."""
        if self.question is None:
            return None
        return Request.objects.filter(pk=self.request_id(self.question)).first()


@dataclass(frozen=True)
class Stuck:
    """A stage that hangs on its way, for those who run the house: no person in it."""

    number: str
    version: str
    agency: str
    hitch: Hitch
    since: dt.datetime


def stuck_stages(on: dt.date) -> list[Stuck]:
    """The stages that hang, of the units the caller runs; the oldest first."""
    with connection.cursor() as cursor:
        cursor.execute("select * from motcua_office_stuck(%s)", [on])
        return [Stuck(n, v, a, Hitch(h), since) for n, v, a, h, since in cursor.fetchall()]
