"""Who stays the night in a commune: for its police, each look with a purpose, on the record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from django.db.models import Count
from django.http import HttpResponse

from motcua.actions.stay import look_at_stays
from motcua.doors.counter.people import unit_for, units_of
from motcua.doors.shared import shapes
from motcua.doors.shared.access import posts
from motcua.doors.shared.desk import Asking, by, looking_key, show
from motcua.doors.shared.guests import by_name, corrected, labels, shown, written
from motcua.doors.shared.workbook import as_workbook, workbook
from motcua.records.stay import Stay, Stays, number_index, stay_law
from motcua.records.unit import Hamlet, Unit
from motcua.rules.permission import GRANTS, Purpose
from motcua.rules.refusal import Denied
from motcua.rules.time.wall_clock import local
from motcua.rules.who import Door
from motcua.rules.words.names import accent_free, nfc

PURPOSES = {
    Purpose.RESIDENCE: "Kiểm tra cư trú",
    Purpose.DOSSIER: "Giải quyết một hồ sơ",
}
MOST_DAYS = 31
LISTED = 500  # on a page; all of them are in the file

police = posts(*GRANTS["stay.look"].roles)


@dataclass(frozen=True)
class Wanted:
    """Which nights of which commune, where in it, and whom."""

    unit: Unit
    begins: date
    ends: date
    hamlet: str  # the id of one, "0" for dwellings without one, "" for all
    text: str
    purpose: Purpose | None

    def rows(self) -> Stays:
        """All of these nights and this place: what may be counted without a purpose."""
        found = Stay.objects.filter(unit=self.unit).nights(self.begins, self.ends)
        if self.hamlet == "0":
            return found.filter(dwelling__hamlet=None)
        return found.filter(dwelling__hamlet=int(self.hamlet)) if self.hamlet else found

    def found(self) -> list[Stay]:
        """Whom this look is for: by the whole number, by a part of the name."""
        rows = self.rows().select_related("dwelling__hamlet").in_order()
        number = "".join(self.text.split()).upper()
        if any(letter.isdigit() for letter in number):
            return list(rows.filter(number_index=number_index(number)))
        key = accent_free(self.text)
        return by_name(one for one in rows if key in accent_free(one.guest["full_name"]))


def wanted(request: Asking) -> Wanted:
    asked = request.GET
    begins = _day(asked.get("tu", ""), stay_law().notice.tonight(local(request.at)))
    ends = max(begins, _day(asked.get("den", ""), begins))
    hamlet, purpose = asked.get("xom", ""), asked.get("vi", "")
    return Wanted(
        unit_for(request, "stay.look"),
        begins,
        min(ends, begins + timedelta(days=MOST_DAYS - 1)),
        hamlet if hamlet.isascii() and hamlet.isdigit() and len(hamlet) < 10 else "",
        nfc(asked.get("q", ""))[:120],
        Purpose(purpose) if purpose in PURPOSES else None,
    )


def _day(text: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(shapes.day(text))
    except shapes.Wrong:
        return otherwise


def look(request: Asking, asked: Wanted) -> list[Stay]:
    """Open the list, which the journal tells; to reload is not to look again."""
    if asked.purpose is None:
        raise Denied("stay.look")
    found = asked.found()
    people = frozenset(one.person for one in found if one.person)
    seen = f"{asked.unit.id}/{asked.begins}/{asked.ends}/{sorted(people)}"
    what = uuid5(NAMESPACE_OID, seen)
    look_at_stays(
        by(request, Door.COUNTER, looking_key(request, what, f"stays {asked.purpose}")),
        unit=asked.unit.id,
        begins=asked.begins,
        ends=asked.ends,
        people=people,
        purpose=asked.purpose,
    )
    return found


@police
def stays(request: Asking) -> HttpResponse:
    """How many sleep where; with a purpose, who."""
    asked = wanted(request)
    found = look(request, asked) if asked.purpose else None
    units = units_of(request, "stay.look")
    return show(
        request,
        "counter/stays.html",
        asked=asked,
        units=units if len(units) > 1 else [],
        hamlets=Hamlet.objects.of(asked.unit, local(request.at).date()).order_by("sort_key"),
        purposes=[(p.value, words, p == asked.purpose) for p, words in PURPOSES.items()],
        counts=_counts(asked) if found is None else [],
        number=asked.rows().count() if found is None else len(found),
        found=None if found is None else [shown(one) for one in found[:LISTED]],
        listed=LISTED,
        query=request.GET.urlencode(),
        kept=stay_law().kept,
    )


def _counts(asked: Wanted) -> list[dict[str, Any]]:
    """Guests by dwelling: numbers, no names."""
    place = ("dwelling__hamlet__name", "dwelling__hamlet__kind", "dwelling__address")
    rows = asked.rows().values(*place, "dwelling__code", "dwelling__rooms")
    return list(rows.annotate(guests=Count("id")).order_by(*place))


@police
def listed(request: Asking) -> HttpResponse:
    """The same list as an Excel file."""
    asked = wanted(request)
    found = look(request, asked)
    heads = ["Xóm, thôn", "Chỗ ở", *labels().values(), "Báo sau giờ", "Phòng đã sửa"]
    content = workbook("Luu tru", heads, _lines(found))
    return as_workbook(content, f"luu-tru-{asked.begins}-{asked.ends}.xlsx")


def _lines(found: Sequence[Stay]) -> list[list[str]]:
    return [
        [place(one), one.dwelling.address, *words, "x" if one.late else "", corrected(one)]
        for one, words in zip(found, written(found), strict=True)
    ]


def place(stay: Stay) -> str:
    hamlet = stay.dwelling.hamlet
    return f"{hamlet.kind} {hamlet.name}" if hamlet else ""
