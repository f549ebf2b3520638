"""The inbox: one list across an officer's roles and units, what is due first at the top."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from motcua.doors.counter import filters
from motcua.doors.counter.filters import Chosen
from motcua.doors.shared.access import posts
from motcua.doors.shared.desk import Asking, show
from motcua.doors.shared.due import DESK_WORDS, days_around, standing
from motcua.doors.shared.templatetags.motcua import moment, status, until
from motcua.records.dossier import Dossier
from motcua.records.inbox import MANY, Figures, figures, page
from motcua.records.procedure import catalogue
from motcua.records.unit import Unit
from motcua.rules.dossier import Money, State
from motcua.rules.names import nfc
from motcua.rules.who import READERS

readers = posts(*READERS)
NOBODY = "chưa ai nhận"
TABS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("all", "Tất cả", {}),
    ("late", "Trễ hạn", {"due": "late"}),
    ("today", "Hẹn hôm nay", {"due": "today"}),
    ("week", "Hẹn tuần này", {"due": "week"}),
    ("new", "Chưa tiếp nhận", {"state": "submitted"}),
    ("waiting", "Chờ bổ sung", {"state": "waiting"}),
    ("done", "Chờ trả kết quả", {"state": "done"}),
    ("mine", "Của tôi", {"mine": "1"}),
)


@readers
def inbox(request: Asking) -> HttpResponse:
    choice = filters.chosen(request)
    text = filters.searched(request) if choice.search else ""
    days = days_around(request.at)
    units = request.who.units
    found, after = page(
        request.who, units, filters.wanted(request, choice, text), days, filters.place(request)
    )
    next_page = {"sau": filters.place_words(after)} if after else None
    return show(
        request,
        "counter/inbox.html",
        items=lines(found, request.at, several=len(units) > 1),
        several=len(units) > 1,
        tabs=tabs(choice, figures(request.who.account, days)),
        choice=choice,
        narrowed=bool(choice.state or choice.procedure or choice.due or choice.mine),
        text=text,
        procedures=[
            (code, one.name)
            for code, one in sorted(catalogue().items())
            if any(version.filed_here for version in one.versions)
        ],
        states=[(state, DESK_WORDS[State(state)]) for state in filters.STATES],
        clear_url=Chosen().url(),
        without_search=choice.url(search=""),
        first_url=choice.url() if "sau" in request.GET else "",
        next_url=f"{choice.url()}&{urlencode(next_page)}" if next_page else "",
    )


@readers
def search(request: Asking) -> HttpResponse:
    """Keep what is searched for out of the address, and go to the list."""
    if request.method == "POST":
        text = nfc(request.POST.get("q", ""))[:120]
        filters.keep_search(request, text)
        return redirect(Chosen(search="1" if text else "").url())
    return redirect("counter:inbox")


def lines(found: list[Dossier], at: datetime, several: bool) -> list[dict[str, Any]]:
    """Each dossier as the list says it, in plain words: a list is drawn often."""
    units = {dossier.unit_id for dossier in found} if several else set()
    names = dict(Unit.objects.filter(pk__in=units).values_list("pk", "full_name"))
    here = reverse("counter:inbox")
    return [
        {
            "url": f"{here}ho-so/{dossier.id}",
            "name": dossier.applicant.full_name,
            "number": dossier.number,
            "due": _due(dossier, at),
            "procedure": catalogue()[dossier.procedure].name,
            "state": DESK_WORDS[State(dossier.state)],
            "note": _note(dossier),
            "hand": dossier.officer.name if dossier.officer else NOBODY,
            "unit": names.get(dossier.unit_id, ""),
        }
        for dossier in found
    ]


def _due(dossier: Dossier, at: datetime) -> SafeString:
    stands = standing(dossier, at)
    left = until(stands.due, stands.days, stands.hours)
    words = left or f"nộp {moment(dossier.submitted_at, 'short')}"
    mark = '{}<br><span class="hint">{}</span>'
    return format_html(mark, status(stands.kind, stands.words), words)


def _note(dossier: Dossier) -> str:
    asked = f"yêu cầu bổ sung {dossier.requests} lần" if dossier.requests > 1 else ""
    unpaid = "chưa nộp lệ phí" if dossier.money == Money.DUE else ""
    return ", ".join(filter(None, (asked, unpaid)))


def tabs(choice: Chosen, numbers: Figures) -> list[dict[str, Any]]:
    """The views officers open most, each with its figure; past a thousand it stops counting."""
    return [
        {
            "url": Chosen(**change).url(),
            "label": label,
            "figure": _figure(getattr(numbers, name)),
            "current": choice == Chosen(**change),
        }
        for name, label, change in TABS
    ]


def _figure(number: int) -> str:
    return "hơn 1.000" if number > MANY else str(number)
