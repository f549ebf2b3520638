"""Letters with applicants: those of one dossier, and all that nobody at the desk has read yet."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions.letter import answer_letter
from motcua.doors.counter.dossier import opened
from motcua.doors.shared.access import officers
from motcua.doors.shared.desk import WRONG_FORM, Asking, by, form_key, officers_named, show
from motcua.doors.shared.letters import Wrong, drawn, read, send
from motcua.records.dossier import Dossier
from motcua.records.letter import Letter
from motcua.records.procedure import catalogue
from motcua.rules.refusal import Denied
from motcua.rules.who import Door

MOST = 100  # dossiers on one page


@officers
def letters(request: Asking, id: UUID) -> HttpResponse:
    """All that was written about a dossier, and a place to answer."""
    dossier = opened(request, id)
    if request.who.person in dossier.target.people:
        raise Denied("letter.answer")
    if request.method != "POST":
        return _page(request, dossier, [])
    act = by(request, Door.COUNTER, form_key(request))
    wrong = send(act, id, request, lambda text, file: answer_letter(act, id, text=text, file=file))
    return _page(request, dossier, wrong) if wrong else redirect("counter:letters", id=id)


def _page(request: Asking, dossier: Dossier, wrong: Wrong) -> HttpResponse:
    found = read(by(request, Door.COUNTER), dossier, desk=True)
    ours = {one.author_id for one in found if one.from_desk}
    ours |= {one.read_by_id for one in found if one.read_by_id and not one.from_desk}
    return show(
        request,
        "counter/letters.html",
        status=WRONG_FORM if wrong else 200,
        dossier=dossier,
        letters=found,
        officers=officers_named(ours, dossier.unit_id),
        **drawn(request, dossier.id, wrong),
    )


@officers
def unread_letters(request: Asking) -> HttpResponse:
    """The dossiers about which somebody wrote and nobody has read it, the oldest first."""
    waiting = Letter.objects.visible_to(request.who).for_desk().filter(unit__in=request.who.units)
    since: dict[UUID, list[Any]] = {}
    for dossier, at in waiting.order_by("at").values_list("dossier", "at"):
        since.setdefault(dossier, []).append(at)
    shown = list(since)[:MOST]
    seen = Dossier.objects.visible_to(request.who).select_related("applicant", "officer")
    found = seen.in_bulk(shown)
    return show(
        request,
        "counter/unread.html",
        rows=[(found[id], catalogue()[found[id].procedure].name, since[id]) for id in shown],
        all=len(since),
    )
