"""My dossiers: how they stand, what is asked of me, what came out, taking one back."""

import uuid
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from motcua.actions.document import open_paper
from motcua.actions.dossier import answer_request, expected_due, give_consent, see, withdraw
from motcua.actions.processing import hand_over
from motcua.doors.citizen import asking
from motcua.doors.citizen.application import FILE_MB, my_drafts, procedure_with
from motcua.doors.citizen.apply import form_page
from motcua.doors.citizen.file import as_file, draw_paper, receive, remove_asked
from motcua.doors.citizen.page import (
    WRONG_FORM,
    Asking,
    by,
    form_key,
    my_dossier,
    show,
    time_left,
)
from motcua.doors.citizen.words import HAPPENED, NEXT, answer_words
from motcua.doors.shared.access import citizens
from motcua.doors.shared.forms import Paper as PaperQuestion
from motcua.doors.shared.questions import Question
from motcua.doors.shared.sentences import say
from motcua.records.document import Attachment, Paper
from motcua.records.dossier import Consent, Dossier, Request
from motcua.records.journal import Entry
from motcua.records.procedure import catalogue, version_of
from motcua.rules.dossier import OPEN, STATE_WORDS, State, Step, steps_from
from motcua.rules.parts import Component
from motcua.rules.permission import Purpose
from motcua.rules.procedure import Field
from motcua.rules.refusal import Denied, Refused
from motcua.rules.wall_clock import local
from motcua.rules.who import Who

# The shape of a state, as the shared look draws it.
SHAPES = {
    State.WAITING: "paused",
    State.NOT_ACCEPTED: "refused",
    State.STOPPED: "refused",
    State.WITHDRAWN: "withdrawn",
    State.DONE: "done",
    State.RETURNED: "done",
}


@citizens
@require_safe
def mine(request: Asking) -> HttpResponse:
    """What I have going on, and what is asked of me."""
    seen = Dossier.objects.visible_to(request.who).select_related("unit")
    dossiers = seen.filter(applicant=request.who.person).order_by("-submitted_at")
    asked = Consent.objects.filter(person=request.who.person, given=None).order_by("-asked_at")
    return show(
        request,
        "mine",
        back_url="/",
        dossiers=[_line(one) for one in dossiers],
        drafts=[(one, procedure_with(one.procedure)) for one in my_drafts(request)],
        asked=[one for one in asked.select_related("dossier") if one.dossier.is_open],
        saved="luu" in request.GET,
        answered="tra-loi" in request.GET,
    )


def _line(dossier: Dossier) -> dict[str, Any]:
    state = State(dossier.state)
    return {
        "dossier": dossier,
        "name": catalogue()[dossier.procedure].name,
        "shape": SHAPES.get(state, "waiting"),
        "words": STATE_WORDS[state],
    }


@citizens
@require_safe
def dossier(request: Asking, id: UUID) -> HttpResponse:
    """One dossier: its state, its date and why, what happened, what can be done."""
    found = my_dossier(request, id)
    version = version_of(found.version)
    steps = steps_from(State(found.state))
    due, due_steps = found.due_at, found.due_steps
    if due is None and found.is_open:
        due, due_steps = expected_due(found, version, found.submitted_at)
    return show(
        request,
        "dossier",
        back_url="/ho-so",
        **_line(found),
        new="moi" in request.GET,
        done=request.GET.get("xong", ""),
        due=due,
        left=time_left(due, request.at) if due else "",
        paused=found.state == State.WAITING,
        due_steps=due_steps,
        facts=_facts(found),
        asked=Request.objects.filter(dossier=found, answered_at=None).first(),
        consents=Consent.objects.filter(dossier=found),
        files=Attachment.objects.visible_to(request.who).of(found.id).order_by("at"),
        papers=Paper.objects.visible_to(request.who)
        .filter(dossier=found)
        .exclude(state__in=_UNFINISHED)
        .order_by("-made_at"),
        steps=_timeline(request, found),
        may_withdraw=Step.WITHDRAW in steps,
        result=version.result,
        unit_name=found.unit.full_name,
    )


_UNFINISHED = [Paper.State.TO_SIGN, Paper.State.SIGNING]


def _facts(found: Dossier) -> list[dict[str, Any]]:
    """What was filed, as it was filed."""
    version = version_of(found.version)
    held = set(found.answers.get("fact.known", []))
    on = local(found.submitted_at).date()
    return [
        {
            "label": field.label,
            "value": answer_words(field, found.answers[field.key], on),
            "source": "register" if field.key in held else "said",
        }
        for field in version.applying(found.answers)
        if found.answers.get(field.key) not in (None, "", [], {})
    ]


def _timeline(request: Asking, found: Dossier) -> list[dict[str, Any]]:
    """What happened, from the journal, and what comes next."""
    entries = Entry.objects.visible_to(request.who).of(found.id).filter(kind__in=HAPPENED)
    told = sorted(entries, key=lambda one: (one.at, one.kind != "dossier.submitted"))
    steps: list[dict[str, Any]] = [
        {"label": _event_words(entry), "at": entry.at} for entry in told
    ]
    if found.state in OPEN:
        steps.append({"label": NEXT[State(found.state)], "state": "next"})
        steps.append({"label": "Trả kết quả", "state": "ahead"})
    return steps


def _event_words(entry: Entry) -> str:
    if entry.kind == "dossier.consent-given":
        return "Đã được đồng ý" if entry.data.get("given") else "Không được đồng ý"
    return HAPPENED[entry.kind]


@citizens
@require_safe
def paper(request: Asking, id: UUID, paper: UUID) -> HttpResponse:
    """Open a paper of mine; with its result in hand, the dossier is handed over."""
    found = my_dossier(request, id)
    opened = open_paper(by(request), paper, purpose=Purpose.OWN)
    if opened.dossier_id != found.id or opened.state in _UNFINISHED:
        raise Denied("document.read")
    if opened.kind == Paper.Kind.RESULT and found.state == State.DONE:
        hand_over(by(request), found.id)
    return as_file(opened.sha256, "application/pdf", f"{found.number}-{opened.kind}.pdf")


@citizens
@form_page
def take_back(request: Asking, id: UUID) -> HttpResponse:
    """Withdraw, after being asked once whether it is meant."""
    found = my_dossier(request, id)
    if Step.WITHDRAW not in steps_from(State(found.state)):
        return redirect("citizen:dossier", id)
    if request.method != "POST":
        return show(request, "withdraw", back_url=f"/ho-so/{id}", key=uuid.uuid4(), **_line(found))
    withdraw(by(request, form_key(request)), id)
    return redirect(f"/ho-so/{id}?xong=rut")


@citizens
@form_page
def supplement(request: Asking, id: UUID) -> HttpResponse:
    """Give what was asked for and only that: fields and papers, each with why and the article."""
    found = my_dossier(request, id)
    asked = Request.objects.filter(dossier=found, answered_at=None).first()
    if asked is None:
        return redirect("citizen:dossier", id)
    fields, papers = _asked_parts(found, asked)
    if request.method != "POST":
        sheet = asking.before(fields, found.answers, {}, request)
        return _show_request(request, found, asked, sheet, papers, {})
    if remove_asked(request):
        return redirect("citizen:supplement", id)
    sheet = asking.read(fields, request.POST, request)
    if asking.forms.reshapes(request.POST):
        return _show_request(request, found, asked, sheet, papers, {})
    wrong = _take_papers(request, found, asked, papers)
    if sheet.errors or wrong:
        return _show_request(request, found, asked, sheet, papers, wrong, WRONG_FORM)
    try:
        answer_request(by(request, form_key(request)), id, answers=sheet.answers)
    except Refused as refused:
        missing: Any = refused.detail.get("items", [])
        wrong = {item["key"]: say("missing", {"label": item["label"]}) for item in missing}
        if not wrong:
            raise
        return _show_request(request, found, asked, sheet, papers, wrong, WRONG_FORM)
    return redirect(f"/ho-so/{id}?xong=bo-sung")


def _asked_parts(found: Dossier, asked: Request) -> tuple[list[Field], list[Component]]:
    keys = {item["key"] for item in asked.items}
    version = version_of(found.version)
    fields = [one for one in version.fields if one.key in keys]
    return fields, [one for one in version.components if one.key in keys]


def _handed(who: Who, found: Dossier, asked: Request) -> dict[str, list[Attachment]]:
    """What was handed in since it was asked for."""
    kept: dict[str, list[Attachment]] = {}
    files = Attachment.objects.visible_to(who).of(found.id)
    for one in files.filter(at__gte=asked.asked_at).order_by("at"):
        kept.setdefault(one.component, []).append(one)
    return kept


def _take_papers(
    request: Asking, found: Dossier, asked: Request, papers: list[Component]
) -> dict[str, str]:
    wrong = {}
    for one in papers:
        kept = _handed(request.who, found, asked)
        _, error = receive(request, found.id, _paper_question(one), kept)
        if error:
            wrong[one.key] = error
    return wrong


def _paper_question(one: Component) -> PaperQuestion:
    return PaperQuestion(one.key, one.label, one.hint, most_mb=FILE_MB)


def _show_request(
    request: Asking,
    found: Dossier,
    asked: Request,
    sheet: asking.Sheet,
    papers: list[Component],
    wrong: Mapping[str, str],
    status: int = 200,
) -> HttpResponse:
    kept = _handed(request.who, found, asked)
    drawn: dict[str, Question] = {one.key: one for one in sheet.questions(heading=False)}
    for one in papers:
        drawn[one.key] = draw_paper(_paper_question(one), kept, heading=False)
    for key, words in wrong.items():
        drawn[key] = asking.with_error(drawn[key], words)
    return show(
        request,
        "supplement",
        status,
        back_url=f"/ho-so/{found.id}",
        **_line(found),
        asked=asked,
        items=[(item, drawn[item["key"]]) for item in asked.items if item["key"] in drawn],
        error_list=asking.error_list(list(drawn.values())),
        key=request.POST.get("key") or uuid.uuid4(),
        unit_name=found.unit.full_name,
    )


@citizens
@form_page
def consent(request: Asking, id: UUID) -> HttpResponse:
    """What somebody wants to do that needs my agreement; I say yes or no from my own account."""
    asked = Consent.objects.filter(dossier=id, person=request.who.person).first()
    if asked is None:
        raise Denied("dossier.consent")
    if request.method != "POST":
        found = see(by(request), id, purpose=Purpose.OWN)
        return _show_consent(request, found, asked)
    answer = request.POST.get("answer", "")
    if answer not in ("yes", "no"):
        found = see(by(request), id, purpose=Purpose.OWN)
        return _show_consent(request, found, asked, WRONG_FORM)
    give_consent(by(request, form_key(request)), id, given=answer == "yes")
    return redirect("/ho-so?tra-loi=1")


SHOWN_TO_OWNER = {
    "full_name": "Người nộp",
    "dwelling": "Chỗ ở",
    "from": "Ở từ ngày",
    "to": "Đến ngày",
}


def _show_consent(
    request: Asking, found: Dossier, asked: Consent, status: int = 200
) -> HttpResponse:
    """Only what one must know to agree: who, where, from when to when."""
    version = version_of(found.version)
    on = local(found.submitted_at).date()
    facts = [
        {"label": label, "value": answer_words(version.field(key), found.answers[key], on)}
        for key, label in SHOWN_TO_OWNER.items()
        if found.answers.get(key)
    ]
    members = [row.get("full_name") for row in found.answers.get("members") or []]
    if members:
        facts.append({"label": "Những người cùng đến ở", "value": "\n".join(members)})
    error = "Hãy chọn đồng ý hoặc không đồng ý." if status != 200 else ""
    return show(
        request,
        "consent",
        status,
        back_url="/ho-so",
        **_line(found),
        asked=asked,
        facts=facts,
        error=error,
        error_list=[("answer", error)] if error else [],
        key=uuid.uuid4(),
    )
