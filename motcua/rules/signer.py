"""In whose name a result goes out: of the body that decides it, by its head or a deputy.

Source: Nghị định 30/2020/NĐ-CP Điều 13: one signs in the office one holds. Nothing cited here lets
the chairman of a commune sign what its police decide, nor its police what the committee decides.
"""

from enum import StrEnum

from motcua.rules.words.names import nfc


class Body(StrEnum):
    """Whose paper a result is; the value is the office of its head, as titles have it."""

    POLICE = "trưởng công an"
    COMMITTEE = "chủ tịch"


def body_led(title: str) -> Body | None:
    """For which body a leader of this title signs; None where the title is of no such office."""
    said = nfc(title).casefold()
    return next((body for body in Body if body in said), None)


def is_deputy(title: str) -> bool:
    """Whether the title is a deputy's, who signs for the head (KT.)."""
    return nfc(title).casefold().startswith("phó ")
