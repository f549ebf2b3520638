"""Giving a dossier into another officer's hands, with a word to them."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions.processing import NOTE_MOST, assign
from motcua.doors.counter.colleagues import colleagues
from motcua.doors.counter.dossier import acts_open, opened, why_not
from motcua.doors.shared.access import officers
from motcua.doors.shared.desk import WRONG_FORM, Asking, by, form_key, revision, show
from motcua.records.dossier import Dossier
from motcua.rules.refusal import Refused
from motcua.rules.who import Door


@officers
def assigning(request: Asking, id: UUID) -> HttpResponse:
    dossier = opened(request, id)
    if request.method != "POST":
        return _page(request, dossier)
    try:
        assign(
            by(request, Door.COUNTER, form_key(request)),
            id,
            to=_chosen(request),
            note=request.POST.get("note", ""),
            revision=revision(request),
        )
    except Refused as refusal:
        dossier.refresh_from_db()
        return _page(request, dossier, refusal)
    return redirect("counter:dossier", id=id)


def _chosen(request: Asking) -> UUID:
    try:
        return UUID(request.POST.get("to", ""))
    except ValueError:
        raise Refused("nobody-chosen") from None


def _page(request: Asking, dossier: Dossier, refusal: Refused | None = None) -> HttpResponse:
    return show(
        request,
        "counter/assign.html",
        status=WRONG_FORM if refusal else 200,
        dossier=dossier,
        others=[
            one
            for one in colleagues(request, [dossier.unit_id])
            if one.account != dossier.officer_id
        ],
        chosen=request.POST.get("to", ""),
        note=request.POST.get("note", "")[:NOTE_MOST],
        most=NOTE_MOST,
        can=acts_open(request, dossier)["assign"],
        **(why_not(request, dossier, refusal) if refusal else {}),
    )
