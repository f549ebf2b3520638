"""Accepted now, verified later: what waits, who may let it go on, and what an officer saw."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.actions.document import keep_paper
from motcua.actions.processing import accept, decide
from motcua.actions.signature import ask_signature
from motcua.actions.unverified import go_ahead, note_sighting
from motcua.actions.verification import ask_anew
from motcua.records.account import Account
from motcua.records.awaited_word import awaiting_word
from motcua.records.document import Paper
from motcua.records.dossier import Dossier, Finding
from motcua.records.go_ahead import GoAhead
from motcua.records.verification import Verification, unverified_of
from motcua.rules.dossier import State
from motcua.rules.refusal import Denied, Refused
from motcua.rules.verification import Answer, Claim
from tests.actions.test_dossier import RESIDENCE, file, rent, verified
from tests.cast import PEOPLE, TODAY, act, clerk, eyes, later, who
from tests.world import as_role

pytestmark = pytest.mark.django_db


def open_facts(dossier: Dossier) -> list[tuple[Any, Claim]]:
    with eyes("police"):
        return [(one.person, one.field) for one in unverified_of(dossier)]


def person(key: str) -> dict[str, str]:
    full_name, number, born, *_ = PEOPLE[key]
    return {"full_name": full_name, "number": number, "birth_date": born}


def asked_of(dossier: Dossier) -> dict[str, list[str]]:
    named = {who(key).person: key for key in ("minh", "trinh")}
    with eyes("police"):
        rows = Verification.objects.filter(dossier=dossier).values_list("person", "fields")
        return {named[one]: fields for one, fields in rows}


def awaited(key: str) -> set[UUID]:
    with eyes(key) as actor:
        return {one.dossier.id for one in awaiting_word(actor, TODAY)}


def accepted() -> Dossier:
    dossier = file("minh", "1.010041", **RESIDENCE)
    act("police", accept, dossier.id)
    return dossier


def test_only_what_the_procedure_says_is_asked() -> None:
    assert [field for _, field in open_facts(rent())] == ["full_name", "birth_date", "sex"]


def test_of_whom_a_form_names_is_asked_what_it_says_of_them() -> None:
    trinh, own = person("trinh"), person("minh")
    copy = file("minh", "2.000635", event="birth", members=[own, trinh], copies=1)
    plan = file("minh", "1.004873", status="single", purpose="marriage", spouse=trinh)
    usual = ["full_name", "birth_date"]
    assert asked_of(copy) == {"minh": usual, "trinh": usual}, "named twice, asked about once"
    whole = [*usual, "sex", "ethnicity", "nationality"]
    assert asked_of(plan) == {"minh": whole, "trinh": usual}
    lone = file("minh", "2.000635", event="birth", members=[trinh], copies=1)
    assert asked_of(lone)["minh"] == ["full_name"], "the form has no birth date of theirs"


def test_a_dossier_is_accepted_and_waits_to_be_decided() -> None:
    dossier = accepted()
    with pytest.raises(Refused, match="not-yet-verified"):
        act("police", decide, dossier.id)
    verified(dossier)
    assert open_facts(dossier) == []
    assert act("police", decide, dossier.id).state == State.SIGNING


def test_a_leader_lets_it_go_on_with_a_reason() -> None:
    dossier = accepted()
    with pytest.raises(Denied):
        act("police", go_ahead, dossier.id, why="Người nộp mai đi xa.")
    with pytest.raises(Refused, match="reason-missing"):
        act("leader", go_ahead, dossier.id, why=" ")
    act("leader", go_ahead, dossier.id, why="Người nộp mai đi xa.", at=later(minutes=1))
    with eyes("police") as police:
        word = GoAhead.objects.visible_to(police).get(dossier=dossier)
        assert (word.why, word.leader_id) == ("Người nộp mai đi xa.", who("leader").account)
    with eyes("minh"):
        assert not GoAhead.objects.exists()
    assert act("police", decide, dossier.id, at=later(minutes=2)).state == State.SIGNING


def test_a_leader_finds_what_waits_for_their_word_until_it_is_said_or_the_register_answers() -> (
    None
):
    with eyes("leader") as leader, CaptureQueriesContext(connection) as asked:
        assert awaiting_word(leader, TODAY) == [] and len(asked) == 1, (
            "nothing is out: one question"
        )
    _, said, seen, denied = (file("minh", "1.010041", **RESIDENCE) for _ in range(4))
    own = file("leader", "1.010041", **RESIDENCE)
    for dossier in (said, seen, denied, own):
        act("police", accept, dossier.id)
    waiting = {said.id, seen.id, denied.id}
    assert awaited("leader") == waiting, "one's own matter is for another"
    for other in ("chairman", "police", "leader_there", "minh"):
        assert awaited(other) == set()
    with pytest.raises(Denied):  # the police decide it
        act("chairman", go_ahead, said.id, why="Người nộp mai đi xa.")
    act("leader", go_ahead, said.id, why="Người nộp mai đi xa.", at=later(minutes=1))
    with eyes("police"):
        facts = [(one.person, one.field) for one in unverified_of(seen)]
    act("police", note_sighting, seen.id, facts=facts)
    verified(denied, Answer.NO_MATCH)
    assert awaited("leader") == set()


def test_nobody_lets_go_on_what_the_register_denied_or_what_waits_for_nothing() -> None:
    dossier = accepted()
    act("leader", go_ahead, dossier.id, why="Người nộp mai đi xa.")
    verified(dossier, Answer.NO_MATCH)
    with pytest.raises(Refused, match="register-disagrees"):
        act("police", decide, dossier.id)
    with pytest.raises(Refused, match="nothing-waits-for-register"):
        act("leader", go_ahead, dossier.id, why="Vẫn vậy.")


def test_a_no_that_comes_when_it_is_to_be_signed_holds_the_signature_back() -> None:
    dossier = accepted()
    act("leader", go_ahead, dossier.id, why="Người nộp mai đi xa.")
    act("police", decide, dossier.id)
    verified(dossier, Answer.NO_MATCH)
    with as_role("motcua_clerk"):
        paper = keep_paper(
            clerk(),
            dossier.id,
            id=uuid4(),
            kind=Paper.Kind.RESULT,
            template="ct07",
            title="Xác nhận",
            content=b"%PDF-1.4 result",
            signer=Account.objects.get(pk=who("leader").account),
        )
    with pytest.raises(Refused, match="register-disagrees") as refusal:
        act("leader", ask_signature, paper.id, seen=paper.frozen)
    assert "118/2025" in refusal.value.basis


def test_what_an_officer_saw_settles_that_fact_and_says_who_saw_it() -> None:
    dossier = accepted()
    name, birth, sex = open_facts(dossier)
    act("police", note_sighting, dossier.id, facts=[birth])
    assert open_facts(dossier) == [name, sex]
    with eyes("police"):
        found = Finding.objects.get(dossier=dossier, person=birth[0])
    assert (found.field, found.by) == ("birth_date", who("police").account)
    boxes = ["full_name", "sex"]  # the same, as boxes of the form
    act("police", note_sighting, dossier.id, fields=boxes)
    assert open_facts(dossier) == []


def test_only_what_is_open_in_this_dossier_can_be_seen_to_be_so() -> None:
    dossier = accepted()
    stranger = who("thuy").person
    with pytest.raises(Refused, match="field-unknown"):
        act("police", note_sighting, dossier.id, facts=[(stranger, "full_name")])
    with pytest.raises(Refused, match="field-unknown"):
        act("police", note_sighting, dossier.id)


def test_a_paper_that_says_otherwise_settles_nothing() -> None:
    dossier = accepted()
    facts = open_facts(dossier)
    act("police", note_sighting, dossier.id, facts=facts, agrees=False)
    assert open_facts(dossier) == facts


def test_an_officer_asks_anew_with_a_reason_and_waits_for_that_answer_no_more_than_the_first() -> (
    None
):
    dossier = accepted()
    with eyes("police"):
        first = Verification.objects.get(dossier=dossier)
    with pytest.raises(Refused, match="still-being-asked"):
        act("police", ask_anew, first.id, why="Thẻ mới cấp lại.")
    verified(dossier, Answer.NO_MATCH)
    with pytest.raises(Refused, match="reason-missing"):
        act("police", ask_anew, first.id, why="")
    with pytest.raises(Denied):
        act("police_there", ask_anew, first.id, why="Tò mò.")
    again = act("police", ask_anew, first.id, why="Thẻ mới cấp lại.", at=later(minutes=5))
    assert (again.fields, again.anew) == (first.fields, True)
    verified(dossier)
    assert open_facts(dossier) == []
