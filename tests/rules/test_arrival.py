"""What a message from the national portal says, read strictly."""

from typing import Any
from uuid import UUID

import pytest

from motcua.rules.arrival import (
    WHY_WORDS,
    ArrivalKind,
    NotTaken,
    WhyHeld,
    answers_for,
    filing_from,
    is_told_back,
    message_from,
    supplement_from,
)
from tests.cast import TODAY
from tests.rules.law import procedure

WHO = {"HoTen": "Bùi Thị Sen", "SoDinhDanh": "017190000101", "NgaySinh": "05/03/1990"}
FILED = {
    "LoaiTin": "nop",
    "MaHoSo": "g22-0001 ",
    "MaTTHC": "1.010041",
    "MaDonVi": "05089",
    "NguoiNop": WHO,
    "ToKhai": {},
}
REQUEST = "6d6f7463-7561-4000-8000-000000000001"
GIVEN = {"LoaiTin": "bosung", "MaHoSo": "G22-0001", "MaYeuCau": REQUEST, "ToKhai": {"a": "b"}}


def test_a_filing_is_read() -> None:
    filing = filing_from(FILED, TODAY)
    assert (filing.number, filing.procedure, filing.unit) == ("G22-0001", "1.010041", "05089")
    assert (filing.person, filing.born, filing.phone) == ("017190000101", "1990-03-05", "")
    assert message_from(FILED).what is ArrivalKind.FILED


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
    assert no.value.why is WhyHeld.UNREADABLE


def test_answers_have_the_shape_a_form_of_ours_gives() -> None:
    version = procedure("1.004194").on(TODAY)
    assert version is not None
    good = {"for_whom": "self", "from": "2026-12-01", "phone": "0905000333", "unknown": 1}
    assert answers_for(version, good) == {k: v for k, v in good.items() if k != "unknown"}
    for wrong in ({"for_whom": "nobody"}, {"from": "mai"}, {"owner": ["x"]}, {"phone": {}}):
        with pytest.raises(NotTaken):
            answers_for(version, good | wrong)


def test_every_reason_has_its_words_and_says_what_to_do() -> None:
    assert set(WHY_WORDS) == set(WhyHeld)


def test_an_answer_to_a_request_is_read() -> None:
    listed = [{"MaThanhPhan": "dwelling-proof", "TenTep": "hợp đồng.jpg"}]
    given = supplement_from(GIVEN | {"TaiLieuNop": listed})
    assert (given.number, given.request, given.answers) == ("G22-0001", UUID(REQUEST), {"a": "b"})
    assert given.papers == (("dwelling-proof", "hợp đồng.jpg"),)
    assert message_from(GIVEN).what is ArrivalKind.ANSWERED
    for wrong in ({"MaYeuCau": "1"}, {"MaYeuCau": None}, {"ToKhai": []}, {"TaiLieuNop": "tệp"}):
        with pytest.raises(NotTaken, match="unreadable"):
            supplement_from(GIVEN | wrong)


def test_of_an_answer_that_comes_to_nothing_the_portal_is_told_but_for_what_may_still_come() -> (
    None
):
    told = {why for why in WhyHeld if is_told_back(GIVEN, why)}
    assert set(WhyHeld) - told == {WhyHeld.TOO_SOON, WhyHeld.OTHERWISE}
    assert not any(is_told_back(FILED, why) for why in WhyHeld)
