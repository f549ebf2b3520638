"""A list of people, row by row: what could be read of each, and which cells could not."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from motcua.rules.lists.cells import (
    BLANKS,
    Numbers,
    Unread,
    UnreadCell,
    as_birth,
    as_name,
    as_number,
    as_sex,
    as_value,
)

Row = Sequence[str]
_CUT = re.compile(r"[?\ufffd]|\b[^\W\d_]{1,3}\.")
"""Of a name letters are gone, or it is abbreviated: Nguy?n, Ng. T. Lan."""


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
        """Whether it says too little to tell somebody from others: half a name or half a day will
        do, but not both."""
        if self.number or self.old_number:
            return False
        halved = len(self.birth) < 10 and bool(_CUT.search(self.full_name))
        return halved or not (self.full_name and self.birth)


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
            address=", ".join(filter(None, [self._text(key, as_value) for key in _PLACE])),
            commune_code=self._text("commune_code", as_value),
            father=self._text("father", as_name),
            mother=self._text("mother", as_name),
        )

    def _said(self, key: str) -> str:
        return self._cells.get(key, "").strip(BLANKS)

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
        """Of one column, or of three; of the year alone where nothing else is said, or where the
        day or the month cannot be read."""
        day, month, year = parts = [self._text(key, as_value) for key in _BIRTH]
        unread = any(self._said(key) and not part for key, part in zip(_BIRTH, parts, strict=True))
        said = f"{day}/{month}/{year}" if all(parts) else "" if unread else day
        key = "birth" if said else "birth_year"
        said = said or year
        return self._text(key, lambda _: as_birth(said, self._today)) if said else ""


_BIRTH = ("birth", "birth_month", "birth_year")
_NAMES = ("full_name", "family_name", "given_name")
_PLACE = ("address", "commune", "district", "province")


def read_people(
    rows: Iterable[tuple[int, Row]], taken: Mapping[str, int], today: date
) -> tuple[list[Listed], list[Remark]]:
    """A person of each row, and what could not be read; rows come with their number in the file,
    from 1; `taken` says where each column stands."""
    cells = [_Cells(number, row, taken, today) for number, row in rows]
    people = [one.listed() for one in cells]
    return people, [remark for one in cells for remark in one.remarks]
