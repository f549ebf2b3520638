"""The code on a health insurance card (BHYT): the letters of name and address as figures.

`code|hex of the name|birth date|1 or 2|hex of the address|…|$`. The code is fifteen signs on old
cards, the ten digits of the insurance number since, and may be the personal number. What follows
the address differs between cards: it is counted, neither read nor kept.
"""

import re

from motcua.rules.cards.letters import BLANKS, foreign
from motcua.rules.cards.parts import Parts
from motcua.rules.cards.reading import CardField, CardKind, Damage, Reading, Repair
from motcua.rules.identity import Sex

SEXES = {"1": Sex.MALE, "2": Sex.FEMALE}
_READ = 5  # fields
_LONGEST_NUMBER = 12  # digits: longer is a name
_CODE = re.compile("[A-Z]{2}[1-5][0-9]{12}|[0-9]{10}")
# A keyboard for Vietnamese makes one letter of two equal ones.
_EATEN = str.maketrans({"Â": "AA", "Ê": "EE", "Đ": "DD", "â": "AA", "ê": "EE", "đ": "DD"})


def looks_like(text: str) -> bool:
    """Whether it seems to be such a code, whole or not."""
    fields = text.split("|")
    return len(fields) > 2 and bool(
        re.match("[A-Za-z]{2}[0-9]", fields[0])
        or (fields[3:4] in (["1"], ["2"]) and len(fields[1]) > _LONGEST_NUMBER)
    )


def read_insurance(text: str, original: bytes, parts: Parts) -> Reading:
    """The fields of the code; what is damaged in it, field by field."""
    fields = [field.strip(BLANKS) for field in text.rstrip().removesuffix("$").split("|")]
    unread = len([field for field in fields[_READ:] if field])
    code, name, birth, sex, residence = (fields + [""] * _READ)[:_READ]
    if re.fullmatch("[0-9]{12}", code):
        parts.number(code)
    else:
        _take_code(code, parts)
    _take_hex(CardField.FULL_NAME, name, parts)
    parts.day(CardField.BIRTH_DATE, birth)
    parts.sex(sex, SEXES)
    if residence and len(fields) == _READ and not text.rstrip().endswith("$"):
        parts.damage[CardField.RESIDENCE] = Damage.CUT  # it may go on where the text breaks off
    else:
        _take_hex(CardField.RESIDENCE, residence, parts)
    kept = "|".join(fields[:_READ]).encode() if unread and not parts.damage else original
    return parts.finished(CardKind.INSURANCE, kept, unread)


def _take_code(code: str, parts: Parts) -> None:
    if re.match("[a-z]{2}[0-9]", code):  # hex means the same in small letters
        parts.repairs.append(Repair.CAPITALS)
        code = code.upper()
    if _CODE.fullmatch(code):
        parts.fields[CardField.INSURANCE_NUMBER] = code
    else:
        parts.damage[CardField.INSURANCE_NUMBER] = Damage.NUMBER


def _take_hex(name: CardField, figures: str, parts: Parts) -> None:
    words = _from_hex(figures)
    if words is None and (again := _from_hex(figures.translate(_EATEN))) and not foreign(again):
        parts.repairs.append(Repair.HEX_EATEN)
        words = again
    if words is None:
        parts.damage[name] = Damage.CUT if figures else Damage.LOST
        return
    parts.text(name, words)


def _from_hex(figures: str) -> str | None:
    """The words of an even count of figures that are strict UTF-8."""
    if not re.fullmatch("(?:[0-9A-Fa-f]{2})+", figures):
        return None
    try:
        return bytes.fromhex(figures).decode("utf-8")
    except UnicodeDecodeError:
        return None
