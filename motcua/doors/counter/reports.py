"""What citizens report, for those who oversee: counted, listed, and answered by a leader."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions.report import LONGEST, answer_report, ask_reporter, publish_report
from motcua.doors.counter.dossier import opened
from motcua.doors.shared.access import posts
from motcua.doors.shared.desk import (
    SINCE,
    WRONG_FORM,
    Asking,
    by,
    form_key,
    officers_named,
    show,
)
from motcua.doors.shared.held import papers_held
from motcua.doors.shared.sentences import say
from motcua.records.dossier import Dossier
from motcua.records.procedure import version_of
from motcua.records.report import Report
from motcua.rules.permission import may
from motcua.rules.refusal import Denied, Refused
from motcua.rules.report import OF_CONDUCT, Handling
from motcua.rules.who import OVERSEERS, Door
from motcua.rules.words.names import nfc

overseers = posts(*OVERSEERS)
MOST = 200


@dataclass(frozen=True)
class Figures:
    """What is counted of reports (QĐ 766/QĐ-TTg, 5.1–5.3)."""

    all: int
    conduct: int
    late: int
    discontent: int
    repeated: int

    @property
    def rule(self) -> int:
        return self.all - self.conduct

    @property
    def content(self) -> str:
        """5.3: those neither disliked, nor late, nor made again, of all; in a hundred."""
        if not self.all:
            return ""
        good = self.all - self.discontent - self.late - self.repeated
        return f"{max(0, good) * 100 / self.all:.1f}".replace(".", ",")


def figures(reports: list[Report], at: datetime) -> Figures:
    seen: set[tuple[UUID, str]] = set()
    repeated = 0
    for one in reports:
        repeated += (one.dossier_id, one.about) in seen
        seen.add((one.dossier_id, one.about))
    return Figures(
        all=len(reports),
        conduct=sum(one.about in OF_CONDUCT for one in reports),
        late=sum(is_late(one, at) for one in reports),
        discontent=sum(one.content is False for one in reports),
        repeated=repeated,
    )


def is_late(one: Report, at: datetime) -> bool:
    """Something was done after its time, or the answer is owed since."""
    owed = not one.answered_at and not one.waits_for_citizen
    return one.late or bool(owed and one.due_at and one.due_at < at)


@overseers
def overview(request: Asking) -> HttpResponse:
    """The last ninety days, what waits for an answer first."""
    seen = Report.objects.overseen_by(request.who)
    recent = list(seen.filter(made_at__gte=request.at - SINCE).order_by("made_at"))
    listed = seen.order_by("answered_at", "due_at", "-made_at")[:MOST]
    numbers = dict(
        Dossier.objects.visible_to(request.who)
        .filter(pk__in=[one.dossier_id for one in listed])
        .values_list("id", "number")
    )
    return show(
        request,
        "counter/reports.html",
        rows=[
            (one, numbers.get(one.dossier_id, "của đơn vị khác"), is_late(one, request.at))
            for one in listed
        ],
        figures=figures(recent, request.at),
        days=SINCE.days,
    )


@overseers
def report(request: Asking, id: UUID) -> HttpResponse:
    """What a citizen reports; a leader asks, answers, declines or publishes here."""
    seen = Report.objects.overseen_by(request.who).select_related("request")
    found = seen.filter(pk=id).first()
    if found is None:
        raise Denied("report.answer")
    mine = Dossier.objects.visible_to(request.who).filter(pk=found.dossier_id).exists()
    dossier = opened(request, found.dossier_id) if mine else None
    if request.method != "POST":
        return _page(request, found, dossier)
    if request.POST.get("act") == "answer" and request.POST.get("outcome") not in Report.Outcome:
        return _page(request, found, dossier, "Hãy chọn phản ánh đó đúng hay không đúng.")
    try:
        _handle(request, id)
    except Refused as refusal:
        return _page(request, found, dossier, say(refusal.code, refusal.detail))
    return redirect("counter:report", id=id)


def _handle(request: Asking, id: UUID) -> None:
    act = by(request, Door.COUNTER, form_key(request))
    pressed, words = request.POST.get("act", ""), nfc(request.POST.get("answer", ""))[:LONGEST]
    if pressed == "ask":
        ask_reporter(act, id, asked=words)
    elif pressed == "publish":
        publish_report(act, id, text=words)
    elif pressed == "answer":
        answer_report(act, id, outcome=Report.Outcome(request.POST["outcome"]), answer=words)
    else:
        raise Denied("report.answer")


def _page(
    request: Asking, found: Report, dossier: Dossier | None, wrong: str = ""
) -> HttpResponse:
    about = {one for one in (found.officer_id, found.answered_by_id) if one}
    names = officers_named(about, dossier.unit_id if dossier else found.unit_id)
    context: dict[str, Any] = {}
    if dossier:
        version = version_of(dossier.version)
        held = papers_held(request.who, version, dossier.answers)
        context = {"version": version, "held": held}
    return show(
        request,
        "counter/report.html",
        status=WRONG_FORM if wrong else 200,
        report=found,
        dossier=dossier,
        officer=names.get(found.officer_id, "") if found.officer_id else "",
        answered_by=names.get(found.answered_by_id, "") if found.answered_by_id else "",
        by_when={what.value: found.by_when(what) for what in Handling},
        late=is_late(found, request.at),
        public=getattr(found, "public", None),
        outcomes=Report.Outcome,
        outcome=request.POST.get("outcome", ""),
        answer=request.POST.get("answer", ""),
        most=LONGEST,
        may_answer=may(request.who, "report.answer", found.target),
        refused=[wrong] if wrong else [],
        **context,
    )
