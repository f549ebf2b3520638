"""What officers do with a dossier at the desk, from accepting it to deciding it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from motcua.actions.act import By, action, allow, tell
from motcua.actions.deciding import allow_deciding, check_settled, keep_outcome
from motcua.actions.dossier import changed, hold, move, set_date, version_behind
from motcua.actions.holding import keep_accepted, take_back
from motcua.actions.unverified import check_verified
from motcua.records.account import Account
from motcua.records.document import Paper
from motcua.records.dossier import Dossier, next_in_book
from motcua.records.handover import HandOver
from motcua.records.signer import is_signer
from motcua.rules.dossier import Money, Step
from motcua.rules.events.dossier import (
    DossierAccepted,
    DossierAssigned,
    DossierDecided,
    DossierTaken,
    FeeTaken,
    SentBack,
)
from motcua.rules.events.stage import StagesDue
from motcua.rules.permission import Purpose, may
from motcua.rules.refusal import Denied, Refused
from motcua.rules.time.wall_clock import local
from motcua.rules.verification_law import Paused

NOTE_MOST = 300  # letters of a word to whoever is given a dossier


@action
def accept(by: By, dossier: UUID, *, revision: int | None = None) -> Dossier:
    """The dossier is complete and correct: the clock starts, and the receipt says when it ends."""
    held = hold(dossier, revision)
    allow(by, "dossier.accept", held.target, Purpose.DOSSIER)
    check_verified(held, Paused.ACCEPT)
    move(held, Step.ACCEPT)
    held.accepted_at = by.at
    set_date(held)
    assert held.due_at is not None
    held.officer_id = by.account
    changed(held, by.at)
    tell(by, DossierAccepted(**held.matter, due=held.due_at))
    if version_behind(held).stages:
        tell(by, StagesDue(**held.matter))
    return held


@action
def take(by: By, dossier: UUID, *, revision: int | None = None) -> Dossier:
    """An officer takes the dossier into their own hands."""
    held = hold(dossier, revision)
    allow(by, "dossier.take", held.target, Purpose.DOSSIER)
    move(held, Step.TAKE)
    held.officer_id = by.account
    changed(held, by.at)
    tell(by, DossierTaken(**held.matter, officer=by.account))
    return held


@action
def assign(
    by: By, dossier: UUID, *, to: UUID, note: str = "", revision: int | None = None
) -> Dossier:
    """Give the dossier into the hands of another officer of its unit, with a word to them.

    Whoever could not take it themselves cannot be given it: another unit's officer, or one whose
    own matter it is. Source: one row of form 06, TT 03/2025/TT-VPCP.
    """
    held = hold(dossier, revision)
    allow(by, "dossier.assign", held.target, Purpose.DOSSIER)
    if not held.is_open:
        raise Refused("step-not-allowed", detail={"state": held.state})
    if held.officer_id == to:
        raise Refused("in-their-hands-already")
    taker = Account.objects.filter(pk=to, locked=False).first()
    if taker is None or not may(taker.who(local(by.at).date(), None), "dossier.take", held.target):
        raise Refused("cannot-be-given-to-them")
    given = HandOver.objects.create(
        dossier=held,
        unit_id=held.unit_id,
        giver_id=by.account,
        taker=taker,
        note=note.strip()[:NOTE_MOST],
        at=by.at,
    )
    was, held.officer = held.officer_id, taker
    changed(held, by.at)
    tell(by, DossierAssigned(**held.matter, hand_over=given.id, officer=to, was=was))
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
    move(held, Step.PAY)
    changed(held, by.at)
    tell(by, FeeTaken(**held.matter, amount=amount))
    return held


@action
def decide(
    by: By,
    dossier: UUID,
    *,
    outcome: Mapping[str, Any] | None = None,
    revision: int | None = None,
) -> Dossier:
    """The officer answers for the content; a clerk makes the paper, the leader signs it.

    What must be settled first: consents given, the register not against it, the fee paid, somebody
    there to sign.
    `outcome` is what the version wants of the officer.
    """
    held = hold(dossier, revision)
    version = version_behind(held)
    allow_deciding(by, held)
    if version.noted:
        raise Refused("result-is-noted")
    check_settled(by, held)
    keep_outcome(by, held, outcome or {})
    move(held, Step.DECIDE)
    held.officer_id = by.account
    held.sent_back_why = None
    if held.decision_number is None:  # sent back, it keeps the one it has
        book = version.result.sign
        held.decision_number = next_in_book(held.unit_id, book, local(by.at).date())
    changed(held, by.at)
    tell(by, DossierDecided(**held.matter, officer=by.account))
    keep_accepted(by, held)
    return held


@action
def send_back(by: By, dossier: UUID, *, why: str) -> Dossier:
    """The leader does not sign: the officer who decided has it back, and reads why."""
    held = hold(dossier)
    allow(by, "dossier.return-from-signing", held.target, Purpose.SIGNING)
    if not is_signer(by.account, held, local(by.at).date()):
        raise Denied("dossier.return-from-signing")
    if not why.strip():
        raise Refused("reason-missing")
    held.sent_back_why = why.strip()[:500]
    move(held, Step.SEND_BACK)
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
