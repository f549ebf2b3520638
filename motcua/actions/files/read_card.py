"""Reads the card in a picture or PDF: its code is found in a process apart, its bytes read here.

Nothing is kept: the picture of a card least of all.
"""

from datetime import date

from motcua.actions.files.confined import Confined, Limits
from motcua.rules.cards.card import read
from motcua.rules.cards.reading import CardSource, Reading
from motcua.rules.refusal import Refused

LIMITS = Limits(pixels=36_000_000, pages=8)
_APART = Confined("read_card", seats=2)
_TAKEN = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"%PDF-")


def read_card(picture: bytes, today: date) -> Reading:
    """The one card in a JPEG, a PNG or a PDF of pictures; other codes beside it are passed over.

    Refused with: file-empty, file-big, file-type, file-damaged, file-heavy, file-pixels, card-pdf,
    card-code-missing, card-two, and where no code is a card with what the first is instead
    (`rules.cards.card.read`).
    """
    if not picture:
        raise Refused("file-empty")
    if len(picture) > LIMITS.size:
        raise Refused("file-big", detail={"limit": LIMITS.size >> 20})
    if not picture.startswith(_TAKEN):
        raise Refused("file-type")
    codes = [bytes.fromhex(each) for each in _APART.ask(picture, LIMITS)[0]["codes"]]
    return _only(codes, today)


def _only(codes: list[bytes], today: date) -> Reading:
    readings, refused = [], Refused("card-code-missing")
    for each in reversed(codes):
        try:
            readings.append(read(each, CardSource.CODE, today))
        except Refused as what_else:
            refused = what_else
    if not readings:
        raise refused
    if len(readings) > 1:
        raise Refused("card-two")
    return readings[0]
