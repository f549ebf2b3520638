"""Who does not agree with the register becomes a case, and what officers make of it."""

from contextlib import suppress
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.actions.dossier import withdraw
from motcua.actions.mismatch import keep_card, said_elsewhere
from motcua.actions.mismatch_outcome import (
    advise_citizen,
    answer_correction,
    ask_correction,
    ask_once_more,
    correct_claim,
    drop_case,
    reopen_case,
    say_same,
    say_two,
)
from motcua.actions.sameness import link_people, undo_link
from motcua.actions.unverified import note_sighting
from motcua.actions.verification import look_up_in_register, record_answer
from motcua.records.dossier import Dossier
from motcua.records.mismatch import CardSeen, Mismatch, waiting_on
from motcua.records.person import Person
from motcua.records.sameness import PersonLink, same_people
from motcua.records.verification import Verification, unverified_of
from motcua.rules.cards.card import read
from motcua.rules.cards.reading import CardSource, Reading
from motcua.rules.mismatch import CaseOutcome, CaseStep, Cause, Description, together_with
from motcua.rules.refusal import Denied, Refused
from motcua.rules.time.wall_clock import local
from motcua.rules.verification import Answer
from motcua.rules.verification_law import LookUp
from tests import cast
from tests.cast import act, eyes, later
from tests.doors.desk import RESIDENCE, file, file_for, residence, verified
from tests.world import as_role

pytestmark = pytest.mark.django_db

NAME, NUMBER, BORN, *_ = cast.PEOPLE["minh"]
WHY = "Theo thẻ căn cước."


def disagrees(key: str = "minh", answer: Answer = Answer.NO_MATCH) -> tuple[Dossier, Mismatch]:
    """Somebody files, and the register answers."""
    dossier = residence(key)
    verified(dossier, answer)
    return dossier, case_of(key)


def case_of(key: str) -> Mismatch:
    with as_role("motcua_clerk"):
        rows = Mismatch.objects.select_related("person", "unit", "asked")
        return rows.filter(person=cast.who(key).person).latest("opened_at")


def card(name: str = NAME, number: str = NUMBER, born: str = "02021979") -> Reading:
    code = f"{number}||{name}|{born}|Nam|Xóm Bưa Sen, Đức Nhàn, Phú Thọ|10052021"
    return read(code.encode(), CardSource.CODE, cast.TODAY)


def right(**other: str) -> Description:
    return Description(**{"full_name": NAME, "birth_date": BORN, "number": NUMBER} | other)


def waiting(dossier: Dossier) -> list[str]:
    with as_role("motcua_clerk"):
        rows = Verification.objects.filter(dossier=dossier).order_by("answer")
        return list(rows.values_list("answer", flat=True))


def everybody() -> list[Any]:
    """All there is of people and dossiers, as it lies in the tables."""
    with as_role("motcua_clerk"):
        said = ("pk", "full_name", "number_index", "birth_date", "unit")
        people = Person.objects.order_by("pk").values_list(*said)
        return [*people, *Dossier.objects.order_by("pk").values_list("pk", "applicant")]


@pytest.mark.parametrize("answer", [one for one in Answer if one is not Answer.MATCH])
def test_one_case_for_a_person_and_what_was_claimed_however_many_dossiers(answer: Answer) -> None:
    first, case = disagrees(answer=answer)
    second, again = disagrees(answer=answer)
    assert again == case and case.answer == answer and case.is_open
    assert case.claim == right() and set(case.answers.values()) == {answer}
    assert case.cause == (Cause.NOT_FOUND if answer is Answer.NO_INFORMATION else case.cause)
    with eyes("counter") as officer:
        assert set(waiting_on(Mismatch.objects.visible_to(officer).get())) == {first, second}
    for other in ("police_there", "thuy", "operator", "auditor"):
        with eyes(other) as actor:
            assert not Mismatch.objects.visible_to(actor).exists()
    with eyes("minh") as actor:
        assert Mismatch.objects.visible_to(actor).get() == case


def test_a_matching_answer_closes_it_by_itself() -> None:
    dossier, case = disagrees()
    act("counter", ask_once_more, case.id, why="Người dân đã đi sửa.")
    assert case_of("minh").step == CaseStep.ASKED and waiting(dossier) == ["", Answer.NO_MATCH]
    verified(dossier)
    closed = case_of("minh")
    assert (closed.step, closed.outcome, closed.closed_at) == (
        CaseStep.CLOSED, CaseOutcome.AGREED, cast.NOW,
    )  # fmt: skip


def test_what_was_written_wrong_here_is_put_right_everywhere_and_asked_again() -> None:
    dossier, case = disagrees()
    wrong = right(full_name="Nguyễn Đăng Mình")
    with pytest.raises(Refused, match="mismatch-nothing-changed"):
        act("counter", correct_claim, case.id, claim=right(), why=WHY)
    with pytest.raises(Refused, match="reason-missing"):
        act("counter", correct_claim, case.id, claim=wrong, why=" ")
    act("counter", correct_claim, case.id, claim=wrong, why=WHY)
    with eyes("counter"):
        case = Mismatch.objects.get()
        (change,) = case.changes.all()
        assert change.before["full_name"] == NAME and change.after["full_name"] == wrong.full_name
        assert Dossier.objects.get(pk=dossier.id).answers["full_name"] == wrong.full_name
        assert [claim for _, claim in said_elsewhere(case)] == [wrong]
    verified(dossier, Answer.NO_MATCH)  # again no
    case = case_of("minh")
    assert case.step == CaseStep.OPEN and case.claim == wrong
    act("counter", correct_claim, case.id, claim=right(), why="Gõ nhầm.")
    verified(dossier)
    assert case_of("minh").outcome == CaseOutcome.TYPING


def test_only_what_was_asked_and_not_confirmed_is_put_right_as_it_can_be_stored() -> None:
    plan = {"status": "single", "purpose": "job"}
    dossier = file("minh", "1.004873", **plan)
    verified(dossier, Answer.NO_MATCH, each=Answer.INSUFFICIENT)
    case = case_of("minh")
    wrong: list[dict[str, str]] = [
        {"hometown": "Huế"}, {"phone": "0900000000"}, {"sex": "Nam"}, {"ethnicity": "M" * 41},
    ]  # fmt: skip
    for facts in wrong:
        with pytest.raises(Refused, match="field-unknown|too-long"):
            act("counter", correct_claim, case.id, claim=right(), why=WHY, facts=facts)
    facts = {"sex": "female", "ethnicity": "Tày", "nationality": ""}
    act("counter", correct_claim, case.id, claim=right(), why=WHY, facts=facts)
    with eyes("counter"):
        case = Mismatch.objects.get()
        assert Person.objects.get(pk=case.person_id).sex == "female"
        assert (case.claimed["sex"], case.claimed["ethnicity"]) == ("female", "Tày")
        said = Dossier.objects.get(pk=dossier.id).answers
        assert said.get("sex", "female") == "female" and said.get("ethnicity", "Tày") == "Tày"


def test_the_police_put_the_register_right_within_the_days_of_the_law_or_say_why_not() -> None:
    dossier, case = disagrees()
    with pytest.raises(Refused, match="correction-of-nothing"):
        act("counter", ask_correction, case.id, wanted={"full_name": ""}, proof="Giấy khai sinh.")
    act("counter", ask_correction, case.id, wanted={"birth_date": BORN}, proof="Giấy khai sinh.")
    with pytest.raises(Refused, match="correction-out"):
        act("counter", ask_once_more, case.id, why=WHY)
    with eyes("police"):
        (asked,) = Mismatch.objects.get().corrections.all()
    assert local(asked.due_at).date() == date(2026, 11, 26)  # Tuesday is a day of rest
    assert "58/2026" in asked.basis
    assert asked.to == cast.commune("Đức Nhàn") and asked.wanted == {"birth_date": BORN}
    with pytest.raises(Refused, match="reason-missing"):
        act("police", answer_correction, asked.id, done=False, reason="")
    act("police", answer_correction, asked.id, done=False, reason="Sổ gốc ghi khác.")
    assert case_of("minh").step == CaseStep.OPEN
    with pytest.raises(Refused, match="correction-answered"):
        act("police", answer_correction, asked.id, done=True, reason="")
    act("counter", ask_correction, case.id, wanted={"birth_date": BORN}, proof="Trích lục.")
    with eyes("police"):
        asked = Mismatch.objects.get().corrections.get(answered_at=None)
    act("police", answer_correction, asked.id, done=True, reason="")
    verified(dossier)
    assert case_of("minh").outcome == CaseOutcome.REGISTER


def test_one_person_under_an_old_number_is_linked_and_nothing_is_moved() -> None:
    dossier, case = disagrees()
    before = everybody()
    number = cast.PEOPLE["thuy"][1]
    with pytest.raises(Denied):
        act("counter", say_same, case.id, number=number, why=WHY)
    act("police", say_same, case.id, number=number, why=WHY)
    thuy, minh = cast.who("thuy").person, cast.who("minh").person
    with as_role("motcua_clerk"):
        assert same_people(minh) == {minh, thuy} == same_people(thuy)
        link = PersonLink.objects.get()
        assert Verification.objects.filter(dossier=dossier, person=thuy, answer="").exists()
        assert unverified_of(dossier)
    verified(dossier)
    assert case_of("minh").outcome == CaseOutcome.SAME
    with as_role("motcua_clerk"):
        assert not unverified_of(dossier)  # the new number agrees: both records are one person
    assert everybody() == before
    act("police", undo_link, link.id, why="Ghi nhầm người.")
    case = case_of("minh")
    assert (case.step, case.outcome, case.why) == (CaseStep.OPEN, "", "Ghi nhầm người.")
    with as_role("motcua_clerk"):
        assert unverified_of(dossier)
        assert same_people(minh) == {minh}
        assert PersonLink.objects.get().undone_why == "Ghi nhầm người."
    assert everybody() == before
    with pytest.raises(Refused, match="link-undone"):
        act("police", undo_link, link.id, why="Lại.")


def test_a_new_number_nobody_has_takes_the_place_of_the_old_one() -> None:
    said = {"content": "current", "purpose": "vay vốn"}
    dossier = file_for("counter", "Bùi Văn Phương", RESIDENCE, **said)
    verified(dossier, Answer.NO_MATCH)
    with eyes("police"):
        case = Mismatch.objects.get()
    act("police", say_same, case.id, number="017085000999", why="Thẻ mới.")
    with eyes("police"):
        (change,) = Mismatch.objects.get().changes.all()
        assert Dossier.objects.get(pk=dossier.id).answers["number"] == "017085000999"
    assert change.before["number"] == cast.PEOPLE["phuong"][1]
    assert change.after["number"] == "017085000999"


def test_nobody_is_given_the_number_of_another_who_could_then_sign_in_as_them() -> None:
    _, case = disagrees()
    wrong = right(number="001079000999")
    for act_, said in ((correct_claim, {"claim": wrong}), (say_same, {"number": wrong.number})):
        with pytest.raises(Refused, match="number-of-account"):
            act("police", act_, case.id, **said, why=WHY)


def test_two_people_are_parted_for_good_and_both_records_say_so() -> None:
    _, case = disagrees()
    with pytest.raises(Refused, match="other-person-unknown"):
        act("police", say_two, case.id, number="001079000999", why=WHY)
    act("police", say_two, case.id, number=cast.PEOPLE["phuong"][1], why="Hai anh em.")
    assert case_of("minh").outcome == CaseOutcome.TWO
    minh, phuong, sen = (person(key) for key in ("minh", "phuong", "sen"))
    here = cast.commune("Đức Nhàn").id
    link(sen, minh)
    with pytest.raises(Refused, match="people-parted"):
        link(phuong, sen)  # which would make one of the two, by a third
    with pytest.raises(Refused, match="people-parted"):
        link(phuong, minh)
    with pytest.raises(Refused, match="people-linked"):
        act("police", link_people, (minh, sen), same=False, unit=here, why=WHY)


def link(one: UUID, other: UUID) -> PersonLink:
    here = cast.commune("Đức Nhàn").id
    return act("police", link_people, (one, other), same=True, unit=here, why=WHY)


def person(key: str) -> UUID:
    found = cast.who(key).person
    assert found
    return found


def test_who_is_not_found_gets_a_letter_and_a_closed_case_can_be_opened_again() -> None:
    dossier, case = disagrees(answer=Answer.NO_INFORMATION)
    act("counter", advise_citizen, case.id, why="Chưa có thẻ.")
    assert case_of("minh").step == CaseStep.CITIZEN
    verified(dossier, Answer.NO_INFORMATION)
    with pytest.raises(Refused, match="mismatch-open"):
        act("counter", reopen_case, case.id, why=WHY)
    act("counter", ask_once_more, case.id, why="Đã làm thẻ.")
    verified(dossier)
    with pytest.raises(Refused, match="mismatch-closed"):
        act("counter", advise_citizen, case.id, why=WHY)
    act("counter", reopen_case, case.id, why="Thẻ lại khác.")
    reopened = case_of("minh")
    assert (reopened.step, reopened.outcome, reopened.closed_at) == (CaseStep.OPEN, "", None)


def test_a_case_nobody_waits_for_is_closed_by_hand_and_asked_about_no_more() -> None:
    dossier, case = disagrees()
    with pytest.raises(Refused, match="mismatch-awaited"):
        act("counter", drop_case, case.id, why=WHY)
    act("minh", withdraw, dossier.id)
    with pytest.raises(Refused, match="mismatch-nobody-waits"):
        act("counter", ask_once_more, case.id, why=WHY)
    act("counter", drop_case, case.id, why="Người nộp đã rút hồ sơ.")
    assert case_of("minh").outcome == CaseOutcome.DROPPED


def test_an_answer_that_comes_after_a_case_was_dropped_opens_none() -> None:
    dossier, case = disagrees()
    act("counter", ask_once_more, case.id, why=WHY)
    act("minh", withdraw, dossier.id)
    act("counter", drop_case, case.id, why="Người nộp đã rút hồ sơ.", at=later(minutes=1))
    verified(dossier, Answer.NO_MATCH)
    assert not case_of("minh").is_open
    here, why = cast.commune("Đức Nhàn"), LookUp.OWN_WISH
    again = act("counter", look_up_in_register, person("minh"), unit=here, look_up=why,
                at=later(minutes=2))  # fmt: skip
    answer(again, Answer.NO_MATCH)
    with as_role("motcua_clerk"):
        assert Mismatch.objects.open().count() == 1, "this was asked afterwards"


def test_an_officers_own_question_is_asked_again_for_the_purpose_it_had() -> None:
    here = cast.commune("Đức Nhàn")
    minh = person("minh")
    first = act("counter", look_up_in_register, minh, unit=here, look_up=LookUp.OWN_WISH)
    answer(first, Answer.NO_MATCH)
    act("counter", ask_once_more, case_of("minh").id, why=WHY)
    with as_role("motcua_clerk"):
        again = Verification.objects.get(answer="")
    assert (again.dossier_id, again.purpose) == (None, LookUp.OWN_WISH)
    answer(again, Answer.MATCH)
    assert case_of("minh").outcome == CaseOutcome.AGREED


def answer(asked: Verification, said: Answer) -> None:
    with as_role("motcua_clerk"):
        answers = {field: str(said) for field in asked.fields}
        record_answer(cast.clerk(), asked.id, answer=said, answers=answers, source="dân cư")


def test_a_linked_record_that_does_not_agree_either_comes_back_to_the_same_case() -> None:
    dossier, case = disagrees()
    act("police", say_same, case.id, number=cast.PEOPLE["thuy"][1], why=WHY)
    verified(dossier, Answer.NO_MATCH)
    with as_role("motcua_clerk"):
        assert Mismatch.objects.get().step == CaseStep.OPEN


def test_a_card_that_says_otherwise_is_kept_as_read_until_the_case_closes() -> None:
    dossier, case = disagrees()
    with pytest.raises(Refused, match="card-agrees"):
        act("counter", keep_card, case.id, reading=card())
    other = card("Nguyễn Đăng Mình")
    act("counter", keep_card, case.id, reading=other)
    with eyes("counter"):
        (kept,) = CardSeen.objects.all()
        assert bytes(kept.original) == other.original
        assert (kept, right(full_name="Nguyễn Đăng Mình")) in said_elsewhere(case_of("minh"))
    with eyes("minh"):
        assert not CardSeen.objects.exists()
    act("counter", ask_once_more, case.id, why=WHY)
    verified(dossier)
    with as_role("motcua_clerk"):
        assert not CardSeen.objects.exists()


def test_an_officer_who_saw_the_papers_of_all_that_was_denied_thinks_the_register_wrong() -> None:
    dossier = residence("minh")
    verified(dossier, Answer.NO_MATCH, each=Answer.INSUFFICIENT)
    case = case_of("minh")
    minh = person("minh")
    for field in case.answers:
        assert case_of("minh").cause != Cause.REGISTER
        act("counter", note_sighting, dossier.id, facts=[(minh, field)])
    assert case_of("minh").cause == Cause.REGISTER
    act("counter", correct_claim, case.id, claim=right(full_name="Nguyễn Đăng Mình"), why=WHY)
    verified(dossier, Answer.NO_MATCH)
    assert case_of("minh").cause != Cause.REGISTER, "they were seen of what was claimed before"


def test_a_yes_to_something_else_leaves_open_what_was_denied() -> None:
    _, case = disagrees()
    asked = act("counter", look_up_in_register, person("minh"), unit=cast.commune("Đức Nhàn"),
                look_up=LookUp.DAMAGED_CARD)  # fmt: skip
    answer(asked, Answer.MATCH)
    assert "sex" in case.answers and "sex" not in asked.fields and case_of("minh").is_open


def test_nobody_settles_their_own_case_and_no_stranger_anybodys() -> None:
    _, own = disagrees("counter")
    for other in ("counter", "police_there", "thuy", "volunteer", "operator", "leader"):
        with pytest.raises(Denied):
            act(other, advise_citizen, own.id, why=WHY)
    act("police", advise_citizen, own.id, why=WHY)


LINKS = st.lists(
    st.tuples(
        st.sampled_from(["sen", "phuong", "trinh"]), st.sampled_from(["minh", "thuy", "sen"])
    ),
    max_size=6,
)


def test_whatever_was_linked_all_is_as_before_once_it_is_undone() -> None:
    ids = {key: person(key) for key in ("sen", "phuong", "trinh", "minh", "thuy")}
    before = everybody()

    @settings(max_examples=8, deadline=None)
    @given(LINKS, st.randoms())
    def run(wanted: list[tuple[str, str]], chance: Any) -> None:
        made: list[PersonLink] = []
        for one, other in wanted:
            with suppress(Refused):
                made.append(link(ids[one], ids[other]))
        said = [(one.one_id, one.other_id) for one in made]
        with as_role("motcua_clerk"):
            for id in ids.values():
                assert same_people(id) == together_with(id, said)
        chance.shuffle(made)
        for one in made:
            act("police", undo_link, one.id, why="Thử.")
        with as_role("motcua_clerk"):
            assert all(same_people(id) == {id} for id in ids.values())

    run()
    assert everybody() == before
