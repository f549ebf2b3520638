"""Deciding where the officer adds something: an amount, a register's entry, or the number and day
of a result that another system made."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions.deciding import note_result
from motcua.actions.processing import decide
from motcua.doors.counter.dossier import acts_open, opened, settled, why_not
from motcua.doors.shared import asking
from motcua.doors.shared.access import officers
from motcua.doors.shared.desk import WRONG_FORM, Asking, by, form_key, revision, show, today
from motcua.doors.shared.forms import reshapes
from motcua.doors.shared.places import reach_at
from motcua.doors.shared.questions import error_list
from motcua.records.dossier import Dossier
from motcua.records.outcome import outcome_of
from motcua.records.procedure import version_of
from motcua.rules.refusal import Refused
from motcua.rules.who import Door


@officers
def decision(request: Asking, id: UUID) -> HttpResponse:
    """The questions the version puts to the officer; answered, the dossier is decided."""
    dossier = opened(request, id)
    version = version_of(dossier.version)
    reach = reach_at(request.who, dossier.unit)
    if request.method != "POST":
        sheet = asking.before(version.outcomes, outcome_of(dossier), {}, reach)
        return _page(request, dossier, sheet)
    sheet = asking.read(version.outcomes, request.POST, reach, today(request))
    if reshapes(request.POST) or sheet.errors:
        return _page(request, dossier, sheet, status=WRONG_FORM if sheet.errors else 200)
    act = note_result if version.noted else decide
    try:
        act(
            by(request, Door.COUNTER, form_key(request)),
            id,
            outcome=sheet.answers,
            revision=revision(request),
        )
    except Refused as why:
        dossier.refresh_from_db()
        return _page(request, dossier, sheet, why, WRONG_FORM)
    return redirect("counter:dossier", id=id)


def _page(
    request: Asking,
    dossier: Dossier,
    sheet: asking.Sheet,
    why: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    drawn = sheet.questions(heading=False)
    return show(
        request,
        "counter/decision.html",
        status=status,
        dossier=dossier,
        questions=drawn,
        error_list=error_list(drawn),
        noted=version_of(dossier.version).noted,
        blockers=settled(dossier),
        can=acts_open(request, dossier),
        **(why_not(request, dossier, why) if why else {}),
    )
