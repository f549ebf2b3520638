"""Numbers and dates in words, with the irregular readings that people notice."""

from datetime import date

import pytest

from motcua.rules.words.spelling import date_in_words, number_in_words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (30, "ba mươi"),
        (104, "một trăm linh bốn"),
        (1955, "một nghìn chín trăm năm mươi lăm"),
        (2000, "hai nghìn"),
        (2005, "hai nghìn không trăm linh năm"),
        (2026, "hai nghìn không trăm hai mươi sáu"),
    ],
)
def test_a_number_reads_as_people_say_it(number, words):
    assert number_in_words(number) == words


def test_a_number_that_no_paper_needs_is_refused():
    with pytest.raises(ValueError, match="10000"):
        number_in_words(10_000)


def test_april_is_thang_tu():
    assert date_in_words(date(2026, 4, 21)) == (
        "ngày hai mươi mốt, tháng tư, năm hai nghìn không trăm hai mươi sáu"
    )
