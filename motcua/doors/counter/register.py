"""The register of dossiers: asked for by its days, taken as PDF or as a list."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect

from motcua.actions.register import MOST_DAYS, ask_register, open_register
from motcua.doors.counter.dossier import purpose_of
from motcua.doors.counter.files import PDF
from motcua.doors.counter.inbox import readers
from motcua.doors.shared import shapes
from motcua.doors.shared.desk import (
    WRONG_FORM,
    Asking,
    by,
    form_key,
    looking_key,
    show,
    today,
)
from motcua.doors.shared.due import DESK_WORDS
from motcua.doors.shared.sending import send
from motcua.doors.shared.sentences import say
from motcua.doors.shared.templatetags.motcua import moment
from motcua.records.procedure import catalogue
from motcua.records.register import Register, registered
from motcua.records.unit import Unit
from motcua.rules.dossier import State
from motcua.rules.refusal import Denied, Refused
from motcua.rules.spreadsheet import safe_cell
from motcua.rules.who import Door

LAST = 20  # registers shown
HEADS = (
    "Mã hồ sơ", "Người nộp", "Mã thủ tục", "Thủ tục", "Nhận", "Tiếp nhận", "Hẹn trả", "Kết thúc",
    "Bước", "Trễ hạn", "Người giải quyết",
)  # fmt: skip


@readers
def register(request: Asking) -> HttpResponse:
    """The registers printed last, and a form for another."""
    if request.method != "POST":
        return _page(request)
    try:
        unit, begins, ends = period(request)
        ask_register(
            by(request, Door.COUNTER, form_key(request)), unit=unit, begins=begins, ends=ends
        )
    except Refused as refusal:
        return _page(request, refusal)
    return redirect("counter:register")


def period(request: Asking) -> tuple[int, date, date]:
    """Of which unit, from which day to which, as typed."""
    return _unit(request), _day(request, "begins"), _day(request, "ends")


def _unit(request: Asking) -> int:
    chosen = request.POST.get("unit", "")
    return int(chosen) if chosen.isascii() and chosen.isdigit() else min(request.who.units)


def _day(request: Asking, name: str) -> date:
    try:
        return date.fromisoformat(shapes.day(request.POST.get(name, "")))
    except shapes.Wrong:
        raise Refused("period-wrong", detail={"most": MOST_DAYS}) from None


def _page(request: Asking, refusal: Refused | None = None) -> HttpResponse:
    made = Register.objects.visible_to(request.who).select_related("unit")
    day = today(request)
    return show(
        request,
        "counter/register.html",
        status=WRONG_FORM if refusal else 200,
        registers=made.order_by("-asked_at")[:LAST],
        units=Unit.objects.filter(pk__in=request.who.units).order_by("full_name"),
        begins=request.POST.get("begins") or f"{day.replace(day=1):%d/%m/%Y}",
        ends=request.POST.get("ends") or f"{day:%d/%m/%Y}",
        oversees=bool(request.who.overseen),
        refused=[say(refusal.code, refusal.detail)] if refusal else [],
    )


def _opened(request: Asking, id: UUID) -> Register:
    purpose = purpose_of(request)
    key = looking_key(request, id, f"register {purpose}")
    return open_register(by(request, Door.COUNTER, key), id, purpose=purpose)


@readers
def register_paper(request: Asking, id: UUID) -> FileResponse:
    found = _opened(request, id)
    if not found.sha256:
        raise Denied("register.read")
    return send(request, found.sha256, PDF, f"so-theo-doi-{found.begins}-{found.ends}.pdf")


@readers
def register_list(request: Asking, id: UUID) -> HttpResponse:
    """The same as CSV, as spreadsheets read it: with a byte order mark, no cell calculates."""
    found = _opened(request, id)
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow(HEADS)
    writer.writerows(_rows(found))
    response = HttpResponse("\ufeff" + sheet.getvalue(), content_type="text/csv; charset=utf-8")
    name = f"so-theo-doi-{found.begins}-{found.ends}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _rows(found: Register) -> Iterator[list[str]]:
    for one in registered(found.unit_id, found.begins, found.ends):
        times = (one.submitted_at, one.accepted_at, one.due_at, one.closed_at)
        yield [
            safe_cell(one.number),
            safe_cell(one.applicant.full_name),
            one.procedure,
            catalogue()[one.procedure].name,
            *(moment(at, "short") if at else "" for at in times),
            DESK_WORDS[State(one.state)],
            "trễ" if one.late else "",
            safe_cell(one.officer.name) if one.officer else "",
        ]
