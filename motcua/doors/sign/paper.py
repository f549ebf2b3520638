"""One paper: open the exact bytes, sign them, or give them back with a reason."""

from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect

from motcua.actions.document import open_paper
from motcua.actions.processing import send_back
from motcua.doors.shared.desk import WRONG_FORM, Asking, by, form_key, looking_key, show
from motcua.doors.shared.due import standing
from motcua.doors.shared.sending import send
from motcua.doors.shared.sentences import say
from motcua.doors.sign.papers import leaders, mine, opened_at
from motcua.records.document import Paper
from motcua.rules.permission import Purpose
from motcua.rules.refusal import Denied, Refused
from motcua.rules.who import Door

PDF = "application/pdf"
WHY_MOST = 500


def named(request: Asking, id: UUID) -> Paper:
    """The paper with this id, if this leader is to sign it, or has."""
    found = mine(request).filter(pk=id).first()
    if found is None:
        raise Denied("paper.sign")
    return found


@leaders
def paper(request: Asking, id: UUID) -> HttpResponse:
    return _page(request, named(request, id))


def _page(request: Asking, found: Paper, error: str = "", why: str = "") -> HttpResponse:
    return show(
        request,
        "sign/paper.html",
        status=WRONG_FORM if error else 200,
        paper=found,
        digest=" ".join(found.sha256[at : at + 4] for at in range(0, 16, 4)),
        standing=standing(found.dossier, request.at),
        opened=opened_at(request, [found]).get(str(found.id)),
        waits=found.state == Paper.State.TO_SIGN,
        error_list=[("why", error)] if error else [],
        why=why,
        why_most=WHY_MOST,
    )


@leaders
def content(request: Asking, id: UUID) -> FileResponse:
    """The exact bytes: before signing those that will be signed, then the signed ones."""
    named(request, id)
    key = looking_key(request, id, "open to sign")
    found = open_paper(by(request, Door.SIGN, key), id, purpose=Purpose.SIGNING)
    return send(request, found.sha256, PDF, f"{found.code}.pdf")


@leaders
def back(request: Asking, id: UUID) -> HttpResponse:
    """Not signed: the officer who decided has it back, and reads why."""
    found = named(request, id)
    if request.method != "POST":
        return redirect("sign:paper", id=id)
    why = request.POST.get("why", "")[:WHY_MOST]
    if found.state != Paper.State.TO_SIGN:
        return _page(request, found, say("paper-not-to-sign"), why)
    try:
        send_back(by(request, Door.SIGN, form_key(request)), found.dossier_id, why=why)
    except Refused as refusal:
        return _page(request, found, say(refusal.code, refusal.detail), why)
    return redirect("sign:papers")
