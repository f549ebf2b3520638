"""Asking for what is missing: once, everything, each thing with its reason and its article."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions.processing import ask_supplement
from motcua.doors.counter.dossier import acts_open, opened, why_not
from motcua.doors.shared.access import officers
from motcua.doors.shared.desk import WRONG_FORM, Asking, by, form_key, revision, show
from motcua.doors.shared.values import answer_words
from motcua.records.dossier import Dossier
from motcua.records.procedure import version_of
from motcua.rules.names import nfc
from motcua.rules.refusal import Refused
from motcua.rules.wall_clock import local
from motcua.rules.who import Door

MOST = 300  # letters of a reason


@dataclass(frozen=True)
class Item:
    """Something that may be asked for, with the reason typed so far."""

    key: str
    label: str
    citation: str
    value: str = ""
    why: str = ""
    paper: bool = False


@officers
def supplement(request: Asking, id: UUID) -> HttpResponse:
    dossier = opened(request, id)
    if request.method == "POST":
        try:
            ask_supplement(
                by(request, Door.COUNTER, form_key(request)),
                id,
                items=_asked(request, dossier),
                again=request.POST.get("again") == "1",
                revision=revision(request),
            )
        except Refused as refusal:
            dossier.refresh_from_db()
            return _page(request, dossier, refusal)
        return redirect("counter:dossier", id=id)
    return _page(request, dossier, None)


def _page(request: Asking, dossier: Dossier, refusal: Refused | None) -> HttpResponse:
    return show(
        request,
        "counter/supplement.html",
        status=WRONG_FORM if refusal else 200,
        dossier=dossier,
        items=items(dossier, typed(request)),
        again=request.POST.get("again") == "1",
        most=MOST,
        can=acts_open(request, dossier),
        **(why_not(request, dossier, refusal) if refusal else {}),
    )


def typed(request: Asking) -> dict[str, str]:
    """What was typed, also over a sign-in in between."""
    if request.method == "POST":
        return {name: nfc(request.POST[name])[:MOST] for name in request.POST}
    kept = getattr(request, "typed", {})
    return {name: values[-1] for name, values in kept.items() if values}


def items(dossier: Dossier, said: dict[str, str]) -> list[Item]:
    """Papers first, then fields. A paper whose data the State holds is not among them."""
    version = version_of(dossier.version)
    papers = [
        Item(one.key, one.label, one.citation, why=said.get(f"why.{one.key}", ""), paper=True)
        for one in version.needed(dossier.answers)
    ]
    on = local(dossier.submitted_at).date()
    fields = [
        Item(
            one.key,
            one.label,
            one.citation,
            answer_words(one, dossier.answers.get(one.key), on, masked=False),
            said.get(f"why.{one.key}", ""),
        )
        for one in version.applying(dossier.answers)
    ]
    return papers + fields


def _asked(request: Asking, dossier: Dossier) -> list[dict[str, str]]:
    said = items(dossier, typed(request))
    return [{"key": one.key, "why": one.why} for one in said if one.why.strip()]
