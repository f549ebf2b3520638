"""What officers do with a dossier at the desk, from accepting it to handing over the result."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db.models import Q

from motcua.actions.act import By, action, allow, tell
from motcua.actions.dossier import changed, close, hold, set_date, version_behind
from motcua.actions.holding import keep_accepted, take_back
from motcua.records.document import Paper
from motcua.records.dossier import Consent, Dossier, Finding, Request, next_in_book
from motcua.records.once_only import AskedAnyway
from motcua.records.verification import Verification
from motcua.rules import dossier as rules
from motcua.rules import events
from motcua.rules.dossier import Delivery, Money, State, Step
from motcua.rules.events import (
    DossierAccepted,
    DossierDecided,
    DossierRefused,
    DossierTaken,
    FeeTaken,
    PaperSighted,
    ResultHandedOver,
    SentBack,
    SupplementAsked,
)
from motcua.rules.number import BOOKS
from motcua.rules.once_only import Ground, held_in
from motcua.rules.parts import Component, Field
from motcua.rules.permission import Purpose
from motcua.rules.procedure import Version
from motcua.rules.refusal import Refused
from motcua.rules.verification import Answer
from motcua.rules.wall_clock import local

ANSWER_WITHIN = timedelta(days=10)


@action
def accept(by: By, dossier: UUID, *, revision: int | None = None) -> Dossier:
    """The dossier is complete and correct: the clock starts, and the receipt says when it ends."""
    held = hold(dossier, revision)
    allow(by, "dossier.accept", held.target, Purpose.DOSSIER)
    held.state = rules.after(State(held.state), Step.ACCEPT)
    held.accepted_at = by.at
    set_date(held)
    assert held.due_at is not None
    held.officer_id = by.account
    changed(held, by.at)
    tell(by, DossierAccepted(**held.matter, due=held.due_at))
    return held


@action
def take(by: By, dossier: UUID, *, revision: int | None = None) -> Dossier:
    """An officer takes the dossier into their own hands."""
    held = hold(dossier, revision)
    allow(by, "dossier.take", held.target, Purpose.DOSSIER)
    held.state = rules.after(State(held.state), Step.TAKE)
    held.officer_id = by.account
    changed(held, by.at)
    tell(by, DossierTaken(**held.matter, officer=by.account))
    return held


@action
def ask_supplement(
    by: By,
    dossier: UUID,
    *,
    items: Sequence[dict[str, str]],
    again: bool = False,
    revision: int | None = None,
) -> Request:
    """Ask once, for everything that is wrong, each thing with its reason and article.

    A second request makes the dossier count as late; it must be meant (`again`). `items` are
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
    rules.check_not_held(version, held.answers, keys, grounded)
    if held.requests and not again:
        raise Refused("second-request-counts-late", "QĐ 766/QĐ-TTg, chỉ số 2.1")
    held.state = rules.after(State(held.state), Step.ASK)
    held.requests += 1
    request = Request.objects.create(
        dossier=held,
        unit_id=held.unit_id,
        number=next_in_book(held.unit_id, BOOKS["request"], local(by.at).date()),
        items=_items_asked(version, items),
        asked_by_id=by.account,
        asked_at=by.at,
        answer_by=local(by.at).date() + ANSWER_WITHIN,
    )
    set_date(held)
    changed(held, by.at)
    tell(by, SupplementAsked(**held.matter, request=request.id, items=len(items), again=again))
    _note_asked_anyway(by, held, request, set(held_in(version, held.answers)), items)
    return request


def _items_asked(version: Version, items: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """Each thing asked for, in the words the citizen reads, with the article it rests on."""
    parts: list[Component | Field] = [*version.components, *version.fields]
    named = {part.key: part for part in parts}
    return [
        {
            "key": item["key"],
            "label": named[item["key"]].label,
            "why": item["why"].strip(),
            "basis": named[item["key"]].citation,
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
        told = events.AskedAnyway(**matter, request=request.id, ground=ground, items=len(keys))
        tell(by, told)


@action
def refuse(
    by: By, dossier: UUID, *, reason: str, basis: str, revision: int | None = None
) -> Dossier:
    """Refuse with a reason in plain words and the article it rests on."""
    held = hold(dossier, revision)
    allow(by, "dossier.refuse", held.target, Purpose.DOSSIER)
    if not reason.strip() or not basis.strip():
        raise Refused("refusal-needs-reason-and-article")
    held.state = rules.after(State(held.state), Step.REFUSE)
    held.reason, held.reason_basis = reason.strip(), basis.strip()
    held.decision_number = next_in_book(held.unit_id, BOOKS["refusal"], local(by.at).date())
    close(held, by.at, judged=held.accepted_at is not None)
    changed(held, by.at)
    tell(by, DossierRefused(**held.matter, state=State(held.state), late=held.late))
    return held


@action
def note_sighting(by: By, dossier: UUID, *, fields: Sequence[str], agrees: bool = True) -> Dossier:
    """The officer saw the paper itself and says which fields agree with it."""
    held = hold(dossier)
    allow(by, "dossier.note-sighting", held.target, Purpose.DOSSIER)
    known = {field.key for field in version_behind(held).fields}
    if not fields or set(fields) - known:
        raise Refused("field-unknown")
    for field in fields:
        Finding.objects.update_or_create(
            dossier=held,
            field=field,
            source=Finding.Source.SIGHTED,
            defaults={
                "unit_id": held.unit_id,
                "agrees": agrees,
                "by": by.account,
                "at": by.at,
            },
        )
    tell(by, PaperSighted(**held.matter, fields=len(fields)))
    return held


@action
def take_fee(by: By, dossier: UUID, *, amount: int) -> Dossier:
    """The fee is paid at the counter; the amount must be what is due."""
    held = hold(dossier)
    allow(by, "dossier.take-fee", held.target, Purpose.COUNTER)
    if held.money != Money.DUE:
        raise Refused("no-fee-due")
    if amount != held.fee:
        raise Refused("fee-differs", detail={"fee": held.fee})
    held.money = Money.PAID
    changed(held, by.at)
    tell(by, FeeTaken(**held.matter, amount=amount))
    return held


@action
def decide(by: By, dossier: UUID, *, revision: int | None = None) -> Dossier:
    """The officer answers for the content; a clerk makes the paper, the leader signs it.

    What must be settled first: consents given, the register not against it, the fee paid.
    """
    held = hold(dossier, revision)
    allow(by, "dossier.decide", held.target, Purpose.DOSSIER)
    blocking = blockers(held)
    if blocking:
        raise Refused(blocking[0], detail={"all": blocking})
    held.state = rules.after(State(held.state), Step.DECIDE)
    held.officer_id = by.account
    held.sent_back_why = None
    if held.decision_number is None:  # sent back, it keeps the one it has
        book = BOOKS[version_behind(held).result.paper]
        held.decision_number = next_in_book(held.unit_id, book, local(by.at).date())
    changed(held, by.at)
    tell(by, DossierDecided(**held.matter, officer=by.account))
    keep_accepted(by, held)
    return held


def blockers(held: Dossier) -> list[str]:
    """Sentence codes of what must be settled before a decision."""
    found = []
    if Consent.objects.filter(Q(given=None) | Q(given=False), dossier=held).exists():
        found.append("consent-missing")
    if held.money == Money.DUE:
        found.append("fee-not-paid")
    answers = Verification.objects.filter(dossier=held).values_list("answer", flat=True)
    sighted = Finding.objects.filter(dossier=held, source=Finding.Source.SIGHTED, agrees=True)
    if any(a not in ("", Answer.MATCH) for a in answers) and not sighted.exists():
        found.append("register-disagrees")
    if "" in answers and not sighted.exists():
        found.append("not-yet-verified")
    return found


@action
def send_back(by: By, dossier: UUID, *, why: str) -> Dossier:
    """The leader does not sign: the officer who decided has it back, and reads why."""
    held = hold(dossier)
    allow(by, "dossier.return-from-signing", held.target, Purpose.SIGNING)
    if not why.strip():
        raise Refused("reason-missing")
    held.sent_back_why = why.strip()[:500]
    held.state = rules.after(State(held.state), Step.SEND_BACK)
    unsigned = (Paper.State.TO_SIGN, Paper.State.SIGNING)
    Paper.objects.filter(dossier=held, state__in=unsigned).update(
        state=Paper.State.REVOKED,
        ended_at=by.at,
        ended_why="lãnh đạo trả lại, chưa ký",
        replaces=None,
    )
    changed(held, by.at)
    tell(by, SentBack(**held.matter))
    take_back(by, held)
    return held


@action
def hand_over(by: By, dossier: UUID) -> Dossier:
    """The result is in the applicant's hands: given at the counter, or downloaded."""
    held = hold(dossier)
    downloaded = by.actor.person in held.target.people
    if downloaded:
        allow(by, "document.read", held.target, Purpose.OWN)
    else:
        allow(by, "dossier.hand-over", held.target, Purpose.COUNTER)
    held.state = rules.after(State(held.state), Step.HAND_OVER)
    held.delivery = Delivery.FETCHED if downloaded else Delivery.HANDED
    changed(held, by.at)
    tell(by, ResultHandedOver(**held.matter, downloaded=downloaded))
    return held
