"""How far papers have become data: three figures of a month, each with the dossiers behind it."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpResponse

from motcua.doors.counter.month import month_asked
from motcua.doors.counter.once_only import overseers
from motcua.doors.shared.desk import Asking, show
from motcua.records.digitised import Figures, Span, by_unit
from motcua.records.dossier import Dossier
from motcua.records.unit import Unit

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
    month = month_asked(request)
    measures = _measures(Span(request.who, month.since, month.until))
    units = Unit.objects.filter(pk__in=request.who.units).order_by("name")
    return show(
        request,
        "counter/digitised.html",
        measures=measures,
        units=[(one, [(m.title, m.figures.get(one.id, 0)) for m in measures]) for one in units],
        month=month,
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
