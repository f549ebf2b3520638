"""Finding a procedure by plain words."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_safe

from motcua.doors.citizen.page import Asking, show
from motcua.doors.shared.access import public
from motcua.doors.shared.look import COOKIE, YEAR
from motcua.records.procedure import catalogue, finder
from motcua.rules.catalogue.finding import living_first
from motcua.rules.catalogue.parts import Ended
from motcua.rules.catalogue.procedure import Procedure
from motcua.rules.time.wall_clock import local
from motcua.rules.words.names import nfc, sort_key

MOST_TYPED = 200
MOST_FOUND = 7
EVENTS = (
    "Con mới sinh",
    "Cưới",
    "Chuyển chỗ ở",
    "Có người đến ở trọ",
    "Mất thẻ căn cước",
    "Mua xe máy",
    "Nghỉ việc",
    "Người thân qua đời",
)
"""What happens to people; each is looked for as if it had been typed."""


@dataclass(frozen=True)
class Over:
    """That a procedure has ended: its last day, why, and what one uses instead."""

    last: date | None
    ended: Ended
    instead: list[Procedure]


@public
@require_safe
def home(request: Asking) -> HttpResponse:
    """What would you like to do? In the words one has."""
    asked = nfc(request.GET.get("tim", ""))[:MOST_TYPED]
    day = local(request.at).date()
    everything = sorted(
        (p for p in catalogue().values() if p.online and p.on(day)), key=lambda p: p.name
    )
    found = living_first(finder().find(asked), day, MOST_FOUND) if asked else everything
    return show(
        request,
        "home",
        asked=asked,
        found=[(one, _over(one, day)) for one in found],
        everything=[(one, None) for one in everything],
        events=EVENTS,
    )


@public
@require_safe
def every(request: Asking) -> HttpResponse:
    """All there is in the catalogue, by what it is about."""
    day = local(request.at).date()
    domains: dict[str, list[tuple[Procedure, Over | None]]] = {}
    for one in sorted(catalogue().values(), key=lambda p: (sort_key(p.domain), sort_key(p.name))):
        if one.on(day) or one.ended:
            domains.setdefault(one.domain, []).append((one, _over(one, day)))
    return show(request, "every", back_url="/", domains=domains.items())


def _over(one: Procedure, day: date) -> Over | None:
    if one.ended is None or one.on(day):
        return None
    instead = [catalogue()[code] for code in one.ended.replaced_by]
    return Over(one.versions[-1].valid_to, one.ended, instead)


@public
@require_GET
def large_type(request: HttpRequest) -> HttpResponse:
    """Larger letters on every page, or as before."""
    there = request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(there, {request.get_host()}, request.is_secure())
    response = redirect(there if safe else "/")
    if request.COOKIES.get(COOKIE) == "1":
        response.delete_cookie(COOKIE, samesite="Lax")
    else:
        response.set_cookie(COOKIE, "1", max_age=YEAR, samesite="Lax")
    return response
