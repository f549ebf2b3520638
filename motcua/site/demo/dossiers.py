"""Three hundred dossiers: whose, for what, begun when, and how each one goes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random
from typing import TypeVar
from uuid import UUID

from motcua.rules.dossier import State
from motcua.rules.permission import ACTING
from motcua.rules.time.wall_clock import local
from motcua.site.demo.clerk import Clock
from motcua.site.demo.commune import Commune
from motcua.site.demo.matters import (
    BIRTH,
    PLANS,
    RENT,
    RESIDENCE,
    birth,
    birth_joined,
    house,
    rent,
    rent_undeclared,
    residence,
)
from motcua.site.demo.office_time import filed_at
from motcua.site.demo.people import HERE, NEIGHBOUR, Citizen, Family
from motcua.site.demo.stories import Course, Desk, Matter, Story, Teller

T = TypeVar("T")
TWO_WEEKS, EIGHT_WEEKS = 10 * 480, 40 * 480  # minutes of office time
DESKS = {
    RESIDENCE: Desk("police", "police", "police_leader"),
    RENT: Desk("police", "police", "police_leader"),
    BIRTH: Desk("counter", "specialist", "chairman"),
}
THERE = Desk("police_there", "police_there", "leader_there")


@dataclass(frozen=True)
class Wanted:
    """So many dossiers of one kind. `when` bounds the office minutes since they were filed;
    with `late` the minutes the decision is delayed depend on the procedure's own limit."""

    count: int
    ending: State
    when: str  # "new", "in-time", "overdue", "waiting", "ready", "closed"
    late: bool = False
    asked: int = 0
    early: bool = False
    consent: bool | None = True
    helped: bool | None = None  # None: now and then
    sent_back: bool = False
    only: str = ""


WANTED = (
    Wanted(14, State.SUBMITTED, "new", helped=False),
    Wanted(8, State.SUBMITTED, "new", helped=True, only=RESIDENCE),
    Wanted(4, State.SUBMITTED, "new", consent=None, helped=False, only=RENT),
    Wanted(4, State.ACCEPTED, "in-time", consent=None, helped=False, only=RENT),
    Wanted(10, State.ACCEPTED, "in-time"),
    Wanted(4, State.ACCEPTED, "overdue"),
    Wanted(10, State.PROCESSING, "in-time"),
    Wanted(5, State.PROCESSING, "overdue"),
    Wanted(7, State.WAITING, "waiting", asked=1, early=True),
    Wanted(7, State.WAITING, "waiting", asked=1),
    Wanted(10, State.SIGNING, "in-time"),
    Wanted(3, State.SIGNING, "overdue"),
    Wanted(23, State.DONE, "ready"),
    Wanted(3, State.DONE, "closed", late=True),
    Wanted(12, State.NOT_ACCEPTED, "closed"),
    Wanted(7, State.STOPPED, "closed"),
    Wanted(2, State.STOPPED, "closed", consent=False, only=RENT),
    Wanted(7, State.WITHDRAWN, "closed", early=True, helped=False),
    Wanted(6, State.WITHDRAWN, "closed", helped=False),
    Wanted(16, State.RETURNED, "closed", late=True),
    Wanted(12, State.RETURNED, "closed", asked=1, early=True),
    Wanted(10, State.RETURNED, "closed", asked=1),
    Wanted(4, State.RETURNED, "closed", asked=2),
    Wanted(3, State.RETURNED, "closed", sent_back=True, only=RENT),
    Wanted(102, State.RETURNED, "closed"),
)
"""With three of the cast and four just filed, three hundred; two more go through several hands."""

LIMITS = {RESIDENCE: 240, RENT: 1440, BIRTH: 120}  # office minutes a decision may take
PACES = {RESIDENCE: (6, 36), RENT: (8, 60), BIRTH: (5, 17)}
SHARES = {RESIDENCE: 37, RENT: 41, BIRTH: 22}


class Planner:
    """Deals out people to stories; nobody meets two unfinished matters at once."""

    def __init__(self, commune: Commune, now: datetime, clock: Clock) -> None:
        self.commune, self.now, self.clock = commune, now, clock
        self.chance = Random(f"dossiers {commune.make.year}")
        busy = {*commune.cast.values(), *commune.landlords}
        grown = [p for p in commune.people if commune.make.year - p.birth_year >= 18]
        free = [p for p in grown if p not in busy]
        residents = [p for p in free if p.home == HERE]
        self.alone = _shuffled((p for p in residents if p.level == ACTING), self.chance)
        self.helped = _shuffled((p for p in residents if p.level < ACTING), self.chance)
        agreeing = [p for p in self.helped if not p.register]
        self.helped = agreeing + commune.differing[::-1]  # taken from the end: each cause first
        self.tenants = _shuffled((p for p in free if p.home not in (HERE, NEIGHBOUR)), self.chance)
        self.there = [p for p in free if p.home == NEIGHBOUR]
        self.parents = _shuffled(filter(self._fit_to_be_parents, commune.families), self.chance)
        self.codes = list(SHARES)

    def stories(self) -> Iterator[tuple[datetime, Story]]:
        """Every story with the time it begins."""
        for wanted in WANTED:
            for _ in range(wanted.count):
                code = wanted.only or self.chance.choices(self.codes, list(SHARES.values()))[0]
                yield self.story(wanted, code)
        yield from self._of_the_cast()
        yield from self._elsewhere()
        yield from self._of_several_hands()

    def fresh(self) -> list[Story]:
        """Filed a moment ago: nobody has looked at them, no errand of theirs is done."""
        course = Course(State.SUBMITTED, 1, consent=None)
        codes = (RESIDENCE, RENT, RESIDENCE, RENT)
        return [self._teller(*self.matter(code, course, self.now), course, code) for code in codes]

    def story(self, wanted: Wanted, code: str) -> tuple[datetime, Story]:
        course = self.course(wanted, code)
        begins = filed_at(self.now, self._age(wanted, code, course), self.chance, course.helped)
        if wanted.when == "in-time":
            course = replace(course, pace=max(1, self._last_age // 9))
        return begins, self._teller(*self.matter(code, course, begins), course, code)

    def course(self, wanted: Wanted, code: str) -> Course:
        helped = self.chance.random() < 0.3 if wanted.helped is None else wanted.helped
        limit = LIMITS[code]
        return Course(
            ending=wanted.ending,
            pace=self.chance.randint(*PACES[code]),
            late=self.chance.randint(limit + 560, 2 * limit + 1200) if wanted.late else 0,
            asked=wanted.asked,
            early=wanted.early,
            consent=wanted.consent,
            helped=helped,
            sent_back=wanted.sent_back,
        )

    def _age(self, wanted: Wanted, code: str, course: Course) -> int:
        """Office minutes since the filing."""
        limit = LIMITS[code]
        least = 18 * course.pace + course.late + 300 * course.asked + 60
        bounds = {
            "in-time": (25, min(limit - 20, 110 if code == BIRTH else 1100)),
            "new": (20, 700),
            "overdue": (limit + 700, limit + 2600),
            "waiting": (400, 4300),
            "ready": (least, least + 2400),
            "closed": (least, EIGHT_WEEKS),
        }
        self._last_age = self.chance.randint(*bounds[wanted.when])
        return self._last_age

    def matter(self, code: str, course: Course, begins: datetime) -> tuple[Citizen, Matter]:
        day = local(begins).date()
        if code == BIRTH:
            return self._birth(begins)
        if code == RESIDENCE:
            citizen = (self.helped if course.helped else self.alone).pop()
            return citizen, residence(citizen, self.chance)
        if course.consent is True and not course.helped and self.chance.random() < 0.17:
            return self._list_of_tenants(day_of=begins)
        tenant = self.tenants.pop()
        if course.consent is True and self.chance.random() < 0.09:
            owner = self.chance.choice(self.commune.families).head
            return tenant, rent_undeclared(tenant, owner, day, self.chance)
        family = [self.tenants.pop()] if self.chance.random() < 0.06 else []
        dwelling = self.commune.dwellings[0 if self.chance.random() < 0.2 else self._any_house()]
        return tenant, rent(tenant, dwelling, day, self.chance, family=family)

    def _list_of_tenants(self, day_of: datetime) -> tuple[Citizen, Matter]:
        number = self._any_house()
        dwelling = self.commune.dwellings[number]
        owner = self.commune.landlords[number % len(self.commune.landlords)]
        tenants = [self.tenants.pop() for _ in range(self.chance.randint(2, 3))]
        day = local(day_of).date()
        return owner, rent(owner, dwelling, day, self.chance, tenants=tenants)

    def _any_house(self) -> int:
        return self.chance.randrange(len(self.commune.dwellings))

    def _birth(self, begins: datetime) -> tuple[Citizen, Matter]:
        family = self.parents.pop()
        assert family.couple
        with_account = [parent for parent in family.couple if parent.level == ACTING]
        asker = with_account[0] if with_account else family.couple[0]
        return asker, birth(family, asker, local(begins).date(), self.chance)

    def _fit_to_be_parents(self, family: Family) -> bool:
        busy = {*self.commune.cast.values(), *self.commune.landlords}
        return bool(
            family.couple
            and self.commune.make.year - family.couple[0].birth_year <= 42
            and not busy & set(family.couple)
            and any(parent.level == ACTING for parent in family.couple)
        )

    def _of_the_cast(self) -> Iterator[tuple[datetime, Story]]:
        """What those one can sign in as have lived through."""
        for key, course, age in (
            ("asked", Course(State.WAITING, 30, asked=1), 700),
            ("mother", Course(State.RETURNED, 20), 5200),
            ("low", Course(State.SUBMITTED, 10, helped=True), 260),
        ):
            citizen = self.commune.cast[key]
            begins = filed_at(self.now, age, self.chance, helped=True)
            matter = residence(citizen, self.chance)
            yield begins, self._teller(citizen, matter, course, RESIDENCE)

    def _of_several_hands(self) -> Iterator[tuple[datetime, Story]]:
        """A birth that goes on to other agencies, a house on which the neighbours are asked."""
        course = Course(State.ACCEPTED, 12)
        begins = filed_at(self.now, 95, self.chance, helped=False)
        asker, matter = self._birth(begins)
        yield begins, self._teller(asker, birth_joined(matter, asker), course, BIRTH)
        builder = self.alone.pop()
        teller = Teller(
            self.commune, self.clock, self._id(), builder, house(builder), course, DESKS[BIRTH],
            self.commune.here,
        )  # fmt: skip
        begins = filed_at(self.now, 560, self.chance, helped=False)
        yield begins, teller.tell_and_ask(self.commune.units[NEIGHBOUR], PLANS[:1])

    def _elsewhere(self) -> Iterator[tuple[datetime, Story]]:
        """The neighbouring commune has work of its own, which stays its own."""
        unit = self.commune.units[NEIGHBOUR]
        endings = (State.RETURNED, State.RETURNED, State.DONE, State.ACCEPTED, State.SUBMITTED)
        for citizen, ending, age in zip(
            self.there, endings, (9000, 4000, 900, 150, 60), strict=False
        ):
            matter = residence(citizen, self.chance)
            course = Course(ending, 15)
            begins = filed_at(self.now, age, self.chance, helped=True)
            teller = Teller(
                self.commune, self.clock, self._id(), citizen, matter, course, THERE, unit
            )
            yield begins, teller.tell()

    def _teller(self, citizen: Citizen, matter: Matter, course: Course, code: str) -> Story:
        desk = DESKS[code]
        if code != BIRTH and self.chance.random() < 0.4:
            desk = replace(desk, receives="counter")
        teller = Teller(
            self.commune, self.clock, self._id(), citizen, matter, course, desk, self.commune.here
        )
        return teller.tell()

    def _id(self) -> UUID:
        return UUID(int=self.chance.getrandbits(128), version=4)


def _shuffled(things: Iterable[T], chance: Random) -> list[T]:
    found = list(things)
    chance.shuffle(found)
    return found
