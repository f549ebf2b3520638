"""Keeps filings of several stages going: begins what is next, carries stages to other agencies,
and says when one hangs; takes the silence of whoever was asked for an opinion."""

import logging
from collections.abc import Iterator
from typing import Any
from uuid import uuid5

from django.db.models import Q

from motcua.actions.opinion import take_silence
from motcua.actions.sending import (
    note_acknowledged,
    note_asked,
    note_done,
    note_ended,
    note_refused,
    note_sent,
    note_stuck,
    note_told,
)
from motcua.actions.stage import go_on
from motcua.bridges.agency import Fate, Handed, Question, Status, Task
from motcua.bridges.line import Misanswered, Rejected, Unreachable
from motcua.clerks.errands import by_clerk, by_clock, errand, rounds
from motcua.clerks.workplace import here
from motcua.records.deadlines import deadlines
from motcua.records.document import Attachment, Paper
from motcua.records.dossier import Dossier, Request
from motcua.records.files import store
from motcua.records.opinion import Opinion
from motcua.records.procedure import version_of
from motcua.records.sending import Sending
from motcua.records.timeline import calendar_of
from motcua.rules.dossier import OPEN
from motcua.rules.refusal import KeyReused, Refused
from motcua.rules.sending import Hitch
from motcua.rules.time.wall_clock import local
from motcua.rules.words.paper_words import written

log = logging.getLogger("motcua.clerks")
MOST = 500  # looked at in one round


@errand("go-on")
def go_on_with(*, entry: int, subject: str, **_: Any) -> None:
    """A filing was accepted, or one of its stages has ended."""
    whole = Dossier.objects.get(pk=subject)
    go_on(by_clerk("go-on", entry), whole.id)


@errand("send-stage")
def send_stage(*, subject: str, **_: Any) -> None:
    """Hand a stage to the agency that decides it; what it says at once is kept."""
    sending = _sendings().get(dossier=subject)
    if sending.sent_at is None and sending.dossier.is_open:
        status = here().agencies.send(task_of(sending))
        note_sent(by_clock(uuid5(sending.id, "sent")), sending.id)
        keep(sending, status)


@errand("answer-stage")
def answer_stage(*, subject: str, request_id: str, **_: Any) -> None:
    """Pass on to the agency what the citizen gave; nothing, where it asks for it no more."""
    sending = _sendings().get(dossier=subject)
    asked = sending.request()
    if asked is None or str(asked.id) != request_id or not sending.dossier.is_open:
        return
    facts, files = _given(sending.dossier, asked)
    here().agencies.answer(sending.id, sending.agency, sending.question, facts, files)
    note_told(by_clock(uuid5(asked.id, "told")), sending.id)


@rounds("follow-stages", cron="* * * * * */10")
def follow_stages(timestamp: int = 0) -> None:
    """Ask what became of the stages that other agencies have; say which have ended here."""
    for sending in _sendings().filter(answered_at=None).exclude(sent_at=None)[:MOST]:
        try:
            _follow(sending)
        except Unreachable as trouble:
            log.info("%s", trouble)
            return
        except (Misanswered, Rejected, Refused, KeyReused) as trouble:
            log.warning("%s (%s)", trouble, sending.id)
            if not sending.hitch:
                note_stuck(by_clock(), sending.id, misunderstood=True)


def _follow(sending: Sending) -> None:
    agencies = here().agencies
    if sending.dossier.is_open:
        keep(sending, agencies.status(sending.id, sending.agency, _wants(sending)))
        return
    try:
        agencies.end(sending.id, sending.agency)
    except Rejected as trouble:  # it never had it, or is through with it: the same to us
        log.info("%s (%s)", trouble, sending.id)
    note_ended(by_clock(uuid5(sending.id, "ended")), sending.id)


@rounds("watch-stages", cron="* * * * *")
def watch_stages(timestamp: int = 0) -> None:
    """Say which stages hang on their way longer than the law allows."""
    now, times = local(here().clock()), deadlines()
    hanging = Q(acknowledged_at=None) | Q(question__isnull=False)
    under_way = _sendings().filter(hanging, answered_at=None, dossier__state__in=sorted(OPEN))
    for sending in under_way[:MOST]:
        limits = times.send.span, times.acknowledge.limit
        hitch = sending.passage.hitch(now, *limits, calendar_of(sending.dossier))
        if hitch and hitch != sending.hitch:
            note_stuck(by_clock(), sending.id)


@rounds("take-silence", cron="*/5 * * * *")
def take_silences(timestamp: int = 0) -> None:
    """Where nobody answered in time, what silence means is put down."""
    over = Opinion.objects.awaited().filter(until__lt=here().clock())
    for opinion in over.values_list("pk", flat=True)[:MOST]:
        take_silence(by_clock(uuid5(opinion, "silence")), opinion)


def keep(sending: Sending, status: Status) -> None:
    """Put down what the agency says; said again, it changes nothing."""
    if status.fate is Fate.RECEIVED:
        return
    if sending.acknowledged_at is None:
        note_acknowledged(by_clock(uuid5(sending.id, "acknowledged")), sending.id)
    if status.question:
        _ask(sending, status.question)
    if status.fate is Fate.DONE:
        note_done(by_clock(uuid5(sending.id, "done")), sending.id, outcome=status.outcome)
    if status.fate is Fate.REFUSED:
        said = {"reason": status.reason, "basis": status.basis}
        note_refused(by_clock(uuid5(sending.id, "refused")), sending.id, **said)
    elif sending.hitch == Hitch.MISUNDERSTOOD and status.fate is not Fate.DONE:
        note_acknowledged(by_clock(), sending.id)  # it is understood again


def _ask(sending: Sending, question: Question) -> None:
    """What was asked before is not asked again, whether it was answered or is open still."""
    if not Request.objects.filter(pk=sending.request_id(question.id)).exists():
        key = uuid5(sending.id, f"asked {question.id}")
        note_asked(by_clock(key), sending.id, question=question.id, items=question.items)


def _given(dossier: Dossier, asked: Request) -> tuple[dict[str, str], list[Handed]]:
    """What was asked for, as it stands now, with the word why where it was kept; and the papers
    handed in since."""
    keys = [item["key"] for item in asked.items]
    facts = {key: written(dossier.answers[key]) for key in keys if dossier.answers.get(key)}
    facts |= {f"{item['key']}.word": item["word"] for item in asked.kept}
    since = Attachment.objects.of(dossier.id).filter(component__in=keys, at__gte=asked.asked_at)
    files = []
    for one in since.filter(removed=False).order_by("at"):
        with store().open(one.sha256) as file:
            files.append(Handed(one.component, one.name, one.media_type, file.read()))
    return facts, files


def task_of(sending: Sending) -> Task:
    """The stage as the agency is told of it: what it needs and no more, the same each time."""
    dossier = sending.dossier
    version = version_of(dossier.version)
    told = {
        field.key: written(dossier.answers[field.key])
        for field in version.applying(dossier.answers)
        if dossier.answers.get(field.key) not in (None, "", [], {})
    }
    return Task(
        id=sending.id,
        agency=sending.agency,
        service=version.name,
        number=dossier.number,
        facts=told,
        results=tuple(_results(dossier)),
        wants=_wants(sending),
    )


def _results(dossier: Dossier) -> Iterator[dict[str, str]]:
    """The papers of the earlier stages: their names, codes and digests."""
    siblings = Paper.objects.filter(dossier__part_of=dossier.part_of_id)
    issued = siblings.filter(kind=Paper.Kind.RESULT, state=Paper.State.SIGNED)
    for paper in issued.filter(signed_at__lte=dossier.submitted_at).order_by("signed_at"):
        yield {"name": paper.title, "code": paper.code, "sha256": paper.signed}


def _wants(sending: Sending) -> dict[str, str]:
    outcomes = version_of(sending.dossier.version).outcomes
    return {one.key: str(one.kind) for one in outcomes}


def _sendings() -> Any:
    return Sending.objects.select_related("dossier__unit").order_by("asked_at")
