"""Scanned pages: what separators part, whom a page names, what cannot be read."""

from uuid import UUID, uuid4

import pytest

from motcua.rules.catalogue.paper_form import Mark
from motcua.rules.scan import Lot, Separator, Sight, names, nearly, numbers_in, parted

HOME = UUID("0b0c1f52-7d2a-4a5e-9a59-3a8f3a4a1b11")
KNOWN = {"birth-notice", "birth-pledge"}


def sheet(component: str, home: UUID = HOME) -> str:
    return Separator(home, component).text()


def test_a_separator_is_read_as_it_was_written() -> None:
    assert Separator.read(sheet("birth-notice")) == Separator(HOME, "birth-notice")


@pytest.mark.parametrize("text", ["", "MC2/x/y", "MC1/a/1/-", "https://example.vn", "MC2/a"])
def test_other_codes_are_no_separators(text: str) -> None:
    assert Separator.read(text) is None


def test_pages_belong_to_the_separator_before_them() -> None:
    codes = ["", sheet("birth-notice"), "", "", sheet("birth-pledge"), "", sheet("unheard-of"), ""]
    papers = parted(codes, HOME, KNOWN)
    none, first, second = Lot(HOME), Lot(HOME, "birth-notice"), Lot(HOME, "birth-pledge")
    assert papers == [none, None, first, first, None, second, None, none]


def test_pages_that_name_another_matter_belong_to_it() -> None:
    other = uuid4()
    form = Mark("1.001193@2026-07-01", 1, other).text()
    own, blank = (Mark("1.001193@2026-07-01", 1, id).text() for id in (HOME, None))
    codes = [form, "", own, blank, sheet("unheard-of", other), "", sheet("birth-notice"), ""]
    here, there = Lot(HOME), Lot(other, "unheard-of")
    expected = [Lot(other), here, here, here, None, there, None, Lot(HOME, "birth-notice")]
    assert parted(codes, HOME, KNOWN) == expected


def test_a_page_names_somebody_by_name_or_number_however_it_was_read() -> None:
    lines = ["Họ, chữ đệm, tên: NGUYỄN ĐĂNG MINH.", "Số định danh: 079 090 001234"]
    assert names(lines, "Nguyễn Đăng Minh", "") and names(lines, "Ai Khác", "079090001234")
    assert names(["Nguyen Dang Minh, sinh 1990"], "Nguyễn Đăng Minh", "")
    assert not names(lines, "Đăng Min", "") and not names(lines, "Trần Văn Tú", "079090001235")
    assert not names([], "Nguyễn Đăng Minh", "079090001234")
    assert numbers_in(lines) == {"079090001234"}


def test_a_number_read_a_little_otherwise_than_typed_is_told() -> None:
    lines = ["Số: 079090001234", "Ngày 02/11/2015"]
    assert nearly("079090001284", lines) == "079090001234"
    assert nearly("079 090 001 234", lines) == ""  # both readings agree
    assert nearly("012345678901", lines) == ""  # another number of the paper
    assert nearly("12", lines) == nearly("079090001234", []) == ""


def test_what_cannot_be_read_is_told() -> None:
    assert Sight(2000, 200, 2339).faults() == ()
    assert Sight(50, 90, 2339).faults() == ("scan-blurred",)
    assert Sight(400, 50, 2339).faults() == ("scan-pale",)
    assert Sight(2000, 200, 800).faults() == ("scan-small",)
    assert Sight(40, 3, 2339).faults() == ("scan-blank",)
