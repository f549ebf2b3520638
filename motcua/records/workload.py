"""What is in whose hands and by when, counted by the database, and what a unit has finished."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from uuid import UUID

from django.db import connection
from django.db.models import Count
from django.db.models.functions import TruncDate

from motcua.records.absence import Absence, Standby
from motcua.records.account import Post
from motcua.records.dossier import Dossier
from motcua.records.standstill import Standstill, running, standstills
from motcua.records.timeline import calendar_at
from motcua.rules.dossier import RUNNING, State
from motcua.rules.permission import DECIDERS, DESK
from motcua.rules.time.calendar import ONE_DAY
from motcua.rules.time.wall_clock import VIETNAM, instant, local, morning
from motcua.rules.who import Role
from motcua.rules.workload import Pile, Work, begun_by, unattended, usual_minutes

LOOKED_AHEAD = ONE_DAY * 14
LEARNT = 1000
"""The finished dossiers a unit is learnt from: its last ones."""


def works(
    unit: int, since: datetime, until: datetime, most: int, still: Iterable[Standstill] = ()
) -> list[Work]:
    """What is under way and due between two instants, the sooner due first; what stands `still`
    is left out."""
    rows = Dossier.objects.of_units([unit]).filter(state__in=sorted(RUNNING))
    rows = rows.filter(due_at__gte=since, due_at__lt=until)
    rows = running(rows.exclude(accepted_at=None), still).order_by("due_at", "submitted_at", "id")
    said = ("id", "procedure", "officer_id", "accepted_at", "due_at")
    return [Work(*row) for row in rows.values_list(*said)[:most]]


def usual(unit: int, at: datetime) -> Mapping[str, int]:
    """Procedure → office minutes that are usual here, of those that can be learnt; looked at
    once an hour."""
    return _usual(unit, int(at.timestamp() // 3600))


@lru_cache(maxsize=256)
def _usual(unit: int, _hour: int) -> Mapping[str, int]:
    closed = (State.DONE, State.RETURNED)
    rows = Dossier.objects.of_units([unit]).filter(state__in=closed, accepted_at__isnull=False)
    said = rows.order_by("-submitted_at").values_list("procedure", "accepted_at", "closed_at")
    spans: dict[str, list[tuple[datetime, datetime]]] = defaultdict(list)
    for procedure, accepted, closed_at in said[:LEARNT]:
        if accepted and closed_at:
            spans[procedure].append((accepted, closed_at))
    days = calendar_at(unit)
    found = {procedure: usual_minutes(known, days) for procedure, known in spans.items()}
    return {procedure: minutes for procedure, minutes in found.items() if minutes is not None}


@dataclass(frozen=True)
class Ahead:
    """The instants a forecast hangs on: now, the ends of today, of the next working day and of
    this week. `next_day` is that working day."""

    now: datetime
    today: datetime
    tomorrow: datetime
    week: datetime
    next_day: date


def ahead(unit: int, at: datetime) -> Ahead:
    """By the unit's calendar: on a Friday the next working day is after the week-end."""
    today = local(at).date()
    next_day = calendar_at(unit).next_working(today)
    monday = today + ONE_DAY * (7 - today.weekday())
    week = max(monday, next_day + ONE_DAY)
    ends = (morning(today + ONE_DAY), morning(next_day + ONE_DAY), morning(week))
    return Ahead(at, *ends, next_day)


def piles(unit: int, days: Ahead, known: Mapping[str, int]) -> list[Pile]:
    """What each officer of a unit has under way; `known` says what is usual. What stands still is
    neither late nor due soon."""
    table, ends = calendar_at(unit), (local(days.tomorrow), local(days.week))
    by_then = {
        name: [instant(begun_by(end, minutes, table)) for end in ends]
        for name, minutes in known.items()
    }
    tomorrow, week = ([cut[n] for cut in by_then.values()] for n in (0, 1))
    still = [
        (one.since, code)
        for one in standstills([unit], days.now)
        for code in one.outage.procedures or [""]
    ]
    since, codes = [begins for begins, _ in still], [code for _, code in still]
    instants = [days.now, days.today, days.tomorrow, days.week]
    with connection.cursor() as cursor:
        cursor.execute(
            "select * from motcua_piles(%s, %s, %s, %s, %s,"
            " %s::text[], %s::timestamptz[], %s::timestamptz[], %s::timestamptz[], %s::text[])",
            [unit, *instants, list(by_then), tomorrow, week, since, codes],
        )
        return [Pile(*row) for row in cursor.fetchall()]


def filed_by_day(unit: int, at: datetime) -> dict[date, int]:
    """How many dossiers came in on each of the last four weeks' days."""
    since = at - timedelta(days=29)
    rows = Dossier.objects.of_units([unit]).filter(submitted_at__gte=since, submitted_at__lt=at)
    by_day = rows.annotate(day=TruncDate("submitted_at", tzinfo=VIETNAM)).order_by()
    return dict(by_day.values("day").annotate(count=Count("id")).values_list("day", "count"))


def units_with_a_desk(on: date) -> list[int]:
    """Where anybody receives people on a day, there or not."""
    posts = Post.objects.held_on(on).filter(role__in=sorted(DESK)).order_by("unit")
    return list(posts.values_list("unit", flat=True).distinct())


def at_the_desk(unit: int, on: date) -> dict[UUID, str]:
    """Who of a unit may receive and process on a day, by name."""
    posts = Post.objects.held_on(on).filter(unit=unit, role__in=sorted(DESK))
    return dict(posts.order_by("account__name").values_list("account_id", "account__name"))


def could_stand_in(unit: int, on: date) -> dict[UUID, str]:
    """Who of a unit may be named to stand in on a day and is not away then, by name: whoever
    works there, a leader last."""
    away = Absence.objects.on(on).filter(unit=unit).values("account")
    posts = Post.objects.held_on(on).filter(unit=unit, role__in=sorted(DESK | DECIDERS))
    named = posts.exclude(account__in=away).order_by("account__name")
    found = list(named.values_list("account_id", "account__name", "role"))
    return {id: name for id, name, _ in sorted(found, key=lambda one: one[2] == Role.LEADER)}


def without_anybody(unit: int, on: date) -> list[date]:
    """The working days from this one on, as far as one looks ahead, on which nobody of the desk
    is there."""
    plans = [one.days for one in Absence.objects.around(on).filter(unit=unit)]
    standbys = [one.days for one in Standby.objects.around(on).filter(unit=unit)]
    desk, last = set(at_the_desk(unit, on)), on + LOOKED_AHEAD
    return unattended(desk, plans, standbys, on, last, calendar_at(unit))


def leaders_of(unit: int, on: date) -> frozenset[UUID]:
    posts = Post.objects.held_on(on).filter(unit=unit, role=Role.LEADER)
    return frozenset(posts.values_list("account_id", flat=True))
