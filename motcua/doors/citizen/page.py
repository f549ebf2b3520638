"""What every view of this door needs: who is asking, by which act, and a page to answer with."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from motcua.actions.act import By
from motcua.doors.shared.outage import stands_still
from motcua.records.dossier import Dossier
from motcua.records.person import Person
from motcua.records.timeline import calendar_of
from motcua.rules.permission import too_low
from motcua.rules.refusal import Denied
from motcua.rules.time.calendar import Calendar
from motcua.rules.time.wall_clock import local
from motcua.rules.time.working_time import time_left
from motcua.rules.who import Door, Who

WRONG_FORM = 422


class Asking(HttpRequest):
    """A request as the site hands it to a view, for those who read types."""

    who: Who
    at: datetime
    typed: dict[str, list[str]]


def show(request: Asking, page: str, status: int = 200, /, **context: Any) -> HttpResponse:
    """A page of this door; `low` where the account may see what is its own, and not act."""
    low = too_low(request.who, "dossier.submit")
    return render(request, f"citizen/{page}.html", {"low": low} | context, status=status)


def by(request: Asking, key: UUID | None = None) -> By:
    return By(request.who, request.at, Door.CITIZEN, key)


def form_key(request: Asking) -> UUID:
    """The key a form was drawn with: two equal sendings are one act."""
    return as_uuid(request.POST.get("key", ""))


def as_uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Denied("key") from None


def me(request: Asking) -> Person:
    """The register entry of whoever has signed in."""
    mine = Person.objects.visible_to(request.who).select_related("unit__parent")
    return mine.get(pk=str(request.who.person))


def my_dossier(request: Asking, id: UUID) -> Dossier:
    """A dossier of the person asking; what others filed is not here, also for officers."""
    found = Dossier.objects.visible_to(request.who).select_related("unit")
    dossier = found.held_by(request.who.person).filter(pk=id).first()
    if dossier is None:
        raise Denied("dossier.read")
    return dossier


def is_filed(request: Asking, id: UUID) -> bool:
    """Whether the draft with this id has become a dossier of mine."""
    mine = Dossier.objects.visible_to(request.who)
    return mine.held_by(request.who.person).filter(pk=id).exists()


def left_of(dossier: Dossier, due: datetime | None, at: datetime) -> str:
    """How long until its date, in words; that its clock stands, where an outage holds it."""
    if due is None:
        return ""
    if stands_still(dossier, at):
        return "thời hạn đang dừng"
    return left_words(due, at, calendar_of(dossier))


def left_words(due: datetime, at: datetime, offices: Calendar) -> str:
    """Office time from now to then, in words."""
    days, hours = time_left(local(due), local(at), offices)
    if days < 0:
        return f"đã trễ {-days} ngày làm việc"
    if days:
        return f"còn {days} ngày làm việc"
    return f"còn {hours} giờ làm việc" if hours else "còn chưa đến một giờ làm việc"
