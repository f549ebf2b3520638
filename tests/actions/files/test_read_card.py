"""The card in a picture or a PDF is read, crooked and blurred; what is none is named."""

import io
import random

import pytest
import segno
from PIL import Image, ImageFilter

from motcua.actions.files.apart.read_card import codes
from motcua.actions.files.read_card import read_card
from motcua.rules.cards.reading import CardField, CardOutcome
from motcua.rules.refusal import Refused
from tests.rules.cards import made
from tests.rules.cards.made import TODAY, holder

ONE, OTHER = holder(random.Random(21)), holder(random.Random(22))


def code(text: str | bytes, side: int = 300) -> Image.Image:
    """A code as cards bear it: bytes, without a word about their encoding."""
    out, given = io.BytesIO(), text.encode() if isinstance(text, str) else text
    segno.make(given, error="m", mode="byte", micro=False).save(out, kind="png", scale=4)
    return Image.open(out).convert("L").resize((side, side))


def card(*pictures: Image.Image, size: tuple[int, int] = (1200, 800)) -> Image.Image:
    """The picture of a card with these codes."""
    sheet = Image.new("L", size, 225)
    for at, one in enumerate(pictures):
        sheet.paste(one, (60 + at * 500, 80))
    return sheet


def as_file(picture: Image.Image, kind: str = "JPEG") -> bytes:
    out = io.BytesIO()
    picture.save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "PDF"])
def test_a_card_is_read_from_a_picture_or_pdf(kind: str) -> None:
    turned = card(code(made.identity(ONE))).rotate(17, fillcolor=225)
    picture = turned.filter(ImageFilter.GaussianBlur(1))
    reading = read_card(as_file(picture, kind), TODAY)
    assert reading.outcome is CardOutcome.READ and not made.wrong(reading, ONE)
    assert reading.fields[CardField.FULL_NAME] == ONE.name and not reading.to_compare


def test_other_codes_beside_a_card_are_passed_over() -> None:
    both = card(code("https://vi-du.example"), code(made.identity(ONE)))
    assert read_card(as_file(both), TODAY).fields[CardField.NUMBER] == ONE.number


def test_a_damaged_picture_gives_the_card_or_nothing() -> None:
    """The code mends its own errors: whatever is painted over, no other card comes out."""
    chance, found = random.Random(5), 0
    for _ in range(60):
        picture = code(made.identity(ONE))
        spot = Image.new("L", (chance.randrange(10, 90),) * 2, chance.choice((0, 255)))
        picture.paste(spot, (chance.randrange(280), chance.randrange(280)))
        read = codes(card(picture))
        assert read in ([], [made.identity(ONE).encode()])
        found += bool(read)
    assert 0 < found < 60


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        (b"", "file-empty"),
        (b"GIF89a", "file-type"),
        (b"\xff\xd8\xff broken", "file-damaged"),
        (as_file(card()), "card-code-missing"),
        (as_file(card(code(made.identity(ONE)), code(made.identity(OTHER)))), "card-two"),
        (as_file(card(code("https://vi-du.example/the"))), "card-web-address"),
        (as_file(card(code("'; drop table nguoi; --"))), "card-command"),
        (as_file(card(code(bytes(range(200))))), "card-binary"),
    ],
)  # fmt: skip
def test_what_is_no_card_is_refused_by_its_name(given: bytes, refusal: str) -> None:
    with pytest.raises(Refused) as refused:
        read_card(given, TODAY)
    assert refused.value.code == refusal
