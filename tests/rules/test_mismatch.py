"""Where a mismatch may come from, and which records may be of one person."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules.identity import Sex
from motcua.rules.mismatch import (
    Around,
    Cause,
    Description,
    check_link,
    corrected,
    differing,
    is_digit_off,
    likely,
    said_in,
    together_with,
)
from motcua.rules.refusal import Refused
from motcua.rules.verification import Answer

NO = Answer.NO_MATCH
THUY = Description("Nguyễn Thị Minh Thuý", "1990-03-05", "001190000105")


def claim(**other: str) -> Description:
    said = {"full_name": THUY.full_name, "birth_date": THUY.birth_date, "number": THUY.number}
    return Description(**said | other)


def first(said: Description, *others: Description, answer: Answer = NO, **fields: str) -> Cause:
    around = Around(others, frozenset({"017085000102"}), Sex.FEMALE)
    return likely(said, answer, fields or {"full_name": NO, "birth_date": Answer.MATCH}, around)[0]


@pytest.mark.parametrize(
    ("said", "cause"),
    [
        (claim(full_name="NguyÔn ThÞ Minh Thuý"), Cause.FONT),
        (claim(number="012345670"), Cause.OLD_NUMBER),
        (claim(number="017085000102"), Cause.RELATIVE),
        (claim(number="001190000150"), Cause.DIGIT),  # two digits changed places
        (claim(number="001180000105"), Cause.DIGIT),  # says 1980
        (claim(birth_date="1990-05-03"), Cause.DAY_AND_MONTH),
        (claim(full_name="Nguyễn Thị Minh Thuỷ"), Cause.SPELLING),
        (claim(), Cause.PLACE),
    ],
)
def test_each_cause_is_told_from_what_the_card_says(said: Description, cause: Cause) -> None:
    assert first(said, THUY) is cause


def test_without_another_paper_the_answer_alone_is_read() -> None:
    lan = claim(full_name="Nguyễn Thị Lan")
    both = {"full_name": NO, "birth_date": NO}
    assert first(lan, **both) is Cause.TWO_PEOPLE
    year = claim(full_name="Nguyễn Thị Lan", birth_date="1990")
    assert first(year, birth_date=NO) is Cause.YEAR_ONLY
    assert first(lan, answer=Answer.NO_INFORMATION, full_name="no-information") is Cause.NOT_FOUND
    assert first(lan, answer=Answer.INSUFFICIENT, full_name="insufficient") is Cause.UNCLEAR


@given(st.from_regex(r"\A[0-9]{12}\Z"), st.integers(0, 11), st.integers(1, 9))
def test_one_digit_off_is_found_either_way(number: str, at: int, by: int) -> None:
    other = f"{number[:at]}{(int(number[at]) + by) % 10}{number[at + 1 :]}"
    assert is_digit_off(number, other) and is_digit_off(other, number)
    assert not is_digit_off(number, number) and not is_digit_off(number, other[:-1])


def test_what_a_form_says_is_found_by_the_number_and_put_right_there_alone() -> None:
    card = {"full_name": "Sai", "birth_date": "1990", "number": THUY.number, "ethnicity": "Kinh"}
    other = {"full_name": "Ai khác", "number": "017085000102"}
    answers: dict[str, Any] = {"members": [card, other], "purpose": "Sai"}
    (said,) = said_in(answers, THUY.number)
    assert said == Description("Sai", "1990", THUY.number)
    assert differing(said, THUY) == ["full_name", "birth_date"]
    right = corrected(answers, said, THUY)
    assert right["members"][0] == card | {"full_name": THUY.full_name, "birth_date": "1990-03-05"}
    assert right["members"][1] == other and right["purpose"] == "Sai"
    assert corrected(right, THUY, said) == answers


PAIR = st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda pair: pair[0] < pair[1])


@given(st.lists(PAIR, max_size=12), st.lists(PAIR, max_size=4))
def test_links_are_never_made_across_two_who_were_parted(
    wanted: list[tuple[int, int]], parted: list[tuple[int, int]]
) -> None:
    links: list[tuple[int, int]] = []
    for pair in wanted:
        try:
            check_link(pair, links, parted)
        except Refused as refused:
            assert refused.code == "people-parted"
        else:
            links.append(pair)
    for a, b in parted:
        assert b not in together_with(a, links)


@given(st.lists(PAIR, unique=True, max_size=10), st.randoms())
def test_taking_links_away_in_any_order_leaves_what_was_before(
    wanted: list[tuple[int, int]], chance: Any
) -> None:
    links: list[tuple[int, int]] = []
    seen = {}
    for pair in wanted:
        seen[frozenset(links)] = [together_with(one, links) for one in range(6)]
        links.append(pair)
    for pair in reversed(wanted):
        links.remove(pair)
        assert [together_with(one, links) for one in range(6)] == seen[frozenset(links)]
    left = list(wanted)
    chance.shuffle(left)
    while left:
        left.pop()
    assert together_with(0, left) == {0}
    with pytest.raises(Refused, match="people-same-record"):
        check_link((1, 1), [], [])
