"""The three machine-readable lines of an identity card (ICAO 9303, TD1), with every check digit.

    IDVNM1900000174001190000017<<5     number of the card, then the personal number
    9003059F3003057VNM<<<<<<<<<<<2     birth, sex, last day of the card, nationality
    NGUYEN<<THI<MINH<THUY<<<<<<<<<

The digit behind the personal number is not asked about: its place is not sure, and the last digit
of the second line covers that number too. No digit covers the third line.
"""

import re

from motcua.rules.cards.parts import Parts
from motcua.rules.cards.reading import CardField, CardKind, CardSource, Damage, Reading, Repair
from motcua.rules.identity import Sex, decode

LINE, WHOLE = 30, 90
NO_END = "991231"  # the card of somebody of sixty and more
_SEXES = {"M": Sex.MALE, "F": Sex.FEMALE}
_WEIGHTS = (7, 3, 1)
_DIGITS = str.maketrans("OQDILZSBG", "000112586")
_LETTERS = str.maketrans("0158", "OISB")
# Where only digits can stand on a Vietnamese card, and where only letters can.
_DIGIT_PLACES = ((5, 27), (29, 37), (38, 45), (59, 60))
_LETTER_PLACES = ((0, 5), (37, 38), (45, 48), (60, 90))


def looks_like(text: str) -> bool:
    """Whether it seems to be such lines, whole or not."""
    letters = "".join(text.split()).upper()
    return bool(re.match("[I1L][A-Z0-9<]{2,}", letters)) and letters.count("<") > 5


def check_digit(letters: str) -> str:
    """The digit that covers these letters: weights 7 3 1, A is 10, < is 0 (ICAO 9303-3, 4.9)."""
    values = [0 if sign == "<" else int(sign, 36) for sign in letters]
    return str(sum(v * _WEIGHTS[at % 3] for at, v in enumerate(values)) % 10)


def read_mrz(text: str, original: bytes, parts: Parts) -> Reading:
    """The fields of the lines. A field whose check digit fails is damaged; so is all of them
    where the last digit, which covers the number, fails alone."""
    letters = "".join(text.split()).upper()
    if len(letters) != WHOLE or not re.fullmatch("[A-Z0-9<]+", letters):
        parts.damage |= dict.fromkeys((CardField.NUMBER, CardField.BIRTH_DATE), Damage.CUT)
        return parts.finished(CardKind.MRZ, original)
    meant = _alike(letters)
    if meant != letters and _wrong(letters) and not _wrong(meant):
        parts.repairs.append(Repair.LOOK_ALIKE)
        letters = meant
    take_mrz(letters, parts)
    return parts.finished(CardKind.MRZ, original)


def take_mrz(letters: str, parts: Parts) -> None:
    """The fields of ninety letters."""
    wrong = _wrong(letters)
    number, century = letters[15:27], letters[18:19]
    parts.number(number)
    if number[3:] != letters[5:14]:
        wrong |= {CardField.NUMBER}
    if century.isdigit() and CardField.NUMBER in parts.fields:
        year = decode(number).birth_year
        parts.day(
            CardField.BIRTH_DATE, f"{letters[34:36]}{letters[32:34]}{year // 100}{letters[30:32]}"
        )
    else:
        wrong |= {CardField.BIRTH_DATE}
    parts.sex(letters[37], _SEXES)
    _take_end(letters[38:44], parts)
    if letters[45:48] == "VNM":
        parts.fields[CardField.NATIONALITY] = "Việt Nam"
    _take_name(letters[60:], parts)
    for name in wrong:
        parts.fields.pop(name, None)
        parts.damage[name] = Damage.CHECK_DIGIT


def _wrong(letters: str) -> set[CardField]:
    """The fields a check digit speaks against."""
    found = {
        CardField.NUMBER: letters[14] != check_digit(letters[5:14]),
        CardField.BIRTH_DATE: letters[36] != check_digit(letters[30:36]),
        CardField.EXPIRES: letters[44] != check_digit(letters[38:44]),
    }
    if not any(found.values()):
        covered = letters[5:30] + letters[30:37] + letters[38:45] + letters[48:59]
        found = dict.fromkeys(found, letters[59] != check_digit(covered))
    return {name for name, so in found.items() if so}


def _take_end(day: str, parts: Parts) -> None:
    if day == NO_END:
        return
    if re.fullmatch("[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])", day):
        parts.fields[CardField.EXPIRES] = f"20{day[:2]}-{day[2:4]}-{day[4:]}"
    else:
        parts.damage[CardField.EXPIRES] = Damage.DATE


def _take_name(line: str, parts: Parts) -> None:
    """Surname and names, as far as thirty letters go; only a chip vouches for it."""
    if not re.fullmatch("[A-Z<]+", line) or line.startswith("<") or "<<<" in line.rstrip("<"):
        parts.damage[CardField.PLAIN_NAME] = Damage.FOREIGN
    elif parts.source is CardSource.KEYS:
        parts.damage[CardField.PLAIN_NAME] = Damage.LOST  # no digit covers it
    else:
        parts.fields[CardField.PLAIN_NAME] = " ".join(line.replace("<", " ").split())


def _alike(letters: str) -> str:
    """Letters read for digits, and digits for letters, put right by their place."""
    signs = list(letters)
    for places, table in ((_DIGIT_PLACES, _DIGITS), (_LETTER_PLACES, _LETTERS)):
        for first, end in places:
            signs[first:end] = letters[first:end].translate(table)
    return "".join(signs)
