"""One page of an inbox, and its figures, at the price of the rows shown and not of all there are.

A page is a walk along an index from where the last page ended (no offsets); a figure stops
counting at `MANY`. What waits for its citizen stands apart, by the day until when it waits: its
own date stands still, and to sort by it would mislead.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from heapq import merge
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from motcua.records.dossier import Dossier, Dossiers
from motcua.records.standstill import Standstill, running
from motcua.rules.dossier import RUNNING, State
from motcua.rules.time.wall_clock import local, morning
from motcua.rules.who import Who
from motcua.rules.words import names, search

PAGE = 25
MANY = 1000
SHOWN = (
    "id", "number", "procedure", "version", "state", "due_at", "submitted_at", "officer_id",
    "unit_id", "money", "fee", "requests", "revision", "received_under", "applicant__full_name",
    "officer__name",
)  # fmt: skip


class Order(StrEnum):
    """What stands first."""

    DUE = "due"  # the sooner due; what has no date yet last
    NEWEST = "newest"


@dataclass(frozen=True)
class Horizon:
    """The instants that late, today and this week hang on; what stands `still` is not late."""

    now: datetime
    tomorrow: datetime
    next_week: datetime
    still: tuple[Standstill, ...] = ()

    def late_before(self, unit: int) -> datetime:
        """Whatever of a unit was due by then is late; of what was due later, all stands still."""
        whole = (one for one in self.still if one.unit == unit and not one.outage.procedures)
        return min([self.now, *(one.since for one in whole)])


@dataclass(frozen=True)
class Wanted:
    """What an officer asked to see. `numbers` and `applicants` are None where all are meant."""

    state: str = ""
    procedure: str = ""
    due: str = ""  # "late", "today", "week"
    officer: UUID | None = None
    numbers: tuple[str, ...] | None = None
    applicants: tuple[UUID, ...] | None = None
    order: Order = Order.DUE

    @property
    def states(self) -> frozenset[State]:
        """What is meant where no state is: those the office works on, and all where one
        searches."""
        searching = self.numbers is not None or self.applicants is not None
        return frozenset(State) if searching else RUNNING


@dataclass(frozen=True)
class Place:
    """Where a dossier stands in its list: by a date (its due date; of those that wait, until when
    they wait), then by when it was filed (or asked)."""

    due: datetime | None
    filed: datetime
    id: UUID


Found = tuple[Place, Dossier]


def page(
    who: Who,
    units: Iterable[int],
    wanted: Wanted,
    days: Horizon,
    after: Place | None,
    size: int = PAGE,
) -> tuple[list[Found], Place | None]:
    """A page of the dossiers of these units, each with its place, and where the next begins."""
    seen = sorted(who.units.intersection(units))
    walks = [_walk(unit, wanted, days, after, size + 1) for unit in seen]
    backwards = wanted.state != State.WAITING and wanted.order is Order.NEWEST
    found = list(islice(merge(*walks, key=_order, reverse=backwards), size + 1))
    if len(found) <= size:
        return found, None
    return found[:size], found[size - 1][0]


def _order(found: Found) -> tuple[bool, float, float, UUID]:
    place = found[0]
    due = place.due.timestamp() if place.due else 0.0
    return place.due is None, due, place.filed.timestamp(), place.id


def _walk(unit: int, wanted: Wanted, days: Horizon, after: Place | None, most: int) -> list[Found]:
    """One unit's rows, from where the last page ended."""
    if wanted.state == State.WAITING:
        return _waiting(wanted, unit, after, most)
    rows = _filtered(unit, wanted, days)
    rows = rows.select_related("applicant", "officer").only(*SHOWN)
    if wanted.order is Order.DUE:
        return _by_due(rows, wanted, after, most)
    return _by_newest(rows, after, most)


def _by_due(
    rows: QuerySet[Dossier], wanted: Wanted, after: Place | None, most: int
) -> list[Found]:
    """Those with a due date first, then those whose clock has not started, as it never has
    before a dossier is accepted."""
    rows = rows.order_by("due_at", "submitted_at", "id")
    found: list[Dossier] = []
    if (after is None or after.due is not None) and wanted.state != State.SUBMITTED:
        found = list(_after_due(rows.filter(due_at__isnull=False), after)[:most])
    if len(found) < most and not wanted.due:
        undated = rows.filter(due_at__isnull=True)
        found += _after_filed(undated, after)[: most - len(found)]
    return [(Place(one.due_at, one.submitted_at, one.id), one) for one in found]


def _by_newest(rows: QuerySet[Dossier], after: Place | None, most: int) -> list[Found]:
    rows = rows.order_by("-submitted_at", "-id")
    if after:
        before = Q(submitted_at__lt=after.filed) | Q(submitted_at=after.filed, id__lt=after.id)
        rows = rows.filter(before, submitted_at__lte=after.filed)
    return [(Place(None, one.submitted_at, one.id), one) for one in rows[:most]]


def _waiting(wanted: Wanted, unit: int, after: Place | None, most: int) -> list[Found]:
    """What waits for its citizen: first whose time is up first."""
    place = [local(after.due).date(), after.filed, after.id] if after and after.due else [None] * 3
    names = wanted.numbers, wanted.applicants
    chosen = [None if one is None else list(one) for one in names]
    with connection.cursor() as cursor:
        cursor.execute(
            "select * from motcua_inbox_waiting"
            "(%s, %s, %s, %s::text[], %s::uuid[], %s, %s, %s, %s)",
            [unit, wanted.procedure, wanted.officer, *chosen, *place, most],
        )
        rows = cursor.fetchall()
    dossiers = Dossier.objects.of_units([unit]).select_related("applicant", "officer")
    shown = dossiers.only(*SHOWN).in_bulk([id for id, *_ in rows])
    return [
        (Place(morning(until), asked, id), shown[id]) for id, until, asked in rows if id in shown
    ]


def _after_due(rows: QuerySet[Dossier], after: Place | None) -> QuerySet[Dossier]:
    if after is None or after.due is None:
        return rows
    beyond = Q(due_at__gt=after.due) | Q(due_at=after.due) & _filed_after(after)
    return rows.filter(beyond, due_at__gte=after.due)


def _after_filed(rows: QuerySet[Dossier], after: Place | None) -> QuerySet[Dossier]:
    if after is None or after.due is not None:
        return rows
    return rows.filter(_filed_after(after), submitted_at__gte=after.filed)


def _filed_after(after: Place) -> Q:
    return Q(submitted_at__gt=after.filed) | Q(submitted_at=after.filed, id__gt=after.id)


def _filtered(unit: int, wanted: Wanted, days: Horizon) -> Dossiers:
    rows: Dossiers = Dossier.objects.of_units([unit])
    rows = (
        rows.filter(state=wanted.state)
        if wanted.state
        else rows.filter(state__in=sorted(wanted.states))
    )
    if wanted.procedure:
        rows = rows.filter(procedure=wanted.procedure)
    if wanted.officer:
        rows = rows.filter(officer=wanted.officer)
    if wanted.numbers is not None:
        rows = rows.filter(number__in=wanted.numbers)
    if wanted.applicants is not None:
        rows = rows.filter(applicant__in=wanted.applicants)
    return _due(rows, unit, wanted.due, days)


def _due(rows: Dossiers, unit: int, due: str, days: Horizon) -> Dossiers:
    if not due:
        return rows
    if due == "late":
        return running(rows.filter(due_at__lt=days.late_before(unit)), days.still)
    end = days.tomorrow if due == "today" else days.next_week
    return rows.filter(due_at__gte=days.now, due_at__lt=end)


@dataclass(frozen=True)
class Figures:
    """How many there are of each kind, up to `MANY` + 1; of what is said to the officer, all.
    `duty`: until when they stand in at a desk, if they do today."""

    all: int
    late: int
    today: int
    week: int
    new: int
    waiting: int
    mine: int
    done: int
    notices: int
    letters: int
    asked: int
    duty: date | None


def figures(officer: UUID | None, units: Iterable[int], days: Horizon) -> Figures:
    """All figures above an inbox of the scope's units, in one question to the database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select * from motcua_inbox_figures"
            "(%s, %s, %s, %s, %s, %s::bigint[], %s::timestamptz[],"
            " %s::bigint[], %s::timestamptz[], %s::text[])",
            [officer, days.now, days.tomorrow, days.next_week, MANY + 1]
            + _columns([(unit, days.late_before(unit)) for unit in units], 2)
            + _columns(_held(days.still), 3),
        )
        return Figures(*cursor.fetchone())


def _held(still: Iterable[Standstill]) -> list[tuple[int, datetime, str]]:
    """Unit, since when, and the procedure that stands still there."""
    return [(one.unit, one.since, code) for one in still for code in one.outage.procedures]


def _columns(rows: Sequence[tuple[Any, ...]], width: int) -> list[Any]:
    """Rows as the database takes them: an array for each column."""
    return [[row[at] for row in rows] for at in range(width)]


def applicants_like(text: str, limit: int = 50) -> tuple[UUID, ...]:
    """People with a dossier in the scope's units whose name is like `text`, wherever they live;
    the same name first. Two errors may pass where they leave the same letters: the list shows
    the names."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select id from motcua_find_applicants(%s, %s::int[], %s::int[], %s)",
            [names.accent_free(text), search.whole_keys(text), search.word_keys(text), limit],
        )
        return tuple(dict.fromkeys(row[0] for row in cursor.fetchall()))[:limit]
