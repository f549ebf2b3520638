"""Scanned pages: what separators part, whom a page names, what cannot be read."""

from uuid import UUID, uuid4

import pytest

from motcua.rules.catalogue.paper_form import Mark
from motcua.rules.scan import Separator, Sight, names_another, parted

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
    first, second = "birth-notice", "birth-pledge"
    assert papers == ["", None, first, first, None, second, None, ""]


def test_a_page_that_names_another_matter_is_known() -> None:
    other = uuid4()
    assert names_another(sheet("birth-notice", other), HOME)
    assert names_another(Mark("1.001193@2026-07-01", 1, other).text(), HOME)
    assert not names_another(Mark("1.001193@2026-07-01", 1, HOME).text(), HOME)
    assert not names_another(Mark("1.001193@2026-07-01").text(), HOME)
    assert not names_another(sheet("birth-notice"), HOME)
    assert not names_another("", HOME)


def test_what_cannot_be_read_is_told() -> None:
    assert Sight(2000, 200, 2339).faults() == ()
    assert Sight(50, 90, 2339).faults() == ("scan-blurred",)
    assert Sight(400, 50, 2339).faults() == ("scan-pale",)
    assert Sight(2000, 200, 800).faults() == ("scan-small",)
    assert Sight(40, 3, 2339).faults() == ("scan-blank",)
