"""What is filed on the national portal becomes a dossier here; what we ask is answered there."""

import json
from base64 import b64encode
from typing import Any

import pytest

from motcua.actions.arrival import ask_decline, ask_retry
from motcua.actions.dossier import withdraw
from motcua.actions.ending import refuse, stop
from motcua.actions.processing import accept
from motcua.actions.supplement import ask_supplement
from motcua.records.document import Attachment
from motcua.records.dossier import Dossier, Request
from motcua.records.portal import Arrival, held_arrivals
from motcua.rules.arrival import WhyHeld
from motcua.rules.dossier import Channel, State
from motcua.rules.portal import Stand
from motcua.rules.refusal import Denied
from tests import cast
from tests.actions.test_dossier import RESIDENCE, rent
from tests.bridges.conftest import HTTP, Sandbox
from tests.cast import act, eyes
from tests.clerks.conftest import line, there
from tests.clerks.desk import Desk
from tests.doors.citizen import photo
from tests.world import as_role

pytestmark = pytest.mark.django_db


def filed_there(portal: Sandbox, **more: Any) -> dict[str, Any]:
    """Sen files a request for her residence paper on the national portal."""
    message = {
        "LoaiTin": "nop",
        "MaHoSo": "G22-0001",
        "MaTTHC": "1.010041",
        "MaDonVi": cast.commune("Đức Nhàn").code,
        "NguoiNop": {
            "HoTen": "Bùi Thị Sen",
            "SoDinhDanh": "017190000101",
            "NgaySinh": "1990-03-05",
        },
        "ToKhai": RESIDENCE,
    }
    sent = message | more
    sent["id"] = HTTP.post(f"{portal.url}/v1/messages", json=sent).json()["id"]
    return sent


def fetched(desk: Desk) -> None:
    desk.call("fetch-from-portal")
    desk.work("settle-arrival")


def held() -> list[tuple[str, WhyHeld]]:
    with eyes("operator"):
        return [(one.number, one.why) for one in held_arrivals(cast.TODAY)]


def test_a_dossier_filed_there_becomes_one_of_ours_under_its_number(
    desk: Desk, portal: Sandbox
) -> None:
    filed_there(portal)
    fetched(desk)
    with eyes("counter"):
        dossier = Dossier.objects.get(number="G22-0001")
    assert dossier.channel == Channel.PORTAL and not dossier.helped
    assert dossier.answers["full_name"] == "Bùi Thị Sen"
    with eyes("sen"):
        assert Dossier.objects.filter(pk=dossier.id).exists()
    with as_role("motcua_clerk"):
        assert Arrival.objects.get().said == {}
    assert line(portal).arrivals() == []
    act("counter", accept, dossier.id)
    desk.call("tell-portal")
    assert there(portal)["G22-0001"].code in (2, 6)


def test_the_papers_that_came_with_it_are_its_papers(desk: Desk, portal: Sandbox) -> None:
    house = {"address": "Số 99 ngõ Khác"}
    said = {
        "for_whom": "self",
        "dwelling": house,
        "stay_basis": "rented",
        "from": "2026-12-01",
        "to": "2027-11-30",
        "owner": {"full_name": "Phạm Văn Chủ"},
    }
    listed = [{"MaThanhPhan": "dwelling-proof", "TenTep": "hợp đồng.jpg"}]
    more = {"MaTTHC": "1.004194", "ToKhai": said, "TaiLieuNop": listed}
    bad = filed_there(portal, **more, _files=[b64encode(b"MZ").decode()])
    filed_there(portal, **more | {"MaHoSo": "G22-0002"}, _files=[b64encode(photo()).decode()])
    fetched(desk)
    assert held() == [(bad["MaHoSo"], WhyHeld.INCOMPLETE)]
    with eyes("police"):
        dossier = Dossier.objects.get(number="G22-0002")
        (paper,) = Attachment.objects.of(dossier.id)
    assert (paper.component, paper.name) == ("dwelling-proof", "hợp đồng.jpg")


def test_the_same_message_again_is_the_same_dossier(desk: Desk, portal: Sandbox) -> None:
    portal.switch(mode="forget")
    filed_there(portal)
    fetched(desk)
    fetched(desk)
    with as_role("motcua_clerk"):
        assert Arrival.objects.count() == 1
    assert held() == []


def test_the_same_message_with_another_content_is_kept_for_a_person(
    desk: Desk, portal: Sandbox
) -> None:
    sent = filed_there(portal)
    fetched(desk)
    filed_there(portal, id=sent["id"], ToKhai=RESIDENCE | {"purpose": "khác"})
    filed_there(portal, ToKhai=RESIDENCE | {"purpose": "khác"})
    fetched(desk)
    assert sorted(why for _, why in held()) == [WhyHeld.NUMBER, WhyHeld.OTHERWISE]
    with eyes("counter"):
        assert Dossier.objects.get(number="G22-0001").answers["purpose"] == RESIDENCE["purpose"]


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"NguoiNop": None}, WhyHeld.UNREADABLE),
        ({"ToKhai": {"content": 7}}, WhyHeld.UNREADABLE),
        ({"MaTTHC": "9.999999"}, WhyHeld.PROCEDURE),
        ({"MaDonVi": "99999"}, WhyHeld.UNIT),
        ({"MaDonVi": "01"}, WhyHeld.UNIT),
        ({"ToKhai": {}}, WhyHeld.INCOMPLETE),
        ({"LoaiTin": "rut"}, WhyHeld.TOO_SOON),
    ],
)
def test_what_cannot_become_a_dossier_is_kept_and_shown(
    desk: Desk, portal: Sandbox, wrong: dict[str, Any], why: WhyHeld
) -> None:
    filed_there(portal, **wrong)
    fetched(desk)
    assert held() == [("G22-0001", why)]
    assert line(portal).arrivals() == []
    with as_role("motcua_clerk"):
        assert not Dossier.objects.filter(number="G22-0001").exists()
        assert Arrival.objects.get().said["MaHoSo"] == "G22-0001"


def test_somebody_elses_number_is_kept_for_a_person(desk: Desk, portal: Sandbox) -> None:
    who = {"HoTen": "Bùi Thị Khác", "SoDinhDanh": "017190000101", "NgaySinh": "1990-03-05"}
    filed_there(portal, NguoiNop=who)
    fetched(desk)
    assert held() == [("G22-0001", WhyHeld.PERSON)]


def test_a_withdrawal_that_comes_before_its_dossier_waits_for_it(
    desk: Desk, portal: Sandbox
) -> None:
    filed_there(portal, LoaiTin="rut")
    fetched(desk)
    filed_there(portal)
    fetched(desk)
    desk.call("settle-early")
    assert held() == []
    with eyes("counter"):
        assert Dossier.objects.get(number="G22-0001").state == State.WITHDRAWN
    desk.call("tell-portal")
    assert there(portal)["G22-0001"] == Stand(2, 7)


def test_what_is_over_cannot_be_withdrawn_there(desk: Desk, portal: Sandbox) -> None:
    filed_there(portal)
    fetched(desk)
    with eyes("counter"):
        dossier = Dossier.objects.get(number="G22-0001")
    act("counter", refuse, dossier.id, reason="Sai nơi.", basis="NĐ 118/2025/NĐ-CP Điều 17")
    filed_there(portal, LoaiTin="rut")
    fetched(desk)
    assert held() == [("G22-0001", WhyHeld.NOT_POSSIBLE)]


def test_an_operator_has_it_tried_again_or_declined(desk: Desk, portal: Sandbox) -> None:
    filed_there(portal, MaTTHC="9.999999")
    fetched(desk)
    with eyes("operator"):
        (row,) = held_arrivals(cast.TODAY)
    with pytest.raises(Denied):
        act("police", ask_decline, row.id, unit=row.unit)
    act("operator", ask_retry, row.id, unit=row.unit)
    desk.work("settle-arrival")
    assert held() == [("G22-0001", WhyHeld.PROCEDURE)]
    act("operator", ask_decline, row.id, unit=row.unit)
    desk.work("decline-arrival")
    assert held() == []
    assert "procedure" in HTTP.get(portal.url).text
    with as_role("motcua_clerk"):
        assert Arrival.objects.get().said == {}


def test_a_message_of_no_unit_here_is_any_operators_and_nobody_elses(
    desk: Desk, portal: Sandbox
) -> None:
    filed_there(portal, MaDonVi="99999")
    fetched(desk)
    with eyes("operator"):
        (row,) = held_arrivals(cast.TODAY)
    with eyes("police"):
        assert held_arrivals(cast.TODAY) == []
        assert not Arrival.objects.exists()
    act("operator", ask_decline, row.id, unit=row.unit)


def test_the_applicant_of_a_dossier_filed_there_may_act_here(desk: Desk, portal: Sandbox) -> None:
    filed_there(portal)
    fetched(desk)
    with eyes("sen"):
        dossier = Dossier.objects.get(number="G22-0001")
    act("sen", withdraw, dossier.id)
    desk.call("tell-portal")
    assert there(portal)["G22-0001"].code == 7


# ── what is asked here is answered there ────────────────────────────────────────────────────

HOUSE = {
    "for_whom": "self",
    "dwelling": {"address": "Số 99 ngõ Khác"},
    "stay_basis": "rented",
    "from": "2026-12-01",
    "to": "2027-11-30",
    "owner": {"full_name": "Phạm Văn Chủ"},
}
PROOF = [{"MaThanhPhan": "dwelling-proof", "TenTep": "hợp đồng.jpg"}]
ITEMS = [
    {"key": "to", "why": "Ngày cuối sai."},
    {"key": "dwelling-proof", "why": "Ảnh mờ."},
]


def asked_there(desk: Desk, portal: Sandbox) -> tuple[Dossier, dict[str, Any]]:
    """A dossier filed there for which a day and a paper are asked, and what the portal says."""
    files = [b64encode(photo()).decode()]
    filed_there(portal, MaTTHC="1.004194", ToKhai=HOUSE, TaiLieuNop=PROOF, _files=files)
    fetched(desk)
    with eyes("police"):
        dossier = Dossier.objects.get(number="G22-0001")
    desk.pass_time(minutes=5)
    act("police", ask_supplement, dossier.id, items=ITEMS, at=desk.at)
    desk.call("tell-portal")
    (known,) = [one for one in kept(portal)["dossiers"].values() if one["TrangThai"] == 5]
    return dossier, known["YeuCauBoSung"]


def kept(portal: Sandbox) -> Any:
    return json.loads((portal.home / "portal.json").read_text("utf-8"))


def answer(portal: Sandbox, request: str, **more: Any) -> None:
    message = {"LoaiTin": "bosung", "MaHoSo": "G22-0001", "MaYeuCau": request, "ToKhai": {},
               "TaiLieuNop": PROOF, "_files": [b64encode(photo(side=50)).decode()]}  # fmt: skip
    sent = message | {"ToKhai": {"to": "2027-06-30"}} | more
    HTTP.post(f"{portal.url}/v1/messages", json=sent).raise_for_status()


def told_back(portal: Sandbox) -> list[str]:
    return list(kept(portal)["declined"].values())


def now(dossier: Dossier) -> Dossier:
    with eyes("police"):
        return Dossier.objects.get(pk=dossier.id)


def test_what_is_asked_travels_there_and_the_marked_answers_come_back(
    desk: Desk, portal: Sandbox
) -> None:
    dossier, asked = asked_there(desk, portal)
    assert [(one["MaMuc"], one["LyDo"], one["LaGiayTo"]) for one in asked["CacMuc"]] == [
        ("to", "Ngày cuối sai.", False),
        ("dwelling-proof", "Ảnh mờ.", True),
    ]
    answer(portal, asked["MaYeuCau"], ToKhai={"to": "2027-06-30", "from": "2027-01-01"})
    desk.pass_time(hours=1)
    fetched(desk)
    given = now(dossier)
    assert (given.state, given.answers["to"]) == (State.SUBMITTED, "2027-06-30")
    assert given.answers["from"] == "2026-12-01"  # it was not asked for
    with eyes("police"):
        assert Attachment.objects.of(dossier.id).count() == 2
        assert Request.objects.get(dossier=dossier).answered_at == desk.at
    desk.call("tell-portal")
    assert there(portal)["G22-0001"].code == 1
    assert told_back(portal) == [] and held() == []


def test_an_answer_twice_or_of_another_way_changes_nothing_and_is_told_back(
    desk: Desk, portal: Sandbox
) -> None:
    dossier, asked = asked_there(desk, portal)
    answer(portal, asked["MaYeuCau"])
    answer(portal, asked["MaYeuCau"], ToKhai={"to": "2028-01-01"})
    fetched(desk)
    assert now(dossier).answers["to"] == "2027-06-30"
    assert told_back(portal) == ["answered"] and held() == []
    assert line(portal).arrivals() == []


def test_an_answer_that_lacks_something_or_comes_too_late_is_told_back(
    desk: Desk, portal: Sandbox
) -> None:
    dossier, asked = asked_there(desk, portal)
    answer(portal, asked["MaYeuCau"], TaiLieuNop=[])
    answer(portal, asked["MaYeuCau"], _files=[b64encode(b"MZ").decode()])
    answer(portal, asked["MaYeuCau"], ToKhai={"to": "mai"})
    answer(portal, cast.later().isoformat())
    fetched(desk)
    assert now(dossier).state == State.WAITING
    with eyes("police"):
        assert Attachment.objects.of(dossier.id).count() == 1
    lacks = ["incomplete", "incomplete: dwelling-proof", "unreadable", "unreadable"]
    assert sorted(told_back(portal)) == lacks
    act("police", stop, dossier.id, reason="Không bổ sung.", basis="Điều 17", at=desk.at)
    answer(portal, asked["MaYeuCau"])
    fetched(desk)
    assert told_back(portal)[-1] == "too-late" and held() == []


def test_an_answer_that_changes_nothing_is_told_back_unless_it_says_why(
    desk: Desk, portal: Sandbox
) -> None:
    dossier, asked = asked_there(desk, portal)
    same = {"ToKhai": {"to": HOUSE["to"]}, "_files": [b64encode(photo()).decode()]}
    answer(portal, asked["MaYeuCau"], **same)
    fetched(desk)
    assert told_back(portal) == ["unchanged: to, dwelling-proof"] and held() == []
    assert now(dossier).state == State.WAITING
    word = {"GiuNguyen": {"to": "Hợp đồng ghi 30/11/2027."}}
    answer(portal, asked["MaYeuCau"], ToKhai={"to": HOUSE["to"]}, **word)
    fetched(desk)
    assert now(dossier).state == State.SUBMITTED
    with eyes("police"):
        (kept,) = Request.objects.get(dossier=dossier).kept
    assert (kept["key"], kept["word"]) == ("to", "Hợp đồng ghi 30/11/2027.")


def test_while_the_portal_is_down_it_is_told_back_later(desk: Desk, portal: Sandbox) -> None:
    _, asked = asked_there(desk, portal)
    answer(portal, asked["MaYeuCau"], TaiLieuNop=[])
    desk.call("fetch-from-portal")
    portal.switch(mode="down")
    desk.work("settle-arrival")
    assert [why for _, why in held()] == [WhyHeld.INCOMPLETE]
    portal.switch()
    desk.work("settle-arrival")
    assert told_back(portal) == ["incomplete: dwelling-proof"] and held() == []


def test_who_filed_here_is_asked_here_alone(desk: Desk, portal: Sandbox) -> None:
    dossier = rent()
    act("police", ask_supplement, dossier.id, items=ITEMS[:1], at=desk.at)
    desk.call("tell-portal")
    assert [one["TrangThai"] for one in kept(portal)["dossiers"].values()] == [5]
    assert "YeuCauBoSung" not in str(kept(portal)["dossiers"])


def test_its_page_lets_one_answer(desk: Desk, portal: Sandbox) -> None:
    dossier, _ = asked_there(desk, portal)
    page = HTTP.get(portal.url).text
    assert "Ngày cuối sai." in page and "Gửi phần bổ sung" in page
    given = {"data": {"to": "2027-06-30"}, "files": {"dwelling-proof": ("a.jpg", photo(side=50))}}
    assert HTTP.post(f"{portal.url}/supplements/G22-0001", **given).status_code == 303
    fetched(desk)
    assert now(dossier).answers["to"] == "2027-06-30"
