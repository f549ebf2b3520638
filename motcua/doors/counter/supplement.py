"""Asking for what is missing: once, everything, each thing with its reason and its article."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions.supplement import ask_supplement
from motcua.doors.counter.dossier import acts_open, opened, why_not
from motcua.doors.counter.spoken import spoken_of
from motcua.doors.shared.access import officers
from motcua.doors.shared.desk import WRONG_FORM, Asking, by, form_key, revision, show
from motcua.doors.shared.held import papers_held
from motcua.doors.shared.values import answer_words
from motcua.records.dossier import Dossier
from motcua.records.procedure import once_only
from motcua.records.supplement import SecondRequest
from motcua.rules.catalogue.once_only import Ground, held_in
from motcua.rules.refusal import Refused
from motcua.rules.time.wall_clock import local
from motcua.rules.who import Door, Who
from motcua.rules.words.names import nfc

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
    held: str = ""  # who holds it, in words: then it may be asked for on a ground of the law only
    ground: str = ""


@officers
def supplement(request: Asking, id: UUID) -> HttpResponse:
    dossier = opened(request, id)
    if request.method == "POST":
        try:
            ask_supplement(
                by(request, Door.COUNTER, form_key(request)),
                id,
                items=_asked(request, dossier),
                revision=revision(request),
            )
        except Refused as refusal:
            dossier.refresh_from_db()
            return _page(request, dossier, refusal)
        return redirect("counter:dossier", id=id)
    return _page(request, dossier, None)


def _page(request: Asking, dossier: Dossier, refusal: Refused | None) -> HttpResponse:
    said = items(dossier, typed(request), request.who)
    return show(
        request,
        "counter/supplement.html",
        status=WRONG_FORM if refusal else 200,
        dossier=dossier,
        items=[one for one in said if not one.held],
        held=[one for one in said if one.held],
        opened=any(one.why or one.ground for one in said if one.held),
        grounds=[once_only().grounds[ground] for ground in Ground],
        law=once_only(),
        most=MOST,
        leave=SecondRequest.objects.visible_to(request.who)
        .usable()
        .filter(dossier=dossier)
        .first(),
        can=acts_open(request, dossier),
        **(why_not(request, dossier, refusal) if refusal else {}),
    )


def typed(request: Asking) -> dict[str, str]:
    """What was typed, also over a sign-in in between."""
    if request.method == "POST":
        return {name: nfc(request.POST[name])[:MOST] for name in request.POST}
    kept = getattr(request, "typed", {})
    return {name: values[-1] for name, values in kept.items() if values}


def items(dossier: Dossier, said: dict[str, str], who: Who) -> list[Item]:
    """Papers first, then fields; what the State holds is marked with who holds it."""
    version, answers = spoken_of(dossier.version), dossier.answers
    holders = held_in(version, answers)
    stored = {one.key: one.where for one in papers_held(who, version, answers)}
    papers = [
        Item(one.key, one.label, one.citation, held=stored.get(one.key, ""), paper=True)
        for one in version.components
        if one.applies(version.said(answers))
    ]
    on = local(dossier.submitted_at).date()
    fields = [
        Item(
            one.key,
            one.label,
            one.citation,
            answer_words(one, answers.get(one.key), on, masked=False),
            held="Dữ liệu Nhà nước đang giữ" if one.key in holders else "",
        )
        for one in version.applying(answers)
    ]
    return [_said(one, said) for one in papers + fields]


def _said(item: Item, said: dict[str, str]) -> Item:
    """With what was typed for it; a ground that the law does not have is none."""
    ground = said.get(f"ground.{item.key}", "") if item.held else ""
    why = said.get(f"why.{item.key}", "")
    return replace(item, why=why, ground=ground if ground in set(Ground) else "")


def _asked(request: Asking, dossier: Dossier) -> list[dict[str, str]]:
    """Everything with a reason; a ground without one is told before anything is sent."""
    said = items(dossier, typed(request), request.who)
    bare = [one.label for one in said if one.ground and not one.why.strip()]
    if bare:
        raise Refused("ground-without-reason", detail={"labels": ", ".join(bare)})
    return [
        {"key": one.key, "why": one.why} | ({"ground": one.ground} if one.ground else {})
        for one in said
        if one.why.strip()
    ]
