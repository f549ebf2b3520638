"""What may happen to a dossier, when it is complete, and when it is late."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules.catalogue.procedure import Version
from motcua.rules.dossier import (
    CLOSED,
    OPEN,
    PORTAL_CODES,
    STATE_WORDS,
    STEPS,
    TABLES,
    Channel,
    Delivery,
    State,
    Step,
    after,
    answering,
    check_complete,
    check_not_held,
    gaps,
    moves,
    steps_from,
)
from motcua.rules.refusal import Refused
from tests.rules.law import procedure

ON = date(2026, 11, 16)
DUE = datetime(2026, 11, 19, 17)


BASIS = "Luật thử Điều 4"


def law(code: str) -> Version:
    version = procedure(code).on(ON)
    assert version is not None
    return version


def tenant(**changes: Any) -> dict[str, Any]:
    """The complete answers of a tenant in a dwelling that nobody declared."""
    return {
        "fact.dwelling-declared": False,
        "fact.owner-is-applicant": False,
        "for_whom": "self",
        "dwelling": {"address": "Số 99 ngõ Khác"},
        "stay_basis": "rented",
        "owner": {"full_name": "Phạm Văn Chủ"},
        "from": "2026-11-15",
        "to": "2027-11-14",
        "phone": "0905000333",
        "full_name": "Lê Văn Ví Dụ",
        "birth_date": "2001-03-09",
        "sex": "male",
        "number": "001201000013",
        "residence": "Thôn Thử, xã Mẫu",
    } | changes


# ------------------------------------------------------------------- the table of steps


def reachable() -> set[State]:
    found = {State.SUBMITTED}
    while True:
        further = {STEPS[before, step] for before, step in STEPS if before in found}
        if further <= found:
            return found
        found |= further


ON_TIME = datetime(2026, 11, 16, 9)


def test_every_state_can_be_reached_from_a_new_dossier() -> None:
    assert reachable() == set(State)


@pytest.mark.parametrize("state", sorted(CLOSED))
def test_a_closed_dossier_moves_no_more_except_to_be_handed_over_or_made_anew(
    state: State,
) -> None:
    out = {Step.HAND_OVER, Step.FETCH, Step.ARRIVE}
    steps = {State.DONE: out | {Step.REDO}, State.RETURNED: {Step.REDO}}
    assert steps_from(state) == steps.get(state, set())


@pytest.mark.parametrize("state", sorted(OPEN))
def test_an_open_dossier_can_always_come_to_an_end(state: State) -> None:
    seen = {state}
    while not seen & CLOSED:
        further = seen | {STEPS[before, step] for before, step in STEPS if before in seen}
        assert further != seen, f"nothing leads out of {state}"
        seen = further
    assert steps_from(state)


def test_every_step_moves_at_least_one_of_the_four_fields() -> None:
    assert {step for step in Step if moves(step)} == set(Step)
    assert moves(Step.REDO) == [State, Delivery]


@pytest.mark.parametrize("kind", TABLES, ids=lambda kind: kind.__name__)
@given(data=st.data(), step=st.sampled_from(Step))
def test_a_step_is_taken_when_it_is_in_the_table_and_refused_otherwise(
    kind: type[Any], data: st.DataObject, step: Step
) -> None:
    value = data.draw(st.sampled_from(kind))
    if (value, step) in TABLES[kind]:
        assert after(value, step) is TABLES[kind][value, step]
    else:
        with pytest.raises(Refused, match="step-not-allowed"):
            after(value, step)


def test_only_a_signature_another_system_s_result_or_all_its_stages_make_a_dossier_done() -> None:
    ways = {step for (_, step), to in STEPS.items() if to is State.DONE}
    assert ways == {Step.SIGN, Step.NOTE, Step.JOIN}
    assert [state for state, step in STEPS if step is Step.SIGN] == [State.SIGNING]


def test_a_person_may_withdraw_until_somebody_is_about_to_sign() -> None:
    able = {s for s in State if Step.WITHDRAW in steps_from(s)}
    assert able == OPEN - {State.SIGNING}


def test_an_answer_brings_a_dossier_back_to_where_it_was_asked() -> None:
    assert after(State.WAITING, answering(None)) is State.SUBMITTED
    assert after(State.WAITING, answering(ON_TIME)) is State.PROCESSING


def test_every_state_has_words_and_a_code_of_the_national_portal() -> None:
    assert set(STATE_WORDS) == set(PORTAL_CODES) == set(State)
    assert set(PORTAL_CODES.values()) == set(range(1, 11)) - {6}  # 6 is the money field


def test_facts_name_the_channels_that_there_are() -> None:
    fees = [f for v in procedure("1.004194").versions for f in v.fees]
    conditions = [c for f in fees for c in (f.when, f.also) if c and c.field == "fact.channel"]
    assert conditions
    assert {v for c in conditions for v in c.values} <= set(Channel)


# ------------------------------------------------------------------- completeness


def test_a_complete_dossier_passes() -> None:
    check_complete(law("1.004194"), tenant(), {"dwelling-proof"}, ON)


def test_everything_that_is_missing_is_said_at_once() -> None:
    answers = tenant(owner=None, to="")
    missing = gaps(law("1.004194"), answers, set())
    assert {gap.key for gap in missing} == {"owner", "to", "dwelling-proof"}
    assert all(gap.basis and gap.label for gap in missing)
    with pytest.raises(Refused) as refusal:
        check_complete(law("1.004194"), answers, set(), ON)
    assert refusal.value.code == "dossier-incomplete"
    assert refusal.value.basis == missing[0].basis
    assert refusal.value.detail["gaps"] == missing


@pytest.mark.parametrize("key", ["for_whom", "dwelling", "owner", "from", "to", "phone"])
def test_each_required_answer_is_missed_when_it_is_not_there(key: str) -> None:
    assert key in {g.key for g in gaps(law("1.004194"), tenant(**{key: None}), {"dwelling-proof"})}


def test_no_as_an_answer_is_an_answer() -> None:
    answers = {"parents_married": False, "fact.birth-notice-known": True}
    assert "parents_married" not in {g.key for g in gaps(law("1.001193"), answers, set())}


def test_a_paper_the_state_holds_is_never_missing() -> None:
    answers = tenant(**{"fact.dwelling-declared": True})
    assert gaps(law("1.004194"), answers, set()) == []


def test_an_officer_cannot_ask_for_a_paper_that_a_register_replaces() -> None:
    answers = tenant(**{"fact.dwelling-declared": True})
    with pytest.raises(Refused) as refusal:
        check_not_held(law("1.004194"), answers, {"dwelling-proof"}, BASIS)
    assert refusal.value.code == "held-may-not-be-asked"
    assert refusal.value.basis == BASIS
    assert refusal.value.detail["keys"] == ["dwelling-proof"]


def test_an_officer_may_ask_for_what_the_procedure_lists() -> None:
    check_not_held(law("1.004194"), tenant(), {"dwelling-proof", "to"}, BASIS)


def test_an_officer_cannot_ask_for_a_paper_outside_the_list() -> None:
    with pytest.raises(Refused, match="paper-may-not-be-asked"):
        check_not_held(law("1.004194"), tenant(), {"residence-confirmation"}, BASIS)


@pytest.mark.parametrize(
    ("begins", "ends", "code"),
    [
        ("2026-11-15", "2028-11-15", ""),
        ("2026-11-15", "2028-11-16", "stay-too-long"),
        ("2028-02-29", "2030-02-28", ""),
        ("2028-02-29", "2030-03-01", "stay-too-long"),
        ("2026-11-15", "2026-11-15", "stay-ends-before-it-begins"),
    ],
)
def test_a_stay_is_at_most_two_years(begins: str, ends: str, code: str) -> None:
    answers = tenant(**{"from": begins, "to": ends})
    if not code:
        check_complete(law("1.004194"), answers, {"dwelling-proof"}, ON)
        return
    with pytest.raises(Refused) as refusal:
        check_complete(law("1.004194"), answers, {"dwelling-proof"}, ON)
    assert (refusal.value.code, refusal.value.basis) == (
        code,
        "Luật Cư trú 68/2020/QH14 Điều 27 khoản 2",
    )
