"""Letters that are gone: where `?` or U+FFFD stands for them, and where a broken text has gaps.

What is lost is found, never guessed. A question mark is right behind a word that can end a
question; inside a word, before one, or behind a capitalised name it stands for a letter.
"""

import re
from collections.abc import Sequence

from motcua.rules.fonts.lexicon import UNKNOWN
from motcua.rules.fonts.syllables import is_syllable, rarity

GONE = "\ufffd"
_ASK = """
    gì ai nào đâu không chưa sao bao mấy hả à ạ nhỉ thế phải ư chứ chăng nhé
    khong chua dau nao
"""
_ASKING = frozenset(_ASK.split())
_ADDRESS = re.compile(r"://|www\.|[?&]\w+=")
_OTHER_SCRIPT = "\u3000-\u9fff\uac00-\ud7af\uff61-\uff9f"
_REMAINS = re.compile(
    f"[\x01-\x08\x0e-\x1f\x80-\x9f\ue000-\uf8ff]|[a-zA-Z][{_OTHER_SCRIPT}]{{1,3}}(?:[a-z]|\\b)|[{_OTHER_SCRIPT}][a-z]"
    "|[^\\W\\d_][¡-©«¬\xad®-¶¸¹»-¿]+[^\\W\\d_]|á[º»]|[ÃÄÆ][\xa0-¿]|Ä[‘ƒ]|[a-zà-ỹ][ÃÄ](?:$|[^a-zA-Z])"
)
_HALVES = {"Ä": "Đ", "Ã": "ÁÍÝ"}
"""C4 and C3 in Windows-1252, and whose first half they are in UTF-8 where it lacks the second."""


def remains(word: str) -> bool:
    """Whether a word shows what no right text does: controls, signs or other scripts in it, or
    half a letter with which it is no syllable, as it is with the whole one (Äinh, BÃCH)."""
    return bool(_REMAINS.search(word)) or any(
        half in word and _is_cut(word.strip("\"'(),.:;"), half) for half in _HALVES
    )


def _is_cut(word: str, half: str) -> bool:
    whole = [word.replace(half, letter) for letter in _HALVES[half]]
    return not is_syllable(word) and any(map(is_syllable, whole))


def lost(text: str, words: Sequence[str], meant: Sequence[str]) -> tuple[int, ...]:
    """Where in `text` letters are gone, counted in characters from 0; () where none is.

    `words` are those of the text between blanks, `meant` the same as they were read.
    """
    if "?" not in text and GONE not in text:
        return ()
    starts, at = [], 0
    for word in words:
        at = text.index(word, at)
        starts.append(at)
        at += len(word)
    found = [at for at, letter in enumerate(text) if letter == GONE]
    if "?" in text:
        found += [
            start + inside
            for place, start in enumerate(starts)
            for inside in _in_word(words, meant, place)
        ]
    return tuple(sorted(found))


def _in_word(words: Sequence[str], meant: Sequence[str], place: int) -> list[int]:
    word = words[place]
    if "?" not in word or "?" not in meant[place] or _ADDRESS.search(word):
        return []
    return [
        at
        for at, letter in enumerate(word)
        if letter == "?" and _stands_for_a_letter(words, meant, place, at)
    ]


def _stands_for_a_letter(words: Sequence[str], meant: Sequence[str], place: int, at: int) -> bool:
    word = words[place]
    before, after = word[:at].rstrip("?"), word[at + 1 :].lstrip("?")
    if after[:1].isalpha():
        return True
    if not before[-1:].isalpha():
        return not before and not after and _alone(words, place)
    opened = "(" in word and ")" not in word
    return opened or not _asks(words, meant, place)


def _alone(words: Sequence[str], place: int) -> bool:
    """A question mark by itself: among words, in a name, or where other letters are gone, all of
    them even."""
    if len(words) > 1 and not "".join(words).strip("?"):
        return True
    onward = words[place + 1 : place + 2]
    if onward and onward[0][:1].islower():
        return True
    others = [word for word in words if word[:1].isalpha()]
    named = bool(others) and all(word[0].isupper() and word[-1] != ":" for word in others)
    return named or any(re.search(r"\w\?+\w", word) for word in words)


def _asks(words: Sequence[str], meant: Sequence[str], place: int) -> bool:
    """Whether the question mark behind a word ends a question."""
    onward = words[place + 1 : place + 2]
    said = [re.sub(r"\W", "", word).casefold() for word in meant[: place + 1]]
    if any(word in _ASKING for word in said):
        return not onward or not onward[0][:1].islower() or said[-1] in _ASKING
    if onward and not onward[0][:1].isupper():
        return False
    letters = [word for word in meant[: place + 1] if word[:1].isalpha()]
    marked = any(not word.isascii() for word in letters)
    whole = rarity(said[-1]) < UNKNOWN
    return marked and whole and any(word[0].islower() for word in letters) and not onward
