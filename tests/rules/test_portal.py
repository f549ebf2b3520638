"""The ten states beside ours, messages from the portal read, both sides compared."""

from pathlib import Path
from typing import Any

import pytest

from motcua.rules.dossier import Money, State
from motcua.rules.portal import (
    OWES,
    PORTAL_WORDS,
    WHY_WORDS,
    Differences,
    NotTaken,
    Stand,
    Synced,
    What,
    Why,
    answers_for,
    code_page,
    differences,
    filing_from,
    message_from,
    portal_code,
)
from tests.cast import TODAY
from tests.rules.law import procedure

KEPT = Path(__file__).parents[2] / "docs" / "states.md"
WHO = {"HoTen": "Bùi Thị Sen", "SoDinhDanh": "017190000101", "NgaySinh": "05/03/1990"}
FILED = {
    "LoaiTin": "nop",
    "MaHoSo": "g22-0001 ",
    "MaTTHC": "1.010041",
    "MaDonVi": "05089",
    "NguoiNop": WHO,
    "ToKhai": {},
}


def test_every_state_is_one_of_the_ten_and_all_ten_are_told() -> None:
    told = {portal_code(state, money) for state in State for money in Money}
    assert told == set(PORTAL_WORDS) == set(range(1, 11))


def test_a_fee_that_is_owed_is_told_between_accepting_and_beginning() -> None:
    assert portal_code(State.ACCEPTED, Money.DUE) == OWES
    assert portal_code(State.ACCEPTED, Money.PAID) == 2
    assert portal_code(State.PROCESSING, Money.DUE) == 4


def test_the_table_in_the_docs_is_what_the_code_says() -> None:
    assert KEPT.read_text("utf-8") == code_page(), "run: motcua states --table docs/states.md"


def test_a_filing_is_read() -> None:
    filing = filing_from(FILED, TODAY)
    assert (filing.number, filing.procedure, filing.unit) == ("G22-0001", "1.010041", "05089")
    assert (filing.person, filing.born, filing.phone) == ("017190000101", "1990-03-05", "")
    assert message_from(FILED).what is What.FILED


@pytest.mark.parametrize(
    "wrong",
    [
        {"MaHoSo": ""},
        {"MaHoSo": 7},
        {"MaHoSo": "Hồ sơ một"},
        {"MaHoSo": "G" * 41},
        {"LoaiTin": "sua"},
        {"NguoiNop": "Bùi Thị Sen"},
        {"NguoiNop": WHO | {"SoDinhDanh": "0171"}},
        {"NguoiNop": WHO | {"SoDinhDanh": "123456789"}},
        {"NguoiNop": WHO | {"NgaySinh": "30/02/1990"}},
        {"NguoiNop": WHO | {"HoTen": None}},
        {"NguoiNop": WHO | {"SoDienThoai": 905}},
        {"ToKhai": []},
        {"MaDonVi": None},
        {"TaiLieuNop": "tệp"},
        {"TaiLieuNop": [{"TenTep": "tep.pdf"}]},
        {"TaiLieuNop": [{}] * 31},
    ],
)
def test_what_cannot_be_read_is_said_to_be_unreadable(wrong: dict[str, Any]) -> None:
    with pytest.raises(NotTaken) as no:
        filing_from(FILED | wrong, TODAY)
    assert no.value.why is Why.UNREADABLE


def test_answers_have_the_shape_a_form_of_ours_gives() -> None:
    version = procedure("1.004194").on(TODAY)
    assert version is not None
    good = {"for_whom": "self", "from": "2026-12-01", "phone": "0905000333", "unknown": 1}
    assert answers_for(version, good) == {k: v for k, v in good.items() if k != "unknown"}
    for wrong in ({"for_whom": "nobody"}, {"from": "mai"}, {"owner": ["x"]}, {"phone": {}}):
        with pytest.raises(NotTaken):
            answers_for(version, good | wrong)


def test_what_differs_is_told_again_and_what_is_strange_is_named() -> None:
    told = {"lost": Stand(2, 4), "behind": Stand(3, 9), "other": Stand(1, 2), "same": Stand(1, 1)}
    theirs = {
        "behind": Stand(1, 1),
        "other": Stand(1, 3),
        "same": Stand(1, 1),
        "meanwhile": Stand(2, 2),
        "ahead": Stand(5, 4),
        "unknown": Stand(1, 1),
    }
    known = told | {"meanwhile": Stand(2, 2), "ahead": Stand(4, 4)}
    assert differences(told, theirs, known) == Differences(
        {"lost": 0, "behind": 1}, ("other",), ("ahead", "unknown")
    )
    assert differences(told, told, told) == Differences({}, (), ())


def test_the_figure_has_two_decimals_and_none_where_nothing_came() -> None:
    assert Synced(3, 2, 9, 8).rate == 66.67
    assert Synced(0, 0, 0, 0).rate is None


def test_every_reason_has_its_words_and_says_what_to_do() -> None:
    assert set(WHY_WORDS) == set(Why)
