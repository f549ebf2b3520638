"""One page of an inbox, and its figures, at the price of the rows shown and not of all there are.

A page is a walk along an index from where the last page ended (no offsets); a figure stops
counting at `MANY`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from motcua.records.dossier import Dossier
from motcua.rules import names, search
from motcua.rules.dossier import OPEN, State
from motcua.rules.who import Who

PAGE = 25
MANY = 1000
SHOWN = (
    "id", "number", "procedure", "state", "due_at", "submitted_at", "officer_id", "unit_id",
    "money", "requests", "applicant__full_name", "officer__name",
)  # fmt: skip


@dataclass(frozen=True)
class Days:
    """The instants that late, today and this week hang on."""

    now: datetime
    tomorrow: datetime
    next_week: datetime


@dataclass(frozen=True)
class Wanted:
    """What an officer asked to see. `numbers` and `applicants` are None where all are meant."""

    state: str = ""
    procedure: str = ""
    due: str = ""  # "late", "today", "week"
    officer: UUID | None = None
    numbers: tuple[str, ...] | None = None
    applicants: tuple[UUID, ...] | None = None

    @property
    def states(self) -> frozenset[State]:
        """What is meant where no state is: the open ones, and all where one searches."""
        searching = self.numbers is not None or self.applicants is not None
        return frozenset(State) if searching else OPEN


@dataclass(frozen=True)
class Place:
    """Where a page ended: the order is by due date, then by filing."""

    due: datetime | None
    filed: datetime
    id: UUID


def page(
    who: Who, units: Iterable[int], wanted: Wanted, days: Days, after: Place | None
) -> tuple[list[Dossier], Place | None]:
    """A page of the dossiers of these units by due date, and where the next one begins."""
    seen = sorted(who.units.intersection(units))
    walks = [_walk(unit, wanted, days, after) for unit in seen]
    found = list(islice(merge(*walks, key=_order), PAGE + 1))
    if len(found) <= PAGE:
        return found, None
    last = found[PAGE - 1]
    return found[:PAGE], Place(last.due_at, last.submitted_at, last.id)


def _order(dossier: Dossier) -> tuple[bool, float, float, UUID]:
    due = dossier.due_at
    return (due is None, due.timestamp() if due else 0.0, dossier.submitted_at.timestamp(),
            dossier.id)  # fmt: skip


def _walk(unit: int, wanted: Wanted, days: Days, after: Place | None) -> list[Dossier]:
    """One unit's rows: those with a due date first, then those whose clock has not started, as
    it never has before a dossier is accepted."""
    here = Dossier.objects.of_units([unit])
    rows = _filtered(here, wanted, days).select_related("applicant", "officer").only(*SHOWN)
    rows = rows.order_by("due_at", "submitted_at", "id")
    found: list[Dossier] = []
    if (after is None or after.due is not None) and wanted.state != State.SUBMITTED:
        found = list(_after_due(rows.filter(due_at__isnull=False), after)[: PAGE + 1])
    if len(found) <= PAGE and not wanted.due:
        undated = rows.filter(due_at__isnull=True)
        found += _after_filed(undated, after)[: PAGE + 1 - len(found)]
    return found


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


def _filtered(rows: QuerySet[Dossier], wanted: Wanted, days: Days) -> QuerySet[Dossier]:
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
    return _due(rows, wanted.due, days)


def _due(rows: QuerySet[Dossier], due: str, days: Days) -> QuerySet[Dossier]:
    """A dossier that waits for its citizen is not late: its clock stands still."""
    if not due:
        return rows
    running = rows.exclude(state=State.WAITING) if due == "late" else rows
    if due == "late":
        return running.filter(due_at__lt=days.now)
    end = days.tomorrow if due == "today" else days.next_week
    return running.filter(due_at__gte=days.now, due_at__lt=end)


@dataclass(frozen=True)
class Figures:
    """How many there are of each kind, up to `MANY` + 1."""

    all: int
    late: int
    today: int
    week: int
    new: int
    waiting: int
    mine: int
    done: int


def figures(officer: UUID | None, days: Days) -> Figures:
    """All figures above an inbox of the scope's units, in one question to the database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select * from motcua_inbox_figures(%s, %s, %s, %s, %s)",
            [officer, days.now, days.tomorrow, days.next_week, MANY + 1],
        )
        return Figures(*cursor.fetchone())


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
