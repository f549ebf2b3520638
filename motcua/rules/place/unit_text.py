"""From an address as people write it to the units it may mean, with reasons; never a guess.

It knows the three-level tree until 30/6/2025 and the two-level tree since, abbreviations, lost
accents, one typing error and names that were merged away earlier. Where an old unit was split or
a name stands for several, all of them come back and somebody has to say which.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from motcua.rules.place.unit import Key, Succession, UnitRow, Versions
from motcua.rules.place.unit_names import Hit, Names
from motcua.rules.place.unit_words import NOISE, Address, read

MOST = 20
"""Candidates given back at most; beyond that the text says too little."""
KEPT = 0.75
"""A candidate is kept when its score is at least this part of the best one's."""
LEAST = 0.25
SURE = 0.9
"""Below this a single candidate still has to be confirmed."""


@dataclass(frozen=True)
class Successor:
    """What a unit has become; `whole` when all of it went there."""

    key: Key
    path: str
    whole: bool


@dataclass(frozen=True)
class Candidate:
    """A unit that the text may mean. `score` is 0 to 1; `reasons` are sentences for people.

    `ended` is the last day of a unit that is no more, and `now` what it has become.
    """

    code: str
    valid_from: date
    ended: date | None
    level: str
    path: str
    score: float
    reasons: tuple[str, ...]
    now: tuple[Successor, ...]

    @property
    def key(self) -> Key:
        return self.code, self.valid_from


@dataclass(frozen=True)
class Found:
    """All candidates, best first, in an order that does not change; or none and a `reason`."""

    candidates: tuple[Candidate, ...]
    reason: str

    @property
    def settled(self) -> Key | None:
        """The present commune, where the text leaves no choice at all; otherwise ask."""
        if len(self.candidates) != 1 or self.candidates[0].level != "commune":
            return None
        only = self.candidates[0]
        if only.score < SURE:
            return None
        if only.ended is None:
            return only.key
        return only.now[0].key if len(only.now) == 1 and only.now[0].whole else None


@dataclass(frozen=True)
class _When:
    """When the text was written, if known, and the day it is read."""

    written: date | None
    today: date


@dataclass
class _Reading:
    """One way to read the text: a unit, the hits above it, how well all of it fits."""

    leaf: Hit
    above: list[Hit]
    score: float
    reasons: list[str]
    covered: set[int] = field(default_factory=set)


class Index:
    """All units by name, made once from plain rows; asking changes nothing."""

    def __init__(self, rows: Iterable[UnitRow], successions: Iterable[Succession]) -> None:
        self.rows = sorted(rows, key=lambda row: row.key)
        self.versions = Versions(self.rows)
        self.at = {row.key: i for i, row in enumerate(self.rows)}
        self.next: dict[int, list[tuple[int, bool]]] = defaultdict(list)
        self.origins: dict[int, list[int]] = defaultdict(list)
        for link in successions:
            old, new = self.at[link.old], self.at[link.new]
            self.next[old].append((new, link.whole))
            self.origins[new].append(old)
        self.names = Names(self.rows)
        self.parents = [self._parents(row) for row in self.rows]
        communes = [row.valid_from for row in self.rows if row.level == "commune"]
        self.known_since = min(communes, default=date.min)

    def _parents(self, row: UnitRow) -> tuple[int, ...]:
        """The units above, nearest first, as they were when the row began."""
        found: list[int] = []
        above = self.versions.above(row, row.valid_from)
        while above is not None:
            found.append(self.at[above.key])
            above = self.versions.above(above, row.valid_from)
        return tuple(found)

    def candidates(self, text: str, on: date | None = None, today: date | None = None) -> Found:
        """The units that `text` may mean.

        `on` is the day it was written, where that is known: no unit younger than that is meant.
        `today` is the day of asking: what is already decided for later does not count yet.
        """
        when = _When(on, today or date.max)
        address = read(text)
        if not address.words:
            return Found((), "Chưa có địa chỉ nào.")
        hits = list(self.names.exact(address))
        readings = self._readings(address, hits, when)
        if not readings or readings[0].score < 0.9:
            wider = self._readings(address, [*hits, *self.names.near(address)], when)
            readings = wider if _better(wider, readings) else readings
        if not readings:
            return Found((), _nothing(address))
        return self._answer(readings, when)

    # ways to read the whole text

    def _readings(self, address: Address, hits: Sequence[Hit], when: _When) -> list[_Reading]:
        by_unit: dict[int, list[Hit]] = defaultdict(list)
        for hit in hits:
            by_unit[hit.unit].append(hit)
        best: dict[int, _Reading] = {}
        for hit in hits:
            reading = self._reading(address, hit, by_unit, when)
            if reading and _rank(reading) < _rank(best.get(hit.unit)):
                best[hit.unit] = reading
        return self._kept(list(best.values()))

    def _reading(
        self, address: Address, leaf: Hit, by_unit: dict[int, list[Hit]], when: _When
    ) -> _Reading | None:
        row = self.rows[leaf.unit]
        day = max(when.written, self.known_since) if when.written else None
        if row.valid_from > when.today or (day and row.valid_from > day):
            return None
        reading = _Reading(leaf, [], leaf.quality, list(leaf.notes))
        for above in self.parents[leaf.unit]:
            self._look_above(reading, above, by_unit)
        self._weigh_missing(reading)
        _weigh_rest(reading, address)
        if day and row.valid_to and row.valid_to < day:
            reading.score *= 0.93
        return reading

    def _look_above(self, reading: _Reading, above: int, by_unit: dict[int, list[Hit]]) -> None:
        taken = [reading.leaf, *reading.above]
        free = [
            (hit.quality * factor * (1.0 if hit.begin >= reading.leaf.end else 0.9), hit, note)
            for unit, factor, note in self._kin(above, reading.leaf.unit)
            for hit in (each.beside(taken) for each in by_unit.get(unit, ()))
            if hit is not None
        ]
        if free:
            quality, hit, note = max(free, key=_fits_better)
            reading.score *= quality
            reading.above.append(hit)
            reading.reasons += [*hit.notes, *([note] if note else [])]

    def _kin(self, above: int, leaf: int) -> Iterator[tuple[int, float, str]]:
        """Units that may be written in the place of `above`: itself, its other versions, and
        what it was or became for this very unit, since old and new names are mixed for years."""
        row = self.rows[above]
        yield above, 1.0, ""
        for other in self.versions.of(row.code):
            if other.key != row.key and other.name == row.name and other.level == row.level:
                yield self.at[other.key], 0.99, ""
        if len(self.origins.get(above, ())) == 1:
            yield self.origins[above][0], 0.99, ""
        moved = {new for new, whole in self.next.get(above, ()) if whole}
        for origin in self.origins.get(leaf, ()):
            moved |= set(self.parents[origin])
        for unit in sorted(moved):
            if self.rows[unit].level == row.level:
                told = f"{self.rows[unit].full_name} và {row.full_name} là tên hai thời kỳ"
                yield unit, 0.93, told

    def _weigh_missing(self, reading: _Reading) -> None:
        """A name without the units above it says less; how much, depends on who shares it."""
        wanted = {self.rows[unit].level for unit in self.parents[reading.leaf.unit]}
        found = {self.rows[hit.unit].level for hit in reading.above}
        alone = self.names.alone(reading.leaf.name)
        if "province" in wanted - found:
            reading.score *= 0.95 if alone or "district" in found else 0.8
            only = ", nhưng tên này chỉ có một nơi" if alone else ""
            reading.reasons.append(f"không ghi tỉnh{only}")
        if "district" in wanted - found:
            reading.score *= 0.96 if alone else 0.9
            reading.reasons.append("không ghi huyện, quận")

    def _kept(self, readings: list[_Reading]) -> list[_Reading]:
        """Without those a deeper reading already holds, and those far behind the best."""
        deepest: dict[int, _Reading] = {}
        before: dict[int, _Reading] = {}
        for reading in sorted(readings, key=_rank):
            if reading.score < 0.4 or reading.leaf.quality < 0.55:
                continue
            before.setdefault(reading.leaf.end, reading)
            for hit in reading.above:
                deepest.setdefault(hit.unit, reading)
        left = [r for r in readings if not _held(r, deepest.get(r.leaf.unit))]
        for reading in left:
            ends = {reading.leaf.begin, reading.leaf.start}
            if any(_passes_over(reading, before.get(end)) for end in ends):
                reading.score *= 0.9
        left = sorted(
            (r for r in left if r.score >= LEAST), key=lambda r: (*_rank(r), *self._order(r))
        )
        by_path: dict[str, _Reading] = {}
        for reading in left:
            # A province before and after a merger reads the same: the one that stands is told.
            by_path.setdefault(self.versions.path(self.rows[reading.leaf.unit]), reading)
        return [r for r in by_path.values() if r.score >= KEPT * left[0].score]

    def _order(self, reading: _Reading) -> tuple[bool, int, str]:
        row = self.rows[reading.leaf.unit]
        return row.valid_to is not None, -row.valid_from.toordinal(), row.code

    # what is told

    def _answer(self, readings: Sequence[_Reading], when: _When) -> Found:
        told = [self._candidate(reading, when) for reading in readings[:MOST]]
        if len(readings) > MOST:
            reason = f"Có {len(readings)} nơi trùng tên: hãy ghi thêm tỉnh, huyện."
        elif len(readings) > 1:
            reason = f"Có {len(readings)} nơi có thể đúng: hãy chọn một."
        elif len(told[0].now) > 1:
            reason = "Đơn vị cũ nay thuộc nhiều nơi: hãy hỏi thôn, tổ dân phố hoặc tên đường."
        else:
            reason = "Chỉ có một nơi khớp."
        return Found(tuple(told), reason)

    def _candidate(self, reading: _Reading, when: _When) -> Candidate:
        row = self.rows[reading.leaf.unit]
        ended = row.valid_to if row.valid_to and row.valid_to < when.today else None
        now = tuple(self.successors(row.key, when.today)) if ended else ()
        reasons = [*reading.reasons, *_fate(ended, now)]
        if when.written and when.written < self.known_since and row.level != "province":
            reasons.append(
                f"danh mục chỉ chắc chắn từ {self.known_since:%d/%m/%Y}, trước đó chưa kiểm được"
            )
        path = self.versions.path(
            row, None if ended else min(when.today, row.valid_to or date.max)
        )
        score = round(min(reading.score, 1.0), 3)
        told = tuple(dict.fromkeys(reasons))
        return Candidate(*row.key, ended, row.level, path, score, told, now)

    def successors(self, key: Key, today: date = date.max) -> list[Successor]:
        """The units that are, on that day, what this one has become, in order of code."""
        ends: dict[int, bool] = {}
        todo = self._next_by(self.at[key], today)
        while todo:
            unit, whole = todo.pop()
            further = self._next_by(unit, today)
            todo += [(after, whole and all_of_it) for after, all_of_it in further]
            if not further:
                ends[unit] = whole
        rows = sorted(((self.rows[unit], whole) for unit, whole in ends.items()),
                      key=lambda each: each[0].key)  # fmt: skip
        return [
            Successor(
                row.key, self.versions.path(row, min(today, row.valid_to or date.max)), whole
            )
            for row, whole in rows
        ]

    def _next_by(self, unit: int, today: date) -> list[tuple[int, bool]]:
        return [x for x in self.next.get(unit, ()) if self.rows[x[0]].valid_from <= today]


def _weigh_rest(reading: _Reading, address: Address) -> None:
    """Words of the address that this reading leaves unexplained."""
    used = [reading.leaf, *reading.above]
    reading.covered = {i for hit in used for i in range(hit.begin, hit.end)}
    for mark in address.marks:
        if mark.start in reading.covered or mark.end >= address.ends[mark.start]:
            continue
        if mark.end in reading.covered or mark.start in address.others:
            continue
        reading.score *= 0.6
        told = address.told(mark.end, min(mark.end + 3, address.ends[mark.start]))
        reading.reasons.append(f"không giải thích được “{mark.kind} {told}”")
    after = range(reading.leaf.end, len(address.words))
    left = [i for i in after if i not in reading.covered and address.words[i].key not in NOISE]
    reading.score *= 0.9 ** min(len(left), 4)
    after_name = reading.leaf.end
    if after_name in left[:1] and _runs_on(address, after_name):
        reading.score *= 0.75
        reading.reasons.append(f"bỏ lại “{address.words[after_name].raw}” ngay sau tên")


def _fits_better(each: tuple[float, Hit, str]) -> tuple[float, int]:
    """A longer name is the better one ('Thừa Thiên Huế', not 'Huế') when both fit well."""
    quality, hit, _ = each
    return quality + 0.02 * (hit.end - hit.begin), -hit.start


def _runs_on(address: Address, at: int) -> bool:
    """Does the name go on with this word ('Hải Châu II', 'Quy Nhơn Bc'), with nothing between?"""
    return at < address.ends[at - 1] and not any(mark.start == at for mark in address.marks)


def _held(reading: _Reading, deeper: _Reading | None) -> bool:
    """Is this unit only the upper part of what another reading explains better?"""
    if deeper is None or len(deeper.covered) <= len(reading.covered):
        return False
    return deeper.score >= reading.score * 0.6


def _passes_over(reading: _Reading, other: _Reading | None) -> bool:
    """Does it leave out the name right before it, which fits what it reads itself?"""
    if other is None or other.leaf.begin in reading.covered:
        return False
    return other.covered > reading.covered and other.score >= reading.score * 0.6


def _rank(reading: _Reading | None) -> tuple[float, int]:
    return (-round(reading.score, 6), -len(reading.covered)) if reading else (0.0, 0)


def _better(one: Sequence[_Reading], other: Sequence[_Reading]) -> bool:
    return bool(one) and (not other or one[0].score >= other[0].score)


def _fate(ended: date | None, now: Sequence[Successor]) -> list[str]:
    if ended is None:
        return []
    until = f"chỉ có đến {ended:%d/%m/%Y}"
    if not now:
        return [f"{until}; từ đó không còn cấp này, hãy chọn xã, phường"]
    if now[0].whole:
        return [f"{until}, nay là {now[0].path}"]
    places = "; ".join(each.path for each in now)
    return [f"{until}, đã chia về {len(now)} nơi: {places}"]


def _nothing(address: Address) -> str:
    told = address.told(0, min(len(address.words), 12))
    return f"Không tìm thấy đơn vị nào trong “{told}”. Hãy ghi xã, phường rồi đến tỉnh, thành phố."
