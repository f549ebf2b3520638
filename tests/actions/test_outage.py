"""An outage that is announced holds the clocks of a unit, and taken back it never was."""

from datetime import datetime
from typing import Any

import pytest

from motcua.actions.outage import announce_outage, end_outage, withdraw_outage
from motcua.actions.processing import accept
from motcua.records.dossier import Dossier
from motcua.records.journal import Entry
from motcua.records.outage import Announcement
from motcua.records.workload import ahead, piles
from motcua.rules.refusal import Denied, Refused
from motcua.rules.time.wall_clock import instant, local
from tests import cast
from tests.actions.test_dossier import RESIDENCE, file, rent
from tests.cast import act, eyes, later
from tests.clerks.desk import Desk
from tests.clerks.test_message import received
from tests.world import as_role

pytestmark = pytest.mark.django_db


def at(words: str) -> datetime:
    """ "24 09:00" of November 2026, on the office wall."""
    return instant(datetime.fromisoformat(f"2026-11-{words}"))


def announce(key: str = "leader", **other: Any) -> Announcement:
    said = {
        "unit": cast.commune("Đức Nhàn").pk,
        "system": "population",
        "ground": "every",
        "notice": "Thông báo số 12/TB-C06 ngày 20/11/2026",
        "begins": at("25 07:30"),
        "ends": at("25 17:00"),
    }
    found: Announcement = act(key, announce_outage, **(said | other))
    return found


def held(dossier: Dossier) -> Dossier:
    with as_role("motcua_clerk"):
        return Dossier.objects.get(pk=dossier.id)


def due(dossier: Dossier) -> str:
    found = held(dossier).due_at
    assert found is not None
    return f"{local(found):%d/%m %H:%M}"


@pytest.fixture
def accepted() -> Dossier:
    """A rented room: three working days."""
    dossier = rent()
    act("police", accept, dossier.id)
    return dossier


def late_and_soon(when: datetime) -> dict[str, tuple[int, int]]:
    """By officer of the cast, "" for nobody: of what they have, what is late and what is due."""
    unit = cast.commune("Đức Nhàn").pk
    names = {cast.who(key).account: key for key in ("police", "specialist")}
    with eyes("leader"):
        found = piles(unit, ahead(unit, when), {})
    return {names.get(one.officer, ""): (one.late, one.week) for one in found}


def test_what_stands_still_is_neither_late_nor_soon_in_anybodys_pile(accepted: Dossier) -> None:
    """It is due on the 27th; one outage without a known end holds it, the other what is linked."""
    assert due(accepted) == "27/11 17:00"
    soon, after = at("26 09:00"), at("28 09:00")
    announce(ends=None, ground="linked")
    assert late_and_soon(soon) == {"police": (0, 1)} and late_and_soon(after) == {"police": (1, 0)}
    announce(ends=None)
    assert late_and_soon(soon) == late_and_soon(after) == {"police": (0, 0)}


def test_a_day_that_is_announced_is_not_counted_and_everybody_is_told_why(
    desk: Desk, accepted: Dossier
) -> None:
    desk.work()
    was, steps, calendar = due(accepted), held(accepted).due_steps, held(accepted).calendar
    made = announce()
    desk.work("reckon-dates", "tell-citizen")
    assert (was, due(accepted)) == ("27/11 17:00", "30/11 17:00")
    said = " ".join(held(accepted).due_steps)
    assert "hệ thống dừng đã thông báo từ 07:30 thứ Tư 25/11/2026" in said
    assert "Cơ sở dữ liệu quốc gia về dân cư; NĐ 301/2026/NĐ-CP Điều 3 khoản 4" in said
    assert "Thông báo số 12/TB-C06" in said
    assert "30/11" in received(desk.sms)[-1]["text"]
    act("operator", withdraw_outage, made.id)
    desk.work("reckon-dates")
    now = held(accepted)
    assert (due(accepted), now.due_steps, now.calendar) == (was, steps, calendar)


def test_while_it_lasts_the_page_says_that_the_clock_stands_and_the_end_moves_the_date(
    desk: Desk, accepted: Dossier
) -> None:
    made = announce(ends=None)
    desk.work("reckon-dates")
    assert due(accepted) == "27/11 17:00"
    assert "dừng từ 07:30 thứ Tư 25/11/2026, hệ thống dừng" in held(accepted).due_steps[-1]
    act("leader", end_outage, made.id, ends=at("25 11:30"))
    desk.work("reckon-dates")
    assert due(accepted) == "30/11 11:30"
    act("leader", end_outage, made.id, ends=at("25 09:30"))
    desk.work("reckon-dates")
    assert due(accepted) == "30/11 09:30"


def test_announced_backwards_it_counts_from_when_it_was(desk: Desk) -> None:
    dossier = file("minh", "1.010041", **RESIDENCE)
    act("police", accept, dossier.id)
    desk.work()
    was = held(dossier).due_at
    announce(begins=at("23 09:00"), ends=at("23 10:00"))
    desk.work("reckon-dates")
    now = held(dossier).due_at
    assert was is not None and now is not None and now > was


def test_only_the_procedures_of_the_ground_and_the_unit_that_says_so(
    desk: Desk, accepted: Dossier
) -> None:
    was = due(accepted)
    announce(ground="linked")
    announce("leader_there", unit=cast.commune("Ba Đình").pk)
    desk.work("reckon-dates")
    assert due(accepted) == was
    announce()  # the control
    desk.work("reckon-dates")
    assert due(accepted) != was


def test_who_may_say_so_and_for_whom() -> None:
    for key in ("counter", "police", "minh", "auditor", "leader_there"):
        with pytest.raises(Denied):
            announce(key)
    made = announce("operator")
    with pytest.raises(Denied):
        act("leader_there", withdraw_outage, made.id)


def test_nothing_of_an_announcement_is_lost_and_what_is_taken_back_stays_so() -> None:
    made = announce()
    act("leader", withdraw_outage, made.id)
    for again in (withdraw_outage, end_outage):
        more = {"ends": at("25 12:00")} if again is end_outage else {}
        with pytest.raises(Refused, match="outage-over"):
            act("leader", again, made.id, **more)
    with pytest.raises(Refused, match="outage-ends-first"):
        announce(ends=at("25 07:30"))
    with as_role("motcua_clerk"):
        row = Announcement.objects.get()
        assert row.withdrawn_at is not None and row.ends == at("25 17:00")
        kinds = Entry.objects.filter(subject=made.id).order_by("position")
        assert [one.kind for one in kinds] == ["outage.announced", "outage.withdrawn"]


def test_what_is_filed_afterwards_needs_no_reckoning(desk: Desk) -> None:
    announce()
    desk.work()
    dossier = rent()
    act("police", accept, dossier.id, at=later(minutes=5))
    assert due(dossier) == "30/11 17:00"
    with eyes("police"):
        assert "hệ thống dừng" in " ".join(Dossier.objects.get(pk=dossier.id).due_steps)
