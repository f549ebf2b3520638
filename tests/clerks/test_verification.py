"""Questions to the population register: answered, doubled, late, foreign, and not at all."""

from dataclasses import replace
from time import time
from typing import Any

import pytest
from django.db import connection
from flask import Flask

from motcua.actions.consent import give_consent
from motcua.actions.processing import accept, decide
from motcua.actions.unverified import note_sighting
from motcua.actions.verification import (
    ask_anew,
    look_up_in_register,
    record_answer,
    serve_again,
)
from motcua.bridges.line import Misanswered, Unreachable
from motcua.bridges.population import PopulationLine
from motcua.bridges.population_sandbox import LIES
from motcua.clerks.verification import question_of
from motcua.records.budget import Bucket, budgets
from motcua.records.confirmed import confirmed_of
from motcua.records.dossier import Dossier, Finding
from motcua.records.journal import Entry
from motcua.records.person import Person
from motcua.records.verification import Verification
from motcua.rules.dossier import State
from motcua.rules.refusal import Refused
from motcua.rules.verification import Answer
from motcua.rules.verification_law import LookUp
from tests.actions.test_dossier import RESIDENCE, file, rent
from tests.bridges.conftest import HTTP, running
from tests.cast import act, clerk, commune, later, who
from tests.clerks.desk import POPULATION, Desk, waiting
from tests.world import as_role

pytestmark = pytest.mark.django_db


def questions(dossier: Dossier) -> list[Verification]:
    with as_role("motcua_clerk"):
        found = Verification.objects.select_related("person").filter(dossier=dossier.id)
        return list(found.order_by("asked_at", "id"))


def answers(dossier: Dossier) -> list[str]:
    return [asked.answer for asked in questions(dossier)]


def told(dossier: Dossier, kind: str = "verification.answered") -> int:
    """How often the journal says so."""
    with as_role("motcua_clerk"):
        return Entry.objects.filter(
            kind=kind, subject__in=[asked.id for asked in questions(dossier)]
        ).count()


def change(dossier: Dossier, **claims: Any) -> None:
    """What is held of the applicant becomes another claim (no act does this: for wrong data)."""
    with as_role("motcua_clerk"):
        person = Person.objects.get(pk=dossier.applicant_id)
        for name, claim in claims.items():
            setattr(person, name, claim)
        person.save()


def test_a_question_is_asked_and_answered(desk: Desk) -> None:
    dossier = file("minh", "1.010041", **RESIDENCE)
    assert answers(dossier) == [""]
    desk.pass_time(minutes=3)
    assert "ask-population" in desk.work()
    (asked,) = questions(dossier)
    assert (asked.answer, asked.answered_at) == (Answer.MATCH, desk.at)
    assert asked.answers == {"full_name": "match", "birth_date": "match", "sex": "match"}
    assert (asked.person.verified, asked.person.verified_by) == (Answer.MATCH, asked.id)
    with as_role("motcua_clerk"):
        found = Finding.objects.filter(dossier=dossier.id, source=Finding.Source.REGISTER)
        assert {(each.field, each.agrees) for each in found} == {
            ("full_name", True),
            ("birth_date", True),
            ("sex", True),
        }


def test_with_the_register_down_work_goes_on_and_all_settles_itself_when_it_returns(
    desk: Desk,
) -> None:
    desk.population.switch(mode="down")
    dossier = rent()
    desk.work()
    assert [type(trouble) for _, trouble in desk.failed] == [Unreachable]
    act("police", accept, dossier.id)
    act("trinh", give_consent, dossier.id, given=True)
    with pytest.raises(Refused) as refusal:
        act("police", decide, dossier.id)
    assert "not-yet-verified" in refusal.value.detail["all"]
    desk.population.switch()
    desk.work()
    assert desk.failed == []
    assert answers(dossier) == [Answer.MATCH]


@pytest.mark.parametrize("how", ["503", "close", "cut"])
def test_each_way_of_being_down_leaves_the_question_waiting(desk: Desk, how: str) -> None:
    desk.population.switch(mode="down", how=how)
    dossier = file("minh", "1.010041", **RESIDENCE)
    desk.work("ask-population")
    assert answers(dossier) == [""]
    assert [type(trouble) for _, trouble in desk.failed] == [Unreachable]
    assert len(waiting("ask-population")) == 1


def test_an_officer_who_saw_the_paper_need_not_wait_for_the_register(desk: Desk) -> None:
    desk.population.switch(mode="down")
    dossier = file("minh", "1.010041", **RESIDENCE)
    act("police", accept, dossier.id)
    with pytest.raises(Refused, match="not-yet-verified"):
        act("police", decide, dossier.id)
    act("police", note_sighting, dossier.id, fields=["full_name", "birth_date", "sex"])
    assert act("police", decide, dossier.id).state == State.SIGNING


@pytest.mark.parametrize("lie", LIES)
def test_nothing_of_a_wrong_answer_is_stored(desk: Desk, lie: str) -> None:
    desk.population.switch(mode="wrong", lie=lie)
    dossier = file("minh", "1.010041", **RESIDENCE)
    desk.work("ask-population")
    assert [type(trouble) for _, trouble in desk.failed] == [Misanswered]
    (asked,) = questions(dossier)
    assert (asked.answer, asked.answers) == ("", {})
    assert asked.person.verified_by != asked.id
    assert told(dossier) == 0
    desk.population.switch()
    desk.work("ask-population")
    assert answers(dossier) == [Answer.MATCH]


@pytest.mark.parametrize("lie", LIES)
def test_nothing_of_a_wrong_answer_that_comes_later_is_stored(desk: Desk, lie: str) -> None:
    desk.population.switch(later_seconds=0.001)
    dossier = file("minh", "1.010041", **RESIDENCE)
    desk.work("ask-population")
    desk.population.switch(mode="wrong", lie=lie)
    desk.call("collect-answers")
    assert answers(dossier) == [""]
    assert told(dossier) == 0


def test_an_answer_that_was_lost_is_asked_for_again(desk: Desk) -> None:
    desk.population.switch(later_seconds=0.001)
    dossier = file("minh", "1.010041", **RESIDENCE)
    desk.work("ask-population")
    desk.population.switch(mode="wrong", lie="person")
    desk.call("collect-answers")
    desk.population.switch()
    desk.call("collect-answers")
    desk.call("ask-again")
    assert answers(dossier) == [""] and waiting("ask-population") == []
    desk.pass_time(minutes=11)
    desk.call("ask-again")
    desk.call("ask-again")
    assert len(waiting("ask-population")) == 1
    desk.work("ask-population")
    assert answers(dossier) == [Answer.MATCH]


@pytest.mark.parametrize("mode", ["duplicate", "out-of-order"])
def test_doubled_and_disordered_answers_have_one_effect_each(desk: Desk, mode: str) -> None:
    desk.population.switch(mode=mode)
    dossiers = [file(key, "1.010041", **RESIDENCE) for key in ("minh", "thuy", "sen")]
    desk.work("ask-population")
    assert [answer for each in dossiers for answer in answers(each)] == [""] * 3
    for _ in range(3):
        desk.call("collect-answers")
    assert [answers(each) for each in dossiers] == [[Answer.MATCH]] * 3
    assert [told(each) for each in dossiers] == [1, 1, 1]


def test_one_question_put_twice_has_one_answer(desk: Desk) -> None:
    dossier = file("minh", "1.010041", **RESIDENCE)
    (asked,) = questions(dossier)
    for _ in range(2):
        desk.call("ask-population", subject=str(asked.id))
    assert told(dossier) == 1


def test_more_answers_than_a_page_are_read_once(desk: Desk, monkeypatch: Any) -> None:
    from motcua.bridges.sandbox import Feed

    monkeypatch.setattr(Feed, "PAGE", 2)
    desk.population.switch(later_seconds=0.001)
    keys = ("minh", "thuy", "sen", "phuong", "trinh")
    dossiers = [file(key, "1.010041", **RESIDENCE) for key in keys]
    desk.work("ask-population")
    desk.call("collect-answers")
    assert [answers(each) for each in dossiers] == [[Answer.MATCH]] * 5


def test_a_register_that_knows_another_birth_date_is_believed_over_nobody(desk: Desk) -> None:
    dossier = file("minh", "1.010041", **RESIDENCE)
    change(dossier, birth_date="1979-02-03")
    desk.work("ask-population")
    (asked,) = questions(dossier)
    assert asked.answer == Answer.NO_MATCH
    act("police", accept, dossier.id, at=later(minutes=1))
    with pytest.raises(Refused, match="register-disagrees"):
        act("police", decide, dossier.id, at=later(minutes=2))


def test_a_person_the_register_does_not_know_is_not_verified(desk: Desk) -> None:
    desk.population.write("population.json", [])
    dossier = file("minh", "1.010041", **RESIDENCE)
    desk.work("ask-population")
    assert answers(dossier) == [Answer.NO_INFORMATION]


def test_a_fresh_answer_about_the_same_claims_serves_again(desk: Desk) -> None:
    first = file("minh", "1.010041", **RESIDENCE)
    desk.work("ask-population")
    desk.pass_time(days=29)
    second = file("minh", "1.010041", **RESIDENCE)
    desk.population.switch(mode="down")
    assert desk.work("ask-population") == ["ask-population"] and desk.failed == []
    (said,), (asked,) = questions(first), questions(second)
    assert asked.served_id == said.id and asked.said_at == said.answered_at
    assert (asked.answer, asked.answers) == (Answer.MATCH, said.answers)
    assert told(second, "verification.served") == 1 and told(second) == 0


def test_of_an_answer_that_serves_again_only_what_is_asked_is_taken(desk: Desk) -> None:
    minh = who("minh").person
    people = [one | {"address": "Tổ 4"} for one in POPULATION]
    desk.population.write("population.json", people)
    unit = commune("Đức Nhàn")
    act("police", look_up_in_register, minh, unit=unit, look_up=LookUp.RESIDENCE)
    desk.work("ask-population")
    desk.pass_time(hours=1)
    own = {"full_name": "Nguyễn Đăng Minh", "number": "001079000104"}
    dossier = file("minh", "2.000635", event="birth", members=[own], copies=1)
    desk.work("ask-population")
    (asked,) = questions(dossier)
    with as_role("motcua_clerk"):
        said = Verification.objects.get(pk=asked.served_id)
    assert set(said.answers) == {"full_name", "birth_date", "address"}
    assert asked.answers == {"full_name": "match", "birth_date": "match"}
    assert asked.person.verified_at == said.answered_at < desk.at


@pytest.mark.parametrize(
    ("days", "claims"), [(31, {}), (1, {"birth_date": "1979-02-03"}), (1, {"full_name": "Minh"})]
)
def test_an_answer_that_is_old_or_about_other_claims_does_not(
    desk: Desk, days: int, claims: dict[str, str]
) -> None:
    dossier = file("minh", "1.010041", **RESIDENCE)
    desk.work("ask-population")
    change(dossier, **claims)
    desk.pass_time(days=days)
    second = file("minh", "1.010041", **RESIDENCE)
    desk.work("ask-population")
    (asked,) = questions(second)
    assert asked.served is None and asked.answered_at == desk.at
    assert asked.answer == (Answer.NO_MATCH if claims else Answer.MATCH)


def test_what_the_register_did_not_confirm_is_asked_again(desk: Desk) -> None:
    desk.population.write("population.json", [])
    file("minh", "1.010041", **RESIDENCE)
    desk.work("ask-population")
    desk.population.write("population.json", POPULATION)
    second = file("minh", "1.010041", **RESIDENCE)
    desk.work("ask-population")
    assert answers(second) == [Answer.MATCH]


def test_an_officer_who_asks_anew_gets_an_answer_of_its_own(desk: Desk) -> None:
    dossier = file("minh", "1.010041", **RESIDENCE)
    desk.work("ask-population")
    (first,) = questions(dossier)
    act("police", ask_anew, first.id, why="Thẻ mới cấp lại.", at=later(minutes=1))
    desk.pass_time(minutes=2)
    desk.work("ask-population")
    _, again = questions(dossier)
    assert again.served is None and again.answered_at == desk.at


def test_an_answer_that_came_later_serves_for_what_was_claimed_when_it_was_asked(
    desk: Desk,
) -> None:
    desk.population.switch(later_seconds=0.001)
    first = file("minh", "1.010041", **RESIDENCE)
    desk.work("ask-population")
    assert told(first, "verification.taken") == 1
    desk.call("collect-answers")
    second = file("minh", "1.010041", **RESIDENCE)
    desk.work("ask-population")
    assert questions(second)[0].served_id == questions(first)[0].id


def test_an_answer_about_what_is_no_longer_claimed_is_not_believed(desk: Desk) -> None:
    """Neither among the finished nor asked for by its id, which the register knows for the claim
    that was: it is asked anew."""
    desk.population.switch(later_seconds=0.001)
    dossier = file("minh", "1.010041", **RESIDENCE)
    desk.work("ask-population")
    change(dossier, birth_date="1979-02-03")
    desk.call("ask-population", subject=str(questions(dossier)[0].id))
    desk.call("collect-answers")
    assert answers(dossier) == [""] and told(dossier) == 0
    desk.population.switch()
    desk.call("ask-population", subject=str(questions(dossier)[0].id))
    assert answers(dossier) == [Answer.NO_MATCH] and told(dossier) == 1
    desk.call("ask-population", subject=str(questions(dossier)[0].id))
    assert told(dossier) == 1


def test_a_question_put_in_vain_before_its_claim_was_mended_is_put_as_it_is_now(
    desk: Desk,
) -> None:
    """The register took it, and its answer was lost on the way."""
    change(dossier := file("minh", "1.010041", **RESIDENCE), birth_date="1979-02-03")
    desk.population.switch(mode="wrong", lie="garbage")
    desk.work("ask-population")
    assert answers(dossier) == [""]
    change(dossier, birth_date="1979-02-02")
    desk.population.switch()
    desk.work("ask-population")
    assert answers(dossier) == [Answer.MATCH] and not desk.failed


def test_of_what_was_not_asked_nothing_is_kept_and_a_no_of_the_whole_confirms_no_part() -> None:
    dossier = file("minh", "1.010041", **RESIDENCE)
    (asked,) = questions(dossier)
    said = dict.fromkeys(("full_name", "birth_date", "sex", "address"), "match")
    with as_role("motcua_clerk"):
        record_answer(clerk(), asked.id, answer=Answer.NO_MATCH, answers=said, source="dân cư")
        found = Finding.objects.filter(dossier=dossier.id, source=Finding.Source.REGISTER)
        assert {one.field: one.agrees for one in found} == dict.fromkeys(asked.fields, False)
    (asked,) = questions(dossier)
    assert asked.answers.keys() == set(asked.fields) == {"full_name", "birth_date", "sex"}
    assert confirmed_of(asked.person) == {}


def test_an_answer_serves_for_nobody_else_and_for_no_other_claim(desk: Desk) -> None:
    first, other = (file(key, "1.010041", **RESIDENCE) for key in ("minh", "sen"))
    desk.work("ask-population")
    again = file("minh", "1.010041", **RESIDENCE)
    (earlier,), (theirs,), (asked,) = map(questions, (first, other, again))
    with as_role("motcua_clerk"), pytest.raises(Refused, match="claims-changed"):
        serve_again(clerk(), asked.id, earlier=theirs.id)
    change(again, birth_date="1979-02-03")
    with as_role("motcua_clerk"), pytest.raises(Refused, match="claims-changed"):
        serve_again(clerk(), asked.id, earlier=earlier.id)
    assert answers(again) == [""]


def test_a_question_about_nothing_that_is_held_is_not_put(desk: Desk) -> None:
    dossier = file("minh", "1.010041", **RESIDENCE)
    with as_role("motcua_clerk"):
        Verification.objects.filter(dossier=dossier.id).update(fields=["hometown"])
    assert "ask-population" in desk.work("ask-population") and not desk.failed
    assert answers(dossier) == [""]


def test_answers_are_read_within_the_budget_and_only_where_some_are_to_come(desk: Desk) -> None:
    desk.furnish(budgets={"population": replace(budgets()["population"], per_minute=1, burst=31)})
    desk.population.switch(later_seconds=0.001)
    dossier = file("minh", "1.010041", **RESIDENCE)
    desk.call("collect-answers")
    assert Bucket.objects.count() == 0, "nothing was asked yet"
    desk.work("ask-population")
    with as_role("motcua_clerk"):
        Bucket.objects.update(full_at=time() + 3600)
    desk.call("collect-answers")
    assert answers(dossier) == [""]
    with as_role("motcua_clerk"):
        Bucket.objects.update(full_at=0, promised={})
    desk.call("collect-answers")
    assert answers(dossier) == [Answer.MATCH]


def test_a_register_that_always_says_there_is_more_is_not_asked_for_ever(desk: Desk) -> None:
    desk.population.switch(later_seconds=60)
    dossier = file("minh", "1.010041", **RESIDENCE)
    desk.work("ask-population")
    asked: list[int] = []
    endless = Flask("endless")

    @endless.get("/v1/answers")
    def answers_of() -> dict[str, Any]:
        asked.append(1)
        return {"answers": [], "next": str(len(asked))}

    with running(endless) as url:
        desk.furnish(population=PopulationLine(url, client=HTTP))
        desk.call("collect-answers")
    assert len(asked) == 1 and answers(dossier) == [""]


def test_what_is_asked_for_in_vain_does_not_hide_what_was_forgotten(
    desk: Desk, monkeypatch: Any
) -> None:
    monkeypatch.setattr("motcua.clerks.verification.MOST_AGAIN", 1)
    desk.population.switch(mode="down")
    file("thuy", "1.010041", **RESIDENCE)
    desk.work("ask-population")  # it stays in the queue
    desk.population.switch(later_seconds=60)
    forgotten = file("minh", "1.010041", **RESIDENCE)
    (asked,) = questions(forgotten)
    with as_role("motcua_clerk"), connection.cursor() as cursor:
        cursor.execute(
            "delete from procrastinate_jobs where args->>'subject' = %s", [str(asked.id)]
        )
    desk.pass_time(minutes=11)
    desk.call("ask-again")
    assert str(asked.id) in [job.args["subject"] for job in waiting("ask-population")]


def test_a_look_up_names_its_purpose_and_ground_and_asks_no_more_than_they_say(desk: Desk) -> None:
    minh = who("minh").person
    unit = commune("Đức Nhàn")
    asked = act("police", look_up_in_register, minh, unit=unit, look_up=LookUp.RESIDENCE)
    with as_role("motcua_clerk"):
        question = question_of(Verification.objects.get(pk=asked.id))
    assert question.purpose == "Kiểm tra cư trú" and "68/2020" in question.legal_basis
    assert set(question.fields) == {"full_name", "birth_date", "address"}
    desk.work("ask-population")
    with as_role("motcua_clerk"):
        assert Verification.objects.get(pk=asked.id).answers["address"] == "no-information"


def test_only_what_is_needed_leaves_the_house(desk: Desk) -> None:
    """The question names the person and three fields; nothing of the dossier goes along."""
    dossier = file("minh", "1.010041", **RESIDENCE)
    (asked,) = questions(dossier)
    with as_role("motcua_clerk"):
        question = question_of(Verification.objects.get(pk=asked.id))
    assert set(question.fields) == {"full_name", "birth_date", "sex"}
    assert "136/2026" in question.legal_basis
    said = f"{question.purpose} {question.legal_basis}"
    assert "ngân hàng" not in said and dossier.number not in said
