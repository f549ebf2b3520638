"""The four answers of the population database, and what several amount to."""

from itertools import permutations

import pytest

from motcua.rules.verification import Answer, contradicts, in_words, together


def test_each_answer_has_the_circulars_words():
    assert [answer.label for answer in Answer] == [
        "trùng khớp",
        "không trùng khớp",
        "không có thông tin",
        "chưa đủ căn cứ xác thực",
    ]


def test_several_answers_match_only_when_all_do():
    for answers in permutations(Answer, 2):
        assert together(answers) is not Answer.MATCH
    assert together([Answer.MATCH, Answer.MATCH]) is Answer.MATCH


def test_nothing_compared_is_nothing_verified():
    assert together([]) is Answer.INSUFFICIENT


@pytest.mark.parametrize("part", [answer for answer in Answer if answer is not Answer.MATCH])
def test_a_match_with_a_part_that_does_not_match_contradicts_itself(part):
    assert contradicts(Answer.MATCH, [Answer.MATCH, part])
    assert not contradicts(part, [Answer.MATCH, part])
    assert not contradicts(Answer.MATCH, [Answer.MATCH])


YES, NO = Answer.MATCH, Answer.NO_MATCH
NONE, UNSURE = Answer.NO_INFORMATION, Answer.INSUFFICIENT


@pytest.mark.parametrize(
    ("whole", "fields", "words"),
    [
        (NO, {"full_name": NO, "sex": NO}, "không trùng khớp"),
        (NONE, {"full_name": NONE}, "không có thông tin"),
        (UNSURE, {}, "chưa đủ căn cứ xác thực"),
        (
            NO,
            {"full_name": UNSURE, "sex": UNSURE},
            "không trùng khớp; từng mục chưa đủ căn cứ xác thực",
        ),
        (NO, {"full_name": YES, "sex": NO}, "giới tính không trùng khớp"),
        (
            NO,
            {"full_name": NO, "birth_date": UNSURE, "sex": NO, "nationality": NONE},
            "họ và tên, giới tính không trùng khớp; ngày sinh chưa đủ căn cứ xác thực; "
            "quốc tịch không có thông tin",
        ),
        (
            NO,
            {"full_name": YES, "sex": UNSURE},
            "không trùng khớp; giới tính chưa đủ căn cứ xác thực",
        ),
    ],
)
def test_a_title_says_what_the_answers_say(whole, fields, words):
    assert in_words(whole, fields) == words
