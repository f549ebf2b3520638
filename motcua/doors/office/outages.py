"""Outages that are announced: who says so, by which ground, from when to when."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions.outage import announce_outage, end_outage, withdraw_outage
from motcua.doors.office.page import office, overseers, posters, units_of
from motcua.doors.shared import shapes
from motcua.doors.shared.desk import WRONG_FORM, Asking, by, form_key
from motcua.doors.shared.sentences import say
from motcua.records.backlog import backlog
from motcua.records.outage import Announcement, outages
from motcua.rules.refusal import Refused
from motcua.rules.time.wall_clock import instant, local
from motcua.rules.who import Door, Role

SPEAKERS = (Role.OPERATOR, Role.LEADER)
SHOWN = 50


@overseers
def announced(request: Asking) -> HttpResponse:
    """What was announced, and a form for whoever may announce."""
    if request.method != "POST" or not request.who.roles & set(SPEAKERS):
        return _page(request)
    try:
        begins, ends = _moment(request, "begins"), _moment(request, "ends", optional=True)
        announce_outage(
            by(request, Door.OFFICE, form_key(request)),
            unit=_unit(request),
            system=request.POST.get("system", ""),
            ground=request.POST.get("ground", ""),
            notice=request.POST.get("notice", "")[:200],
            begins=begins or request.at,
            ends=ends,
        )
    except Refused as refusal:
        return _page(request, refusal)
    return redirect("office:outages")


@posters
def end(request: Asking, id: UUID) -> HttpResponse:
    """The system is back since, or was back otherwise than was said."""
    if request.method == "POST":
        try:
            ends = _moment(request, "ends") or request.at
            end_outage(by(request, Door.OFFICE, form_key(request)), id, ends=ends)
        except Refused as refusal:
            return _page(request, refusal)
    return redirect("office:outages")


@posters
def withdraw(request: Asking, id: UUID) -> HttpResponse:
    """The announcement was a mistake."""
    if request.method == "POST":
        try:
            withdraw_outage(by(request, Door.OFFICE, form_key(request)), id)
        except Refused as refusal:
            return _page(request, refusal)
    return redirect("office:outages")


def _page(request: Asking, refusal: Refused | None = None) -> HttpResponse:
    known, speaks = outages(), units_of(request, *SPEAKERS)
    seen = units_of(request, *SPEAKERS, Role.AUDITOR)
    rows = Announcement.objects.filter(unit__in=seen).select_related("unit", "announced_by")
    return office(
        request,
        "outages",
        status=WRONG_FORM if refusal else 200,
        error_list=[("", say(refusal.code, refusal.detail))] if refusal else [],
        rows=[_row(one) for one in rows.order_by("-begins")[:SHOWN]],
        units=speaks,
        systems=known.systems.values(),
        grounds=known.grounds.values(),
        planned=known.planned,
        silent=backlog("population", request.at),
        typed=_typed(request),
        now=_now(request),
    )


def _row(one: Announcement) -> dict[str, object]:
    """With two keys: a row has two forms."""
    known = outages()
    label, ground = known.systems[one.system].label, known.grounds[one.ground]
    return {"one": one, "label": label, "ground": ground, "keys": (uuid4(), uuid4())}


def _now(request: Asking) -> dict[str, str]:
    now = local(request.at)
    return {"day": f"{now:%d/%m/%Y}", "time": f"{now:%H:%M}"}


def _typed(request: Asking) -> dict[str, Any]:
    """The form as it was sent; at first it begins now."""
    now = _now(request)
    first = {"begins_day": now["day"], "begins_time": now["time"]}
    return first | {name.replace("-", "_"): value for name, value in request.POST.items()}


def _unit(request: Asking) -> int:
    chosen = request.POST.get("unit", "")
    own = [one.pk for one in units_of(request, *SPEAKERS)]
    return next((pk for pk in own if str(pk) == chosen), own[0])


def _moment(request: Asking, name: str, optional: bool = False) -> datetime | None:
    """A day and an hour as they were typed; None where both may be left empty, and are."""
    on, at = (request.POST.get(f"{name}-{part}", "").strip() for part in ("day", "time"))
    if optional and not on and not at:
        return None
    try:
        return instant(datetime.fromisoformat(f"{shapes.day(on)}T{at.zfill(5)}"))
    except (shapes.Wrong, ValueError):
        raise Refused("outage-time-wrong") from None
