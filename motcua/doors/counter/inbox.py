"""The inbox: one list across an officer's roles and units, what is due first at the top."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from motcua.doors.counter import filters, many
from motcua.doors.counter.filters import Chosen
from motcua.doors.counter.saved_view import saved
from motcua.doors.shared.access import posts
from motcua.doors.shared.desk import Asking, show, today
from motcua.doors.shared.due import DESK_WORDS, days_around, standing
from motcua.doors.shared.templatetags.motcua import day, moment, money, status, until
from motcua.records.awaited_word import awaiting_word
from motcua.records.dossier import Dossier
from motcua.records.inbox import MANY, PAGE, Figures, Found, Horizon, Order, Place, figures, page
from motcua.records.procedure import catalogue, version_of
from motcua.records.unit import Unit
from motcua.rules.dossier import Money, State
from motcua.rules.who import READERS
from motcua.rules.words.names import nfc

readers = posts(*READERS)
NOBODY = "chưa ai nhận"
LABELS = {
    "name": "Người nộp",
    "due": "Hạn trả",
    "procedure": "Thủ tục",
    "step": "Bước",
    "hand": "Đang ở tay",
    "filed": "Nộp lúc",
    "fee": "Lệ phí",
    "unit": "Đơn vị",
}
ORDERS = (
    ("", "Đến hạn trước đứng trước"),
    (Order.NEWEST, "Mới nộp đứng trước"),
)
TABS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("all", "Đang làm", {}),
    ("late", "Trễ hạn", {"due": "late"}),
    ("today", "Hẹn hôm nay", {"due": "today"}),
    ("week", "Hẹn tuần này", {"due": "week"}),
    ("new", "Chưa tiếp nhận", {"state": "submitted"}),
    ("waiting", "Chờ người nộp", {"state": "waiting"}),
    ("done", "Chờ trả kết quả", {"state": "done"}),
    ("mine", "Của tôi", {"mine": "1"}),
)


@readers
def inbox(request: Asking) -> HttpResponse:
    choice = filters.chosen(request)
    text = filters.searched(request) if choice.search else ""
    units, size = request.who.units, filters.size(request)
    days = days_around(request.at, units)
    wanted = filters.wanted(request, choice, text)
    found, after = page(request.who, units, wanted, days, filters.place(request), size)
    numbers = figures(request.who.account, units, days)
    columns = shown(choice, several=len(units) > 1)
    return show(
        request,
        "counter/inbox.html",
        items=lines(found, columns, days),
        columns=columns,
        tabs=tabs(choice, numbers),
        letters=numbers.letters if request.who.is_officer else 0,
        asked=numbers.asked,
        awaited=len(awaiting_word(request.who, today(request))),
        notices=numbers.notices,
        duty=numbers.duty,
        saved=[(id, name, view.url(), view == choice) for id, name, view in saved(request)],
        choice=choice,
        text=text,
        procedures=[
            (code, one.name)
            for code, one in sorted(catalogue().items())
            if any(version.filed_here for version in one.versions)
        ],
        states=[(state, DESK_WORDS[State(state)]) for state in filters.STATES],
        orders=ORDERS,
        every_column=[(name, LABELS[name]) for name in filters.COLUMNS],
        acts=many.LABELS.items(),
        may_act=request.who.is_officer,
        clear_url=Chosen().url(),
        without_search=choice.url(search=""),
        **turns(request, choice, after, size),
    )


def turns(request: Asking, choice: Chosen, after: Place | None, size: int) -> dict[str, Any]:
    """Where one may go on: to the next page, back to the first, to a page of all at once."""
    here = choice.url() + (f"&so={size}" if size > PAGE else "")
    place = urlencode({"sau": filters.place_words(after)}) if after else ""
    return {
        "first_url": here if "sau" in request.GET else "",
        "next_url": f"{here}&{place}" if place else "",
        "long_url": f"{choice.url()}&so={filters.MOST}" if size == PAGE and place else "",
    }


@readers
def search(request: Asking) -> HttpResponse:
    """Keep what is searched for out of the address, and go to the list."""
    if request.method == "POST":
        text = nfc(request.POST.get("q", ""))[:120]
        filters.keep_search(request, text)
        return redirect(Chosen(search="1" if text else "").url())
    return redirect("counter:inbox")


def shown(choice: Chosen, several: bool) -> list[tuple[str, str]]:
    """The columns of the list and their heads: whose dossier it is stands behind its date."""
    names = [*choice.shown, *(("unit",) if several else ())]
    names.insert(1 if names[0] == "due" else 0, "name")
    heads = LABELS | ({"due": "Chờ đến"} if choice.state == State.WAITING else {})
    return [(name, heads[name]) for name in names]


def lines(
    found: list[Found], columns: list[tuple[str, str]], days: Horizon
) -> list[dict[str, Any]]:
    """Each dossier as the list says it, in plain words: a list is drawn often."""
    several = {one.unit_id for _, one in found} if ("unit", LABELS["unit"]) in columns else set()
    units = dict(Unit.objects.filter(pk__in=several).values_list("pk", "full_name"))
    here = reverse("counter:inbox")
    cells = {
        "due": lambda place, one: _due(place, one, days),
        "procedure": lambda _, one: version_of(one.version).name,
        "step": lambda _, one: _step(one),
        "hand": lambda _, one: one.officer.name if one.officer else NOBODY,
        "filed": lambda _, one: moment(one.submitted_at, "short"),
        "fee": lambda _, one: money(one.fee) if one.money != Money.NONE else "không phải nộp",
        "unit": lambda _, one: units.get(one.unit_id, ""),
        "name": lambda *_: "",
    }
    return [
        {
            "id": one.id,
            "revision": one.revision,
            "url": f"{here}ho-so/{one.id}",
            "name": one.applicant.full_name,
            "number": one.number,
            "cells": [(name, head, cells[name](place, one)) for name, head in columns],
        }
        for place, one in found
    ]


def _due(place: Place, dossier: Dossier, days: Horizon) -> SafeString:
    """How it stands with its date; what waits says since when, and until when it is waited for."""
    mark = '{}<br><span class="hint">{}</span>'
    stands = standing(dossier, days.now, days.still)
    if dossier.state == State.WAITING and place.due:
        words = f"từ {moment(place.filed, 'short')}, đến hết {day(place.due)}"
        return format_html(mark, status("paused", "Chờ người nộp"), words)
    left = until(stands.due, stands.days, stands.hours)
    held = f"đã hẹn {moment(stands.due, 'short')}" if stands.due else ""
    words = left or held or f"nộp {moment(dossier.submitted_at, 'short')}"
    return format_html(mark, status(stands.kind, stands.words), words)


def _step(dossier: Dossier) -> str | SafeString:
    asked = f"yêu cầu bổ sung {dossier.requests} lần" if dossier.requests > 1 else ""
    unpaid = "chưa nộp lệ phí" if dossier.money == Money.DUE else ""
    words, note = DESK_WORDS[State(dossier.state)], ", ".join(filter(None, (asked, unpaid)))
    return format_html('{}<br><span class="hint">{}</span>', words, note) if note else words


def tabs(choice: Chosen, numbers: Figures) -> list[dict[str, Any]]:
    """The views officers open most, each with its figure; past a thousand it stops counting."""
    found = []
    for name, words, change in TABS:
        view = Chosen(columns=choice.columns, order=choice.order, **change)
        figure = _figure(getattr(numbers, name))
        current = choice == view
        found.append({"url": view.url(), "label": words, "figure": figure, "current": current})
    return found


def _figure(number: int) -> str:
    return "hơn 1.000" if number > MANY else str(number)
