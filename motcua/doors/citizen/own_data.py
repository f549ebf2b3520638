"""All that is held of me: as one file a machine can read too, and on paper."""

import json
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from motcua.actions.own_data import ask_own_copy, copy_own_data
from motcua.doors.citizen.page import Asking, by, form_key, me
from motcua.doors.shared.access import citizens
from motcua.doors.shared.sending import send
from motcua.records.all_held import all_held_of
from motcua.records.own_data import OwnCopy
from motcua.rules.refusal import Denied


@citizens
@require_safe
def copy(request: Asking) -> HttpResponse:
    """My register entry, my store, my dossiers with what I said and handed in."""
    if request.who.person is None:
        raise Denied("person.copy-own")
    person = copy_own_data(by(request), request.who.person)
    told = all_held_of(person, request.who, request.at)
    text = json.dumps(told, ensure_ascii=False, indent=1, default=str)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="du-lieu-cua-toi.json"'
    response["Cache-Control"] = "private, no-store"
    return response


@citizens
@require_POST
def ask_copy(request: Asking) -> HttpResponse:
    """The same to read and print: a clerk sets it."""
    ask_own_copy(by(request, form_key(request)), me(request).id)
    return redirect("citizen:data")


@citizens
@require_safe
def printed(request: Asking, id: UUID) -> FileResponse:
    """The copy on paper, as it was set."""
    found = OwnCopy.objects.visible_to(request.who).exclude(sha256="").filter(pk=id).first()
    if found is None:
        raise Denied("person.copy-own")
    copy_own_data(by(request), found.person_id)
    return send(request, found.sha256, "application/pdf", "du-lieu-cua-toi.pdf")
