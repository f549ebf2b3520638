"""Reads an address as people write it into words, marks of kind (P., Q., TP.) and breaks."""

import re
from dataclasses import dataclass

from motcua.rules.words.names import accent_free, nfc, tone_key

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+|[,;()\n|]|[./-]")
_BREAKS = frozenset(",;()\n|")
_MARKS = {
    "tỉnh": "tỉnh", "thành phố": "thành phố", "quận": "quận", "huyện": "huyện",
    "thị xã": "thị xã", "xã": "xã", "phường": "phường", "thị trấn": "thị trấn",
    "đặc khu": "đặc khu",
}  # fmt: skip
_SHORT = {
    "t": "tỉnh", "tp": "thành phố", "q": "quận", "h": "huyện", "tx": "thị xã", "x": "xã",
    "p": "phường", "f": "phường", "ph": "phường", "tt": "thị trấn", "ttr": "thị trấn",
    "đk": "đặc khu",
}  # fmt: skip
_NOT_UNITS = (
    "thôn", "xóm", "bản", "ấp", "buôn", "làng", "sóc", "tổ", "tổ dân phố", "tdp", "khu phố",
    "kp", "khu", "cụm", "đội", "đường", "phố", "ngõ", "ngách", "hẻm", "kiệt", "số", "số nhà",
    "sn", "lô", "quốc lộ", "ql", "tỉnh lộ", "chung cư", "khu đô thị", "kđt",
)  # fmt: skip
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6"}
_NUMBERED = re.compile(r"(p|ph|phường|phuong|q|quận|quan|f)(\d+)", re.IGNORECASE)
_TWO_LETTERS = re.compile(r"\b([tT])\.\s?([pPxXtT])(?=[.\s])")
_STUCK = re.compile(r"\b([tT][pP])(?=hcm|hn|hp|HCM|HN|HP)")


def _known(words: tuple[str, ...] | dict[str, str]) -> dict[tuple[str, ...], str]:
    """Word sequences by their accent-free words; the value keeps the tone for checking."""
    return {tuple(accent_free(word).split()): tone_key(word) for word in words}


_MARK_WORDS = {
    tuple(accent_free(word).split()): (tone_key(word), kind)
    for word, kind in {**_MARKS, **_SHORT}.items()
}
_OTHER_WORDS = _known(_NOT_UNITS)
LEVEL_OF = {
    "tỉnh": {"province"}, "thành phố": {"province", "district"}, "quận": {"district"},
    "huyện": {"district"}, "thị xã": {"district"}, "xã": {"commune"}, "phường": {"commune"},
    "thị trấn": {"commune"}, "đặc khu": {"commune"},
}  # fmt: skip
"""At which level a word of kind stands."""
LONGEST_TEXT = 400
"""Letters of an address that are read; nobody's address is longer."""
NOISE = frozenset({"viet", "nam", "vn", "vietnam", "cua", "thuoc", "tai", "o", "cu", "moi"})


@dataclass(frozen=True, slots=True)
class Word:
    """One word as typed, accent-free, with its tone, and whether it was typed without any mark."""

    raw: str
    key: str
    tone: str
    plain: bool
    roman: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A word of kind at [start, end): 'thị xã', 'P.'; the name it belongs to starts at end."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Address:
    """A text taken apart. `ends` holds for each word the first index it cannot reach across."""

    words: tuple[Word, ...]
    ends: tuple[int, ...]
    marks: tuple[Mark, ...]
    others: frozenset[int]
    accented: bool

    def mark_before(self, start: int) -> Mark | None:
        """The longest mark of kind that ends where a name starts ('thị xã' rather than 'xã')."""
        found = [mark for mark in self.marks if mark.end == start]
        return min(found, key=lambda mark: mark.start, default=None)

    def told(self, start: int, end: int) -> str:
        """The words as they were typed."""
        return " ".join(word.raw for word in self.words[start:end])


def read(text: str) -> Address:
    """Take an address apart: abbreviations, numbers (01 = 1 = I), breaks, what is no unit."""
    text = _NUMBERED.sub(r"\1 \2", _TWO_LETTERS.sub(r"\1\2 ", _STUCK.sub(r"\1 ", _lines(text))))
    words: list[Word] = []
    breaks: list[int] = []
    for piece in _WORD.findall(text):
        if piece in _BREAKS:
            breaks.append(len(words))
        elif piece not in "./-":
            words.append(_word(piece))
    ends = tuple(next((at for at in breaks if at > i), len(words)) for i in range(len(words)))
    marks = _marks(words, ends)
    return Address(
        tuple(words),
        ends,
        tuple(marks),
        frozenset(_after_others(words, ends, marks)),
        any(not word.plain for word in words),
    )


def _lines(text: str) -> str:
    return nfc(text[:LONGEST_TEXT].replace("\n", " | "))


def _word(piece: str) -> Word:
    if piece.isdecimal():
        number = piece.lstrip("0") or "0"
        return Word(piece, number, number, plain=True)
    key = accent_free(piece)
    tone = tone_key(piece)
    roman = _ROMAN.get(key, "") if piece.isupper() else ""
    return Word(
        piece, key.replace("'", ""), tone.replace("'", ""), plain=piece.isascii(), roman=roman
    )


def _marks(words: list[Word], ends: tuple[int, ...]) -> list[Mark]:
    found = []
    accented = any(not word.plain for word in words)
    for i in range(len(words)):
        for j in range(i + 1, min(i + 2, ends[i]) + 1):
            known = _MARK_WORDS.get(tuple(word.key for word in words[i:j]))
            if known and _said(words[i:j], known[0], accented):
                found.append(Mark(i, j, known[1]))
    longer = {(mark.end) for mark in found if mark.end - mark.start == 2}
    return [mark for mark in found if mark.end - mark.start == 2 or mark.end not in longer]


def _after_others(words: list[Word], ends: tuple[int, ...], marks: list[Mark]) -> list[int]:
    """Where a street or a hamlet is named: what starts there is no unit."""
    found = []
    inside = {i for mark in marks for i in range(mark.start + 1, mark.end)}
    for i in (i for i in range(len(words)) if i not in inside):
        for j in range(i + 1, min(i + 3, ends[i]) + 1):
            tone = _OTHER_WORDS.get(tuple(word.key for word in words[i:j]))
            if tone and j < ends[i] and _said(words[i:j], tone, accented=False):
                found.append(j)
    return found


def _said(words: list[Word], tone: str, accented: bool) -> bool:
    """Whether the words are these words: with the right marks, or none where nothing has any.

    In an accented text a bare 'Xa' is no 'xã' ('Thần Xa'); short forms have no marks anyway.
    """
    pairs = list(zip(words, tone.split(" "), strict=True))
    if all(word.tone == right for word, right in pairs):
        return True
    return not accented and all(word.plain or word.tone == right for word, right in pairs)
