"""“Tôi bị yêu cầu thêm giấy tờ”: saying so, with the officer's request, and reading the answer."""

import uuid
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions.report import LONGEST, make_report
from motcua.doors.citizen.apply import form_page
from motcua.doors.citizen.mine import line
from motcua.doors.citizen.page import WRONG_FORM, Asking, as_uuid, by, form_key, my_dossier, show
from motcua.doors.shared.access import citizens
from motcua.doors.shared.held import papers_held
from motcua.doors.shared.sentences import say
from motcua.records.dossier import Dossier, Request
from motcua.records.once_only import Report
from motcua.records.procedure import once_only, version_of
from motcua.rules.names import nfc
from motcua.rules.refusal import Refused

UNWRITTEN = (Report.How.SPOKEN, Report.How.CALLED)


@citizens
@form_page
def report(request: Asking, id: UUID) -> HttpResponse:
    """Which request it is about, or how it was asked; what was asked; and earlier answers."""
    found = my_dossier(request, id)
    if request.method != "POST":
        return _page(request, found)
    where = request.POST.get("where", "")
    if not where:
        return _page(request, found, ("where", "Hãy chọn Bạn bị yêu cầu ở đâu."))
    spoken = where in UNWRITTEN
    try:
        make_report(
            by(request, form_key(request)),
            id,
            what=nfc(request.POST.get("what", ""))[:LONGEST],
            how=Report.How(where) if spoken else Report.How.REQUEST,
            request=None if spoken else as_uuid(where),
        )
    except Refused as refusal:
        return _page(request, found, ("what", say(refusal.code, refusal.detail)))
    return redirect(f"/ho-so/{id}/bi-doi-giay?xong=1")


def _page(request: Asking, found: Dossier, wrong: tuple[str, str] | None = None) -> HttpResponse:
    reports = list(Report.objects.visible_to(request.who).filter(dossier=found))
    requests = list(Request.objects.filter(dossier=found).order_by("-asked_at"))
    where = request.POST.get("where") or (str(requests[0].id) if requests else "")
    context: dict[str, Any] = {
        "reports": sorted(reports, key=lambda one: one.made_at, reverse=True),
        "waiting": any(one.answered_at is None for one in reports),
        "requests": requests,
        "unwritten": UNWRITTEN,
        "where": where,
        "what": request.POST.get("what", ""),
        "held": papers_held(request.who, version_of(found.version), found.answers),
        "law": once_only(),
        "most": LONGEST,
        "done": "xong" in request.GET,
        "error": dict([wrong]) if wrong else {},
        "error_list": [wrong] if wrong else [],
        "key": request.POST.get("key") or uuid.uuid4(),
        "unit_name": found.unit.full_name,
    }
    status = WRONG_FORM if wrong else 200
    return show(request, "report", status, back_url=f"/ho-so/{found.id}", **line(found), **context)
