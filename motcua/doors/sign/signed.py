"""What this leader has signed, and taking a signed result back."""

from uuid import UUID

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions.document import redo_paper, revoke_paper
from motcua.doors.shared.access import takes_typed
from motcua.doors.shared.desk import WRONG_FORM, Asking, by, form_key, show
from motcua.doors.shared.sentences import say
from motcua.doors.sign.papers import FRESH, leaders
from motcua.records.document import Paper, Papers
from motcua.rules.refusal import Denied, Refused
from motcua.rules.who import Door

SHOWN = 100
WHY_MOST = 200
ENDED = (Paper.State.SIGNED, Paper.State.REPLACED, Paper.State.REVOKED)


@leaders
def signed(request: Asking) -> HttpResponse:
    papers = issued(request).filter(state__in=ENDED).exclude(signed_at=None)
    return show(request, "sign/signed.html", papers=papers.order_by("-signed_at")[:SHOWN])


def issued(request: Asking) -> Papers:
    """What this leader has signed, and the copies that officers of the unit have."""
    mine = Q(signer=request.who.account) | Q(kind=Paper.Kind.COPY, unit__in=request.who.units)
    seen: Papers = Paper.objects.visible_to(request.who)
    return seen.filter(mine).select_related("dossier__applicant")


@leaders
@takes_typed
def revoke(request: Asking, id: UUID) -> HttpResponse:
    """A signed result is taken back, for good or to be made anew; who checks it is told why."""
    found = issued(request).filter(pk=id).first()
    if found is None:
        raise Denied("paper.revoke")
    why = request.POST.get("why", "")[:WHY_MOST] or request.typed.get("why", [""])[-1]
    errors = []
    if request.method == "POST":
        try:
            act = redo_paper if request.POST.get("act") == "redo" else revoke_paper
            act(by(request, Door.SIGN, form_key(request)), id, why=why)
        except Refused as refusal:
            if refusal.code == FRESH:
                raise
            errors = [("why", say(refusal.code, refusal.detail))]
        else:
            return redirect("sign:signed")
    return show(
        request,
        "sign/revoke.html",
        status=WRONG_FORM if errors else 200,
        paper=found,
        open=found.state == Paper.State.SIGNED,
        copy=found.kind == Paper.Kind.COPY,
        error_list=errors,
        why=why,
        why_most=WHY_MOST,
    )
