"""For which body somebody signs is told by their title alone."""

import unicodedata

import pytest

from motcua.rules.signer import Body, body_led, is_deputy


@pytest.mark.parametrize(
    ("title", "body", "deputy"),
    [
        ("Trưởng Công an xã", Body.POLICE, False),
        ("Phó trưởng Công an phường", Body.POLICE, True),
        ("Chủ tịch Ủy ban nhân dân xã", Body.COMMITTEE, False),
        ("Phó Chủ tịch UBND phường", Body.COMMITTEE, True),
        (unicodedata.normalize("NFD", "Phó  Chủ tịch"), Body.COMMITTEE, True),
        ("Giám đốc Trung tâm Phục vụ hành chính công", None, False),
        ("Công an xã", None, False),
    ],
)
def test_a_title_says_for_which_body_one_signs_and_whether_for_its_head(
    title: str, body: Body | None, deputy: bool
) -> None:
    assert (body_led(title), is_deputy(title)) == (body, deputy)
