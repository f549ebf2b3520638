"""What of a dossier nobody has confirmed: what may be done meanwhile, and by whose word."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from motcua.actions.unverified import go_ahead
from motcua.actions.verification import ask_anew
from motcua.doors.counter import evidence
from motcua.doors.counter.dossier import opened, why_not
from motcua.doors.shared.access import officers, posts
from motcua.doors.shared.backlog import backlog_words
from motcua.doors.shared.desk import (
    WRONG_FORM,
    Asking,
    by,
    form_key,
    officers_named,
    show,
    today,
)
from motcua.doors.shared.due import standing
from motcua.records.awaited_word import MOST as AWAITED
from motcua.records.awaited_word import awaiting_word
from motcua.records.backlog import backlog
from motcua.records.dossier import Dossier
from motcua.records.go_ahead import GoAhead
from motcua.records.procedure import version_of
from motcua.records.signer import is_signer
from motcua.records.standstill import standstills
from motcua.records.verification import verification_law
from motcua.rules.dossier import State
from motcua.rules.permission import GRANTS, may
from motcua.rules.refusal import Denied, Refused
from motcua.rules.unverified import STEP_NEXT
from motcua.rules.verification_law import Paused
from motcua.rules.who import Door

MOST = 300
STEPS = {
    Paused.ACCEPT: "Tiếp nhận hồ sơ",
    Paused.DECIDE: "Giải quyết, trình ký",
    Paused.SIGN: "Ký kết quả",
}


@posts(*GRANTS["dossier.go-ahead"].roles)
@require_safe
def awaited(request: Asking) -> HttpResponse:
    """What stands still until the register answers, or this leader lets it go on."""
    still = standstills(request.who.units, request.at)
    return show(
        request,
        "counter/awaited.html",
        items=[
            {
                "dossier": one.dossier,
                "standing": standing(one.dossier, request.at, still),
                "procedure": version_of(one.dossier.version).name,
                "step": STEPS[STEP_NEXT[State(one.dossier.state)]],
                "facts": ", ".join(dict.fromkeys(fact.field.label for fact in one.facts)),
                "since": min(fact.asked_at for fact in one.facts),
            }
            for one in awaiting_word(request.who, today(request))
        ],
        backlog=backlog_words(backlog("population", request.at)),
        most=AWAITED,
    )


@officers
def unverified(request: Asking, id: UUID) -> HttpResponse:
    """One page for the officer, who may ask anew, and for the leader, who may let it go on."""
    dossier = opened(request, id)
    if request.method != "POST":
        return _page(request, dossier)
    try:
        _act(request, id)
    except Refused as refusal:
        return _page(request, dossier, refusal)
    return redirect("counter:unverified", id=id)


def _act(request: Asking, id: UUID) -> None:
    act, why = by(request, Door.COUNTER, form_key(request)), request.POST.get("why", "")[:MOST]
    if "anew" not in request.POST:
        go_ahead(act, id, why=why)
        return
    try:
        question = UUID(request.POST["anew"])
    except ValueError:
        raise Denied("register.ask") from None
    ask_anew(act, question, why=why)


def _page(request: Asking, dossier: Dossier, refusal: Refused | None = None) -> HttpResponse:
    facts = evidence.unconfirmed(dossier, request.who)
    words = list(GoAhead.objects.visible_to(request.who).filter(dossier=dossier).order_by("at"))
    waits = dossier.is_open and any(one.waits for one in facts)
    return show(
        request,
        "counter/unverified.html",
        status=WRONG_FORM if refusal else 200,
        dossier=dossier,
        facts=facts,
        steps=_steps(),
        questions=evidence.questions(dossier),
        words=words,
        names=officers_named([one.leader_id for one in words], dossier.unit_id),
        may_ask=dossier.is_open and may(request.who, "register.ask", dossier.target),
        may_let=waits and _may_let(request, dossier),
        typed=request.POST.get("why", "")[:MOST],
        chosen=request.POST.get("anew", ""),
        most=MOST,
        **(why_not(request, dossier, refusal) if refusal else {}),
    )


def _may_let(request: Asking, dossier: Dossier) -> bool:
    account = request.who.account
    leads = account is not None and is_signer(account, dossier, today(request))
    return leads and may(request.who, "dossier.go-ahead", dossier.target)


def _steps() -> list[dict[str, Any]]:
    """What the law of the house says of each step, as it says it."""
    return [
        {"label": STEPS[step], "law": law, "sure": law.confidence == "high"}
        for step, law in verification_law().steps.items()
    ]
