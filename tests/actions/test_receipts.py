"""A result comes into somebody's hands: signed for on the screen, on paper, on a list of many."""

import uuid
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from motcua.actions.files.inspect_file import Clean, inspect
from motcua.actions.receipts import (
    fetch,
    keep_list,
    list_results,
    open_list,
    open_signature,
    sign_for,
)
from motcua.records.delivery import ReceiptList, SignedFor, can_be_listed
from motcua.records.document import Paper
from motcua.records.journal import Entry
from motcua.rules.delivery import Signing, Taker
from motcua.rules.dossier import Delivery, State
from motcua.rules.permission import Purpose
from motcua.rules.refusal import Denied, Refused
from tests.actions.test_delivery import now, posted, with_result
from tests.cast import act, clerk, eyes
from tests.clerks.desk import Desk, papers, words
from tests.clerks.ways import signed
from tests.world import as_role

pytestmark = pytest.mark.django_db
BEARER = "Trưởng xóm Bưa Sen"


def drawing(*strokes: tuple[int, int]) -> Clean:
    """What our page makes of a finger on its frame."""
    picture = Image.new("RGB", (900, 300), "white")
    if strokes:
        ImageDraw.Draw(picture).line(strokes, fill="#0b2a6b", width=5)
    file = BytesIO()
    picture.save(file, "PNG")
    return inspect(file.getvalue(), "chu-ky.png")


def test_who_signs_on_the_screen_has_it_printed_on_the_receipt(desk: Desk, tmp_path: Path) -> None:
    dossier = with_result(desk)
    empty, other = drawing(), Clean("application/pdf", "a.pdf", b"%PDF-1.4", 1)
    for wrong, code in ((empty, "drawing-empty"), (other, "drawing-unreadable")):
        with pytest.raises(Refused, match=code):
            sign(dossier.id, signature=wrong, drawn=True)
    drawn = drawing((100, 200), (300, 80), (500, 220))
    receipt = sign(dossier.id, signature=drawn, drawn=True)
    assert receipt.signing == Signing.DRAWN and now(dossier).delivery == Delivery.HANDED
    desk.work("make-signed-slip")
    assert desk.failed == []
    (slip,) = papers(dossier, Paper.Kind.SLIP)
    said = words(slip, tmp_path)
    assert "đã ký trên màn hình" in said and "09:00 ngày 23 tháng 11 năm 2026" in said
    with eyes("minh"):
        assert Paper.objects.filter(pk=slip.id).exists()
    with eyes("police_there"):
        assert not SignedFor.objects.exists() and not Paper.objects.filter(pk=slip.id).exists()


def test_one_press_and_many_leave_a_receipt_too_and_no_picture(desk: Desk) -> None:
    dossier = with_result(desk)
    receipt = sign(dossier.id)
    assert (receipt.signing, receipt.sha256, receipt.name) == ("paper", "", "Nguyễn Đăng Minh")
    with pytest.raises(Denied):
        act("counter", open_signature, receipt.id, purpose=Purpose.COUNTER)
    desk.work("make-signed-slip")
    assert desk.failed == [] and papers(dossier, Paper.Kind.SLIP) == []


def test_only_whose_it_is_fetches_it_by_downloading(desk: Desk) -> None:
    dossier = with_result(desk)
    for stranger in ("counter", "thuy"):
        with pytest.raises(Denied):
            act(stranger, fetch, dossier.id)
    act("minh", fetch, dossier.id)
    assert now(dossier).delivery == Delivery.FETCHED
    with eyes("minh"):
        assert not SignedFor.objects.exists()


def test_a_list_goes_out_with_a_line_for_each_and_comes_back_row_by_row(
    desk: Desk, tmp_path: Path
) -> None:
    hers, his = (signed(desk, key).dossier for key in ("sen", "minh"))
    made = act("counter", list_results, [hers.id, his.id], bearer=BEARER, at=desk.at)
    assert can_be_listed(now(hers))  # given out, not yet handed over
    with pytest.raises(Denied):  # not printed yet
        act("counter", open_list, made.id, purpose=Purpose.COUNTER)
    desk.work("make-receipt-list")
    assert desk.failed == []
    printed = act("counter", open_list, made.id, purpose=Purpose.COUNTER)
    from motcua.records.files import store

    said = words(store().open(printed.sha256).read(), tmp_path)
    for each in (BEARER, hers.number, his.number, "Bùi Thị Sen", "Nguyễn Đăng Minh", "Ký nhận"):
        assert each in said
    for secret in ("cư trú", "017190000101", "Bưa Sen 4"):  # the others on the list read it too
        assert secret not in said
    receipt = sign(hers.id, on_list=made.id)
    assert (receipt.list_id, receipt.signing) == (made.id, Signing.PAPER)
    assert (now(hers).state, now(his).state) == (State.RETURNED, State.DONE)
    with pytest.raises(Refused, match="step-not-allowed"):
        sign(hers.id, on_list=made.id)
    with pytest.raises(Refused, match="not-on-this-list"):
        sign(his.id, on_list=uuid.uuid4())
    with as_role("motcua_clerk"):
        (asked,) = Entry.objects.filter(kind="receipts.asked")
        assert asked.data == {"lines": 2}  # nobody's name
    with eyes("counter") as mine:
        assert ReceiptList.objects.visible_to(mine).exists()
    with eyes("minh"), pytest.raises(ReceiptList.DoesNotExist):
        ReceiptList.objects.get(pk=made.id)


def test_a_list_of_nothing_of_too_much_of_others_or_of_what_is_gone_is_not_made(
    desk: Desk,
) -> None:
    dossier = with_result(desk)
    for dossiers, bearer, code in (
        ([], BEARER, "too-many-at-once"),
        ([uuid.uuid4() for _ in range(201)], BEARER, "too-many-at-once"),
        ([dossier.id], " ", "bearer-missing"),
    ):
        with pytest.raises(Refused, match=code):
            act("counter", list_results, dossiers, bearer=bearer)
    for stranger in ("police_there", "minh", "leader"):
        with pytest.raises(Denied):
            act(stranger, list_results, [dossier.id], bearer=BEARER)
    posted(desk, dossier)
    with pytest.raises(Refused, match="result-not-at-the-desk"):
        act("counter", list_results, [dossier.id], bearer=BEARER)


def test_a_list_of_two_hundred_is_set_with_its_heads_on_each_page(
    desk: Desk, tmp_path: Path
) -> None:
    from motcua.bridges.typesetter import typeset

    row = {"number": "H00070-261123-0042", "name": "Nguyễn Thị Minh Nguyệt Ánh Tuyết"}
    agency = {"parent": "Ủy ban nhân dân tỉnh Phú Thọ", "name": "Ủy ban nhân dân xã Đức Nhàn",
              "place": "Đức Nhàn"}  # fmt: skip
    verify = {"address": "https://motcua.example.vn/quay/danh-sach-ky-nhan", "code": ""}
    said = {"agency": agency, "bearer": BEARER, "officer": "Lường Thị Mai", "verify": verify}
    content = typeset("receipts", said | {"rows": [row] * 200}, at=desk.at)
    read = words(content, tmp_path)
    assert read.count(row["number"]) == 200 and 9 < read.count("Ký nhận") < 25
    with as_role("motcua_clerk"), pytest.raises(ReceiptList.DoesNotExist):
        keep_list(clerk(), uuid.uuid4(), content=content)


def sign(id: uuid.UUID, **said: object) -> SignedFor:
    receipt = act("counter", sign_for, id, taker=Taker.APPLICANT, **said)
    assert isinstance(receipt, SignedFor)
    return receipt
