"""The units of the country as this system knows them today."""

from django.db.models import Count, Q
from django.http import HttpResponse

from motcua.doors.office.page import office, staff
from motcua.doors.shared.desk import Asking, today
from motcua.records.unit import Hamlet, Unit
from motcua.rules.words.names import accent_free, nfc

MOST = 100


@staff
def units(request: Asking) -> HttpResponse:
    """Provinces; the communes of one; or units found by a name or code."""
    day = today(request)
    text = nfc(request.GET.get("q", ""))[:60]
    province = Unit.objects.in_force(day).filter(
        level="province", code=request.GET.get("tinh", "")[:5]
    )
    chosen = province.first() if request.GET.get("tinh") else None
    found = Unit.objects.in_force(day)
    if text:
        found = found.filter(Q(code=text) | Q(name_key__startswith=accent_free(text)))
    elif chosen:
        found = found.filter(level="commune", parent__code=chosen.code)
    else:
        found = found.filter(level="province")
    shown = list(found.select_related("parent").order_by("sort_key")[: MOST * 3])
    rows = Hamlet.objects.in_force(day).filter(unit__code__in=[one.code for one in shown])
    hamlets = dict(rows.values_list("unit__code").annotate(Count("id")))
    return office(
        request,
        "units",
        text=text,
        province=chosen,
        units=[(one, hamlets.get(one.code, 0)) for one in shown],
    )
