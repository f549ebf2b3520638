"""Writing to the desk about a dossier of mine, and reading what it writes."""

import uuid
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions.letter import write_letter
from motcua.doors.citizen.apply import form_page
from motcua.doors.citizen.mine import line
from motcua.doors.citizen.page import WRONG_FORM, Asking, by, form_key, my_dossier, show
from motcua.doors.shared.access import citizens
from motcua.doors.shared.letters import Wrong, drawn, read, send
from motcua.records.dossier import Dossier


@citizens
@form_page
def letters(request: Asking, id: UUID) -> HttpResponse:
    """All that was written, and a place to write."""
    found = my_dossier(request, id)
    if request.method != "POST":
        return _page(request, found, [])
    act = by(request, form_key(request))
    wrong = send(act, id, request, lambda text, file: write_letter(act, id, text=text, file=file))
    return _page(request, found, wrong) if wrong else redirect(f"{request.path}?xong=1")


def _page(request: Asking, found: Dossier, wrong: Wrong) -> HttpResponse:
    return show(
        request,
        "letters",
        WRONG_FORM if wrong else 200,
        back_url=f"/ho-so/{found.id}",
        **line(found),
        **drawn(request, found.id, wrong),
        letters=read(by(request), found, desk=False),
        done="xong" in request.GET,
        key=request.POST.get("key") or uuid.uuid4(),
        unit_name=found.unit.full_name,
    )
