"""Printing what is being written: asked for, made in a moment, then there as a PDF."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from motcua.actions.act import By
from motcua.actions.form import ask_draft_form
from motcua.doors.shared.sending import send
from motcua.records.draft import Draft
from motcua.records.form import form_of_draft
from motcua.rules.refusal import Refused

LOOK_AGAIN = "2"  # seconds


def draft_form(
    request: HttpRequest, act: By, draft: Draft, page: Callable[..., HttpResponse], **context: Any
) -> Any:
    """The draft as it was last saved, on paper: a button, then a page that waits, then the PDF."""
    if request.method == "POST":
        try:
            ask_draft_form(act, draft.id)
        except Refused as refused:
            if refused.code != "form-already-printed":
                raise
        return redirect(request.path)
    form = form_of_draft(draft)
    if form and form.sha256:
        return send(request, form.sha256, "application/pdf", "to-khai.pdf")
    waiting = page(draft=draft, asked=form is not None, **context)
    if form:
        waiting["Refresh"] = LOOK_AGAIN
    return waiting
