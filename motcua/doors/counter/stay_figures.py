"""Notifications of stay of a month, for police and those who oversee: numbers, and the sendings
behind them. They are no dossiers, so the register of dossiers (form 07) has none of them."""

from collections.abc import Iterable

from django.db.models import Count
from django.http import HttpResponse

from motcua.doors.counter.month import Month, month_asked
from motcua.doors.shared.access import posts
from motcua.doors.shared.desk import Asking, show
from motcua.records.dossier import Dossier
from motcua.records.stay import StayNotice, stay_law
from motcua.records.unit import Unit
from motcua.rules.who import OVERSEERS, Role, Who

MOST = 200
ROLES = OVERSEERS | {Role.POLICE}
HEADS = {
    "sendings": "Lần thông báo",
    "late_sendings": "Lần có khách báo sau giờ",
    "guests": "Khách",
    "late_guests": "Khách báo sau giờ",
    "taken_back": "Lần đã bỏ",
}


@posts(*ROLES)
def stay_figures(request: Asking) -> HttpResponse:
    """Sendings and guests by unit, the late ones apart; each number has its sendings below."""
    month = month_asked(request)
    units = {post.unit for post in request.who.posts if post.role in ROLES}
    filed = StayNotice.objects.filed(units, month.since, month.until)
    counted, late = filed.counted(), "tre" in request.GET
    shown = filed.filter(late__gt=0, undone_at=None) if late else filed
    dossiers = _as_dossiers(request.who, units, month)
    return show(
        request,
        "counter/stay-figures.html",
        month=month,
        heads=[*HEADS.values(), "Nộp thành hồ sơ"],
        units=[
            (
                unit,
                [
                    *_figures(counted.get(unit.id, {})),
                    ("Nộp thành hồ sơ", dossiers.get(unit.id, 0)),
                ],
            )
            for unit in Unit.objects.filter(pk__in=units).order_by("name")
        ],
        notices=shown.select_related("dwelling", "unit").order_by("-told_at")[:MOST],
        late=late,
        most=MOST,
        law=stay_law().notice,
    )


def _figures(counted: dict[str, int]) -> list[tuple[str, int]]:
    return [(head, counted.get(key, 0)) for key, head in HEADS.items()]


def _as_dossiers(who: Who, units: Iterable[int], month: Month) -> dict[int, int]:
    """Who told of guests by a dossier instead: these are in the register."""
    rows = Dossier.objects.visible_to(who).filter(
        unit__in=units,
        procedure=stay_law().notice.procedure,
        submitted_at__gte=month.since,
        submitted_at__lt=month.until,
    )
    return dict(rows.order_by().values_list("unit").annotate(many=Count("pk")))
