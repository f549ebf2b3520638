"""Stages handed to other agencies: taken once, answered in a while, lies believed by nobody."""

import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from motcua.bridges import agency_sandbox
from motcua.bridges.agency import AgencyLine, Fate, Handed, Task
from motcua.bridges.line import Misanswered, Rejected, Unreachable
from tests.bridges.conftest import HTTP, QUICK, Sandbox

WANTS = {"insurance_number": "text", "decided": "date"}


@pytest.fixture
def agency(serve: Callable[[Flask], str]) -> Sandbox:
    return Sandbox(serve(agency_sandbox.create_app({})), Path())


def line(agency: Sandbox) -> AgencyLine:
    return AgencyLine(agency.url, client=HTTP, limits=QUICK)


def task(**more: str) -> Task:
    facts = {"child_birth_date": "2026-11-10", "child_sex": "female"} | more
    return Task(uuid.uuid4(), "bhxh", "Cấp thẻ", "H00070-261123-0042", facts, (), WANTS)


def test_a_task_is_taken_in_and_decided_in_its_time(agency: Sandbox) -> None:
    ours, sent = line(agency), task()
    agency.switch(acknowledge_seconds=9999, decide_seconds=9999)
    assert ours.send(sent).fate is Fate.RECEIVED
    agency.switch(decide_seconds=9999)
    assert ours.status(sent.id, "bhxh", WANTS).fate is Fate.ACKNOWLEDGED
    agency.switch()
    done = ours.send(sent)
    assert done.fate is Fate.DONE and set(done.outcome) == set(WANTS)
    assert ours.status(sent.id, "bhxh", WANTS).outcome == done.outcome


def test_a_refusal_says_why(agency: Sandbox) -> None:
    agency.switch(refuse="Trùng số.")
    refused = line(agency).send(task())
    assert (refused.fate, refused.reason) == (Fate.REFUSED, "Trùng số.") and refused.basis


def test_what_is_asked_for_is_given_once_and_then_it_goes_on(agency: Sandbox) -> None:
    ours, sent = line(agency), task()
    agency.switch(ask="child_sex, clinic")
    asks = ours.send(sent)
    assert asks.fate is Fate.ASKS and asks.question
    assert [one["key"] for one in asks.question.items] == ["child_sex", "clinic"]
    assert ours.status(sent.id, "bhxh", WANTS).question == asks.question
    facts = {"child_sex": "male", "clinic": "Trạm y tế xã"}
    files = [Handed("paper", "a.png", "image/png", b"\x89PNG")]
    for _ in range(2):
        ours.answer(sent.id, "bhxh", asks.question.id, facts, files)
    assert ours.status(sent.id, "bhxh", WANTS).fate is Fate.DONE
    with pytest.raises(Rejected, match="409"):
        ours.answer(sent.id, "bhxh", asks.question.id, {}, [])
    with pytest.raises(Rejected, match="404"):
        ours.answer(sent.id, "bhxh", uuid.uuid4(), facts, files)
    with pytest.raises(Rejected, match="404"):
        ours.answer(sent.id, "y-te", asks.question.id, facts, files)


def test_what_has_ended_here_is_decided_no_more(agency: Sandbox) -> None:
    ours, sent = line(agency), task()
    agency.switch(decide_seconds=9999)
    ours.send(sent)
    ours.end(sent.id, "bhxh")
    agency.switch()
    assert ours.status(sent.id, "bhxh", WANTS).fate is Fate.ACKNOWLEDGED
    with pytest.raises(Rejected, match="404"):
        ours.end(uuid.uuid4(), "bhxh")


def test_an_id_stands_for_one_task(agency: Sandbox) -> None:
    ours, sent = line(agency), task()
    ours.send(sent)
    other = Task(sent.id, "bhxh", "Khác", sent.number, {}, (), WANTS)
    with pytest.raises(Rejected, match="409"):
        ours.send(other)
    with pytest.raises(Rejected, match="404"):
        ours.status(sent.id, "y-te", WANTS)


@pytest.mark.parametrize("lie", agency_sandbox.LIES)
def test_a_wrong_answer_is_none(agency: Sandbox, lie: str) -> None:
    agency.switch(mode="wrong", lie=lie)
    with pytest.raises(Misanswered):
        line(agency).send(task())


def test_a_line_that_is_down_is_unreachable(agency: Sandbox) -> None:
    agency.switch(mode="down")
    with pytest.raises(Unreachable):
        line(agency).send(task())
