"""A list of people as somebody keeps it: which column is what, and what each cell says."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple

from motcua.rules.identity import BirthDate, IdentityNumber
from motcua.rules.refusal import Refused
from motcua.rules.tables import Tables, refuse
from motcua.rules.words.names import accent_free, nfc, tone_key

Row = Sequence[str]

HEAD_ROWS = 20
"""Where the headings end at the latest; titles stand above them."""
MOST_HEADS = 3
_EPOCH = date(1899, 12, 30)
_FIRST_SERIAL = 10_000  # 18/05/1927; four digits are a year
_COUNTED = re.compile(r"\(?\s*(\d{1,2}|[A-Z])\s*\)?")
_SHORT_YEAR = re.compile(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{2})")
_NO_DAY = re.compile(r"^(?:(?:00?|_+)[/.-])+")
_CLOCK = re.compile(r"[ T]00:00(:00)?(\.0+)?$")
_SEXES = {
    "nam": "nam", "m": "nam", "male": "nam", "trai": "nam", "ong": "nam",
    "nu": "nữ", "f": "nữ", "female": "nữ", "gai": "nữ", "ba": "nữ",
}  # fmt: skip


class Unread(StrEnum):
    """Why nothing was taken from a cell, for whoever keeps the list."""

    FORMULA = "là công thức, hãy thay bằng giá trị"
    DIGITS = "số định danh phải có 12 chữ số, số CMND 9 chữ số"
    LETTERS = "số có chữ hoặc dấu lạ"
    ROUNDED = "số bị Excel làm tròn (dạng 1,2E+11), hãy nhập lại dạng chữ"
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


# which column is what


@dataclass(frozen=True)
class Column:
    """What can be taken from a list, and what people write above it."""

    key: str
    label: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """A heading above others: of what stands below only what is `inside` is taken."""

    words: tuple[str, ...]
    inside: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ListLaw:
    """All of country/matching.toml."""

    columns: tuple[Column, ...]
    groups: tuple[Group, ...]

    @property
    def labels(self) -> Mapping[str, str]:
        return {one.key: one.label for one in self.columns}

    @cached_property
    def _by_word(self) -> Mapping[str, str]:
        words = ((word, one.key) for one in self.columns for word in (one.label, *one.words))
        return _spelt(words)

    @cached_property
    def _insides(self) -> Mapping[str, Mapping[str, str]]:
        insides = [(word, _spelt(one.inside.items())) for one in self.groups for word in one.words]
        return _spelt(insides)

    def key_of(self, parts: Sequence[str]) -> str:
        """What stands under these headings, from the topmost down; "" where that is unknown."""
        parts = [part for part in parts if _heading(part)] or [""]
        *above, own = parts
        for group in reversed(above):
            if (inside := _said(self._insides, group)) is not None:
                return _said(inside, own) or ""
        for first in range(len(parts)):
            if key := _said(self._by_word, " ".join(parts[first:])):
                return key
        return ""


def list_law_from(raw: Mapping[str, Any], source: str) -> ListLaw:
    """The file as a value; raises `DataError` with the place and the mend of a mistake."""
    tables = Tables(source)
    tables.only(dict(raw), ("column", "group"), "đầu tệp")
    columns = tuple(
        tables.build(Column, row | {"words": tuple(row.get("words", ()))}, f"column “{number}”")
        for number, row in enumerate(raw.get("column", []), 1)
    )
    groups = tuple(
        tables.build(Group, row | {"words": tuple(row.get("words", ()))}, f"group “{number}”")
        for number, row in enumerate(raw.get("group", []), 1)
    )
    keys = {one.key for one in columns}
    for number, group in enumerate(groups, 1):
        for key in group.inside.values():
            if key not in keys:
                tables.wrong.append(tables.fail(f"group “{number}”", f"không có cột “{key}”"))
    refuse(tables.wrong)
    return ListLaw(columns, groups)


class Headings(NamedTuple):
    """`taken`: of each key its column, from 0; `names`: of each column its heading in one line;
    `last`: the last row of headings, from 1; `rows`: how many rows stand above the people;
    `asked`: the keys whose column the user named."""

    taken: Mapping[str, int]
    names: Sequence[str]
    last: int
    rows: int
    asked: Set[str]


def headings(table: Sequence[Row], law: ListLaw, said: Mapping[str, str]) -> Headings | None:
    """The headings of a table, of one to three rows with cells merged, below titles; `said` are
    columns that the user names by their heading. None where nothing of a person is found."""
    best: Headings | None = None
    for last in range(1, min(len(table), HEAD_ROWS) + 1):
        for many in range(1, min(last, MOST_HEADS) + 1):
            found = _under(table, last, many, law, said)
            if found and (best is None or _is_better(found, best, table[last - many])):
                best = found
    return best and best._replace(rows=best.last + _counting(table, best.last))


def _is_better(found: Headings, best: Headings, top: Row) -> bool:
    """More is found; or it is the same rows and one more above them, which are no title and say
    of some columns that they are somebody else's."""
    if len(found.taken) > len(best.taken):
        return True
    above = len([cell for cell in top if cell.strip()]) > 1
    return found.last == best.last and above and found.taken != best.taken


def _under(
    table: Sequence[Row], last: int, many: int, law: ListLaw, said: Mapping[str, str]
) -> Headings | None:
    parts = _parts(table[last - many : last])
    named = {_heading(name): key for key, name in said.items()}
    taken: dict[str, int] = {}
    asked: set[str] = set()
    for at, own in enumerate(parts):
        if key := law.key_of(own):
            taken.setdefault(key, at)
    for at, own in enumerate(parts):
        spelt = {_heading(" ".join(own)), *map(_heading, own[-1:])}
        for key in {named[one] for one in spelt & named.keys()}:
            taken = {one: where for one, where in taken.items() if where != at} | {key: at}
            asked.add(key)
    if not {"full_name", "given_name", "number"} & taken.keys() or len(taken) < 2:
        return None
    return Headings(taken, [" ".join(own) for own in parts], last, last, asked)


def _parts(rows: Sequence[Row]) -> list[list[str]]:
    """Of each column its headings from above, a merged one over all that stands below it."""
    width = max(map(len, rows), default=0)
    cells = [[nfc(cell) for cell in row] + [""] * (width - len(row)) for row in rows]
    for at, row in enumerate(cells):
        below = [any(under[column] for under in cells[at + 1 :]) for column in range(width)]
        for column in range(1, width):
            if not row[column] and below[column] and below[column - 1]:
                row[column] = row[column - 1]
    return [[row[column] for row in cells if row[column]] for column in range(width)]


def _counting(table: Sequence[Row], at: int) -> int:
    """1 where the columns are counted below their headings, (1) (2) (3) or A B C."""
    cells = [cell for cell in (table[at] if at < len(table) else ()) if cell.strip()]
    return int(len(cells) > 1 and all(map(_COUNTED.fullmatch, cells)))


def _spelt(words: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """By each word with its tones, and without marks for headings that have none."""
    pairs = [(_heading(word), value) for word, value in words]
    plain = {accent_free(word): value for word, value in reversed(pairs)}
    return plain | {tone_key(word): value for word, value in pairs}


def _said(words: Mapping[str, Any], heading: str) -> Any:
    heading = _heading(heading)
    return words.get(accent_free(heading) if heading.isascii() else tone_key(heading))


def _heading(text: str) -> str:
    """A heading without case, stars and what stands in brackets behind it."""
    text = nfc(text).partition("(")[0].lower()
    return " ".join("".join(c if c.isalnum() or c in "/," else " " for c in text).split())


# what each cell says


class Numbers(NamedTuple):
    """A personal number (10 to 12 digits: noughts in front may be lost), or an old card's."""

    number: str = ""
    old_number: str = ""


def as_number(text: str) -> Numbers:
    """Raises `UnreadCell`."""
    digits = "".join(_value(text).split()).removesuffix(".0")
    if not digits:
        return Numbers()
    if re.fullmatch(r"\d[.,]\d+E\+\d+", digits, re.IGNORECASE):
        raise UnreadCell(Unread.ROUNDED)
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
    text = _CLOCK.sub("", _value(text)).removesuffix(".0").replace(" ", "")
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
    if len(text) == 5 and _FIRST_SERIAL <= int(text) <= (today - _EPOCH).days:
        return (_EPOCH + timedelta(days=int(text))).isoformat()
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
    plain = accent_free(_value(text)).strip(". ")
    if plain and plain not in _SEXES:
        raise UnreadCell(Unread.SEX)
    return _SEXES.get(plain, "")


def as_name(text: str) -> str:
    """Raises `UnreadCell`."""
    text = re.sub(f"[{_BLANKS}]+", " ", _value(text))
    if len(re.findall("[0-9]", text)) > 3:
        raise UnreadCell(Unread.NAME_DIGITS)
    return text


def _value(text: str) -> str:
    """A formula is never a value, nor is the apostrophe that makes Excel keep a text."""
    if text.lstrip().startswith("="):
        raise UnreadCell(Unread.FORMULA)
    return text.strip(_BLANKS).lstrip("'’").strip(_BLANKS)


@dataclass(frozen=True)
class Remark:
    """A cell from which nothing was taken: its row of the file from 1, its column, and why."""

    row: int
    column: int
    why: Unread


class Listed(NamedTuple):
    """One person of a list, as far as the cells could be read."""

    number: str
    old_number: str
    full_name: str
    birth: str
    sex: str
    address: str
    commune_code: str
    father: str
    mother: str

    @property
    def is_thin(self) -> bool:
        """Whether it says too little to tell somebody from others."""
        return not (self.number or self.old_number or (self.full_name and self.birth))


class _Cells:
    """One row under known headings; what could not be read is noted in `remarks`."""

    def __init__(self, number: int, row: Row, taken: Mapping[str, int], today: date) -> None:
        self._number, self._taken, self._today = number, taken, today
        self._cells = {key: row[at] for key, at in taken.items() if at < len(row)}
        self.remarks: list[Remark] = []

    def listed(self) -> Listed:
        own, old = self._numbers("number"), self._numbers("old_number")
        sex, birth = self._sex_and_birth()
        return Listed(
            number=own.number or old.number,
            old_number=old.old_number or own.old_number,
            full_name=" ".join(filter(None, [self._text(key, as_name) for key in _NAMES])),
            birth=birth,
            sex=sex,
            address=", ".join(filter(None, [self._said(key) for key in _PLACE])),
            commune_code=self._said("commune_code"),
            father=self._text("father", as_name),
            mother=self._text("mother", as_name),
        )

    def _said(self, key: str) -> str:
        return self._cells.get(key, "").strip(_BLANKS)

    def _note(self, key: str, why: Unread) -> None:
        self.remarks.append(Remark(self._number, self._taken[key], why))

    def _text(self, key: str, read: Callable[[str], str]) -> str:
        try:
            return read(self._cells.get(key, ""))
        except UnreadCell as unread:
            self._note(key, unread.why)
            return ""

    def _numbers(self, key: str) -> Numbers:
        try:
            return as_number(self._cells.get(key, ""))
        except UnreadCell as unread:
            self._note(key, unread.why)
            return Numbers()

    def _sex_and_birth(self) -> tuple[str, str]:
        """The columns Nam and Nữ hold a mark, or the day of birth."""
        sex, birth = self._text("sex", as_sex), self._birth()
        marked = [key for key in ("male", "female") if self._said(key).strip("-")]
        if len(marked) == 2:
            self._note("female", Unread.BOTH_SEXES)
        elif marked:
            sex = sex or {"male": "nam", "female": "nữ"}[marked[0]]
            if not birth and len(re.findall(r"\d", self._said(marked[0]))) > 1:
                birth = self._text(marked[0], lambda text: as_birth(text, self._today))
        return sex, birth

    def _birth(self) -> str:
        """Of one column, or of three; of the year alone where nothing else is said."""
        parts = [self._said(key) for key in ("birth", "birth_month", "birth_year")]
        said = "/".join(parts) if all(parts) else parts[0] or parts[2]
        key = "birth" if parts[0] else "birth_year"
        return self._text(key, lambda _: as_birth(said, self._today)) if said else ""


_NAMES = ("full_name", "family_name", "given_name")
_PLACE = ("address", "commune", "district", "province")
_BLANKS = " \t\r\n"
"""Others are letters in old fonts."""


def read_people(
    rows: Iterable[tuple[int, Row]], taken: Mapping[str, int], today: date
) -> tuple[list[Listed], list[Remark]]:
    """A person of each row, and what could not be read; rows come with their number in the file,
    from 1; `taken` says where each column stands."""
    cells = [_Cells(number, row, taken, today) for number, row in rows]
    people = [one.listed() for one in cells]
    return people, [remark for one in cells for remark in one.remarks]
