"""A filing of several stages on a page: where each stands, what came of it, what it waits for."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from motcua.doors.shared.sentences import say
from motcua.doors.shared.values import answer_words
from motcua.records.document import Paper
from motcua.records.dossier import Dossier
from motcua.records.outcome import DossierOutcome, child_number
from motcua.records.procedure import version_of
from motcua.records.sending import Sending
from motcua.rules.catalogue.facts import number_doubts
from motcua.rules.catalogue.stage import Stage
from motcua.rules.dossier import STATE_WORDS, State
from motcua.rules.sending import HITCH_WORDS, Hitch
from motcua.rules.time.wall_clock import local
from motcua.rules.who import Who
from motcua.rules.whole import StageState, stage_states

KINDS = {
    StageState.AHEAD: "waiting",
    StageState.READY: "waiting",
    StageState.UNDER_WAY: "waiting",
    StageState.DONE: "done",
    StageState.ENDED: "refused",
    StageState.NEVER: "refused",
}


@dataclass(frozen=True)
class Row:
    """One stage as a page shows it; `id` is its dossier's, once it has begun."""

    name: str
    authority: str
    kind: str
    words: str
    id: UUID | None = None
    number: str = ""
    due: datetime | None = None
    reason: str = ""
    hitch: str = ""
    asked: bool = False
    results: list[tuple[str, str]] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)


def stages(dossier: Dossier, who: Who) -> list[Row]:
    """The stages of a filing in the order of its procedure; none of another dossier."""
    version = version_of(dossier.version)
    if not version.stages:
        return []
    parts = {one.stage: one for one in Dossier.objects.visible_to(who).filter(part_of=dossier)}
    sent = {one.dossier_id: one for one in Sending.objects.filter(dossier__in=parts.values())}
    begun = {key: State(part.state) for key, part in parts.items()}
    found = stage_states(version.stages, dossier.answers, begun)
    named = {stage.key: stage for stage in version.stages}
    return [
        _begun(named[key], state, parts[key], sent.get(parts[key].id), who)
        if key in parts
        else _to_come(named[key], state, named, found)
        for key, state in found.items()
    ]


def _begun(
    stage: Stage, state: StageState, part: Dossier, sending: Sending | None, who: Who
) -> Row:
    words = STATE_WORDS[State(part.state)]
    if sending and part.state == State.SUBMITTED:
        words = "Đã gửi, chờ xác nhận" if sending.sent_at else "Đang gửi"
    elif sending and sending.question and part.state == State.PROCESSING:
        words = "Đã bổ sung, đang chuyển sang cơ quan giải quyết"
    return Row(
        stage.name,
        stage.authority,
        KINDS[state],
        words,
        part.id,
        part.number,
        part.due_at if part.is_open else None,
        part.reason,
        HITCH_WORDS[Hitch(sending.hitch)] if sending and sending.hitch else "",
        part.state == State.WAITING,
        _results(part),
        list(
            Paper.objects.visible_to(who).filter(
                dossier=part, kind=Paper.Kind.RESULT, state=Paper.State.SIGNED
            )
        ),
    )


def _results(part: Dossier) -> list[tuple[str, str]]:
    """What another agency gave, in words."""
    kept = DossierOutcome.objects.filter(dossier=part).first()
    said, on = (kept.answers if kept else {}), local(part.changed_at).date()
    wanted = version_of(part.version).outcomes
    return [(f.label, answer_words(f, said[f.key], on, masked=False)) for f in wanted
            if f.key in said]  # fmt: skip


def _to_come(
    stage: Stage, state: StageState, named: dict[str, Stage], found: dict[str, StageState]
) -> Row:
    before = [key for key in stage.after if key in found and found[key] is not StageState.DONE]
    waits = ", ".join(named[key].name.lower() for key in before)
    words = {
        StageState.NEVER: f"Không làm tiếp được, vì không có kết quả: {waits}",
        StageState.AHEAD: f"Chờ kết quả: {waits}",
    }.get(state, "Sắp bắt đầu")
    return Row(stage.name, stage.authority, KINDS[state], words)


@dataclass(frozen=True)
class Doubted:
    """The number an agency gave a child, and why somebody should look at it again."""

    number: str
    why: list[str]


def doubted_number(dossier: Dossier) -> Doubted | None:
    """Of a filing of several stages, or one of them; an officer asks the agency, or goes on."""
    if not (dossier.part_of_id or version_of(dossier.version).stages):
        return None
    number = child_number(dossier)
    why = number_doubts(dossier.answers, number) if number else []
    return Doubted(number, [say(code) for code in why]) if why else None
