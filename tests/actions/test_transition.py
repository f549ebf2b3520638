"""Where a new version takes over dossiers under way, they move, each told; else they stay."""

from datetime import date
from typing import Any

import pytest

from motcua.actions.consent import give_consent
from motcua.actions.processing import accept, decide, take_fee
from motcua.actions.supplement import ask_supplement
from motcua.actions.transition import move_dossier, to_move
from motcua.clerks.house import move_dossiers
from motcua.records.consent import Consent
from motcua.records.dossier import Dossier
from motcua.records.journal import Entry
from motcua.records.procedure import catalogue
from motcua.rules.refusal import Refused
from motcua.rules.tables import DataError
from tests.actions.test_calendar import FIRST_LINE, IN_FORCE_UNTIL, due, law
from tests.actions.test_dossier import rent, verified
from tests.actions.test_holding import move_in
from tests.cast import act, clerk, later
from tests.clerks.desk import Desk
from tests.clerks.test_message import received
from tests.world import as_role

__all__ = ["law"]  # a fixture

pytestmark = pytest.mark.django_db
BEGAN, TAKES_OVER = "1.004194@2026-07-01", "1.004194@2026-11-26"
NEW_LAW = """

[[version]]
valid_from = 2026-11-26
like = 2025-07-01
moves = true
transition = "hồ sơ đang giải quyết chuyển sang quy định này (Luật thử Điều 9)"
citation = ["Luật thử 99/2026/QH16"]
authority = "Công an cấp xã nơi Bạn đến ở"

    [[version.time]]
    amount = 5
    measure = "working-day"
    citation = "Luật thử Điều 3"

    [[version.consent]]
    who = "head"
    label = "Ý kiến của chủ hộ"
    citation = "Luật thử Điều 4"
"""


def now(dossier: Dossier) -> Dossier:
    with as_role("motcua_clerk"):
        return Dossier.objects.get(pk=dossier.id)


def moving(day: date = date(2026, 11, 26)) -> list[Any]:
    with as_role("motcua_clerk"):
        return [dossier.id for dossier, _ in to_move(day)]


def move(dossier: Dossier, **time: float) -> Dossier:
    with as_role("motcua_clerk"):
        return move_dossier(clerk(later(days=3, **time)), dossier)


def test_an_open_dossier_moves_on_the_day_and_its_journal_says_from_what_to_what(law: Any) -> None:
    dossier = rent()
    act("police", accept, dossier.id)
    law(FIRST_LINE, IN_FORCE_UNTIL, NEW_LAW)
    assert moving(date(2026, 11, 25)) == []
    assert moving() == [dossier.id]
    move(dossier)
    after = now(dossier)
    assert (after.version, after.received_under) == (TAKES_OVER, BEGAN)
    with as_role("motcua_clerk"):
        told = Entry.objects.get(kind="dossier.moved", subject=dossier.id)
    assert told.data == {"was": "2026-07-01", "now": "2026-11-26"}
    assert moving() == []
    with pytest.raises(Refused, match="nothing-to-move"):
        move(dossier, hours=1)


def test_its_time_runs_on_as_it_began(law: Any) -> None:
    dossier = rent()
    act("police", accept, dossier.id)
    law(FIRST_LINE, IN_FORCE_UNTIL, NEW_LAW)
    move(dossier)
    assert due(dossier) == "27/11 17:00"


def test_or_as_the_new_law_says_of_the_time_of_what_is_under_way(law: Any) -> None:
    dossier = rent()
    act("police", accept, dossier.id)
    law(FIRST_LINE, IN_FORCE_UNTIL, NEW_LAW.replace("moves =", 'under_way = "new"\nmoves ='))
    move(dossier)
    assert due(dossier) == "03/12 17:00"


def test_whose_agreement_is_newly_wanted_is_asked_and_nobody_twice(law: Any) -> None:
    owner = {"full_name": "Bùi Văn Phương", "number": "017085000102", "birth_date": "1985-11-21"}
    head = {"full_name": "Bùi Thị Sen", "number": "017190000101", "birth_date": "1990-03-05"}
    dossier = move_in(stay_basis="relative", owner=owner, head=head)
    with as_role("motcua_clerk"):
        assert Consent.objects.get(dossier=dossier).who == "owner"
    law(FIRST_LINE, IN_FORCE_UNTIL, NEW_LAW)
    move(dossier)
    with as_role("motcua_clerk"):
        asked = Consent.objects.filter(dossier=dossier).values_list("who", flat=True)
        assert sorted(asked) == ["head", "owner"]


def test_what_is_decided_or_closed_stays_under_its_law(law: Any) -> None:
    decided = rent()
    act("trinh", give_consent, decided.id, given=True)
    act("police", accept, decided.id)
    verified(decided)
    act("police", take_fee, decided.id, amount=decided.fee)
    act("police", decide, decided.id)
    law(FIRST_LINE, IN_FORCE_UNTIL, NEW_LAW)
    assert moving() == []


def test_where_the_law_does_not_say_so_nothing_moves(law: Any) -> None:
    rent()
    law(FIRST_LINE, IN_FORCE_UNTIL, NEW_LAW.replace("moves = true\n", ""))
    assert moving() == []
    assert catalogue()["1.004194"].versions[-1].key == TAKES_OVER  # it is in force all the same


def test_a_version_that_takes_over_must_say_by_which_article(law: Any) -> None:
    said = 'transition = "hồ sơ đang giải quyết chuyển sang quy định này (Luật thử Điều 9)"\n'
    law(FIRST_LINE, IN_FORCE_UNTIL, NEW_LAW.replace(said, ""))
    with pytest.raises(DataError, match="“moves” cần “transition”"):
        catalogue()


def test_a_clerk_goes_round_and_the_citizen_is_told(law: Any, desk: Desk) -> None:
    dossier = rent()
    items = [{"key": "from", "why": "Không khớp hợp đồng."}]
    act("police", ask_supplement, dossier.id, items=items)
    desk.work()
    law(FIRST_LINE, IN_FORCE_UNTIL, NEW_LAW)
    desk.pass_time(days=3)
    with as_role("motcua_clerk"):
        move_dossiers()
    assert now(dossier).version == TAKES_OVER
    desk.work()
    assert any("quy dinh moi" in message["text"] for message in received(desk.sms))
