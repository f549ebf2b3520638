"""Finding a procedure by plain words, in the catalogue as it is shipped."""

import re
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.rules.catalogue.finding import Index, living_first, synonyms_from
from motcua.rules.catalogue.procedure_file import parse
from motcua.rules.lines import read
from motcua.rules.tables import DataError
from motcua.rules.words.hearing import heard, untyped
from motcua.rules.words.names import accent_free
from tests.rules.law import PROCEDURES, ROOT

STAY, RESIDENCE, BIRTH = "1.004194", "1.010041", "1.001193"
HEADING = re.compile(r"(\d+) [A-ZĐ]")
SYNONYMS = ROOT / "country" / "synonyms.toml"


@cache
def index() -> Index:
    found = [read(path.read_text(encoding="utf-8"), path.name, parse) for path in PROCEDURES]
    synonyms = read(SYNONYMS.read_text(encoding="utf-8"), SYNONYMS.name, synonyms_from)
    return Index({one.code: one for one in found}, synonyms)


def first(asked: str, most: int = 1) -> list[str]:
    return [one.code for one in index().find(asked)[:most]]


@cache
def questions() -> list[tuple[str, int | str]]:
    """Each of the two hundred questions, with the number of the essential service it is for, or
    with the code of the procedure where the line names one."""
    found: list[tuple[str, int | str]] = []
    service = 0
    for line in (ROOT / "tests" / "rules" / "questions.txt").read_text("utf-8").splitlines():
        heading = HEADING.match(line)
        service = int(heading[1]) if heading else service
        if line and not heading and not line.startswith("#"):
            text, _, code = line.partition(" = ")
            found.append((text, code or service))
    return found


def test_of_two_hundred_plain_questions_95_in_100_find_their_procedure_among_the_first_three() -> (
    None
):
    meant = {one.code: {one.code, one.essential} for one in index().procedures.values()}
    asked = [(text, right) for text, right in questions() if right in set().union(*meant.values())]
    missed = [
        text for text, right in asked if right not in set().union(*map(meant.get, first(text, 3)))
    ]
    assert len(questions()) == 200
    assert len(missed) <= 0.05 * len(asked), missed


def test_no_question_was_learnt_by_heart() -> None:
    """A whole question among the synonyms would make the figure above mean nothing."""
    synonyms = read(SYNONYMS.read_text(encoding="utf-8"), SYNONYMS.name, synonyms_from)
    said = {accent_free(words) for one in synonyms for words in one.say}
    long = {accent_free(text) for text, _ in questions() if len(text.split()) > 3}
    assert said & long == set()


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("làm giấy tờ nhà trọ", STAY),
        ("lam giay to nha tro", STAY),
        ("tôi mới thuê phòng", STAY),
        ("đăng ký tạm trú", STAY),
        ("tamtru", STAY),
        ("ddawng kys tamj trus", STAY),
        ("tam chu", STAY),
        ("KT3", STAY),
        ("con mới sinh", BIRTH),
        ("làm giấy khai sinh cho con", BIRTH),
        ("khai sinh", BIRTH),
        ("giấy xác nhận cư trú", RESIDENCE),
        ("xin visa", RESIDENCE),
        ("ct07", RESIDENCE),
    ],
)
def test_plain_words_lead_to_the_procedure(asked: str, meant: str) -> None:
    assert meant in first(asked, 3)


@pytest.mark.parametrize("asked", ["", "   ", "làm giấy tờ", "lam giay to", "???", "qwrtzp"])
def test_what_says_nothing_finds_nothing(asked: str) -> None:
    assert first(asked) == []


def test_what_has_ended_never_stands_before_what_is_in_force() -> None:
    today = date(2026, 11, 23)
    over = [one for one in index().procedures.values() if one.ended]
    assert over
    for one in over:
        found = living_first(index().find(one.name), today, 7)
        in_force = [each.on(today) is not None for each in found]
        assert one in found and in_force == sorted(in_force, reverse=True)


def test_text_without_end_or_with_old_marks_breaks_nothing() -> None:
    assert first("nha\u0300 tro\u0323") == [STAY]  # NFD
    assert first("trọ " * 2000) == [STAY]
    assert first("<script>alert(1)</script> ; drop table") == []


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_whatever_is_typed_is_answered(text: str) -> None:
    assert isinstance(index().find(text), list)


@pytest.mark.parametrize(
    "odd", ["\u0301", "a\u0301\u0323/ b", "“”", "１０", "ﬁ ǆ", "đ\u0300", "0" * 200]
)
def test_odd_letters_break_nothing(odd: str) -> None:
    assert isinstance(index().find(odd), list)


@pytest.mark.parametrize(
    ("one", "other"), [("tru", "chu"), ("xinh", "sinh"), ("chiu", "chieu"), ("ly", "li")]
)
def test_what_sounds_alike_is_heard_as_one(one: str, other: str) -> None:
    assert heard(one) == heard(other)


@pytest.mark.parametrize(
    ("typed", "meant"), [("ddawng", "dang"), ("truf", "tru"), ("tamj", "tam"), ("d9a8ng", "dang")]
)
def test_what_was_typed_without_the_vietnamese_keyboard_is_read(typed: str, meant: str) -> None:
    assert untyped(typed) == meant


def test_a_mistake_in_the_synonyms_is_told_with_its_line() -> None:
    with pytest.raises(DataError, match="x.toml, dòng 5: .*“mean”, có phải “means”"):
        read(
            '[[word]]\nsay = ["a"]\nmeans = ["b"]\n[[word]]\nmean = ["b"]\n',
            "x.toml",
            synonyms_from,
        )
