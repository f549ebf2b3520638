"""Results on their way into somebody's hands: wished for, posted, carried, signed, come back."""

import uuid
from pathlib import Path
from typing import Any

import pytest

from motcua.actions.delivery import (
    came_back,
    carry_result,
    number_parcel,
    parcel_arrived,
    post_result,
)
from motcua.actions.files.inspect_file import Clean
from motcua.actions.filing import submit
from motcua.actions.receipts import ask_slip, fetch, open_signature, sign_for
from motcua.actions.wish import Wished, wish_for
from motcua.records.delivery import Shipment, SignedFor, Wish, to_be_handed
from motcua.records.document import Paper
from motcua.records.dossier import Dossier
from motcua.records.files import store
from motcua.records.journal import Entry
from motcua.records.person import Person
from motcua.records.procedure import catalogue
from motcua.rules.delivery import DeliveryWay, Fate, Taker
from motcua.rules.dossier import Delivery, State
from motcua.rules.permission import Purpose
from motcua.rules.refusal import Denied, Refused
from tests import cast
from tests.actions.test_dossier import RESIDENCE, file
from tests.cast import act, eyes
from tests.clerks.desk import Desk, papers, words
from tests.clerks.ways import signed
from tests.world import as_role

pytestmark = pytest.mark.django_db

WHERE = {"name": "Nguyễn Đăng Minh", "address": "Tổ 4, xã Đức Nhàn, tỉnh Phú Thọ"}
SIGNATURE = Clean("image/png", "ky.png", b"\x89PNG signed", 1)


def with_result(desk: Desk) -> Dossier:
    return signed(desk).dossier


def now(dossier: Dossier) -> Dossier:
    with as_role("motcua_clerk"):
        return Dossier.objects.get(pk=dossier.id)


def listed(key: str = "counter") -> set[Any]:
    with eyes(key) as actor:
        return {row.id for row in to_be_handed(actor)}


def posted(desk: Desk, dossier: Dossier) -> Shipment:
    return act("counter", post_result, dossier.id, **WHERE, at=desk.at)


def parcel(dossier: Dossier) -> Shipment:
    with as_role("motcua_clerk"):
        return Shipment.objects.filter(dossier=dossier).order_by("-sent_at")[0]


def test_the_applicant_says_how_they_want_the_result_and_nobody_else_does() -> None:
    dossier = file("minh", "1.010041", **RESIDENCE)
    with pytest.raises(Refused, match="address-for-result-missing"):
        act("minh", wish_for, dossier.id, way=DeliveryWay.POST)
    act("minh", wish_for, dossier.id, way=DeliveryWay.POST, **WHERE)
    act("minh", wish_for, dossier.id, way=DeliveryWay.HOME, **WHERE)
    with eyes("counter"):
        wish = Wish.objects.get(pk=dossier.id)
        assert (wish.way, wish.address) == (DeliveryWay.HOME, WHERE["address"])
    with eyes("thuy"):
        assert not Wish.objects.filter(pk=dossier.id).exists()
    with pytest.raises(Denied):
        act("thuy", wish_for, dossier.id, way=DeliveryWay.COUNTER)
    act("minh", wish_for, dossier.id, way=DeliveryWay.COUNTER)
    with eyes("minh"):
        assert Wish.objects.get(pk=dossier.id).address == ""


def test_filing_keeps_how_the_result_is_wanted_and_refuses_with_it() -> None:
    with pytest.raises(Refused, match="address-for-result-missing"):
        filed_with(Wished(DeliveryWay.POST))
    dossier = filed_with(Wished(DeliveryWay.POST, **WHERE))
    with as_role("motcua_clerk"):
        assert Wish.objects.get(pk=dossier.id).address == WHERE["address"]
        told = Entry.objects.of(dossier.id).values_list("kind", flat=True)
        assert list(told) == ["delivery.wished", "dossier.submitted"]


def filed_with(wish: Wished) -> Dossier:
    version, id = catalogue()["1.010041"].on(cast.TODAY), uuid.uuid4()
    with eyes("minh") as actor:
        applicant = Person.objects.get(pk=actor.person)
    form = {"version": version, "unit": cast.commune("Đức Nhàn"), "applicant": applicant}
    filed: Dossier = act("minh", submit, id=id, **form, answers=RESIDENCE, wish=wish)
    return filed


def test_who_takes_it_at_the_counter_signs_and_the_picture_is_kept(desk: Desk) -> None:
    dossier = with_result(desk)
    assert listed() == {dossier.id} and listed("police_there") == set()
    with pytest.raises(Refused, match="no-representative-here"):
        sign(dossier, Taker.REPRESENTATIVE)
    with pytest.raises(Refused, match="mandate-for-result-missing"):
        sign(dossier, Taker.MANDATED, name="Bùi Thị Sen")
    receipt = sign(dossier, Taker.MANDATED, name="Bùi Thị Sen", mandate="số 12 ngày 20/11/2026")
    assert (now(dossier).state, now(dossier).delivery) == (State.RETURNED, Delivery.HANDED)
    assert receipt.name == "Bùi Thị Sen, giấy uỷ quyền số 12 ngày 20/11/2026"
    assert store().open(receipt.sha256).read() == b"\x89PNG signed" and listed() == set()
    act("police", open_signature, receipt.id, purpose=Purpose.DOSSIER)
    with pytest.raises(Denied):
        act("police_there", open_signature, receipt.id, purpose=Purpose.DOSSIER)
    with pytest.raises(Refused, match="step-not-allowed"):
        sign(dossier, Taker.APPLICANT)
    with eyes("minh"):
        assert SignedFor.objects.count() == 1
    with as_role("motcua_clerk"):
        told = Entry.objects.get(kind="delivery.signed-for")
    assert told.data == {"receipt": str(receipt.id), "taker": "mandated", "signing": "scanned"}


def sign(dossier: Dossier, taker: Taker, **said: str) -> SignedFor:
    known = {"name": ""} | said
    return act("counter", sign_for, dossier.id, taker=taker, signature=SIGNATURE, **known)


def test_a_slip_to_sign_and_a_label_say_no_more_than_they_must(desk: Desk, tmp_path: Path) -> None:
    dossier = with_result(desk)
    act("counter", ask_slip, dossier.id, at=desk.at)
    posted(desk, dossier)
    desk.work("make-slip", "make-label")
    assert desk.failed == []
    (slip,), (label,) = papers(dossier, Paper.Kind.SLIP), papers(dossier, Paper.Kind.LABEL)
    assert "BIÊN NHẬN KẾT QUẢ" in words(slip, tmp_path) and dossier.number in words(slip, tmp_path)
    said = words(label, tmp_path)
    assert WHERE["name"] in said and WHERE["address"] in said
    number, phone = cast.PEOPLE["minh"][1], "0905" + cast.PEOPLE["minh"][1][-6:]
    for secret in (number, phone, dossier.number, "cư trú", "1979"):
        assert secret not in said


def test_the_post_numbers_a_parcel_and_says_when_it_arrived(desk: Desk) -> None:
    dossier = with_result(desk)
    sent = posted(desk, dossier)
    assert now(dossier).delivery == Delivery.POSTED and listed() == {dossier.id}
    desk.work("post-parcel")
    assert parcel(dossier).tracking == "MC000000001VN"
    desk.call("follow-parcels")
    assert parcel(dossier).fate == Fate.ON_THE_WAY
    decide_at_the_post(desk, sent, Fate.ARRIVED)
    desk.call("follow-parcels")
    assert parcel(dossier).fate == Fate.ARRIVED and listed() == set()
    assert (now(dossier).state, now(dossier).delivery) == (State.RETURNED, Delivery.ARRIVED)
    desk.call("follow-parcels")


def decide_at_the_post(desk: Desk, sent: Shipment, fate: Fate) -> None:
    from tests.bridges.conftest import HTTP

    HTTP.post(f"{desk.post.url}/parcels/{sent.id}", data={"fate": fate})


@pytest.mark.parametrize("fate", [Fate.RETURNED, Fate.LOST])
def test_what_the_post_returns_or_loses_is_on_the_desks_list_again(desk: Desk, fate: Fate) -> None:
    dossier = with_result(desk)
    sent = posted(desk, dossier)
    with pytest.raises(Refused, match="step-not-allowed"):
        posted(desk, dossier)
    desk.work("post-parcel")
    decide_at_the_post(desk, sent, fate)
    desk.call("follow-parcels")
    assert parcel(dossier).fate == fate and now(dossier).delivery == Delivery.READY
    assert listed() == {dossier.id}
    again = posted(desk, dossier)
    assert again.id != sent.id and now(dossier).delivery == Delivery.POSTED


def test_while_the_post_does_not_answer_the_parcel_waits_and_an_officer_may_type(
    desk: Desk,
) -> None:
    dossier = with_result(desk)
    desk.post.switch(mode="down")
    sent = posted(desk, dossier)
    desk.work("post-parcel")
    assert [name for name, _ in desk.failed] == ["post-parcel"]
    with pytest.raises(Refused, match="tracking-unreadable"):
        act("counter", number_parcel, sent.id, tracking="số 5")
    act("counter", number_parcel, sent.id, tracking=" ea 123456789 vn ")
    assert parcel(dossier).tracking == "EA123456789VN"
    act("counter", parcel_arrived, sent.id)
    with pytest.raises(Refused, match="not-on-the-way"):
        act("counter", came_back, sent.id)
    with pytest.raises(Denied):
        act("police_there", came_back, sent.id)


def test_somebody_of_the_unit_carries_it_home_and_has_it_signed_there(desk: Desk) -> None:
    dossier = with_result(desk)
    police, stranger = cast.who("police").account, cast.who("police_there").account
    with pytest.raises(Refused, match="cannot-be-given-to-them"):
        act("counter", carry_result, dossier.id, carrier=stranger, **WHERE)
    sent = act("counter", carry_result, dossier.id, carrier=police, **WHERE)
    act("police", came_back, sent.id)
    act("counter", carry_result, dossier.id, carrier=police, **WHERE, at=cast.later(hours=1))
    receipt = act(
        "police", sign_for, dossier.id, taker=Taker.APPLICANT, name="", signature=SIGNATURE
    )
    assert receipt.shipment_id and parcel(dossier).fate == Fate.ARRIVED
    assert receipt.name == "Nguyễn Đăng Minh" and now(dossier).delivery == Delivery.HANDED


def test_the_way_cannot_be_changed_once_it_has_gone(desk: Desk) -> None:
    dossier = with_result(desk)
    posted(desk, dossier)
    with pytest.raises(Refused, match="result-has-gone"):
        act("minh", wish_for, dossier.id, way=DeliveryWay.COUNTER)
    with pytest.raises(Refused, match="step-not-allowed"):
        act("minh", fetch, dossier.id)


def test_nothing_is_sent_of_a_dossier_that_is_not_there() -> None:
    with pytest.raises(Denied):
        act("counter", post_result, uuid.uuid4(), **WHERE)
