"""Telling of many guests at once: rows on a page, a table pasted from Excel, an Excel file."""

import hashlib
import uuid
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from motcua.actions.files.read_sheet import check_kind
from motcua.actions.stay import tell_stays
from motcua.actions.stay_file import content_index, file_key, send_stay_file
from motcua.doors.citizen.guests import my_home
from motcua.doors.citizen.page import WRONG_FORM, Asking, by, form_key, show
from motcua.doors.shared.access import citizens
from motcua.doors.shared.guests import labels
from motcua.doors.shared.sentences import say
from motcua.doors.shared.templatetags.motcua import day
from motcua.doors.shared.workbook import as_workbook, workbook
from motcua.records.dwelling import Dwelling
from motcua.records.stay import StayNotice, stay_law
from motcua.rules.guest import Cells, Row, named, read_rows, under_headings
from motcua.rules.permission import too_low
from motcua.rules.refusal import Refused
from motcua.rules.time.wall_clock import local

page_with_form = require_http_methods(["GET", "HEAD", "POST"])
NUMERIC = {"begins", "ends", "birth_date", "hour"}


@citizens
@page_with_form
def rows(request: Asking, id: UUID) -> HttpResponse:
    """Rows to fill in; what is right is noted at once, what is wrong stays on the page."""
    home, post = my_home(request, id), request.POST
    if request.method != "POST":
        return _page(request, home, [])
    lines = _lines(post)
    if "fill" in post:
        lines = [*(one for one in lines if any(one.values())), *_pasted(post.get("paste", ""))]
        return _page(request, home, [Row(0, one, None, {}) for one in lines])
    if "more" in post:
        kept = [Row(0, one, None, {}) for one in lines]
        return _page(request, home, kept, more=stay_law().sheet.grid)
    return _told(request, home, lines)


def _told(request: Asking, home: Dwelling, lines: Sequence[Cells]) -> HttpResponse:
    today = local(request.at).date()
    usual = {"begins": day(today)}
    filled = [usual | {k: v for k, v in one.items() if v} for one in lines if any(one.values())]
    found = read_rows(enumerate(filled, 1), stay_law(), today)
    guests = [one.guest for one in found if one.guest]
    wrong = [one for one in found if not one.guest]
    notice = None
    if guests:
        notice = tell_stays(
            by(request, form_key(request)),
            dwelling=home,
            guests=guests,
        )
        if not wrong:
            return redirect("citizen:stay-notice", notice.id)
    return _page(request, home, wrong, WRONG_FORM, notice=notice, empty=not found)


def _lines(post: QueryDict) -> list[dict[str, str]]:
    """The rows of the page, in order; names are `7.full_name`."""
    keys = labels()
    most = stay_law().sheet.grid_most
    numbers = {name.partition(".")[0] for name in post if name.partition(".")[2] in keys}
    order = sorted(int(n) for n in numbers if n.isascii() and n.isdigit() and len(n) < 4)
    return [{key: post.get(f"{n}.{key}", "").strip() for key in keys} for n in order[:most]]


def _pasted(text: str) -> list[dict[str, str]]:
    """A table as Excel puts it in the clipboard: by its headings, else in our order."""
    table = [line.split("\t") for line in text.splitlines() if line.strip()]
    columns, below = under_headings(table, stay_law())
    if columns:
        return [dict(cells) for _, cells in below]
    order = dict(enumerate(labels()))
    return [named(order, cells) for cells in table]


def _page(
    request: Asking,
    home: Dwelling,
    found: Sequence[Row],
    status: int = 200,
    *,
    notice: StayNotice | None = None,
    empty: bool = False,
    more: int = 0,
) -> HttpResponse:
    sheet = stay_law().sheet
    shown = list(found[: sheet.grid_most])
    blank = more or (0 if notice or shown else sheet.grid)
    shown += [Row(0, {}, None, {}) for _ in range(min(blank, sheet.grid_most - len(shown)))]
    drawn = [_row(at, one) for at, one in enumerate(shown, 1)]
    errors = [(p["name"], f"Khách thứ {r['at']}: {p['error']}")
              for r in drawn for p in r["parts"] if p["error"]]  # fmt: skip
    if empty:
        errors = [("1.full_name", say("guests-none"))]
    return show(
        request,
        "guest-rows",
        status,
        back_url=f"/cho-o/{home.id}/khach",
        home=home,
        rows=drawn,
        notice=notice,
        error_list=errors,
        beyond=max(0, len(found) - sheet.grid_most),
        full=len(shown) >= sheet.grid_most,
        law=stay_law(),
        key=uuid.uuid4() if notice or status == 200 else request.POST.get("key"),
    )


def _row(at: int, row: Row) -> dict[str, Any]:
    return {"at": at, "parts": [_part(at, one, row) for one in stay_law().columns]}


def _part(at: int, column: Any, row: Row) -> Mapping[str, Any]:
    """One cell as fields/part.html draws it."""
    name, wrong = f"{at}.{column.key}", row.wrong.get(column.key)
    error = say(wrong.code, {"label": column.label, **wrong.detail}) if wrong else ""
    return {
        "name": name,
        "label": column.label,
        "value": row.cells.get(column.key, ""),
        "error": error,
        "numeric": column.key in NUMERIC,
        "described_by": f"{name}-error" if error else "",
    }


@citizens
@page_with_form
def file(request: Asking, id: UUID) -> HttpResponse:
    """An Excel file: a clerk reads it, the same one once; what came of it has its own page."""
    home = my_home(request, id)
    if request.method != "POST":
        return _file_page(request, home)
    if too_low(request.who, "stay.tell"):
        raise Refused("sign-in-level-too-low", detail={"level": 2})
    try:
        return _sent(request, home, _content(request), "zeros" in request.POST)
    except Refused as refused:
        return _file_page(request, home, say(refused.code, refused.detail))


def _sent(request: Asking, home: Dwelling, content: bytes, zeros: bool) -> HttpResponse:
    index = content_index(f"{hashlib.sha256(content).hexdigest()}/{zeros}")
    mine = StayNotice.objects.visible_to(request.who)
    if before := mine.filter(dwelling=home, content=index, undone_at=None).first():
        return redirect(f"/cho-o/thong-bao/{before.id}?lai=1")
    check_kind(content, stay_law().sheet.megabytes)
    notice = send_stay_file(
        by(request, file_key(home.id, index)),
        dwelling=home,
        file=content,
        content=index,
        zeros=zeros,
    )
    return redirect("citizen:stay-notice", notice.id)


def _content(request: Asking) -> bytes:
    sent, most = request.FILES.get("sheet"), stay_law().sheet.megabytes
    if not isinstance(sent, UploadedFile):
        raise Refused("sheet-missing")
    if (sent.size or 0) > most << 20:
        raise Refused("sheet-big", detail={"limit": most})
    return sent.read()


def _file_page(request: Asking, home: Dwelling, error: str = "") -> HttpResponse:
    return show(
        request,
        "guest-file",
        WRONG_FORM if error else 200,
        back_url=f"/cho-o/{home.id}/khach",
        home=home,
        law=stay_law(),
        error=error,
        error_list=[("sheet", error)] if error else [],
    )


@citizens
@require_safe
def template(request: Asking, id: UUID) -> HttpResponse:
    """An empty table with its headings; the columns are text, so that no nought is lost."""
    my_home(request, id)
    columns = stay_law().columns
    content = workbook("Khach luu tru", [one.label for one in columns], [])
    return as_workbook(content, "mau-khach-luu-tru.xlsx")
