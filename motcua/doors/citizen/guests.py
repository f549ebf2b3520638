"""A dwelling as its owner runs it: tenants whose registration ends, guests, what was told."""

import math
import uuid
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from motcua.actions.stay import note_leaving, undo_stays
from motcua.doors.citizen.page import Asking, by, form_key, show
from motcua.doors.citizen.tenants import tenants_of
from motcua.doors.citizen.words import USES
from motcua.doors.shared import shapes
from motcua.doors.shared.access import citizens
from motcua.doors.shared.guests import by_name, given_back, labels, shown, written
from motcua.doors.shared.sentences import say
from motcua.doors.shared.workbook import as_workbook, workbook
from motcua.records.dwelling import Dwelling
from motcua.records.stay import Stay, StayNotice, stay_law
from motcua.rules.refusal import Denied, Refused
from motcua.rules.time.wall_clock import local

LAST = 10  # sendings shown
LISTED = 30  # guests on a page; all of them are in the file
SORTED = 500  # of more, whoever comes
FIRST_WRONG = 20  # rows given back that a page shows
MOST_DAYS = 366
AGAIN = 3  # seconds after which a page that waits is asked for again


def my_home(request: Asking, id: UUID) -> Dwelling:
    """A dwelling I have declared; what others own is not here."""
    homes = Dwelling.objects.visible_to(request.who).select_related("unit")
    home = homes.filter(owner=request.who.person, pk=id).first() if request.who.person else None
    if home is None:
        raise Denied("dwelling")
    return home


def tonight(request: Asking) -> date:
    return stay_law().notice.tonight(local(request.at))


@citizens
@require_safe
def guests(request: Asking, id: UUID) -> HttpResponse:
    """Who lives and who sleeps here."""
    home, night = my_home(request, id), tonight(request)
    today = local(request.at).date()
    seen = Stay.objects.visible_to(request.who).filter(dwelling=home).select_related("dwelling")
    here = seen.nights(night, night)
    return show(
        request,
        "guests",
        back_url="/cho-o",
        home=home,
        use=USES[home.use],
        lodging=home.use in Dwelling.HOUSES_OF_GUESTS,
        night=night,
        number=here.count(),
        stays=[shown(one) for one in by_name(here[:SORTED])[:LISTED]],
        tenants=[one for one in tenants_of(request.who, home, today) if not one.gone],
        told=_told(request, home)[:LAST],
        law=stay_law(),
        begins=night.replace(day=1),
        ends=night,
        left="di" in request.GET,
        key=uuid.uuid4(),
    )


def _told(request: Asking, home: Dwelling) -> Any:
    mine = StayNotice.objects.visible_to(request.who).filter(dwelling=home)
    return mine.order_by("-told_at")


@citizens
@require_POST
def leaving(request: Asking, stay: UUID) -> HttpResponse:
    """A guest has left sooner: back to the page on which that was said."""
    found = note_leaving(by(request, form_key(request)), stay)
    page = "phong?xong=di" if request.POST.get("from") == "rooms" else "khach?di=1"
    return redirect(f"/cho-o/{found.dwelling_id}/{page}")


@citizens
@require_safe
def book(request: Asking, id: UUID) -> HttpResponse:
    """The register of guests of a period as an Excel file, in the columns it is sent in."""
    home, (begins, ends) = my_home(request, id), _period(request)
    mine = Stay.objects.visible_to(request.who).filter(dwelling=home).nights(begins, ends)
    rows = written(mine.order_by("begins", "id").iterator())
    content = workbook("So khach", list(labels().values()), rows)
    return as_workbook(content, f"so-khach-{home.code}-{begins}-{ends}.xlsx")


def _period(request: Asking) -> tuple[date, date]:
    typed = (request.GET.get(name, "") for name in ("tu", "den"))
    try:
        begins, ends = (date.fromisoformat(shapes.day(text)) for text in typed)
    except shapes.Wrong:
        raise Refused("period-wrong", detail={"most": MOST_DAYS}) from None
    if not 0 <= (ends - begins).days < MOST_DAYS:
        raise Refused("period-wrong", detail={"most": MOST_DAYS})
    return begins, ends


def my_notice(request: Asking, id: UUID) -> StayNotice:
    mine = StayNotice.objects.visible_to(request.who).select_related("dwelling__unit")
    found = mine.filter(pk=id).first()
    if found is None:
        raise Denied("stay.tell")
    return found


@citizens
@require_safe
def notice(request: Asking, id: UUID) -> HttpResponse:
    """What came of one sending: its number, what was late, what is given back; while its file is
    being read, how far that is. The browser asks again by itself, without a script."""
    found = my_notice(request, id)
    page = show(
        request,
        "stay-notice",
        back_url=f"/cho-o/{found.dwelling_id}/khach",
        notice=found,
        again="lai" in request.GET,
        returned=given_back(found)[:FIRST_WRONG],
        notes=[say(code, detail) for code, detail in (found.returned or {}).get("notes", [])],
        law=stay_law(),
        left=_left(found, request.at),
        again_in=AGAIN,
        key=uuid.uuid4(),
    )
    if found.read_at is None:
        page["Refresh"] = str(AGAIN)
    return page


def _left(notice: StayNotice, at: datetime) -> int:
    """Seconds until a file is read, as it went so far; 0 where nobody can tell yet."""
    gone = (at - notice.told_at).total_seconds()
    return math.ceil(gone * (notice.lines - notice.done) / notice.done) if notice.done else 0


@citizens
@require_safe
def bad_rows(request: Asking, id: UUID) -> HttpResponse:
    """All rows given back, as an Excel file with a reason each: put right, it can be sent."""
    found = my_notice(request, id)
    named = labels()
    rows = [
        [*(came.get(key, "") for key in named), " ".join(why), str(line)]
        for line, came, why in given_back(found)
    ]
    if not rows:
        raise Denied("stay.tell")
    heads = [*named.values(), "Cần sửa", "Dòng trong tệp đã gửi"]
    return as_workbook(workbook("Can sua", heads, rows), f"can-sua-{found.told_at:%Y%m%d}.xlsx")


@citizens
@require_POST
def undo(request: Asking, id: UUID) -> HttpResponse:
    """Take one sending back as a whole."""
    undo_stays(by(request, form_key(request)), id)
    return redirect("citizen:stay-notice", id)
