"""What a procedure comes to in one person's case, before anything is filled in."""

from datetime import date

from motcua.rules.catalogue.eligibility import (
    deciding,
    depends,
    perhaps,
    plain_facts,
    spared,
    unsettled,
    unsure,
    waivers,
)
from motcua.rules.catalogue.procedure import Version
from motcua.rules.catalogue.telling import condition_words, limit_of
from tests.rules.law import fact_law, procedure

TODAY = date(2026, 11, 23)


def version(code: str) -> Version:
    found = procedure(code).on(TODAY)
    assert found is not None
    return found


def test_only_questions_that_change_what_one_brings_or_pays_are_asked_beforehand() -> None:
    stay = version("1.004194")
    assert [f.key for f in deciding(stay, {})] == ["for_whom"]
    birth = version("1.001193")
    asked = [f.key for f in deciding(birth, {"fact.birth-notice-known": False})]
    assert asked == ["relation", "birth_proof", "parents_married"]
    assert "child_sex" not in asked


def test_a_question_the_register_has_answered_is_not_asked_again() -> None:
    birth = version("1.001193")
    held = {"parents_married": True}
    assert "parents_married" not in [f.key for f in deciding(birth, held, held)]


def test_a_visitor_is_asked_the_facts_they_can_know() -> None:
    keys = [f.key for f in plain_facts(version("1.004194"), fact_law(), TODAY)]
    assert keys == ["fact.dwelling-declared", "fact.owner-is-applicant", "fact.exempt"]


def test_a_paper_that_data_replace_is_named_as_spared() -> None:
    stay = version("1.004194")
    assert [c.key for c in spared(stay, {"fact.dwelling-declared": True})] == ["dwelling-proof"]
    assert spared(stay, {"fact.dwelling-declared": False}) == []


def test_what_the_file_is_not_sure_of_is_said() -> None:
    assert any("chưa đối chiếu đủ" in words for words in unsure(version("1.001193")))


def test_a_condition_is_read_back_in_the_words_of_the_form() -> None:
    stay = version("1.004194")
    members = stay.field("members")
    assert members.when is not None
    words = condition_words(members.when, stay)
    assert words.startswith("“Bạn đăng ký tạm trú cho ai?” là “Cho tôi và người nhà")
    assert limit_of(stay, {}) is not None


def test_what_still_depends_on_a_choice_is_told_apart_from_what_is_settled() -> None:
    birth = version("1.001193")
    facts = {"fact.birth-notice-known": False}
    waiting = unsettled(birth, facts)
    assert waiting == {"relation", "birth_proof", "parents_married"}
    assert [c.key for c in perhaps(birth, facts)] == [
        "witness-statement",
        "birth-pledge",
        "marriage-certificate",
        "authorisation",
    ]
    settled = facts | {"relation": "mother", "birth_proof": "notice", "parents_married": False}
    assert unsettled(birth, settled) == set() and perhaps(birth, settled) == []
    assert depends(birth.times, waiting) and not depends(birth.times, unsettled(birth, settled))


def test_what_one_is_spared_for_who_one_is_follows_from_the_conditions_of_the_fees() -> None:
    stay = version("1.004194")
    poor = waivers(stay, {"fact.exempt": "poor-household", "fact.digital-citizen": False}, TODAY)
    assert [rule.label for rule in poor] == ["Miễn lệ phí"]
    digital = waivers(stay, {"fact.exempt": "", "fact.digital-citizen": True}, TODAY)
    assert [rule.valid_to for rule in digital] == [date(2027, 2, 28)]
    assert waivers(stay, {"fact.digital-citizen": True}, date(2027, 3, 1)) == []
    assert waivers(stay, {"fact.exempt": "", "fact.digital-citizen": False}, TODAY) == []


def test_only_who_is_exempted_here_is_among_the_choices() -> None:
    birth = {f.key: dict(f.options) for f in plain_facts(version("1.001193"), fact_law(), TODAY)}
    assert set(birth["fact.exempt"]) == {"merit", "poor-household", "disabled"}
    stay = {f.key: dict(f.options) for f in plain_facts(version("1.004194"), fact_law(), TODAY)}
    assert {"orphan", "elderly", "minority-area"} < set(stay["fact.exempt"])


def test_a_choice_names_the_numbers_of_the_law() -> None:
    asked = {f.key: f for f in plain_facts(version("1.001193"), fact_law(), TODAY)}
    assert asked["fact.birth-registered-late"].label == "Con sinh đã quá 60 ngày chưa?"
    stay = {f.key: dict(f.options) for f in plain_facts(version("1.004194"), fact_law(), TODAY)}
    assert stay["fact.exempt"]["elderly"] == "Người cao tuổi (từ 60 tuổi)"
