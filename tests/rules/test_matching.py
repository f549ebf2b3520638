"""What holds for every matching of lists, whatever the weights."""

from hypothesis import given
from hypothesis import strategies as st

from motcua.rules.matching import (
    SURE,
    WORDS,
    WORTH_A_LOOK,
    Band,
    agreement,
    band_of,
    is_never_a_link,
    reasons,
)


@given(st.floats(0, 1))
def test_the_bands_lie_in_order(belief: float) -> None:
    band = band_of(belief)
    assert (band is Band.LINKED) == (belief >= SURE)
    assert (band is Band.ABSENT) == (belief < WORTH_A_LOOK)


@given(st.sampled_from(range(len(WORDS["name"]))), st.sampled_from(range(len(WORDS["birth"]))))
def test_a_number_without_name_or_birth_is_never_a_link(name: int, birth: int) -> None:
    says_nothing = {"không có họ tên", "họ tên khác"}
    no_evidence = {"không có ngày sinh", "ngày sinh khác", "chỉ năm sinh giống"}
    neither = WORDS["name"][name] in says_nothing and WORDS["birth"][birth] in no_evidence
    assert is_never_a_link(name, birth) == neither


def test_reasons_are_told_of_what_could_be_compared() -> None:
    levels = {"name": 8, "birth": 6, "number": 0}
    assert reasons(levels) == ["họ tên giống hệt", "ngày sinh giống hệt"]
    assert all(reasons({aspect: 1})[0].endswith("khác") for aspect in WORDS if aspect != "name")


def test_an_office_is_told_whether_a_number_agrees_and_never_how_nearly() -> None:
    near = {"name": 6, "birth": 5, "number": 2}
    assert agreement(near) == agreement(near | {"birth": 1, "number": 1})
    assert agreement(near) == ["họ tên chỉ khác dấu", "ngày sinh khác", "số định danh khác"]
    assert agreement({"birth": 6, "number": 3}) == reasons({"birth": 6, "number": 3})
