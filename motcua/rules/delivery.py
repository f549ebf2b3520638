"""How a result comes into somebody's hands: which ways there are, who may take it, what became of
a parcel.

The ways and their sources are data: country/delivery.toml (docs/procedures.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from motcua.rules.tables import Tables


class DeliveryWay(StrEnum):
    """How the applicant wants the result."""

    ELECTRONIC = "electronic"
    COUNTER = "counter"
    POST = "post"
    HOME = "home"


TO_A_PLACE = frozenset({DeliveryWay.POST, DeliveryWay.HOME})
"""Ways that need a name and an address, and are on the road for a while."""


class Taker(StrEnum):
    """Who took a result and signed for it."""

    APPLICANT = "applicant"
    REPRESENTATIVE = "represents"
    MANDATED = "mandated"  # by a paper shown when taking it


TAKER_WORDS: dict[Taker, str] = {
    Taker.APPLICANT: "người nộp",
    Taker.REPRESENTATIVE: "người đại diện của hồ sơ",
    Taker.MANDATED: "người được uỷ quyền nhận, có giấy",
}


class Signing(StrEnum):
    """How whoever took a result put their name to it."""

    DRAWN = "drawn"
    SCANNED = "scanned"
    PAPER = "paper"


SIGNING_WORDS: dict[Signing, str] = {
    Signing.DRAWN: "ký trên màn hình",
    Signing.SCANNED: "ký trên giấy, đã quét",
    Signing.PAPER: "ký trên giấy, lưu tại đơn vị",
}


class Fate(StrEnum):
    """What became of a result that was sent."""

    ON_THE_WAY = "on-the-way"
    ARRIVED = "arrived"
    RETURNED = "returned"
    LOST = "lost"


FATE_WORDS: dict[Fate, str] = {
    Fate.ON_THE_WAY: "đang trên đường",
    Fate.ARRIVED: "đã đến tay",
    Fate.RETURNED: "không giao được, đã về",
    Fate.LOST: "thất lạc",
}


@dataclass(frozen=True)
class Offer:
    """One way people may choose, in the words of the form, with what it rests on."""

    way: str
    label: str
    citation: str
    hint: str = ""
    confidence: str = "high"


def offers_from(raw: Mapping[str, Any], source: str) -> tuple[Offer, ...]:
    """The ways in the order to be shown; raises `DataError` for a mistake in the file."""
    tables = Tables(source)
    tables.only(raw, ("offer",), "đầu tệp")
    found = tuple(tables.several(Offer, raw, "offer"))
    for number, offer in enumerate(found, 1):
        if offer.way not in list(DeliveryWay):
            raise tables.fail(
                f"offer “{number}”", f"way phải là một trong: {', '.join(DeliveryWay)}"
            )
    if not any(offer.way == DeliveryWay.COUNTER for offer in found):
        raise tables.fail("offer", "phải có way = “counter”: ai cũng nhận được tại quầy")
    return found


def offered(offers: tuple[Offer, ...], *, signed_here: bool) -> tuple[Offer, ...]:
    """What may be chosen: nothing electronic where another system makes the result."""
    return tuple(one for one in offers if signed_here or one.way != DeliveryWay.ELECTRONIC)
