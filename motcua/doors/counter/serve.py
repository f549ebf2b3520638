"""Somebody stands at the counter: who they are, and what they came for."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions.draft import save_draft
from motcua.actions.person import meet_person
from motcua.doors.counter.people import find, searched_for, unit_for, units_of, wrong_with
from motcua.doors.shared import shapes
from motcua.doors.shared.access import posts
from motcua.doors.shared.desk import WRONG_FORM, Asking, by, show, today
from motcua.doors.shared.sentences import say
from motcua.doors.shared.shapes import Wrong
from motcua.records.draft import Draft
from motcua.records.person import Person
from motcua.records.procedure import catalogue
from motcua.records.unit import Unit
from motcua.rules.catalogue.procedure import Version
from motcua.rules.permission import DESK, Purpose
from motcua.rules.refusal import Denied, Refused
from motcua.rules.who import Door
from motcua.rules.words.names import nfc

desk = posts(*DESK)
CARD = {"full_name": "Họ và tên", "number": "Số định danh", "born": "Ngày sinh"}


@desk
def serve(request: Asking) -> HttpResponse:
    """Find the person by number or name among those this commune knows."""
    if request.method != "POST":
        return page(request)
    text = searched_for(request)
    errors = wrong_with(text)
    if errors:
        return page(request, text=text, error_list=errors)
    found = find(request, text, Purpose.COUNTER)
    return page(request, text=text, found=found, card=_guessed(text) if not found else {})


def _guessed(text: str) -> dict[str, str]:
    """What was searched for, put where it belongs on the card of a newcomer."""
    return {"number" if any(ch.isdigit() for ch in text) else "full_name": text}


@desk
def begin(request: Asking) -> HttpResponse:
    """Begin an application for the person chosen, or for a newcomer as their card says."""
    if request.method != "POST":
        return redirect("counter:serve")
    unit, version = unit_for(request, "dossier.submit-for"), _version(request)
    id, errors, said = _draft_id(request), [], _card(request)
    if version is None:
        errors.append(("procedure", "Hãy chọn thủ tục."))
    known = request.POST.get("person", "")
    card, wrong = ({}, []) if known else read_card(said, today(request))
    errors += wrong
    if errors or version is None:
        return page(request, card=said, error_list=errors, known=known)
    try:
        person = _chosen(request, known) if known else _met(request, id, unit, card)
        if person.id == request.who.person:
            raise Refused("own-matter")
    except Refused as refusal:
        told = [("", say(refusal.code, refusal.detail))]
        return page(request, card=said, error_list=told, known=known)
    save_draft(by(request, Door.COUNTER), id=id, version=version, unit=unit,
               applicant=person, answers=_answers(request, id))  # fmt: skip
    return redirect("counter:filing", id=id)


def _answers(request: Asking, id: UUID) -> dict[str, Any]:
    """What a draft begun twice by the same press has in it already."""
    draft = Draft.objects.visible_to(request.who).filter(pk=id).first()
    return draft.answers if draft else {}


def _draft_id(request: Asking) -> UUID:
    try:
        return UUID(request.POST.get("id", ""))
    except ValueError:
        raise Denied("draft.save") from None


def _chosen(request: Asking, id: str) -> Person:
    try:
        return Person.objects.visible_to(request.who).get(pk=UUID(id))
    except (ValueError, Person.DoesNotExist):
        raise Denied("person.look-up") from None


def _met(request: Asking, id: UUID, unit: Unit, card: dict[str, str]) -> Person:
    key = uuid5(id, "meet " + "|".join(card.values()))
    return meet_person(by(request, Door.COUNTER, key), unit=unit, **card)


def _version(request: Asking) -> Version | None:
    procedure = catalogue().get(request.POST.get("procedure", ""))
    version = procedure.on(today(request)) if procedure else None
    return version if version and version.filed_here else None


def _card(request: Asking) -> dict[str, str]:
    return {name: nfc(request.POST.get(name, ""))[:120] for name in CARD}


def read_card(said: dict[str, str], on: date) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """A card as actions take it, or what is wrong with it. Small children have no number yet."""
    card, errors = {"full_name": said["full_name"]}, []
    if not said["full_name"]:
        errors.append(("full_name", say("missing", {"label": CARD["full_name"]})))
    try:
        card["birth_date"] = shapes.birth(said["born"], on)
    except Wrong as wrong:
        errors.append(("born", say(wrong.code, {"label": CARD["born"]})))
    try:
        card["number"] = shapes.identity_number(said["number"]) if said["number"] else ""
    except Wrong as wrong:
        errors.append(("number", say(wrong.code, {"label": CARD["number"]})))
    return card, errors


def page(request: Asking, **more: Any) -> HttpResponse:
    """Who is there, and what they came for."""
    units = units_of(request, "dossier.submit-for")
    offered = [
        (code, one.name)
        for code, one in sorted(catalogue().items())
        if (version := one.on(today(request))) and version.filed_here
    ]
    status = WRONG_FORM if more.get("error_list") else 200
    context = {
        "id": request.POST.get("id") or uuid4(),
        "units": units if len(units) > 1 else [],
        "chosen_unit": request.POST.get("unit", ""),
        "procedures": offered,
        "procedure": request.POST.get("procedure", ""),
    }
    return show(request, "counter/serve.html", status=status, **context | more)
