"""Facts that follow from a day: whom an age exempts, and what is registered late.

The years and days, each with its source and from when to when it is the law, are data:
country/facts.toml (docs/procedures.md).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from motcua.rules.catalogue.shape import ENUMERATED, Shape
from motcua.rules.dated import Dated, clashes
from motcua.rules.identity import of_age
from motcua.rules.tables import DataError, refuse
from motcua.rules.time.calendar import Calendar

BIRTH, DEATH = "fact.birth-registered-late", "fact.death-registered-late"


@dataclass(frozen=True)
class Age(Dated):
    """The years, under so many or from so many on, that are a ground to be exempt from fees."""

    exempt: str  # a word of EXEMPT
    citation: str
    valid_from: date
    valid_to: date | None = None
    from_age: int = 0
    under_age: int = 0
    confidence: str = "high"

    @property
    def words(self) -> str:
        """`dưới 16 tuổi`, `từ 60 tuổi`."""
        return f"dưới {self.under_age} tuổi" if self.under_age else f"từ {self.from_age} tuổi"


@dataclass(frozen=True)
class Term(Dated):
    """So many days after a birth or death within which it is registered; `fact` holds after."""

    fact: str
    days: int
    citation: str
    valid_from: date
    valid_to: date | None = None
    confidence: str = "high"

    def last_day(self, happened: date, calendar: Calendar) -> date:
        """The last day in time. The first is not counted; a last day that is off moves to the
        next working day (Bộ luật Dân sự 2015 Điều 147.2, 148.5)."""
        last = happened + timedelta(days=self.days)
        return last if calendar.is_working(last) else calendar.next_working(last)


@dataclass(frozen=True)
class FactLaw:
    """All of country/facts.toml. The law of a day is that of the day of reception."""

    ages: tuple[Age, ...]
    terms: tuple[Term, ...]

    def ages_on(self, on: date) -> dict[str, Age]:
        """The ages that exempt on a day, by their words."""
        return {one.exempt: one for one in self.ages if one.in_force(on)}

    def exempt_by_age(self, born: str, on: date) -> str:
        """The word of EXEMPT that the birth date says for certain, as far as it is known (ISO
        text); else ""."""
        for exempt, age in self.ages_on(on).items():
            if of_age(born, on, age.from_age, age.under_age):
                return exempt
        return ""

    def term(self, fact: str, on: date) -> Term:
        """The term behind a fact on a day; LookupError where the file does not reach it."""
        for one in self.terms:
            if one.fact == fact and one.in_force(on):
                return one
        raise LookupError(f"{fact}, {on}")

    def is_late(self, fact: str, happened: date, received: date, calendar: Calendar) -> bool:
        """Whether what happened on a day and came in on another is registered after its term."""
        return received > self.term(fact, received).last_day(happened, calendar)


def fact_law_from(raw: Mapping[str, Any], source: str) -> FactLaw:
    """The file as a value; raises `DataError` with every mistake: a word that is no ground to be
    exempt or no fact of a term, an age without one bound, two of one kind in force at once."""
    tables = Shape(source)
    tables.only(raw, ("age", "term"), "đầu tệp")
    exempt = tables.one_of(ENUMERATED["fact.exempt"])
    ages = tables.several(Age, raw, "age", exempt=exempt)
    days = tables.at_least(1, "phải từ 1 trở lên")
    terms = tables.several(Term, raw, "term", fact=tables.one_of((BIRTH, DEATH)), days=days)
    tables.wrong += _unbounded(tables, ages)
    placed = [
        *((f"age “{number}”", one.exempt, one) for number, one in enumerate(ages, 1)),
        *((f"term “{number}”", one.fact, one) for number, one in enumerate(terms, 1)),
    ]
    tables.wrong += (tables.fail(place, why) for place, why in clashes(placed))
    refuse(tables.wrong)
    return FactLaw(tuple(ages), tuple(terms))


def _unbounded(tables: Shape, ages: Sequence[Age]) -> Iterator[DataError]:
    for number, one in enumerate(ages, 1):
        if (one.from_age > 0) is (one.under_age > 0):
            yield tables.fail(f"age “{number}”", "ghi một trong hai: “from_age” hoặc “under_age”")
