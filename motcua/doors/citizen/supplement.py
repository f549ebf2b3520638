"""Giving what was asked for, and only that: fields and papers, each with why and the article."""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions.dossier import answer_request
from motcua.doors.citizen.apply import form_page
from motcua.doors.citizen.mine import line
from motcua.doors.citizen.page import WRONG_FORM, Asking, by, form_key, my_dossier, show
from motcua.doors.shared import asking, papers
from motcua.doors.shared.access import citizens
from motcua.doors.shared.forms import reshapes
from motcua.doors.shared.places import reach_of
from motcua.doors.shared.questions import Question, error_list
from motcua.doors.shared.sentences import say
from motcua.records.document import Attachment
from motcua.records.dossier import Dossier, Request
from motcua.records.procedure import version_of
from motcua.rules.parts import Component
from motcua.rules.procedure import Field
from motcua.rules.refusal import Refused
from motcua.rules.wall_clock import local
from motcua.rules.who import Who


@citizens
@form_page
def supplement(request: Asking, id: UUID) -> HttpResponse:
    """Give what was asked for and only that: fields and papers, each with why and the article."""
    found = my_dossier(request, id)
    asked = Request.objects.filter(dossier=found, answered_at=None).first()
    if asked is None:
        return redirect("citizen:dossier", id)
    fields, wanted = _asked_parts(found, asked)
    if request.method != "POST":
        sheet = asking.before(fields, found.answers, {}, reach_of(request.who))
        return _show_request(request, found, asked, sheet, wanted, {})
    if papers.taken_out(by(request), request.POST):
        return redirect("citizen:supplement", id)
    today = local(request.at).date()
    sheet = asking.read(fields, request.POST, reach_of(request.who), today)
    if reshapes(request.POST):
        return _show_request(request, found, asked, sheet, wanted, {})
    wrong = _take_papers(request, found, asked, wanted)
    if sheet.errors or wrong:
        return _show_request(request, found, asked, sheet, wanted, wrong, WRONG_FORM)
    try:
        answer_request(by(request, form_key(request)), id, answers=sheet.answers)
    except Refused as refused:
        missing: Any = refused.detail.get("items", [])
        wrong = {item["key"]: say("missing", {"label": item["label"]}) for item in missing}
        if not wrong:
            raise
        return _show_request(request, found, asked, sheet, wanted, wrong, WRONG_FORM)
    return redirect(f"/ho-so/{id}?xong=bo-sung")


def _asked_parts(found: Dossier, asked: Request) -> tuple[list[Field], list[Component]]:
    keys = {item["key"] for item in asked.items}
    version = version_of(found.version)
    fields = [one for one in version.fields if one.key in keys]
    return fields, [one for one in version.components if one.key in keys]


def _handed(who: Who, found: Dossier, asked: Request) -> dict[str, list[Attachment]]:
    """What was handed in since it was asked for."""
    files = Attachment.objects.visible_to(who).of(found.id)
    return papers.by_paper(files.filter(at__gte=asked.asked_at).order_by("at"))


def _take_papers(
    request: Asking, found: Dossier, asked: Request, wanted: list[Component]
) -> dict[str, str]:
    wrong = {}
    kept = _handed(request.who, found, asked)
    for one in wanted:
        asking_for = papers.as_question(one, required=True)
        held = kept.get(one.key, [])
        _, error = papers.receive(by(request), found.id, asking_for, request, held)
        if error:
            wrong[one.key] = error
    return wrong


def _show_request(
    request: Asking,
    found: Dossier,
    asked: Request,
    sheet: asking.Sheet,
    wanted: list[Component],
    wrong: Mapping[str, str],
    status: int = 200,
) -> HttpResponse:
    kept = _handed(request.who, found, asked)
    drawn: dict[str, Question] = {one.key: one for one in sheet.questions(heading=False)}
    for one in wanted:
        question = papers.as_question(one)
        drawn[one.key] = papers.draw(question, kept.get(one.key, []), heading=False)
    for key, words in wrong.items():
        drawn[key] = replace(drawn[key], error=words)
    return show(
        request,
        "supplement",
        status,
        back_url=f"/ho-so/{found.id}",
        **line(found),
        asked=asked,
        items=[(item, drawn[item["key"]]) for item in asked.items if item["key"] in drawn],
        error_list=error_list(list(drawn.values())),
        key=request.POST.get("key") or uuid.uuid4(),
        unit_name=found.unit.full_name,
    )
