"""Landlords: declare a dwelling once, and put its code on the door."""

import uuid
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from motcua.actions.dwelling import declare_dwelling
from motcua.doors.citizen import places
from motcua.doors.citizen.apply import form_page
from motcua.doors.citizen.page import WRONG_FORM, Asking, by, form_key, me, show
from motcua.doors.citizen.words import USES
from motcua.doors.shared import forms, questions
from motcua.doors.shared.access import citizens
from motcua.records.dwelling import Dwelling
from motcua.rules.names import nfc
from motcua.rules.refusal import Denied
from motcua.rules.wall_clock import local

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
    found = places.own_dwellings(request.who)
    told = [(home, USES[home.use]) for home in found]
    return show(request, "homes", back_url="/ho-so", homes=told, new="moi" in request.GET)


@citizens
@require_safe
def poster(request: Asking, id: UUID) -> HttpResponse:
    """The code, large, to print and put on the door."""
    home = places.dwelling_with(request.who, id)
    if home is None:
        raise Denied("dwelling")
    return show(request, "poster", back_url="/cho-o", home=home, unit_name=home.unit.full_name)


@citizens
@form_page
def declare(request: Asking) -> HttpResponse:
    """Say once what one owns and others live in."""
    if request.method != "POST":
        return _show(request, {}, {}, {})
    text = nfc(request.POST.get("address.text", ""))
    settled, communes = places.communes_like(text) if text else ("", [])
    answers, errors = forms.read(QUESTIONS, request.POST, choices={"address": communes})
    address = answers["address"]
    if address and not address["code"] and "address.text" not in errors:
        address["code"] = settled
        if not settled:
            errors["address"] = "address-choose" if communes else "address-unknown"
    rooms = answers["rooms"]
    if not errors and not (isinstance(rooms, int) and 1 <= rooms <= ROOMS_MOST):
        errors["rooms"] = "number"
    if errors:
        choices = {} if settled else {"address": communes}
        return _show(request, answers, errors, choices, WRONG_FORM)
    unit = places.commune(address["code"], local(request.at).date())
    assert unit is not None
    declare_dwelling(
        by(request, form_key(request)),
        owner=me(request),
        unit=unit,
        address=address["text"],
        use=Dwelling.Use(answers["use"]),
        rooms=rooms,
    )
    return redirect("/cho-o?moi=1")


def _show(
    request: Asking,
    answers: dict[str, Any],
    errors: forms.Errors,
    choices: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    drawn = questions.draw(QUESTIONS, answers, errors, choices)
    return show(
        request,
        "declare",
        status,
        back_url="/cho-o",
        questions=drawn,
        error_list=questions.error_list(drawn),
        key=request.POST.get("key") or uuid.uuid4(),
    )
