"""Residents whom the population database has not confirmed of late: asked about at night."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions.night_list import ask_at_night
from motcua.doors.counter.people import unit_for
from motcua.doors.shared.access import posts
from motcua.doors.shared.desk import WRONG_FORM, Asking, by, form_key, show
from motcua.doors.shared.sentences import say
from motcua.records.budget import budgets
from motcua.records.night_list import asked_about, to_ask_about
from motcua.records.verification import verification_law
from motcua.rules.permission import GRANTS
from motcua.rules.refusal import Refused
from motcua.rules.verification import Answer
from motcua.rules.verification_law import LookUp
from motcua.rules.who import Door

LATELY = timedelta(days=7)  # ours


@posts(*GRANTS["register.ask-list"].roles)
def night_list(request: Asking) -> HttpResponse:
    """How many there are, a button, and what came of the last lists: numbers only."""
    if request.method != "POST":
        return _page(request)
    try:
        unit = unit_for(request, "register.ask-list")
        ask_at_night(by(request, Door.COUNTER, form_key(request)), unit)
    except Refused as refusal:
        return _page(request, say(refusal.code))
    return redirect("counter:night-list")


def _page(request: Asking, wrong: str = "") -> HttpResponse:
    unit, budget = unit_for(request, "register.ask-list"), budgets()["population"]
    left = to_ask_about(unit, request.at, budget).count()
    counts = asked_about(unit, request.at - LATELY)
    return show(
        request,
        "counter/night_list.html",
        status=WRONG_FORM if wrong else 200,
        error_list=[("", wrong)] if wrong else [],
        unit=unit,
        left=left,
        now=min(left, budget.batch_most),
        budget=budget,
        rule=verification_law().purposes[LookUp.RESIDENCE],
        waiting=counts.get("", 0),
        answers=[(one.label, counts[one]) for one in Answer if one in counts],
    )
