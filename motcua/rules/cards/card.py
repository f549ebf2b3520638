"""Reads a card from the bytes of its code, of a scanner's keys, or of a chip's reader."""

import re
import unicodedata
from datetime import date

from motcua.rules.cards import chip, identity_card, insurance_card, mrz
from motcua.rules.cards.letters import BLANKS, foreign, restored
from motcua.rules.cards.parts import Parts
from motcua.rules.cards.reading import CardSource, Reading, Repair
from motcua.rules.refusal import Refused

MOST = 3000  # bytes: the largest QR code there is holds 2,953
MOST_CHIP = 2 << 20  # a face is among them, which is passed over
_ADDRESS = re.compile(r"\s*(?:https?|ftp|intent|zalo|tel|mailto|otpauth)[:/]|\s*www\.", re.I)
_COMMAND = re.compile(
    r"(?i)\b(?:select|union|insert|update|delete|drop|alter|exec)\b.*(?:\b(?:from|into|table|set"
    r"|all|where)\b|[;*'])|'\s*(?:or|and)\b.*=|;\s*--|<\s*(?:script|img|svg)|\$\{|\{\{"
)
_PAYMENT = re.compile(r"0002010102\d\d.+6304[0-9A-Fa-f]{4}", re.DOTALL)  # EMVCo: VietQR
_OTHER_KEYS = re.compile(r"[0-9]{12}([^\w\s|])([0-9]{9})?\1.*\1|[đăâêô]{5}", re.DOTALL)
"""Of a keyboard that is no English one: | is another sign, or figures are the letters and marks
that the Vietnamese keyboard of Windows has on their keys."""
_MARKS = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_BEGUN = re.compile("[0-9]{9}|[A-Z]{2}[0-9]{13}")  # a number of a person, or of an insured one
_KINDS = (
    (mrz.looks_like, mrz.read_mrz),
    (insurance_card.looks_like, insurance_card.read_insurance),
    (identity_card.looks_like, identity_card.read_identity),
)


def read(given: bytes, source: CardSource, today: date) -> Reading:
    """One card as it was read by `source`, on the day `today`.

    Strict UTF-8; what does not prove itself is damaged, never guessed. What `CardSource.KEYS`
    typed comes as UTF-8, with its line end or Tab. Refused where it is no card: `card-empty`,
    `card-huge`, `card-two`, `card-web-address`, `card-command`, `card-payment`, `card-keyboard`,
    `card-binary`, `card-cut-short`, `card-other`; of a chip `chip-cut-short`, `chip-damaged`,
    `chip-no-data`.
    """
    if len(given) > (MOST_CHIP if source is CardSource.CHIP else MOST):
        raise Refused("card-huge")
    parts = Parts(source, today)
    if source is CardSource.CHIP:
        return chip.read_chip(chip.files(given), parts)
    text = _once(_letters(given, parts), parts)
    if _OTHER_KEYS.match(_unmarked(text)):
        raise Refused("card-keyboard")
    for looks_like, read_it in _KINDS:
        if looks_like(text):
            return read_it(text, given, parts)
    raise Refused(_what_else(text))


def _letters(given: bytes, parts: Parts) -> str:
    """The text of the bytes, mis-decoded letters brought back where that proves itself."""
    text = given.decode("utf-8-sig", errors="replace").strip(BLANKS)
    if not text:
        raise Refused("card-empty")
    if text.isascii() or not foreign(text.replace("\n", "").replace("\r", "")):
        return unicodedata.normalize("NFC", text)
    again = restored(text)
    if again is not None:
        parts.repairs.append(Repair.DOUBLE_ENCODED)
    return unicodedata.normalize("NFC", again or text)


def _once(text: str, parts: Parts) -> str:
    """One card of what a scanner typed: two times the same are one, two cards are refused."""
    lines = [line.strip(BLANKS) for line in re.split(r"[\r\n]+", text) if line.strip(BLANKS)]
    if not all("|" in line for line in lines):
        return text
    half = len(text) // 2
    if len(lines) == 1 and text[:half] == text[half:]:
        lines = [text[:half], text[half:]]
    if len(set(lines)) > 1:
        raise Refused("card-two")
    if len(lines) > 1:
        parts.repairs.append(Repair.TWICE)
    return lines[0]


def _unmarked(text: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).translate(_MARKS))


def _what_else(text: str) -> str:
    """What it is instead of a card, as the code of a sentence."""
    strange = [sign for sign in text if unicodedata.category(sign) in ("Cc", "Co", "Cn")]
    if "\0" in text or len(strange) + text.count("\ufffd") > len(text) // 5:
        return "card-binary"
    if _ADDRESS.match(text):
        return "card-web-address"
    if _COMMAND.search(text):
        return "card-command"
    if _PAYMENT.fullmatch(text):
        return "card-payment"
    if _BEGUN.match(text) or text.count("|") > 3:
        return "card-cut-short"
    return "card-other"
