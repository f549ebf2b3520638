"""The log of the lines to outside systems: months, days, and sheets that go with a proposal."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.http import HttpResponse

from motcua.doors.office.page import office, overseers
from motcua.doors.shared import shapes
from motcua.doors.shared.desk import WRONG_FORM, Asking, today
from motcua.doors.shared.sentences import say
from motcua.doors.shared.templatetags.motcua import moment
from motcua.doors.shared.workbook import as_workbook, workbook
from motcua.records.line_log import LineMinute
from motcua.records.outage import outages
from motcua.rules.line_log import Figures, Minute, Run, figures, runs, stretches
from motcua.rules.outage import System
from motcua.rules.refusal import Denied, Refused
from motcua.rules.time.calendar import ONE_DAY
from motcua.rules.time.wall_clock import instant, local, morning

MOST_DAYS = 100
"""A quarter and some days: what one sheet may hold."""
HEALTH = {"down": "mất", "partly": "lúc được lúc không", "slow": "chậm", "well": "tốt"}
HEIGHTS = {"down": 40, "partly": 28, "slow": 16, "well": 6}
"""Of the strip, so that it says the same without colours."""


@dataclass(frozen=True)
class Period:
    """What is asked for: one system, from one day to another, both included."""

    system: System
    begins: date
    ends: date

    def minutes(self) -> list[Minute]:
        found = LineMinute.objects.between(
            self.system.key, morning(self.begins), morning(self.ends + ONE_DAY)
        )
        return [replace(one, at=local(one.at)) for one in found]


@dataclass(frozen=True)
class Day:
    """One day of the log, as a row."""

    day: date
    figures: Figures
    strip: list[tuple[Run, int, int]]


@overseers
def lines(request: Asking) -> HttpResponse:
    """A month of one system, this one unless another is asked for."""
    first = _month(request)
    period = Period(_system(request), first, _last_of(first))
    return office(
        request,
        "lines",
        systems=outages().systems.values(),
        earlier=(first - ONE_DAY).replace(day=1),
        later=_last_of(first) + ONE_DAY,
        today=today(request),
        **_told(period),
    )


@overseers
def day(request: Asking, on: str) -> HttpResponse:
    """One day: the strip, and each time the system was down."""
    try:
        wanted = date.fromisoformat(on)
    except ValueError:
        raise Denied("line.read") from None
    period = Period(_system(request), wanted, wanted)
    return office(request, "line_day", on=wanted, **_told(period))


@overseers
def proof(request: Asking) -> HttpResponse:
    """A sheet to print and to attach to a proposal."""
    try:
        period = _period(request)
    except Refused as refusal:
        return _refused(request, refusal)
    return office(request, "line_proof", **_told(period))


@overseers
def minutes(request: Asking) -> HttpResponse:
    """Every minute of a period as CSV, as spreadsheets read it: with a byte order mark."""
    try:
        period = _period(request)
    except Refused as refusal:
        return _refused(request, refusal)
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow(("Phút", "Trả lời", "Trong đó chậm", "Không trả lời", "95 % dưới (ms)"))
    for one in period.minutes():
        writer.writerow(
            (f"{one.at:%d/%m/%Y %H:%M}", one.reached, one.slow, one.failed, one.p95_ms)
        )
    response = HttpResponse("\ufeff" + sheet.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_name(period)}.csv"'
    return response


@overseers
def times_down(request: Asking) -> HttpResponse:
    """Each time the system was down, as an Excel file."""
    try:
        period = _period(request)
    except Refused as refusal:
        return _refused(request, refusal)
    found = stretches(period.minutes(), outages().log.silence)
    rows = [
        (moment(instant(one.begins)), moment(instant(one.ends)), str(one.minutes), str(one.failed))
        for one in found
    ]
    heads = ("Từ", "Đến", "Số phút", "Số lần hỏi không được")
    return as_workbook(workbook("Dut duong truyen", heads, rows), f"{_name(period)}.xlsx")


def _told(period: Period) -> dict[str, Any]:
    """What every page of a period says."""
    minutes, known = period.minutes(), outages()
    return {
        "period": period,
        "figures": figures(minutes, known.log.silence),
        "days": list(_days(minutes)),
        "stretches": list(stretches(minutes, known.log.silence)),
        "rule": known.log,
        "fix": known.fix,
        "health": HEALTH.items(),
    }


def _days(minutes: list[Minute]) -> Iterator[Day]:
    silence = outages().log.silence
    for on, some in groupby(minutes, key=lambda one: one.at.date()):
        rows = list(some)
        strip = [(run, HEIGHTS[run.health], 40 - HEIGHTS[run.health]) for run in runs(rows)]
        yield Day(on, figures(rows, silence), strip)


def _system(request: Asking) -> System:
    systems = outages().systems
    wanted = request.GET.get("he-thong") or next(iter(systems))
    if wanted not in systems:
        raise Denied("line.read")
    return systems[wanted]


def _month(request: Asking) -> date:
    wanted = request.GET.get("thang", "")
    try:
        return date.fromisoformat(f"{wanted}-01") if wanted else today(request).replace(day=1)
    except ValueError:
        raise Denied("line.read") from None


def _period(request: Asking) -> Period:
    try:
        begins, ends = (
            date.fromisoformat(shapes.day(request.GET.get(n, ""))) for n in ("tu", "den")
        )
    except shapes.Wrong:
        raise Refused("period-wrong", detail={"most": MOST_DAYS}) from None
    if not timedelta() <= ends - begins < ONE_DAY * MOST_DAYS:
        raise Refused("period-wrong", detail={"most": MOST_DAYS})
    return Period(_system(request), begins, ends)


def _refused(request: Asking, refusal: Refused) -> HttpResponse:
    words = say(refusal.code, refusal.detail)
    return office(request, "line_refused", status=WRONG_FORM, error_list=[("", words)])


def _last_of(first: date) -> date:
    return (first.replace(day=28) + ONE_DAY * 4).replace(day=1) - ONE_DAY


def _name(period: Period) -> str:
    return f"duong-truyen-{period.system.key}-{period.begins}-{period.ends}"
