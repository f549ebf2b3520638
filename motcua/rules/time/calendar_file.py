"""Reads country/calendar.toml, naming the file, the line and the mend of each mistake."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

from motcua.rules.bases import Basis
from motcua.rules.lines import toml
from motcua.rules.tables import DataError, T, Tables, refuse, tupled
from motcua.rules.time.calendar import (
    WEEKDAYS,
    Calendar,
    Calendars,
    DayRule,
    Hours,
    OtherHours,
    Outage,
    Part,
    Reception,
    day_words,
    days_between,
)

TOP = (
    "announced_to",
    "hours",
    "weekly_rest",
    "basis",
    "holiday",
    "swap",
    "other_hours",
    "reception",
    "outage",
    "unit",
)
LONGEST_RUN = 200
"""Days in one line; a longer one is a slip of the pen."""


@dataclass(frozen=True)
class _Hours:
    """[hours]."""

    opens: time
    noon: time
    afternoon: time
    closes: time
    cut_off: time
    cut_off_citation: str
    citation: str
    confidence: str = "high"
    note: str = ""


@dataclass(frozen=True)
class _Weekly:
    """[weekly_rest]."""

    days: tuple[str, ...]
    reason: str
    citation: str
    note: str = ""


@dataclass(frozen=True)
class _Holiday:
    """[[holiday]], and a unit's own [[unit.closure]]: the first and the last day included."""

    begin: date = field(metadata={"word": "from"})
    end: date = field(metadata={"word": "to"})
    reason: str
    citation: str
    confidence: str = "high"


@dataclass(frozen=True)
class _Swap:
    """[[swap]]: a working day off, and the day of rest worked instead."""

    off: date
    worked: date
    reason: str
    citation: str
    confidence: str = "high"


@dataclass(frozen=True)
class _OtherHours:
    """[[other_hours]]: from one day to another, both included; without an afternoon, half days."""

    begin: date = field(metadata={"word": "from"})
    end: date = field(metadata={"word": "to"})
    opens: time
    closes: time
    reason: str
    citation: str
    noon: time | None = None
    afternoon: time | None = None
    confidence: str = "high"


@dataclass(frozen=True)
class _Reception:
    """[[reception]]."""

    day: str
    opens: time
    closes: time
    reason: str
    citation: str
    counts: bool = False
    confidence: str = "high"


@dataclass(frozen=True)
class _Outage:
    """[[outage]]: local time, to the minute; without an end it lasts."""

    begin: datetime = field(metadata={"word": "from"})
    reason: str
    citation: str
    end: datetime | None = field(default=None, metadata={"word": "to"})
    procedures: tuple[Any, ...] = ()
    confidence: str = "high"


@dataclass(frozen=True)
class _Unit:
    """[[unit]]: what is the unit's own; the rest is the country's."""

    code: str
    name: str
    citation: str
    hours: Mapping[str, Any] = field(default_factory=dict)
    closure: tuple[Any, ...] = ()
    swap: tuple[Any, ...] = ()
    other_hours: tuple[Any, ...] = ()
    reception: tuple[Any, ...] = ()
    outage: tuple[Any, ...] = ()
    confidence: str = "high"


def read_calendars(text: str, source: str = "calendar.toml") -> Calendars:
    """The country's calendar and the units' own, from the text of a calendar file.

    Raises `DataError` with every mistake, each with the file, the line and what to do: a word
    that is not known, something missing or mistyped, a day written twice, hours out of order.
    """
    return _Reader(source, text).calendars(toml(text, source))


class _Reader(Tables):
    """`lines` says where each place stands that has been read so far."""

    def __init__(self, source: str, text: str) -> None:
        super().__init__(source)
        self.headers = _headers(text)
        self.seen: dict[str, int] = {}
        self.lines: dict[str, int] = {}

    def fail(self, place: str, why: str) -> DataError:
        known = [line for begin, line in self.lines.items() if place.startswith(begin)]
        return DataError(self.source, place, why, max(known, default=0))

    def calendars(self, raw: dict[str, Any]) -> Calendars:
        self.wrong += self.strange(raw, TOP, "đầu tệp")
        written: dict[date, str] = {}
        country = self.tried(self.country, raw, written)
        units = self.units(raw.get("unit", []), country, written) if country else {}
        refuse(sorted(self.wrong, key=lambda one: one.line))
        assert country is not None
        return Calendars(country, units)

    def country(self, raw: dict[str, Any], written: dict[date, str]) -> Calendar:
        """What holds for every unit, of the lines that can be read; the others are told."""
        weekly = self.weekly(raw.get("weekly_rest", {}))
        hours = self.hours(raw.get("hours", {}), self.place("hours"))
        return Calendar(
            hours=hours,
            days=self.exceptions(raw.get("holiday", []), raw.get("swap", []), "", written),
            weekly=frozenset(WEEKDAYS.index(name) for name in weekly.days),
            weekly_rule=DayRule(False, weekly.reason, weekly.citation),
            announced_to=self.tried(self.announced, raw.get("announced_to")),
            other_hours=self.other_hours(raw.get("other_hours", []), hours, ""),
            receptions=self.receptions(raw.get("reception", []), hours, ""),
            outages=self.outages(raw.get("outage", []), ""),
            bases=self.tried(self.bases, raw.get("basis", {})) or {},
        )

    def units(
        self, rows: Any, country: Calendar, written: Mapping[date, str]
    ) -> dict[str, Calendar]:
        found: dict[str, Calendar] = {}
        for row in self.tried(self.listed, rows, "unit") or ():
            place = self.place("unit", f"“{row.get('code', '?')}”")
            unit = self.tried(self.build, _Unit, row, place)
            if unit and unit.code in found:
                why = f"đơn vị {unit.code} đã ghi ở trên; hãy gộp làm một"
                self.wrong.append(self.fail(place, why))
            elif unit and (own := self.tried(self.unit, unit, country, dict(written), place)):
                found[unit.code] = own
        return found

    def unit(
        self, unit: _Unit, country: Calendar, written: dict[date, str], place: str
    ) -> Calendar:
        hours = self.hours(dict(unit.hours), f"{place}, hours") if unit.hours else country.hours
        own = self.exceptions(unit.closure, unit.swap, "unit.", written)
        other = self.other_hours(unit.other_hours, hours, "unit.")
        return replace(
            country,
            hours=hours,
            days={**country.days, **own},
            other_hours={**country.other_hours, **other},
            receptions=(*self.receptions(unit.reception, hours, "unit."), *country.receptions),
            outages=(*country.outages, *self.outages(unit.outage, "unit.")),
        )

    # ---------------------------------------------------------------- the parts of a calendar

    def announced(self, said: Any) -> date | None:
        if said is not None and (not isinstance(said, date) or isinstance(said, datetime)):
            raise self.fail("announced_to", "phải là ngày dạng 2026-12-31, không có ngoặc kép")
        return said

    def weekly(self, raw: Any) -> _Weekly:
        place = self.place("weekly_rest")
        entry = self.build(_Weekly, raw, place)
        self.only(dict.fromkeys(entry.days), WEEKDAYS, f"{place}, days")
        return entry

    def hours(self, raw: Any, place: str) -> Hours:
        entry = self.build(_Hours, raw, place)
        parts = self.parts(entry.opens, entry.noon, entry.afternoon, entry.closes, place)
        return Hours(parts, entry.cut_off, entry.cut_off_citation)

    def parts(
        self, opens: time, noon: time | None, afternoon: time | None, closes: time, place: str
    ) -> tuple[Part, ...]:
        """Morning and afternoon, or one part where the break is left out."""
        if noon is None and afternoon is None:
            parts: tuple[Part, ...] = ((opens, closes),)
        elif noon is None or afternoon is None:
            raise self.fail(place, "ghi cả “noon” và “afternoon”, hoặc bỏ cả hai")
        else:
            parts = ((opens, noon), (afternoon, closes))
        moments = [moment for part in parts for moment in part]
        if moments != sorted(moments) or any(begin == end for begin, end in parts):
            raise self.fail(place, "giờ phải theo thứ tự opens, noon, afternoon, closes")
        if any(moment.second or moment.microsecond for moment in moments):
            raise self.fail(place, "giờ ghi đến phút, không ghi giây")
        return parts

    def exceptions(
        self, holidays: Any, swaps: Any, prefix: str, written: dict[date, str]
    ) -> dict[date, DayRule]:
        """The dated days; `written` says where each was written, also those of the country."""
        rows = [*self.holidays(holidays, prefix), *self.swaps(swaps, prefix)]
        days: dict[date, DayRule] = {}
        for day, rule, place in rows:
            if day in written:
                line, other = self.lines.get(written[day], 0), written[day]
                why = f"ngày {day:%d/%m/%Y} đã ghi ở dòng {line}, {other}; hãy bỏ một trong hai"
                self.wrong.append(self.fail(place, why))
            else:
                days[day], written[day] = rule, place
        return days

    def holidays(self, rows: Any, prefix: str) -> Iterator[tuple[date, DayRule, str]]:
        name = "unit.closure" if prefix else "holiday"
        for days, place in self.each(rows, name, self.holiday, "reason", "from"):
            yield from ((day, rule, place) for day, rule in days)

    def holiday(self, row: dict[str, Any], place: str) -> list[tuple[date, DayRule]]:
        entry = self.build(_Holiday, row, place)
        rule = DayRule(False, entry.reason, entry.citation, entry.confidence)
        return [(day, rule) for day in self.run(entry.begin, entry.end, place)]

    def swaps(self, rows: Any, prefix: str) -> Iterator[tuple[date, DayRule, str]]:
        for swap, place in self.each(rows, f"{prefix}swap", self.swap, "off"):
            why = f"{swap.reason}, làm bù {day_words(swap.worked)}"
            yield swap.off, DayRule(False, why, swap.citation, swap.confidence), place
            why = f"hoán đổi với {day_words(swap.off)}"
            yield swap.worked, DayRule(True, why, swap.citation, swap.confidence), place

    def swap(self, row: dict[str, Any], place: str) -> _Swap:
        return self.build(_Swap, row, place)

    def other_hours(self, rows: Any, usual: Hours, prefix: str) -> dict[date, OtherHours]:
        def read(row: dict[str, Any], place: str) -> tuple[OtherHours, list[date]]:
            entry = self.build(_OtherHours, row, place)
            parts = self.parts(entry.opens, entry.noon, entry.afternoon, entry.closes, place)
            hours = replace(usual, parts=parts)
            other = OtherHours(hours, entry.reason, entry.citation, entry.confidence)
            return other, list(self.run(entry.begin, entry.end, place))

        days: dict[date, OtherHours] = {}
        for (other, its_days), place in self.each(rows, f"{prefix}other_hours", read, "from"):
            for day in its_days:
                if day in days:
                    why = f"giờ của ngày {day:%d/%m/%Y} đã ghi ở trên"
                    self.wrong.append(self.fail(place, why))
                days[day] = other
        return days

    def receptions(self, rows: Any, usual: Hours, prefix: str) -> tuple[Reception, ...]:
        found: dict[int, Reception] = {}

        def read(row: dict[str, Any], place: str) -> None:
            entry = self.build(_Reception, row, place)
            self.only([entry.day], WEEKDAYS, f"{place}, day")
            weekday = WEEKDAYS.index(entry.day)
            if weekday in found:
                raise self.fail(place, f"{entry.day} đã ghi ở trên; hãy bỏ một trong hai")
            hours = replace(usual, parts=self.parts(entry.opens, None, None, entry.closes, place))
            found[weekday] = Reception(
                weekday, hours, entry.reason, entry.citation, entry.counts, entry.confidence
            )

        list(self.each(rows, f"{prefix}reception", read, "day"))
        return tuple(found.values())

    def outages(self, rows: Any, prefix: str) -> tuple[Outage, ...]:
        read = self.each(rows, f"{prefix}outage", self.outage, "from")
        return tuple(outage for outage, _ in read)

    def outage(self, row: dict[str, Any], place: str) -> Outage:
        entry = self.build(_Outage, row, place)
        if entry.begin.tzinfo or (entry.end and entry.end.tzinfo):
            raise self.fail(place, "ghi giờ địa phương, dạng 2026-11-24T08:00:00")
        if entry.end and entry.end <= entry.begin:
            raise self.fail(place, "“to” phải sau “from”; chưa xong thì bỏ “to”")
        codes = tuple(map(str, entry.procedures))
        outage = Outage(entry.begin, entry.end, entry.reason, entry.citation, codes)
        return replace(outage, confidence=entry.confidence)

    def bases(self, raw: Any) -> dict[str, Basis]:
        place = self.place("basis")
        self.only(raw, BASES, place)
        missing = [name for name in BASES if name not in raw]
        if missing:
            raise self.fail(place, f"thiếu căn cứ “{missing[0]}”: {BASES[missing[0]]}")
        return {name: self.build(Basis, row, f"{place}, {name}") for name, row in raw.items()}

    # ------------------------------------------------------------------------ rows and places

    def run(self, begin: date, end: date, place: str) -> Iterator[date]:
        if end < begin:
            raise self.fail(place, "“to” phải từ ngày “from” trở đi")
        if (end - begin).days >= LONGEST_RUN:
            raise self.fail(place, f"một dòng nhiều nhất {LONGEST_RUN} ngày; hãy xem lại năm")
        return days_between(begin, end)

    def each(
        self, rows: Any, name: str, read: Callable[[dict[str, Any], str], T], *said: str
    ) -> Iterator[tuple[T, str]]:
        """What `read` makes of each row that can be read, and its place; `said` are the entries
        that name it."""
        for row in self.tried(self.listed, rows, name) or ():
            place = self.place(name, f"({' '.join(str(row.get(word, '?')) for word in said)})")
            found = self.tried(read, row, place)
            if found is not None:
                yield found, place

    def listed(self, rows: Any, name: str) -> list[dict[str, Any]]:
        """The rows of a list of tables, each with lists made into tuples."""
        if not isinstance(rows, list | tuple) or not all(isinstance(row, dict) for row in rows):
            raise self.fail(name, f"phải viết thành các bảng [[{name}]]")
        return [tupled(row) for row in rows]

    def place(self, name: str, which: str = "") -> str:
        """The next table of this name: what it is called in messages."""
        number = self.seen[name] = self.seen.get(name, 0) + 1
        count = f" thứ {number}" if which else ""
        place = f"{name}{count} {which}".rstrip()
        found = self.headers.get(name, [])
        self.lines[place] = found[number - 1] if number <= len(found) else 0
        return place


BASES = {
    "complete": "thời hạn tính từ khi hồ sơ đầy đủ, hợp lệ",
    "elsewhere": "nộp nơi khác thì tính từ khi cơ quan có thẩm quyền nhận",
    "first-day": "ngày nhận không đếm",
    "last-day-off": "ngày cuối là ngày nghỉ",
    "citizen": "thời gian chờ người dân bổ sung",
    "consent": "thời gian chờ người có quyền đồng ý trả lời",
    "outage": "thời gian hệ thống dừng đã thông báo",
}
"""The rules of counting that [basis] must cite, each with what it says."""

_HEADER = re.compile(r"^\s*\[{1,2}\s*([A-Za-z_][\w.-]*)\s*\]{1,2}", re.MULTILINE)


def _headers(text: str) -> dict[str, list[int]]:
    """For each table name, the lines its headers stand on."""
    found: dict[str, list[int]] = {}
    for match in _HEADER.finditer(text):
        found.setdefault(match[1], []).append(text.count("\n", 0, match.start(1)) + 1)
    return found
