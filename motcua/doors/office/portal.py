"""What the national portal has and has not: changes that wait or were refused, messages from it
that came to nothing, the last comparison, and the figure of dossiers synchronised."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from motcua.actions.arrival import ask_decline, ask_retry
from motcua.actions.portal import ask_tell_again
from motcua.doors.office.page import may_act, office, operators, overseers
from motcua.doors.shared.desk import Asking, by, form_key, today
from motcua.records.deadlines import deadlines
from motcua.records.portal import (
    Declined,
    Held,
    backlog,
    compared,
    declined,
    held_arrivals,
    synced,
)
from motcua.records.unit import Unit
from motcua.rules.arrival import WHY_WORDS
from motcua.rules.portal import PORTAL_WORDS, Synced
from motcua.rules.time.wall_clock import morning
from motcua.rules.who import Door

Row = TypeVar("Row", Declined, Held)


@dataclass(frozen=True)
class Waiting:
    """Changes the portal has not been told of; `late`: the oldest for longer than it may."""

    count: int
    oldest: datetime | None
    minutes: int
    late: bool


@overseers
def portal(request: Asking) -> HttpResponse:
    day, send = today(request), deadlines().send
    return office(
        request,
        "portal",
        waiting=waiting(request),
        limit=send,
        months=[(first, _month(request, first)) for first in (_last(day), day.replace(day=1))],
        declined=[(one, PORTAL_WORDS[one.code]) for one in declined(day)],
        held=[(one, _unit(one), *WHY_WORDS[one.why]) for one in held_arrivals(day)],
        compared=compared(day),
        may_act=may_act(request),
    )


def waiting(request: Asking) -> Waiting:
    """How many changes wait, since when, and whether that is too long."""
    found = backlog(today(request))
    waited = request.at - found.oldest if found.oldest else timedelta()
    minutes = int(waited.total_seconds() // 60)
    return Waiting(found.waiting, found.oldest, minutes, waited > deadlines().send.span)


def _month(request: Asking, first: date) -> Synced:
    begin, end = morning(first), morning((first + timedelta(days=31)).replace(day=1))
    return synced(today(request), begin, end, deadlines().send.span)


def _last(day: date) -> date:
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def _unit(one: Held) -> str:
    found = Unit.objects.filter(pk=one.unit).first() if one.unit else None
    return found.full_name if found else ""


@operators
def again(request: Asking, id: UUID) -> HttpResponse:
    """Have told again what the portal refused."""
    if request.method == "POST":
        one = _found(declined(today(request)), lambda row: row.dossier == id)
        ask_tell_again(by(request, Door.OFFICE, form_key(request)), id, unit=one.unit)
    return redirect("office:portal")


@operators
def retry(request: Asking, id: UUID) -> HttpResponse:
    """Try again what a message from the portal says."""
    if request.method == "POST":
        one = _found(held_arrivals(today(request)), lambda row: row.id == id)
        ask_retry(by(request, Door.OFFICE, form_key(request)), id, unit=one.unit)
    return redirect("office:portal")


@operators
def decline(request: Asking, id: UUID) -> HttpResponse:
    """Tell the portal that nothing will come of a message."""
    if request.method == "POST":
        one = _found(held_arrivals(today(request)), lambda row: row.id == id)
        ask_decline(by(request, Door.OFFICE, form_key(request)), id, unit=one.unit)
    return redirect("office:portal")


def _found(rows: list[Row], wanted: Callable[[Row], bool]) -> Row:
    """The row of the list one may see; what is not on it is not there."""
    for row in rows:
        if wanted(row):
            return row
    raise Http404
