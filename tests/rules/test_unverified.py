"""What nobody has confirmed, which steps wait for it, and the file that says so."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from motcua.rules.tables import DataError
from motcua.rules.unverified import Inquiry, held_back, unverified
from motcua.rules.verification import Answer, Claim, claim_of
from motcua.rules.verification_law import Meanwhile, Paused, verification_law_from
from tests.rules.law import ROOT, toml

FILE = toml(ROOT / "country" / "verification.toml")
LAW = verification_law_from(FILE, "verification.toml")
AT = datetime(2026, 11, 23, 2, tzinfo=UTC)
WHO, OTHER = UUID(int=1), UUID(int=2)
WAITS = Meanwhile(Paused.DECIDE, waits=True, citation="", leader=True)


def told(answer: str = "", *, who: UUID = WHO, hours: int = 0, **answers: Answer) -> Inquiry:
    fields = tuple(answers) or ("full_name", "birth_date")
    said = {field: str(one) for field, one in answers.items()}
    return Inquiry(UUID(int=9), who, AT + timedelta(hours=hours), fields, answer, said)


def facts(*questions: Inquiry, seen: Any = ()) -> list[tuple[UUID, str, Answer | None]]:
    return [(one.person, one.field, one.answer) for one in unverified(questions, seen)]


NO = {"full_name": Answer.MATCH, "birth_date": Answer.NO_MATCH}


def test_each_field_of_each_person_stands_for_itself() -> None:
    assert facts(told("match")) == []
    assert facts(told(), told("match", who=OTHER)) == [
        (WHO, "full_name", None),
        (WHO, "birth_date", None),
    ]
    assert facts(told("no-match", **NO)) == [(WHO, "birth_date", Answer.NO_MATCH)]


def test_a_paper_that_was_seen_settles_one_fact_and_no_other() -> None:
    assert facts(told(), seen={(WHO, "birth_date")}) == [(WHO, "full_name", None)]
    assert facts(told("no-match", **NO), seen={(OTHER, "birth_date")}) != []
    assert facts(told("no-match", **NO), seen={(WHO, "birth_date")}) == []


def test_what_was_answered_counts_until_a_newer_answer_comes() -> None:
    assert facts(told("match"), told(hours=1)) == []
    assert facts(told("no-match", **NO), told("match", hours=1)) == []
    assert facts(told("match"), told("no-match", hours=1, **NO)) != []


def test_a_whole_that_is_less_than_its_parts_confirms_nothing() -> None:
    doubtful = told("insufficient", full_name=Answer.MATCH)
    assert facts(doubtful) == [(WHO, "full_name", Answer.INSUFFICIENT)]


def test_a_step_waits_or_goes_on_as_the_data_say() -> None:
    waiting, against = unverified([told()]), unverified([told("no-match", **NO)])
    goes_on = Meanwhile(Paused.ACCEPT, waits=False, citation="")
    assert held_back([*waiting, *against], goes_on) == []
    assert held_back(waiting, WAITS) == ["not-yet-verified"]
    assert held_back(against, WAITS) == ["register-disagrees"]


def test_a_leaders_word_covers_what_waited_then_and_never_a_no() -> None:
    waiting, against = unverified([told()]), unverified([told("no-match", **NO)])
    word = AT + timedelta(minutes=1)
    assert held_back(waiting, WAITS, word) == []
    assert held_back(unverified([told(hours=1)]), WAITS, word) == ["not-yet-verified"]
    assert held_back(against, WAITS, word) == ["register-disagrees"]
    without = Meanwhile(Paused.DECIDE, waits=True, citation="")
    assert held_back(waiting, without, word) == ["not-yet-verified"]


def test_an_answer_serves_as_long_as_its_shortest_lived_field() -> None:
    assert LAW.serves_until(["full_name"], AT) - AT == timedelta(days=30)
    assert LAW.serves_until(["full_name", "address"], AT) - AT == timedelta(days=1)
    assert LAW.serves_until([], AT) == AT


def test_a_box_of_a_form_is_a_claim_where_the_state_knows_it() -> None:
    assert claim_of("person.residence") is Claim.ADDRESS
    assert claim_of("person.sex") is Claim.SEX
    assert claim_of("household.head") is claim_of("") is None


ROW = {"field": "sex", "days": 3, "citation": "NĐ 1/2026/NĐ-CP"}


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"ask": {"fields": ["blood"], "citation": "x"}}, "blood"),
        ({"ask": {"fields": ["sex"]}}, "citation"),
        ({"reuse": [ROW]}, "đúng một dòng"),
        ({"reuse": [*FILE["reuse"], ROW]}, "đúng một dòng"),
        ({"reuse": [*FILE["reuse"][:-1], ROW | {"field": "address", "days": -1}]}, "dưới 0"),
        ({"meanwhile": FILE["meanwhile"][:1]}, "đúng một dòng"),
        ({"purpose": [{"key": "curiosity"}]}, "curiosity"),
        ({"other": {}}, "other"),
    ],
)
def test_a_mistake_in_the_file_is_named(parts: dict[str, Any], words: str) -> None:
    with pytest.raises(DataError, match=words):
        verification_law_from({**FILE, **parts}, "verification.toml")
