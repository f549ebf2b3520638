"""Who stays where, as told by whoever lets them stay: each sending is one filing."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from functools import cache

from django.db import connection, models
from django.db.models import Count, F, Q, Sum

from motcua.records.account import Account
from motcua.records.country import country_file
from motcua.records.dwelling import Dwelling
from motcua.records.person import NUMBER as PERSON_NUMBER
from motcua.records.sealed import SealedJSON, blind_index
from motcua.records.unit import Unit
from motcua.rules.events.base import Matter
from motcua.rules.guest import Guest
from motcua.rules.permission import Target
from motcua.rules.stay import StayLaw, stay_law_from
from motcua.rules.who import Who

NUMBER, SAME = "stay.number", "stay.same"


@cache
def stay_law() -> StayLaw:
    """country/stay.toml, read once."""
    return country_file("stay.toml", stay_law_from)


class StayNotices(models.QuerySet["StayNotice"]):
    def visible_to(self, who: Who) -> StayNotices:
        """What I told of my own dwellings."""
        return self.filter(dwelling__owner=who.person) if who.person else self.none()

    def filed(self, units: Iterable[int], since: dt.datetime, until: dt.datetime) -> StayNotices:
        """What these units were told from a moment up to another: sendings with a number."""
        within = self.filter(unit__in=units, told_at__gte=since, told_at__lt=until)
        return within.exclude(number=None)

    def counted(self) -> dict[int, dict[str, int]]:
        """By unit: sendings and guests that stand, of them late; sendings taken back apart."""
        stands = Q(undone_at=None)
        rows = (
            self.order_by()
            .values("unit")
            .annotate(
                sendings=Count("pk", filter=stands),
                late_sendings=Count("pk", filter=stands & Q(late__gt=0)),
                guests=Sum("rows", filter=stands, default=0),
                late_guests=Sum("late", filter=stands, default=0),
                taken_back=Count("pk", filter=~stands),
            )
        )
        return {one.pop("unit"): one for one in rows}


class StayNotice(models.Model):
    """What was told of guests in one sending, by page or by file: one filing with one number.

    A sending of which no row was good has no number: nothing was filed. `returned` are the rows
    given back ([line, cells, what is wrong by column]), what was in the file and not read, or why
    the whole file was not. A file is kept until a clerk has read it; what is good in it stands
    piece by piece.
    """

    class Means(models.TextChoices):
        PAGE = "page", "gõ trên trang"
        FILE = "file", "tệp Excel"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    number = models.CharField(max_length=40, unique=True, null=True)
    dwelling = models.ForeignKey(Dwelling, models.PROTECT, related_name="stay_notices")
    unit = models.ForeignKey(Unit, models.PROTECT)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    means = models.CharField(max_length=4, choices=Means.choices)
    content = models.BinaryField(null=True)  # keyed hash of the file: once, until taken back
    sha256 = models.CharField(max_length=64, blank=True)  # the file, until it is read
    zeros = models.BooleanField(default=False)  # put back the noughts Excel took away
    lines = models.PositiveIntegerField(default=0)  # the last line of the file, once it is open
    done = models.PositiveIntegerField(default=0)  # the last line that was read
    told_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    rows = models.PositiveIntegerField(default=0)  # guests noted
    known = models.PositiveIntegerField(default=0)  # rows told of before
    late = models.PositiveIntegerField(default=0)
    wrong = models.PositiveIntegerField(default=0)
    returned = SealedJSON(null=True)  # {"rows": […], "notes": [[code, detail], …], "whole": […]}
    looked_at = models.DateTimeField(null=True)  # by the police: from then on it stands
    undone_at = models.DateTimeField(null=True)

    objects = StayNotices.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dwelling", "content"],
                condition=Q(undone_at=None),
                name="stay_file_once",
            )
        ]
        indexes = [models.Index(fields=["dwelling", "-told_at"], name="stay_notice_dwelling")]

    def __str__(self) -> str:
        return self.number or str(self.id)

    @property
    def stands(self) -> bool:
        """Whether it cannot be taken back, or not yet."""
        return bool(self.undone_at or self.looked_at or not self.rows or not self.read_at)

    @property
    def target(self) -> Target:
        return Target(self.unit_id, frozenset({self.dwelling.owner_id}))

    @property
    def matter(self) -> Matter:
        return {"subject": self.id, "about": (self.dwelling.owner_id,), "unit": self.unit_id}


class Stays(models.QuerySet["Stay"]):
    def visible_to(self, who: Who) -> Stays:
        """The guests of my own dwellings."""
        return self.filter(dwelling__owner=who.person) if who.person else self.none()

    def nights(self, first: dt.date, last: dt.date) -> Stays:
        """Who sleeps there on one of these nights, each called by the day it begins; also who came
        and left on the first day."""
        still = Q(ends__gt=first) | Q(ends=first, begins=first)
        return self.filter(still, begins__lte=last)

    def in_order(self) -> Stays:
        where = ("dwelling__hamlet__sort_key", "dwelling__key", "dwelling_id")
        return self.order_by(F(where[0]).asc(nulls_last=True), *where[1:], "begins", "id")


class Stay(models.Model):
    """One guest in one dwelling from one day to another; nobody's register but the dwelling's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    notice = models.ForeignKey(StayNotice, models.PROTECT, related_name="stays")
    dwelling = models.ForeignKey(Dwelling, models.PROTECT, related_name="stays")
    unit = models.ForeignKey(Unit, models.PROTECT)
    begins = models.DateField()
    ends = models.DateField()  # the day they leave, sooner where they left sooner
    guest = SealedJSON()
    number_index = models.BinaryField(null=True)
    person = models.UUIDField(null=True)  # who of the register it is: they see who looked
    same = models.BinaryField()  # keyed hash of what makes two rows one stay
    relative = models.BooleanField(default=False)
    late = models.BooleanField(default=False)

    objects = Stays.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dwelling", "same"], name="stay_once"),
            models.CheckConstraint(
                condition=Q(ends__gte=F("begins")), name="a_stay_ends_after_it_begins"
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "ends", "begins"], name="stay_unit_nights"),
            models.Index(fields=["dwelling", "ends"], name="stay_dwelling_nights"),
            models.Index(fields=["ends"], name="stay_ends"),
        ]

    def __str__(self) -> str:
        return str(self.id)


def same_index(dwelling: Dwelling, guest: Guest) -> bytes:
    return blind_index(SAME, f"{dwelling.id}/{guest.same}")


def people_of(numbers: Iterable[str]) -> dict[str, uuid.UUID]:
    """Personal number → who it is, of those in the register; ids only, whoever asks."""
    by_index = {blind_index(PERSON_NUMBER, one): one for one in numbers if one}
    with connection.cursor() as cursor:
        wanted = [bytes(index) for index in by_index]
        cursor.execute("select number, id from motcua_people_by_numbers(%s)", [wanted])
        return {by_index[bytes(index)]: id for index, id in cursor.fetchall()}


def number_index(number: str) -> bytes | None:
    return blind_index(NUMBER, number) if number else None
