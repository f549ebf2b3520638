"""Writing an application: one question a page, saved at each step, checked whole, filed once."""

import uuid
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from motcua.actions.draft import save_draft
from motcua.doors.citizen.application import (
    WRONG,
    Application,
    Step,
    application,
    as_it_stands,
    next_of,
    procedure_with,
    unit_of,
    version_today,
)
from motcua.doors.citizen.page import WRONG_FORM, Asking, as_uuid, by, is_filed, me, show
from motcua.doors.shared import asking, places
from motcua.doors.shared.access import citizens, takes_typed
from motcua.doors.shared.forms import reshapes
from motcua.doors.shared.places import reach_of
from motcua.doors.shared.questions import error_list
from motcua.doors.shared.sentences import say
from motcua.records.draft import Draft
from motcua.records.person import Person
from motcua.records.representation import represented
from motcua.records.unit import Unit
from motcua.rules.catalogue.procedure import Procedure, Version
from motcua.rules.refusal import Denied
from motcua.rules.time.wall_clock import local
from motcua.rules.words.names import nfc

form_page = require_http_methods(["GET", "HEAD", "POST"])


@citizens
@takes_typed
@form_page
def begin(request: Asking, code: str) -> HttpResponse:
    """Where the application goes, if that is not evident; then the first question.

    Where a dwelling is asked for, the dwelling decides. Who pressed “Bắt đầu” before signing in
    need not press again: what they sent was kept for this page.
    """
    procedure = procedure_with(code)
    version, sent = version_today(procedure, request.at), _sent(request)
    if not (procedure.online and version.filed_here):
        return redirect("citizen:procedure", code)
    applicant = _for_whom(request, version, sent)
    by_dwelling = version.goes_by_dwelling
    if request.method != "POST" and not (by_dwelling and "id" in sent):
        if by_dwelling:
            return redirect("citizen:procedure", code)
        return _where_to(request, procedure, applicant.unit, sent)
    id = as_uuid(sent.get("id", ""))
    if Draft.objects.visible_to(request.who).filter(pk=id).exists():
        return redirect("citizen:draft", id)
    unit = _chosen(request) or (None if by_dwelling or "place" in sent else applicant.unit)
    if unit is None and not by_dwelling:
        return _where_to(request, procedure, applicant.unit, sent, WRONG_FORM)
    try:
        draft = save_draft(
            by(request),
            id=id,
            version=version,
            unit=unit,
            applicant=applicant,
            answers={},
        )
    except IntegrityError:  # somebody else's draft has this id: it is not there for us
        raise Denied("draft.save") from None
    return redirect(next_of(as_it_stands(request, draft)))


def _for_whom(request: Asking, version: Version, sent: QueryDict) -> Person:
    """Oneself, or somebody for whom one stands."""
    wanted = sent.get("for", "")
    if not wanted:
        return me(request)
    others = represented(request.who.person, version, local(request.at).date())
    found = next((one for one, _ in others if str(one.id) == wanted), None)
    if found is None:
        raise Denied("draft.save")
    return found


def _sent(request: Asking) -> QueryDict:
    """The form that came, or the one kept over a sign-in."""
    if request.method == "POST":
        return request.POST
    typed = QueryDict(mutable=True)
    for name, values in request.typed.items():
        typed.setlist(name, values)
    return typed


def _chosen(request: Asking) -> Unit | None:
    """The commune said on the form: chosen among those found, or the only one it can be."""
    text = nfc(request.POST.get("place", ""))
    if not text:
        return None
    settled, found = places.communes_like(text)
    code = request.POST.get("commune", "")
    chosen = code if code in dict(found) else settled
    return places.commune(chosen, local(request.at).date())


def _where_to(
    request: Asking, procedure: Procedure, own: Unit | None, post: QueryDict, status: int = 200
) -> HttpResponse:
    text = nfc(post.get("place", ""))
    found = places.communes_like(text)[1] if text else []
    error = ""
    if status != 200:
        error = say("address-choose" if found else "address-unknown", {"label": "Xã, phường"})
    return show(
        request,
        "begin",
        status,
        back_url=f"/thu-tuc/{procedure.code}",
        procedure=procedure,
        text=text,
        found=found,
        own=own,
        draft_id=post.get("id") or uuid.uuid4(),
        for_id=post.get("for", ""),
        error_list=[("place", error)] if error else [],
        error=error,
    )


@citizens
def resume(request: Asking, id: UUID) -> HttpResponse:
    """The first page that is not done yet, on whatever device; a filed one is shown as filed."""
    if is_filed(request, id):
        return redirect("citizen:dossier", id)
    return redirect(next_of(application(request, id)))


@citizens
@takes_typed
@form_page
def question(request: Asking, id: UUID, page: str) -> HttpResponse:
    """One page of questions."""
    form = application(request, id)
    step = next((one for one in form.steps if one.key == page and not one.paper), None)
    if step is None:  # what was said since makes this question fall away
        return redirect("citizen:draft", id)
    if request.method == "POST":
        return _answered(request, form, step)
    if request.typed:
        sheet = asking.read(step.fields, _sent(request), reach_of(request.who), form.day)
        sheet.errors = {}
        return _ask(request, form, step, sheet, again=True)
    reach = reach_of(request.who)
    return _ask(
        request, form, step, asking.before(step.fields, form.said, dict(form.wrong), reach)
    )


def _answered(request: Asking, form: Application, step: Step) -> HttpResponse:
    sheet = asking.read(step.fields, request.POST, reach_of(request.who), form.day)
    if reshapes(request.POST):
        return _ask(request, form, step, sheet)
    after = _with(form, sheet)
    if not sheet.errors:
        new = after.check_codes() - form.check_codes()
        sheet.errors |= {_cause(after, step, code): code for code in new}
    if "later" in request.POST:
        save_answers(request, after, sheet.errors)
        return redirect("/ho-so?luu=1")
    if sheet.errors:
        return _ask(request, form, step, sheet, WRONG_FORM)
    if sheet.doubts and request.POST.get("sure") != "1":
        return _ask(request, form, step, sheet, WRONG_FORM)
    save_answers(request, after, {})
    return redirect(_next(after, step, "sua" in request.POST))


def _with(form: Application, sheet: asking.Sheet) -> Application:
    """The application as it would be with these answers."""
    keys = {one.key for one in sheet.fields}
    still = {n: code for n, code in form.wrong.items() if n.partition(".")[0] not in keys}
    return replace(form, said={**form.said, **sheet.answers}, wrong=still)


def _cause(form: Application, step: Step, code: str) -> str:
    """The last question of the page without whose answer the check would pass."""
    for one in reversed(step.fields):
        without = {key: value for key, value in form.said.items() if key != one.key}
        if code not in replace(form, said=without).check_codes():
            return one.key
    return step.fields[0].key


def save_answers(request: Asking, form: Application, errors: dict[str, str]) -> None:
    """Keep what was said so far, with what was left wrong."""
    wrong = {**form.wrong, **errors}
    form.draft.unit = unit_of(form.said, form.version.fields, form.draft.unit, request.at)
    save_draft(
        by(request),
        id=form.draft.id,
        version=form.version,
        unit=form.draft.unit,
        applicant=form.applicant,
        answers={**form.said, **({WRONG: wrong} if wrong else {})},
    )


def _next(form: Application, step: Step, changing: bool) -> str:
    """The page after this one; from the check page, back to it once nothing is missing."""
    after = after_this(form, step)
    left = form.left()
    if changing or after is None:
        return left[0].url if left else f"/don/{form.draft.id}/xem-lai"
    return after.url


def after_this(form: Application, step: Step) -> Step | None:
    keys = [one.key for one in form.steps]
    at = keys.index(step.key) + 1 if step.key in keys else 0
    return form.steps[at] if at < len(keys) else None


def back_from(form: Application, step: Step, changing: bool) -> str:
    if changing:
        return f"/don/{form.draft.id}/xem-lai"
    at = [one.key for one in form.steps].index(step.key)
    return form.steps[at - 1].url if at else f"/thu-tuc/{form.procedure.code}"


def _ask(
    request: Asking,
    form: Application,
    step: Step,
    sheet: asking.Sheet,
    status: int = 200,
    again: bool = False,
) -> HttpResponse:
    drawn = sheet.questions()
    changing = "sua" in request.GET or "sua" in request.POST
    context: dict[str, Any] = {
        "back_url": back_from(form, step, changing),
        "form": form,
        "step": step,
        "where": form.where(step),
        "questions": drawn,
        "error_list": error_list(drawn),
        "doubts": sheet.doubts if not sheet.errors and status == WRONG_FORM else [],
        "changing": changing,
        "again": again,
        "unit_name": form.unit_name,
    }
    return show(request, "question", status, **context)
