"""Administrative units as dated rows: what a code meant on a day, and what became of it.

Codes are used again: 00008 was Liễu Giai until 30/6/2025 and is Ngọc Hà since. So a unit is known
by (code, valid_from), a parent by its code on a day, and nothing is ever renamed or deleted:
a row is closed and another opened.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from motcua.rules.dated import Dated
from motcua.rules.words.names import same_name, tone_key

LEVELS = ("province", "district", "commune")
"""Cấp tỉnh, cấp huyện (until 30/6/2025), cấp xã."""

Key = tuple[str, date]
DAY = timedelta(days=1)


def full_name(kind: str, name: str) -> str:
    """'Phường Trúc Bạch' of ('phường', 'Trúc Bạch')."""
    return f"{kind[:1].upper()}{kind[1:]} {name}"


@dataclass(frozen=True, slots=True)
class UnitRow(Dated):
    """One version of a unit, in force from `valid_from` to `valid_to`, both days included.

    `kind` is written small ('thị trấn'), `parent` is the code of the unit above, `former` holds
    older names as keys without accents and spaces.
    """

    code: str
    valid_from: date
    valid_to: date | None
    level: str
    kind: str
    name: str
    parent: str | None = None
    citation: str = ""
    former: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        return self.code, self.valid_from

    @property
    def full_name(self) -> str:
        return full_name(self.kind, self.name)


@dataclass(frozen=True, slots=True)
class Succession:
    """All (`whole`) or a part of the old unit went into the new one, by a document."""

    old: Key
    new: Key
    whole: bool
    document: str


@dataclass(frozen=True, slots=True)
class HamletRow:
    """A hamlet of the commune that had `unit` as its code on `valid_from`."""

    unit: str
    kind: str
    name: str
    valid_from: date
    valid_to: date | None = None

    @property
    def key(self) -> tuple[str, str, str, date]:
        return self.unit, self.kind, tone_key(self.name), self.valid_from


@dataclass(frozen=True)
class UnitChange:
    """On `day` the units go on under their codes; what differs before and from then on."""

    day: date
    units: Sequence[str]
    citation: str
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)


class Versions:
    """All rows by code and day."""

    def __init__(self, rows: Iterable[UnitRow]) -> None:
        self._by_code: dict[str, list[UnitRow]] = defaultdict(list)
        for row in rows:
            self._by_code[row.code].append(row)

    def of(self, code: str) -> Sequence[UnitRow]:
        return self._by_code.get(code, ())

    def on(self, code: str | None, day: date) -> UnitRow | None:
        """The row of this code that is in force on a day."""
        if code is None:
            return None
        return next((row for row in self.of(code) if row.in_force(day)), None)

    def above(self, row: UnitRow, on: date | None = None) -> UnitRow | None:
        """The parent on a day; without one, on the last day the row and its parent both knew."""
        if row.parent is None:
            return None
        day = on or row.valid_to or date.max
        return self.on(row.parent, day) or self.on(row.parent, row.valid_from)

    def path(self, row: UnitRow, on: date | None = None) -> str:
        """'Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội'."""
        names = [row.full_name]
        day = on or row.valid_to
        above = self.above(row, day)
        while above is not None:
            names.append(above.full_name)
            above = self.above(above, day)
        return ", ".join(names)


def joined(
    rows: Iterable[UnitRow], successions: Iterable[Succession]
) -> tuple[list[UnitRow], list[Succession]]:
    """Make one row of two that follow each other and say the same, such as Hà Nội's in 2025.

    Only where the later unit took over nobody else; the succession between the two goes.
    """
    links = list(successions)
    by_key = {row.key: row for row in rows}
    origins: dict[Key, set[Key]] = defaultdict(set)
    for link in links:
        origins[link.new].add(link.old)
    gone: dict[Key, Key] = {}
    for link in links:
        old, new = by_key[link.old], by_key[link.new]
        if link.whole and origins[link.new] == {link.old} and _goes_on(old, new):
            by_key[old.key] = replace(old, valid_to=new.valid_to)
            del by_key[new.key]
            gone[new.key] = old.key
    kept = [link for link in links if gone.get(link.new) != link.old]
    return list(by_key.values()), kept


def _goes_on(old: UnitRow, new: UnitRow) -> bool:
    same = (old.code, old.level, old.kind, old.name, old.parent)
    follows = old.valid_to is not None and old.valid_to + DAY == new.valid_from
    return follows and same == (new.code, new.level, new.kind, new.name, new.parent)


def with_changes(
    rows: Iterable[UnitRow], successions: Iterable[Succession], changes: Iterable[UnitChange]
) -> tuple[list[UnitRow], list[Succession]]:
    """Apply dated changes in order of day; each splits a row in two and ties them as a whole."""
    by_key = {row.key: row for row in rows}
    links = list(successions)
    for change in sorted(changes, key=lambda change: change.day):
        for code in change.units:
            found = [r for r in by_key.values() if r.code == code and r.in_force(change.day)]
            if len(found) != 1:
                raise ValueError(f"no unit {code} in force on {change.day}")
            links = _split(by_key, links, found[0], change)
    return list(by_key.values()), links


def _split(
    by_key: dict[Key, UnitRow], links: list[Succession], row: UnitRow, change: UnitChange
) -> list[Succession]:
    """What came before keeps the origins of `row`, what comes after keeps its successors."""
    before = replace(row, valid_to=change.day - DAY, **change.before)
    after = replace(
        row, valid_from=change.day, citation=change.citation, former=(), **change.after
    )
    del by_key[row.key]
    by_key[before.key], by_key[after.key] = before, after
    moved = [replace(x, old=after.key) if x.old == row.key else x for x in links]
    return [*moved, Succession(before.key, after.key, True, change.citation)]


@dataclass(frozen=True)
class Plan:
    """What an import would do, to be shown before it is done."""

    opened: tuple[UnitRow, ...]
    closed: tuple[tuple[Key, date], ...]
    corrected: tuple[tuple[UnitRow, UnitRow], ...]
    links: tuple[Succession, ...]
    problems: tuple[str, ...]

    @property
    def empty(self) -> bool:
        return not (self.opened or self.closed or self.corrected or self.links)


def plan_import(
    current: Sequence[UnitRow], wanted: Sequence[UnitRow], links: Iterable[Succession] = ()
) -> Plan:
    """Compare the rows of a file with the rows we have.

    A new key opens a row and closes the open row of its code the day before; a known key with
    other contents is corrected in place, but never opened again; rows that the file does not
    name stay as they are.
    A row that goes on under its code and name is tied to the one before it as a whole.
    `links` are successions that are not yet recorded.
    """
    have = {row.key: row for row in current}
    opened = [row for row in wanted if row.key not in have]
    known = ((have[row.key], row) for row in wanted if row.key in have)
    kept = ((old, replace(new, valid_to=new.valid_to or old.valid_to)) for old, new in known)
    corrected = [(old, new) for old, new in kept if differs(old, new)]
    newer = {row.key: row for row in (*opened, *(new for _, new in corrected))}
    closed, tied = _followed(current, opened, newer)
    ended = {key: replace(have[key], valid_to=day) for key, day in closed}
    after = list({**have, **ended, **newer}.values())
    asked = {(link.old, link.new): link for link in (*tied, *links)}
    problems = (*_shape_problems(wanted), *_tree_problems(after, newer), *_link_problems(
        after, asked.values()))  # fmt: skip
    return Plan(tuple(opened), tuple(closed), tuple(corrected), tuple(asked.values()), problems)


def differs(old: UnitRow, new: UnitRow) -> bool:
    """Whether a row says something else; where a tone mark stands does not count."""
    plain = (old.valid_to, old.level, old.kind, old.parent, old.former)
    if plain != (new.valid_to, new.level, new.kind, new.parent, new.former):
        return True
    return not same_name(old.name, new.name) or old.citation != new.citation


def _followed(
    current: Sequence[UnitRow], opened: Sequence[UnitRow], newer: Mapping[Key, UnitRow]
) -> tuple[list[tuple[Key, date]], list[Succession]]:
    open_rows = {row.code: row for row in current if row.valid_to is None}
    closed: list[tuple[Key, date]] = []
    tied: list[Succession] = []
    for row in opened:
        before = open_rows.get(row.code)
        if before is None or before.key in newer or before.valid_from >= row.valid_from:
            continue
        closed.append((before.key, row.valid_from - DAY))
        if same_name(before.name, row.name) and before.level == row.level:
            tied.append(Succession(before.key, row.key, True, row.citation))
    return closed, tied


def _shape_problems(wanted: Sequence[UnitRow]) -> list[str]:
    problems = []
    seen: set[Key] = set()
    for row in wanted:
        if row.key in seen:
            problems.append(f"{_told(row)}: có hai dòng trong tệp.")
        seen.add(row.key)
        if row.level not in LEVELS:
            problems.append(f"{_told(row)}: cấp “{row.level}” phải là {', '.join(LEVELS)}.")
        if not row.code.isdigit() or not row.name:
            problems.append(f"{_told(row)}: thiếu tên hoặc mã không phải là số.")
        if row.valid_to is not None and row.valid_to < row.valid_from:
            problems.append(f"{_told(row)}: ngày kết thúc đứng trước ngày bắt đầu.")
    return problems


def _tree_problems(after: Sequence[UnitRow], newer: Mapping[Key, UnitRow]) -> list[str]:
    versions = Versions(after)
    problems = []
    for row in newer.values():
        same = [other for other in versions.of(row.code) if other.key != row.key]
        if any(_overlap(row, other) for other in same):
            problems.append(f"{_told(row)}: trùng thời gian với một dòng khác cùng mã.")
        if row.level not in LEVELS[1:]:
            continue
        above = versions.on(row.parent, row.valid_from)
        if above is None or above.level not in LEVELS[: LEVELS.index(row.level)]:
            problems.append(f"{_told(row)}: ngày đó không có đơn vị cấp trên mã {row.parent}.")
    return problems


def _link_problems(after: Sequence[UnitRow], links: Iterable[Succession]) -> list[str]:
    keys = {row.key for row in after}
    told = set()
    wholes: dict[Key, int] = defaultdict(int)
    parts: dict[Key, int] = defaultdict(int)
    for link in links:
        (wholes if link.whole else parts)[link.old] += 1
        told |= {key for key in (link.old, link.new) if key not in keys}
    problems = [f"Không có đơn vị {code} từ {day:%d/%m/%Y} để nối." for code, day in sorted(told)]
    for code, day in sorted(wholes):
        if wholes[code, day] > 1 or (code, day) in parts:
            problems.append(f"{code} từ {day:%d/%m/%Y}: đã về trọn một nơi thì không về nơi khác.")
    return problems


def _overlap(one: UnitRow, other: UnitRow) -> bool:
    first, second = sorted((one, other), key=lambda row: row.valid_from)
    return first.valid_to is None or first.valid_to >= second.valid_from


def _told(row: UnitRow) -> str:
    return f"{row.code} từ {row.valid_from:%d/%m/%Y} ({row.full_name})"
