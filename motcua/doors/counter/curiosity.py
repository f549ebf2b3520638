"""Looks at people's data without an act for them: for whoever oversees the officers."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from motcua.doors.shared.access import posts
from motcua.doors.shared.desk import Asking, officers_named, show
from motcua.records.looks import Watched
from motcua.records.own_data import own_data_law
from motcua.records.unit import Unit
from motcua.rules.curiosity import Look, side_by_side
from motcua.rules.permission import GRANTS
from motcua.rules.who import OVERSEERS

MOST = 200
KINDS = {
    "person.seen": "Xem thông tin của một người",
    "dossier.seen": "Mở hồ sơ",
    "verification.looked-up": "Hỏi dữ liệu dân cư",
}


@posts(*OVERSEERS)
@require_safe
def curiosity(request: Asking) -> HttpResponse:
    """How often each officer looked, beside their colleagues; of one of them, each idle look."""
    units = Unit.objects.filter(pk__in=request.who.overseen).order_by("sort_key")
    chosen = request.GET.get("can-bo", "")
    return show(
        request,
        "counter/curiosity.html",
        units=[_of_unit(request, unit, chosen) for unit in units],
        law=own_data_law().looking,
        most=MOST,
        opens_people=bool(request.who.roles & GRANTS["person.look-up"].roles),
    )


def _of_unit(request: Asking, unit: Unit, chosen: str) -> dict[str, Any]:
    watched = Watched(unit.id, request.at)
    rows = side_by_side(watched.counted())
    asked = next((one.officer for one in rows if str(one.officer) == chosen), None)
    idle = watched.idle(asked, MOST) if asked else []
    return {
        "unit": unit,
        "rows": [(one, one.officer == asked) for one in rows],
        "names": officers_named([one.officer for one in rows], unit.id),
        "idle": [_line(one) for one in idle],
    }


def _line(look: Look) -> dict[str, Any]:
    """When, what, and the id of whom: no name, since to open one is a look of its own."""
    return {
        "at": look.at,
        "what": KINDS[look.kind],
        "kind": look.kind,
        "subject": look.subject,
        "short": str(look.subject)[:8],
        "more": look.people - 1,
    }
