"""A dossier's page: what is known and from whom, what is next, and what happened."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from motcua.actions.deciding import blockers
from motcua.actions.dossier import see
from motcua.doors.counter import evidence
from motcua.doors.counter.happened import Last, last_change, story
from motcua.doors.counter.here import others
from motcua.doors.counter.inbox import readers
from motcua.doors.counter.spoken import spoken_of
from motcua.doors.shared.backlog import waits_for
from motcua.doors.shared.desk import (
    WRONG_FORM,
    Asking,
    by,
    looking_key,
    officers_named,
    show,
    today,
)
from motcua.doors.shared.due import DESK_WORDS, standing
from motcua.doors.shared.letters import unread
from motcua.doors.shared.outage import stands_still
from motcua.doors.shared.sentences import say
from motcua.doors.shared.whole import doubted_number, stages
from motcua.records.account import Account
from motcua.records.consent import Consent
from motcua.records.document import Paper
from motcua.records.dossier import Dossier, Finding, Request
from motcua.records.message import Message
from motcua.records.mismatch import open_cases
from motcua.records.note import Note
from motcua.records.opinion import Opinion
from motcua.records.procedure import version_of
from motcua.records.signer import may_decide
from motcua.records.supplement import SecondRequest
from motcua.rules.dossier import (
    EXAMINED,
    OF_WHOLE,
    TIMED,
    Delivery,
    Money,
    State,
    Step,
    steps_from,
)
from motcua.rules.permission import GRANTS, Purpose, Target, may
from motcua.rules.refusal import Denied, Refused
from motcua.rules.who import Door, Role

ACTS: dict[str, tuple[str, Step | None]] = {
    "accept": ("dossier.accept", Step.ACCEPT),
    "take": ("dossier.take", Step.TAKE),
    "supplement": ("dossier.ask-supplement", Step.ASK),
    "answer": ("dossier.answer-request", Step.ANSWER),
    "refuse": ("dossier.refuse", Step.REFUSE),
    "stop": ("dossier.stop", Step.STOP),
    "hand_over": ("dossier.hand-over", Step.HAND_OVER),
    "take_fee": ("dossier.take-fee", None),
    "assign": ("dossier.assign", None),
    "apologise": ("dossier.apologise", None),
    "sight": ("dossier.note-sighting", None),
    "consent": ("dossier.record-consent", None),
    "print_form": ("paper.ask-form", None),
    "print_control": ("paper.ask-control", None),
    "copy": ("paper.copy", None),
    "ask_opinion": ("opinion.ask", None),
}

BESIDE = ("consent", "print_form", "print_control", "assign", "apologise", "copy", "ask_opinion")
"""What can be done at any step and is no step itself."""


@readers
def page(request: Asking, id: UUID) -> HttpResponse:
    return dossier_page(request, opened(request, id))


def opened(request: Asking, id: UUID) -> Dossier:
    """The dossier, with the entry that it was looked at; nobody's where it may not be seen."""
    purpose = purpose_of(request)
    key = looking_key(request, id, f"see {purpose}")
    see(by(request, Door.COUNTER, key), id, purpose=purpose)
    found = Dossier.objects.visible_to(request.who).select_related("applicant", "unit")
    dossier = found.filter(pk=id).first()
    if dossier is None:
        raise Denied("dossier.read")
    return dossier


def purpose_of(request: Asking) -> Purpose:
    auditing = request.who.roles <= {Role.AUDITOR, Role.OPERATOR}
    return Purpose.AUDIT if auditing else Purpose.DOSSIER


def dossier_page(
    request: Asking, dossier: Dossier, refusal: Refused | None = None
) -> HttpResponse:
    """The page; with `refusal`, it says first why the last act was not done."""
    version = spoken_of(dossier.version)
    unconfirmed = evidence.unconfirmed(dossier, request.who)
    told = story(dossier, request.who, request.at)
    notes = list(Note.objects.visible_to(request.who).filter(dossier=dossier).order_by("at"))
    officers = officers_named(
        _officers(dossier) | {one.author_id for one in notes}, dossier.unit_id
    )
    requests = list(Request.objects.filter(dossier=dossier).order_by("asked_at"))
    context = {
        "dossier": dossier,
        "version": version,
        "standing": standing(dossier, request.at),
        "state": DESK_WORDS[State(dossier.state)],
        "officers": officers,
        "officer": officers.get(dossier.officer_id, "") if dossier.officer_id else "",
        "facts": evidence.facts(dossier, version, officers),
        "waiting_facts": evidence.outline(one for one in unconfirmed if one.waits),
        "disputed_facts": evidence.outline(one for one in unconfirmed if not one.waits),
        "cases": open_cases(dossier),
        "backlog": waits_for(dossier, request.at),
        "still": stands_still(dossier, request.at),
        "components": evidence.components(dossier, version, request.who),
        "consents": evidence.consents(dossier, version, officers),
        "representatives": evidence.representatives(dossier),
        "papers": Paper.objects.filter(dossier=dossier).order_by("made_at"),
        "letters": unread(request.who, dossier, desk=True),
        "notes": notes,
        "messages": Message.objects.filter(dossier=dossier, sent_at=None).order_by("queued_at"),
        "second": SecondRequest.objects.visible_to(request.who).last_of(dossier),
        "requests": requests,
        "kept": requests[-1].kept if requests else [],
        "story": told,
        "others": others(dossier, request.who, request.at),
        "own": own_matter(request, dossier.target),
        "can": acts_open(request, dossier),
        "blockers": settled(request, dossier),
        "stages": stages(dossier, request.who),
        "doubted": doubted_number(dossier),
        "stage_page": "counter:dossier",
        "opinions": Opinion.objects.filter(dossier=dossier)
        .select_related("asked")
        .order_by("asked_at"),
    }
    return show(
        request,
        "counter/dossier.html",
        status=WRONG_FORM if refusal else 200,
        **context,
        **(why_not(request, dossier, refusal) if refusal else {}),
    )


def _officers(dossier: Dossier) -> set[UUID]:
    sighted = Finding.objects.filter(dossier=dossier, source=Finding.Source.SIGHTED)
    heard = Consent.objects.filter(dossier=dossier).values_list("recorded_by", flat=True)
    acted = (*sighted.values_list("by", flat=True), *heard, dossier.officer_id)
    return {by for by in acted if by}


def acts_open(request: Asking, dossier: Dossier) -> dict[str, bool]:
    """What this officer may do at this step: a page shows no other buttons."""
    steps, target = steps_from(State(dossier.state)), dossier.target
    by_stages = bool(dossier.accepted_at and version_of(dossier.version).stages)
    if by_stages:
        steps &= OF_WHOLE
    can = {
        name: (step is None or step in steps) and may(request.who, act, target)
        for name, (act, step) in ACTS.items()
    }
    decides = may_decide(request.who, dossier, today(request))
    can["decide"], can["stop"] = Step.DECIDE in steps and decides, can["stop"] and decides
    can["ask_opinion"] = can["ask_opinion"] and dossier.state in EXAMINED and not by_stages
    can["take"] = can["take"] and dossier.officer_id != request.who.account
    can["take_fee"] = can["take_fee"] and dossier.money == Money.DUE and dossier.is_open
    can["sight"] = can["sight"] and dossier.is_open and dossier.state != State.SIGNING
    can["consent"] = can["consent"] and dossier.is_open
    can["assign"] = can["assign"] and dossier.is_open
    can["apologise"] = can["apologise"] and dossier.state in TIMED and not dossier.closed_at
    can["answer"] = can["answer"] and request.who.person not in target.people
    can["talk"] = may(request.who, "letter.answer", target)
    can["audit"] = may(request.who, "talk.audit", target)
    can["copy"] = can["copy"] and _signs(request)
    can["hand_over"] = can["hand_over"] and dossier.delivery == Delivery.READY
    can["anything"] = any(can[name] for name in ACTS if name not in BESIDE)
    return can


def _signs(request: Asking) -> bool:
    """Whether this officer has a key to sign with."""
    mine = Account.objects.filter(pk=str(request.who.account))
    return mine.exclude(signing_key="").exists()


def own_matter(request: Asking, target: Target) -> bool:
    """An officer whose own matter it is reads it here and decides nothing."""
    return request.who.person in target.people and request.who.holds(
        GRANTS["dossier.accept"].roles, target.unit
    )


def settled(request: Asking, dossier: Dossier) -> list[str]:
    """What must be settled before a decision, each with what to do; while one is possible."""
    if Step.DECIDE not in steps_from(State(dossier.state)):
        return []
    return [say(code) for code in blockers(dossier, today(request))]


def why_not(request: Asking, dossier: Dossier, refusal: Refused) -> dict[str, Any]:
    """Why an act was not done: by another officer's hand in between, or by a rule."""
    changed: Last | None = None
    if refusal.code in ("changed-by-another", "step-not-allowed"):
        changed = last_change(dossier, request.who)
    words = [say(refusal.code, refusal.detail)]
    return {"changed": changed, "refused": words, "refused_basis": refusal.basis}
