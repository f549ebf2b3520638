"""How far papers have become data: three figures of a month, each with the dossiers behind it."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import QuerySet
from django.http import HttpResponse

from motcua.doors.counter.once_only import overseers
from motcua.doors.shared.desk import Asking, show, today
from motcua.records.digitised import Figures, Span, by_unit
from motcua.records.dossier import Dossier
from motcua.records.unit import Unit
from motcua.rules.time.wall_clock import instant

MOST = 200


@dataclass(frozen=True)
class Measure:
    """One of the three: what it is called and counts, how many by unit, the dossiers behind it."""

    title: str
    meaning: str
    dossiers: QuerySet[Dossier]
    figures: Figures

    @property
    def count(self) -> int:
        return sum(self.figures.values())

    @property
    def shown(self) -> list[Dossier]:
        return list(self.dossiers[:MOST])


@overseers
def digitised(request: Asking) -> HttpResponse:
    """A scan is not data, and a signed result is not a signed component: three counts, apart, by
    unit and month."""
    first = _month(request)
    following = _after(first)
    measures = _measures(Span(request.who, _start(first), _start(following)))
    before = _month_before(first)
    units = Unit.objects.filter(pk__in=request.who.units).order_by("name")
    return show(
        request,
        "counter/digitised.html",
        measures=measures,
        units=[(one, [(m.title, m.figures.get(one.id, 0)) for m in measures]) for one in units],
        first=first,
        before=f"{before:%Y-%m}",
        after=f"{following:%Y-%m}" if following <= today(request) else "",
        most=MOST,
    )


def _measures(span: Span) -> list[Measure]:
    data, components = span.digitised(), span.signed_components()
    return [
        Measure("Hồ sơ đã số hóa trường dữ liệu",
                "Cán bộ đã ghi số, ngày, nơi cấp theo giấy và so lại.", data, by_unit(data)),
        Measure("Kết quả đã ký số",
                "Đếm từng kết quả ký trong tháng, chưa bị thu hồi; một hồ sơ có thể có nhiều.",
                span.signed_results(), by_unit(span.results())),
        Measure("Hồ sơ có thành phần đã ký số",
                "Giấy gửi đến có chữ ký số còn nguyên vẹn, tin cậy được, hoặc có bản sao đã được"
                " ký số.", components, by_unit(components)),
    ]  # fmt: skip


def _month(request: Asking) -> date:
    """The month asked for, or this one."""
    found = re.fullmatch(r"(20\d\d)-(0[1-9]|1[0-2])", request.GET.get("thang", ""))
    return date(int(found[1]), int(found[2]), 1) if found else today(request).replace(day=1)


def _after(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def _month_before(first: date) -> date:
    return date(first.year - (first.month == 1), (first.month - 2) % 12 + 1, 1)


def _start(day: date) -> datetime:
    return instant(datetime.combine(day, time()))
