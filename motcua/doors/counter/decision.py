"""Deciding where the officer adds something: an amount, a register's entry, or the number and day
of a result that another system made, with its file where there is one."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions.deciding import note_result
from motcua.actions.files.inspect_file import Limits
from motcua.actions.processing import decide
from motcua.doors.counter.dossier import acts_open, opened, settled, why_not
from motcua.doors.shared import forms, questions
from motcua.doors.shared.access import officers
from motcua.doors.shared.desk import WRONG_FORM, Asking, by, form_key, revision, show, today
from motcua.doors.shared.papers import clean
from motcua.records.dossier import Dossier
from motcua.records.outcome import outcome_of
from motcua.records.procedure import version_of
from motcua.rules.catalogue.procedure import Version
from motcua.rules.refusal import Refused
from motcua.rules.who import Door

FILE = forms.Paper(
    "file", "Tệp kết quả, nếu có", "Người nộp tải về được.", required=False,
    most_files=1, most_mb=Limits().size >> 20,
)  # fmt: skip


@officers
def decision(request: Asking, id: UUID) -> HttpResponse:
    """The questions the version puts to the officer; answered, the dossier is decided."""
    dossier = opened(request, id)
    version = version_of(dossier.version)
    if request.method != "POST":
        return _page(request, dossier, outcome_of(dossier), {})
    said, errors = forms.read(
        _questions(version), request.POST, request.FILES, today=today(request)
    )
    if errors:
        return _page(request, dossier, said, errors)
    try:
        _decide(request, dossier, version, said)
    except Refused as refusal:
        dossier.refresh_from_db()
        return _page(request, dossier, said, {}, refusal)
    return redirect("counter:dossier", id=id)


def _questions(version: Version) -> list[Any]:
    return [*version.outcomes, *([FILE] if version.noted else [])]


def _decide(request: Asking, dossier: Dossier, version: Version, said: dict[str, Any]) -> None:
    outcome = {one.key: said[one.key] for one in version.outcomes}
    act, seen = by(request, Door.COUNTER, form_key(request)), revision(request)
    if version.noted:
        file = clean(said[FILE.key], FILE.label)
        note_result(act, dossier.id, outcome=outcome, file=file, revision=seen)
    else:
        decide(act, dossier.id, outcome=outcome, revision=seen)


def _page(
    request: Asking,
    dossier: Dossier,
    said: dict[str, Any],
    errors: forms.Errors,
    refusal: Refused | None = None,
) -> HttpResponse:
    version = version_of(dossier.version)
    shown = {key: value for key, value in said.items() if key != FILE.key}
    drawn = questions.draw(_questions(version), shown, errors, heading=False)
    return show(
        request,
        "counter/decision.html",
        status=WRONG_FORM if errors or refusal else 200,
        dossier=dossier,
        questions=drawn,
        error_list=questions.error_list(drawn),
        noted=version.noted,
        blockers=settled(request, dossier),
        can=acts_open(request, dossier),
        **(why_not(request, dossier, refusal) if refusal else {}),
    )
