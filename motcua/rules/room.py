"""Rooms by their landlord's own words: one a line, and which spellings mean the same room."""

import re

from motcua.rules.refusal import Refused
from motcua.rules.words.names import accent_free, nfc

MOST, LONGEST = 300, 40
_BEFORE_NUMBER = re.compile(r"^(?:phong|p)[\s.:]*(?=\d)")


def room_key(text: str) -> str:
    """What is equal in “Phòng 204”, “P.204” and “204”; "" where no room is said."""
    words = accent_free(text).strip()
    plain = _BEFORE_NUMBER.sub("", words)
    return "".join(letter for letter in plain if letter.isalnum()) or words


def rooms_named(text: str) -> tuple[str, ...]:
    """The rooms of a text, one a line, in order; empty lines and repeats are left out.

    Raises `Refused`: "rooms-too-many" (`limit`), "room-name-long" (`limit` letters).
    """
    lines = [name for line in text.splitlines() if (name := nfc(line))]
    if any(len(name) > LONGEST for name in lines):
        raise Refused("room-name-long", detail={"limit": LONGEST})
    named: dict[str, str] = {}
    for name in lines:
        named.setdefault(room_key(name), name)
    if len(named) > MOST:
        raise Refused("rooms-too-many", detail={"limit": MOST})
    return tuple(named.values())
