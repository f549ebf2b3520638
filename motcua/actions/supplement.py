"""Asking the citizen for what is wrong or missing, once or with leave again; and their answer."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.actions.act import By, action, allow, tell
from motcua.actions.dossier import changed, hold, move, set_date, version_behind
from motcua.records.deadlines import deadlines
from motcua.records.document import Attachment
from motcua.records.dossier import Dossier, Request, next_in_book
from motcua.records.once_only import AskedAnyway
from motcua.records.procedure import once_only
from motcua.records.supplement import SecondRequest
from motcua.records.timeline import calendar_of
from motcua.rules import dossier as rules
from motcua.rules.catalogue.once_only import Ground, given_anew, held_in
from motcua.rules.catalogue.parts import Component, Field
from motcua.rules.catalogue.procedure import Version
from motcua.rules.dossier import State, Step
from motcua.rules.events.dossier import AskedAnyway as ToldAskedAnyway
from motcua.rules.events.dossier import (
    SecondRequestAnswered,
    SecondRequestSought,
    SupplementAnswered,
    SupplementAsked,
    SupplementReminded,
)
from motcua.rules.events.stage import StageAnswered
from motcua.rules.number import BOOKS
from motcua.rules.permission import Purpose
from motcua.rules.refusal import Denied, Refused
from motcua.rules.supplement import WORD_MOST, Given, given_for, is_empty
from motcua.rules.time.wall_clock import local
from motcua.rules.time.working_time import due_on, working_minutes
from motcua.rules.words.names import nfc


@action
def ask_supplement(
    by: By,
    dossier: UUID,
    *,
    items: Sequence[dict[str, str]],
    revision: int | None = None,
) -> Request:
    """Ask once, for everything that is wrong, each thing with its reason and article.

    A second request makes the dossier count as late: a leader must have allowed it. `items` are
    {"key", "why"}: a field or a component of this dossier's version. What the State holds is
    refused unless the item names one of the law's grounds (`"ground"`): leaders see each case.
    """
    held = hold(dossier, revision)
    allow(by, "dossier.ask-supplement", held.target, Purpose.DOSSIER)
    version = version_behind(held)
    if not items or any(not item.get("why", "").strip() for item in items):
        raise Refused("request-needs-reasons")
    keys = [item["key"] for item in items]
    grounded = [item["key"] for item in items if item.get("ground")]
    rules.check_not_held(version, held.answers, keys, once_only().citation, grounded)
    allowed = _allowed_again(held)
    number = next_in_book(held.unit_id, BOOKS["request"], local(by.at).date())
    request = put_request(by, held, version, items, number=number, asked_by_id=by.account)
    if allowed:
        allowed.request = request
        allowed.save(update_fields=["request"])
    again = allowed is not None
    tell(by, SupplementAsked(**held.matter, request=request.id, items=len(items), again=again))
    _note_asked_anyway(by, held, request, set(held_in(version, held.answers)), items)
    return request


def put_request(
    by: By, held: Dossier, version: Version, items: Sequence[Mapping[str, str]], **more: Any
) -> Request:
    """The clock stops, and the citizen has until a day to answer: a part of the act that asks."""
    move(held, Step.ASK)
    held.requests += 1
    limit = deadlines().answer_within(held.procedure)
    request = Request.objects.create(
        dossier=held,
        unit_id=held.unit_id,
        items=_items_asked(version, items),
        asked_at=by.at,
        answer_by=due_on(local(by.at), limit, calendar_of(held)).at.date(),
        **more,
    )
    set_date(held)
    changed(held, by.at)
    return request


def _allowed_again(held: Dossier) -> SecondRequest | None:
    """A leader's leave to ask again; the first request needs none."""
    if not held.requests:
        return None
    leave = SecondRequest.objects.usable().filter(dossier=held).first()
    if leave is None:
        raise Refused("second-request-needs-leader", deadlines().second.citation)
    return leave


def _items_asked(version: Version, items: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """Each thing asked for, in the words the citizen reads, with the article it rests on."""
    parts: list[Component | Field] = [*version.components, *version.fields]
    named = {part.key: part for part in parts}
    return [
        {
            "key": item["key"],
            "label": named[item["key"]].label,
            "why": item["why"].strip(),
            "basis": item.get("basis") or named[item["key"]].citation,
        }
        for item in items
    ]


def _note_asked_anyway(
    by: By, held: Dossier, request: Request, known: set[str], items: Sequence[dict[str, str]]
) -> None:
    """Put down which of the things asked for are held, and on what ground they are asked."""
    grounds: dict[Ground, list[str]] = {}
    for item in items:
        if item.get("ground") and item["key"] in known:
            grounds.setdefault(Ground(item["ground"]), []).append(item["key"])
    for ground, keys in grounds.items():
        AskedAnyway.objects.bulk_create(
            AskedAnyway(
                dossier=held,
                request=request,
                unit_id=held.unit_id,
                part=key,
                ground=ground,
                officer_id=by.account,
                at=by.at,
            )
            for key in keys
        )
        matter = held.matter
        told = ToldAskedAnyway(**matter, request=request.id, ground=ground, items=len(keys))
        tell(by, told)


@action
def seek_second_request(
    by: By, dossier: UUID, *, why: str, revision: int | None = None
) -> SecondRequest:
    """The officer would ask again, and says to the leader why: the dossier will count as late."""
    held = hold(dossier, revision)
    allow(by, "dossier.ask-supplement", held.target, Purpose.DOSSIER)
    rules.after(State(held.state), Step.ASK)
    if not held.requests:
        raise Refused("first-request-needs-no-leader")
    if not why.strip():
        raise Refused("reason-missing")
    sought = SecondRequest.objects.filter(dossier=held)
    if sought.awaited().exists() or sought.usable().exists():
        raise Refused("second-request-sought-already")
    second = SecondRequest.objects.create(
        dossier=held,
        unit_id=held.unit_id,
        officer_id=by.account,
        why=why.strip()[:500],
        sought_at=by.at,
    )
    tell(by, SecondRequestSought(**held.matter, second=second.id))
    return second


@action
def answer_second_request(by: By, second: UUID, *, allowed: bool, word: str) -> SecondRequest:
    """A leader allows a second request or not, with a reason, and never their own wish."""
    wish = SecondRequest.objects.filter(pk=second)
    about = wish.values_list("dossier", flat=True).first()
    if about is None:
        raise Denied("dossier.allow-second-request")
    held, found = hold(about), wish.get()  # the dossier first, as every act on it
    allow(by, "dossier.allow-second-request", held.target, Purpose.DOSSIER)
    if found.answered_at:
        raise Refused("second-request-answered-already")
    if found.officer_id == by.account:
        raise Refused("own-wish")
    if not word.strip():
        raise Refused("reason-missing")
    found.allowed, found.word = allowed, word.strip()[:500]
    found.leader_id, found.answered_at = by.account, by.at
    found.save(update_fields=["allowed", "word", "leader", "answered_at"])
    tell(by, SecondRequestAnswered(**held.matter, second=found.id, allowed=allowed))
    return found


@action
def answer_request(
    by: By, dossier: UUID, *, answers: Mapping[str, Any], words: Mapping[str, str] | None = None
) -> Dossier:
    """Give what was asked for, and only that; the clock runs on from here. What stays as it was
    needs a word why it is right: `words`, by its key."""
    held = hold(dossier)
    purpose = Purpose.OWN if by.actor.person in held.target.people else Purpose.COUNTER
    allow(by, "dossier.answer-request", held.target, purpose)
    request = Request.objects.unanswered().filter(dossier=held).first()
    if request is None:
        raise nothing_to_answer(held)
    given = {key: now for key, now in answers.items() if not is_empty(now)} | _handed(request)
    words = {key: nfc(word)[:WORD_MOST] for key, word in (words or {}).items()}
    _check_answered(held, request, given, words)
    held.answers = given_anew(held.answers, answers, request.marked & given.keys())
    move(held, rules.answering(held.accepted_at))
    request.answered_at = by.at
    request.items = [
        item | ({"word": words[item["key"]]} if words.get(item["key"]) else {})
        for item in request.items
    ]
    request.save(update_fields=["answered_at", "items"])
    waited = working_minutes(local(request.asked_at), local(by.at), calendar_of(held))
    set_date(held)
    changed(held, by.at)
    tell(
        by,
        SupplementAnswered(
            **held.matter, request=request.id, waited_minutes=waited, due=held.due_at
        ),
    )
    if request.asked_by_id is None:
        tell(by, StageAnswered(**held.matter, request=request.id))
    return held


def nothing_to_answer(held: Dossier) -> Refused:
    """Why there is nothing to answer: it was answered, or stopped, or never asked."""
    last = Request.objects.filter(dossier=held).order_by("asked_at").last()
    if last is None:
        return Refused("nothing-was-asked")
    if last.answered_at is None:
        return Refused("answered-too-late")
    return Refused(
        "request-answered-already", detail={"at": f"{local(last.answered_at):%H:%M %d/%m/%Y}"}
    )


def stood(held: Dossier, request: Request) -> dict[str, Any]:
    """What the dossier had when it was asked, by key: an answer, or the hashes of papers (where
    the State holds a paper, who does)."""
    papers = _papers(held.id, at__lt=request.asked_at)
    holders = held_in(version_behind(held), held.answers).items()
    instead = {key: frozenset({holder}) for key, holder in holders}
    return {
        key: papers.get(key) or held.answers.get(key) or instead.get(key) for key in request.marked
    }


def _handed(request: Request) -> dict[str, Any]:
    """The papers handed in since it was asked, as what is given for them."""
    return {**_papers(request.dossier_id, at__gte=request.asked_at)}


def _papers(dossier: UUID, **when: datetime) -> dict[str, frozenset[str]]:
    files = Attachment.objects.filter(dossier=dossier, removed=False, **when)
    found: dict[str, set[str]] = {}
    for component, hash in files.values_list("component", "sha256"):
        found.setdefault(component, set()).add(hash)
    return {component: frozenset(hashes) for component, hashes in found.items()}


def _check_answered(
    held: Dossier, request: Request, given: Mapping[str, Any], words: Mapping[str, str]
) -> None:
    """Everything asked for must be there, and be another than it was or have a word why not."""
    before = stood(held, request)
    came: dict[Given, list[dict[str, str]]] = {one: [] for one in Given}
    for item in request.items:
        key = item["key"]
        came[given_for(before[key], given.get(key), words.get(key, ""))].append(item)
    missing, same = came[Given.NOTHING], came[Given.THE_SAME]
    if missing or same:
        code = "request-not-answered" if missing else "request-unchanged"
        labels = ", ".join(item["label"] for item in same)
        raise Refused(code, detail={"items": missing, "unchanged": same, "label": labels})


@action
def remind_answer(by: By, request: UUID) -> Request:
    """The time to answer is nearly over: the citizen is told once."""
    asked = Request.objects.filter(pk=request)
    held, found = hold(asked.values_list("dossier", flat=True).get()), asked.get()
    allow(by, "clerk.record", held.target, Purpose.DOSSIER)
    if found.answered_at or found.reminded_at or held.state != State.WAITING:
        raise Refused("nothing-was-asked")
    found.reminded_at = by.at
    found.save(update_fields=["reminded_at"])
    tell(by, SupplementReminded(**held.matter, request=found.id, answer_by=found.answer_by))
    return found
