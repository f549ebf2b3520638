"""Mends one string, and leaves it alone where it may be right."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from math import exp

from motcua.rules.fonts.lost import lost, remains
from motcua.rules.fonts.readings import AS_IS, surely_viqr
from motcua.rules.fonts.tables import Font
from motcua.rules.fonts.verdict import Damage, Mended
from motcua.rules.fonts.weighing import Choice, Leaning, as_it_stands, choose, weighed

MARGIN = 3.0
"""By how many nats what a text can have been must beat the text as it is, and all else."""
DOUBTFUL = 2.0
"""From here on a text that is left alone is shown to a person."""
RAREST = 28.0
"""A mended word that is rarer is none: part of it was broken in another way, or is gone."""
_PLAIN = re.compile(r"[A-Za-z0-9 \t\r\n,;:!\"#$%&)/<=>@\[\]{}|_-]*")
_BLANKS = re.compile("([ \t\r\n]+)")


def mend(text: str, leaning: Leaning | None = None) -> Mended:
    """`text` (any string) mended where that is sure; never raises.

    Right text comes back as it is, and mending twice does what mending once does. `leaning` is
    what the rest of its column or record makes likely (`together`).
    """
    if _PLAIN.fullmatch(text) and "dd" not in text.lower():
        return Mended(text, text)
    words, blanks = _split(text)
    if leaning is None and not any(map(_telling, words)):
        return Mended(text, text)
    return _settled(text, words, blanks, leaning or {})


def _split(text: str) -> tuple[Sequence[str], Sequence[str]]:
    """The words of a text, and the blanks between them (none for one space each)."""
    if "\n" in text or "\t" in text or "\r" in text:
        parts = _BLANKS.split(text)
        return parts[::2], parts[1::2]
    return text.split(" "), ()


def _joined(words: Sequence[str], blanks: Sequence[str]) -> str:
    if not blanks:
        return " ".join(words)
    return "".join([word + blank for word, blank in zip(words, [*blanks, ""], strict=True)])


@lru_cache(maxsize=65_536)
def _telling(word: str) -> bool:
    """Whether a word gives reason to look at its string: it may be broken, or lack letters."""
    if "?" in word or "\ufffd" in word or remains(word):
        return True
    found = weighed(word)
    return bool(found and (found.better or found.readings[AS_IS].text != word))


def _settled(text: str, words: Sequence[str], blanks: Sequence[str], leaning: Leaning) -> Mended:
    choice = choose(words, leaning)
    if Font.VIQR in choice.path and (Font.VIQR,) not in leaning and not surely_viqr(text):
        choice = as_it_stands(words)
    gone = lost(text, words, choice.read)
    if gone:
        return Mended(text, text, (Damage.LOST,), 0.0, True, lost=gone)
    if choice.path == AS_IS:
        return _tidied(text, words, _joined(choice.read, blanks))
    meant = _joined(_with_capitals(words, choice), blanks)
    if meant == text:  # letters that are the same there
        return Mended(text, text)
    sure = 1 / (1 + exp(-min(choice.margin, 40.0)))
    clear = choice.margin >= MARGIN and choice.worst <= RAREST and not _halved(words, choice)
    if clear and _settles(meant):
        return Mended(meant, text, _undone(choice), sure, False, "", choice.path)
    if choice.gain < DOUBTFUL and not any(map(remains, words)):
        return _tidied(text, words, _joined(as_it_stands(words).read, blanks))
    return Mended(text, text, (Damage.UNCLEAR,), 1 - sure, True, meant, choice.path)


def _halved(words: Sequence[str], choice: Choice) -> bool:
    """Whether beside what was undone something is left of a letter: some program dropped the
    rest. Ã may be a letter of ours, which is told by whether UTF-8 was undone beside it."""
    if any(map(_has_rest, choice.read)):
        return True
    undone = any(not isinstance(step, Font) for step in choice.path)
    pairs = zip(words, choice.read, strict=True)
    return undone and any(word == read and "Ã" in word for word, read in pairs)


@lru_cache(maxsize=65_536)
def _has_rest(read: str) -> bool:
    return "Ä" in read or remains(read)


def _settles(meant: str) -> bool:
    """Whether a mended text is left alone when it comes again."""
    words, _ = _split(meant)
    if not any(map(_telling, words)):
        return True
    choice = choose(words, {})
    return choice.path == AS_IS or choice.margin < MARGIN


def _tidied(text: str, words: Sequence[str], composed: str) -> Mended:
    """The text as it is, composed and with its Đ; shown to a person where it is broken."""
    damage: tuple[Damage, ...] = ()
    if composed != text:
        plain = unicodedata.normalize("NFC", text)
        damage += (Damage.PARTED,) * (plain != text) + (Damage.LOOK_ALIKE,) * (plain != composed)
    if not any(map(remains, words)):
        return Mended(composed, text, damage)
    return Mended(composed, text, (*damage, Damage.UNCLEAR), 0.5, True)


def _undone(choice: Choice) -> tuple[Damage, ...]:
    """What was undone, outermost first, each once."""
    steps = [Damage(one.value) if isinstance(one, Font) else Damage.UTF8 for one in choice.path]
    return tuple(dict.fromkeys(steps))


def _with_capitals(words: Sequence[str], choice: Choice) -> Sequence[str]:
    """TCVN3 has no capital with a tone: in a name, whose other words have capitals, ánh is Ánh."""
    if Font.TCVN3 not in choice.path:
        return choice.read
    small = [at for at, meant in enumerate(choice.read) if meant[:1].islower()]
    great = sum([meant[:1].isupper() for meant in choice.read])
    if not small or great < len(small) or any(words[at][0].isascii() for at in small):
        return choice.read
    return [
        meant[:1].upper() + meant[1:] if at in small else meant
        for at, meant in enumerate(choice.read)
    ]
