"""The paper form: blank for anyone, or printed from a dossier of one's own."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from motcua.actions.form import ask_form
from motcua.doors.citizen.application import procedure_with
from motcua.doors.citizen.apply import form_page
from motcua.doors.citizen.file import as_file
from motcua.doors.citizen.page import Asking, by, form_key, my_dossier
from motcua.doors.shared.access import citizens, public
from motcua.records.form import blank_form
from motcua.rules.refusal import Denied, Refused
from motcua.rules.wall_clock import local


@public
@require_safe
def blank(request: Asking, code: str) -> HttpResponse:
    """The blank form of the version in force, to print and fill in by hand."""
    version = procedure_with(code).on(local(request.at).date())
    form = blank_form(version.key) if version else None
    if form is None:
        raise Denied("form")
    return as_file(form.sha256, "application/pdf", f"to-khai-{code}.pdf")


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
