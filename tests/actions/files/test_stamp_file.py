"""What a copy is for stands across it; what cannot be opened is refused."""

import io

import pikepdf
import pytest
from PIL import Image, ImageChops

from motcua.actions.files.stamp_file import stamped
from motcua.doors.counter.files import words_across
from motcua.rules.refusal import Refused
from tests.cast import NOW
from tests.doors.citizen import photo

WORDS = words_across("000.00.04.H56-261123-0001", NOW)


def inked(before: Image.Image, after: Image.Image) -> float:
    """How much of the picture is another."""
    changed = ImageChops.difference(before.convert("L"), after.convert("L"))
    return sum(changed.point([0] * 40 + [1] * 216).tobytes()) / (before.width * before.height)


def test_words_say_which_dossier_and_when() -> None:
    assert WORDS == "Chỉ dùng cho hồ sơ 000.00.04.H56-261123-0001, mở lúc 09:00 23/11/2026"


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_words_stand_across_a_picture_of_the_same_size_and_kind(kind: str) -> None:
    before = Image.new("RGB", (900, 600), "white")
    given = io.BytesIO()
    before.save(given, kind)
    after = Image.open(io.BytesIO(stamped(given.getvalue(), f"image/{kind.lower()}", WORDS)))
    assert (after.size, after.format) == (before.size, kind)
    assert 0.01 < inked(before, after) < 0.4
    halves = [(0, 0, 450, 600), (450, 0, 900, 600)]
    assert all(inked(before.crop(half), after.crop(half)) > 0.01 for half in halves)


def test_words_stand_across_every_page_of_a_pdf() -> None:
    given = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.add_blank_page(page_size=(842, 595))
        pdf.save(given)
    with pikepdf.open(io.BytesIO(stamped(given.getvalue(), "application/pdf", WORDS))) as pdf:
        assert [len(page.get_images()) for page in pdf.pages] == [1, 1]


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(Refused, match="file-damaged"):
        stamped(photo()[:50], "image/jpeg", WORDS)
