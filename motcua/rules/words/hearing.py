"""A word as it may have been meant: keys left over from typing, sounds alike, one letter off.

All words here are accent-free and lower case (`rules.names.accent_free`).
"""

import re
from collections.abc import Collection, Mapping
from functools import lru_cache

from motcua.rules.words.search import one_error_apart

SOUNDS_ALIKE, TYPED_RAW, ONE_OFF, RUN_TOGETHER = 0.7, 0.8, 0.6, 0.7
"""How surely such a word is the one meant; 1 is the word itself."""
CONFUSED = 0.3  # a right word that is often written for another: "chu" for "tru"
SHORTEST = 4  # letters a word must have before one of them may be wrong

_BEGINNINGS = (
    ("ngh", "ng"), ("gh", "g"), ("gi", "d"), ("tr", "ch"), ("qu", "w"), ("ph", "f"),
    ("r", "d"), ("v", "d"), ("s", "x"), ("l", "n"), ("k", "c"), ("q", "c"),
)  # fmt: skip
_ENDINGS = (("ng", "n"), ("nh", "n"), ("ch", "t"), ("c", "t"))
_TELEX = re.compile(r"(?<=[aeiouy])[sfrxj](?=[ncgmpth]*$)|(?<=[aeiouy][ncgmpth])[sfrxj]$|[sfrxj]$")
_DOUBLED = re.compile(r"d(?=d)|([aeo])(?=\1)")


@lru_cache(maxsize=4096)
def heard(word: str) -> str:
    """The word as it sounds to most ears: dialects and the usual misspellings fall together.

    tr/ch, s/x, d/gi/r/v, l/n, i/y, iê/i, uô/u, and at the end n/ng/nh, t/c/ch.
    """
    word = word.replace("y", "i")
    for written, sound in _BEGINNINGS:
        if word.startswith(written) and word != written:
            word = sound + word[len(written) :]
            break
    word = word.replace("ie", "i").replace("uo", "u")
    for written, sound in _ENDINGS:
        if word.endswith(written) and len(word) > len(written):
            return word[: -len(written)] + sound
    return word


def untyped(word: str) -> str:
    """A word typed while the Vietnamese keyboard was off: `ddawng` → `dang`, `truf` → `tru`."""
    if any(sign.isdigit() for sign in word):  # VNI: d9a8ng
        return re.sub(r"\d", "", word) if word[:1].isalpha() else word
    return _TELEX.sub("", _DOUBLED.sub("", re.sub(r"(?<=[aou])w", "", word)))


def meant(
    word: str, known: Collection[str], by_sound: Mapping[str, Collection[str]]
) -> dict[str, float]:
    """The known words that `word` may stand for, each with how surely (0 to 1).

    `by_sound` gives the known words of each `heard` sound.
    """
    alike = by_sound.get(heard(word), ())
    if word in known:
        return dict.fromkeys(alike, CONFUSED) | {word: 1.0}
    found = dict.fromkeys(_one_off(word, known), ONE_OFF) | dict.fromkeys(alike, SOUNDS_ALIKE)
    raw = untyped(word)
    return found | ({raw: TYPED_RAW} if raw != word and raw in known else {})


def _one_off(word: str, known: Collection[str]) -> list[str]:
    if len(word) < SHORTEST:
        return []
    return [one for one in known if len(one) >= SHORTEST - 1 and one_error_apart(word, one)]


def apart(word: str, known: Collection[str]) -> list[dict[str, float]]:
    """Two known words written as one, `tamtru`, each as `meant` gives it; [] for anything else."""
    for cut in range(2, len(word) - 1):
        if word[:cut] in known and word[cut:] in known:
            return [{word[:cut]: RUN_TOGETHER}, {word[cut:]: RUN_TOGETHER}]
    return []
