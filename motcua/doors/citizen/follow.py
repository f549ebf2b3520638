"""Following a dossier without signing in: two facts, and nothing is told apart."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from motcua.actions.dossier import expected_due
from motcua.actions.limits import count_miss, held_off
from motcua.doors.citizen.apply import form_page
from motcua.doors.citizen.mine import SHAPES
from motcua.doors.citizen.page import WRONG_FORM, Asking, by, left_of, show
from motcua.doors.shared.access import public
from motcua.doors.shared.sentences import say
from motcua.doors.shared.supplement import open_request
from motcua.records import following
from motcua.records.dossier import Dossier
from motcua.records.procedure import version_of
from motcua.records.rating import asks_rating
from motcua.rules.dossier import STATE_WORDS, State
from motcua.rules.number import tidy_number
from motcua.rules.refusal import Denied, Refused
from motcua.rules.words.names import nfc

OPEN_FOR = timedelta(minutes=15)  # ours
PLACE = "following"  # in the session: which dossier was opened, and when


@public
@form_page
def follow(request: Asking) -> HttpResponse:
    """Ask for both facts; wrong either way looks the same, known number or not."""
    if request.method != "POST":
        return show(request, "follow", back_url="/", typed=request.GET.get("so", "")[:40])
    try:
        keep_open(request, dossier_asked_for(request))
    except Refused as refusal:
        return _again(request, refusal.code)
    return redirect("citizen:followed")


def dossier_asked_for(request: Asking) -> UUID:
    """The dossier of which both facts are true; who misses often is held off."""
    number = tidy_number(nfc(request.POST.get("number", "")))[:40]
    fact = "".join(ch for ch in request.POST.get("fact", "") if ch.isdigit())[-4:]
    if not number or len(fact) != 4:
        raise Refused("follow-shape")
    address = request.META.get("REMOTE_ADDR", "")
    if held_off(by(request), number=number, address=address):
        raise Refused("follow-held-off")
    found = following.dossier_with(number, fact)
    if found is None:
        count_miss(by(request), number=number, address=address)
        raise Refused("follow-unknown")
    return found


def keep_open(request: Asking, dossier: UUID, *, tablet: bool = False) -> None:
    """Remember for a while, in the session, which dossier was opened."""
    at = request.at.isoformat()
    request.session[PLACE] = {"dossier": str(dossier), "at": at, "tablet": tablet}


def dossier_opened(request: Asking) -> Dossier | None:
    """The dossier opened a while ago, in a scope that holds it alone; None once that is over."""
    opened = request.session.get(PLACE)
    if not opened or request.at - datetime.fromisoformat(opened["at"]) > OPEN_FOR:
        return None
    found = following.followed(UUID(opened["dossier"]))
    if found is None:
        raise Denied("dossier.track")
    return found


def _again(request: Asking, code: str) -> HttpResponse:
    words = say(code)
    return show(
        request,
        "follow",
        WRONG_FORM,
        back_url="/",
        typed=request.POST.get("number", "")[:40],
        error_list=[("number", words)],
    )


@public
@require_safe
def followed(request: Asking) -> HttpResponse:
    """How the dossier stands, without a word about whom it is for."""
    found = dossier_opened(request)
    if found is None:
        return redirect("citizen:follow")
    asked = open_request(found)
    state = State(found.state)
    due, steps = found.due_at, found.due_steps
    if due is None and found.is_open:
        due, steps = expected_due(found, version_of(found.version), found.submitted_at)
    context: dict[str, Any] = {
        "number": found.number,
        "name": version_of(found.version).name,
        "unit": found.unit,
        "shape": SHAPES.get(state, "waiting"),
        "words": STATE_WORDS[state],  # who follows may be someone who helps
        "due": due if found.is_open else None,
        "left": left_of(found, due, request.at),
        "paused": state == State.WAITING,
        "due_steps": steps,
        "asked": [item["label"] for item in asked.items] if asked else [],
        "answer_by": asked.answer_by if asked else None,
        "closed_at": found.closed_at,
        "rate": asks_rating(found),
        "rated": request.GET.get("xong") == "danh-gia",
    }
    return show(request, "followed", back_url="/tra-cuu", **context)
