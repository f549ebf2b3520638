"""The people of a list as columns to compare: names mended, addresses as communes."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np

from motcua.clerks.matching.people import People, Text
from motcua.rules.fonts.together import mend_column
from motcua.rules.lists.people import Listed
from motcua.rules.place.unit import Succession, UnitRow
from motcua.rules.place.unit_text import Index

_UNIT = re.compile(r"(?i)\b(?:xã|phường|thị trấn|đặc khu|x\.|p\.|tt\.)")
_LAST = 3  # parts of an address without such words: commune, district, province


class Communes:
    """The code of the commune that an address is surely in, -1 where that is not sure. Each text
    is looked at once, without house and street."""

    def __init__(
        self, rows: Iterable[UnitRow], successions: Iterable[Succession], today: date
    ) -> None:
        self._index = Index(rows, successions)
        self._today = today
        self._known: dict[str, int] = {"": -1}

    def of(self, addresses: Sequence[str]) -> list[int]:
        ends = {text: _end(text) for text in set(addresses)}
        new = sorted(set(ends.values()) - self._known.keys())
        for end, mended in zip(new, mend_column(new), strict=True):
            self._known[end] = self._sure(mended.text)
        return [self._known[ends[text]] for text in addresses]

    def _sure(self, text: str) -> int:
        settled = self._index.candidates(text, today=self._today).settled
        return int(settled[0]) if settled else -1


def _end(text: str) -> str:
    """What of an address says the units; mended later, since many addresses end alike."""
    if found := _UNIT.search(text):
        return text[found.start() :]
    return ",".join(re.split("[,;]| - ", text)[-_LAST:]).strip()


def as_people(listed: Sequence[Listed], communes: Communes) -> People:
    """Columns of these people, a row for each, names mended."""
    said = communes.of([one.address if not _code(one) else "" for one in listed])
    coded = [_code(one) for one in listed]
    return People(
        number=_text(one.number for one in listed),
        old_number=_text(one.old_number for one in listed),
        full_name=_text(one.full_name for one in listed),
        birth=_text(one.birth for one in listed),
        sex=_text(one.sex for one in listed),
        commune=np.array([a or b for a, b in zip(coded, said, strict=True)], dtype=np.int64),
        father=_text(one.father for one in listed),
        mother=_text(one.mother for one in listed),
    ).mended()


def _code(one: Listed) -> int:
    """A commune's own code; its leading noughts may be lost."""
    code = one.commune_code.removesuffix(".0")
    return int(code) if code.isdigit() and len(code) <= 5 else 0


def _text(values: Iterable[str]) -> Text:
    return np.array(list(values), dtype=object)
