"""The national portal learns of every change in order; what is filed there becomes a dossier."""

from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from motcua.actions.dossier import withdraw
from motcua.actions.ending import refuse
from motcua.actions.portal import ask_decline, ask_retry, ask_tell_again
from motcua.actions.processing import accept, take, take_fee
from motcua.bridges import portal_sandbox
from motcua.bridges.portal import PortalLine
from motcua.records.document import Attachment
from motcua.records.dossier import Dossier
from motcua.records.journal import Entry
from motcua.records.portal import (
    Arrival,
    Tiding,
    backlog,
    compared,
    declined,
    held_arrivals,
    synced,
)
from motcua.rules.dossier import Channel, State, Sync
from motcua.rules.portal import Stand, Why
from motcua.rules.refusal import Denied
from tests import cast
from tests.actions.test_dossier import RESIDENCE, file, rent
from tests.bridges.conftest import HTTP, Sandbox, running
from tests.cast import act, eyes, later
from tests.clerks.desk import HASTY, Desk
from tests.doors.citizen import photo
from tests.world import as_role

pytestmark = pytest.mark.django_db
SINCE = later(days=-1)


@pytest.fixture
def portal(desk: Desk, tmp_path: Path) -> Iterator[Sandbox]:
    sandbox = Sandbox("", tmp_path)
    with running(portal_sandbox.create_app({"home": tmp_path})) as sandbox.url:
        desk.furnish(portal=line(sandbox))
        yield sandbox


def line(portal: Sandbox) -> PortalLine:
    return PortalLine(portal.url, client=HTTP, limits=HASTY)


def there(portal: Sandbox) -> dict[str, Stand]:
    """What the portal says of the commune's dossiers."""
    return dict(line(portal).stands(cast.commune("Đức Nhàn").code, SINCE).stands)


def tidings(dossier: Dossier) -> list[tuple[int, int, bool]]:
    """Place, state and whether it was told, of each change."""
    with as_role("motcua_clerk"):
        rows = Tiding.objects.filter(dossier=dossier).order_by("place")
        return [(one.place, one.code, one.told_at is not None) for one in rows]


def sync(dossier: Dossier) -> str:
    with as_role("motcua_clerk"):
        return Dossier.objects.get(pk=dossier.id).sync


def told(subject: Any, kind: str) -> int:
    with as_role("motcua_clerk"):
        return Entry.objects.filter(subject=subject, kind=kind).count()


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


def held() -> list[tuple[str, Why]]:
    with eyes("operator"):
        return [(one.number, one.why) for one in held_arrivals(cast.TODAY)]


# ── what it is told ─────────────────────────────────────────────────────────────────────────


def test_every_change_of_state_is_put_down_with_it_and_told_in_order(
    desk: Desk, portal: Sandbox
) -> None:
    dossier = rent()
    act("counter", accept, dossier.id)
    assert tidings(dossier) == [(1, 1, False), (2, 6, False)] and sync(dossier) == Sync.WAITING
    desk.call("tell-portal")
    assert there(portal)[dossier.number] == Stand(2, 6) and sync(dossier) == Sync.SENT
    act("police", take_fee, dossier.id, amount=dossier.fee, at=later(minutes=3))
    act("police", take, dossier.id, at=later(minutes=5))
    desk.call("tell-portal")
    assert tidings(dossier) == [(n, code, True) for n, code in enumerate((1, 6, 2, 4), 1)]
    assert there(portal)[dossier.number] == Stand(4, 4)
    assert told(dossier.id, "portal.told") == 2


def test_what_is_no_news_to_the_portal_is_not_put_down(desk: Desk, portal: Sandbox) -> None:
    dossier = rent()
    act("counter", accept, dossier.id)
    desk.call("tell-portal")
    act("police", take, dossier.id)
    act("police", take, dossier.id)
    assert [code for _, code, _ in tidings(dossier)] == [1, 6, 4]


def test_while_it_is_down_everything_waits_and_then_goes_in_order(
    desk: Desk, portal: Sandbox
) -> None:
    portal.switch(mode="down")
    first, second = rent(), rent("minh")
    act("counter", accept, first.id)
    desk.call("tell-portal")
    assert all(not sent for _, _, sent in tidings(first) + tidings(second))
    with eyes("operator"):
        assert backlog(cast.TODAY).waiting == 3
    portal.switch(mode="duplicate")
    desk.call("tell-portal")
    assert there(portal) == {first.number: Stand(2, 6), second.number: Stand(1, 1)}
    with eyes("leader"):
        assert backlog(cast.TODAY).waiting == 0


def test_who_runs_the_house_is_told_once_when_ten_minutes_have_passed(
    desk: Desk, portal: Sandbox
) -> None:
    dossier = rent()
    portal.switch(mode="down")
    desk.pass_time(minutes=10)
    desk.call("watch-portal")
    assert told(dossier.id, "portal.behind") == 0
    desk.pass_time(seconds=1)
    desk.call("watch-portal")
    rent("minh")  # one more waits
    desk.pass_time(minutes=20)
    desk.call("watch-portal")
    assert told(dossier.id, "portal.behind") == 1


def test_a_refusal_stops_its_dossier_alone_until_a_person_has_mended_it(
    desk: Desk, portal: Sandbox
) -> None:
    portal.switch(refuse="unit-unknown")
    dossier = rent()
    desk.call("tell-portal")
    assert sync(dossier) == Sync.REFUSED
    portal.switch()
    act("counter", accept, dossier.id)
    other = rent("minh")
    desk.call("tell-portal")
    assert sync(dossier) == Sync.REFUSED and sync(other) == Sync.SENT
    with eyes("operator"):
        (row,) = declined(cast.TODAY)
    assert (row.number, row.why, row.behind) == (dossier.number, "unit-unknown", 1)
    with pytest.raises(Denied):
        act("leader", ask_tell_again, dossier.id, unit=row.unit)
    act("operator", ask_tell_again, dossier.id, unit=row.unit)
    desk.work("tell-again")
    desk.call("tell-portal")
    assert there(portal)[dossier.number] == Stand(2, 6) and sync(dossier) == Sync.SENT


def test_each_night_what_the_portal_has_forgotten_is_told_again(
    desk: Desk, portal: Sandbox
) -> None:
    kept = rent()
    desk.call("tell-portal")
    portal.switch(mode="forget")
    lost = rent("minh")
    act("counter", accept, kept.id)
    desk.call("tell-portal")
    portal.switch()
    strange = {"id": "x", "MaHoSo": "G22-9", "LanThayDoi": 1, "MaTTHC": "x", "CoKetQua": False,
               "MaDonVi": lost.unit.code, "TrangThai": 1, "ThoiDiem": "2026-11-23"}  # fmt: skip
    HTTP.post(f"{portal.url}/v1/changes", json={"changes": [strange]}).raise_for_status()
    desk.call("compare-with-portal")
    desk.call("tell-portal")
    assert there(portal)[lost.number] == Stand(1, 1) and there(portal)[kept.number] == Stand(2, 6)
    with eyes("leader"):
        (night,) = compared(cast.TODAY)
    assert (night.ours, night.theirs, night.again, night.strange) == (2, 2, 2, ["G22-9"])


def test_a_dossier_from_before_there_was_a_portal_is_told_of_at_night(
    desk: Desk, portal: Sandbox
) -> None:
    dossier = rent()
    with as_role("motcua_owner"):
        Tiding.objects.filter(dossier=dossier).delete()
    desk.call("compare-with-portal")
    desk.call("tell-portal")
    assert there(portal) == {dossier.number: Stand(1, 1)}


def test_the_figure_counts_what_was_received_and_is_there(desk: Desk, portal: Sandbox) -> None:
    for key in ("thuy", "minh"):
        act("counter", accept, rent(key).id)
    desk.call("tell-portal")
    portal.switch(mode="down")
    act("counter", accept, file("sen", "1.010041", **RESIDENCE).id)
    with eyes("leader"):
        figure = synced(cast.TODAY, SINCE, later(days=1), later(minutes=10) - cast.NOW)
    assert (figure.received, figure.there, figure.changes, figure.in_time) == (3, 2, 4, 4)
    assert figure.rate == 66.67
    with eyes("leader_there"):
        assert synced(cast.TODAY, SINCE, later(days=1), later(minutes=10) - cast.NOW).received == 0


# ── what is filed there ─────────────────────────────────────────────────────────────────────


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
    said = {"for_whom": "self", "dwelling": house, "stay_basis": "rented", "from": "2026-12-01",
            "to": "2027-11-30", "owner": {"full_name": "Phạm Văn Chủ"}}  # fmt: skip
    listed = [{"MaThanhPhan": "dwelling-proof", "TenTep": "hợp đồng.jpg"}]
    more = {"MaTTHC": "1.004194", "ToKhai": said, "TaiLieuNop": listed}
    bad = filed_there(portal, **more, _files=[b64encode(b"MZ").decode()])
    filed_there(portal, **more | {"MaHoSo": "G22-0002"}, _files=[b64encode(photo()).decode()])
    fetched(desk)
    assert held() == [(bad["MaHoSo"], Why.INCOMPLETE)]
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
    assert sorted(why for _, why in held()) == [Why.NUMBER, Why.OTHERWISE]
    with eyes("counter"):
        assert Dossier.objects.get(number="G22-0001").answers["purpose"] == RESIDENCE["purpose"]


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"NguoiNop": None}, Why.UNREADABLE),
        ({"ToKhai": {"content": 7}}, Why.UNREADABLE),
        ({"MaTTHC": "9.999999"}, Why.PROCEDURE),
        ({"MaDonVi": "99999"}, Why.UNIT),
        ({"MaDonVi": "01"}, Why.UNIT),
        ({"ToKhai": {}}, Why.INCOMPLETE),
        ({"LoaiTin": "rut"}, Why.TOO_SOON),
    ],
)
def test_what_cannot_become_a_dossier_is_kept_and_shown(
    desk: Desk, portal: Sandbox, wrong: dict[str, Any], why: Why
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
    assert held() == [("G22-0001", Why.PERSON)]


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
    assert held() == [("G22-0001", Why.NOT_POSSIBLE)]


def test_an_operator_has_it_tried_again_or_declined(desk: Desk, portal: Sandbox) -> None:
    filed_there(portal, MaTTHC="9.999999")
    fetched(desk)
    with eyes("operator"):
        (row,) = held_arrivals(cast.TODAY)
    with pytest.raises(Denied):
        act("police", ask_decline, row.id, unit=row.unit)
    act("operator", ask_retry, row.id, unit=row.unit)
    desk.work("settle-arrival")
    assert held() == [("G22-0001", Why.PROCEDURE)]
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
