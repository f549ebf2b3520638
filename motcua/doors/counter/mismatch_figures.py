"""Cases of who does not agree with the register, of a month, for those who oversee: by cause and
unit, how long they lasted, and what came of them; numbers alone, as a page and as a workbook."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from motcua.doors.counter.month import Month, month_asked
from motcua.doors.shared.access import posts
from motcua.doors.shared.desk import Asking, show
from motcua.doors.shared.mismatch import CAUSES, OUTCOMES
from motcua.doors.shared.workbook import as_workbook, workbook
from motcua.records.mismatch import Mismatch
from motcua.records.unit import Unit
from motcua.rules.who import OVERSEERS

HEADS = ("Mở trong tháng", "Xong trong tháng", "Còn lại", "Kéo dài thường thấy, ngày",
         "Lâu nhất, ngày")  # fmt: skip
ALL = "Mọi lý do"


@dataclass(frozen=True)
class Line:
    """The figures of one unit and cause; days are of what was still open at the end, or closed."""

    unit: str
    cause: str
    figures: tuple[int | str, ...]


@posts(*OVERSEERS)
@require_safe
def mismatch_figures(request: Asking) -> HttpResponse:
    month = month_asked(request)
    cases = _of(request, month)
    return show(
        request,
        "counter/mismatch_figures.html",
        month=month,
        heads=HEADS,
        lines=list(_lines(request, month, cases)),
        outcomes=_outcomes(month, cases),
    )


@posts(*OVERSEERS)
@require_safe
def mismatch_table(request: Asking) -> HttpResponse:
    """The same as Excel."""
    month = month_asked(request)
    rows = _lines(request, month, _of(request, month))
    table = ([line.unit, line.cause, *map(str, line.figures)] for line in rows)
    content = workbook("Không khớp", ("Đơn vị", "Có thể do", *HEADS), table)
    return as_workbook(content, f"dan-cu-khong-khop-{month.first:%Y-%m}.xlsx")


def _of(request: Asking, month: Month) -> list[Mismatch]:
    overseen = Mismatch.objects.filter(unit__in=request.who.overseen)
    fields = ("unit_id", "cause", "outcome", "opened_at", "closed_at")
    return list(overseen.concerning(month.since, month.until).only(*fields))


def _lines(request: Asking, month: Month, cases: list[Mismatch]) -> Iterator[Line]:
    """Of each unit all causes, then each that there was."""
    for unit in Unit.objects.filter(pk__in=request.who.overseen).order_by("sort_key"):
        own = [case for case in cases if case.unit_id == unit.id]
        yield Line(unit.full_name, ALL, _figures(request, month, own))
        for cause, label in CAUSES.items():
            if these := [case for case in own if case.cause == cause]:
                yield Line(unit.full_name, label, _figures(request, month, these))


def _figures(request: Asking, month: Month, cases: list[Mismatch]) -> tuple[int | str, ...]:
    closed = sum(_closed_in(month, case) for case in cases)
    days = [(_end(request, month, case) - case.opened_at).days for case in cases]
    return (
        sum(case.opened_at >= month.since for case in cases),
        closed,
        len(cases) - closed,
        f"{median(days):g}".replace(".", ",") if days else "",
        max(days) if days else "",
    )


def _closed_in(month: Month, case: Mismatch) -> bool:
    return case.closed_at is not None and case.closed_at < month.until


def _end(request: Asking, month: Month, case: Mismatch) -> datetime:
    """Until when a case is counted: its own end, the month's, or now."""
    until = min(month.until, request.at)
    return min(case.closed_at, until) if case.closed_at else until


def _outcomes(month: Month, cases: Iterable[Mismatch]) -> list[tuple[str, int]]:
    found = Counter(case.outcome for case in cases if _closed_in(month, case))
    return [(label, found[outcome]) for outcome, label in OUTCOMES.items() if found[outcome]]
