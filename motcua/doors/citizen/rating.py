"""Asked once how content one is: from one's account, where one follows, at a counter's tablet."""

import uuid
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions.act import By
from motcua.actions.rating import LONGEST, rate
from motcua.doors.citizen.apply import form_page
from motcua.doors.citizen.follow import PLACE, dossier_asked_for, dossier_opened, keep_open
from motcua.doors.citizen.page import WRONG_FORM, Asking, by, form_key, my_dossier, show
from motcua.doors.shared.access import citizens, public
from motcua.doors.shared.letters import typed
from motcua.doors.shared.sentences import say
from motcua.records.dossier import Dossier
from motcua.records.procedure import catalogue
from motcua.records.rating import Rating, asks_rating
from motcua.rules.rating import STEPS
from motcua.rules.refusal import Refused


@citizens
@form_page
def rating(request: Asking, id: UUID) -> HttpResponse:
    """From my account."""
    found = my_dossier(request, id)
    return _asked(request, found, Rating.Way.ACCOUNT, f"/ho-so/{id}")


@public
@form_page
def followed(request: Asking) -> HttpResponse:
    """By whoever has opened the dossier with its number and a second fact."""
    found = dossier_opened(request)
    if found is None:
        return redirect("citizen:follow")
    at_counter = bool(request.session[PLACE].get("tablet"))
    back = "/danh-gia" if at_counter else "/tra-cuu/ket-qua"
    answer = _asked(request, found, Rating.Way.CODE, back)
    if at_counter and answer.status_code == 302:
        del request.session[PLACE]  # the next at the tablet is somebody else
    return answer


@public
@form_page
def here(request: Asking) -> HttpResponse:
    """The tablet at the counter: which dossier, by the same two facts as following it."""
    if request.method != "POST":
        return show(request, "rate_here", back_url="/", done="xong" in request.GET)
    try:
        keep_open(request, dossier_asked_for(request), tablet=True)
    except Refused as refusal:
        wrong = [("number", say(refusal.code))]
        return show(request, "rate_here", WRONG_FORM, back_url="/", error_list=wrong)
    return redirect("citizen:rate-followed")


def _asked(request: Asking, found: Dossier, way: Rating.Way, back: str) -> HttpResponse:
    if request.method != "POST":
        return _page(request, found, back)
    try:
        _rate(request, by(request, form_key(request)), found, way)
    except Refused as refusal:
        return _page(request, found, back, say(refusal.code, refusal.detail))
    return redirect(f"{back}?xong=danh-gia")


def _rate(request: Asking, act: By, found: Dossier, way: Rating.Way) -> None:
    sent = request.POST.get("steps", "")
    steps = int(sent) if sent in {str(one) for one in STEPS} else 0
    rate(act, found.id, steps=steps, words=typed(request, "words", LONGEST), way=way)


def _page(request: Asking, found: Dossier, back: str, wrong: str = "") -> HttpResponse:
    return show(
        request,
        "rate",
        WRONG_FORM if wrong else 200,
        back_url=back,
        number=found.number,
        name=catalogue()[found.procedure].name,
        unit=found.unit,
        asked=asks_rating(found),
        ended=found.closed_at is not None,
        steps=STEPS.items(),
        chosen=request.POST.get("steps", ""),
        words=typed(request, "words", LONGEST),
        most=LONGEST,
        error_list=[("steps", wrong)] if wrong else [],
        key=request.POST.get("key") or uuid.uuid4(),
    )
