"""My dossiers: how they stand, what is asked of me, what came out, taking one back."""

import uuid
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from motcua.actions.consent import give_consent
from motcua.actions.document import open_paper
from motcua.actions.dossier import expected_due, see, withdraw
from motcua.actions.draft import KEPT, discard_draft
from motcua.actions.letter import COMPONENT as LETTER
from motcua.actions.receipts import fetch
from motcua.doors.citizen.application import my_drafts, procedure_with
from motcua.doors.citizen.apply import form_page
from motcua.doors.citizen.page import (
    WRONG_FORM,
    Asking,
    by,
    form_key,
    left_of,
    my_dossier,
    show,
)
from motcua.doors.citizen.tenants import renewable
from motcua.doors.citizen.unverified import unverified
from motcua.doors.citizen.words import FILE_NAMES, HAPPENED, NEXT
from motcua.doors.shared.access import citizens
from motcua.doors.shared.delivery import wish_words
from motcua.doors.shared.held import papers_held
from motcua.doors.shared.letters import unread, with_unread
from motcua.doors.shared.outage import stands_still
from motcua.doors.shared.sending import send
from motcua.doors.shared.supplement import open_request
from motcua.doors.shared.values import answer_words
from motcua.doors.shared.whole import stages
from motcua.records.consent import Consent
from motcua.records.delivery import Shipment, SignedFor
from motcua.records.document import Attachment, Paper
from motcua.records.dossier import Dossier
from motcua.records.journal import Entry
from motcua.records.outcome import outcome_of
from motcua.records.procedure import version_of
from motcua.records.rating import asks_rating
from motcua.records.report import Report
from motcua.rules.catalogue.parts import Capacity
from motcua.rules.consent import WAY_WORDS, ConsentWay
from motcua.rules.dossier import OPEN, OWN_WORDS, Delivery, State, Step, steps_from
from motcua.rules.permission import Purpose, may
from motcua.rules.refusal import Denied
from motcua.rules.representation import CAPACITY_WORDS
from motcua.rules.time.wall_clock import local
from motcua.rules.who import Door

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
    dossiers = seen.held_by(request.who.person).whole().order_by("-submitted_at")
    open_to_me = Q(given=None) | ~Q(
        way=ConsentWay.ACCOUNT
    )  # what an officer put down may be changed
    asked = Consent.objects.filter(open_to_me, person=request.who.person).order_by("-asked_at")
    return show(
        request,
        "mine",
        back_url="/",
        dossiers=[line(one) for one in dossiers],
        drafts=[(one, procedure_with(one.procedure)) for one in my_drafts(request)],
        asked={
            one.dossier_id: one for one in asked.select_related("dossier") if one.dossier.is_open
        }.values(),
        letters=with_unread(request.who),
        saved="luu" in request.GET,
        draft_days=KEPT.days,
        discarded="bo" in request.GET,
        answered="tra-loi" in request.GET,
    )


def line(dossier: Dossier) -> dict[str, Any]:
    state = State(dossier.state)
    return {
        "dossier": dossier,
        "name": version_of(dossier.version).name,
        "whose": str(dossier.answers.get("full_name", "")),
        "shape": SHAPES.get(state, "waiting"),
        "words": OWN_WORDS[state],
    }


@citizens
@form_page
def discard(request: Asking, id: UUID) -> HttpResponse:
    """Throw away what was begun, after being asked once whether it is meant."""
    draft = my_drafts(request).filter(pk=id).first()
    if request.method == "POST":
        discard_draft(by(request, form_key(request)), id)
        return redirect("/ho-so?bo=1")
    if draft is None:
        raise Denied("draft.read")
    files = Attachment.objects.visible_to(request.who).of(draft.id).count()
    name, key = procedure_with(draft.procedure).name, uuid.uuid4()
    return show(
        request, "discard", back_url="/ho-so", draft=draft, name=name, files=files, key=key
    )


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
        **line(found),
        new="moi" in request.GET,
        done=request.GET.get("xong", ""),
        due=due,
        left=left_of(found, due, request.at),
        paused=found.state == State.WAITING,
        due_steps=due_steps,
        still=stands_still(found, request.at),
        facts=_facts(found),
        asked=open_request(found),
        consents=Consent.objects.filter(dossier=found),
        files=Attachment.objects.visible_to(request.who)
        .of(found.id)
        .exclude(component=LETTER)
        .order_by("at"),
        letters=unread(request.who, found, desk=False),
        papers=Paper.objects.visible_to(request.who)
        .filter(dossier=found)
        .exclude(Q(state__in=_UNFINISHED) | Q(kind__in=_OF_THE_DESK))
        .order_by("-kind", "-made_at"),  # the result comes first, the printed form last
        steps=_timeline(request, found),
        held=papers_held(request.who, version, found.answers),
        report=Report.objects.visible_to(request.who)
        .filter(dossier=found)
        .order_by("made_at")
        .last(),
        may_withdraw=Step.WITHDRAW in steps and may(request.who, "dossier.withdraw", found.target),
        rate=asks_rating(found),
        result=version.result,
        delivery=wish_words(found.id, version),
        shipments=Shipment.objects.visible_to(request.who)
        .filter(dossier=found)
        .order_by("sent_at"),
        receipts=SignedFor.objects.visible_to(request.who).filter(dossier=found).order_by("at"),
        may_wish=found.is_open or found.delivery == Delivery.READY,
        by_others=version.noted,
        noted=_noted(found) if version.noted and not found.is_open else [],
        key=uuid.uuid4(),
        renewable=renewable(found, request.who, local(request.at).date()),
        for_another=found.applicant_id != request.who.person,
        beside=_beside(request, found),
        unit_name=found.unit.full_name,
        stages=stages(found, request.who),
        unverified=unverified(request.who, found, request.at),
        stage_page="citizen:dossier",
    )


def _beside(request: Asking, found: Dossier) -> list[tuple[str, str, str]]:
    """Whoever acts or acted for me in this, or witnessed: name, as what."""
    if found.applicant_id != request.who.person:
        return []
    rows = found.parties.exclude(capacity="").select_related("person")
    return [
        (one.person.full_name, CAPACITY_WORDS[Capacity(one.capacity)], one.get_role_display())
        for one in rows
    ]


_OF_THE_DESK = [Paper.Kind.CONTROL, Paper.Kind.SLIP, Paper.Kind.LABEL]
_UNFINISHED = [Paper.State.TO_SIGN, Paper.State.SIGNING]


def _facts(found: Dossier) -> list[dict[str, Any]]:
    """What was filed, as it was filed."""
    version = version_of(found.version)
    held = set(found.answers.get("fact.known", []))
    on = local(found.submitted_at).date()
    return [
        {
            "label": field.label,
            "value": answer_words(field, found.answers[field.key], on, masked=True),
            "source": "register" if field.key in held else "said",
        }
        for field in version.applying(found.answers)
        if found.answers.get(field.key) not in (None, "", [], {})
    ]


def _noted(found: Dossier) -> list[tuple[str, str]]:
    """What was noted of a result that another system made."""
    kept, on = outcome_of(found), local(found.changed_at).date()
    wanted = version_of(found.version).outcomes
    return [
        (f.label, answer_words(f, kept[f.key], on, masked=True)) for f in wanted if f.key in kept
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
    if entry.kind == "dossier.consent-recorded":
        said = "đồng ý" if entry.data["given"] else "không đồng ý"
        return f"Người được hỏi {said} {WAY_WORDS[ConsentWay(entry.data['way'])]}, cán bộ ghi lại"
    if entry.kind == "dossier.supplement-answered" and entry.via == Door.COUNTER:
        return "Đã bổ sung tại quầy, cán bộ gửi giúp Bạn"
    return HAPPENED[entry.kind]


@citizens
@require_safe
def paper(request: Asking, id: UUID, paper: UUID) -> FileResponse:
    """Open a paper of mine; with its result in hand, the dossier is handed over."""
    found = my_dossier(request, id)
    opened = open_paper(by(request), paper, purpose=Purpose.OWN)
    inside = opened.state in _UNFINISHED or opened.kind in _OF_THE_DESK
    if opened.dossier_id != found.id or inside:
        raise Denied("document.read")
    if opened.kind == Paper.Kind.RESULT and found.delivery == Delivery.READY:
        fetch(by(request), found.id)
    name = f"{found.number}-{FILE_NAMES[opened.kind]}.pdf"
    return send(request, opened.sha256, "application/pdf", name)


@citizens
@form_page
def take_back(request: Asking, id: UUID) -> HttpResponse:
    """Withdraw, after being asked once whether it is meant."""
    found = my_dossier(request, id)
    if Step.WITHDRAW not in steps_from(State(found.state)):
        return redirect("citizen:dossier", id)
    if request.method != "POST":
        return show(request, "withdraw", back_url=f"/ho-so/{id}", key=uuid.uuid4(), **line(found))
    withdraw(by(request, form_key(request)), id)
    return redirect(f"/ho-so/{id}?xong=rut")


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
        {
            "label": label,
            "value": answer_words(version.field(key), found.answers[key], on, masked=True),
        }
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
        **line(found),
        asked=asked,
        facts=facts,
        error=error,
        error_list=[("answer", error)] if error else [],
        key=uuid.uuid4(),
    )
