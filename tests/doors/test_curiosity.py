"""An officer who looks at people and does nothing for them is found; who serves them is not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from motcua.actions.dossier import see
from motcua.actions.form import ask_form
from motcua.actions.looks import judge_looks
from motcua.actions.note import write_note
from motcua.actions.person import look_up, see_person
from motcua.actions.processing import accept
from motcua.actions.register import ask_control_sheet
from motcua.actions.verification import look_up_in_register
from motcua.records.looks import JudgedLook, Watched, period
from motcua.records.own_data import own_data_law
from motcua.rules.curiosity import Look
from motcua.rules.permission import Purpose
from motcua.rules.verification_law import LookUp
from tests.cast import NOW, act, clerk, commune, eyes, later, who
from tests.doors.desk import residence, text_of

pytestmark = pytest.mark.django_db
WEEK_AGO = later(days=-7)


def neighbours(officer: str) -> None:
    """They open three neighbours' pages."""
    unit = commune("Đức Nhàn")
    for one, minute in (("minh", 1), ("sen", 2), ("phuong", 3)):
        person, at = who(one).person, later(days=-7, minutes=minute)
        act(officer, see_person, person, unit=unit, purpose=Purpose.COUNTER, at=at)


def counted(overseer: str = "auditor", at: datetime = NOW) -> dict[str, tuple[int, int]]:
    named = {who(key).account: key for key in ("police", "counter", "leader", "auditor")}
    with eyes(overseer):
        found = Watched(commune("Đức Nhàn").id, at).counted()
    return {named[one.officer]: (one.all, one.idle) for one in found}


def idle(officer: str, at: datetime = NOW) -> list[Look]:
    with eyes("auditor"):
        account = who(officer).account
        assert account is not None
        return Watched(commune("Đức Nhàn").id, at).idle(account, 9)


def test_who_opens_three_neighbours_without_an_act_is_found_and_who_served_one_is_not() -> None:
    dossier = residence()
    neighbours("counter")
    act("police", see, dossier.id, purpose=Purpose.DOSSIER, at=WEEK_AGO)
    act("police", accept, dossier.id, at=later(days=-6))
    assert counted() == {"counter": (3, 3), "police": (1, 0)}
    looked = [who(key).person for key in ("phuong", "sen", "minh")]
    assert [one.subject for one in idle("counter")] == looked and idle("police") == []


def test_an_act_long_before_or_after_explains_nothing() -> None:
    dossier = residence()
    act("police", see, dossier.id, purpose=Purpose.DOSSIER, at=WEEK_AGO)
    act("police", accept, dossier.id, at=later(days=-3, hours=-23))
    act("police", see, dossier.id, purpose=Purpose.DOSSIER, at=later(days=-10, hours=1))
    assert counted() == {"police": (2, 2)}


def test_a_search_is_one_look_and_another_look_is_no_act() -> None:
    unit = commune("Đức Nhàn")
    act("police", look_up, unit=unit, text="Bùi", purpose=Purpose.COUNTER, at=WEEK_AGO)
    minh = who("minh").person
    asking = {"unit": unit, "look_up": LookUp.RESIDENCE}
    act("police", look_up_in_register, minh, at=later(days=-7, minutes=1), **asking)
    asked, searched = idle("police")
    assert (searched.kind, searched.people) == ("person.seen", 2)
    assert asked.kind == "verification.looked-up" and counted() == {"police": (2, 2)}


def test_to_print_what_one_looks_at_is_no_act() -> None:
    dossier = residence()
    act("police", see, dossier.id, purpose=Purpose.DOSSIER, at=WEEK_AGO)
    act("police", ask_form, dossier.id, at=later(days=-7, minutes=1))
    act("police", ask_control_sheet, dossier.id, at=later(days=-7, minutes=2))
    assert counted() == {"police": (1, 1)}


def test_what_is_fresh_is_not_judged_and_an_audit_has_its_own_ground() -> None:
    dossier = residence()
    act("police", see, dossier.id, purpose=Purpose.DOSSIER)
    act("auditor", see, dossier.id, purpose=Purpose.AUDIT, at=WEEK_AGO)
    assert counted() == {}


def test_only_who_oversees_the_unit_sees_it() -> None:
    neighbours("counter")
    assert counted("leader") == counted("auditor") == {"counter": (3, 3)}
    assert counted("police") == counted("leader_there") == counted("minh") == {}


WHEN = [later(hours=hours) for hours in (-121, 0, 1, 73)]
"""When the page is read: looks and acts below fall on both sides of what it counts then."""


def everything() -> list[object]:
    return [
        (sorted(counted(at=at).items()), idle("police", at), idle("counter", at)) for at in WHEN
    ]


def a_month_of_work() -> None:
    """Looks every day, some at one instant, and now and then an act."""
    dossier = residence()
    minh, unit = who("minh").person, commune("Đức Nhàn")
    for n in range(60):
        at = later(days=-39, hours=16 * n + n % 3)
        officer = ("police", "counter")[n % 2]
        if n % 5:
            act(officer, see, dossier.id, purpose=Purpose.DOSSIER, at=at)
        if not n % 4:
            act(officer, see_person, minh, unit=unit, purpose=Purpose.COUNTER, at=at)
        if not n % 17:
            act(officer, write_note, dossier.id, text="Đã gọi điện.", at=at)


def test_judged_before_or_as_they_are_read_the_numbers_are_the_same(
    as_clerk: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    a_month_of_work()
    unit, found = commune("Đức Nhàn").id, everything()
    for judged in (later(days=-3), NOW, later(days=2), later(days=1)):
        with as_clerk():
            judge_looks(clerk(judged), unit)
            assert JudgedLook.objects.exists()
        with eyes("leader"):
            assert period(unit, judged).judged == period(unit, judged).ends
        assert everything() == found, judged
    with eyes("police"):
        assert not JudgedLook.objects.exists(), "of their own unit, but they oversee nobody"
    law = own_data_law()
    looking = replace(law.looking, within_days=2)
    monkeypatch.setattr("motcua.records.looks.own_data_law", lambda: replace(law, looking=looking))
    by_another_rule = everything()
    with as_clerk():
        JudgedLook.objects.all().delete()
    assert everything() == by_another_rule != found


def test_the_page_says_how_often_beside_whom_and_gives_ids_alone(client_of: Any) -> None:
    neighbours("counter")
    auditor = client_of("auditor")
    shown = text_of(auditor.get("/quay/xem-khong-co-viec"))
    assert "Lường Thị Mai" in shown and "100%" in shown and "không có ai" in shown
    account = who("counter").account
    each = text_of(auditor.get(f"/quay/xem-khong-co-viec?can-bo={account}"))
    assert str(who("sen").person)[:8] in each and "Bùi Thị Sen" not in each
