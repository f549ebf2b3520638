"""Filing for somebody who is there: all questions on one sheet, read aloud, then sent."""

from uuid import UUID, uuid5

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions.dossier import expected_due, submit
from motcua.actions.draft import save_draft
from motcua.doors.counter.dossier import opened
from motcua.doors.counter.serve import desk
from motcua.doors.counter.sheet import Sheet, dwelling_read, papers_kept, sheet_of
from motcua.doors.counter.values import answer_words
from motcua.doors.shared import forms
from motcua.doors.shared import questions as drawing
from motcua.doors.shared.desk import WRONG_FORM, Asking, by, show, today
from motcua.doors.shared.sentences import say
from motcua.records.dossier import Draft
from motcua.records.person import Person
from motcua.records.procedure import calendar, version_of
from motcua.rules.refusal import Denied, Refused
from motcua.rules.wall_clock import local
from motcua.rules.who import Door
from motcua.rules.working_time import due_on


@desk
def questions(request: Asking, id: UUID) -> HttpResponse:
    """Every question of this procedure at once; those that follow from an answer come next."""
    sheet = begun(request, id)
    if sheet.draft.submitted:
        return redirect("counter:filed", id=id)
    if request.method != "POST":
        return _page(request, sheet)
    notes, errors = papers_kept(request, sheet)
    answers, wrong = forms.read(sheet.fields, request.POST, choices={}, today=today(request))
    reshaped = forms.reshapes(request.POST)
    choices, misplaced = ({}, {}) if reshaped else dwelling_read(sheet, answers)
    errors |= wrong | misplaced
    sheet.said |= {key: value for key, value in answers.items() if key not in choices}
    if errors or reshaped:
        return _page(request, sheet, errors, choices, notes)
    save_draft(by(request, Door.COUNTER), id=id, version=sheet.version, unit=sheet.draft.unit,
               applicant=sheet.applicant, answers=sheet.said)  # fmt: skip
    after = begun(request, id)
    if notes or after.left():
        return _page(request, after, notes=notes, more=bool(after.left()))
    return redirect("counter:check", id=id)


def begun(request: Asking, id: UUID) -> Sheet:
    """The draft with this id, if this officer began it for somebody else."""
    mine = Draft.objects.visible_to(request.who).select_related("unit")
    draft = mine.filter(pk=id).exclude(applicant=request.who.person).first()
    if draft is None:
        raise Denied("draft.read")
    people = Person.objects.visible_to(request.who).select_related("unit")
    applicant = people.filter(pk=draft.applicant_id).first()
    if applicant is None:
        raise Denied("draft.read")
    return sheet_of(draft, applicant, request.at)


def _page(
    request: Asking,
    sheet: Sheet,
    errors: forms.Errors | None = None,
    choices: forms.Choices | None = None,
    notes: list[str] | None = None,
    more: bool = False,
) -> HttpResponse:
    drawn = sheet.drawn(errors or {}, choices or {})
    return show(
        request,
        "counter/filing.html",
        status=WRONG_FORM if errors else 200,
        sheet=sheet,
        questions=drawn,
        error_list=drawing.error_list(drawn),
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
                   answers=sheet.answers())  # fmt: skip
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
        facts=[
            (one.label, answer_words(one, sheet.whole.get(one.key)))
            for one in sheet.version.applying(sheet.whole)
        ],
        fee=sheet.version.fee(sheet.whole, today(request)),
        consents=sheet.version.consents_for(sheet.whole),
        due=due_on(local(request.at), sheet.version.time_limit(sheet.whole), calendar()),
    )


def _why(refusal: Refused) -> list[str]:
    """The sentence, and each thing that is missing."""
    gaps = refusal.detail.get("gaps", [])
    missing = [gap.label for gap in gaps] if isinstance(gaps, list) else []
    return [say(refusal.code, refusal.detail), *missing]


@desk
def done(request: Asking, id: UUID) -> HttpResponse:
    """The number, to take home; the clock starts when the dossier is accepted."""
    dossier = opened(request, id)
    version = version_of(dossier.version)
    at, steps = expected_due(dossier, version, dossier.submitted_at)
    return show(
        request, "counter/done.html", dossier=dossier, version=version, expected=at, steps=steps
    )
