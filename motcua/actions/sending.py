"""What becomes of a stage at another agency: sent, taken in, asked about, answered, or stuck."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from motcua.actions.act import By, action, allow, tell
from motcua.actions.deciding import keep_outcome
from motcua.actions.dossier import changed, close, hold, move, set_date, version_behind
from motcua.actions.supplement import put_request
from motcua.records.deadlines import deadlines
from motcua.records.dossier import Dossier, Request
from motcua.records.procedure import once_only
from motcua.records.sending import Sending
from motcua.records.timeline import calendar_of
from motcua.rules.dossier import State, Step, check_not_held
from motcua.rules.events.document import ResultNoted
from motcua.rules.events.stage import (
    StageAcknowledged,
    StageAsked,
    StageEnded,
    StageRefused,
    StageSent,
    StageStuck,
    StageTold,
)
from motcua.rules.permission import Purpose
from motcua.rules.refusal import Refused
from motcua.rules.sending import Hitch
from motcua.rules.time.wall_clock import local


@action
def note_sent(by: By, sending: UUID) -> Sending:
    """The agency's system has the stage."""
    found, held = _of(by, sending)
    if found.sent_at is None:
        found.sent_at = by.at
        _unhitch(found)
    changed(held, by.at)
    tell(by, StageSent(**held.matter))
    return found


@action
def note_acknowledged(by: By, sending: UUID) -> Sending:
    """The agency says that it has taken it in: its time runs since it had the file.

    Source: NĐ 63/2024/NĐ-CP Điều 7, Điều 8 as amended by NĐ 301/2026/NĐ-CP: from the day the
    electronic file was received.
    """
    found, held = _of(by, sending)
    if found.acknowledged_at is None:
        _acknowledge(by, found, held)
    _unhitch(found)
    assert held.due_at is not None
    tell(by, StageAcknowledged(**held.matter, due=held.due_at))
    return found


def _acknowledge(by: By, found: Sending, held: Dossier) -> None:
    found.sent_at = found.sent_at or by.at
    found.acknowledged_at = by.at
    _unhitch(found)
    if held.state == State.SUBMITTED:
        move(held, Step.ACCEPT)
        held.accepted_at = found.sent_at
        set_date(held)
    changed(held, by.at)


@action
def note_asked(
    by: By, sending: UUID, *, question: UUID, items: Sequence[Mapping[str, str]]
) -> Request:
    """The agency asks the citizen for something: its clock stops, and they are asked here, field
    by field, as by our own officers; what the State holds is not asked for an agency either.

    `items` are {"key", "why", "basis"}. Another question takes the place of one that is open.
    """
    found, held = _open_at_agency(by, sending)
    version = version_behind(held)
    check_not_held(version, held.answers, [one["key"] for one in items], once_only().citation)
    found.question = question
    _unhitch(found)
    request = put_request(by, held, version, items, id=found.request_id(question))
    tell(by, StageAsked(**held.matter, request=request.id, items=len(items)))
    return request


@action
def note_told(by: By, sending: UUID) -> Sending:
    """The agency has what it asked for."""
    found, held = _of(by, sending)
    found.question = None
    _unhitch(found)
    tell(by, StageTold(**held.matter))
    return found


@action
def note_ended(by: By, sending: UUID) -> Sending:
    """What was withdrawn or stopped here has ended at the agency too: it is asked no more."""
    found, held = _of(by, sending)
    if held.is_open:
        raise Refused("step-not-allowed", detail={"state": held.state})
    found.answered_at, found.question = by.at, None
    _unhitch(found)
    tell(by, StageEnded(**held.matter))
    return found


@action
def note_done(by: By, sending: UUID, *, outcome: Mapping[str, Any]) -> Dossier:
    """The agency has decided: its number and day are kept, the stage is done."""
    found, held = _open_at_agency(by, sending)
    keep_outcome(by, held, outcome)
    move(held, Step.NOTE)
    _answered(by, found, held)
    tell(by, ResultNoted(**held.matter, late=bool(held.late)))
    return held


@action
def note_refused(by: By, sending: UUID, *, reason: str, basis: str) -> Dossier:
    """The agency does not grant it, and says why."""
    found, held = _open_at_agency(by, sending)
    if not reason.strip():
        raise Refused("reason-missing")
    held.reason, held.reason_basis = reason.strip(), basis.strip()[:300]
    move(held, Step.REFUSE)
    _answered(by, found, held)
    tell(by, StageRefused(**held.matter, state=State(held.state), late=held.late))
    return held


@action
def note_stuck(by: By, sending: UUID, *, misunderstood: bool = False) -> Sending:
    """It hangs on its way longer than it may, or what the agency says cannot be taken: whoever
    runs the house sees it the same day."""
    found, held = _of(by, sending)
    hitch = Hitch.MISUNDERSTOOD if misunderstood else hitch_of(found, held, by)
    if hitch is None or found.hitch == hitch:
        raise Refused("not-stuck")
    found.hitch, found.hitch_at = hitch, by.at
    found.save(update_fields=["hitch", "hitch_at"])
    tell(by, StageStuck(**held.matter, hitch=hitch))
    return found


def hitch_of(found: Sending, held: Dossier, by: By) -> Hitch | None:
    """Where it hangs now, by the times the law gives."""
    times = deadlines()
    limits = times.send.span, times.acknowledge.limit
    return found.passage.hitch(local(by.at), *limits, calendar_of(held))


def _of(by: By, sending: UUID) -> tuple[Sending, Dossier]:
    found = Sending.objects.select_for_update(of=("self",)).get(pk=sending)
    held = hold(found.dossier_id)
    allow(by, "clerk.record", held.target, Purpose.DOSSIER)
    return found, held


def _open_at_agency(by: By, sending: UUID) -> tuple[Sending, Dossier]:
    """What the agency may still answer: taken in there first, if it never said so. What it asked
    for and was not given yet is not wanted any more."""
    found, held = _of(by, sending)
    if found.answered_at is not None or not held.is_open:
        raise Refused("step-not-allowed", detail={"state": held.state})
    if found.acknowledged_at is None:
        _acknowledge(by, found, held)
    if held.state == State.WAITING:
        Request.objects.unanswered().filter(dossier=held).update(answered_at=by.at)
        move(held, Step.GO_ON)
    found.question = None
    return found, held


def _answered(by: By, found: Sending, held: Dossier) -> None:
    close(by, held, judged=True)
    found.answered_at = by.at
    _unhitch(found)
    changed(held, by.at)


def _unhitch(found: Sending) -> None:
    found.hitch, found.hitch_at = "", None
    found.save()
