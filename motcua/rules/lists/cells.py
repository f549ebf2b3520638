"""What one cell of a list says: a number, a birth, a sex, a name, however it is written."""

import re
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from motcua.rules.identity import BirthDate, IdentityNumber
from motcua.rules.refusal import Refused
from motcua.rules.spreadsheet import numbered_day
from motcua.rules.words.names import accent_free

BLANKS = " \t\r\n"
"""Others are letters in old fonts."""
_FIRST_SERIAL = 10_000  # 18/05/1927; four digits are a year
_SHORT_YEAR = re.compile(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{2})")
_NO_DAY = re.compile(r"^(?:(?:00?|_+)[/.-])+")
_DAY = re.compile(r"\d{4}-\d\d-\d\d.*|\d{1,2}/\d{1,2}/\d{4}")
_FAULT = re.compile(r"#(N/A|[A-Z/0]+[!?])")
_CLOCK = re.compile(r"[ T]00:00(:00)?(\.0+)?$")
_SEXES = {
    "nam": "nam", "m": "nam", "male": "nam", "trai": "nam", "ong": "nam",
    "nu": "nữ", "f": "nữ", "female": "nữ", "gai": "nữ", "ba": "nữ",
}  # fmt: skip


class Unread(StrEnum):
    """Why nothing was taken from a cell, for whoever keeps the list."""

    FORMULA = "là công thức, hãy thay bằng giá trị"
    FAULT = "là báo lỗi của Excel (#N/A, #REF!, #####…), hãy nhập lại giá trị"
    DIGITS = "số định danh phải có 12 chữ số, số CMND 9 chữ số"
    LETTERS = "số có chữ hoặc dấu lạ"
    ROUNDED = "số bị Excel làm tròn (dạng 1,2E+11), hãy nhập lại dạng chữ"
    A_DAY = "là ngày, không phải số, hãy đổi ô sang dạng chữ rồi nhập lại"
    NO_DATE = "không phải là ngày"
    NO_SUCH_DAY = "ngày không có trong lịch"
    FUTURE = "ngày chưa tới"
    SEX = "không rõ nam hay nữ"
    BOTH_SEXES = "ghi cả ở cột Nam và cột Nữ"
    NAME_DIGITS = "là số, không phải họ tên"


class UnreadCell(Exception):
    def __init__(self, why: Unread) -> None:
        super().__init__(why)
        self.why = why


class Numbers(NamedTuple):
    """A personal number (10 to 12 digits: noughts in front may be lost), or an old card's."""

    number: str = ""
    old_number: str = ""


def as_number(text: str) -> Numbers:
    """Raises `UnreadCell`."""
    digits = "".join(as_value(text).split()).removesuffix(".0")
    if not digits:
        return Numbers()
    if re.fullmatch(r"\d[.,]\d+E\+\d+", digits, re.IGNORECASE):
        raise UnreadCell(Unread.ROUNDED)
    if _DAY.fullmatch(digits):
        raise UnreadCell(Unread.A_DAY)
    try:
        digits = IdentityNumber.parse(digits).digits
    except Refused as refused:
        if refused.code == "identity-letters":
            raise UnreadCell(Unread.LETTERS) from None
        digits = str(refused.detail.get("suggestion", "")) or _without_nought(digits)
    return Numbers(number=digits) if len(digits) == 12 else Numbers(old_number=digits)


def _without_nought(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    if len(digits) == 8 and not digits.startswith("0"):
        return digits.zfill(9)
    raise UnreadCell(Unread.DIGITS)


def as_birth(text: str, today: date) -> str:
    """yyyy, yyyy-mm or yyyy-mm-dd of what people and spreadsheets write; two digits of a year are
    of the last hundred years. Raises `UnreadCell`."""
    text = _CLOCK.sub("", as_value(text)).removesuffix(".0").replace(" ", "")
    if not text:
        return ""
    try:
        return BirthDate.parse(_spelt_out(text, today), today).iso
    except Refused as refused:
        raise UnreadCell(_DATES.get(refused.code, Unread.NO_DATE)) from None


_DATES = {
    "birth-date-impossible": Unread.NO_SUCH_DAY,
    "birth-date-future": Unread.FUTURE,
}


def _spelt_out(text: str, today: date) -> str:
    """A date as `BirthDate.parse` reads it: a serial number as a day, a short year as a long one,
    00/00 left out."""
    text = _NO_DAY.sub("", text)
    if short := _SHORT_YEAR.fullmatch(text):
        return f"{short[1]}/{short[2]}/{_long_year(int(short[3]), today)}"
    if not text.isdigit():
        return text.replace("/", "-") if re.fullmatch(r"\d{4}/\d{2}/\d{2}", text) else text
    if len(text) == 5 and int(text) >= _FIRST_SERIAL and numbered_day(int(text)) <= today:
        return numbered_day(int(text)).isoformat()
    if len(text) in (5, 6):
        text = text.zfill(6)
        return text[:4] + str(_long_year(int(text[4:]), today))
    text = text.zfill(8) if len(text) == 7 else text
    year_first = len(text) == 8 and (int(text[2:4]) > 12 or int(text[4:6]) not in (18, 19, 20))
    return f"{text[:4]}-{text[4:6]}-{text[6:]}" if year_first else text


def _long_year(short: int, today: date) -> int:
    year = today.year - today.year % 100 + short
    return year if year <= today.year else year - 100


def as_sex(text: str) -> str:
    """nam, nữ or "". Raises `UnreadCell`."""
    plain = accent_free(as_value(text)).strip(". ")
    if plain and plain not in _SEXES:
        raise UnreadCell(Unread.SEX)
    return _SEXES.get(plain, "")


def as_name(text: str) -> str:
    """Raises `UnreadCell`."""
    text = re.sub(f"[{BLANKS}]+", " ", as_value(text))
    if len(re.findall("[0-9]", text)) > 3:
        raise UnreadCell(Unread.NAME_DIGITS)
    return text


def as_value(text: str) -> str:
    """A formula is never a value, nor is the apostrophe that makes Excel keep a text. Raises
    `UnreadCell`."""
    if text.lstrip().startswith("="):
        raise UnreadCell(Unread.FORMULA)
    if _FAULT.fullmatch(text.strip()):
        raise UnreadCell(Unread.FAULT)
    return text.strip(BLANKS).lstrip("'’").strip(BLANKS)
