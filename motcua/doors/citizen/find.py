"""Finding a procedure by plain words, and seeing what it takes before beginning."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_safe

from motcua.actions.dossier import completed
from motcua.doors.citizen.application import procedure_with, version_today
from motcua.doors.citizen.page import Asking, me, show
from motcua.doors.shared.access import public
from motcua.doors.shared.held import papers_held
from motcua.doors.shared.look import COOKIE, YEAR
from motcua.records.procedure import calendar, catalogue, finder
from motcua.rules.dossier import Channel
from motcua.rules.names import nfc
from motcua.rules.parts import UNKNOWN
from motcua.rules.procedure import Version
from motcua.rules.wall_clock import instant, local
from motcua.rules.working_time import due_on

MOST_TYPED = 200
MOST_FOUND = 7


@public
@require_safe
def home(request: Asking) -> HttpResponse:
    """What would you like to do? In the words one has."""
    asked = nfc(request.GET.get("tim", ""))[:MOST_TYPED]
    everything = sorted(
        (p for p in catalogue().values() if p.online and p.on(local(request.at).date())),
        key=lambda p: p.name,
    )
    found = finder().find(asked)[:MOST_FOUND] if asked else everything
    return show(request, "home", asked=asked, found=found, everything=everything)


@public
@require_safe
def procedure(request: Asking, code: str) -> HttpResponse:
    """What it takes, what it costs, how long it lasts, and what need not be brought."""
    found = procedure_with(code)
    version = version_today(found, request.at)
    by_dwelling = version.goes_by_dwelling
    signed_in = request.who.account is not None
    applicant = me(request) if signed_in else None
    whole: dict[str, Any] = {"fact.channel": str(Channel.ONLINE), "fact.known": []}
    if applicant:
        whole = completed(version, applicant, {}, Channel.ONLINE, local(request.at).date())
    limit = None if "time" in version.unknown else version.time_limit(whole)
    due = due_on(local(request.at), limit, calendar()) if limit else None
    return show(
        request,
        "procedure",
        back_url="/",
        procedure=found,
        version=version,
        draft_id=uuid.uuid4() if not applicant or applicant.unit or by_dwelling else None,
        unit=applicant.unit if applicant else None,
        goes_by_dwelling=by_dwelling,
        questions=[_labels(page) for page in version.pages(whole, whole["fact.known"])],
        held=_held(version, whole["fact.known"]),
        papers=version.needed(whole),
        not_needed=papers_held(request.who, version, whole),
        online=version.fee(whole, local(request.at).date()),
        counter=version.fee(
            {**whole, "fact.channel": str(Channel.COUNTER)}, local(request.at).date()
        ),
        due=due,
        due_at=instant(due.at) if due else None,
        limit=limit,
        offered=found.online and version.filed_here,
        unknown=[UNKNOWN[word] for word in version.unknown],
    )


def _labels(page: tuple[Any, ...]) -> str:
    first, *others = [field.label for field in page]
    return ", ".join([first, *(label[:1].lower() + label[1:] for label in others)])


def _held(version: Version, known: list[str]) -> list[str]:
    """What the State holds of this person; for a visitor, what it will look for."""
    fields = [f for f in version.fields if f.known and (f.key in known or not known)]
    return list(dict.fromkeys(f.label for f in fields if f.known.startswith("person.")))


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
