"""On what terms lists are matched, and what is shown of their columns."""

from pathlib import Path

import pytest

from motcua.rules.lines import read
from motcua.rules.lists.shapes import shape_of, usual_shapes
from motcua.rules.lists.terms import list_terms_from
from motcua.rules.tables import DataError

FILE = Path(__file__).parents[2] / "country" / "lists.toml"
TEXT = FILE.read_text(encoding="utf-8")


def test_no_purpose_gives_a_number_away_unless_its_data_say_so() -> None:
    terms = read(TEXT, FILE.name, list_terms_from)
    assert set(terms.aims) == {"insurance", "allowance", "subscriber"}
    assert not any(one.gives_number for one in terms.aims.values())


@pytest.mark.parametrize(
    ("wrong", "right", "says"),
    [
        ("citation = ", "sitation = ", "có phải “citation”"),
        ('key = "allowance"', 'key = "insurance"', "mỗi key một lần"),
        ("days = 30 ", 'days = "lâu" ', "số nguyên"),
    ],
)
def test_a_slip_in_the_data_is_named(wrong: str, right: str, says: str) -> None:
    with pytest.raises(DataError, match=says):
        read(TEXT.replace(wrong, right, 1), FILE.name, list_terms_from)


def test_a_shape_says_how_a_cell_looks_and_nothing_of_what_is_in_it() -> None:
    assert shape_of("Bùi Thị Phượng") == "Aaa Aaa Aaa"
    assert shape_of("017190000101") == "9" * 12
    assert shape_of("05/03/1990") == "99/99/9999"
    assert usual_shapes(["1990", "", "1985", "05/1985"]) == ["9999", "99/9999"]
