"""What must be seen to today: dates about to pass, apologies owed, second requests to answer."""

from collections.abc import Collection
from typing import Any

from django.http import HttpResponse

from motcua.doors.shared.access import officers
from motcua.doors.shared.desk import Asking, show
from motcua.doors.shared.due import standing
from motcua.records import apology
from motcua.records.deadlines import deadlines
from motcua.records.dossier import Dossier, Dossiers
from motcua.records.procedure import calendar, catalogue
from motcua.records.standstill import Standstill, running, standstills
from motcua.records.supplement import SecondRequest
from motcua.rules.time.wall_clock import instant, local
from motcua.rules.time.working_time import Measure, add_to

MOST = 100  # of each list on one page


@officers
def soon(request: Asking) -> HttpResponse:
    """Each with what is to be done; the apology is drafted already."""
    days = deadlines().soon.days
    until = instant(add_to(local(request.at), days, Measure.DAY, calendar()))
    mine = Dossier.objects.visible_to(request.who).of_units(request.who.units)
    still = standstills(request.who.units, request.at)
    awaited = SecondRequest.objects.visible_to(request.who).awaited()
    return show(
        request,
        "counter/soon.html",
        soon=_lines(request, apology.going_late(mine, request.at, until), still),
        owed=_lines(request, apology.owed(running(mine, still), request.at), still),
        awaited=_lines(request, mine.filter(pk__in=awaited.values("dossier")), still),
        days=days,
        most=MOST,
    )


def _lines(request: Asking, rows: Dossiers, still: Collection[Standstill]) -> list[dict[str, Any]]:
    """Each dossier with its date, whose it is, and in whose hands."""
    return [
        {
            "id": one.id,
            "name": one.applicant.full_name,
            "number": one.number,
            "standing": standing(one, request.at, still),
            "procedure": catalogue()[one.procedure].name,
            "hand": one.officer.name if one.officer else "chưa ai nhận",
        }
        for one in rows.by_due().select_related("applicant", "officer")[:MOST]
    ]
