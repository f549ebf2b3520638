"""Letters of a card: which it can have; mis-decoded ones brought back where that proves itself."""

import re
import unicodedata
from collections.abc import Iterator

from motcua.rules.fonts.syllables import is_syllable
from motcua.rules.words.hearing import untyped

LOST = "?\ufffd"
BLANKS = " \t\r\n"  # U+00A0 may be the half of a letter
_BASES = "aăâeêioôơuưy"
_TONES = "\u0300\u0301\u0303\u0309\u0323"
# Ê Đê, Gia Rai, Ba Na and others write breves, č, ñ and ƀ too.
_MINORITY = "ĕĭŏŭčñƀ\u0306"
_TONED = {unicodedata.normalize("NFC", base + tone) for base in _BASES for tone in _TONES}
_LOWER = {*"abcdefghijklmnopqrstuvwxyzđ", *_BASES, *_MINORITY, *_TONED}
LETTERS = frozenset(_LOWER | {letter.upper() for letter in _LOWER})
_TWO_TONES = re.compile(f"(?i:[{''.join(sorted(_TONED))}]{{2}})")  # ơ in cp850 is ãí
# No letter, sign or blank that a mis-decoded Vietnamese letter may leave behind: not º ° “ ” –
# nor U+00A0; ’ only behind a plain letter (Cư M’gar).
_SIGNS = frozenset(" ,.'-/()&:;#+|_0123456789")
_APOSTROPHE = re.compile("(?<=[A-Za-z])’")

# One byte a letter: every byte is a letter, C1 controls where the table has a hole.
_SINGLE = (
    "latin-1", "cp1252", "cp1258", "cp1250", "cp1251", "cp1253", "cp1254", "cp1256", "cp1257",
    "iso8859-15", "cp437", "cp850", "cp852", "cp866", "mac-roman", "koi8-r", "cp874",
)  # fmt: skip
_MANY = (
    "cp932", "shift_jis", "euc_jp", "gb18030", "gbk", "big5", "cp950", "big5hkscs", "euc_kr",
    "cp949",
)  # fmt: skip
_DEEPEST = 2


def foreign(text: str) -> set[str]:
    """What in `text` no Vietnamese card can have; `?` and U+FFFD are among them."""
    whole = unicodedata.normalize("NFC", _APOSTROPHE.sub("'", text))
    strange = {sign for sign in whole if sign not in LETTERS and sign not in _SIGNS}
    return strange | set(_TWO_TONES.findall(whole))


def restored(text: str) -> str | None:
    """`text` with its UTF-8, read as something else once or twice, read rightly; None where
    nothing or more than one thing comes out.

    It proves itself: in one encoding `text` gives back bytes that are strict UTF-8, of letters
    Vietnamese cards have, and those bytes give `text` again.
    """
    found, waiting = set(), {text}
    for _ in range(_DEEPEST):
        waiting = {again for one in waiting for again in _read_anew(one)}
        found |= {one for one in waiting if not foreign(one)}
    return found.pop() if len(found) == 1 else None


def _read_anew(text: str) -> Iterator[str]:
    if text.isascii():
        return
    for codec in (*_SINGLE, *_MANY):
        raw = _bytes_of(text, codec)
        if raw is None:
            continue
        try:
            yield raw.decode("utf-8")
        except UnicodeDecodeError:
            continue


def _bytes_of(text: str, codec: str) -> bytes | None:
    """The bytes that read in `codec` give `text`, if there are any."""
    try:
        raw = text.encode(codec)
        return raw if codec in _SINGLE or raw.decode(codec) == text else None
    except UnicodeError:
        pass
    if codec not in _SINGLE:
        return None
    try:
        return b"".join([_byte_of(sign, codec) for sign in text])
    except UnicodeError:
        return None


def _byte_of(sign: str, codec: str) -> bytes:
    return bytes([ord(sign)]) if "\x80" <= sign <= "\x9f" else sign.encode(codec)


def typed_marks(text: str) -> bool:
    """Whether marks seem to stand as keys, and no letter has one: `Nguyeenx Vawn`, `Nguye64n`."""
    words = re.findall(r"[A-Za-z][A-Za-z0-9]*", text) if text.isascii() else []
    return any(_is_typed(word.lower()) for word in words)


def _is_typed(word: str) -> bool:
    bare = untyped(word)
    if bare == word or is_syllable(word):
        return False
    return is_syllable(bare) or is_syllable(bare + "\u0301")  # viet is one once it has its tone


def odd_words(text: str) -> tuple[str, ...]:
    """The words of a name that have not the build of a syllable."""
    return tuple(word for word in re.split(r"[ .'’-]+", text) if word and not is_syllable(word))


def uncapped(text: str) -> str | None:
    """What was typed while capitals were locked, as it was meant: the keys turned, or every letter
    where the scanner sends all as keys. None where neither way, or both, read well."""
    keys = "".join([sign.swapcase() if sign.isascii() else sign for sign in text])
    fit = {way for way in (keys, text.swapcase()) if _is_written(way)}
    return fit.pop() if len(fit) == 1 else None


def _is_written(text: str) -> bool:
    """Whether no word has a capital behind a small letter."""
    return not any(
        low.islower() and high.isupper()
        for word in re.findall(r"[^\W\d_]+", text)
        for low, high in zip(word, word[1:], strict=False)
    )
