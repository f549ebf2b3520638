"""Which essential services a unit offers, and what keeps it from the others."""

from datetime import date

from motcua.rules.catalogue.procedure import Procedure
from motcua.rules.catalogue.rollout import Posted, Rollout, lacking, posted, rollout, services
from motcua.rules.signer import Body
from motcua.rules.who import Role
from tests.rules.law import PROCEDURES, procedure

TODAY = date(2026, 11, 23)
FULL = {Role.COUNTER, Role.POLICE, Role.SPECIALIST, *Body}


def catalogue() -> list[Procedure]:
    return [procedure(path.stem) for path in PROCEDURES]


def of(number: int):
    return services(catalogue(), TODAY)[number - 1]


def test_there_are_twenty_five_and_each_is_told_in_one_way() -> None:
    told = services(catalogue(), TODAY)
    assert [one.number for one in told] == list(range(1, 26))
    assert all(rollout(one, FULL) is Rollout.OFFERED or one.over or one.gaps for one in told)


def test_temporary_residence_is_offered_where_police_and_a_signing_leader_are() -> None:
    assert rollout(of(4), FULL) is Rollout.OFFERED
    assert rollout(of(4), FULL - {Role.SPECIALIST}) is Rollout.OFFERED
    assert lacking(of(4), FULL - {Role.POLICE}) == ["chưa có công an cấp xã"]
    assert rollout(of(4), FULL - {Body.COMMITTEE}) is Rollout.OFFERED
    assert lacking(of(4), FULL - {Body.POLICE}) == [
        "chưa có trưởng, phó công an cấp xã có chứng thư ký số"
    ]


def test_what_another_system_makes_wants_nobody_to_sign() -> None:
    card = of(2)
    assert card.version is not None and card.version.noted
    assert rollout(card, FULL - set(Body)) is Rollout.OFFERED


def test_nobody_is_missed_for_what_no_commune_can_offer() -> None:
    assert of(21).gaps and lacking(of(21), set()) == []


def test_a_birth_is_registered_by_a_specialist_and_not_by_the_police() -> None:
    assert lacking(of(9), FULL - {Role.SPECIALIST}) == ["chưa có công chức chuyên môn"]
    assert lacking(of(9), set())[0] == "chưa có công chức bộ phận một cửa"


def test_a_service_that_is_over_is_over_for_every_unit() -> None:
    assert rollout(of(1), FULL) is Rollout.OVER
    assert of(1).gaps == [] and lacking(of(1), set()) == []


def test_what_a_commune_cannot_switch_on_by_itself_says_why() -> None:
    assert any("xã chỉ hướng dẫn" in gap for gap in of(25).gaps)
    missing = services([], TODAY)[0]
    assert missing.gaps == ["chưa có trong danh mục"] and rollout(missing, FULL) is Rollout.SHOWN


def test_a_sheet_is_to_be_printed_again_when_the_version_changes() -> None:
    stay = procedure("1.004194")
    before, now = stay.on(date(2026, 6, 30)), stay.on(TODAY)
    assert before is not None and now is not None and before.key != now.key
    assert posted(stay, "", TODAY) is Posted.MISSING
    assert posted(stay, now.key, TODAY) is Posted.RIGHT
    assert posted(stay, before.key, TODAY) is Posted.CHANGED
    over = procedure("ETS-01")
    assert posted(over, over.versions[-1].key, TODAY) is Posted.OVER
    assert posted(over, "", TODAY) is Posted.NONE
