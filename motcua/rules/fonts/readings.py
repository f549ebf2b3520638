"""What one word can have been before it was broken: its readings, each with how rare it is.

A word is what stands between blanks. Its readings are the word as it stands, each old font, each
way in which UTF-8 can have been misread, once or twice, and the one inside the other. A path says
what was undone, outermost first; () is the word as it stands.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from motcua.rules.fonts.lexicon import FOREIGN
from motcua.rules.fonts.misread import undone
from motcua.rules.fonts.syllables import rarity
from motcua.rules.fonts.tables import Font, read, viqr_readings

Path = tuple[str, ...]
"""Fonts and codecs, outermost first: ("cp1252", "TCVN3") is TCVN3 whose UTF-8 was misread."""

AS_IS: Path = ()
NOT, STOP, QUESTION = "", ".", "?"
"""Whether a word can close a sentence."""
DEEP = 2
"""How often UTF-8 can have been misread."""
_LIKENED = 2.0
"""What it costs that a Đ is written as its look-alike."""
_OURS = 18.0
"""Rarer is no word of ours: Ð in it is a letter of another language."""
_FONTS = (Font.TCVN3, Font.VNI, Font.CP1258, Font.VISCII, Font.VPS)
_LOOK_ALIKES = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"})
_PIECE = re.compile("[^\t\n\r -@[-`{-~\u00a0\u2010-\u2027\u2030-\u203a\u200b-\u200f\ufeff]+")
_BEFORE, _BEHIND = "¿¡«§±©®°ºª¹²³€₫µ½¼¾", "°¹²³®©™§€₫»·"
_PUNCTUATION = re.compile("[ -@[-`{-~\u2010-\u2027\u20ab]+")
_BETWEEN = re.compile("(?<=\\w)[\u2010-\u2027\u2030-\u203a](?=\\w)")
_VIQR_SIGN = re.compile(r"(?i)[aeo]\^|a\(|[ou][+*]|[aeiouy^(+*][`'?~.]|dd")
_VIQR_SURE = re.compile(
    r"(?i)[aeo]\^|a\(|[ou]\+|[aeiouy^(+*][`~]|\bdd[aeiouy]"
    r"|[aeiouy]\.(?:[ngh]{2}|ch|[nmptciou])\b"
)
_NOT_WORDS = re.compile(r"://|@|www\.|\.(?:vn|com|net|org)\b", re.IGNORECASE)


class Reading(NamedTuple):
    """What a word is on one path, how rare that is in nats, and how rare its rarest piece."""

    text: str
    rarity: float
    worst: float


Readings = dict[Path, Reading]
_SIGN = Reading("", 9.0, 0.0)
"""A dash or quotation mark by itself in an old font, which may have a letter there (Ở)."""


def is_plain(word: str) -> bool:
    """Whether a word is the same in every eight-bit encoding: ASCII, and no control character."""
    return word.isascii() and word.isprintable()


@lru_cache(maxsize=65_536)
def readings(word: str, close: str = NOT) -> Readings | None:
    """All readings of a word, NFC; None for a word that is the same on every path.

    `close`: whether the word may close a sentence, or a question: in VIQR their signs are tones.
    """
    if is_plain(word):
        return _ascii_readings(word, close)
    found = {AS_IS: _tidy(word)}
    _read_fonts(word, AS_IS, found)
    _undo(word, AS_IS, found)
    return found


def _undo(word: str, path: Path, found: Readings) -> None:
    for codec, text in undone(word):
        onward = (*path, codec)
        found[onward] = _tidy(text)
        if is_plain(text):
            continue
        _read_fonts(text, onward, found)
        if len(onward) < DEEP:
            _undo(text, onward, found)


def _read_fonts(word: str, path: Path, found: Readings) -> None:
    for font in _FONTS:
        text = read(word, font)
        if text is not None:
            meant = Reading(text, *_rarities(text))
            sign = meant.rarity > _SIGN.rarity and _PUNCTUATION.fullmatch(word)
            found[(*path, font)] = _SIGN._replace(text=word) if sign else meant


def _tidy(word: str) -> Reading:
    """The word composed, with Đ for its look-alikes where that makes it likelier."""
    word = unicodedata.normalize("NFC", word)
    plain = Reading(word, *_rarities(word))
    other = word.translate(_LOOK_ALIKES)
    if other == word:
        return plain
    likened = Reading(other, *_rarities(other))
    if likened.rarity < min(plain.rarity, _OURS):
        return likened._replace(rarity=likened.rarity + _LIKENED)
    return plain


def _rarities(word: str) -> tuple[float, float]:
    """How rare a word with all that is in it is, pieces and the signs between them; and how rare
    the rarest piece."""
    total = worst = 0.0
    if not word.isascii():
        total = 3.0 * len(_BETWEEN.findall(word)) + 4.0 * (word[-1] == "\u00a0")
    for piece in _PIECE.findall(word):
        whole = piece.isascii() or piece.casefold() in FOREIGN
        core = piece if whole else piece.lstrip(_BEFORE).rstrip(_BEHIND)
        rare = rarity(core) if core else 0.0
        total += 2.0 * (len(piece) - len(core)) + rare
        worst = max(worst, rare)
    alone = 6.0 if total and not worst and not any(map(str.isalnum, word)) else 0.0
    return total + alone, worst


def _ascii_readings(word: str, close: str) -> Readings | None:
    if not _VIQR_SIGN.search(word) or _NOT_WORDS.search(word):
        return None
    best = min([_viqr_reading(word, text, close) for text in viqr_readings(word)], key=_rare)
    if best.text == word:
        return None
    return {AS_IS: _ascii_reading(word, close), (Font.VIQR,): best}


def _rare(reading: Reading) -> float:
    return reading.rarity


_STRONG = re.compile(r"(?i)(?:[aeo]\^|a\(|[ou][+*])|[aeiouy][`~]")
_INSIDE = re.compile(r"(?i)(?<=[aeiouy])['?.](?=[a-z])")
_CLOSING = {
    NOT: {".": 7.0, "?": 8.0, "'": 9.0},
    STOP: {".": 0.0, "?": 5.0, "'": 7.0},
    QUESTION: {".": 2.0, "?": 0.0, "'": 7.0},
}
_UNCLOSED = {NOT: 0.0, STOP: 1.5, QUESTION: 1.5}


def _ascii_reading(word: str, close: str) -> Reading:
    """As it stands, a word with signs that VIQR has for marks is rare the more it has of them."""
    total, worst = _rarities(word)
    doubled = 6.0 if word[:2].lower() == "dd" else 0.0
    return Reading(word, total + _signs(word) + doubled + _closing(word, close), worst)


def _viqr_reading(word: str, text: str, close: str) -> Reading:
    total, worst = _rarities(text)
    closed = _closing(text, close) if text[-1:] == word[-1:] else _UNCLOSED[close]
    return Reading(text, total + closed + _signs(text), worst)


def _signs(text: str) -> float:
    return 14.0 * len(_STRONG.findall(text)) + 7.0 * len(_INSIDE.findall(text))


def _closing(word: str, close: str) -> float:
    found = word.rstrip('"),;:!')[-1:]
    return _CLOSING[close].get(found, 0.0)


def surely_viqr(text: str) -> bool:
    """Whether a text has marks that are nothing but VIQR's: `Hue^.`, not `Thi.` or `Nguy?n`."""
    return bool(_VIQR_SURE.search(text))


def looks_viqr(text: str) -> bool:
    """Whether a text has any sign that VIQR has for a mark, behind a letter that can bear it."""
    return bool(_VIQR_SIGN.search(text))
