"""Answering a request for supplement for the person who stands at the counter."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions.supplement import nothing_to_answer
from motcua.doors.counter.dossier import acts_open, dossier_page, opened
from motcua.doors.counter.serve import desk
from motcua.doors.counter.spoken import spoken_of
from motcua.doors.shared import asking, papers
from motcua.doors.shared.desk import WRONG_FORM, Asking, by, form_key, show, today
from motcua.doors.shared.forms import reshapes
from motcua.doors.shared.places import reach_at
from motcua.doors.shared.questions import error_list
from motcua.doors.shared.supplement import Supplement, open_request
from motcua.records.dossier import Dossier
from motcua.records.journal import Entry
from motcua.rules.refusal import Refused
from motcua.rules.who import Door


@desk
def answer(request: Asking, id: UUID) -> HttpResponse:
    """What was asked for, typed and scanned here; the clock runs on from here."""
    dossier = opened(request, id)
    asked = open_request(dossier)
    if asked is None or not acts_open(request, dossier)["answer"]:
        return _nothing_open(request, dossier)
    reach, version = reach_at(request.who, dossier.unit), spoken_of(dossier.version)
    given = Supplement(dossier, asked, request.who, reach, version, request.POST)
    if request.method != "POST":
        return _page(request, given, given.as_filed())
    act = by(request, Door.COUNTER)
    if papers.taken_out(act, request.POST):
        return redirect("counter:answer", id=id)
    sheet = given.read(today(request))
    if reshapes(request.POST):
        return _page(request, given, sheet)
    wrong = given.receive(act, request)
    try:
        if not (sheet.errors or wrong):
            wrong = given.give(by(request, Door.COUNTER, form_key(request)), sheet.answers)
    except Refused as refusal:  # somebody else answered in between
        return dossier_page(request, opened(request, id), refusal)
    if sheet.errors or wrong:
        return _page(request, given, sheet, wrong, WRONG_FORM)
    return redirect("counter:dossier", id=id)


def _nothing_open(request: Asking, dossier: Dossier) -> HttpResponse:
    """Whoever sends a form that was answered meanwhile is told so."""
    if request.method != "POST" or open_request(dossier) or _was_sent(request, dossier):
        return redirect("counter:dossier", id=dossier.id)
    return dossier_page(request, dossier, nothing_to_answer(dossier))


def _was_sent(request: Asking, dossier: Dossier) -> bool:
    """Whether this very form was sent before: pressed twice it is one answer."""
    entries = Entry.objects.visible_to(request.who).of(dossier.id)
    return entries.filter(key=form_key(request)).exists()


def _page(
    request: Asking,
    given: Supplement,
    sheet: asking.Sheet,
    wrong: Mapping[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    items = given.drawn(sheet, wrong or {})
    context: dict[str, Any] = {
        "dossier": given.dossier,
        "asked": given.asked,
        "items": items,
        "error_list": error_list([one.question for one in items]),
        "key": request.POST.get("key") or uuid4(),
    }
    return show(request, "counter/answer.html", status=status, **context)
