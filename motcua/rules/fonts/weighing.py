"""Weighs what a string can have been: every path for all its words, then a change of paths within.

All in nats: what a reading of a word saves is how much less rare it is than the word as it stands,
and a path gains what it saves in all words, less its own price.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from motcua.rules.fonts.lexicon import UNKNOWN
from motcua.rules.fonts.misread import CODECS, WESTERN
from motcua.rules.fonts.readings import (
    AS_IS,
    NOT,
    QUESTION,
    STOP,
    Path,
    Reading,
    is_plain,
    readings,
)
from motcua.rules.fonts.syllables import ODD
from motcua.rules.fonts.tables import Font

Leaning = Mapping[Path, float]
"""What paths cost in nats before the string is looked at (`together`); the usual, if empty."""

OTHERS: Path = ("others",)
"""Under this key a leaning has what all paths cost more that it does not name."""
SWITCH = 7.0
"""What it costs that one string was broken in two ways."""
NO_SYLLABLE = 14.5
"""Where a word is rarer on the best path, the string may have been broken in two ways; or where
two are rarer than `UNKNOWN`."""
NEVER = -1e6
RUBBISH = 38.0
"""From here on a word is none of any language: it has signs in it, or letters of two scripts."""
_SIGNED = re.compile(r"\W*(?:\d*[A-Za-z][¹²³°]|[A-Za-z]×[A-Za-z]|\d+[A-Za-z]*×\d.*)\W*")
_CIRCLED = re.compile("[①-⓿]")
_CLOSE = 12.0
"""Who is farther behind is no rival."""
_PRICES: dict[str, float] = {codec: 5.0 for codec in CODECS} | {
    WESTERN: 3.0,
    Font.TCVN3: 4.5,
    Font.VNI: 4.5,
    Font.VIQR: 5.0,
    Font.CP1258: 4.5,
    Font.VISCII: 7.5,
    Font.VPS: 8.5,
}


class Weighed(NamedTuple):
    """A word: its readings, what each saves, which of them save anything."""

    readings: Mapping[Path, Reading]
    saves: Mapping[Path, float]
    better: frozenset[Path]
    plain: bool


class Choice(NamedTuple):
    """How each word is read; the first path that is not as it is; what that gains over the text
    as it stands, by how much it beats all else, and how rare the rarest piece is that changed."""

    read: Sequence[str]
    path: Path = AS_IS
    gain: float = 0.0
    margin: float = 40.0
    worst: float = 0.0


@lru_cache(maxsize=65_536)
def weighed(word: str, close: str = NOT) -> Weighed | None:
    """A word's readings with what they save; None for one that is the same on every path."""
    found = readings(word, close)
    if found is None:
        return None
    as_is = found[AS_IS].rarity
    saves = {path: _saved(as_is, one) for path, one in found.items()}
    if _letters(word) < 2 or _SIGNED.fullmatch(word):
        unproved = [path for path, one in found.items() if _proves_nothing(word, path, one)]
        saves |= {path: min(saves[path], 0.0) for path in unproved}
    better = frozenset([path for path, saved in saves.items() if saved > 0])
    return Weighed(found, saves, better, is_plain(word))


def _proves_nothing(word: str, path: Path, read: Reading) -> bool:
    """Whether what is hardly a word says nothing of its string, and is only read as that is: a
    sign (3 × 4, Ø 60, ①) that would be a letter, letters beside one (x², N° 5, lớp 6A¹, a×b)."""
    if path and isinstance(path[0], Font):
        return _letters(read.text) < 2 or bool(_SIGNED.fullmatch(word))
    return not _letters(read.text) or bool(_CIRCLED.search(word))


def _letters(word: str) -> int:
    return sum(map(str.isalpha, word))


def _saved(as_is: float, read: Reading) -> float:
    """A word that may be another language's is not saved by becoming another that is none; m² is
    one."""
    saved = as_is - read.rarity
    if saved <= 0 or read.rarity <= ODD or as_is >= RUBBISH:
        return saved
    return saved if _SIGNED.fullmatch(read.text) else 0.0


def choose(words: Sequence[str], leaning: Leaning) -> Choice:
    """The likeliest way to read all the words."""
    every = _weighed_all(words)
    telling = [one for one in every if one]
    gains = _gains(telling, leaning)
    if not gains:
        return Choice(_as_is(words, every))
    best = max(gains, key=lambda path: gains[path])
    gain, paths = gains[best], [best] * len(telling)
    if _unlikely([_surely_on(one, best).rarity for one in telling]):
        mixed, total = _mixture(telling, leaning)
        if total > gain + 0.5 or best == AS_IS:
            gain, paths = total, mixed
    path = next((one for one in paths if one != AS_IS), AS_IS)
    if path == AS_IS:
        return Choice(_as_is(words, every))
    rivals = [
        other_gain
        for other, other_gain in gains.items()
        if other != best and other_gain > gain - _CLOSE and _differs(telling, paths, other)
    ]
    margin = gain - max([0.0, *rivals])
    return Choice(_read(words, every, paths), path, gain, margin, _worst(telling, paths))


def _unlikely(rarities: Sequence[float]) -> bool:
    return max(rarities) > NO_SYLLABLE or sum([one >= UNKNOWN for one in rarities]) > 1


def as_it_stands(words: Sequence[str]) -> Choice:
    """The words as they are, composed."""
    return Choice(_as_is(words, _weighed_all(words)))


def _weighed_all(words: Sequence[str]) -> list[Weighed | None]:
    return [
        _weighed_in(words, at) if word.isascii() else weighed(word)
        for at, word in enumerate(words)
    ]


def _weighed_in(words: Sequence[str], at: int) -> Weighed | None:
    """A word where it stands: small letters, last or before a capital, may close a sentence."""
    word = words[at]
    if not word[:1].islower() or len(words) < 4 or not is_plain(word):
        return weighed(word)
    if at + 1 < len(words) and not words[at + 1][:1].isupper():
        return weighed(word)
    return weighed(word, QUESTION if _asks(words[:at]) else STOP)


def _asks(words: Sequence[str]) -> bool:
    return not _ASKING.isdisjoint([word.rstrip(",;:").lower() for word in words])


_ASKED = "dda^u ai na`o gi` sao bao ma^'y kho^ng chu+a"
_ASKING = frozenset(_ASKED.split())


def price(path: Path, leaning: Leaning) -> float:
    """What a path costs before the string is looked at."""
    if path in leaning:
        return leaning[path]
    return _usual(path) + (leaning.get(OTHERS, 0.0) if path else 0.0)


@lru_cache(maxsize=4096)
def _usual(path: Path) -> float:
    return sum([_PRICES[step] for step in path])


def _gains(telling: Sequence[Weighed], leaning: Leaning) -> dict[Path, float]:
    """What each path that may be worth it gains over the text as it stands; {} where none is."""
    tried: set[Path] = set()
    for one in telling:
        tried.update(one.saves if leaning else one.better)
    if not tried:
        return {}
    start = price(AS_IS, leaning)
    gains = {AS_IS: 0.0}
    for path in tried:
        if path != AS_IS:
            gain = start - price(path, leaning)
            for one in telling:
                gain += one.saves.get(path, 0.0 if one.plain else NEVER)
            gains[path] = gain
    return gains


def _surely_on(one: Weighed, path: Path) -> Reading:
    """A word on a path that all words can be on: plain ASCII is there as it stands."""
    return one.readings.get(path) or one.readings[AS_IS]


def _worst(telling: Sequence[Weighed], paths: Sequence[Path]) -> float:
    changed = [
        one.readings[on].worst
        for one, on in zip(telling, paths, strict=True)
        if on != AS_IS and on in one.readings
    ]
    return max(changed, default=0.0)


def _differs(telling: Sequence[Weighed], paths: Sequence[Path], other: Path) -> bool:
    for one, path in zip(telling, paths, strict=True):
        ours, theirs = _surely_on(one, path), _surely_on(one, other)
        if ours is not theirs and ours.text.casefold() != theirs.text.casefold():
            return True
    return False


def _mixture(telling: Sequence[Weighed], leaning: Leaning) -> tuple[list[Path], float]:
    """The best sequence of paths, word by word, each change at its price, and what it gains
    (Viterbi)."""
    prices = {path: price(path, leaning) for one in telling for path in one.readings}
    prices[AS_IS] = price(AS_IS, leaning)
    gains = {path: prices[AS_IS] - cost for path, cost in prices.items()}
    came: list[dict[Path, Path]] = []
    for one in telling:
        richest = max(gains, key=lambda path: gains[path])
        back, onward = {}, {}
        for path, cost in prices.items():
            changed = gains[richest] - SWITCH - cost
            stays = not came or gains[path] > changed or (path == AS_IS and gains[path] == changed)
            back[path] = path if stays else richest
            saved = one.saves.get(path, 0.0 if one.plain else NEVER)
            onward[path] = (gains[path] if stays else changed) + saved
        came.append(back)
        gains = onward
    paths = [max(gains, key=lambda path: gains[path])]
    gain = gains[paths[0]]
    for back in reversed(came[1:]):
        paths.append(back[paths[-1]])
    return paths[::-1], gain


def _read(
    words: Sequence[str], every: Sequence[Weighed | None], paths: Sequence[Path]
) -> list[str]:
    onward = iter(paths)
    return [
        _surely_on(one, next(onward)).text if one else word
        for word, one in zip(words, every, strict=True)
    ]


def _as_is(words: Sequence[str], every: Sequence[Weighed | None]) -> list[str]:
    return [
        one.readings[AS_IS].text if one else word for word, one in zip(words, every, strict=True)
    ]
