"""Reads one value as people write it: a day, a time, a phone number, a count, an identity number.

Shape only. Whether the day is possible for this person, or the number somebody's, is for rules.
Each function takes cleaned text and gives the value as kept, or raises `Wrong` with the code of
a sentence.
"""

import re
from datetime import date

from motcua.rules.identity import BirthDate, IdentityNumber
from motcua.rules.refusal import Refused

DAY_WORDS = re.compile(r"(?:ngày|tháng|năm|[\s/.,\-])*", re.IGNORECASE)
TIME_WORDS = re.compile(r"(?:giờ|phút|sáng|trưa|chiều|tối|đêm|[hg:.\s])*", re.IGNORECASE)
GROUPED = re.compile(r"\d{1,3}(?:[. ]\d{3})+|\d{1,12}")
DECIMAL = re.compile(r"\d{1,12}[.,]\d{1,3}")


class Wrong(Exception):
    """What was typed does not have the shape asked for; `code` names the sentence to show."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def digits_apart(text: str, between: re.Pattern[str]) -> list[str]:
    """The runs of digits of a text that has nothing else but the words allowed between them."""
    if not all(between.fullmatch(piece) for piece in re.split(r"\d+", text)):
        return []
    return re.findall(r"\d+", text)


def day(text: str, partial: bool = False) -> str:
    """2/3/1985, 02031985, "ngày 2 tháng 3 năm 1985" → 1985-03-02; `partial` takes 1985, 3/1985."""
    runs = digits_apart(text, DAY_WORDS)
    if len(runs) == 1 and len(runs[0]) == 8:
        runs = [runs[0][:2], runs[0][2:4], runs[0][4:]]
    if len(runs) == 3 and len(runs[0]) == 4:
        runs.reverse()
    if not runs or len(runs) > 3 or (len(runs) < 3 and not partial):
        raise Wrong("date")
    if len(runs[-1]) != 4:
        raise Wrong("date-year")
    year, month, of_month = (*(int(run) for run in reversed(runs)), 0, 0)[:3]
    if not partial or (month and of_month):
        return whole_day(year, month, of_month)
    if of_month or month > 12:
        raise Wrong("date-none")
    return f"{year:04}-{month:02}" if month else f"{year:04}"


def whole_day(year: int, month: int, of_month: int) -> str:
    try:
        return date(year, month, of_month).isoformat()
    except ValueError:
        raise Wrong("date-none") from None


def birth(text: str, today: date = date.max) -> str:
    """A birth date of which only the year, or month and year, may be known; as `day` reads it."""
    try:
        return BirthDate.parse(day(text, partial=True), today).iso
    except Refused as refused:
        raise Wrong(refused.code) from None


def clock(text: str) -> str:
    """14:30, 14h30, "2 giờ 30 chiều" → 14:30."""
    runs = [int(run) for run in digits_apart(text, TIME_WORDS)]
    if len(runs) not in (1, 2):
        raise Wrong("time")
    hour, minute = (*runs, 0)[:2]
    if re.search("chiều|tối", text, re.IGNORECASE) and hour < 12:
        hour += 12
    if hour > 23 or minute > 59:
        raise Wrong("time")
    return f"{hour:02}:{minute:02}"


def phone(text: str) -> str:
    """+84 905 123 456, 0905.123.456 → 0905123456: a mobile number, because we send messages."""
    bare = re.sub(r"[\s.\-()]", "", text)
    local = re.sub(r"^(?:\+|00)?84(?=\d{9,10}$)", "0", bare)
    if re.fullmatch(r"02[0-9]{8,9}", local):
        raise Wrong("phone-desk")
    if re.fullmatch(r"01[0-9]{9}", local):
        raise Wrong("phone-old")
    if not re.fullmatch(r"0[3-9][0-9]{8}", local):
        raise Wrong("phone")
    return local


def number(text: str) -> int | float:
    """1.234.000 → 1234000, "25,5" → 25.5; never below zero."""
    if GROUPED.fullmatch(text):
        return int(re.sub(r"[. ]", "", text))
    if DECIMAL.fullmatch(text):
        return float(text.replace(",", "."))
    raise Wrong("number")


def identity_number(text: str) -> str:
    """Twelve digits, however they were grouped. An old card's nine are named as such."""
    try:
        number = IdentityNumber.parse(text)
    except Refused as refused:
        raise Wrong(refused.code) from None
    if number.is_old_card:
        raise Wrong("identity-old-card")
    return number.digits
