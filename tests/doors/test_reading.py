"""The real tesseract (Debian: tesseract-ocr, tesseract-ocr-vie): how well it reads, and that what
it reads wrong is never data. A line of printed figures for each kind of page.
"""

import random
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from django.test import Client
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from motcua.bridges.reader import Reader, TooSlow
from motcua.records.digitised import Digitised
from motcua.records.scan import ScannedPage
from motcua.rules.scan import nearly, numbers_in
from motcua.site.health import reader as seen_by_doctor
from tests.cast import eyes
from tests.clerks.desk import furnished
from tests.doors.citizen import text_of
from tests.doors.scans import birth, jpeg, pages, press, scan, separator
from tests.photos import FONTS, PAPER, WORDS, noisy, printed

pytestmark = pytest.mark.django_db
TESSERACT = Path(which("tesseract") or "tesseract")
TRUE = "093504925899"
LINES = 9


def wrong(read: list[str], written: str) -> float:
    """The share of characters that are not as written: put in, left out, or another."""
    want, got = (" ".join(text.split()) for text in (written, " ".join(read)))
    row = list(range(len(got) + 1))
    for at, letter in enumerate(want, 1):
        before, row[0] = row[0], at
        for n, other in enumerate(got, 1):
            before, row[n] = row[n], min(row[n] + 1, row[n - 1] + 1, before + (letter != other))
    return row[-1] / len(want)


@pytest.mark.parametrize(
    ("kind", "most"), [("clean", 0.02), ("blurred", 0.05), ("noisy", 0.05), ("smeared", 1.0)]
)
def test_so_many_characters_are_read_wrong(kind: str, most: float) -> None:
    sheet = printed(lines=LINES).crop((0, 0, 1240, 620))
    spoilt = {
        "clean": sheet,
        "blurred": sheet.filter(ImageFilter.GaussianBlur(1.5)),
        "noisy": noisy(sheet, 1, 0.2),
        "smeared": sheet.filter(ImageFilter.GaussianBlur(4)),  # the control: nobody reads it
    }
    written = " ".join(WORDS.replace("\n", "|").split("|")[:LINES])
    share = wrong(Reader(TESSERACT).lines(jpeg(spoilt[kind])), written)
    sys.stdout.write(f"{kind}: {share:.1%} of the characters wrong\n")
    assert share <= most and (share > 0.5) == (kind == "smeared")


def test_the_time_limit_is_kept() -> None:
    assert Reader(TESSERACT).works()
    with pytest.raises(TooSlow):
        Reader(TESSERACT, seconds=0.05).lines(jpeg(printed()))


def card(seed: int) -> Image.Image:
    """A number in small print, blurred and with noise, as on a bad copy."""
    sheet = Image.new("RGB", (900, 260), PAPER)
    pen, font = ImageDraw.Draw(sheet), ImageFont.truetype(FONTS.format("Serif"), 20)
    for at, words in enumerate(("GIẤY CHỨNG SINH", "Họ, chữ đệm, tên mẹ: Bùi Thị Sen",
                                f"Số định danh: {TRUE}", "Nơi cư trú: xã Đức Nhàn")):  # fmt: skip
        pen.text((60, 30 + at * 54), words, (30, 30, 40), font)
    blur = random.Random(seed).choice([1.7, 1.9, 2.1])
    return noisy(sheet, seed, 0.12).filter(ImageFilter.GaussianBlur(blur))


@pytest.fixture
def desk(client_of: Any) -> Client:
    client: Client = client_of("counter")
    return client


@pytest.fixture
def clerks(signing_service: Any, tmp_path: Path, settings: Any) -> Iterator[Any]:
    settings.MOTCUA_TESSERACT = str(TESSERACT)
    with furnished(signing_service, tmp_path) as found:
        found.furnish(reader=Reader(TESSERACT))
        yield found


def misread(page: ScannedPage) -> str:
    """The number the machine read in place of the true one; "" where it read none, or that."""
    return nearly(TRUE, page.lines)


def test_a_wrong_digit_never_gets_into_the_data_unseen(desk: Client, clerks: Any) -> None:
    home = birth()
    sheets = [separator(home, "birth-notice"), *(card(seed) for seed in range(4))]
    press(desk, home, act="add", pages=scan(*sheets))
    clerks.work("read-pages")
    read = [number for page in pages(home) for number in numbers_in(page.lines)]
    false = [number for page in pages(home) if (number := misread(page))]
    sys.stdout.write(
        f"{len(read)} numbers read on 4 bad copies, {len(false)} with a wrong digit\n"
    )
    assert false, "the control: on such copies the machine errs"
    for page in pages(home):
        if page.id != next(one.id for one in pages(home) if misread(one)):
            press(desk, home, act="drop", page=page.id)
    shown = desk.get(f"/quay/quet/{home}")
    assert false[0] in text_of(shown) and f'value="{false[0]}"' not in shown.content.decode()
    theirs = {"theirs": "yes"}  # a number that is not theirs makes the page one that is doubted
    asked = press(desk, home, act="hand-in", **{"number.birth-notice": false[0]}, **theirs)
    assert asked.status_code == 422  # not without a person's word that it was compared
    told = {"number.birth-notice": TRUE, "compared": "yes"} | theirs
    asked = press(desk, home, act="hand-in", **told)
    assert asked.status_code == 422 and TRUE in text_of(asked) and false[0] in text_of(asked)
    assert press(desk, home, act="hand-in", sure="yes", **told).status_code == 302
    with eyes("counter"):
        assert [one.number for one in Digitised.objects.all()] == [TRUE]


def test_a_machine_without_tesseract_says_so_and_works(desk: Client, settings: Any) -> None:
    settings.MOTCUA_TESSERACT = ""
    home = birth()
    press(desk, home, act="add", pages=scan(separator(home, "birth-notice"), printed(lines=9)))
    shown = text_of(desk.get(f"/quay/quet/{home}"))
    assert "chưa cài phần đọc chữ, Bạn đọc từ ảnh" in shown and "Máy đọc được" not in shown
    assert press(desk, home, act="hand-in").status_code == 302
    assert "chưa cài tesseract-ocr-vie" in seen_by_doctor("").sentence
