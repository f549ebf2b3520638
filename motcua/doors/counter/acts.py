"""The acts of one press: accept, take, take the fee, decide, hand over."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions.act import By
from motcua.actions.form import ask_form
from motcua.actions.processing import accept, decide, take, take_fee
from motcua.actions.receipts import sign_for
from motcua.actions.register import ask_control_sheet
from motcua.doors.counter.dossier import dossier_page, opened
from motcua.doors.shared.access import officers
from motcua.doors.shared.desk import Asking, by, form_key, revision
from motcua.records.dossier import Dossier
from motcua.rules.delivery import Taker
from motcua.rules.refusal import Denied, Refused
from motcua.rules.who import Door

Act = Callable[[By, UUID], object]


def _act(request: Asking, dossier: Dossier) -> Act:
    """The act whose button was pressed, with the state of the dossier it was pressed on."""
    seen = revision(request)
    acts: dict[str, Act] = {
        "accept": partial(accept, revision=seen),
        "take": partial(take, revision=seen),
        "decide": partial(decide, revision=seen),
        "take-fee": partial(take_fee, amount=dossier.fee),
        "hand-over": partial(sign_for, taker=Taker.APPLICANT),
        "print-form": ask_form,
        "print-control": ask_control_sheet,
    }
    try:
        return acts[request.POST.get("act", "")]
    except KeyError:
        raise Denied("act") from None


@officers
def act(request: Asking, id: UUID) -> HttpResponse:
    if request.method != "POST":
        return redirect("counter:dossier", id=id)
    dossier = Dossier.objects.visible_to(request.who).filter(pk=id).first()
    if dossier is None:
        raise Denied("dossier")
    try:
        _act(request, dossier)(by(request, Door.COUNTER, form_key(request)), id)
    except Refused as refusal:
        return dossier_page(request, opened(request, id), refusal)
    return redirect("counter:dossier", id=id)
