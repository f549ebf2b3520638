"""What an officer does with up to two hundred dossiers at once, and what came of each."""

import io
from typing import Any
from uuid import UUID

import pikepdf
from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions.act import By
from motcua.actions.document import open_paper
from motcua.actions.processing import accept, assign, decide, take
from motcua.actions.receipts import sign_for
from motcua.doors.counter.colleagues import colleagues
from motcua.doors.shared import many
from motcua.doors.shared.access import officers, row_by_row
from motcua.doors.shared.desk import (
    WRONG_FORM,
    Asking,
    by,
    form_key,
    looking_key,
    show,
)
from motcua.doors.shared.many import Act, Outcome
from motcua.doors.shared.sentences import say
from motcua.doors.shared.templatetags.motcua import moment
from motcua.records.document import Paper
from motcua.records.dossier import Dossier
from motcua.records.files import store
from motcua.records.procedure import version_of
from motcua.records.scope import seen_by
from motcua.rules.delivery import Taker
from motcua.rules.permission import Purpose
from motcua.rules.refusal import Denied, Refused
from motcua.rules.who import Door

LABELS = {
    "accept": "Tiếp nhận",
    "take": "Nhận giải quyết",
    "decide": "Đồng ý giải quyết, trình ký",
    "hand-over": "Ghi đã trả kết quả",
    "assign": "Giao cho người khác",
    "print": "In giấy tiếp nhận, kết quả",
}
FIRST = {
    "decide": "Bạn chịu trách nhiệm về nội dung từng hồ sơ. Hồ sơ còn vướng thì không trình được.",
    "hand-over": "Chỉ ghi khi từng người nộp đã cầm kết quả và đã ký nhận trên giấy. "
    "Nhiều người cùng ký một tờ thì lập danh sách ký nhận ở trang Chờ trả.",
    "assign": "Chọn người nhận việc.",
}
"""What is asked once more before it is done, and why."""


def _accept(act: By, id: UUID, revision: int | None) -> str:
    held = accept(act, id, revision=revision)
    return f"Đã tiếp nhận, hẹn trả {moment(held.due_at, 'short')}."


def _take(act: By, id: UUID, revision: int | None) -> str:
    take(act, id, revision=revision)
    return "Đã vào tay Bạn."


def _decide(act: By, id: UUID, revision: int | None) -> str:
    decide(act, id, revision=revision)
    return "Đã trình ký."


def _hand_over(act: By, id: UUID, revision: int | None) -> str:
    receipt = sign_for(act, id, taker=Taker.APPLICANT)
    return f"Đã ghi: {receipt.name} nhận, ký trên giấy."


def _print(act: By, id: UUID, revision: int | None) -> str:
    paper = printable(id)
    if paper is None:
        raise Refused("no-paper-to-print")
    return f"{paper.title}, sẵn sàng in."


def _assign(to: UUID, note: str) -> Act:
    def give(act: By, id: UUID, revision: int | None) -> str:
        held = assign(act, id, to=to, note=note, revision=revision)
        return f"Đã giao cho {held.officer.name if held.officer else ''}."

    return give


ACTS: dict[str, Act] = {
    "accept": _accept,
    "take": _take,
    "decide": _decide,
    "hand-over": _hand_over,
    "print": _print,
}


@officers
@row_by_row
def many_at_once(request: Asking) -> HttpResponse:
    """One act on every dossier that was ticked; what needs a second look is asked once more."""
    if request.method != "POST":
        return redirect("counter:inbox")
    name, rows = request.POST.get("lam", ""), many.chosen(request)
    if name not in LABELS:
        raise Denied("act")
    try:
        many.check_many(rows)
        if name in FIRST and not request.POST.get("chac"):
            return _page(request, name, rows)
        return _page(request, name, rows, many.each(request, rows, name, _act(request, name)))
    except Refused as refusal:
        kept = rows if len(rows) <= many.MOST else {}
        return _page(request, name, kept, errors=[("", say(refusal.code, refusal.detail))])


def _act(request: Asking, name: str) -> Act:
    if name != "assign":
        return ACTS[name]
    try:
        return _assign(UUID(request.POST.get("giao-cho", "")), request.POST.get("loi-nhan", ""))
    except ValueError:
        raise Refused("nobody-chosen") from None


def printable(id: UUID) -> Paper | None:
    """The newest paper for the applicant: the signed result, or else the receipt."""
    papers = Paper.objects.filter(dossier=id)
    signed = papers.filter(kind=Paper.Kind.RESULT, state=Paper.State.SIGNED)
    receipts = papers.filter(kind=Paper.Kind.RECEIPT)
    return signed.order_by("-made_at").first() or receipts.order_by("-made_at").first()


def _page(
    request: Asking,
    name: str,
    rows: dict[UUID, int | None],
    outcomes: list[Outcome] | None = None,
    errors: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    """The rows to be done, or what came of each; the form keeps the key it came with."""
    with seen_by(request.who):
        seen = Dossier.objects.visible_to(request.who).select_related("applicant").by_due()
        asked = seen.filter(pk__in=list(rows))
        failed = sum(not one.well for one in outcomes or ())
        context: dict[str, Any] = {
            "act": name,
            "label": LABELS[name],
            "warning": FIRST.get(name, ""),
            "rows": [(one, version_of(one.version).name, rows[one.id]) for one in asked]
            if not outcomes
            else [],
            "outcomes": outcomes,
            "failed": failed,
            "done": len(outcomes or ()) - failed,
            "ready": [str(one.dossier.id) for one in outcomes or () if one.well and one.dossier]
            if name == "print"
            else [],
            "officers": colleagues(request, request.who.units) if name == "assign" else [],
            "error_list": errors,
            "key": form_key(request),
        }
        status = WRONG_FORM if errors else 200
        return show(request, "counter/many.html", status=status, **context)


@officers
def print_many(request: Asking) -> HttpResponse:
    """The papers of those that are ready, one behind the other in one file."""
    if request.method != "POST":
        return redirect("counter:inbox")
    rows = many.chosen(request)
    many.check_many(rows)
    papers = [paper for paper in map(printable, rows) if paper]
    for paper in papers:
        key = looking_key(request, paper.id, f"open {Purpose.COUNTER}")
        open_paper(by(request, Door.COUNTER, key), paper.id, purpose=Purpose.COUNTER)
    response = HttpResponse(together(papers), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="in.pdf"'
    return response


def together(papers: list[Paper]) -> bytes:
    """Papers in one file, to be printed in one go: it carries no signature, each paper does."""
    with pikepdf.new() as whole:
        for paper in papers:
            with store().open(paper.signed or paper.frozen) as file, pikepdf.open(file) as one:
                whole.pages.extend(one.pages)
        written = io.BytesIO()
        whole.save(written)
    return written.getvalue()
