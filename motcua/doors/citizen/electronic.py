"""An electronic paper shown to others: what goes along with it, and who did not take it."""

import uuid
from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.actions.copy_refusal import LONGEST, report_copy_refusal
from motcua.doors.citizen.apply import form_page
from motcua.doors.citizen.mine import line
from motcua.doors.citizen.page import WRONG_FORM, Asking, by, form_key, my_dossier, show
from motcua.doors.shared import shapes
from motcua.doors.shared.access import citizens
from motcua.doors.shared.qr import address_of, qr_code
from motcua.doors.shared.sentences import say
from motcua.records.copy_refusal import CopyRefusal
from motcua.records.document import Paper
from motcua.records.dossier import Dossier
from motcua.records.electronic_papers import obligations
from motcua.rules.refusal import Denied, Refused
from motcua.rules.time.wall_clock import local
from motcua.rules.words.names import nfc


def signed_paper(request: Asking, id: UUID, paper: UUID) -> tuple[Dossier, Paper]:
    """A signed paper of a dossier of mine that still holds."""
    dossier = my_dossier(request, id)
    papers = Paper.objects.visible_to(request.who).filter(dossier=dossier, pk=paper)
    found = papers.filter(state=Paper.State.SIGNED).select_related("unit").first()
    if found is None:
        raise Denied("document.read")
    return dossier, found


@citizens
@require_safe
def explained(request: Asking, id: UUID, paper: UUID) -> HttpResponse:
    """One sheet to print or show: what the paper is, how to check it, what obliges to take it."""
    dossier, found = signed_paper(request, id, paper)
    path = reverse("verify:paper", args=[found.code])
    return show(
        request,
        "explained",
        back_url=f"/ho-so/{dossier.id}",
        dossier=dossier,
        paper=found,
        copy=found.kind == Paper.Kind.COPY,
        qr=qr_code(path),
        address=address_of(path),
        obligations=obligations(),
        today=local(request.at).date(),
        unit_name=found.unit.full_name,
    )


@citizens
@form_page
def refused(request: Asking, id: UUID, paper: UUID) -> HttpResponse:
    """Who did not take the paper, when, and what they said; leaders read it."""
    dossier, found = signed_paper(request, id, paper)
    if request.method != "POST":
        return _page(request, dossier, found)
    sent = request.POST
    try:
        on = date.fromisoformat(shapes.day(sent.get("on", "")))
    except shapes.Wrong as wrong:
        return _page(request, dossier, found, ("on", say(wrong.code, {"label": "Ngày nào?"})))
    try:
        report_copy_refusal(
            by(request, form_key(request)),
            found.id,
            where=nfc(sent.get("where", "")),
            on=on,
            said=nfc(sent.get("said", ""))[:LONGEST],
        )
    except Refused as refusal:
        field = "where" if refusal.code == "who-refused-missing" else "on"
        return _page(request, dossier, found, (field, say(refusal.code, refusal.detail)))
    return redirect(f"{request.path}?xong=1")


def _page(
    request: Asking, dossier: Dossier, found: Paper, wrong: tuple[str, str] | None = None
) -> HttpResponse:
    told = CopyRefusal.objects.visible_to(request.who).filter(paper=found)
    return show(
        request,
        "refused",
        WRONG_FORM if wrong else 200,
        back_url=f"/ho-so/{dossier.id}",
        **line(dossier),
        paper=found,
        told=told.order_by("-made_at"),
        done="xong" in request.GET,
        sent=request.POST,
        most=LONGEST,
        error=dict([wrong]) if wrong else {},
        error_list=[wrong] if wrong else [],
        key=request.POST.get("key") or uuid.uuid4(),
        unit_name=found.unit.full_name,
    )
