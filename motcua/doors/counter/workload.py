"""The days ahead of a desk: who has how much, what will be late, who is away and who stands in."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions.absence import (
    appoint_standby,
    end_absence,
    end_standby,
    name_standby,
    note_absence,
)
from motcua.actions.notice import read_notices
from motcua.doors.shared import shapes
from motcua.doors.shared.access import officers
from motcua.doors.shared.desk import WRONG_FORM, Asking, by, form_key, show, today
from motcua.doors.shared.due import standing
from motcua.doors.shared.sentences import say
from motcua.doors.shared.shapes import Wrong
from motcua.records.absence import Absence, Standby
from motcua.records.account import Account
from motcua.records.dossier import Dossier
from motcua.records.notice import Notice, Notices
from motcua.records.standstill import standstills
from motcua.records.timeline import calendar_at
from motcua.records.unit import Unit
from motcua.records.workload import (
    ahead,
    at_the_desk,
    could_stand_in,
    filed_by_day,
    piles,
    usual,
    without_anybody,
    works,
)
from motcua.rules.permission import Target, may
from motcua.rules.refusal import Denied, Refused
from motcua.rules.time.calendar import ONE_DAY
from motcua.rules.time.wall_clock import local
from motcua.rules.who import Door
from motcua.rules.workload import (
    Pile,
    Risk,
    expected_filings,
    risk,
    whole,
)

SEEN = 300  # dossiers looked at for what will be late, the sooner due first
SHOWN = 30
RISKS = {
    Risk.LATE: ("late", "Đã trễ hẹn"),
    Risk.TIGHT: ("late", "Sẽ trễ nếu làm như thường lệ"),
    Risk.NEAR: ("today", "Còn chưa đến một ngày làm việc"),
}
LABELS = {"first": "Từ ngày", "last": "Đến hết ngày"}
Errors = list[tuple[str, str]]


@dataclass(frozen=True)
class Alone:
    """A day with nobody at the desk, who could stand in, and whether the reader may say so."""

    unit: int
    day: date
    could: list[tuple[UUID, str]]
    appoints: bool


@officers
def workload(request: Asking) -> HttpResponse:
    return _page(request)


def _page(request: Asking, errors: Errors | None = None) -> HttpResponse:
    units = Unit.objects.filter(pk__in=request.who.units).order_by("sort_key")
    return show(
        request,
        "counter/workload.html",
        status=WRONG_FORM if errors else 200,
        units=[_unit(request, unit) for unit in units],
        said=request.POST,
        error_list=errors,
    )


def _unit(request: Asking, unit: Unit) -> dict[str, Any]:
    days, known, on = ahead(unit.pk, request.at), usual(unit.pk, request.at), today(request)
    absences = list(
        Absence.objects.visible_to(request.who)
        .around(on)
        .filter(unit=unit)
        .select_related("account", "standby")
    )
    hands = piles(unit.pk, days, known)
    away = {one.account_id for one in absences if one.first <= on}
    desk = at_the_desk(unit.pk, on)
    calendar, leads = calendar_at(unit.pk), _appoints(request, unit.pk)
    return {
        "unit": unit,
        "next_day": days.next_day,
        "rows": list(_rows(hands, desk, absences, on)),
        "whole": whole(hands),
        "filings": expected_filings(days.next_day, filed_by_day(unit.pk, request.at), calendar),
        "pressing": _pressing(request, unit.pk, away),
        "absences": [(one, _may_note(request, one)) for one in absences],
        "unattended": _alone(request, unit.pk, without_anybody(unit.pk, on)),
        "colleagues": list(desk.items()),
        "standbys": list((could_stand_in(unit.pk, on) if leads else desk).items()),
        "appointed": _appointed(request, unit.pk),
        "leads": leads,
    }


def _rows(
    hands: Iterable[Pile], desk: dict[UUID, str], absences: list[Absence], on: date
) -> Iterable[tuple[str, Absence | None, Pile]]:
    """Each officer of the desk, and whoever else has something, with what they have."""
    found = {pile.officer: pile for pile in hands}
    away = {one.account_id: one for one in absences if one.first <= on}
    others = {id for id in found if id is not None} - set(desk)
    names = desk | dict(Account.objects.filter(pk__in=others).values_list("pk", "name"))
    for id, name in names.items():
        yield name, away.get(id), found.get(id, Pile(id))
    if None in found:
        yield "Chưa ai nhận", None, found[None]


def _pressing(request: Asking, unit: int, away: set[UUID]) -> list[dict[str, Any]]:
    """What should change hands: it will be late at the usual pace, or is near and nobody who is
    there has it."""
    at, calendar, known = request.at, calendar_at(unit), usual(unit, request.at)
    soon = works(unit, at - ONE_DAY * 30, ahead(unit, at).week, SEEN, standstills([unit], at))
    judged = {one.id: risk(one, known.get(one.procedure), at, calendar) for one in soon}
    alone = {one.id for one in soon if one.officer is None or one.officer in away}
    wanted = [id for id, why in judged.items() if why is Risk.TIGHT or (why and id in alone)]
    seen = Dossier.objects.visible_to(request.who).select_related("applicant", "officer")
    dossiers = seen.in_bulk(wanted[:SHOWN])
    return [
        {
            "dossier": dossiers[id],
            "risk": RISKS[judged[id]],
            "standing": standing(dossiers[id], at, ()),
        }
        for id in wanted
        if id in dossiers
    ]


def _may_note(request: Asking, absence: Absence) -> bool:
    people = frozenset({absence.account.person_id})
    return may(request.who, "absence.note", Target(unit=absence.unit_id, people=people))


@officers
def note(request: Asking) -> HttpResponse:
    """A leader notes anybody's days away, others their own."""
    if request.method != "POST":
        return redirect("counter:workload")
    return _for_days(request, _note)


@officers
def appoint(request: Asking) -> HttpResponse:
    """A leader has somebody receive people on these days: a day on which nobody does, or more."""
    if request.method != "POST":
        return redirect("counter:workload")
    return _for_days(request, _appoint)


def _for_days(request: Asking, act: Callable[[Asking, date, date], None]) -> HttpResponse:
    """Do it for the days that were said, or say what is wrong with them."""
    errors: Errors = []
    first, last = _day(request, "first", errors), _day(request, "last", errors)
    if first and last:
        try:
            act(request, first, last)
        except Refused as refusal:
            errors.append(("first", say(refusal.code, refusal.detail)))
    return _page(request, errors) if errors else redirect("counter:workload")


def _note(request: Asking, first: date, last: date) -> None:
    unit, account = _whom(request, "Người nghỉ")
    standby = (
        _chosen(request, "standby", "Người trực thay") if request.POST.get("standby") else None
    )
    act = by(request, Door.COUNTER, form_key(request))
    note_absence(act, account, unit=unit, first=first, last=last, standby=standby)


def _appoint(request: Asking, first: date, last: date) -> None:
    unit, account = _whom(request, "Người trực")
    act = by(request, Door.COUNTER, form_key(request))
    appoint_standby(act, account, unit=unit, first=first, last=last)


def _whom(request: Asking, label: str) -> tuple[int, UUID]:
    """Of which unit, and who of it."""
    unit = request.POST.get("unit", "")
    if not unit.isdecimal():
        raise Denied("absence.note")
    return int(unit), _chosen(request, "account", label)


def _chosen(request: Asking, name: str, label: str) -> UUID:
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        raise Refused("choose", detail={"label": label}) from None


def _day(request: Asking, name: str, errors: Errors) -> date | None:
    try:
        return date.fromisoformat(shapes.day(request.POST.get(name, "")))
    except Wrong as wrong:
        errors.append((name, say(wrong.code, {"label": LABELS[name]})))
        return None


@officers
def standby(request: Asking, id: UUID) -> HttpResponse:
    """Name who stands in for somebody whose days are noted already."""
    errors: Errors = []
    if request.method == "POST":
        try:
            chosen = _chosen(request, "standby", "Người trực thay")
            name_standby(by(request, Door.COUNTER, form_key(request)), id, standby=chosen)
        except Refused as refusal:
            errors.append((f"standby-{id}", say(refusal.code, refusal.detail)))
    return _page(request, errors) if errors else redirect("counter:workload")


@officers
def take_back(request: Asking, id: UUID) -> HttpResponse:
    """They are there after all."""
    if request.method == "POST":
        end_absence(by(request, Door.COUNTER, form_key(request)), id)
    return redirect("counter:workload")


@officers
def stand_down(request: Asking, id: UUID) -> HttpResponse:
    """Whoever was to receive people is not needed."""
    if request.method == "POST":
        end_standby(by(request, Door.COUNTER, form_key(request)), id)
    return redirect("counter:workload")


@officers
def notices(request: Asking) -> HttpResponse:
    """What was put on this officer's desk and not read yet; read, it is gone."""
    if request.method == "POST":
        read_notices(by(request, Door.COUNTER, form_key(request)))
        return redirect("counter:inbox")
    mine = Notice.objects.visible_to(request.who).unread().order_by("-at")
    told = mine.filter(dossier__isnull=False).select_related(
        "dossier__applicant", "dossier__officer"
    )
    rows = [
        {"dossier": found, "risk": RISKS[Risk(one.why)], "standing": standing(found, request.at)}
        for one in told[:SHOWN]
        if (found := one.dossier)
    ]
    return show(request, "counter/notices.html", rows=rows, alone=_still_alone(request, mine))


def _still_alone(request: Asking, told: Notices) -> list[Alone]:
    """The days a leader was told of on which still nobody receives people."""
    days = {(one.unit_id, local(one.due_at).date()) for one in told.filter(dossier=None)}
    coming = {unit: without_anybody(unit, today(request)) for unit, _ in days}
    found = [_alone(request, unit, [day]) for unit, day in sorted(days) if day in coming[unit]]
    return [one for listed in found for one in listed]


def _alone(request: Asking, unit: int, days: Iterable[date]) -> list[Alone]:
    appoints = _appoints(request, unit)
    return [Alone(unit, day, list(could_stand_in(unit, day).items()), appoints) for day in days]


def _appoints(request: Asking, unit: int) -> bool:
    return may(request.who, "standby.appoint", Target(unit=unit))


def _appointed(request: Asking, unit: int) -> list[Standby]:
    coming = Standby.objects.visible_to(request.who).around(today(request)).filter(unit=unit)
    return list(coming.select_related("account"))
