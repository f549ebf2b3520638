"""Asking a second time: the officer says why to the leader, who says yes or no, with a reason."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions.supplement import answer_second_request, seek_second_request
from motcua.doors.counter.dossier import acts_open, opened, why_not
from motcua.doors.shared.access import officers
from motcua.doors.shared.desk import (
    WRONG_FORM,
    Asking,
    by,
    form_key,
    officers_named,
    revision,
    show,
)
from motcua.records.deadlines import deadlines
from motcua.records.dossier import Dossier, Request
from motcua.records.supplement import SecondRequest
from motcua.rules.permission import may
from motcua.rules.refusal import Denied, Refused
from motcua.rules.who import Door, Who

MOST = 500


@officers
def second_request(request: Asking, id: UUID) -> HttpResponse:
    """One page for both: what was asked before, why again, and the leader's word."""
    dossier = opened(request, id)
    if request.method != "POST":
        return _page(request, dossier)
    try:
        _act(request, dossier)
    except Refused as refusal:
        dossier.refresh_from_db()
        return _page(request, dossier, refusal)
    return redirect("counter:dossier", id=id)


def _act(request: Asking, dossier: Dossier) -> None:
    act, words = by(request, Door.COUNTER, form_key(request)), request.POST.get("why", "")[:MOST]
    allowed = {"yes": True, "no": False}.get(request.POST.get("allowed", ""))
    second = last_of(dossier, request.who)
    if "allowed" not in request.POST:
        seek_second_request(act, dossier.id, why=words, revision=revision(request))
    elif second is None or allowed is None:
        raise Denied("dossier.allow-second-request")
    else:
        answer_second_request(act, second.id, allowed=allowed, word=words)


def last_of(dossier: Dossier, who: Who) -> SecondRequest | None:
    """The wish made last, answered or not."""
    rows = SecondRequest.objects.visible_to(who).filter(dossier=dossier)
    return rows.order_by("sought_at").last()


def _page(request: Asking, dossier: Dossier, refusal: Refused | None = None) -> HttpResponse:
    second = last_of(dossier, request.who)
    waiting = second is not None and second.answered_at is None
    both = {second.officer_id, second.leader_id} - {None} if second else set()
    return show(
        request,
        "counter/second_request.html",
        status=WRONG_FORM if refusal else 200,
        dossier=dossier,
        second=second,
        waiting=waiting,
        names=officers_named([one for one in both if one], dossier.unit_id),
        asked=Request.objects.filter(dossier=dossier).order_by("asked_at"),
        basis=deadlines().second.citation,
        may_seek=acts_open(request, dossier)["supplement"] and dossier.requests and not waiting,
        may_answer=waiting and may(request.who, "dossier.allow-second-request", dossier.target),
        typed=request.POST.get("why", "")[:MOST],
        most=MOST,
        **(why_not(request, dossier, refusal) if refusal else {}),
    )
