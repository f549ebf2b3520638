"""A row of a register of guests: read from what people and spreadsheets write, cell by cell."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from motcua.rules.identity import BirthDate, IdentityNumber, Sex, decode
from motcua.rules.refusal import Refused
from motcua.rules.spreadsheet import numbered_day
from motcua.rules.stay import StayLaw
from motcua.rules.words.names import accent_free, nfc

Cells = Mapping[str, str]
Wrong = dict[str, Refused]
HOME = "Việt Nam"
NONE = ("khong co", "khong", "chua co")
SEXES = {"nam": Sex.MALE, "male": Sex.MALE, "m": Sex.MALE,
         "nu": Sex.FEMALE, "female": Sex.FEMALE, "f": Sex.FEMALE}  # fmt: skip
LONGEST = {"full_name": 120, "residence": 300}
LONG = 100
OLDEST = 366  # days: what is told of a stay longer ago is a slip of the year
_SERIAL = range(20_000, 80_000)  # 1954 to 2119, as Excel counts days
_PASSPORT = re.compile(r"(?=.*[A-Z])[A-Z0-9]{6,12}")
_HOUR = re.compile(r"(\d{1,2})(?:[:hHg](\d{2})?(?::\d{2})?)?")


@dataclass(frozen=True)
class Guest:
    """Somebody who stays from `begins` until `ends`, the day they leave; `hour` is HH:MM or "".

    `birth_date` is yyyy, yyyy-mm or yyyy-mm-dd; `number` "" where they have no papers yet.
    """

    full_name: str
    number: str
    birth_date: str
    sex: str
    nationality: str
    residence: str
    begins: date
    hour: str
    ends: date
    room: str
    reason: str
    relative: bool

    @property
    def same(self) -> str:
        """What is equal in two rows that tell of one guest coming once."""
        who = self.number or f"{accent_free(self.full_name)}/{self.birth_date}"
        return f"{who}/{self.begins}"

    @property
    def came(self) -> time | None:
        return time.fromisoformat(self.hour) if self.hour else None


@dataclass(frozen=True)
class Row:
    """A row as it came (`line` of the file or page) and as it is understood: a guest, or what is
    wrong in which column."""

    line: int
    cells: Cells
    guest: Guest | None
    wrong: Wrong


def read_rows(
    lines: Iterable[tuple[int, Cells]], law: StayLaw, today: date, zeros: bool = False
) -> list[Row]:
    """Every row that is not empty, good or with all that is wrong in it; a guest who is named
    twice is wrong the second time. `zeros`: put back the noughts Excel took from numbers."""
    seen: dict[str, int] = {}
    rows = []
    for line, cells in lines:
        if not any(cell.strip() for cell in cells.values()):
            continue
        guest, wrong = read_guest(cells, law, today, zeros)
        if guest and (before := seen.setdefault(guest.same, line)) != line:
            guest, wrong = None, {"full_name": Refused("guest-twice", detail={"line": before})}
        rows.append(Row(line, cells, guest, wrong))
    return rows


def read_guest(
    cells: Cells, law: StayLaw, today: date, zeros: bool = False
) -> tuple[Guest | None, Wrong]:
    """A guest, or all that is wrong, by column: codes of sentences with what they need to say."""
    wrong: Wrong = {}

    def take(key: str, read: Callable[[str], Any]) -> Any:
        try:
            return read(_plain(cells.get(key, ""), LONGEST.get(key, LONG)))
        except Refused as refused:
            wrong[key] = refused
            return None

    number = take("number", lambda text: _number(text, zeros))
    said: dict[str, Any] = {
        "full_name": take("full_name", _name),
        "number": number,
        "birth_date": take("birth_date", lambda text: _born(text, today)),
        "sex": take("sex", lambda text: _sex(text, number or "")),
        "nationality": take("nationality", lambda text: text or HOME),
        "begins": take("begins", lambda text: _begins(text, today)),
        "hour": take("hour", _hour),
        "relative": take("relative", lambda text: accent_free(text) not in ("", "khong", "0")),
    }
    said |= {key: take(key, str) for key in ("residence", "room", "reason")}
    said["ends"] = take("ends", lambda text: _ends(text, said["begins"], law))
    return (None, wrong) if wrong else (Guest(**said), {})


def _plain(text: str, most: int) -> str:
    """One line as we keep it; a formula is never a value."""
    if text.lstrip().startswith("="):
        raise Refused("guest-formula")
    text = nfc(text)
    if len(text) > most:
        raise Refused("too-long", detail={"limit": most})
    return text


def _name(text: str) -> str:
    if not text:
        raise Refused("missing")
    if any(letter.isdigit() for letter in text):
        raise Refused("guest-name-digits")
    return text


def _number(text: str, zeros: bool) -> str:
    """A personal number or passport; "" where somebody says that there is none."""
    if not text:
        raise Refused("guest-number-missing")
    if accent_free(text) in NONE:
        return ""
    text = text.removesuffix(".0")
    passport = text.upper().replace(" ", "")
    if _PASSPORT.fullmatch(passport):
        return passport
    try:
        return IdentityNumber.parse(text).digits
    except Refused as refused:
        suggestion = str(refused.detail.get("suggestion", ""))
        if zeros and suggestion:
            return suggestion
        code = "guest-lost-zero" if suggestion else refused.code
        raise Refused(code, detail=refused.detail) from None


def _born(text: str, today: date) -> str:
    if not text:
        raise Refused("missing")
    if text.isdigit() and int(text) in _SERIAL:
        return numbered_day(int(text)).isoformat()
    text = text.zfill(8) if text.isdigit() and len(text) == 7 else text  # ddmmyyyy as a number
    return BirthDate.parse(text, today).iso


def _sex(text: str, number: str) -> str:
    """As said; where nothing is said, as the personal number has it."""
    if not text:
        return decode(number).sex if len(number) == 12 and number.isdigit() else ""
    if accent_free(text) not in SEXES:
        raise Refused("guest-sex")
    return SEXES[accent_free(text)]


def _day(text: str) -> date:
    """dd/mm/yyyy in its usual spellings, ISO, or the number Excel keeps a day as."""
    if text.isdigit() and int(text) in _SERIAL:
        return numbered_day(int(text))
    parts = re.findall(r"\d+", text)[:3]
    if len(parts) < 3:
        raise Refused("date")
    year, month, day = parts if len(parts[0]) == 4 else reversed(parts)
    if len(year) != 4:
        raise Refused("date-year")
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise Refused("date-none") from None


def _begins(text: str, today: date) -> date:
    if not text:
        raise Refused("missing")
    begins = _day(text)
    if abs((begins - today).days) > OLDEST:
        raise Refused("guest-day-far")
    return begins


def _ends(text: str, begins: date | None, law: StayLaw) -> date | None:
    if begins is None:  # told at its own column
        return None
    ends = _day(text) if text else begins + timedelta(days=1)
    if ends < begins:
        raise Refused("stay-ends-before-it-begins")
    if (ends - begins).days >= law.notice.under_days:
        raise Refused("guest-stays-long", detail={"days": law.notice.under_days})
    return ends


def _hour(text: str) -> str:
    """HH:MM, also of 21h30, 9h and of the part of a day Excel keeps an hour as."""
    if not text:
        return ""
    if re.fullmatch(r"0?\.\d+", text):
        minutes = round(float(text) * 1440)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    found = _HOUR.fullmatch(text.replace(" ", ""))
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
    if hour > 23 or minute > 59:
        raise Refused("time")
    return f"{hour:02d}:{minute:02d}"


def under_headings(
    table: Sequence[Sequence[str]], law: StayLaw
) -> tuple[dict[int, str], list[tuple[int, Cells]]]:
    """The columns found, and the rows below their headings with the line each stands in; the
    headings may have a title above them. ({}, []) where there are no headings."""
    for at, line in enumerate(table[:20]):
        if columns := law.columns_of(line):
            below = enumerate(table[at + 1 :], at + 2)
            return columns, [(number, named(columns, cells)) for number, cells in below]
    return {}, []


def named(columns: Mapping[int, str], cells: Sequence[str]) -> dict[str, str]:
    """The cells of a row by the keys of their columns."""
    return {key: cells[at] for at, key in columns.items() if at < len(cells)}


def late(guest: Guest, law: StayLaw, told: datetime, known_relative: bool) -> bool:
    """Whether it was told too late, by the wall's clock; of close relatives once is enough."""
    return not known_relative and told >= law.notice.until(guest.begins, guest.came)
