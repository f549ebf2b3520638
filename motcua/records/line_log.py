"""How outside systems answered, minute by minute: the proof of a bad line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import connection, models

from motcua.rules.line_log import Minute


class LineMinutes(models.QuerySet["LineMinute"]):
    def between(self, system: str, begins: dt.datetime, ends: dt.datetime) -> list[Minute]:
        """The minutes with something to tell from `begins` to before `ends`, in order."""
        rows = self.filter(system=system, minute__gte=begins, minute__lt=ends).order_by("minute")
        told = rows.values_list("minute", "reached", "slow", "failed", "p95_ms")
        return [Minute(*row) for row in told]


class LineMinute(models.Model):
    """One minute in which one system was asked: how often it answered, how often late, and how
    often not at all. `p95_ms` is that of the process that fared worst."""

    system = models.CharField(max_length=20)
    minute = models.DateTimeField()
    reached = models.PositiveIntegerField()
    slow = models.PositiveIntegerField()
    failed = models.PositiveIntegerField()
    p95_ms = models.PositiveIntegerField()

    objects = LineMinutes.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["system", "minute"], name="one_row_a_minute"),
        ]

    def __str__(self) -> str:
        return f"{self.system} {self.minute}"


def note(system: str, minutes: Iterable[Minute]) -> None:
    """Add what one process met to what others met in the same minutes; for `actions.line_log`."""
    rows: list[list[Any]] = [
        [system, m.at, m.reached, m.slow, m.failed, m.p95_ms] for m in minutes
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            "insert into motcua_lineminute as m (system, minute, reached, slow, failed, p95_ms)"
            " values (%s, %s, %s, %s, %s, %s) on conflict (system, minute) do update set"
            " reached = m.reached + excluded.reached, slow = m.slow + excluded.slow,"
            " failed = m.failed + excluded.failed, p95_ms = greatest(m.p95_ms, excluded.p95_ms)",
            rows,
        )
