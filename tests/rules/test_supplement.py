"""What is given to a request: nothing, the same as before, or an answer."""

import pytest

from motcua.rules.supplement import Given, given_for

CARD = {"full_name": "Phạm Văn Chủ", "number": ""}


@pytest.mark.parametrize(
    ("stood", "now", "came"),
    [
        ("Hoà", "Hòa", Given.ANSWER),
        ("xóm Trại", " xóm  Tra\u0323i ", Given.THE_SAME),
        (CARD, {"full_name": "Phạm Văn  Chủ"}, Given.THE_SAME),
        (CARD, CARD | {"number": "001099000999"}, Given.ANSWER),
        ([CARD], [CARD], Given.THE_SAME),
        (True, False, Given.ANSWER),
        (False, False, Given.THE_SAME),
        (None, 0, Given.ANSWER),
        (5, 5, Given.THE_SAME),
        ("có", "", Given.NOTHING),
        (None, None, Given.NOTHING),
        (frozenset("a"), frozenset("a"), Given.THE_SAME),
        (frozenset("a"), frozenset("ab"), Given.ANSWER),
        (None, frozenset("a"), Given.ANSWER),
    ],
)
def test_what_came(stood: object, now: object, came: Given) -> None:
    assert given_for(stood, now, "") is came


def test_a_word_answers_where_something_stands_and_nowhere_else() -> None:
    assert given_for("2026-12-01", "2026-12-01", "Đúng hợp đồng.") is Given.ANSWER
    assert given_for(frozenset("a"), None, "Giấy vẫn đọc được.") is Given.ANSWER
    assert given_for(None, None, "Tôi không có.") is Given.NOTHING
