"""A filing of several stages (liên thông) goes on: what can begin becomes a dossier of its own.

Source: NĐ 63/2024/NĐ-CP Điều 4 khoản 3, Điều 7, Điều 8 as amended by NĐ 301/2026/NĐ-CP: what was
said once is handed on, and each result is there as soon as its stage is done.
"""

from collections.abc import Collection
from typing import Any
from uuid import UUID, uuid5

from motcua.actions.act import By, action, allow, tell
from motcua.actions.consent import ask_consents
from motcua.actions.dossier import (
    changed,
    close,
    expected_due,
    hold,
    move,
    set_date,
    version_behind,
)
from motcua.records.document import Attachment
from motcua.records.dossier import Dossier, Party, next_serial
from motcua.records.outcome import DossierOutcome
from motcua.records.portal import put_down
from motcua.records.sending import Sending
from motcua.records.timeline import followed
from motcua.rules.catalogue.once_only import KNOWN_FIELDS
from motcua.rules.catalogue.procedure import Version
from motcua.rules.catalogue.stage import Stage
from motcua.rules.dossier import State, Step, steps_from
from motcua.rules.events.document import Attached
from motcua.rules.events.dossier import DossierWithdrawn
from motcua.rules.events.stage import StageBegun, StagesOver, StageToSend, WentOn
from motcua.rules.number import format_number
from motcua.rules.permission import Purpose
from motcua.rules.time.wall_clock import local
from motcua.rules.whole import StageState, is_over, stage_states

HANDED_ON = (Party.Role.APPLICANT, Party.Role.REPRESENTATIVE, Party.Role.MEMBER)
SAME = ("account", "unit_id", "component", "name", "sha256", "size", "media_type", "at",
        "check_state")  # fmt: skip
WITHOUT = "Không việc nào của hồ sơ liên thông có kết quả. Lý do ghi ở từng việc."


@action
def go_on(by: By, whole: UUID) -> Dossier:
    """Begin every stage of a filing that can begin, and close the filing when all are over.

    A filing that was withdrawn takes its open stages with it. Done again, it does nothing more.
    """
    held = hold(whole)
    allow(by, "clerk.record", held.target, Purpose.DOSSIER)
    version = version_behind(held)
    parts = {
        one.stage: one
        for one in Dossier.objects.filter(part_of=held).select_for_update(no_key=True)
    }
    began = 0
    if held.state == State.WITHDRAWN:
        _withdraw_open(by, parts.values())
    elif held.is_open:
        began = _begin_ready(by, held, version, parts)
        _close_when_over(by, held, version, parts)
    left = len(_states_of(held, version, parts)) - len(parts)
    tell(by, WentOn(**held.matter, began=began, left=left))
    return held


def _states_of(
    held: Dossier, version: Version, parts: dict[str, Dossier]
) -> dict[str, StageState]:
    begun = {key: State(part.state) for key, part in parts.items()}
    return stage_states(version.stages, held.answers, begun)


def _begin_ready(by: By, held: Dossier, version: Version, parts: dict[str, Dossier]) -> int:
    states = _states_of(held, version, parts)
    ready = [one for one in version.stages if states.get(one.key) is StageState.READY]
    if ready and held.state == State.ACCEPTED:
        move(held, Step.DIVIDE)
        changed(held, by.at)
    added = _added(parts.values())
    for stage in ready:
        parts[stage.key] = _begin(by, held, version, stage, added)
    return len(ready)


def _added(parts: Collection[Dossier]) -> dict[str, Any]:
    """What the stages so far have added to the answers of the filing."""
    rows = DossierOutcome.objects.filter(dossier__in=parts)
    return {key: value for row in rows for key, value in row.answers.items()}


def _begin(
    by: By, whole: Dossier, version: Version, stage: Stage, added: dict[str, Any]
) -> Dossier:
    part = version.parts[stage.key]
    dossier = _new_part(by, whole, part, stage, {**whole.answers, **added})
    if stage.agency:
        dossier.save(force_insert=True)
        Sending.objects.create(
            id=uuid5(dossier.id, "sending"),
            dossier=dossier,
            unit_id=dossier.unit_id,
            agency=stage.agency,
            asked_at=by.at,
        )
        tell(by, StageToSend(**dossier.matter))
    else:
        move(dossier, Step.ACCEPT)
        dossier.accepted_at = by.at
        dossier.save(force_insert=True)
        set_date(dossier)
        dossier.save(update_fields=["due_at", "due_steps", "calendar"])
        assert dossier.due_at is not None
        tell(by, StageBegun(**dossier.matter, due=dossier.due_at))
    put_down(dossier, by.at)
    _hand_on(by, whole, dossier, part)
    ask_consents(by, dossier, part, dossier.answers)
    return dossier


def _new_part(
    by: By, whole: Dossier, part: Version, stage: Stage, answers: dict[str, Any]
) -> Dossier:
    today = local(by.at).date()
    dossier = Dossier(
        id=uuid5(whole.id, stage.key),
        number=format_number(whole.unit.code, today, next_serial(whole.unit_id, today)),
        procedure=stage.procedure or whole.procedure,
        version=part.key,
        unit=whole.unit,
        applicant=whole.applicant,
        filed_by_id=whole.filed_by_id,
        part_of=whole,
        stage=stage.key,
        channel=whole.channel,
        helped=whole.helped,
        answers=_taken(part, answers),
        track_index=whole.track_index,
        state=State.SUBMITTED,
        fee_citation=part.fee(answers, today).citation[:300],
        submitted_at=by.at,
        changed_at=by.at,
    )
    expected, steps = expected_due(dossier, part, by.at)
    if not stage.agency:  # an accepted dossier has a date from its first row on
        dossier.due_at = expected
    dossier.due_steps = list(steps)
    dossier.calendar = followed(dossier.unit_id, part.key, dossier.announced)
    return dossier


def _taken(part: Version, answers: dict[str, Any]) -> dict[str, Any]:
    """What a stage takes of the answers, with the facts its conditions look at."""
    keys = {one.key for one in part.fields}
    taken = {k: v for k, v in answers.items() if k in keys or k.startswith("fact.")}
    known = [key for key in answers.get(KNOWN_FIELDS, ()) if key in keys]
    return part.said(taken | {KNOWN_FIELDS: known})


def _hand_on(by: By, whole: Dossier, dossier: Dossier, part: Version) -> None:
    """The people of the filing, and those of its papers that the stage takes."""
    for party in whole.parties.filter(role__in=HANDED_ON):
        party.pk, party.dossier = uuid5(dossier.id, str(party.pk)), dossier
        party.save(force_insert=True)
    keys = [one.key for one in part.components]
    for file in Attachment.objects.of(whole.id).filter(component__in=keys):
        same = Attachment.objects.create(
            id=uuid5(dossier.id, str(file.pk)),
            dossier=dossier.id,
            **{name: getattr(file, name) for name in SAME},
        )
        tell(by, Attached(**dossier.matter, attachment=same.pk))


def _withdraw_open(by: By, parts: Collection[Dossier]) -> None:
    """What is being signed, or with another agency already, still comes to its end there."""
    for part in parts:
        if Step.WITHDRAW in steps_from(State(part.state)):
            move(part, Step.WITHDRAW)
            close(by, part, judged=part.accepted_at is not None)
            changed(part, by.at)
            tell(by, DossierWithdrawn(**part.matter, late=part.late))


def _close_when_over(by: By, held: Dossier, version: Version, parts: dict[str, Dossier]) -> None:
    found = _states_of(held, version, parts)
    if not is_over(found):
        return
    done = sum(state is StageState.DONE for state in found.values())
    move(held, Step.JOIN if done else Step.FAIL)
    if not done:
        held.reason, held.reason_basis = WITHOUT, version.citation[0][:300]
    close(by, held, judged=True)
    changed(held, by.at)
    tell(by, StagesOver(**held.matter, done=done, late=held.late))
