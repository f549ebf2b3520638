"""What the national portal is to be told, what came from it, and whether both sides agree."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models import Q

from motcua.records.dossier import Dossier, Request
from motcua.records.sealed import SealedJSON
from motcua.records.unit import Unit
from motcua.rules.arrival import ArrivalKind, WhyHeld
from motcua.rules.dossier import OPEN, Channel, Delivery, Money, State, Sync
from motcua.rules.portal import WAITS, Stand, Synced, portal_code


class Tidings(models.QuerySet["Tiding"]):
    def to_tell(self) -> Tidings:
        """What waits, the oldest first; of a dossier the portal refused, nothing goes on."""
        waiting = self.filter(told_at=None).exclude(dossier__sync=Sync.REFUSED)
        return waiting.select_related("dossier__unit").order_by("at", "dossier", "place")


class Tiding(models.Model):
    """One change of a dossier the portal is told of, put down with the change itself. Told in
    order: `place` counts the changes of a dossier from 1."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="tidings")
    unit = models.ForeignKey(Unit, models.PROTECT)
    place = models.PositiveSmallIntegerField()
    code = models.PositiveSmallIntegerField()  # one of the ten states
    due_at = models.DateTimeField(null=True)
    kept = models.BooleanField()  # a result is there
    at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=40, blank=True)  # the portal's code, where it refused

    objects = Tidings.as_manager()

    @property
    def request(self) -> Request | None:
        """What was asked for when the dossier came to wait, where the portal is to ask it: it
        stays the same however often the change is told."""
        if self.code != WAITS or self.dossier.channel != Channel.PORTAL:
            return None
        asked = Request.objects.filter(dossier=self.dossier, asked_at__lte=self.at)
        still = asked.exclude(answered_at__lte=self.at)
        return still.order_by("-asked_at").first()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier", "place"], name="tiding_has_one_place")
        ]
        indexes = [
            models.Index(fields=["at"], condition=Q(told_at=None), name="tiding_to_tell"),
            models.Index(fields=["unit", "at"], name="tiding_unit"),
        ]


_PUT_DOWN = """
    insert into motcua_tiding (id, dossier_id, unit_id, place, code, due_at, kept, at, why)
    select gen_random_uuid(), %(dossier)s, %(unit)s, coalesce(last.place, 0) + 1, %(code)s,
        %(due)s, %(kept)s, %(at)s, ''
    from (values (1)) one left join lateral (
        select place, code, due_at, kept from motcua_tiding where dossier_id = %(dossier)s
        order by place desc limit 1) last on true
    where %(anyway)s or (last.code, last.due_at, last.kept)
        is distinct from (%(code)s, %(due)s::timestamptz, %(kept)s)
"""


def put_down(held: Dossier, at: dt.datetime, *, anyway: bool = False) -> bool:
    """Put down what the portal is to be told of a dossier now; whether there was news (`anyway`:
    also where there is none). For actions alone."""
    said: dict[str, Any] = {
        "dossier": held.pk,
        "unit": held.unit_id,
        "code": portal_code(State(held.state), Money(held.money)),
        "due": held.due_at,
        "kept": held.delivery != Delivery.NONE,
        "at": at,
        "anyway": anyway,
    }
    with connection.cursor() as cursor:
        cursor.execute(_PUT_DOWN, said)
        return bool(cursor.rowcount)


_TOLD = """
    with told as (update motcua_tiding set told_at = %(at)s, why = ''
        where dossier_id = %(dossier)s and told_at is null and place <= %(through)s)
    select not exists (select from motcua_tiding
        where dossier_id = %(dossier)s and told_at is null and place > %(through)s)
"""


def mark_told(held: Dossier, through: int, at: dt.datetime) -> bool:
    """The portal has every change of a dossier up to this place; whether that is all there are.
    For actions alone."""
    with connection.cursor() as cursor:
        cursor.execute(_TOLD, {"dossier": held.pk, "through": through, "at": at})
        return bool(cursor.fetchone()[0])


class Arrival(models.Model):
    """A message from the portal, kept as it came until something has come of it. Its id is the
    portal's own, or made of its content where it has none."""

    id = models.UUIDField(primary_key=True)
    message = models.CharField(max_length=60, blank=True)  # the portal's id, to answer it with
    said = SealedJSON(default=dict)
    number = models.CharField(max_length=40, blank=True)
    what = models.CharField(max_length=8, choices=[(w, w) for w in ArrivalKind], blank=True)
    procedure = models.CharField(max_length=20, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True)
    dossier = models.ForeignKey(Dossier, models.PROTECT, null=True, related_name="arrivals")
    why = models.CharField(max_length=12, choices=[(w, w) for w in WhyHeld], blank=True)
    came_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["why"], condition=Q(settled_at=None), name="arrival_open")]


class Reconciliation(models.Model):
    """What came of asking the portal how a unit's dossiers stand there, one night."""

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey(Unit, models.PROTECT)
    at = models.DateTimeField()
    since = models.DateTimeField()
    ours = models.PositiveIntegerField()
    theirs = models.PositiveIntegerField()
    again = models.PositiveIntegerField()  # dossiers sent again
    strange = ArrayField(models.CharField(max_length=40), default=list)

    class Meta:
        indexes = [models.Index(fields=["unit", "-at"], name="reconciliation_unit")]


def stands_of(unit: int, since: dt.datetime, *, told: bool) -> dict[str, Stand]:
    """How a unit's dossiers stand, by number, by the last change since then that was put down, or
    that the portal was `told`."""
    changes = Tiding.objects.filter(unit=unit, at__gte=since)
    if told:
        changes = changes.exclude(told_at=None)
    last = changes.order_by("dossier", "-place").distinct("dossier")
    rows = last.values_list("dossier__number", "place", "code")
    return {number: Stand(place, code) for number, place, code in rows}


def never_put_down(unit: int, since: dt.datetime) -> list[uuid.UUID]:
    """Dossiers, open or changed since then, from before there was a portal to tell."""
    recent = Q(state__in=OPEN) | Q(changed_at__gte=since)
    found = Dossier.objects.filter(recent, unit=unit, tidings=None)
    return list(found.values_list("pk", flat=True))


# ── what those who run the house, and leaders, may see: numbers, times and codes ─────────────


@dataclass(frozen=True)
class PortalBacklog:
    """Changes the portal has not been told of, and since when the oldest waits."""

    waiting: int
    oldest: dt.datetime | None


@dataclass(frozen=True)
class Declined:
    """A dossier whose change the portal did not take; what came later waits behind it."""

    dossier: uuid.UUID
    number: str
    unit: int
    code: int
    why: str
    at: dt.datetime
    behind: int


@dataclass(frozen=True)
class Held:
    """A message from the portal that has not become a dossier."""

    id: uuid.UUID
    number: str
    procedure: str
    unit: int | None
    why: WhyHeld
    came_at: dt.datetime


def backlog(on: dt.date) -> PortalBacklog:
    with connection.cursor() as cursor:
        cursor.execute("select * from motcua_portal_backlog(%s)", [on])
        return PortalBacklog(*cursor.fetchone())


def declined(on: dt.date) -> list[Declined]:
    with connection.cursor() as cursor:
        cursor.execute("select * from motcua_portal_declined(%s)", [on])
        return [Declined(*row) for row in cursor.fetchall()]


def held_arrivals(on: dt.date) -> list[Held]:
    with connection.cursor() as cursor:
        cursor.execute("select * from motcua_portal_arrivals(%s)", [on])
        return [Held(i, n, p, u, WhyHeld(w), at) for i, n, p, u, w, at in cursor.fetchall()]


def synced(on: dt.date, begin: dt.datetime, end: dt.datetime, within: dt.timedelta) -> Synced:
    """Of what was received from `begin` until before `end`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select * from motcua_portal_synced(%s, %s, %s, %s)",
            [on, begin, end, round(within.total_seconds())],
        )
        return Synced(*cursor.fetchone())


@dataclass(frozen=True)
class Comparison:
    """The newest reconciliation of a unit."""

    unit: str
    at: dt.datetime
    since: dt.datetime
    ours: int
    theirs: int
    again: int
    strange: list[str]


def compared(on: dt.date) -> list[Comparison]:
    with connection.cursor() as cursor:
        cursor.execute("select * from motcua_portal_compared(%s)", [on])
        return [Comparison(*row) for row in cursor.fetchall()]
