"""The sheets on the wall: which are right, which are to be printed again, which never hung."""

from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from motcua.actions.sheet import post_sheet
from motcua.doors.office.page import office, overseers, posters, units_of
from motcua.doors.office.rollout import OVERSEERS
from motcua.doors.shared.desk import Asking, by, form_key, today
from motcua.records.procedure import catalogue
from motcua.records.sheet import Sheet
from motcua.records.unit import Unit
from motcua.rules.catalogue.procedure import Procedure
from motcua.rules.catalogue.rollout import Posted, posted
from motcua.rules.catalogue.telling import changes
from motcua.rules.refusal import Denied
from motcua.rules.who import Door, Role

WORDS = {
    Posted.CHANGED: ("late", "In lại"),
    Posted.OVER: ("refused", "Gỡ xuống"),
    Posted.MISSING: ("draft", "Chưa niêm yết"),
    Posted.RIGHT: ("done", "Đúng bản đang áp dụng"),
}
FIRST = list(WORDS)  # what is to be done stands first


@overseers
def sheets(request: Asking) -> HttpResponse:
    """One row for each procedure, of the unit chosen."""
    units = units_of(request, *OVERSEERS)
    unit = _unit(units, request.GET.get("don-vi", ""))
    last = Sheet.objects.visible_to(request.who).last_of(unit)
    rows = [_row(one, last.get(one.code), request) for one in catalogue().values()]
    rows = [row for row in rows if row["state"] in WORDS]
    rows.sort(key=lambda row: (FIRST.index(row["state"]), row["procedure"].name))
    again = [row for row in rows if row["state"] in (Posted.CHANGED, Posted.OVER)]
    may_post = bool(request.who.roles & {Role.OPERATOR, Role.LEADER})
    return office(
        request, "sheets", unit=unit, units=units, rows=rows, again=again, may_post=may_post
    )


@posters
def put_up(request: Asking, code: str) -> HttpResponse:
    """The sheet of the version in force was printed and hangs now."""
    units = units_of(request, Role.OPERATOR, Role.LEADER)
    unit = _unit(units, request.POST.get("unit", ""))
    if request.method == "POST":
        found = catalogue().get(code)
        version = found.on(today(request)) if found else None
        if version is None:
            raise Denied("procedure")
        post_sheet(by(request, Door.OFFICE, form_key(request)), unit=unit, version=version)
    return redirect(f"{reverse('office:sheets')}?don-vi={unit.pk}")


def _unit(units: list[Unit], wanted: str) -> Unit:
    """The unit named, or the first of theirs."""
    return next((one for one in units if str(one.pk) == wanted), units[0])


def _row(procedure: Procedure, sheet: Sheet | None, request: Asking) -> dict[str, Any]:
    day = today(request)
    state = posted(procedure, sheet.version if sheet else "", day)
    version = procedure.on(day)
    different: list[str] = []
    if state is Posted.CHANGED and sheet and version:
        old = procedure.version(sheet.version)
        different = changes(old, version, old.valid_to or day, day)
    mark, words = WORDS.get(state, ("", ""))
    return {
        "procedure": procedure,
        "version": version,
        "sheet": sheet,
        "state": state,
        "mark": mark,
        "words": words,
        "changes": different,
        "key": uuid4(),
        "coming": next((v for v in procedure.versions if v.valid_from > day), None),
    }
