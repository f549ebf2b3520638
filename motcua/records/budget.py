"""How often outside systems may be asked: country/budget.toml, and how full each bucket is now."""

from functools import cache
from typing import Any

from django.db import models, transaction
from django.db.models import Func

from motcua.records.country import country_file
from motcua.records.errand import bring_back
from motcua.rules.budget import Budget, Fill, budgets_from
from motcua.rules.urgency import Urgency

NOW = "extract(epoch from clock_timestamp())::float8"
A_MOMENT = 1.0
"""Seconds by which a clock may go back unnoticed."""


@cache
def budgets() -> dict[str, Budget]:
    """The file by system, read once."""
    return country_file("budget.toml", budgets_from)


class Bucket(models.Model):
    """The level of one system's budget. It tells of nobody and is worth nothing a minute later:
    the one row that is written without an act."""

    system = models.CharField(max_length=20, primary_key=True)
    full_at = models.FloatField(default=0)  # seconds of the database's clock
    promised = models.JSONField(default=dict)
    asked_at = models.FloatField(default=0)

    def __str__(self) -> str:
        return self.system


def take_turn(
    budget: Budget, urgency: Urgency, *, promised: bool = False, go: bool = True
) -> float:
    """Take a turn, or be promised one, as who cannot `go` just now always is: how many seconds to
    wait for it, 0 where it was taken.

    All processes ask the same row and the same clock, and hold it for less than a millisecond.
    """
    with transaction.atomic():
        bucket = _held(budget.system)
        given = {Urgency(int(urgency)): at for urgency, at in bucket.promised.items()}
        level = Fill(bucket.full_at, given, bucket.asked_at)
        if (back := bucket.asked_at - bucket.at) > A_MOMENT:
            bring_back(back)
        level, wait = level.turn(budget, urgency, bucket.at, promised=promised, go=go)
        bucket.full_at, bucket.asked_at = level.full_at, level.asked_at
        bucket.promised = {str(int(urgency)): at for urgency, at in level.promised.items()}
        bucket.save(update_fields=["full_at", "promised", "asked_at"])
    return wait


def _held(system: str) -> Any:
    """The bucket, locked, with the database's time `at`; the first who asks makes it."""
    rows = Bucket.objects.filter(pk=system).select_for_update(no_key=True)
    found = rows.annotate(at=Func(template=NOW, output_field=models.FloatField()))
    bucket = found.first()
    if bucket is None:
        Bucket.objects.bulk_create([Bucket(system=system)], ignore_conflicts=True)
        bucket = found.get()
    return bucket
