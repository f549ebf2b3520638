"""People with whom the register does not agree: what is to be settled, the most pressing first."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from motcua.doors.shared.access import officers
from motcua.doors.shared.desk import Asking, show
from motcua.doors.shared.mismatch import CAUSES, OUTCOMES, STEPS
from motcua.records.mismatch import CorrectionRequest, Mismatch, Mismatches, waiting_for
from motcua.rules.mismatch import CaseOutcome, CaseStep, Cause
from motcua.rules.verification import Answer, in_words

MOST = 100


@officers
@require_safe
def mismatches(request: Asking) -> HttpResponse:
    """The open cases by cause and whose turn it is; asked for, those that are over."""
    seen = Mismatch.objects.visible_to(request.who).filter(unit__in=request.who.units)
    cause, step = request.GET.get("ly-do", ""), request.GET.get("buoc", "")
    rows = seen.select_related("person", "unit")
    rows = rows.filter(step=step) if step in list(CaseStep) else rows.open()
    if awaited := bool(request.GET.get("cho")):
        rows = rows.awaited()
    if cause in list(Cause):
        rows = rows.filter(cause=cause)
    return show(
        request,
        "counter/mismatches.html",
        rows=_lines(request, rows.pressing_first()[:MOST]),
        causes=[(one.value, label, one == cause) for one, label in CAUSES.items()],
        steps=[(one.value, label, one == step) for one, label in STEPS.items()],
        awaited=awaited,
        filtered=bool(cause or step or awaited),
        several=len(request.who.units) > 1,
        oversees=bool(request.who.overseen),
        most=MOST,
        now=request.at,
    )


def _lines(request: Asking, rows: Mismatches) -> list[dict[str, Any]]:
    cases: list[Any] = list(rows)  # with what they were put in order by
    waiting = waiting_for(cases)
    out = CorrectionRequest.objects.filter(mismatch__in=cases, answered_at=None)
    due = dict(out.values_list("mismatch", "due_at"))
    return [
        {
            "case": case,
            "answer": in_words(Answer(case.answer), case.answers),
            "cause": CAUSES[Cause(case.cause)],
            "step": OUTCOMES[CaseOutcome(case.outcome)]
            if case.closed_at
            else STEPS[CaseStep(case.step)],
            "days": ((case.closed_at or request.at) - case.opened_at).days,
            "waiting": waiting[case.id],
            "soonest": case.soonest,
            "due": due.get(case.id),
        }
        for case in cases
    ]
