"""Asking the population database about somebody without a dossier: for a purpose of a list."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions.person import see_person
from motcua.actions.verification import look_up_in_register
from motcua.doors.counter.people import unit_for
from motcua.doors.shared.access import posts
from motcua.doors.shared.desk import WRONG_FORM, Asking, by, form_key, looking_key, show
from motcua.doors.shared.register_words import answers_words, fields_words
from motcua.doors.shared.sentences import say
from motcua.records.person import Person
from motcua.records.verification import Verification, verification_law
from motcua.rules.permission import GRANTS, Purpose
from motcua.rules.refusal import Refused
from motcua.rules.verification_law import LookUp
from motcua.rules.who import Door

SHOWN = 10


@posts(*GRANTS["register.ask"].roles)
def look_up(request: Asking, id: UUID) -> HttpResponse:
    """What may be asked, for what and by which ground; and what was asked before."""
    unit = unit_for(request, "register.ask")
    key = looking_key(request, id, f"register {unit.id}")
    person = see_person(by(request, Door.COUNTER, key), id, unit=unit, purpose=Purpose.COUNTER)
    chosen = request.POST.get("purpose", "")
    if request.method != "POST":
        return _page(request, person)
    if chosen not in set(LookUp):
        return _page(request, person, "Hãy chọn Bạn hỏi để làm gì.")
    try:
        act = by(request, Door.COUNTER, form_key(request))
        look_up_in_register(act, id, unit=unit, look_up=LookUp(chosen))
    except Refused as refusal:
        return _page(request, person, say(refusal.code, refusal.detail))
    return redirect("counter:look-up", id=id)


def _page(request: Asking, person: Person, wrong: str = "") -> HttpResponse:
    return show(
        request,
        "counter/look_up.html",
        status=WRONG_FORM if wrong else 200,
        person=person,
        purposes=[
            (rule, fields_words(rule.fields), rule.key == request.POST.get("purpose"))
            for rule in verification_law().purposes.values()
        ],
        error_list=[("purpose", wrong)] if wrong else None,
        asked=_asked(request, person),
    )


def _asked(request: Asking, person: Person) -> list[dict[str, Any]]:
    """The last questions about them by the officer's units, newest first."""
    asked = Verification.objects.filter(person=person, unit__in=request.who.units)
    rules = verification_law().purposes
    return [
        {
            "at": one.asked_at,
            "what": fields_words(one.fields),
            "why": rules[LookUp(one.purpose)].label if one.dossier_id is None else "hồ sơ",
            "answered_at": one.said_at,
            "said": answers_words(one.answers),
        }
        for one in asked.select_related("served").order_by("-asked_at")[:SHOWN]
    ]
