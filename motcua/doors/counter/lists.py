"""Rows of other offices' lists that a person must look at: one on a screen, beside whom it may
be; those first that most likely end in a link."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from motcua.actions.list_review import answer_row, reopen_row, take_row
from motcua.doors.shared.access import posts
from motcua.doors.shared.desk import WRONG_FORM, Asking, by, form_key, show
from motcua.doors.shared.mismatch import Part, parts, shown
from motcua.doors.shared.sentences import say
from motcua.records.person_list import ListRow, PersonList, list_terms
from motcua.rules.lists.terms import ListStage, RowAnswer
from motcua.rules.permission import GRANTS
from motcua.rules.refusal import Denied, Refused
from motcua.rules.who import Door

MOST = 50
LABELS = {
    "full_name": "Họ và tên",
    "birth_date": "Ngày sinh",
    "number": "Số định danh",
    "old_number": "Số CMND",
    "sex": "Giới tính",
    "address": "Nơi ở",
    "father": "Cha",
    "mother": "Mẹ",
}
WORDS = {
    RowAnswer.SAME: "đúng là một người",
    RowAnswer.OTHER: "không phải người này",
    RowAnswer.UNSURE: "chưa đủ căn cứ",
}

reviewers = posts(*GRANTS["list.review"].roles)


@reviewers
@require_safe
def lists(request: Asking) -> HttpResponse:
    """Lists with rows for a person, and how many are left."""
    return _lists(request)


def _lists(request: Asking, told: str = "") -> HttpResponse:
    seen = PersonList.objects.visible_to(request.who).filter(stage=ListStage.READY, person__gt=0)
    rows = [
        {"list": one, "left": one.person - one.answered}
        for one in seen.select_related("unit").order_by("matched_at")[:MOST]
    ]
    return show(request, "counter/lists.html", rows=rows, told=told)


@reviewers
@require_POST
def next_row(request: Asking, id: UUID) -> HttpResponse:
    """The row most worth a look is this reviewer's for some minutes; that is a look, and told."""
    return _next(request, id)


def _next(request: Asking, id: UUID, done: ListRow | None = None) -> HttpResponse:
    try:
        row = take_row(by(request, Door.COUNTER), id)
    except Refused as refused:
        return _lists(request, say(refused.code, refused.detail))
    after = f"?xong={done.id}" if done else ""
    return redirect(f"/quay/doi-chieu/dong/{row.id}{after}")


@reviewers
def row(request: Asking, id: UUID) -> HttpResponse:
    """One row, for whoever has it before them; the answer leads to the next."""
    found = _mine(request, id)
    if found.held_by_id != request.who.account:  # to look on is a look that nobody is told of
        return _lists(request, say("list-row-answered" if found.answer else "list-row-held"))
    if request.method != "POST":
        return _row(request, found)
    answer, _, which = request.POST.get("answer", "").partition(":")
    if answer not in set(RowAnswer):
        return _row(request, found, say("list-row-which"))
    try:
        done = answer_row(
            by(request, Door.COUNTER, form_key(request)),
            id,
            answer=RowAnswer(answer),
            which=int(which) if which in ("0", "1") else None,
        )
    except Refused as refused:
        return _row(request, found, say(refused.code, refused.detail))
    return _next(request, done.person_list_id, done)


@reviewers
@require_POST
def reopen(request: Asking, id: UUID) -> HttpResponse:
    """Take an answer back: the row is on the screen again."""
    _mine(request, id)
    reopen_row(by(request, Door.COUNTER, form_key(request)), id)
    return redirect("counter:list-row", id)


def _mine(request: Asking, id: UUID) -> ListRow:
    seen = ListRow.objects.visible_to(request.who).select_related(
        "person_list", "person_list__unit"
    )
    found = seen.filter(pk=id).first()
    if found is None:
        raise Denied("list.review")
    return found


def _row(request: Asking, found: ListRow, error: str = "") -> HttpResponse:
    done = found if found.answer else _done(request)
    return show(
        request,
        "counter/list-row.html",
        WRONG_FORM if error else 200,
        row=found,
        list=found.person_list,
        left=found.person_list.person - found.person_list.answered,
        aspects=_side_by_side(found),
        found=[{"sure": f"{min(one['sure'], 0.9999):.1%}".replace(".", ","), "why": one["why"]}
               for one in found.found],
        done=done,
        done_words=WORDS[RowAnswer(done.answer)] if done else "",
        minutes=list_terms().most.held_minutes,
        error_list=[("same-0", error)] if error else [],
    )  # fmt: skip


def _done(request: Asking) -> ListRow | None:
    """What this reviewer answered a moment ago, and may take back."""
    mine = ListRow.objects.visible_to(request.who).filter(answered_by=request.who.account)
    try:
        return mine.exclude(answer="").filter(pk=UUID(request.GET.get("xong", ""))).first()
    except ValueError:
        return None


def _side_by_side(row: ListRow) -> list[dict[str, Any]]:
    """Of each thing either side says: what the list says, and what is held of those found, cut
    where it differs."""
    told = {*row.said, *(field for one in row.found for field in one["said"])}
    return [
        {
            "label": label,
            "said": shown(field, row.said.get(field, "")),
            "written": row.said.get("written", "") if field == "full_name" else "",
            "held": [_held(field, row.said.get(field, ""), one["said"]) for one in row.found],
        }
        for field, label in LABELS.items()
        if field in told
    ]


def _held(field: str, said: str, held: Mapping[str, str]) -> dict[str, Any]:
    value = held.get(field, "")
    if field in ("sex", "address", "old_number"):
        cut = [Part(value)] if value else []
    else:
        cut = parts("full_name" if field in ("father", "mother") else field, said, value)
    return {"parts": cut, "same": value == said, "both": bool(value and said)}
