"""Vietnamese names as keys: for looking up, for telling equal, for sorting, for typing errors.

A name is stored as written. Beside it stand keys, computed here and nowhere else, so that
`nguyen thi minh thuy` finds Nguyễn Thị Minh Thuý and a list sorts as a Vietnamese reader expects.
"""

import re
import unicodedata
from functools import lru_cache

TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
"""Tone marks in dictionary order: huyền, hỏi, ngã, sắc, nặng; ngang has none and is 0."""

_LOOK_ALIKES = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"})
_LOOK_ALIKE = re.compile("[ÐðƉɖ]")
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼʹ´`′＇", "'"))
# U+00AD is left alone: invisible in Unicode, it is the letter ư of the TCVN3 fonts.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
# Each letter that follows its plain sister gets a character above z, below the next letter.
_LETTERS = {"ă": "a{", "â": "a|", "đ": "d{", "ê": "e{", "ô": "o{", "ơ": "o|", "ư": "u{"}
_PARTS = re.compile(r"[\d]+|(?:[^\W\d_]|[\u0300-\u036f])+|.", re.DOTALL)


def nfc(text: str) -> str:
    """One line of text as we store it: NFC, one plain space between words, Đ for its look-alikes.

    Zero-width, bidirectional and control characters go; lone surrogates become U+FFFD, because
    PostgreSQL can hold neither them nor NUL. Mend fonts (rules/fonts) before this, not after.
    """
    if not text.isprintable():
        text = _SURROGATE.sub("\ufffd", _UNSEEN.sub("", text))
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        if _LOOK_ALIKE.search(text):
            text = text.translate(_LOOK_ALIKES)
    return " ".join(text.split())


def accent_free(text: str) -> str:
    """The look-up key: lower case, no marks, đ as d (`nguyen thi minh thuy`)."""
    return " ".join([_syllable(word)[0] for word in nfc(text).split(" ")])


def tone_key(text: str) -> str:
    """The equality key: lower case, each syllable's tone moved behind it as a digit 1 to 5.

    Where the mark stands does not matter (hoà = hòa = `hoa1`, quý = qúy = `quy4`); which mark it
    is, and ă â ê ô ơ ư đ, do (Huế ≠ Huệ).
    """
    return " ".join([_syllable(word)[1] for word in nfc(text).split(" ")])


def same_name(one: str, other: str) -> bool:
    """Whether two spellings are one legal name, apart from tone position, case, spaces and Ð/Đ.

    Mỹ/Mĩ, Huỳnh/Hoàng or a lost accent are not the same: those are for a person to judge.
    """
    return tone_key(one) == tone_key(other)


def sort_key(text: str) -> str:
    """Printable ASCII that sorts in Vietnamese order under byte comparison (collation "C").

    Letters a ă â b c d đ e ê …, then tone (ngang huyền hỏi ngã sắc nặng), syllable by syllable as
    dictionaries do, so that all of Hà stand before the first Hạ; numbers by value (Tổ 2, Tổ 10).
    Case and punctuation do not count. Under any other collation the order is not promised.
    """
    keys = [_syllable(word)[2] for word in nfc(text).split(" ")]
    return "-".join([key for key in keys if key])


def person_sort_key(full_name: str) -> str:
    """As `sort_key`, for a person: given name (last syllable), middle names, then surname."""
    keys = [key for word in nfc(full_name).split(" ") if (key := _syllable(word)[2])]
    if len(keys) < 2:
        return "".join(keys)
    return f"{keys[-1]} {'-'.join(keys[1:-1])} {keys[0]}"


@lru_cache(maxsize=65_536)
def _syllable(word: str) -> tuple[str, str, str]:
    """Accent-free, tone and sort key of one word; names are made of few words, hence the cache."""
    word = word.casefold().translate(_APOSTROPHES)
    toned = "".join([_toned(part) for part in _PARTS.findall(word)])
    sorting = "".join([_sorting(part) for part in _PARTS.findall(word.replace("'", ""))])
    return _unmarked(word), toned, sorting


def _unmarked(text: str) -> str:
    marks = unicodedata.normalize("NFD", text)
    kept = "".join([mark for mark in marks if not unicodedata.combining(mark)])
    return unicodedata.normalize("NFC", kept).replace("đ", "d")


def _take_out_tones(part: str) -> tuple[str, str]:
    marks = unicodedata.normalize("NFD", part)
    tones = "".join([TONES[mark] for mark in marks if mark in TONES])
    letters = "".join([mark for mark in marks if mark not in TONES])
    return unicodedata.normalize("NFC", letters), tones


def _toned(part: str) -> str:
    base, tones = _take_out_tones(part)
    # A figure written in the name ends in 0, so that no name can spell another's tone.
    return base + (tones or ("0" if base[-1:].isdigit() else ""))


def _sorting(part: str) -> str:
    base, tones = _take_out_tones(part)
    if base.isdecimal():
        digits = "".join([str(unicodedata.decimal(digit)) for digit in base]).lstrip("0")
        return f"{len(digits):04d}{digits},0"
    letters = "".join(map(_sorting_letter, base))
    return letters and f"{letters},{tones[:1] or '0'}"


def _sorting_letter(letter: str) -> str:
    if letter in _LETTERS:
        return _LETTERS[letter]
    plain = _unmarked(unicodedata.normalize("NFKD", letter)).casefold()
    if plain.isascii():
        return "".join(filter(str.isalnum, plain))
    return f"~{ord(letter):06x}" if letter.isalnum() else ""
