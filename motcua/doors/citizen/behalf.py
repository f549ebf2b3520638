"""Filing for whom one stands for, and seeing and ending who may file for oneself."""

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from motcua.actions.representation import end_mandate
from motcua.doors.citizen.application import procedure_with, version_today
from motcua.doors.citizen.apply import form_page
from motcua.doors.citizen.page import Asking, as_uuid, by, form_key, show
from motcua.doors.shared.access import citizens
from motcua.records.procedure import catalogue
from motcua.records.representation import Mandate, represented
from motcua.rules.catalogue.parts import Capacity
from motcua.rules.representation import CAPACITY_WORDS
from motcua.rules.time.wall_clock import local


@citizens
@require_safe
def behalf(request: Asking, code: str) -> HttpResponse:
    """For whom of those one stands; a button each, then the way is the usual one."""
    procedure = procedure_with(code)
    version = version_today(procedure, request.at)
    if not (procedure.online and version.filed_here and version.by_others):
        return redirect("citizen:procedure", code)
    people = represented(request.who.person, version, local(request.at).date())
    return show(
        request,
        "behalf",
        back_url=f"/thu-tuc/{code}",
        procedure=procedure,
        version=version,
        people=[(one, CAPACITY_WORDS[capacity], uuid.uuid4()) for one, capacity in people],
    )


@citizens
@form_page
def mandates(request: Asking) -> HttpResponse:
    """Who may file for me by a paper of mine, until when; with a button to end it."""
    if request.method == "POST":
        end_mandate(by(request, form_key(request)), as_uuid(request.POST.get("id", "")))
        return redirect("/nop-thay?thoi=1")
    seen = Mandate.objects.visible_to(request.who).in_force()
    mine = seen.filter(person=request.who.person).select_related("representative", "dossier")
    return show(
        request,
        "mandates",
        back_url="/ho-so",
        mandates=[(one, _said(one), uuid.uuid4()) for one in mine],
        ended="thoi" in request.GET,
    )


def _said(mandate: Mandate) -> str:
    """As what, and for which procedure."""
    procedure = catalogue().get(mandate.procedure)
    what = procedure.name if procedure else "mọi thủ tục"
    return f"{CAPACITY_WORDS[Capacity(mandate.capacity)]}, {what[:1].lower()}{what[1:]}"
