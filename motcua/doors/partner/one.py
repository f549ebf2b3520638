"""One list: its columns, how far its matching is, what came of it, the file that goes back."""

import math
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from motcua.actions.person_list import KINDS, ask_list_file, say_columns, take_list_file, undo_list
from motcua.doors.partner.lists import mine, partners
from motcua.doors.shared.desk import WRONG_FORM, Asking, by, form_key, looking_key, show
from motcua.doors.shared.sentences import say
from motcua.doors.shared.workbook import XLSX
from motcua.records.files import store
from motcua.records.person_list import PersonList, list_law, list_terms
from motcua.rules.lists.terms import ListStage
from motcua.rules.refusal import Refused
from motcua.rules.who import Door

AGAIN = 3  # seconds after which a page that waits is asked for again
KIND_WORDS = {"xlsx": "Excel (.xlsx)", "csv": "CSV"}
TYPES = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8"}


@partners
@require_safe
def one(request: Asking, id: UUID) -> HttpResponse:
    """Where it has come to; while a clerk is at it the browser asks again, without a script."""
    return _page(request, mine(request, id))


@partners
@require_POST
def columns(request: Asking, id: UUID) -> HttpResponse:
    """Its sender has looked at the columns: now it is matched."""
    found = mine(request, id)
    try:
        taken = _taken(request, found)
        say_columns(by(request, Door.PARTNER, form_key(request)), id, taken=taken)
    except Refused as refused:
        return _page(request, found, say(refused.code, refused.detail))
    return redirect("partner:list", id)


def _taken(request: Asking, found: PersonList) -> dict[str, int]:
    """Of each key its column. Refused: list-column-twice."""
    taken: dict[str, int] = {}
    labels = list_law().labels
    for at in range(len(found.heads.get("names", ()))):
        key = request.POST.get(f"c{at}", "")
        if key in taken:
            raise Refused("list-column-twice", detail={"label": labels[key]})
        if key in labels:
            taken[key] = at
    return taken


@partners
@require_POST
def ask_file(request: Asking, id: UUID) -> HttpResponse:
    mine(request, id)
    kind = request.POST.get("kind", KINDS[0])
    ask_list_file(by(request, Door.PARTNER, form_key(request)), id, kind=kind)
    return redirect("partner:list", id)


@partners
@require_safe
def file(request: Asking, id: UUID) -> HttpResponse:
    """The list with its answers; each taking is on record."""
    found = mine(request, id)
    if found.stage != ListStage.READY or not found.reply:
        return redirect("partner:list", id)  # taken back, or being written anew
    take_list_file(by(request, Door.PARTNER, looking_key(request, id, "list-file")), id)
    with store().open(found.reply) as content:
        response = HttpResponse(content.read(), content_type=TYPES[found.reply_as])
    name = f"doi-chieu-{found.sent_at:%Y%m%d}.{found.reply_as}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@partners
@require_POST
def undo(request: Asking, id: UUID) -> HttpResponse:
    """Take the whole list back, also while it is being matched."""
    mine(request, id)
    undo_list(by(request, Door.PARTNER, form_key(request)), id)
    return redirect("partner:list", id)


def _page(request: Asking, found: PersonList, error: str = "") -> HttpResponse:
    writing = bool(found.asked_at and not found.reply and found.stage == ListStage.READY)
    waits = found.stage in (ListStage.READING, ListStage.MATCHING) or writing
    page = show(
        request,
        "partner/list.html",
        WRONG_FORM if error else 200,
        back_url="/doi-tac/",
        list=found,
        stage=str(found.stage),
        columns=_columns(request, found) if found.stage == ListStage.COLUMNS else [],
        labels=list_law().labels,
        notes=[say(code, detail) for code, detail in found.heads.get("notes", [])],
        unread=found.heads.get("unread", []),
        trouble=say(*found.trouble) if found.trouble else "",
        cut_off=found.stage == ListStage.MATCHING and found.is_cut_off,
        left=_left(found, request.at),
        again_in=AGAIN if waits else 0,
        writing=writing,
        kinds=KIND_WORDS,
        terms=list_terms(),
        error_list=[("c0", error)] if error else [],
    )
    if waits:
        page["Refresh"] = str(AGAIN)
    return page


def _columns(request: Asking, found: PersonList) -> list[Mapping[str, Any]]:
    """Each column with what it is taken for, or was said to be a moment ago."""
    taken = {at: key for key, at in found.taken.items()}
    return [
        {
            "name": f"c{at}",
            "head": name,
            "shapes": found.heads["shapes"][at],
            "key": request.POST.get(f"c{at}", taken.get(at, "")),
        }
        for at, name in enumerate(found.heads["names"])
    ]


def _left(found: PersonList, at: datetime) -> int:
    """Minutes until a list is read or matched, as it went so far; 0 where nobody can tell yet."""
    if found.began_at is None or not 0 < found.done < 100:
        return 0
    gone = (at - found.began_at).total_seconds()
    return math.ceil(gone * (100 - found.done) / found.done / 60)
