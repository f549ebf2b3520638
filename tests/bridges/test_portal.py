"""The national portal: told of changes in batches, taken once; lies believed by nobody."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from motcua.bridges import portal_sandbox
from motcua.bridges.line import Misanswered, Rejected, Unreachable
from motcua.bridges.portal import Change, PortalLine
from motcua.rules.portal import Stand
from tests.bridges.conftest import HASTY, HTTP, QUICK, Sandbox
from tests.cast import NOW, later

UNIT = "00070"


@pytest.fixture
def portal(serve: Callable[[Flask], str], tmp_path: Path) -> Sandbox:
    return Sandbox(serve(portal_sandbox.create_app({"home": tmp_path})), tmp_path)


def line(portal: Sandbox) -> PortalLine:
    return PortalLine(portal.url, client=HTTP, limits=QUICK)


def change(place: int = 1, code: int = 1, number: str = "H00070-261123-0042") -> Change:
    return Change(
        uuid.uuid4(), number, place, "1.004194", UNIT, True, code, NOW, None, None, None, False
    )


def test_changes_are_told_and_asked_back(portal: Sandbox) -> None:
    ours = line(portal)
    first, second, other = change(), change(2, 2), change(number="H00070-261123-0043")
    told = ours.tell([first, second, other])
    assert told == {first.id: "", second.id: "", other.id: ""}
    page = ours.stands(UNIT, later(days=-1))
    assert page.count == 2 and page.after == ""
    assert page.stands == {first.number: Stand(2, 2), other.number: Stand(1, 1)}
    assert ours.stands(UNIT, later(days=1)).count == 0
    assert ours.stands("00071", later(days=-1)).count == 0


def test_an_older_change_never_replaces_a_newer(portal: Sandbox) -> None:
    ours = line(portal)
    ours.tell([change(3, 9)])
    assert set(ours.tell([change(2, 4)]).values()) == {""}
    assert ours.stands(UNIT, later(days=-1)).stands == {"H00070-261123-0042": Stand(3, 9)}


def test_a_refusal_says_why_and_does_not_hold_the_others(portal: Sandbox) -> None:
    wrong, right = change(code=77), change(number="H00070-261123-0044")
    assert line(portal).tell([wrong, right]) == {wrong.id: "state-unknown", right.id: ""}


def test_it_refuses_what_it_may_not_know(portal: Sandbox) -> None:
    """The positive control of least data: one name too many is refused there."""
    told = {"id": "1", "MaHoSo": "x", "MaTTHC": "x", "MaDonVi": "x", "LanThayDoi": 1,
            "TrangThai": 1, "ThoiDiem": "x", "CoKetQua": False, "HoTen": "Sen"}  # fmt: skip
    reply = HTTP.post(f"{portal.url}/v1/changes", json={"changes": [told]}).json()
    assert reply["answers"][0]["why"] == "too-much"


@pytest.mark.parametrize("mode", ["duplicate", "out-of-order"])
def test_answers_twice_or_in_another_order_are_the_same_answers(
    portal: Sandbox, mode: str
) -> None:
    portal.switch(mode=mode)
    both = [change(), change(2, 2)]
    assert line(portal).tell(both) == {one.id: "" for one in both}


@pytest.mark.parametrize("lie", ["id", "fate", "garbage", "page"])
def test_a_lie_is_no_answer(portal: Sandbox, lie: str) -> None:
    portal.switch(mode="wrong", lie=lie)
    with pytest.raises(Misanswered):
        line(portal).tell([change()])


def test_slow_and_down_are_told_again_later(portal: Sandbox) -> None:
    for switches in ({"mode": "slow", "delay_seconds": 1}, {"mode": "down", "how": "close"}):
        portal.switch(**switches)
        with pytest.raises(Unreachable):
            PortalLine(portal.url, client=HTTP, limits=replace(HASTY, rest=0)).tell([change()])


def test_what_is_filed_there_is_given_until_it_is_received_for(portal: Sandbox) -> None:
    filed = HTTP.post(f"{portal.url}/v1/messages", json={"MaHoSo": "G22-1"}).json()["id"]
    HTTP.post(f"{portal.url}/v1/messages", json={"id": "not a uuid"})
    ours = line(portal)
    assert [one["id"] for one in ours.arrivals()] == [filed, "not a uuid"]
    portal.switch(mode="forget")
    ours.receive(filed)
    assert len(ours.arrivals()) == 2
    portal.switch()
    ours.receive(filed)
    ours.decline("not a uuid", "unreadable")
    assert ours.arrivals() == []


def test_what_it_was_told_is_there_after_a_restart(portal: Sandbox) -> None:
    line(portal).tell([change()])
    again = portal_sandbox.create_app({"home": portal.home}).test_client()
    assert again.get(f"/v1/dossiers?unit={UNIT}").json["count"] == 1
    assert "H00070-261123-0042" in again.get("/").text


def test_a_sample_is_filed_from_its_page(portal: Sandbox) -> None:
    portal.write("portal-samples.json", [{"title": "Mẫu", "message": {"MaHoSo": "{number}"}}])
    assert HTTP.post(f"{portal.url}/samples/0").status_code == 303
    assert line(portal).arrivals()[0]["MaHoSo"].startswith("G22-")


def test_an_address_that_is_nowhere_is_rejected(portal: Sandbox) -> None:
    with pytest.raises(Rejected):
        PortalLine(f"{portal.url}/nowhere", client=HTTP, limits=QUICK).arrivals()
