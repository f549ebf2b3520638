"""How often somebody was wrong within the hour: counters kept under keyed hashes, not names."""

from __future__ import annotations

import datetime as dt

from django.db import connection, models

from motcua.records.sealed import blind_index

KEY = "limits"


class Counter(models.Model):
    """Misses of one target, address or account within one clock hour.

    The key is a keyed hash: neither the number nor the address can be read from it.
    """

    key = models.BinaryField(primary_key=True)
    hour = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.hour} {self.count}"


def counted(what: str, at: dt.datetime) -> int:
    """How many misses `what` ("target:…", "address:…") has had in the hour of `at`."""
    found = Counter.objects.filter(key=blind_index(KEY, what), hour=_hour(at)).first()
    return found.count if found else 0


def count_one(what: str, at: dt.datetime) -> int:
    """One more miss; a new hour begins at one. How many it makes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into motcua_counter as c (key, hour, count) values (%s, %s, 1)"
            " on conflict (key) do update set hour = excluded.hour,"
            " count = case when c.hour = excluded.hour then c.count + 1 else 1 end"
            " returning count",
            [blind_index(KEY, what), _hour(at)],
        )
        row = cursor.fetchone()
    return int(row[0])


def forget_before(at: dt.datetime) -> int:
    """Drop the counters of hours that began before; how many."""
    deleted, _ = Counter.objects.filter(hour__lt=at).delete()
    return deleted


def _hour(at: dt.datetime) -> dt.datetime:
    return at.replace(minute=0, second=0, microsecond=0)
