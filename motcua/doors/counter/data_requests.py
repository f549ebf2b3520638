"""What people ask of the data held about them: listed by their day, answered with a reason."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions.data_request import LONGEST, answer_data_request
from motcua.doors.shared import shapes
from motcua.doors.shared.access import officers
from motcua.doors.shared.desk import WRONG_FORM, Asking, by, form_key, officers_named, show
from motcua.doors.shared.letters import typed
from motcua.doors.shared.sentences import say
from motcua.records.own_data import DataRequest
from motcua.rules.permission import may
from motcua.rules.refusal import Denied, Refused
from motcua.rules.who import Door

MOST = 100


@officers
def listed(request: Asking) -> HttpResponse:
    """What waits, whose day is up first; then what was answered last."""
    seen = DataRequest.objects.visible_to(request.who).filter(unit__in=request.who.units)
    rows = seen.select_related("person")
    return show(
        request,
        "counter/data_requests.html",
        waiting=rows.open().order_by("due_at")[:MOST],
        answered=rows.exclude(decided_at=None).order_by("-decided_at")[:MOST],
        now=request.at,
    )


@officers
def answer(request: Asking, id: UUID) -> HttpResponse:
    """One request: what is asked, what the law says, and the answer."""
    seen = DataRequest.objects.visible_to(request.who).filter(unit__in=request.who.units)
    found = seen.select_related("person", "decided_by").filter(pk=id).first()
    if found is None:
        raise Denied("data.answer")
    if request.method != "POST":
        return _page(request, found)
    try:
        _answer(request, id)
    except Refused as refusal:
        return _page(request, found, refusal)
    return redirect("counter:data-request", id)


def _answer(request: Asking, id: UUID) -> None:
    outcome = request.POST.get("outcome", "")
    if outcome not in DataRequest.Outcome.values:
        raise Refused("choose", detail={"label": "Trả lời thế nào"})
    told = request.POST.get("phone", "").strip()
    try:
        phone = shapes.phone(told) if told else ""
    except shapes.Wrong as wrong:
        raise Refused(wrong.code, detail={"label": "Số điện thoại đúng"}) from None
    answer_data_request(
        by(request, Door.COUNTER, form_key(request)),
        id,
        outcome=DataRequest.Outcome(outcome),
        reason=typed(request, "reason", LONGEST),
        phone=phone,
    )


def _page(request: Asking, found: DataRequest, refusal: Refused | None = None) -> HttpResponse:
    decided = {found.decided_by_id} if found.decided_by_id else set()
    return show(
        request,
        "counter/data_request.html",
        status=WRONG_FORM if refusal else 200,
        one=found,
        may_answer=not found.decided_at and may(request.who, "data.answer", found.target),
        outcomes=DataRequest.Outcome.choices,
        officers=list(officers_named(decided, found.unit_id).values()),
        said=request.POST,
        text=typed(request, "reason", LONGEST),
        most=LONGEST,
        refused=[say(refusal.code, refusal.detail)] if refusal else [],
    )
