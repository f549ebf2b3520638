"""A citizen reports how a dossier is handled; a leader asks, answers, declines, publishes."""

from uuid import UUID

from motcua.actions.act import By, action, allow, tell
from motcua.actions.dossier import hold
from motcua.records.deadlines import deadlines
from motcua.records.dossier import Dossier, Request
from motcua.records.journal import Entry
from motcua.records.procedure import once_only
from motcua.records.report import PublicAnswer, Report, answering_unit
from motcua.rules.events.talk import (
    AnswerJudged,
    ReportAnswered,
    ReportAsked,
    ReportExplained,
    ReportMade,
    ReportPublished,
)
from motcua.rules.permission import Purpose
from motcua.rules.refusal import Denied, Refused
from motcua.rules.report import About, Handling
from motcua.rules.time.wall_clock import local
from motcua.rules.who import Door

LONGEST = 1000


@action
def make_report(
    by: By,
    dossier: UUID,
    *,
    what: str,
    about: About = About.PAPERS,
    how: str = "",
    request: UUID | None = None,
    officer: UUID | None = None,
) -> Report:
    """The citizen says what went wrong, and of whom they say it if they know.

    Source: NĐ 118/2025/NĐ-CP Điều 9.2.đ and 4.2a as amended by NĐ 309/2026/NĐ-CP (papers asked
    for); QĐ 766/QĐ-TTg 5.1 (what counts as which).
    """
    held = hold(dossier)
    allow(by, "report.make", held.target, Purpose.OWN)
    if not what.strip():
        raise Refused("report-needs-words")
    if Report.objects.filter(dossier=held, answered_at=None).exists():
        raise Refused("report-open-already")
    asked = Request.objects.filter(pk=request, dossier=held).first() if request else None
    if request and asked is None:
        raise Denied("report.make")
    officer = asked.asked_by_id if asked else _who_acted(held, officer)
    time = deadlines().reports[Handling.ANSWER]
    basis = once_only().citation if about == About.PAPERS else time.citation
    report = Report(
        dossier=held,
        unit_id=answering_unit(held, officer, local(by.at).date()),
        person_id=held.applicant_id,
        about=about,
        how=Report.How.REQUEST if asked else how,
        request=asked,
        officer_id=officer,
        what=what.strip()[:LONGEST],
        basis=basis[:300],
        made_at=by.at,
    )
    report.due_at = report.by_when(Handling.ANSWER)
    report.save(force_insert=True)
    tell(by, ReportMade(**report.matter, report=report.id, request=asked.id if asked else None))
    return report


def _who_acted(held: Dossier, officer: UUID | None) -> UUID | None:
    """An officer who did something to this dossier, if one was named."""
    acts = Entry.objects.of(held.id).filter(actor=officer, via__in=(Door.COUNTER, Door.SIGN))
    if officer and not acts.exists():
        raise Denied("report.make")
    return officer


@action
def ask_reporter(by: By, report: UUID, *, asked: str) -> Report:
    """A leader wants to know more before answering, once; until then the answer's time waits."""
    found = _open(by, report)
    if found.asked_at:
        raise Refused("report-asked-already")
    if not asked.strip():
        raise Refused("question-missing")
    found.asked, found.asked_at = asked.strip()[:LONGEST], by.at
    found.late |= by.at > found.by_when(Handling.ASK)
    found.save(update_fields=["asked", "asked_at", "late"])
    tell(by, ReportAsked(**found.matter, report=found.id))
    return found


@action
def explain_report(by: By, report: UUID, *, more: str) -> Report:
    """The citizen says what they were asked; the time to answer begins anew."""
    found = _mine(by, report)
    if not found.waits_for_citizen or found.answered_at:
        raise Refused("report-answered-already")
    if not more.strip():
        raise Refused("report-needs-words")
    found.more, found.more_at = more.strip()[:LONGEST], by.at
    found.due_at = found.by_when(Handling.ANSWER)
    found.save(update_fields=["more", "more_at", "due_at"])
    tell(by, ReportExplained(**found.matter, report=found.id))
    return found


@action
def answer_report(by: By, report: UUID, *, outcome: Report.Outcome, answer: str) -> Report:
    """A leader answers, once, in writing; or declines, with the reason."""
    found = _open(by, report)
    if not answer.strip():
        raise Refused("report-needs-answer")
    declined = outcome == Report.Outcome.DECLINED
    due = found.by_when(Handling.DECLINE if declined else Handling.ANSWER)
    found.late |= by.at > due and not found.waits_for_citizen
    found.outcome, found.answer = outcome, answer.strip()[:LONGEST]
    found.answered_by_id, found.answered_at = by.account, by.at
    found.save(update_fields=["outcome", "answer", "answered_by", "answered_at", "late"])
    upheld = outcome == Report.Outcome.RIGHT
    tell(by, ReportAnswered(**found.matter, report=found.id, upheld=upheld))
    return found


@action
def publish_report(by: By, report: UUID, *, text: str) -> PublicAnswer:
    """A leader puts up what was reported and answered, in words that name nobody."""
    found = _handled(by, report)
    if not found.answered_at:
        raise Refused("report-not-answered")
    if PublicAnswer.objects.filter(pk=found.id).exists():
        raise Refused("report-published-already")
    if not text.strip():
        raise Refused("report-needs-answer")
    found.late |= by.at > found.by_when(Handling.PUBLISH)
    found.save(update_fields=["late"])
    public = PublicAnswer.objects.create(
        report=found,
        unit_id=found.unit_id,
        about=found.about,
        text=text.strip()[:LONGEST],
        at=by.at,
    )
    tell(by, ReportPublished(**found.matter, report=found.id))
    return public


@action
def judge_answer(by: By, report: UUID, *, content: bool) -> Report:
    """The citizen says, once, whether they are content with the answer (QĐ 766/QĐ-TTg, 5.3)."""
    found = _mine(by, report)
    if not found.answered_at or found.content is not None:
        raise Refused("report-judged-already")
    found.content = content
    found.save(update_fields=["content"])
    tell(by, AnswerJudged(**found.matter, report=found.id, content=content))
    return found


def _mine(by: By, report: UUID) -> Report:
    found = Report.objects.select_for_update(of=("self",)).filter(pk=report).first()
    if found is None:
        raise Denied("report.make")
    allow(by, "report.make", found.target, Purpose.OWN)
    return found


def _handled(by: By, report: UUID) -> Report:
    """The report, held, for a leader of the unit that answers it; never for who it is about."""
    found = Report.objects.select_for_update(of=("self",)).filter(pk=report).first()
    if found is None or found.officer_id == by.account:
        raise Denied("report.answer")
    allow(by, "report.answer", found.target, Purpose.DOSSIER)
    return found


def _open(by: By, report: UUID) -> Report:
    found = _handled(by, report)
    if found.answered_at:
        raise Refused("report-answered-already")
    return found
