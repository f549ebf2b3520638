"""Looks at people's data, read from the journal: how many, and which no act explains.

A look is judged once, by a clerk, when the time to act on it is over; what is not judged yet is
judged as it is read, in the same words (`motcua_looks` in security.sql).
"""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, models

from motcua.records.account import Post
from motcua.records.own_data import own_data_law
from motcua.records.unit import Unit
from motcua.rules.curiosity import LOOKS, READS, Look, Looks, rule_of

_LOOKS = "select officer, looked_at, kind, subject, people, served from motcua_looks"
_BETWEEN = f"{_LOOKS} (%s, %s, %s, %s, %s, %s) order by looked_at desc"
_KEEP = f"""
    insert into motcua_judgedlook (unit_id, officer, at, kind, subject, people, served)
    select %s, fresh.* from ({_BETWEEN}) fresh
"""


class JudgedLook(models.Model):
    """A look of which it is known for good whether an act explains it: then it was `served`."""

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey(Unit, models.PROTECT, db_index=False, related_name="+")
    officer = models.UUIDField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=40)
    subject = models.UUIDField()
    people = models.PositiveIntegerField()
    served = models.BooleanField()

    class Meta:
        indexes = [
            models.Index(fields=["unit", "at"], include=["officer", "served"], name="look_judged")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class Judging(models.Model):
    """From when until when the looks in a unit are judged, and by what rule."""

    unit = models.OneToOneField(Unit, models.PROTECT, primary_key=True, related_name="+")
    rule = models.TextField()
    since = models.DateTimeField()
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.unit_id} {self.until}"


@dataclass(frozen=True)
class Period:
    """What is counted of a unit at an instant: not the last days, since what was looked at then
    may still be acted on. Until `judged` a clerk has judged all of it by the rule that holds."""

    unit: int
    begins: dt.datetime
    judged: dt.datetime
    ends: dt.datetime

    @property
    def settled(self) -> "models.QuerySet[JudgedLook]":
        return JudgedLook.objects.filter(unit=self.unit, at__gte=self.begins, at__lt=self.judged)

    @property
    def fresh(self) -> tuple[Any, ...]:
        """What `motcua_looks` is asked about those that are not judged."""
        within = dt.timedelta(days=own_data_law().looking.within_days)
        return self.unit, self.judged, self.ends, within, list(LOOKS), list(READS)


def period(unit: int, at: dt.datetime) -> Period:
    law = own_data_law().looking
    ends = at - dt.timedelta(days=law.within_days)
    begins = ends - dt.timedelta(days=law.period_days)
    judged = Judging.objects.filter(unit=unit, rule=rule_of(law.within_days), since__lte=begins)
    until = judged.values_list("until", flat=True).first() or begins
    return Period(unit, begins, max(begins, min(until, ends)), ends)


class Watched:
    """The looks in a unit in the period before an instant, for who oversees the unit."""

    def __init__(self, unit: int, at: dt.datetime) -> None:
        self._settled = (seen := period(unit, at)).settled
        self._fresh: list[tuple[UUID, dt.datetime, str, UUID, int, bool]] = []
        if seen.judged < seen.ends:
            with connection.cursor() as cursor:
                cursor.execute(_BETWEEN, seen.fresh)
                self._fresh = cursor.fetchall()

    def counted(self) -> list[Looks]:
        """How often each officer looked, and how often without an act."""
        rows = self._settled.values_list("officer", "served").annotate(models.Count("id"))
        many = Counter({(officer, served): number for officer, served, number in rows})
        many.update((officer, served) for officer, *_, served in self._fresh)
        return [
            Looks(one, many[one, True] + many[one, False], many[one, False])
            for one in {officer for officer, _ in many}
        ]

    def idle(self, officer: UUID, most: int) -> list[Look]:
        """Those of one officer without an act, newest first."""
        fresh = [row[1:5] for row in self._fresh if row[0] == officer and not row[5]]
        rows = self._settled.filter(officer=officer, served=False).order_by("-at")
        older = rows.values_list("at", "kind", "subject", "people")[:most]
        return [Look(*one) for one in [*fresh, *older][:most]]


def judge(unit: int, at: dt.datetime) -> int:
    """Judge what is not judged yet, and let go what no period reaches any more or was judged by
    another rule: how many were judged."""
    seen = period(unit, at)
    kept = JudgedLook.objects.filter(unit=unit)
    kept.exclude(at__gte=seen.begins, at__lt=seen.judged).delete()
    Judging.objects.update_or_create(
        unit_id=unit,
        defaults={
            "rule": rule_of(own_data_law().looking.within_days),
            "since": seen.begins,
            "until": seen.ends,
        },
    )
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [unit, *seen.fresh])
        return cursor.rowcount


def units_to_judge(on: dt.date) -> list[int]:
    """Where anybody holds a post on a day."""
    held = Post.objects.held_on(on).order_by("unit")
    return list(held.values_list("unit", flat=True).distinct())
