"""The four answers of the population database, and what several amount to."""

from itertools import permutations

import pytest

from motcua.rules.verification import Answer, contradicts, together


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
