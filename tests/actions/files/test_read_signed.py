"""Examining a file in a process apart says the same, and ends what would take too much."""

import pytest

from motcua.actions.files.apart.pdf_signature import examine
from motcua.actions.files.read_signed import examine_apart
from motcua.rules.signature import Unreadable
from tests.actions.files.test_pdf_signature import PAPER, ROOTS, SIGNED, with_something_added
from tests.bridges.certificates import AT


@pytest.mark.parametrize("roots", [ROOTS, b""])
@pytest.mark.parametrize("pdf", [SIGNED, with_something_added(SIGNED), PAPER])
def test_it_says_what_the_examination_here_says(pdf: bytes, roots: bytes) -> None:
    assert examine_apart(pdf, roots, at=AT) == examine(pdf, roots, at=AT)


def test_what_is_damaged_is_unreadable_there_too() -> None:
    with pytest.raises(Unreadable):
        examine_apart(SIGNED[: len(SIGNED) // 2] + b"/ByteRange", ROOTS, at=AT)


def test_what_would_take_a_gigabyte_is_ended() -> None:
    numbers = b"<</A [" + b"1 " * 4_900_000 + b"]>>"
    table = b"%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer\n"
    with pytest.raises(Unreadable, match="file-heavy"):
        examine_apart(table + numbers + b"\nstartxref\n9\n%%EOF\n%/ByteRange", b"", at=AT)
