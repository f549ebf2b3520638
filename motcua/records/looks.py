"""Looks at people's data, read from the journal: how many, and which no act explains."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db import connection

from motcua.records.own_data import own_data_law
from motcua.rules.curiosity import LOOKS, READS, Look, Looks

_FROM = "from motcua_looks(%s, %s, %s, %s, %s, %s)"
_COUNTED = f"""
    select officer, count(*), count(*) filter (where not served) {_FROM} group by officer
"""
_IDLE = f"""
    select looked_at, kind, subject, people {_FROM} where officer = %s and not served
    order by looked_at desc limit %s
"""


def looks_counted(unit: int, at: dt.datetime) -> list[Looks]:
    """How often each officer of a unit looked, and how often without an act, in the period before
    `at`; not the last days: what was looked at lately may still be acted on."""
    return [Looks(*row) for row in _rows(_COUNTED, unit, at)]


def idle_looks(unit: int, officer: UUID, at: dt.datetime, most: int) -> list[Look]:
    """Those of one officer without an act, newest first. Seen by who oversees the unit."""
    return [Look(*row) for row in _rows(_IDLE, unit, at, officer, most)]


def _rows(query: str, unit: int, at: dt.datetime, *more: Any) -> list[tuple[Any, ...]]:
    law = own_data_law().looking
    within = dt.timedelta(days=law.within_days)
    ends = at - within
    begins = ends - dt.timedelta(days=law.period_days)
    given = [unit, begins, ends, within, list(LOOKS), list(READS), *more]
    with connection.cursor() as cursor:
        cursor.execute(query, given)
        return cursor.fetchall()
