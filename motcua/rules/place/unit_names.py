"""Names of units found among the words of an address: exact, shortened, former or misspelt."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from motcua.rules.place.unit import UnitRow
from motcua.rules.place.unit_words import LEVEL_OF, Address, Mark
from motcua.rules.words.names import accent_free, tone_key

LONGEST = 7
"""Words in the longest unit name, and one more."""
_UNMARKED = {"province": 1.0, "district": 0.98, "commune": 0.96}
ALIASES = {
    "hn": ("hanoi",), "hcm": ("hochiminh",), "hcmc": ("hochiminh",), "sg": ("hochiminh",),
    "saigon": ("hochiminh",), "hp": ("haiphong",), "dn": ("danang", "dongnai"),
    "dnang": ("danang",), "dnai": ("dongnai",), "brvt": ("bariavungtau",), "ct": ("cantho",),
    "bd": ("binhduong", "binhdinh"), "tthue": ("thuathienhue",), "bmt": ("buonmathuot",),
    "tdm": ("thudaumot",), "daklak": ("daklak", "daclac"), "daclac": ("daklak",),
}  # fmt: skip
"""How people shorten names. A short form that stands for two names finds both."""


_Span = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Hit:
    """A unit found at words [start, end) under the key `name`; `mark` is the kind before it."""

    unit: int
    start: int
    end: int
    quality: float
    name: str
    mark: Mark | None
    notes: tuple[str, ...]
    unmarked: float

    @property
    def begin(self) -> int:
        return self.mark.start if self.mark else self.start

    def beside(self, taken: Sequence["Hit"]) -> "Hit | None":
        """This hit where others already use some of the words; its mark may be one of those."""
        if any(self.start < used.end and used.begin < self.end for used in taken):
            return None
        if any(self.begin < used.end and used.begin < self.start for used in taken):
            return replace(self, mark=None, quality=self.unmarked, notes=())
        return self


class Names:
    """All rows by the key of their name, for looking up; a hit tells the row's place."""

    def __init__(self, rows: Sequence[UnitRow]) -> None:
        self.rows = rows
        self.named: dict[str, list[int]] = defaultdict(list)
        self.once_named: dict[str, list[int]] = defaultdict(list)
        for i, row in enumerate(rows):
            self.named[flat(row.name)].append(i)
            for key in row.former:
                self.once_named[key].append(i)

    @cached_property
    def misspelt(self) -> dict[str, list[str]]:
        """Name keys by what is left of them without one letter; made at the first need."""
        left: dict[str, list[str]] = defaultdict(list)
        for key in self.named:
            if len(key) >= 5:
                for shorter in _less_one(key):
                    left[shorter].append(key)
        return left

    def alone(self, name: str) -> bool:
        """Does this name stand for one place in the whole country?"""
        sharers = (*self.named.get(name, ()), *self.once_named.get(name, ()))
        return len({self.rows[unit].code for unit in sharers}) == 1

    def exact(self, address: Address) -> Iterator[Hit]:
        for start, end, key in _windows(address):
            for unit in self.named.get(key, ()):
                yield self._hit(address, unit, (start, end, key))
            for unit in self.once_named.get(key, ()):
                told = address.told(start, end)
                note = f"“{told}” là tên trước đây, nay thuộc {self.rows[unit].full_name}"
                yield self._noted(address, unit, (start, end, key), 0.88, note)
            for name in ALIASES.get(key, ()):
                for unit in self.named.get(name, ()):
                    if self.rows[unit].level != "commune":
                        note = f"hiểu “{address.told(start, end)}” là {self.rows[unit].name}"
                        yield self._noted(address, unit, (start, end, name), 0.97, note)

    def near(self, address: Address) -> Iterator[Hit]:
        for start, end, key in _windows(address):
            if len(key) < 5 or key in self.named:
                continue
            near = {
                full for less in (key, *_less_one(key)) for full in self.misspelt.get(less, ())
            }
            near |= {less for less in _less_one(key) if less in self.named and len(less) >= 5}
            for name in sorted(near):
                if one_error(key, name):
                    for unit in self.named[name]:
                        note = f"“{address.told(start, end)}” có thể gõ nhầm"
                        yield self._noted(address, unit, (start, end, name), 0.75, note)

    def _hit(self, address: Address, unit: int, at: _Span) -> Hit:
        start, end, _ = at
        told = tone_key(self.rows[unit].name.replace("-", " ").replace("'", "")).split()
        quality, note = _spelling(address, start, end, told)
        if address.mark_before(start) is None and end - start == 1:
            # A bare number or two letters name nothing without their kind.
            quality *= 1.0 if len(address.words[start].key) > 2 else 0.3
        return self._noted(address, unit, at, quality, note)

    def _noted(self, address: Address, unit: int, at: _Span, quality: float, note: str) -> Hit:
        start, end, name = at
        mark = address.mark_before(start)
        row = self.rows[unit]
        notes = [note] if note else []
        if start in address.others:
            quality *= 0.4
        unmarked = quality * _UNMARKED[row.level]
        if mark is None:
            quality = unmarked
        elif mark.kind != row.kind:
            quality *= 0.75 if row.level in LEVEL_OF[mark.kind] else 0.5
            notes.append(f"ghi “{mark.kind}”, danh mục ghi “{row.kind}”")
        return Hit(unit, start, end, quality, name, mark, tuple(notes), unmarked)


def flat(name: str) -> str:
    """A name as one run of letters and figures without accents, leading noughts gone."""
    return "".join(
        part.lstrip("0") if part.isdecimal() else part
        for part in "".join(c if c.isalnum() else " " for c in accent_free(name)).split()
    )


def one_error(one: str, other: str) -> bool:
    """Whether one letter was changed, left out, put in, or two neighbours were swapped.

    A figure is never a slip: Phường 1 is not Phường 2.
    """
    if abs(len(one) - len(other)) > 1 or one == other or _figures(one) != _figures(other):
        return False
    short, long = sorted((one, other), key=len)
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    return swapped or short[at + 1 :] == long[at + 1 :]


def _figures(key: str) -> str:
    return "".join(filter(str.isdecimal, key))


def _less_one(key: str) -> Iterator[str]:
    return (key[:i] + key[i + 1 :] for i in range(len(key)))


def _windows(address: Address) -> Iterator[tuple[int, int, str]]:
    words = address.words
    for start in range(len(words)):
        key = ""
        for end in range(start + 1, min(start + LONGEST, address.ends[start]) + 1):
            last = words[end - 1]
            if last.roman and end - start > 1:
                yield start, end, key + last.roman
            key += last.key
            yield start, end, key


def _spelling(address: Address, start: int, end: int, told: Sequence[str]) -> tuple[float, str]:
    """How well accents agree: right, left out, or others than the unit's."""
    words = address.words[start:end]
    if len(words) != len(told):
        return 0.95, ""
    pairs = list(zip(words, told, strict=True))
    if all(word.tone == right or _number(word.key, right) for word, right in pairs):
        return 1.0, ""
    if all(word.plain or word.tone == right for word, right in pairs):
        return (0.8 if address.accented else 0.97), "viết không dấu"
    if all(word.tone.rstrip("12345") == right.rstrip("12345") for word, right in pairs):
        return 0.8, f"dấu thanh khác với “{address.told(start, end)}” trong danh mục"
    return 0.6, f"dấu khác với “{address.told(start, end)}” trong danh mục"


def _number(key: str, right: str) -> bool:
    return key.isdecimal() and right in (key, f"{key}0")
