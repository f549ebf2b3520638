"""A citizen reports being asked for what they need not give; the unit's leader answers."""

from uuid import UUID

from motcua.actions.act import By, action, allow, tell
from motcua.actions.dossier import hold
from motcua.records.dossier import Request
from motcua.records.once_only import Report
from motcua.records.procedure import once_only
from motcua.rules.events import ReportAnswered, ReportMade
from motcua.rules.permission import Purpose
from motcua.rules.refusal import Denied, Refused

LONGEST = 1000


@action
def make_report(
    by: By, dossier: UUID, *, what: str, how: Report.How, request: UUID | None = None
) -> Report:
    """The citizen says what they were asked for; the officer's request and the article go along.

    Source: NĐ 118/2025/NĐ-CP Điều 9.2.đ and 4.2a as amended by NĐ 309/2026/NĐ-CP.
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
    report = Report.objects.create(
        dossier=held,
        unit_id=held.unit_id,
        person_id=held.applicant_id,
        how=Report.How.REQUEST if asked else how,
        request=asked,
        what=what.strip()[:LONGEST],
        basis=once_only().citation[:300],
        made_at=by.at,
    )
    tell(by, ReportMade(**held.matter, report=report.id, request=asked.id if asked else None))
    return report


@action
def answer_report(by: By, report: UUID, *, outcome: Report.Outcome, answer: str) -> Report:
    """A leader answers, once, and never on their own request."""
    found = Report.objects.select_for_update(of=("self",)).filter(pk=report).first()
    if found is None:
        raise Denied("report.answer")
    held = hold(found.dossier_id)
    allow(by, "report.answer", held.target, Purpose.DOSSIER)
    if found.answered_at:
        raise Refused("report-answered-already")
    if not answer.strip():
        raise Refused("report-needs-answer")
    if found.request_id and Request.objects.get(pk=found.request_id).asked_by_id == by.account:
        raise Refused("report-about-oneself")
    found.outcome, found.answer = outcome, answer.strip()[:LONGEST]
    found.answered_by_id, found.answered_at = by.account, by.at
    found.save(update_fields=["outcome", "answer", "answered_by", "answered_at"])
    upheld = outcome == Report.Outcome.RIGHT
    tell(by, ReportAnswered(**held.matter, report=found.id, upheld=upheld))
    return found
