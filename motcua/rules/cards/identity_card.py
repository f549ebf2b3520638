"""The code on an identity card: CCCD of 2021, căn cước of 2024.

Seven fields between bars, UTF-8 without a word about it: number, old number (or none), name, birth
date, sex, residence, day of issue. The card of 2024 has more fields, in an order nobody has
published; they are counted, neither read nor kept.
"""

import re

from motcua.rules.cards.letters import BLANKS, uncapped
from motcua.rules.cards.parts import Parts
from motcua.rules.cards.reading import CardField, CardKind, Damage, Reading, Repair
from motcua.rules.identity import Sex, decode
from motcua.rules.refusal import Refused

SEXES = {"Nam": Sex.MALE, "Nữ": Sex.FEMALE}
_TYPED_SEXES = {"Nuwx", "Nu74"}  # Nữ as Telex and VNI keys
_ALL_CAPITALS_TURNED = {"nAM", "nữ", "nỮ"}
# A letter for each type of field: by these the seven are found, wherever they stand.
_TYPES = (
    ("n", re.compile("[0-9]{12}")),
    ("o", re.compile("[0-9]{9}|")),
    ("d", re.compile("[0-9]{8}")),
    ("s", re.compile("Nam|Nữ")),
    ("t", re.compile(r".*(?:[^\W\d_]|[?\ufffd]).*", re.DOTALL)),
)
_WHOLE = re.compile("n[on]?tdstd")
_SEVEN = 7


def looks_like(text: str) -> bool:
    """Whether it seems to be such a code, whole or not."""
    fields = [field.strip(BLANKS) for field in text.split("|")]
    begins = bool(re.fullmatch("[0-9]{6,24}", fields[0]))
    return len(fields) > 2 and (begins or len(fields) > 4 and bool(set(SEXES) & set(fields)))


def read_identity(text: str, original: bytes, parts: Parts) -> Reading:
    """The fields of the code; what is damaged in it, field by field.

    Refused: `card-two` where two cards stand in one text.
    """
    text = _set_right(text, parts)
    fields = [field.strip(BLANKS) for field in text.split("|")]
    types = "".join(map(_type, fields))
    found = list(_WHOLE.finditer(types))
    if len(found) > 1:
        raise Refused("card-two")
    if not found:
        _take_sound(fields, types, parts)
        return parts.finished(CardKind.IDENTITY, original)
    first, end = found[0].span()
    _take(fields[first:end], parts)
    unread = len(fields) - (end - first)
    kept = "|".join(fields[first:end]).encode() if unread else original
    return parts.finished(CardKind.IDENTITY, kept, unread)


def _type(field: str) -> str:
    return next((letter for letter, build in _TYPES if build.fullmatch(field)), "x")


def _set_right(text: str, parts: Parts) -> str:
    """Turned capitals, or a sex typed as keys, where that field and the number prove it."""
    fields = [field.strip(BLANKS) for field in text.split("|")]
    if _ALL_CAPITALS_TURNED & set(fields):
        meant = uncapped(text)
        if meant and set(SEXES) & {field.strip(BLANKS) for field in meant.split("|")}:
            parts.repairs.append(Repair.CAPITALS)
            return meant
    typed = _TYPED_SEXES & set(fields)
    if typed and _type(fields[0]) == "n" and decode(fields[0]).sex is Sex.FEMALE:
        parts.repairs.append(Repair.SEX_TYPED)
        return "|".join("Nữ" if field in typed else field for field in fields)
    return text


def _take(seven: list[str], parts: Parts) -> None:
    if len(seven) < _SEVEN:  # some leave out the old number with its bar
        seven = [seven[0], "", *seven[1:]]
    number, old, name, birth, sex, residence, issued = seven
    parts.number(number)
    parts.old_number(old)
    parts.text(CardField.FULL_NAME, name)
    parts.day(CardField.BIRTH_DATE, birth)
    parts.sex(sex, SEXES)
    parts.text(CardField.RESIDENCE, residence)
    parts.day(CardField.ISSUED, issued)
    parts.typed({CardField.FULL_NAME: name, CardField.RESIDENCE: residence})


def _take_sound(fields: list[str], types: str, parts: Parts) -> None:
    """What of a damaged code can be taken: a field is in its place where its neighbours are."""
    at = _place_of_sex(fields, types)
    if at is None:
        return _take_numbers(fields, parts)
    seven = [fields[0], *fields[1 : at - 2], *fields[at - 2 : at + 3]]
    seven += [""] * (at + 3 - len(seven))
    _take(seven, parts)
    behind = seven[-1]
    if CardField.RESIDENCE in parts.fields and not re.fullmatch(
        "[0-9]{6,10}", behind
    ):  # no end of it
        del parts.fields[CardField.RESIDENCE]
        parts.damage[CardField.RESIDENCE] = Damage.CUT


def _place_of_sex(fields: list[str], types: str) -> int | None:
    """Where the sex stands: 3 without the old number's field, else 4."""
    if types.count("s") == 1:
        at = types.index("s")
        return at if at in (3, 4) else None
    for at in (3, 4):
        if len(fields) == at + 3 and types[at - 1] == types[at + 2] == "d":
            return at
    return None


def _take_numbers(fields: list[str], parts: Parts) -> None:
    """The number at the head and the one day that fits it: enough to ask the register by."""
    parts.damage |= dict.fromkeys((CardField.FULL_NAME, CardField.RESIDENCE), Damage.CUT)
    parts.number(fields[0])
    if CardField.NUMBER in parts.fields:
        year = str(decode(fields[0]).birth_year)
        days = [field for field in fields if _type(field) == "d" and field.endswith(year)]
        parts.day(CardField.BIRTH_DATE, days[0] if len(days) == 1 else "")
