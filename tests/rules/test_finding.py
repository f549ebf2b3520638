"""Finding a procedure by plain words, in the catalogue as it is shipped."""

import tomllib
from pathlib import Path

import pytest

from motcua.rules.finding import find
from motcua.rules.procedure import Procedure, parse

FOLDER = Path(__file__).parents[2] / "procedures"
STAY, RESIDENCE, BIRTH = "1.004194", "1.010041", "1.001193"


@pytest.fixture(scope="module")
def catalogue() -> list[Procedure]:
    files = [f for f in sorted(FOLDER.glob("*.toml")) if not f.name.endswith(".cases.toml")]
    return [parse(tomllib.loads(f.read_text()), f.name) for f in files]


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("làm giấy tờ nhà trọ", STAY),
        ("lam giay to nha tro", STAY),
        ("tôi mới thuê phòng", STAY),
        ("đăng ký tạm trú", STAY),
        ("KT3", STAY),
        ("con mới sinh", BIRTH),
        ("làm giấy khai sinh cho con", BIRTH),
        ("khai sinh", BIRTH),
        ("giấy xác nhận cư trú", RESIDENCE),
        ("sổ hộ khẩu", RESIDENCE),
        ("ct07", RESIDENCE),
    ],
)
def test_plain_words_lead_to_the_procedure(
    catalogue: list[Procedure], asked: str, meant: str
) -> None:
    assert find(asked, catalogue)[0].code == meant


@pytest.mark.parametrize("asked", ["xin visa", "", "   ", "làm giấy tờ", "mua xe máy", "???"])
def test_what_we_do_not_have_is_not_guessed(catalogue: list[Procedure], asked: str) -> None:
    assert find(asked, catalogue) == []


def test_text_without_end_or_with_old_marks_breaks_nothing(catalogue: list[Procedure]) -> None:
    assert find("nha\u0300 tro\u0323", catalogue)[0].code == STAY  # NFD
    assert find("trọ " * 2000, catalogue)[0].code == STAY
    assert find("<script>alert(1)</script> ; drop table", catalogue) == []
