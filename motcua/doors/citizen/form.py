"""Forms to take along: on paper, blank or of one's own dossier, and as data for a telephone."""

import json
from datetime import date
from functools import partial
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from motcua.actions.form import ask_form
from motcua.doors.citizen.application import application, procedure_with
from motcua.doors.citizen.apply import form_page
from motcua.doors.citizen.page import Asking, by, form_key, my_dossier, show
from motcua.doors.shared.access import citizens, public
from motcua.doors.shared.draft_form import draft_form
from motcua.doors.shared.sending import send
from motcua.records.form import blank_form
from motcua.rules.catalogue.offline import offline_form
from motcua.rules.catalogue.procedure import Procedure, Version
from motcua.rules.refusal import Denied, Refused
from motcua.rules.time.wall_clock import local


@public
@require_safe
def blank(request: Asking, code: str) -> FileResponse:
    """The blank form of the version in force, to print and fill in by hand."""
    version = procedure_with(code).on(local(request.at).date())
    form = blank_form(version.key) if version else None
    if form is None:
        raise Denied("form")
    return send(request, form.sha256, "application/pdf", f"to-khai-{code}.pdf")


@public
@require_safe
def offline(request: Asking, code: str) -> HttpResponse:
    """The version in force, or the one that began on `?tu=` (an ISO day), as
    rules/catalogue/offline.py says it; whoever has it already is told so in a few bytes."""
    version = _version(procedure_with(code), request)
    if version is None or not version.filed_here:
        raise Denied("form")
    said = json.dumps(offline_form(version), ensure_ascii=False, separators=(",", ":"))
    etag = f'"{sha256(said.encode()).hexdigest()[:32]}"'
    response = HttpResponse(said, content_type="application/json", headers={"ETag": etag})
    patch_cache_control(response, public=True, no_cache=True)
    return get_conditional_response(request, etag=etag, response=response) or response


def _version(procedure: Procedure, request: Asking) -> Version | None:
    began = request.GET.get("tu", "")
    if not began:
        return procedure.on(local(request.at).date())
    try:
        wanted = date.fromisoformat(began)
    except ValueError:
        return None
    return next((one for one in procedure.versions if one.valid_from == wanted), None)


@citizens
@form_page
def of_draft(request: Asking, id: UUID) -> Any:
    """What I am writing, on paper: to write the rest by hand."""
    form = application(request, id)
    page = partial(show, request, "draft_form", 200, back_url=f"/don/{id}")
    return draft_form(request, by(request), form.draft, page, name=form.version.name)


@citizens
@form_page
def printed(request: Asking, id: UUID) -> HttpResponse:
    """Have my dossier printed; it is among its papers in a moment."""
    my_dossier(request, id)
    if request.method != "POST":
        return redirect("citizen:dossier", id)
    try:
        ask_form(by(request, form_key(request)), id)
    except Refused as refused:
        if refused.code != "form-already-printed":
            raise
    return redirect(f"/ho-so/{id}?xong=to-khai")
