"""A paper form somebody has filled in: scanned, read, and typed by the officer beside its picture.

Ticks are put where they were read and handwriting is only shown; nothing of it is kept until the
officer sends the sheet of questions, as if the person had said it.
"""

from base64 import b64encode
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions.files.inspect_file import inspect
from motcua.actions.files.read_form import Reading, Spots, read_form
from motcua.doors.counter.filing import begun
from motcua.doors.counter.serve import desk
from motcua.doors.counter.sheet import Sheet
from motcua.doors.shared import papers, questions
from motcua.doors.shared.desk import WRONG_FORM, Asking, by, show
from motcua.doors.shared.forms import Paper
from motcua.doors.shared.questions import Question
from motcua.doors.shared.sentences import say
from motcua.records.draft import Draft
from motcua.records.form import DraftForm, blank_form
from motcua.rules.refusal import Refused
from motcua.rules.who import Door

MOST_PAGES = 6
SCANS = Paper("pages", "Các trang đã quét",
              "Mỗi trang một ảnh quét, ảnh chụp hoặc tệp PDF một trang, đủ bốn góc.",
              most_files=MOST_PAGES, most_mb=20)  # fmt: skip
YES_NO = {"yes": True, "no": False}


@desk
def scan(request: Asking, id: UUID) -> HttpResponse:
    """Take the scans, read them, and draw the sheet of questions beside what was written."""
    sheet = begun(request, id)
    if sheet.draft.submitted or blank_form(sheet.version.key) is None:
        return redirect("counter:filing", id=id)
    if request.method != "POST":
        return _ask(request, sheet)
    act = by(request, Door.COUNTER)
    try:
        pages = papers.sent_files(act, id, SCANS, request).getlist(SCANS.key)[:MOST_PAGES]
        if not pages:
            raise Refused("file-missing")
        readings = [_read(one.read(), one.name or "trang", sheet.version.key) for one in pages]
        of_another = _of_another(request, sheet, readings)
        if of_another:
            return _ask(request, sheet, say("form-of-another-person"), of_another)
        papers.over(act, pages)
    except Refused as refused:
        return _ask(request, sheet, say(refused.code, {"label": SCANS.label, **refused.detail}))
    return _beside(request, sheet, readings)


def _read(given: bytes, name: str, version: str) -> Reading:
    """One page: looked at as every file that comes in, then read."""
    content = inspect(given, name).content
    page = content if isinstance(content, bytes) else content.read_bytes()
    return read_form(page, version, partial(_spots, version))


def _spots(version: str, draft: UUID | None) -> Spots:
    """Where one writes on the blank form, or on the one printed from a draft."""
    if draft is None:
        form = blank_form(version)
        return form.spots if form else []
    printed = DraftForm.objects.filter(pk=draft, version=version).first()
    return printed.spots if printed else []


def _of_another(request: Asking, sheet: Sheet, readings: list[Reading]) -> Draft | None:
    """The draft of this officer's, for somebody else, from which one of the pages was printed."""
    printed = [one.mark.id for one in readings if one.mark.id]
    mine = Draft.objects.visible_to(request.who).filter(pk__in=printed)
    return mine.exclude(applicant=sheet.applicant).first()


def _ask(
    request: Asking, sheet: Sheet, error: str = "", of_another: Draft | None = None
) -> HttpResponse:
    (drawn,) = papers.in_pieces(questions.draw([SCANS], {}, heading=False), sheet.draft.id)
    asked = replace(drawn, error=error)
    return show(
        request,
        "counter/scan.html",
        status=WRONG_FORM if error else 200,
        sheet=sheet,
        questions=[asked],
        error_list=questions.error_list([asked]),
        of_another=of_another,
    )


def _beside(request: Asking, sheet: Sheet, readings: list[Reading]) -> HttpResponse:
    """The questions that follow from the ticks, each with the pictures of its boxes."""
    kinds = {one.key: one.kind for one in sheet.version.fields}
    ticks: dict[str, Any] = {}
    for key, value in (tick for one in readings for tick in one.ticks.items()):
        if key in kinds:
            ticks[key] = YES_NO[value] if kinds[key] == "yes-no" else value
    pictures = {key: drawn for one in readings for key, drawn in one.pictures.items()}
    read = replace(sheet, said=sheet.said | ticks)
    drawn = read.drawn(read.as_left(), {})
    return show(
        request,
        "counter/scanned.html",
        sheet=sheet,
        rows=[(one, _pictures(one, pictures)) for one in drawn],
        ticked=len(ticks),
        unclear=[one.label for one in drawn if any(one.name in each.unclear for each in readings)],
        pages=len(readings),
    )


def _pictures(question: Question, pictures: dict[str, bytes]) -> list[str]:
    """The boxes of a question as addresses that carry the picture itself."""
    return [
        f"data:image/png;base64,{b64encode(drawn).decode()}"
        for key, drawn in pictures.items()
        if key.partition(".")[0] == question.name
    ]
