"""The apology with a new date: drafted, looked at, sent with one press."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions.apology import apologise, extend
from motcua.doors.counter.dossier import acts_open, opened, why_not
from motcua.doors.shared.access import officers
from motcua.doors.shared.desk import WRONG_FORM, Asking, by, form_key, revision, show
from motcua.records.apology import Apology, owed
from motcua.records.deadlines import deadlines
from motcua.records.dossier import Dossier
from motcua.records.standstill import running, standstills
from motcua.records.timeline import calendar_of
from motcua.rules.refusal import Refused
from motcua.rules.time.wall_clock import instant, local
from motcua.rules.time.working_time import Measure, add_to
from motcua.rules.who import Door

MOST = 1000


@officers
def apology(request: Asking, id: UUID) -> HttpResponse:
    """Before the date it asks for more time, once; after it, it says sorry and promises anew."""
    dossier = opened(request, id)
    if request.method != "POST":
        return _page(request, dossier)
    act = apologise if _is_owed(request, dossier) else extend
    try:
        act(
            by(request, Door.COUNTER, form_key(request)),
            id,
            days=_days(request),
            reason=request.POST.get("reason", "")[:MOST],
            revision=revision(request),
        )
    except Refused as refusal:
        dossier.refresh_from_db()
        return _page(request, dossier, refusal)
    return redirect("counter:dossier", id=id)


def _is_owed(request: Asking, dossier: Dossier) -> bool:
    mine = Dossier.objects.visible_to(request.who).filter(pk=dossier.pk)
    still = standstills([dossier.unit_id], request.at)
    return owed(running(mine, still), request.at).exists()


def _days(request: Asking) -> int:
    typed = request.POST.get("days", "")
    return int(typed) if typed.isascii() and typed.isdigit() else 0


def _page(request: Asking, dossier: Dossier, refusal: Refused | None = None) -> HttpResponse:
    draft, late = deadlines().extension, _is_owed(request, dossier)
    days = request.POST.get("days", "") or str(draft.days)
    start = local(request.at) if late or dossier.due_at is None else local(dossier.due_at)
    return show(
        request,
        "counter/apology.html",
        status=WRONG_FORM if refusal else 200,
        dossier=dossier,
        late=late,
        draft=draft,
        days=days,
        reason=request.POST.get("reason", draft.reason)[:MOST],
        promised=instant(add_to(start, draft.days, Measure.DAY, calendar_of(dossier))),
        before=Apology.objects.filter(dossier=dossier).order_by("at"),
        most=MOST,
        can=acts_open(request, dossier)["apologise"],
        **(why_not(request, dossier, refusal) if refusal else {}),
    )
