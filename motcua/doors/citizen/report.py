"""Reporting how a dossier of mine is handled, reading the answer, and saying whether it is one."""

import uuid
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from motcua.actions.report import LONGEST, explain_report, judge_answer, make_report
from motcua.doors.citizen.apply import form_page
from motcua.doors.citizen.mine import line
from motcua.doors.citizen.page import WRONG_FORM, Asking, as_uuid, by, form_key, my_dossier, show
from motcua.doors.shared.access import citizens, public
from motcua.doors.shared.desk import officers_named
from motcua.doors.shared.held import papers_held
from motcua.doors.shared.sentences import say
from motcua.records.deadlines import deadlines
from motcua.records.dossier import Dossier, Request
from motcua.records.journal import Entry
from motcua.records.procedure import once_only, version_of
from motcua.records.report import PublicAnswer, Report
from motcua.rules.refusal import Refused
from motcua.rules.report import ABOUT_WORDS, About, Handling
from motcua.rules.time.working_time import amount_words
from motcua.rules.who import Door
from motcua.rules.words.names import nfc

UNWRITTEN = (Report.How.SPOKEN, Report.How.CALLED)
OTHERS = {about.value: ABOUT_WORDS[about] for about in (About.CONDUCT, About.RULE)}
MOST = 50  # public answers on one page
LOOKING = ("dossier.seen", "document.opened")


@citizens
@form_page
def report(request: Asking, id: UUID) -> HttpResponse:
    """What it is about, of whom, what happened; and earlier answers."""
    found = my_dossier(request, id)
    if request.method != "POST":
        return _page(request, found)
    if not request.POST.get("where") and "report" not in request.POST:
        return _page(request, found, ("where", "Hãy chọn Bạn phản ánh điều gì."))
    try:
        _send(request, found)
    except Refused as refusal:
        return _page(request, found, ("what", say(refusal.code, refusal.detail)))
    return redirect(f"/ho-so/{id}/phan-anh?xong=1")


def _send(request: Asking, found: Dossier) -> None:
    """A new report; or, about one that was made, what is asked or whether its answer is one."""
    act, sent = by(request, form_key(request)), request.POST
    what = nfc(sent.get("what", ""))[:LONGEST]
    if "content" in sent:
        judge_answer(act, as_uuid(sent.get("report", "")), content=sent["content"] == "yes")
    elif "report" in sent:
        explain_report(act, as_uuid(sent["report"]), more=what)
    else:
        make_report(act, found.id, what=what, **_chosen(sent["where"], sent.get("officer", "")))


def _chosen(where: str, officer: str) -> dict[str, Any]:
    who = as_uuid(officer) if officer else None
    if where in OTHERS:
        return {"about": About(where), "officer": who}
    if where in UNWRITTEN:
        return {"how": Report.How(where), "officer": who}
    return {"how": Report.How.REQUEST, "request": as_uuid(where)}


def _page(request: Asking, found: Dossier, wrong: tuple[str, str] | None = None) -> HttpResponse:
    reports = list(Report.objects.visible_to(request.who).filter(dossier=found))
    requests = list(Request.objects.filter(dossier=found).order_by("-asked_at"))
    context: dict[str, Any] = {
        "reports": sorted(reports, key=lambda one: one.made_at, reverse=True),
        "waiting": any(one.answered_at is None for one in reports),
        "requests": requests,
        "unwritten": UNWRITTEN,
        "others": OTHERS.items(),
        "where": request.POST.get("where", ""),
        "officers": _officers(request, found).items(),
        "officer": request.POST.get("officer", ""),
        "what": request.POST.get("what", ""),
        "held": papers_held(request.who, version_of(found.version), found.answers),
        "law": once_only(),
        "within": amount_words(deadlines().reports[Handling.ANSWER].limit),
        "time": deadlines().reports[Handling.ANSWER],
        "most": LONGEST,
        "done": "xong" in request.GET,
        "error": dict([wrong]) if wrong else {},
        "error_list": [wrong] if wrong else [],
        "key": request.POST.get("key") or uuid.uuid4(),
        "unit_name": found.unit.full_name,
    }
    status = WRONG_FORM if wrong else 200
    return show(request, "report", status, back_url=f"/ho-so/{found.id}", **line(found), **context)


def _officers(request: Asking, found: Dossier) -> dict[str, str]:
    """The officers who did something to the dossier: the papers one is given name them, too."""
    acts = Entry.objects.visible_to(request.who).of(found.id).exclude(kind__in=LOOKING)
    acted = acts.filter(via__in=(Door.COUNTER, Door.SIGN)).values_list("actor", flat=True)
    named = officers_named({one for one in acted if one}, found.unit_id)
    return {str(id): name for id, name in named.items()}


@public
@require_safe
def answers(request: Asking) -> HttpResponse:
    """What was reported and answered, in words that name nobody, the newest first."""
    found = PublicAnswer.objects.select_related("unit").order_by("-at")[:MOST]
    return show(request, "answers", back_url="/", answers=found)
