"""Asking once only, overseen: what was asked for although held, and what citizens report of it."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions.report import LONGEST, answer_report
from motcua.doors.counter.dossier import opened
from motcua.doors.shared.access import posts
from motcua.doors.shared.desk import WRONG_FORM, Asking, by, form_key, officers_named, show
from motcua.doors.shared.held import papers_held
from motcua.doors.shared.sentences import say
from motcua.records.copy_refusal import CopyRefusal
from motcua.records.dossier import Dossier
from motcua.records.once_only import OVERSEERS, AskedAnyway, Report
from motcua.records.procedure import once_only, version_of
from motcua.rules.names import nfc
from motcua.rules.once_only import Ground
from motcua.rules.permission import may
from motcua.rules.refusal import Denied, Refused
from motcua.rules.who import Door

overseers = posts(*OVERSEERS)
SINCE = timedelta(days=90)
MOST = 200


@dataclass(frozen=True)
class Count:
    """How often one officer asked for what is held, by ground."""

    officer: str
    figures: list[tuple[str, int]]

    @property
    def all(self) -> int:
        return sum(figure for _, figure in self.figures)


@overseers
def overview(request: Asking) -> HttpResponse:
    """The last ninety days: each case with its ground, counts by officer, reports to answer."""
    since = request.at - SINCE
    seen = AskedAnyway.objects.visible_to(request.who).filter(at__gte=since)
    cases = list(seen.order_by("-at").values_list("officer", "ground", "unit"))
    shown = list(seen.select_related("dossier", "unit").order_by("-at")[:MOST])
    names = _officers(cases)
    reports = Report.objects.visible_to(request.who).filter(unit__in=request.who.units)
    refusals = CopyRefusal.objects.visible_to(request.who).filter(
        unit__in=request.who.units, made_at__gte=since
    )
    return show(
        request,
        "counter/once-only.html",
        grounds=[once_only().grounds[ground] for ground in Ground],
        counts=_counts(cases, names),
        cases=[_case(one, names) for one in shown],
        reports=list(reports.select_related("dossier").order_by("answered_at", "-made_at")[:MOST]),
        refusals=refusals.select_related("paper").order_by("-made_at")[:MOST],
        refusal_count=refusals.count(),
        law=once_only(),
        days=SINCE.days,
    )


def _officers(cases: list[tuple[UUID, str, int]]) -> dict[UUID, str]:
    names: dict[UUID, str] = {}
    for unit in {unit for _, _, unit in cases}:
        names |= officers_named({who for who, _, of in cases if of == unit}, unit)
    return names


def _counts(cases: list[tuple[UUID, str, int]], names: dict[UUID, str]) -> list[Count]:
    rules = once_only().grounds
    told = Counter((officer, ground) for officer, ground, _ in cases)
    counts = [
        Count(names.get(officer, ""), [(rules[g].short, told[officer, g]) for g in Ground])
        for officer in {officer for officer, _ in told}
    ]
    return sorted(counts, key=lambda one: (-one.all, one.officer))


def _case(one: AskedAnyway, names: dict[UUID, str]) -> dict[str, object]:
    version = version_of(one.dossier.version)
    labels = {field.key: field.label for field in version.fields}
    labels |= {paper.key: paper.label for paper in version.components}
    return {
        "case": one,
        "label": labels.get(one.part, one.part),
        "ground": once_only().grounds[Ground(one.ground)].label,
        "officer": names.get(one.officer_id, ""),
    }


@overseers
def report(request: Asking, id: UUID) -> HttpResponse:
    """What a citizen reports, with the request and the article; a leader answers it here."""
    seen = Report.objects.visible_to(request.who).filter(unit__in=request.who.units)
    found = seen.select_related("request").filter(pk=id).first()
    if found is None:
        raise Denied("report.answer")
    dossier = opened(request, found.dossier_id)
    if request.method != "POST":
        return _page(request, found, dossier)
    outcome = request.POST.get("outcome", "")
    if outcome not in Report.Outcome:
        return _page(request, found, dossier, "Hãy chọn yêu cầu đó đúng hay không đúng.")
    answer = nfc(request.POST.get("answer", ""))[:LONGEST]
    try:
        act = by(request, Door.COUNTER, form_key(request))
        answer_report(act, id, outcome=Report.Outcome(outcome), answer=answer)
    except Refused as refusal:
        return _page(request, found, dossier, say(refusal.code, refusal.detail))
    return redirect("counter:report", id=id)


def _page(request: Asking, found: Report, dossier: Dossier, wrong: str = "") -> HttpResponse:
    asked = found.request
    officers = {one for one in (asked and asked.asked_by_id, found.answered_by_id) if one}
    names = officers_named(officers, found.unit_id)
    return show(
        request,
        "counter/report.html",
        status=WRONG_FORM if wrong else 200,
        report=found,
        dossier=dossier,
        version=version_of(dossier.version),
        asked_by=names.get(asked.asked_by_id, "") if asked else "",
        answered_by=names.get(found.answered_by_id, "") if found.answered_by_id else "",
        held=papers_held(request.who, version_of(dossier.version), dossier.answers),
        outcomes=Report.Outcome,
        outcome=request.POST.get("outcome", ""),
        answer=request.POST.get("answer", ""),
        most=LONGEST,
        may_answer=not found.answered_at and may(request.who, "report.answer", dossier.target),
        refused=[wrong] if wrong else [],
    )
