"""How a dossier ends without a result: refused, or stopped, by an officer or by time."""

from uuid import UUID

from motcua.actions.act import By, action, allow, tell
from motcua.actions.dossier import changed, close, hold, move
from motcua.records.deadlines import deadlines
from motcua.records.dossier import Dossier, Request, next_in_book
from motcua.records.signer import may_decide
from motcua.rules.dossier import State, Step
from motcua.rules.events.dossier import DossierRefused, DossierStopped
from motcua.rules.number import BOOKS
from motcua.rules.permission import Purpose
from motcua.rules.refusal import Denied, Refused
from motcua.rules.time.wall_clock import local

UNANSWERED = "Hết thời gian bổ sung (đến ngày {day}) mà hồ sơ chưa được bổ sung."


@action
def refuse(
    by: By, dossier: UUID, *, reason: str, basis: str, revision: int | None = None
) -> Dossier:
    """Refuse with a reason in plain words and the article it rests on."""
    held = hold(dossier, revision)
    allow(by, "dossier.refuse", held.target, Purpose.DOSSIER)
    _end(by, held, Step.REFUSE, "refusal", reason, basis)
    tell(by, DossierRefused(**held.matter, state=State(held.state), late=held.late))
    return held


@action
def stop(
    by: By, dossier: UUID, *, reason: str, basis: str, revision: int | None = None
) -> Dossier:
    """Stop what was accepted, with a reason in plain words and the article it rests on.

    Source: form 05, TT 03/2025/TT-VPCP.
    """
    held = hold(dossier, revision)
    allow(by, "dossier.stop", held.target, Purpose.DOSSIER)
    if not may_decide(by.actor, held, local(by.at).date()):  # whose it is to decide
        raise Denied("dossier.stop")
    _end(by, held, Step.STOP, "stop", reason, basis)
    tell(by, DossierStopped(**held.matter, unanswered=False, late=held.late))
    return held


@action
def stop_unanswered(by: By, dossier: UUID) -> Dossier:
    """The time to answer is over and nothing came: the dossier stops by itself."""
    held = hold(dossier)
    allow(by, "clerk.record", held.target, Purpose.DOSSIER)
    asked = Request.objects.unanswered().filter(dossier=held).first()
    if asked is None or local(by.at).date() <= asked.answer_by:
        raise Refused("step-not-allowed", detail={"state": held.state})
    reason = UNANSWERED.format(day=f"{asked.answer_by:%d/%m/%Y}")
    _end(by, held, Step.STOP, "stop", reason, deadlines().stop.citation)
    tell(by, DossierStopped(**held.matter, unanswered=True, late=held.late))
    return held


def _end(by: By, held: Dossier, step: Step, paper: str, reason: str, basis: str) -> None:
    """End it with what the citizen is to read; what was accepted is judged."""
    if not reason.strip() or not basis.strip():
        raise Refused("refusal-needs-reason-and-article")
    move(held, step)
    held.reason, held.reason_basis = reason.strip(), basis.strip()
    held.decision_number = next_in_book(held.unit_id, BOOKS[paper], local(by.at).date())
    close(by, held, judged=held.accepted_at is not None)
    changed(held, by.at)
