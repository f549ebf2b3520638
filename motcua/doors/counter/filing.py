"""Filing for somebody who is there: all questions on one sheet, read aloud, then sent."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions.dossier import expected_due
from motcua.actions.draft import save_draft
from motcua.actions.filing import submit
from motcua.doors.counter.dossier import opened
from motcua.doors.counter.serve import desk
from motcua.doors.counter.sheet import Sheet, papers_kept
from motcua.doors.counter.spoken import spoken_of
from motcua.doors.shared import asking
from motcua.doors.shared.delivery import wish_question, wished
from motcua.doors.shared.desk import WRONG_FORM, Asking, by, show
from motcua.doors.shared.draft_form import draft_form
from motcua.doors.shared.forms import reshapes
from motcua.doors.shared.questions import error_list
from motcua.doors.shared.sentences import say
from motcua.records.draft import Draft
from motcua.records.person import Person
from motcua.rules.dossier import Channel
from motcua.rules.refusal import Denied, Refused
from motcua.rules.who import Door


@desk
def questions(request: Asking, id: UUID) -> HttpResponse:
    """Every question of this procedure at once; those that follow from an answer come next."""
    sheet = begun(request, id)
    if sheet.draft.submitted:
        return redirect("counter:filed", id=id)
    if request.method != "POST":
        return _page(request, sheet)
    notes, wrong = papers_kept(request, sheet)
    read = asking.read(sheet.fields, request.POST, sheet.reach, sheet.day)
    doubtful = read.doubts and request.POST.get("sure") != "1"
    if read.errors or wrong or doubtful or reshapes(request.POST):
        return _page(request, begun(request, id), read, wrong, notes)
    save_draft(by(request, Door.COUNTER), id=id, version=sheet.version, unit=sheet.draft.unit,
               applicant=sheet.applicant,
               answers=sheet.said | read.answers | sheet.put_aside(request.POST))  # fmt: skip
    after = begun(request, id)
    if notes or after.left():
        return _page(request, after, notes=notes, more=bool(after.left()))
    return redirect("counter:check", id=id)


def begun(request: Asking, id: UUID) -> Sheet:
    """The draft with this id, if this officer began it for somebody else."""
    mine = Draft.objects.visible_to(request.who).select_related("unit", "representative")
    own = Q(applicant=request.who.person) | Q(representative=request.who.person)
    others = mine.exclude(own) if request.who.person else mine
    draft = others.filter(pk=id).first()
    if draft is None:
        raise Denied("draft.read")
    people = Person.objects.visible_to(request.who).select_related("unit")
    applicant = people.filter(pk=draft.applicant_id).first()
    if applicant is None:
        raise Denied("draft.read")
    return Sheet(draft, spoken_of(draft.version), applicant, request.who, request.at,
                 Channel.COUNTER, dict(draft.answers))  # fmt: skip


def _page(
    request: Asking,
    sheet: Sheet,
    read: asking.Sheet | None = None,
    wrong: Mapping[str, str] | None = None,
    notes: Sequence[str] = (),
    more: bool = False,
) -> HttpResponse:
    """The sheet as it was left, or as it was just read."""
    read = read or sheet.as_left()
    drawn = sheet.drawn(read, wrong or {})
    errors = error_list(drawn)
    return show(
        request,
        "counter/filing.html",
        status=WRONG_FORM if errors or read.doubts else 200,
        sheet=sheet,
        questions=drawn,
        error_list=errors,
        doubts=read.doubts if not errors else [],
        known=sheet.known_facts(),
        notes=notes,
        more=more,
    )


@desk
def check(request: Asking, id: UUID) -> HttpResponse:
    """Read aloud to the person; with their yes it is filed, in their name, by this officer."""
    sheet = begun(request, id)
    if sheet.draft.submitted:
        return redirect("counter:filed", id=id)
    if sheet.left():
        return redirect("counter:filing", id=id)
    refused: list[str] = []
    if request.method == "POST":
        try:
            submit(by(request, Door.COUNTER, uuid5(id, "submit")), id=id, version=sheet.version,
                   unit=sheet.draft.competent, applicant=sheet.applicant,
                   answers=sheet.answers(), wish=wished(sheet.version, request.POST))  # fmt: skip
        except Refused as refusal:
            refused = _why(refusal)
        else:
            return redirect("counter:filed", id=id)
    return show(
        request,
        "counter/check.html",
        status=WRONG_FORM if refused else 200,
        sheet=sheet,
        refused=refused,
        facts=[(one.label, sheet.words(one)) for one in sheet.version.applying(sheet.whole)],
        fee=sheet.fee(),
        consents=sheet.version.consents_for(sheet.whole),
        due=sheet.expected(),
        wish=wish_question(id, sheet.version, sheet.applicant, request.POST, sheet.whole),
    )


def _why(refusal: Refused) -> list[str]:
    """The sentence, and each thing that is missing."""
    gaps = refusal.detail.get("gaps", [])
    missing = [gap.label for gap in gaps] if isinstance(gaps, list) else []
    return [say(refusal.code, refusal.detail), *missing]


@desk
def printed(request: Asking, id: UUID) -> Any:
    """The sheet as far as it is filled in, on paper: to be written on, signed or marked."""
    sheet = begun(request, id)
    if sheet.draft.submitted:
        return redirect("counter:filed", id=id)
    page = partial(show, request, "counter/draft_form.html")
    return draft_form(request, by(request, Door.COUNTER), sheet.draft, page)


@desk
def done(request: Asking, id: UUID) -> HttpResponse:
    """The number, to take home; the clock starts when the dossier is accepted."""
    dossier = opened(request, id)
    version = spoken_of(dossier.version)
    at, steps = expected_due(dossier, version, dossier.submitted_at)
    return show(
        request, "counter/done.html", dossier=dossier, version=version, expected=at, steps=steps
    )
