"""Identity numbers and birth dates: what digits say, what they only suggest, what is shown."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules.identity import (
    BirthDate,
    Doubt,
    IdentityNumber,
    Sex,
    check,
    completed_years,
    decode,
    mask,
    mask_numbers,
)
from motcua.rules.refusal import Refused
from tests.rules.law import fact_law

TODAY = date(2026, 11, 22)
PLACES = {"001", "017", "048", "066", "074", "079", "120"}

# Invented numbers: place, sex and year as their digits say.
EXAMPLES = [
    ("001190000017", "001", Sex.FEMALE, 1990),
    ("017085000023", "017", Sex.MALE, 1985),
    ("048201000031", "048", Sex.MALE, 2001),
    ("074155000042", "074", Sex.FEMALE, 1955),
    ("066099000055", "066", Sex.MALE, 1999),
    ("079326000068", "079", Sex.FEMALE, 2026),
    ("120412000001", "120", Sex.MALE, 2112),
    ("120999000001", "120", Sex.FEMALE, 2399),
]


def refusal(parse: object, *given: object) -> Refused:
    assert callable(parse)
    with pytest.raises(Refused) as caught:
        parse(*given)
    return caught.value


@pytest.mark.parametrize(("number", "place", "sex", "year"), EXAMPLES)
def test_a_number_tells_place_sex_and_year(number: str, place: str, sex: Sex, year: int) -> None:
    assert decode(number) == (place, sex, year)


@pytest.mark.parametrize(
    "text",
    [
        "017085000023",
        " 017 085 000 023 ",
        "017.085.000023",
        "017-085-000023",
        "'017085000023",
        "０１７０８５０００023",
    ],
)
def test_a_number_is_read_however_it_is_grouped(text: str) -> None:
    assert IdentityNumber.parse(text).digits == "017085000023"


def test_an_old_card_is_known_by_its_nine_digits() -> None:
    assert IdentityNumber.parse("113 456 789").is_old_card
    assert not IdentityNumber.parse("001190000017").is_old_card
    assert check("113456789", BirthDate(1990), Sex.MALE, PLACES) == []


@pytest.mark.parametrize(
    ("eaten", "whole"), [("17085000023", "017085000023"), ("1190000017", "001190000017")]
)
def test_zeros_a_spreadsheet_ate_are_asked_about_not_put_back(eaten: str, whole: str) -> None:
    refused = refusal(IdentityNumber.parse, eaten)
    assert (refused.code, refused.detail) == ("identity-lost-zero", {"suggestion": whole})


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "identity-length"),
        ("0905123456", "identity-length"),
        ("1" * 400, "identity-length"),
        ("01708500002x", "identity-letters"),
        ("1.7085E+10", "identity-letters"),
        ("<script>", "identity-letters"),
        ("\u0661" * 12, "identity-letters"),
    ],
)
def test_what_is_no_number_is_refused(text: str, code: str) -> None:
    assert refusal(IdentityNumber.parse, text).code == code


def test_a_contradiction_is_a_doubt_and_no_more() -> None:
    assert check("066199000055", BirthDate(1999, 6, 30), Sex.MALE, PLACES) == [Doubt.SEX_DIFFERS]
    assert check("066099000055", BirthDate(1999, 6, 30), Sex.MALE, PLACES) == []
    assert check("066099000055", BirthDate(1998), Sex.FEMALE, PLACES) == [
        Doubt.SEX_DIFFERS,
        Doubt.YEAR_DIFFERS,
    ]
    assert check("999099000055", None, None, PLACES) == [Doubt.PLACE_UNKNOWN]
    assert check("999099000055", None, None) == []


@pytest.mark.parametrize(
    ("text", "shown", "iso"),
    [
        ("05/03/1990", "05/03/1990", "1990-03-05"),
        ("5-3-1990", "05/03/1990", "1990-03-05"),
        ("3/1990", "03/1990", "1990-03"),
        ("1990", "1990", "1990"),
        ("01/01/1955", "01/01/1955", "1955-01-01"),
        ("01011955", "01/01/1955", "1955-01-01"),
        ("00001955", "1955", "1955"),
        ("00011955", "01/1955", "1955-01"),
        ("29/02/2024", "29/02/2024", "2024-02-29"),
        ("22/11/2026", "22/11/2026", "2026-11-22"),
        ("2026", "2026", "2026"),
    ],
)
def test_a_birth_date_is_kept_as_far_as_it_is_known(text: str, shown: str, iso: str) -> None:
    born = BirthDate.parse(text, TODAY)
    assert (str(born), born.iso) == (shown, iso)
    assert BirthDate.parse(born.iso, TODAY) == born == BirthDate.parse(shown, TODAY)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("23/11/2026", "birth-date-future"),
        ("12/2026", "birth-date-future"),
        ("2027", "birth-date-future"),
        ("31/02/1990", "birth-date-impossible"),
        ("29/02/2023", "birth-date-impossible"),
        ("13/1990", "birth-date-impossible"),
        ("05/00/1990", "birth-date-impossible"),
        ("0000", "birth-date-impossible"),
        ("05/03/90", "birth-date-unreadable"),
        ("mồng năm Tết", "birth-date-unreadable"),
        ("", "birth-date-unreadable"),
    ],
)
def test_a_date_that_cannot_be_is_refused_with_its_reason(text: str, code: str) -> None:
    assert refusal(BirthDate.parse, text, TODAY).code == code


@pytest.mark.parametrize(
    ("born", "years", "exempt"),
    [
        ("2010-11-24", (15, 15), "child"),  # sixteen tomorrow
        ("2010-11-23", (16, 16), ""),
        ("2010", (15, 16), ""),  # the data do not say
        ("1966-11-23", (60, 60), "elderly"),
        ("1966-11-24", (59, 59), ""),  # sixty tomorrow
        ("1966-11", (59, 60), ""),
        ("1951", (74, 75), "elderly"),
        ("", (0, 200), ""),
    ],
)
def test_an_age_is_years_completed_on_the_day(
    born: str, years: tuple[int, int], exempt: str
) -> None:
    assert completed_years(born, date(2026, 11, 23)) == years
    assert fact_law().exempt_by_age(born, date(2026, 11, 23)) == exempt


def test_partial_dates_agree_on_what_both_know() -> None:
    assert BirthDate(1960).agrees(BirthDate(1960, 1, 1))
    assert BirthDate(1960, 1).agrees(BirthDate(1960, 1, 31))
    assert not BirthDate(1960, 2).agrees(BirthDate(1960, 1, 31))
    assert not BirthDate(1960).agrees(BirthDate(1961, 1, 1))


@given(st.dates(date(1800, 1, 1), TODAY))
def test_every_day_is_read_back(day: date) -> None:
    born = BirthDate.parse(f"{day:%d/%m/%Y}", TODAY)
    assert born.earliest == born.latest == day


@given(st.text(max_size=20))
def test_any_text_is_a_date_or_a_refusal(text: str) -> None:
    for parse in (lambda: BirthDate.parse(text, TODAY), lambda: IdentityNumber.parse(text)):
        try:
            parse()
        except Refused as refused:
            assert refused.code


def test_a_number_is_shown_masked_also_by_accident() -> None:
    assert mask("048012345123") == "0480*****123"
    assert mask("012345670") == "01****670"
    assert mask("12345") == "*****"
    assert mask("") == ""
    number = IdentityNumber.parse("048201000031")
    assert "201000" not in f"{number} {number!r}"


def test_numbers_in_free_text_are_masked_and_the_rest_is_not() -> None:
    text = "CCCD 048201000031 (048 201 000 031, 048.201.000.031), CMND 012345670 hay 012.345.670."
    assert mask_numbers(text) == (
        "CCCD 0482*****031 (0482*****031, 0482*****031), CMND 01****670 hay 01****670."
    )
    for left in ("100.000.000 đ", "0905123456", "1234567890123", "thửa 12, tờ 9", "05/03/1990"):
        assert mask_numbers(left) == left


@given(st.text(max_size=30), st.from_regex(r"\A0[0-9]{11}\Z"), st.text(max_size=30))
def test_no_number_survives_in_free_text(before: str, number: str, after: str) -> None:
    assert number not in mask_numbers(f"{before} {number} {after}")
