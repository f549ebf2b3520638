"""Results that go out together: the list to sign, and putting down row by row who has signed."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect

from motcua.actions.act import By
from motcua.actions.receipts import attach_scan, list_results, open_list, sign_for
from motcua.doors.counter.delivery import takers, to_hand_page
from motcua.doors.counter.files import PDF
from motcua.doors.shared import many
from motcua.doors.shared.access import officers, row_by_row
from motcua.doors.shared.desk import WRONG_FORM, Asking, by, form_key, looking_key, show
from motcua.doors.shared.many import Outcome
from motcua.doors.shared.papers import clean
from motcua.doors.shared.sending import send
from motcua.doors.shared.sentences import say
from motcua.records.delivery import ReceiptList, SignedFor, can_be_listed
from motcua.records.dossier import Dossier
from motcua.records.scope import seen_by
from motcua.rules.delivery import Taker
from motcua.rules.dossier import STATE_WORDS, State
from motcua.rules.permission import Purpose, may
from motcua.rules.refusal import Denied, Refused
from motcua.rules.who import Door

LAST = 20  # lists shown


@officers
def lists(request: Asking) -> HttpResponse:
    """The lists made last; another, from what was ticked on the list of results."""
    if request.method != "POST":
        mine = ReceiptList.objects.visible_to(request.who).order_by("-at")
        return show(request, "counter/receipt_lists.html", lists=mine[:LAST])
    act = by(request, Door.COUNTER, form_key(request))
    try:
        made = list_results(act, list(many.chosen(request)), bearer=request.POST.get("bearer", ""))
    except Refused as refusal:
        return to_hand_page(request, refusal)
    return redirect("counter:receipt-list", made.id)


@officers
@row_by_row
def receipt_list(request: Asking, id: UUID) -> HttpResponse:
    """A list, and what came back signed: each row an act of its own."""
    with seen_by(request.who):
        found = ReceiptList.objects.visible_to(request.who).filter(pk=id).first()
    if found is None:
        raise Denied("dossier.hand-over")
    if request.method != "POST":
        return _page(request, found)
    rows = many.chosen(request)
    try:
        many.check_many(rows)
    except Refused as refusal:
        return _page(request, found, refused=[say(refusal.code, refusal.detail)])
    outcomes = many.each(request, rows, f"receipts {id}", partial(_signed, request, id))
    return _page(request, found, outcomes)


@officers
def receipt_list_scan(request: Asking, id: UUID) -> HttpResponse:
    """The signed sheet, scanned, for all its lines at once."""
    found = ReceiptList.objects.visible_to(request.who).filter(pk=id).first()
    if found is None:
        raise Denied("dossier.hand-over")
    if request.method == "POST":
        try:
            scan = clean(request.FILES.getlist("scan"), "“Bản quét danh sách đã ký”")
            if scan is None:
                raise Refused("scan-of-list-missing")
            attach_scan(by(request, Door.COUNTER, form_key(request)), id, scan=scan)
        except Refused as refusal:
            return _page(request, found, refused=[say(refusal.code, refusal.detail)])
    return redirect("counter:receipt-list", id)


def _signed(request: Asking, list: UUID, act: By, /, id: UUID, revision: int | None) -> str:
    taker = request.POST.get(f"taker-{id}", Taker.APPLICANT)
    if taker not in (Taker.APPLICANT, Taker.REPRESENTATIVE):
        raise Denied("taker")
    receipt = sign_for(act, id, taker=Taker(taker), on_list=list)
    return f"Đã ghi: {receipt.name} nhận, ký trên danh sách."


def _page(
    request: Asking,
    found: ReceiptList,
    outcomes: list[Outcome] | None = None,
    refused: list[str] | None = None,
) -> HttpResponse:
    with seen_by(request.who):
        lines = found.lines.select_related("dossier__applicant").order_by("place")
        signed = {one.dossier_id: one for one in SignedFor.objects.filter(list=found)}
        failed = sum(not one.well for one in outcomes or ())
        rows = [_row(request, one.place, one.dossier, signed.get(one.dossier_id)) for one in lines]
        return show(
            request,
            "counter/receipt_list.html",
            status=WRONG_FORM if refused else 200,
            list=found,
            rows=rows,
            open=sum(row["open"] for row in rows),
            bare=sum(not one.sha256 for one in signed.values()),
            outcomes=outcomes,
            failed=failed,
            done=len(outcomes or ()) - failed,
            refused=refused or [],
        )


def _row(
    request: Asking, place: int, dossier: Dossier, receipt: SignedFor | None
) -> dict[str, Any]:
    target = dossier.target
    mine = may(request.who, "dossier.hand-over", target)
    return {
        "place": place,
        "dossier": dossier,
        "receipt": receipt,
        "open": mine and can_be_listed(dossier),
        "takers": [one for one in takers(dossier) if one[0] != Taker.MANDATED],
        "words": STATE_WORDS[State(dossier.state)],
    }


@officers
def receipt_list_paper(request: Asking, id: UUID) -> FileResponse:
    """The list to print; opening it is told to the journal."""
    key = looking_key(request, id, "receipts")
    found = open_list(by(request, Door.COUNTER, key), id, purpose=Purpose.COUNTER)
    return send(request, found.sha256, PDF, f"danh-sach-ky-nhan-{found.at:%Y%m%d}.pdf")
