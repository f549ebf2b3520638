"""Identity numbers and birth dates: what their digits say, and what they cannot say."""

import calendar
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from motcua.rules.refusal import Refused


class Sex(StrEnum):
    """As civil status papers write it."""

    MALE = "male"  # nam
    FEMALE = "female"  # nữ


class Doubt(StrEnum):
    """A contradiction worth a warning. Never a ground for refusal: numbers outlive corrections."""

    SEX_DIFFERS = "identity-sex-differs"
    YEAR_DIFFERS = "identity-year-differs"
    PLACE_UNKNOWN = "identity-place-unknown"


class Decoded(NamedTuple):
    """What a 12-digit number says.

    `place` is where the birth was registered (province 001-096, country from 100), not where the
    person lives; the code of a merged province stays valid for ever.
    """

    place: str
    sex: Sex
    birth_year: int


@dataclass(frozen=True)
class IdentityNumber:
    """A personal number of 12 digits, or an old identity card (CMND) number of 9.

    CMND numbers were issued twice in places and lapsed on 31/12/2024 (Luật 26/2023/QH15, art. 46):
    good for finding an old paper, never as a key.
    """

    digits: str

    @classmethod
    def parse(cls, text: str) -> "IdentityNumber":
        """The number in `text`; spaces, dots, dashes and a spreadsheet's apostrophe are let pass.

        Refused: `identity-letters`, `identity-length`, and `identity-lost-zero` when the length
        is that of a number whose leading zeros a spreadsheet ate (`detail["suggestion"]` is the
        number to ask about; it is never taken without the person's yes).
        """
        digits = "".join(
            [d for d in unicodedata.normalize("NFKC", text) if d not in _SEPARATORS]
        ).strip()
        if not (digits.isascii() and digits.isdigit()):
            raise Refused("identity-letters" if digits else "identity-length")
        if len(digits) in (9, 12):
            return cls(digits)
        if len(digits) in (10, 11) and not digits.startswith("0"):
            raise Refused("identity-lost-zero", detail={"suggestion": digits.zfill(12)})
        raise Refused("identity-length", detail={"digits": len(digits)})

    @property
    def is_old_card(self) -> bool:
        """Whether it is a nine-digit CMND number."""
        return len(self.digits) == 9

    def __str__(self) -> str:
        return mask(self.digits)

    def __repr__(self) -> str:
        return f"IdentityNumber({mask(self.digits)!r})"


_SEPARATORS = " \t\r\n.-_'’\u00a0\u2010\u2011\u2013\u200b\ufeff"


def decode(number: str) -> Decoded:
    """Place, sex and birth year in a 12-digit number (NĐ 137/2015/NĐ-CP art. 13; TT 59/2021/TT-BCA
    art. 4). There is no check digit. ValueError if `number` is not 12 digits."""
    if not re.fullmatch("[0-9]{12}", number):
        raise ValueError("a personal number has 12 digits")
    century, odd = divmod(int(number[3]), 2)
    sex = Sex.FEMALE if odd else Sex.MALE
    return Decoded(number[:3], sex, 1900 + 100 * century + int(number[4:6]))


def completed_years(born: str, on: date) -> tuple[int, int]:
    """The least and the most years somebody has completed on a day, of whose birth this much is
    known (ISO text); of nothing known, every age."""
    if not born:
        return 0, OLDEST
    year, today = int(born[:4]), f"{on:%m-%d}"
    first = born[5:] or "01-01"
    last = {4: "12-31", 7: f"{first}-31"}.get(len(born), first)
    return on.year - year - (today < last), on.year - year - (today < first)


def of_age(born: str, on: date, from_age: int, under_age: int) -> bool | None:
    """Whether somebody has completed so many years and not so many (0 for no such bound) on a
    day; None where what is known of their birth (ISO text) does not say."""
    least, most = completed_years(born, on)
    if most < from_age or 0 < under_age <= least:
        return False
    return True if least >= from_age and not 0 < under_age <= most else None


@dataclass(frozen=True)
class BirthDate:
    """A date of birth as far as it is known: a year, a month of it, or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str, today: date) -> "BirthDate":
        """From dd/mm/yyyy, mm/yyyy, yyyy, ISO order, or a card's ddmmyyyy where 00 is unknown.

        Refused: `birth-date-unreadable`, `birth-date-impossible` (31/02, the year 1492),
        `birth-date-future`. A two-digit year is unreadable: 55 may be 1955 or 2055.
        """
        year, month, day = _date_parts(unicodedata.normalize("NFKC", text).strip())
        if year < EARLIEST_YEAR or (day and not month):
            raise Refused("birth-date-impossible")
        if month and not (month <= 12 and (day or 1) <= calendar.monthrange(year, month)[1]):
            raise Refused("birth-date-impossible")
        born = cls(year, month or None, day or None)
        if born.earliest > today:
            raise Refused("birth-date-future")
        return born

    @property
    def earliest(self) -> date:
        """The first day it may have been."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day it may have been."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def iso(self) -> str:
        """yyyy, yyyy-mm or yyyy-mm-dd: for storing and sending; `parse` reads it back."""
        return "-".join(reversed(str(self).split("/")))

    def agrees(self, other: "BirthDate") -> bool:
        """Whether both may be one day: the parts both know are equal."""
        return self.earliest <= other.latest and other.earliest <= self.latest

    def __str__(self) -> str:
        known = [f"{part:02d}" for part in (self.day, self.month) if part]
        return "/".join([*known, f"{self.year:04d}"])


EARLIEST_YEAR = 1800
OLDEST = 200
_DATE_FORMS = [
    re.compile(r"(?:(?:(?P<day>\d{1,2})[/. -])?(?P<month>\d{1,2})[/. -])?(?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})(?:-(?P<day>\d{2}))?"),
    re.compile(r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4})"),
]


def _date_parts(text: str) -> tuple[int, int, int]:
    for form in _DATE_FORMS:
        if found := form.fullmatch(text):
            return int(found["year"]), int(found["month"] or 0), int(found["day"] or 0)
    raise Refused("birth-date-unreadable")


def check(
    number: str, born: BirthDate | None, sex: Sex | None, places: Collection[str] = ()
) -> list[Doubt]:
    """What in a 12-digit number contradicts the rest: warnings for a person to look at.

    A number keeps its digits when sex or year of birth is corrected later, so none of these may
    stop a dossier. Without `places` the place is not judged; a 9-digit number says nothing.
    """
    if len(number) != 12:
        return []
    said = decode(number)
    found = {
        Doubt.SEX_DIFFERS: sex is not None and sex != said.sex,
        Doubt.YEAR_DIFFERS: born is not None and born.year != said.birth_year,
        Doubt.PLACE_UNKNOWN: bool(places) and said.place not in places,
    }
    return [doubt for doubt, so in found.items() if so]


def mask(number: str) -> str:
    """A number as pages show it: `0480*****123`, `01****670`; shorter ones only as stars."""
    shown = {12: 4, 9: 2}.get(len(number), 0)
    last = number[-3:] if shown else ""
    return number[:shown] + "*" * (len(number) - shown - len(last)) + last


_PLAIN_NUMBER = re.compile(r"(?<!\d)(?:\d{12}|\d{9})(?!\d)")
# Money is grouped too (100.000.000 đ) but never begins with a nought.
_GROUPED_NUMBER = re.compile(
    r"(?<![\d.,])0(?:[ .\u00a0-]?\d){11}(?!\d)|(?<![\d.,])0(?:[ .\u00a0-]?\d){8}(?![ .\u00a0-]?\d)"
)


def mask_numbers(text: str) -> str:
    """Free text with its 9- and 12-digit numbers masked, also when grouped (`048 201 000 031`).

    Telephone numbers (10 digits) and sums of money in groups are left readable.
    """
    text = _GROUPED_NUMBER.sub(lambda found: mask(re.sub(r"\D", "", found[0])), text)
    return _PLAIN_NUMBER.sub(lambda found: mask(found[0]), text)
