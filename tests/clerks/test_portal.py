"""The national portal learns of every change in order."""

from typing import Any

import pytest

from motcua.actions.portal import ask_tell_again
from motcua.actions.processing import accept, take, take_fee
from motcua.records.dossier import Dossier
from motcua.records.journal import Entry
from motcua.records.portal import (
    Tiding,
    backlog,
    compared,
    declined,
    synced,
)
from motcua.rules.dossier import Sync
from motcua.rules.portal import Stand
from motcua.rules.refusal import Denied
from tests import cast
from tests.actions.test_dossier import RESIDENCE, file, rent
from tests.bridges.conftest import HTTP, Sandbox
from tests.cast import act, eyes, later
from tests.clerks.conftest import there
from tests.clerks.desk import Desk
from tests.world import as_role

pytestmark = pytest.mark.django_db
SINCE = later(days=-1)


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
