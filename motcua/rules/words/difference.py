"""Two spellings of a name laid beside each other, syllable by syllable: what differs, and how.

For a person who must see at once why a register does not agree. Names are compared as the rest of
the house compares them (rules/words/names); broken letters are told by rules/fonts.
"""

import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from motcua.rules.fonts import mend
from motcua.rules.words.names import TONES, accent_free, nfc, tone_key
from motcua.rules.words.search import one_error_apart


class DifferenceKind(StrEnum):
    """How two syllables stand to each other."""

    SAME = "same"
    PLACE = "place"  # the same name; the tone mark stands on another letter, or a capital differs
    TONE = "tone"  # dấu thanh: Huế, Huệ
    MARK = "mark"  # dấu chữ: Dung, Dũng or Đung; ă â ê ô ơ ư đ
    LETTER = "letter"  # one letter typed otherwise
    ABBREVIATED = "abbreviated"  # Ng., N
    FONT = "font"  # broken letters
    SWAPPED = "swapped"  # the same syllables in another order
    MISSING = "missing"  # only in the other spelling
    EXTRA = "extra"  # only in this one
    OTHER = "other"  # another syllable


class Piece(NamedTuple):
    """One syllable of each spelling, "" where one has none; `SWAPPED` pieces hold two."""

    kind: DifferenceKind
    one: str
    other: str


def difference(one: str, other: str) -> list[Piece]:
    """Both spellings as aligned pieces, in order; all are `SAME` or `PLACE` where they are one
    legal name. The alignment is the cheapest, so that one syllable left out moves no other."""
    return _aligned(nfc(one).split(), nfc(other).split())


def kinds(one: str, other: str) -> frozenset[DifferenceKind]:
    """The ways in which two spellings differ; none where they are one legal name."""
    found = {piece.kind for piece in difference(one, other)}
    return frozenset(found - {DifferenceKind.SAME, DifferenceKind.PLACE})


def compared(one: str, other: str) -> DifferenceKind:
    """How two syllables stand to each other."""
    if one == other:
        return DifferenceKind.SAME
    if _is_broken(one) or _is_broken(other):
        return DifferenceKind.FONT
    if tone_key(one) == tone_key(other):
        return DifferenceKind.PLACE
    if _toneless(one) == _toneless(other):
        return DifferenceKind.TONE
    if accent_free(one) == accent_free(other):
        return DifferenceKind.MARK
    if _stands_for(one, other) or _stands_for(other, one):
        return DifferenceKind.ABBREVIATED
    return (
        DifferenceKind.LETTER
        if one_error_apart(accent_free(one), accent_free(other))
        else DifferenceKind.OTHER
    )


_COST = {
    DifferenceKind.SAME: 0,
    DifferenceKind.PLACE: 1,
    DifferenceKind.TONE: 2,
    DifferenceKind.MARK: 3,
    DifferenceKind.ABBREVIATED: 4,
    DifferenceKind.FONT: 4,
    DifferenceKind.LETTER: 5,
    DifferenceKind.SWAPPED: 5,
    DifferenceKind.MISSING: 6,
    DifferenceKind.EXTRA: 6,
    DifferenceKind.OTHER: 11,
}
"""What an alignment pays for each piece; another syllable less than one gone and one come."""

_Way = tuple[int, list[Piece]]


def _aligned(one: Sequence[str], other: Sequence[str]) -> list[Piece]:
    best: dict[tuple[int, int], _Way] = {(0, 0): (0, [])}
    for i in range(len(one) + 1):
        for j in range(len(other) + 1):
            if (i, j) != (0, 0):
                ways = _ways(one[:i], other[:j], best)
                best[i, j] = min(ways, key=lambda way: way[0])
    return best[len(one), len(other)][1]


def _ways(
    one: Sequence[str], other: Sequence[str], best: dict[tuple[int, int], _Way]
) -> list[_Way]:
    i, j, found = len(one), len(other), []
    if i and j:
        kind = compared(one[-1], other[-1])
        found.append(_with(best[i - 1, j - 1], Piece(kind, one[-1], other[-1])))
    if i:
        found.append(_with(best[i - 1, j], Piece(DifferenceKind.EXTRA, one[-1], "")))
    if j:
        found.append(_with(best[i, j - 1], Piece(DifferenceKind.MISSING, "", other[-1])))
    if i > 1 and j > 1 and _is_swap(one[-2:], other[-2:]):
        swap = Piece(DifferenceKind.SWAPPED, " ".join(one[-2:]), " ".join(other[-2:]))
        found.append(_with(best[i - 2, j - 2], swap))
    return found


def _with(way: _Way, piece: Piece) -> _Way:
    return way[0] + _COST[piece.kind], [*way[1], piece]


def _is_swap(one: Sequence[str], other: Sequence[str]) -> bool:
    keys = [tone_key(word) for word in one]
    return keys[0] != keys[1] and keys == [tone_key(word) for word in reversed(other)]


def _is_broken(word: str) -> bool:
    return ("?" in word or not word.isascii()) and mend(word).is_broken


def _toneless(word: str) -> str:
    parted = unicodedata.normalize("NFD", nfc(word).casefold())
    return unicodedata.normalize("NFC", "".join(mark for mark in parted if mark not in TONES))


def _stands_for(short: str, long: str) -> bool:
    """Whether `short` is how `long` is cut: `Ng.` or `N` for Nguyễn, never a whole syllable."""
    cut, whole = accent_free(short.rstrip(".")), accent_free(long)
    is_cut = short.endswith(".") or len(cut) == 1
    return bool(cut) and is_cut and len(cut) < len(whole) and whole.startswith(cut)
