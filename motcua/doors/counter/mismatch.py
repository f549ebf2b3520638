"""One person with whom the register does not agree: what was said where, and what comes of it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions import mismatch_outcome as outcomes
from motcua.actions.mismatch import Said, keep_card, said_elsewhere
from motcua.actions.person import see_person
from motcua.actions.sameness import undo_link
from motcua.doors.counter.card import reading_of
from motcua.doors.shared import shapes
from motcua.doors.shared.access import officers
from motcua.doors.shared.desk import (
    WRONG_FORM,
    Asking,
    by,
    form_key,
    looking_key,
    officers_named,
    show,
    today,
)
from motcua.doors.shared.letters import typed
from motcua.doors.shared.mismatch import (
    CAUSES,
    FIELDS,
    OUTCOMES,
    SEXES,
    STEPS,
    WHY,
    label,
    rows_of,
    shown,
)
from motcua.doors.shared.sentences import say
from motcua.records.mismatch import (
    CardSeen,
    ClaimChange,
    Mismatch,
    around,
    longest,
    waiting_on,
)
from motcua.records.sameness import links_of
from motcua.rules.mismatch import CaseOutcome, CaseStep, Cause, Description, likely
from motcua.rules.permission import Purpose, may
from motcua.rules.refusal import Denied, Refused
from motcua.rules.verification import Answer, Claim, in_words
from motcua.rules.who import Door
from motcua.rules.words.names import nfc

LONGEST = outcomes.LONGEST
SOURCES = {"code": "mã trên thẻ", "keys": "máy quét thẻ", "chip": "chip của thẻ"}


@officers
def mismatch(request: Asking, id: UUID) -> HttpResponse:
    """The case, and each act on it, told by the form's `act`."""
    case = opened(request, id)
    if request.method != "POST":
        return page(request, case)
    try:
        _act(request, case)
    except Refused as refused:
        return page(request, case, refused)
    return redirect("counter:mismatch", id)


@officers
def mismatch_card(request: Asking, id: UUID) -> HttpResponse:
    """The person's card, read and kept with the case where it says otherwise."""
    case = opened(request, id)
    if request.method != "POST":
        return redirect("counter:mismatch", id)
    try:
        reading, _ = reading_of(request)
        keep_card(by(request, Door.COUNTER, form_key(request)), id, reading=reading)
    except Refused as refused:
        return page(request, case, refused, card_error=True)
    return redirect("counter:mismatch", id)


def opened(request: Asking, id: UUID) -> Mismatch:
    """The case, with the entry that its person was looked at."""
    seen = Mismatch.objects.visible_to(request.who).filter(unit__in=request.who.units)
    found = seen.select_related("person", "unit", "asked").filter(pk=id).first()
    if found is None:
        raise Denied("mismatch.settle")
    key = looking_key(request, id, "mismatch")
    act = by(request, Door.COUNTER, key)
    see_person(act, found.person_id, unit=found.unit, purpose=Purpose.DOSSIER)
    return found


def _act(request: Asking, case: Mismatch) -> None:
    doing = ACTS.get(request.POST.get("act", ""))
    if doing is None:
        raise Denied("mismatch.settle")
    doing(request, case)


def _correct(request: Asking, case: Mismatch) -> None:
    claim = Description(
        nfc(request.POST.get("full_name", ""))[:120],
        _field(request, "birth_date"),
        _field(request, "number", case.person.number),
    )
    sexes = {word: value for value, word in SEXES.items()}
    facts = {one.value: nfc(request.POST.get(one, "")) for one in _also_wrong(case)}
    if Claim.SEX in facts:
        facts[Claim.SEX] = sexes.get(facts[Claim.SEX], "")
    outcomes.correct_claim(
        _by(request), case.id, claim=claim, why=_why(request), facts=facts,
        seen=request.POST.get("seen", ""),
    )  # fmt: skip


def _ask_correction(request: Asking, case: Mismatch) -> None:
    wanted: dict[str, str] = {
        "full_name": nfc(request.POST.get("full_name", ""))[:120],
        "birth_date": _field(request, "birth_date"),
        "number": _field(request, "number"),
    }
    for field in _also_wrong(case):
        wanted[field] = nfc(request.POST.get(field, ""))[:120]
    outcomes.ask_correction(_by(request), case.id, wanted=wanted, proof=_why(request))


def _answer_correction(request: Asking, case: Mismatch) -> None:
    asked = case.corrections.filter(answered_at=None).first()
    done = request.POST.get("done", "")
    if asked is None or done not in ("yes", "no"):
        raise Refused("choose", detail={"label": "Công an trả lời thế nào"})
    outcomes.answer_correction(
        _by(request), asked.id, done=done == "yes", reason=typed(request, "why", LONGEST)
    )


def _same(request: Asking, case: Mismatch) -> None:
    outcomes.say_same(_by(request), case.id, number=_number(request), why=_why(request))


def _two(request: Asking, case: Mismatch) -> None:
    outcomes.say_two(_by(request), case.id, number=_number(request), why=_why(request))


def _advise(request: Asking, case: Mismatch) -> None:
    outcomes.advise_citizen(_by(request), case.id, why=_why(request))


def _ask_again(request: Asking, case: Mismatch) -> None:
    outcomes.ask_once_more(_by(request), case.id, why=_why(request))


def _drop(request: Asking, case: Mismatch) -> None:
    outcomes.drop_case(_by(request), case.id, why=_why(request))


def _reopen(request: Asking, case: Mismatch) -> None:
    outcomes.reopen_case(_by(request), case.id, why=_why(request))


def _undo(request: Asking, case: Mismatch) -> None:
    links = {str(link.id): link.id for link, _ in links_of(request.who, case.person_id)}
    link = links.get(request.POST.get("link", ""))
    if link is None:
        raise Denied("mismatch.link")
    undo_link(_by(request), link, why=_why(request))


ACTS: dict[str, Callable[[Asking, Mismatch], None]] = {
    "correct": _correct,
    "ask-correction": _ask_correction,
    "answer-correction": _answer_correction,
    "same": _same,
    "two": _two,
    "advise": _advise,
    "ask-again": _ask_again,
    "drop": _drop,
    "reopen": _reopen,
    "undo": _undo,
}


def _by(request: Asking) -> Any:
    return by(request, Door.COUNTER, form_key(request))


def _why(request: Asking) -> str:
    return typed(request, "why", LONGEST)


def _number(request: Asking) -> str:
    number = _field(request, "number")
    if not number:
        raise Refused("identity-length")
    return number


def _field(request: Asking, name: str, known: str = "") -> str:
    """A birth date or a number as it is stored, "" where nothing was typed."""
    text = request.POST.get(name, "").strip()
    if text == known:  # an old card's number may stay
        return known
    try:
        if name == "number":
            return shapes.identity_number(text) if text else ""
        return shapes.birth(text, today(request)) if text else ""
    except shapes.Wrong as wrong:
        raise Refused(wrong.code, detail={"label": FIELDS[name]}) from None


def page(
    request: Asking, case: Mismatch, refused: Refused | None = None, **more: Any
) -> HttpResponse:
    elsewhere = said_elsewhere(case)
    found = around(case, [claim for _, claim in elsewhere])
    causes = likely(case.claim, Answer(case.answer), case.answers, found)
    return show(
        request,
        "counter/mismatch.html",
        status=WRONG_FORM if refused else 200,
        case=case,
        answer=in_words(Answer(case.answer), case.answers),
        whole=Answer(case.answer).label,
        answers=[
            (label(field).capitalize(), Answer(case.answers[field]).label, _claimed(case, field))
            for field in Claim
            if field in case.answers
        ],
        step=STEPS[CaseStep(case.step)],
        outcome=OUTCOMES[CaseOutcome(case.outcome)] if case.closed_at else "",
        causes=[WHY[cause] for cause in causes],
        cause=CAUSES[Cause(case.cause)],
        claimed=[(FIELDS[name], shown(name, getattr(case.claim, name))) for name in FIELDS],
        others=[_beside(case, said) for said in elsewhere],
        dossiers=waiting_on(case),
        changes=[(one, _changed(one)) for one in case.changes.order_by("at")],
        corrections=case.corrections.select_related("to").order_by("asked_at"),
        links=links_of(request.who, case.person_id),
        settled_by=_named(case),
        can=_can(request, case),
        said=_said(request, case),
        wanted=_wanted(request, case),
        facts=[_fact(request, case, one) for one in _also_wrong(case)],
        wanted_facts=[_fact(request, case, one, wanted=True) for one in _also_wrong(case)],
        text=_why(request) if request.method == "POST" else "",
        doing=request.POST.get("act", ""),
        refused=[say(refused.code, refused.detail)] if refused else [],
        most=LONGEST,
        now=request.at,
        **more,
    )


def _beside(case: Mismatch, said: Said) -> dict[str, Any]:
    source, claim = said
    is_card = isinstance(source, CardSeen)
    return {
        "card": source if is_card else None,
        "way": SOURCES.get(source.source, "thẻ") if isinstance(source, CardSeen) else "",
        "dossier": None if is_card else source,
        "rows": rows_of(case.claim, claim),
    }


def _named(case: Mismatch) -> str:
    if case.settled_by_id is None:
        return ""
    return officers_named([case.settled_by_id], case.unit_id).get(case.settled_by_id, "")


def _can(request: Asking, case: Mismatch) -> dict[str, bool]:
    settle = may(request.who, "mismatch.settle", case.target)
    out = case.step == CaseStep.POLICE
    return {
        "settle": settle and case.is_open and not out,
        "link": may(request.who, "mismatch.link", case.target) and case.is_open and not out,
        "undo": may(request.who, "mismatch.link", case.target),
        "answer": out and may(request.who, "correction.answer", case.target),
        "reopen": settle and not case.is_open,
    }


def _wanted(request: Asking, case: Mismatch) -> dict[str, str]:
    """What a request to the police begins with: only what the register does not have like this."""
    said = _said(request, case)
    if request.method == "POST":
        return said
    wrong = {name for name, answer in case.answers.items() if answer != Answer.MATCH}
    return {name: value for name, value in said.items() if name in wrong}


def _also_wrong(case: Mismatch) -> list[Claim]:
    """What else the register did not confirm: it alone can be put right there."""
    wrong = {name for name, answer in case.answers.items() if answer != Answer.MATCH}
    return [field for field in Claim if field in wrong and field not in FIELDS]


def _fact(
    request: Asking, case: Mismatch, field: Claim, *, wanted: bool = False
) -> dict[str, Any]:
    """Another fact that can be put right: with what was typed of it, else what is held; `wanted`
    of the police only where the register said more than that it cannot tell."""
    unsure = wanted and case.answers[field] == Answer.INSUFFICIENT
    held = "" if unsure else shown(field, case.held[field])
    return {
        "name": field.value,
        "label": label(field).capitalize(),
        "value": request.POST.get(field, "") if request.method == "POST" else held,
        "words": list(SEXES.values()) if field == Claim.SEX else [],
        "most": longest(field),
    }


def _claimed(case: Mismatch, field: Claim) -> str:
    """What was claimed, where it does not stand in the table below."""
    return "" if field in FIELDS else shown(field, case.claimed.get(field, ""))


def _changed(change: ClaimChange) -> list[tuple[str, str, str]]:
    """Of a correction each field with what stood there and what stands there now."""
    before, after = change.before, change.after
    return [
        (label(one), shown(one, before[one]), shown(one, after[one]))
        for one in after
        if before.get(one) != after[one]
    ]


def _said(request: Asking, case: Mismatch) -> dict[str, str]:
    """What a form begins with: what was typed, else what is held by now."""
    if request.method == "POST":
        return {name: request.POST.get(name, "") for name in FIELDS}
    return {name: shown(name, case.held[name]) for name in FIELDS}
