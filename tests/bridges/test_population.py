"""One contract suite for the population database, spoken to over HTTP."""

import dataclasses
import time
from uuid import uuid4

import httpx
import pytest
from flask import Flask

from motcua.bridges.line import Misanswered, Rejected, Unreachable
from motcua.bridges.population import (
    Later,
    PopulationLine,
    Question,
    RegisterAnswer,
    Subject,
    check,
)
from motcua.rules.verification import Answer
from tests.bridges.conftest import HASTY, HTTP, QUICK

THUY = Subject("Nguyễn Thị Minh Thuý", "1990-05-17", "001090000017")


def ask(subject=THUY, **fields):
    return Question(
        id=uuid4(),
        agency="H26.1",
        legal_basis="Nghị định 309/2026/NĐ-CP",
        purpose="Xác nhận thông tin về cư trú",
        subject=subject,
        fields=fields,
    )


@pytest.fixture
def line(population):
    return PopulationLine(population.url, client=HTTP, limits=QUICK)


def test_what_agrees_with_the_register_is_a_match(line):
    question = ask(sex="nữ", address="thôn Đông,  xã Hòa Bình")
    verdict = line.verify(question)
    assert (verdict.id, verdict.number) == (question.id, THUY.number)
    assert verdict.answer is Answer.MATCH
    assert verdict.fields == {"sex": Answer.MATCH, "address": Answer.MATCH}


def test_a_tone_mark_on_the_other_vowel_is_still_the_same_name(line):
    other = dataclasses.replace(THUY, full_name="NGUYỄN THỊ MINH THÚY")
    assert line.verify(ask(other)).answer is Answer.MATCH


NOBODY = Subject("Nguyễn Văn Không", "1990", "001090999999")
OTHER_NAME = dataclasses.replace(THUY, full_name="Nguyễn Thị Minh Thủy")
OTHER_DAY = dataclasses.replace(THUY, birth_date="1990-05-18")
YEAR_ONLY = dataclasses.replace(THUY, birth_date="1990")
TAM = Subject("Trần Văn Tám", "1955", "001055000029")
DOUBTFUL = Subject("Lê Thị Hà", "1980-01-01", "001080000031")


@pytest.mark.parametrize(
    ("subject", "claims", "whole", "answers"),
    [
        (THUY, "nam", Answer.NO_MATCH, Answer.NO_MATCH),
        (NOBODY, "nam", Answer.NO_INFORMATION, Answer.NO_INFORMATION),
        (OTHER_NAME, "nữ", Answer.NO_MATCH, Answer.INSUFFICIENT),
        (OTHER_DAY, "nữ", Answer.NO_MATCH, Answer.INSUFFICIENT),
        (YEAR_ONLY, "nữ", Answer.INSUFFICIENT, Answer.INSUFFICIENT),
        (DOUBTFUL, "nữ", Answer.INSUFFICIENT, Answer.INSUFFICIENT),
        (TAM, "nam", Answer.MATCH, Answer.MATCH),
    ],
)
def test_the_register_gives_one_of_the_four_answers(line, subject, claims, whole, answers):
    verdict = line.verify(ask(subject, sex=claims))
    assert (verdict.answer, verdict.fields) == (whole, {"sex": answers})


def test_a_field_the_register_does_not_hold_has_no_information(line):
    verdict = line.verify(ask(sex="nữ", blood_type="A"))
    assert verdict.answer is Answer.NO_INFORMATION
    assert verdict.fields == {"sex": Answer.MATCH, "blood_type": Answer.NO_INFORMATION}


def test_another_persons_fields_are_never_confirmed(line):
    stranger = dataclasses.replace(THUY, full_name="Trần Thị Lạ")
    assert line.verify(ask(stranger, sex="nữ")).fields == {"sex": Answer.INSUFFICIENT}


def test_the_answer_holds_nothing_of_the_record(population):
    body = _put(population, ask(sex="nam")).json()
    assert set(body) == {"id", "agency", "subject_number", "answer", "fields", "answered_at"}
    assert "1990" not in str(body) and "Thuý" not in str(body)


def _put(population, question, **changes):
    told = {
        "agency": question.agency,
        "legal_basis": question.legal_basis,
        "purpose": question.purpose,
        "subject": dataclasses.asdict(question.subject),
        "fields": dict(question.fields),
    }
    url = f"{population.url}/v1/verifications/{question.id}"
    return HTTP.put(url, json=told | changes)


@pytest.mark.parametrize("missing", ["agency", "legal_basis", "purpose", "subject", "fields"])
def test_a_request_without_what_the_circular_asks_is_refused(population, missing):
    assert _put(population, ask(), **{missing: None}).status_code == 422


def test_the_same_question_twice_has_one_answer(line, population):
    question = ask(sex="nữ")
    first = line.verify(question)
    population.write("population.json", [])
    assert line.verify(question) == first


def test_an_id_used_for_another_question_is_refused(line):
    question = ask(sex="nữ")
    line.verify(question)
    with pytest.raises(Rejected) as refusal:
        line.verify(dataclasses.replace(question, fields={"sex": "nam"}))
    assert refusal.value.status == 409


def test_the_register_is_read_again_when_its_file_changes(line, population):
    new = Subject("Đỗ Thị Mới", "2026-11-01", "001326000001")
    assert line.verify(ask(new)).answer is Answer.NO_INFORMATION
    person = {"number": new.number, "full_name": new.full_name, "birth_date": new.birth_date}
    population.write("population.json", [person])
    assert line.verify(ask(new)).answer is Answer.MATCH
    added = [person | {"number": "001326000002"}]
    HTTP.put(f"{population.url}/_people", json=added).raise_for_status()
    assert line.verify(ask(dataclasses.replace(new, number="001326000002"))).answer == "match"


def test_a_file_that_cannot_be_read_leaves_the_register_as_it_was(line, population, caplog):
    assert line.verify(ask()).answer is Answer.MATCH
    (population.home / "population.json").write_text('[{"number": "0010', "utf-8")
    assert line.verify(ask()).answer is Answer.MATCH
    assert "population.json cannot be read" in caplog.text


def test_a_slow_register_is_unreachable_and_a_less_slow_one_answers(line, population):
    population.switch(mode="slow", delay_seconds=0.1)
    assert line.verify(ask()).answer is Answer.MATCH
    population.switch(mode="slow", delay_seconds=3)
    with pytest.raises(Unreachable):
        PopulationLine(population.url, client=HTTP, limits=HASTY).verify(ask())


@pytest.mark.parametrize(
    ("how", "seen"),
    [
        ("503", "answered 503"),
        ("close", "RemoteProtocolError|ReadError"),
        ("cut", "RemoteProtocolError|ReadError"),
    ],
)
def test_a_register_that_is_down_is_unreachable_until_it_returns(line, population, how, seen):
    question = ask()
    population.switch(mode="down", how=how)
    with pytest.raises(Unreachable, match=seen):
        line.verify(question)
    population.switch(mode="normal")
    assert line.verify(question).answer is Answer.MATCH


@pytest.mark.parametrize(
    "lie", ["person", "id", "fields", "contradiction", "vocabulary", "garbage", "page"]
)
def test_no_wrong_answer_is_taken(line, population, lie):
    question = ask(sex="nữ")
    population.switch(mode="wrong", lie=lie)
    with pytest.raises(Misanswered):
        line.verify(question)
    population.switch()  # control: the same question, truly answered, is taken
    assert line.verify(question).answer is Answer.MATCH


def test_a_wrong_answer_is_well_formed_and_says_match_about_somebody_else(population):
    population.switch(mode="wrong")
    body = _put(population, ask(sex="nam")).json()
    assert body["answer"] == "match" and body["subject_number"] != THUY.number


def test_an_answer_that_comes_later_is_found_by_asking_again_or_among_the_finished(
    line, population
):
    population.switch(later_seconds=0.2)
    question = ask(sex="nữ")
    assert line.verify(question) == Later(question.id)
    empty = line.finished(question.agency)
    assert empty.verdicts == ()
    time.sleep(0.25)
    page = line.finished(question.agency, empty.next)
    assert [check(question, verdict).answer for verdict in page.verdicts] == [Answer.MATCH]
    assert line.verify(question) == page.verdicts[0]
    assert line.finished(question.agency, page.next).verdicts == ()


def test_finished_answers_of_another_agency_are_not_given(line, population):
    population.switch(mode="duplicate")
    line.verify(ask())
    assert line.finished("H26.2").verdicts == ()


def test_duplicate_gives_each_finished_answer_twice(line, population):
    population.switch(mode="duplicate")
    questions = [ask(sex="nữ"), ask()]
    for question in questions:
        assert isinstance(line.verify(question), Later)
    found = [verdict.id for verdict in line.finished("H26.1").verdicts]
    assert found == [question.id for question in questions for _ in range(2)]


def test_out_of_order_gives_the_last_asked_first(line, population):
    population.switch(mode="out-of-order")
    questions = [ask(), ask(), ask()]
    for question in questions:
        line.verify(question)
    found = [verdict.id for verdict in line.finished("H26.1").verdicts]
    assert found == [question.id for question in reversed(questions)]


def test_one_unreadable_answer_does_not_hide_the_others(line, population):
    population.switch(later_seconds=0.01)
    first, second = ask(), ask()
    line.verify(first)
    time.sleep(0.02)
    population.switch(mode="wrong", lie="vocabulary")
    assert line.finished("H26.1").unreadable == 1
    population.switch(later_seconds=0.01)
    line.verify(second)
    time.sleep(0.02)
    page = line.finished("H26.1")
    assert ([verdict.id for verdict in page.verdicts], page.unreadable) == ([second.id], 1)


def test_a_finished_answer_about_another_person_is_caught_by_the_check(line, population):
    population.switch(mode="out-of-order")
    question = ask(sex="nữ")
    line.verify(question)
    population.switch(mode="wrong")
    (verdict,) = line.finished("H26.1").verdicts
    assert isinstance(verdict, RegisterAnswer)
    with pytest.raises(Misanswered, match="another person"):
        check(question, verdict)


def test_an_answer_given_to_another_agency_is_not_read_as_ours(serve):
    """The register itself sorts by agency: only a system that does not shows our own check."""
    someone_elses = {
        "id": str(uuid4()),
        "agency": "H26.2",
        "subject_number": THUY.number,
        "answer": "match",
        "fields": {},
        "answered_at": "2026-11-22T08:00:00+07:00",
    }
    ours = someone_elses | {"id": str(uuid4()), "agency": "H26.1"}
    page = {"answers": [someone_elses, ours], "next": "1"}
    careless = Flask("careless")
    careless.add_url_rule("/v1/answers", "answers", lambda: page)
    found = PopulationLine(serve(careless), client=HTTP).finished("H26.1")
    assert ([str(v.id) for v in found.verdicts], found.unreadable) == ([ours["id"]], 1)


def test_a_cursor_of_an_earlier_run_starts_from_the_first_answer(line, population):
    population.switch(mode="duplicate")
    line.verify(ask())
    assert len(line.finished("H26.1", "0a1b2c3d-57").verdicts) == 2


def test_the_switches_refuse_what_they_do_not_know_and_return_to_normal(population):
    url = f"{population.url}/_switches"
    for wrong in ({"mode": "sleepy"}, {"moode": "slow"}, {"delay_seconds": "x"}, ["slow"]):
        assert HTTP.put(url, json=wrong).status_code == 400
    population.switch(mode="slow", delay_seconds=0)
    assert HTTP.put(url, json={}).json()["mode"] == "normal"


def test_the_switches_have_a_page_with_a_button_for_each_mode(population):
    browser = httpx.Client(headers={"Accept": "text/html"})
    assert "Không trả lời" in browser.get(f"{population.url}/_switches").text
    browser.post(f"{population.url}/_switches", data={"mode": "down"})
    assert browser.get(f"{population.url}/v1/answers").status_code == 503
    assert browser.get(f"{population.url}/").status_code == 200


def test_the_questions_asked_are_shown_with_their_purpose(line, population):
    line.verify(ask())
    page = HTTP.get(population.url).text
    assert "trùng khớp" in page and "Xác nhận thông tin về cư trú" in page
