"""Knows the typefaces our papers are set in, and which characters they can print."""

import re
import struct
import unicodedata
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "fonts"
UNPRINTABLE = "\ufffd"
_BREAK = "\u200b"
_LONG_RUN = re.compile(r"\S{29,}")
_PIECE = re.compile(r"\S{1,8}")


class NoTypefaces(Exception):
    """The typefaces have not been built into the package (node assets/build.mjs)."""


def printable(text: str) -> str:
    """The text as a paper can carry it: NFC, every character one that our typefaces have.

    Control and direction-changing characters are dropped, since they could make a paper read
    otherwise than its data; letters that no typeface has print as a visible "�".
    """
    return "".join(_character(each) for each in unicodedata.normalize("NFC", text))


def breakable(text: str) -> str:
    """The same text, where runs longer than any word may break at the line's end.

    So nothing is cut off at the margin. Not for addresses: the marks would be copied with them.
    """
    return _LONG_RUN.sub(lambda run: _BREAK.join(_PIECE.findall(run[0])), text)


def files() -> list[Path]:
    """The typeface files, all of which must be there. Raises NoTypefaces."""
    found = sorted(FOLDER.glob("*.ttf"))
    if not found:
        raise NoTypefaces(f"no typefaces in {FOLDER}: run `node assets/build.mjs`")
    return found


def _character(character: str) -> str:
    if character in "\n ":
        return character
    if character.isspace():
        return " " if character != "\r" else ""
    if unicodedata.category(character) in ("Cc", "Cf"):
        return ""
    return character if ord(character) in _coverage() else UNPRINTABLE


@cache
def _coverage() -> frozenset[int]:
    """The code points that every typeface has, so that bold and italic print them too."""
    return frozenset.intersection(*(_characters_of(path.read_bytes()) for path in files()))


def _characters_of(font: bytes) -> frozenset[int]:
    """The code points of a TrueType font, read from its `cmap` table (OpenType 1.9, format 4).

    Format 4 holds the Basic Multilingual Plane, where every script our papers print lies.
    """
    cmap = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, cmap + 2)
    for record in range(count):
        _, _, offset = struct.unpack_from(">HHL", font, cmap + 4 + 8 * record)
        (kind,) = struct.unpack_from(">H", font, cmap + offset)
        if kind == 4:
            return _segments(font, cmap + offset)
    raise NoTypefaces("a typeface has no character map of format 4")


def _table(font: bytes, name: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    for record in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", font, 12 + 16 * record)
        if tag == name:
            return offset
    raise NoTypefaces(f"a typeface has no table {name!r}")


def _segments(font: bytes, at: int) -> frozenset[int]:
    (doubled,) = struct.unpack_from(">H", font, at + 6)
    count = doubled // 2
    ends = struct.unpack_from(f">{count}H", font, at + 14)
    starts = struct.unpack_from(f">{count}H", font, at + 16 + doubled)
    deltas = struct.unpack_from(f">{count}H", font, at + 16 + 2 * doubled)
    offsets_at = at + 16 + 3 * doubled
    offsets = struct.unpack_from(f">{count}H", font, offsets_at)
    found = set()
    for segment in range(count):
        glyphs_at = offsets_at + 2 * segment + offsets[segment]
        for code in range(starts[segment], ends[segment] + 1):
            if offsets[segment]:
                position = glyphs_at + 2 * (code - starts[segment])
                (glyph,) = struct.unpack_from(">H", font, position)
            else:
                glyph = (code + deltas[segment]) % 65536
            if glyph:
                found.add(code)
    return frozenset(found - {0xFFFF})
