"""Giving what was asked for, and only that, from one's own account."""

import uuid
from collections.abc import Mapping
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.doors.citizen.apply import form_page
from motcua.doors.citizen.mine import line
from motcua.doors.citizen.page import WRONG_FORM, Asking, by, form_key, my_dossier, show
from motcua.doors.shared import asking, papers
from motcua.doors.shared.access import citizens
from motcua.doors.shared.forms import reshapes
from motcua.doors.shared.places import reach_of
from motcua.doors.shared.questions import error_list
from motcua.doors.shared.supplement import Supplement, open_request
from motcua.records.procedure import version_of
from motcua.rules.time.wall_clock import local


@citizens
@form_page
def supplement(request: Asking, id: UUID) -> HttpResponse:
    """Give what was asked for and only that: fields and papers, each with why and the article."""
    found = my_dossier(request, id)
    asked = open_request(found)
    if asked is None and request.method == "POST":  # answered meanwhile, or stopped
        return redirect(f"/ho-so/{id}?xong={'da-bo-sung' if found.is_open else 'het-han'}")
    if asked is None:
        return redirect("citizen:dossier", id)
    version = version_of(found.version)
    given = Supplement(found, asked, request.who, reach_of(request.who), version, request.POST)
    if request.method != "POST":
        return _show_request(request, given, given.as_filed())
    if papers.taken_out(by(request), request.POST):
        return redirect("citizen:supplement", id)
    sheet = given.read(local(request.at).date())
    if reshapes(request.POST):
        return _show_request(request, given, sheet)
    wrong = given.receive(by(request), request)
    if not (sheet.errors or wrong):
        wrong = given.give(by(request, form_key(request)), sheet.answers)
    if sheet.errors or wrong:
        return _show_request(request, given, sheet, wrong, WRONG_FORM)
    return redirect(f"/ho-so/{id}?xong=bo-sung")


def _show_request(
    request: Asking,
    given: Supplement,
    sheet: asking.Sheet,
    wrong: Mapping[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    items = given.drawn(sheet, wrong or {})
    return show(
        request,
        "supplement",
        status,
        back_url=f"/ho-so/{given.dossier.id}",
        **line(given.dossier),
        asked=given.asked,
        items=items,
        error_list=error_list([one.question for one in items]),
        key=request.POST.get("key") or uuid.uuid4(),
        unit_name=given.dossier.unit.full_name,
    )
