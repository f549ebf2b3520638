"""Internal notes of a dossier: read, written, struck out."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions.note import LONGEST, strike_note, write_note
from motcua.doors.counter.dossier import opened
from motcua.doors.shared.access import officers
from motcua.doors.shared.desk import WRONG_FORM, Asking, by, form_key, officers_named, show
from motcua.doors.shared.letters import typed
from motcua.doors.shared.sentences import say
from motcua.records.dossier import Dossier
from motcua.records.note import Note
from motcua.rules.refusal import Denied, Refused
from motcua.rules.who import Door


@officers
def notes(request: Asking, id: UUID) -> HttpResponse:
    """All notes of a dossier; a new one, or a reason to strike out one's own."""
    dossier = opened(request, id)
    if request.who.person in dossier.target.people:
        raise Denied("note.write")
    if request.method != "POST":
        return _page(request, dossier)
    act = by(request, Door.COUNTER, form_key(request))
    try:
        if "strike" in request.POST:
            strike_note(act, _struck(request, dossier), why=typed(request, "why", LONGEST))
        else:
            write_note(act, id, text=typed(request, "text", LONGEST))
    except Refused as refusal:
        return _page(request, dossier, refusal)
    return redirect("counter:notes", id=id)


def _struck(request: Asking, dossier: Dossier) -> UUID:
    """The note of this dossier whose button was pressed."""
    mine = Note.objects.visible_to(request.who).filter(dossier=dossier)
    for one in mine.values_list("id", flat=True):
        if str(one) == request.POST["strike"]:
            return one
    raise Denied("note.write")


def _page(request: Asking, dossier: Dossier, refusal: Refused | None = None) -> HttpResponse:
    found = list(Note.objects.visible_to(request.who).filter(dossier=dossier).order_by("at"))
    return show(
        request,
        "counter/notes.html",
        status=WRONG_FORM if refusal else 200,
        dossier=dossier,
        notes=found,
        officers=officers_named({one.author_id for one in found}, dossier.unit_id),
        text=typed(request, "text", LONGEST),
        most=LONGEST,
        refused=[say(refusal.code, refusal.detail)] if refusal else [],
    )
