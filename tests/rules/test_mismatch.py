"""Where a mismatch may come from, and which records may be of one person."""

from dataclasses import asdict
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules.identity import Sex
from motcua.rules.mismatch import (
    Around,
    Cause,
    Description,
    Housemate,
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


MOTHER = Housemate("012345670", "1965-10-02", "female")
BOTH = {"full_name": Answer.INSUFFICIENT, "birth_date": Answer.INSUFFICIENT}


def causes(said: Description, *others: Description, **more: Any) -> list[Cause]:
    """By the answer the register gives where it knows nobody by this name, day and number."""
    answer, fields = more.pop("answer", NO), more.pop("fields", BOTH)
    known = {"others": others, "household": (MOTHER,), "sex": Sex.FEMALE}
    return likely(said, answer, fields, Around(**known | more))


@pytest.mark.parametrize(
    ("said", "cause"),
    [
        (claim(full_name="NguyÔn ThÞ Minh Thuý"), Cause.FONT),
        (claim(number="012345670"), Cause.OLD_NUMBER),
        (claim(number="017165000102"), Cause.RELATIVE),
        (claim(number="001190000150"), Cause.DIGIT),  # two digits changed places
        (claim(number="001180000105"), Cause.DIGIT),  # says 1980
        (claim(birth_date="1990-05-03"), Cause.DAY_AND_MONTH),
        (claim(full_name="Nguyễn Thị Minh Thuỷ"), Cause.TONE),
        (claim(full_name="Nguyên Thị Minh Thuy"), Cause.TONE),
        (claim(full_name="Nguyễn Thị Thuý"), Cause.SPELLING),
        (claim(birth_date="1990-03-15"), Cause.OTHERWISE),
        (claim(number="017190000777"), Cause.OTHERWISE),
        (claim(full_name="Bùi Lan Hương", birth_date="1990-12-24"), Cause.TWO_PEOPLE),
        (claim(birth_date="1990"), Cause.YEAR_ONLY),
        (claim(), Cause.UNCLEAR),
    ],
)
def test_each_cause_is_told_from_what_the_card_says(said: Description, cause: Cause) -> None:
    assert causes(said, THUY)[0] is cause


def test_nothing_is_said_of_what_the_register_confirmed() -> None:
    turned = claim(birth_date="1990-05-03")
    named = {"full_name": NO, "birth_date": Answer.MATCH}
    assert causes(turned, THUY, fields=named) == [Cause.PLACE]
    sex = {"full_name": Answer.MATCH, "birth_date": Answer.MATCH, "sex": NO}
    assert causes(claim(full_name="Lan"), THUY, fields=sex) == [Cause.UNCLEAR]
    assert causes(THUY, THUY, fields=sex, sex=Sex.MALE) == [Cause.SEX]


def test_without_another_paper_the_answer_alone_is_read() -> None:
    lan = claim(full_name="Nguyễn Thị Lan")
    assert causes(lan, fields=dict.fromkeys(BOTH, NO)) == [Cause.TWO_PEOPLE]
    assert causes(claim(full_name="Lan", birth_date="1990-01-01")) == [Cause.YEAR_ONLY]
    none = dict.fromkeys(BOTH, Answer.NO_INFORMATION)
    assert causes(lan, answer=Answer.NO_INFORMATION, fields=none) == [Cause.NOT_FOUND]
    assert causes(lan) == causes(lan, answer=Answer.INSUFFICIENT) == [Cause.UNCLEAR]
    assert causes(lan, contested=True) == [Cause.CONTESTED]


def test_the_register_is_thought_wrong_only_where_the_papers_of_all_it_denied_were_seen() -> None:
    assert causes(THUY, sighted=frozenset(BOTH)) == [Cause.REGISTER]
    assert causes(THUY, sighted=frozenset({"full_name"})) == [Cause.UNCLEAR]
    assert causes(THUY, sighted=frozenset(BOTH), fields={}) == [Cause.UNCLEAR]
    unsure = {"answer": Answer.INSUFFICIENT, "sighted": frozenset(BOTH)}
    assert causes(THUY, **unsure) == [Cause.UNCLEAR]


def test_a_number_is_a_relatives_only_where_no_other_is_held_of_them() -> None:
    hers = claim(number="017165000102")
    known = Housemate("001165000777", MOTHER.birth_date, MOTHER.sex)
    father = Housemate("", MOTHER.birth_date, "male")
    for mates in ((known,), (father,), ()):
        assert causes(hers, household=mates) == [Cause.DIGIT]


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
    right = corrected(answers, said.number, asdict(THUY) | {"ethnicity": "Tày", "sex": "female"})
    wanted = {"full_name": THUY.full_name, "birth_date": "1990-03-05", "ethnicity": "Tày"}
    assert right["members"][0] == card | wanted
    assert right["members"][1] == other and right["purpose"] == "Sai"
    assert corrected(right, THUY.number, asdict(said) | {"ethnicity": "Kinh"}) == answers


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
