"""Landlords: declare a dwelling once, and put its code on the door."""

import uuid
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from motcua.actions.dwelling import declare_dwelling
from motcua.doors.citizen.apply import form_page
from motcua.doors.citizen.page import WRONG_FORM, Asking, by, form_key, me, show
from motcua.doors.citizen.tenants import tenants_of
from motcua.doors.citizen.words import USES
from motcua.doors.shared import asking, places
from motcua.doors.shared.access import citizens
from motcua.doors.shared.questions import error_list
from motcua.records.dwelling import Dwelling
from motcua.rules.refusal import Denied
from motcua.rules.time.wall_clock import local

ROOMS_MOST = 1000


def _asked(key: str, kind: str, label: str, hint: str = "", options: Any = ()) -> Any:
    return SimpleNamespace(
        key=key, kind=kind, label=label, hint=hint, required=True, options=options
    )


QUESTIONS = [
    _asked(
        "address",
        "address",
        "Địa chỉ chỗ ở",
        "Số nhà, đường, thôn hoặc tổ dân phố, xã hoặc phường, tỉnh hoặc thành phố",
    ),
    _asked(
        "use", "choice", "Bạn dùng chỗ ở này để", options=[(u, USES[u].capitalize()) for u in USES]
    ),
    _asked("rooms", "number", "Có bao nhiêu phòng cho người khác ở?", "Ví dụ 8"),
]


@citizens
@require_safe
def homes(request: Asking) -> HttpResponse:
    """My dwellings, each with the code for its door."""
    found, today = places.reach_of(request.who).own, local(request.at).date()
    told = []
    for home in found:
        tenants = tenants_of(request.who, home, today)
        ending = [one for one in tenants if one.soon and not one.gone]
        told.append((home, USES[home.use], sum(len(one.names) for one in ending)))
    return show(request, "homes", back_url="/ho-so", homes=told, new="moi" in request.GET)


@citizens
@require_safe
def poster(request: Asking, id: UUID) -> HttpResponse:
    """The code, large, to print and put on the door."""
    home = next((one for one in places.reach_of(request.who).own if one.id == id), None)
    if home is None:
        raise Denied("dwelling")
    return show(request, "poster", back_url="/cho-o", home=home, unit_name=home.unit.full_name)


@citizens
@form_page
def declare(request: Asking) -> HttpResponse:
    """Say once what one owns and others live in."""
    today, reach = local(request.at).date(), places.reach_of(request.who)
    if request.method != "POST":
        return _show(request, asking.before(QUESTIONS, {}, {}, reach))
    sheet = asking.read(QUESTIONS, request.POST, reach, today)
    address, rooms = sheet.answers["address"], sheet.answers["rooms"]
    if not (isinstance(rooms, int) and 1 <= rooms <= ROOMS_MOST):
        sheet.errors.setdefault("rooms", "number")
    if sheet.errors:
        return _show(request, sheet, WRONG_FORM)
    unit = places.commune(address["code"], today)
    assert unit is not None
    declare_dwelling(
        by(request, form_key(request)),
        owner=me(request),
        unit=unit,
        address=address["text"],
        use=Dwelling.Use(sheet.answers["use"]),
        rooms=rooms,
    )
    return redirect("/cho-o?moi=1")


def _show(request: Asking, sheet: asking.Sheet, status: int = 200) -> HttpResponse:
    drawn = sheet.questions()
    return show(
        request,
        "declare",
        status,
        back_url="/cho-o",
        questions=drawn,
        error_list=error_list(drawn),
        key=request.POST.get("key") or uuid.uuid4(),
    )
