"""Bags of closed dossiers for the archive: asked for by their days, taken as one file."""

from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect

from motcua.actions.archive import MOST_DOSSIERS, ask_archive, open_archive
from motcua.doors.counter.register import period
from motcua.doors.shared.access import posts
from motcua.doors.shared.desk import WRONG_FORM, Asking, by, form_key, looking_key, show, today
from motcua.doors.shared.sending import send
from motcua.doors.shared.sentences import say
from motcua.records.archive import Archive
from motcua.rules.refusal import Refused
from motcua.rules.who import Door, Role

LAST = 20  # bags shown
leaders = posts(Role.LEADER)


@leaders
def archives(request: Asking) -> HttpResponse:
    """The bags packed last, and a form for another."""
    if request.method != "POST":
        return _page(request)
    try:
        unit, begins, ends = period(request)
        ask_archive(
            by(request, Door.COUNTER, form_key(request)), unit=unit, begins=begins, ends=ends
        )
    except Refused as refusal:
        return _page(request, refusal)
    return redirect("counter:archives")


def _page(request: Asking, refusal: Refused | None = None) -> HttpResponse:
    day = today(request)
    made = Archive.objects.visible_to(request.who).select_related("unit").order_by("-asked_at")
    return show(
        request,
        "counter/archives.html",
        status=WRONG_FORM if refusal else 200,
        archives=made[:LAST],
        begins=request.POST.get("begins") or f"{day.replace(day=1):%d/%m/%Y}",
        ends=request.POST.get("ends") or f"{day:%d/%m/%Y}",
        most=MOST_DOSSIERS,
        refused=[say(refusal.code, refusal.detail)] if refusal else [],
    )


@leaders
def bag(request: Asking, id: UUID) -> FileResponse:
    key = looking_key(request, id, "archive")
    found = open_archive(by(request, Door.COUNTER, key), id)
    name = f"luu-tru-{found.begins}-{found.ends}.zip"
    return send(request, found.sha256, "application/zip", name)
