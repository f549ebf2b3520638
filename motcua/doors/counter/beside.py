"""Who came for the applicant: by what they may, and who witnesses for one who cannot write."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions.person import meet_person
from motcua.actions.representation import drop_representative, name_representative
from motcua.doors.counter.filing import begun
from motcua.doors.counter.serve import CARD, desk, read_card
from motcua.doors.counter.sheet import Sheet
from motcua.doors.shared import shapes
from motcua.doors.shared.desk import WRONG_FORM, Asking, by, show
from motcua.doors.shared.sentences import say
from motcua.doors.shared.shapes import Wrong
from motcua.rules.catalogue.parts import Capacity, Representative
from motcua.rules.refusal import Refused
from motcua.rules.representation import representative
from motcua.rules.who import Door
from motcua.rules.words.names import nfc

Errors = list[tuple[str, str]]
UNTIL = "Giấy có giá trị đến ngày"


@desk
def beside(request: Asking, id: UUID) -> HttpResponse:
    """Name them as their card says, and by what they are there; or nobody any more."""
    sheet = begun(request, id)
    if sheet.draft.submitted:
        return redirect("counter:filed", id=id)
    if request.method != "POST":
        return _page(request, sheet, [])
    if "alone" in request.POST:
        drop_representative(by(request, Door.COUNTER), id)
        return redirect("counter:filing", id=id)
    errors = _name(request, sheet)
    return _page(request, sheet, errors) if errors else redirect("counter:filing", id=id)


def _name(request: Asking, sheet: Sheet) -> Errors:
    """Put them down, or say what is wrong with what was typed."""
    said = {name: nfc(request.POST.get(name, ""))[:120] for name in (*CARD, "until")}
    capacity = next(
        (row.who for row in rows(sheet) if row.who == request.POST.get("capacity")), ""
    )
    card, errors = read_card(said, sheet.day)
    until = ""
    try:
        until = shapes.day(said["until"]) if said["until"] else ""
    except Wrong as wrong:
        errors.append(("until", say(wrong.code, {"label": UNTIL})))
    if not said["number"]:
        errors.append(("number", say("missing", {"label": CARD["number"]})))
    if not capacity:
        errors.insert(0, ("capacity", say("choose", {"label": "Người này là"})))
    if errors:
        return errors
    act = by(request, Door.COUNTER)
    try:
        person = meet_person(act, unit=sheet.draft.competent, **card)
        name_representative(act, sheet.draft.id, person=person,
                            capacity=Capacity(capacity),
                            until=date.fromisoformat(until) if until else None)  # fmt: skip
    except Refused as refusal:
        return [("", say(refusal.code, refusal.detail))]
    return []


def rows(sheet: Sheet) -> list[Representative]:
    """Who may be there for somebody of this applicant's age, under this version."""
    every = sheet.version.representatives
    fits = (representative(sheet.version, Capacity(row.who), sheet.applicant.birth_date, sheet.day)
            for row in every)  # fmt: skip
    return [row for row in fits if row]


def _page(request: Asking, sheet: Sheet, errors: Errors) -> HttpResponse:
    return show(
        request,
        "counter/beside.html",
        status=WRONG_FORM if errors else 200,
        sheet=sheet,
        rows=rows(sheet),
        ends=any(row.ends for row in rows(sheet)),
        card={name: request.POST.get(name, "") for name in (*CARD, "until")},
        capacity=request.POST.get("capacity", sheet.draft.capacity),
        error_list=errors,
    )
