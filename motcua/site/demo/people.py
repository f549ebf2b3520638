"""The invented people of the demo: 600 households of a commune, and those who come from elsewhere.

Everything here is drawn from one seed: the same year gives the same people. No number, name or
telephone is anyone's: serials begin with 000, telephones with 0900 00.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import Any

from motcua.site.demo.names import (
    FEMALE,
    MALE,
    family_name,
    full_name,
    people_of,
)

SEED = 20260701
HOUSEHOLDS = 600
HERE, NEIGHBOUR = "xã Đức Nhàn", "xã Đà Bắc"
COMMUNES = {
    # key: (code since 1/7/2025, province code in numbers given at birth, peoples who live there)
    HERE: ("04846", "017", ()),
    NEIGHBOUR: ("04831", "017", ("Mường", "Tày", "Kinh")),
    "phường Việt Trì": ("07900", "025", ("Kinh",)),
    "phường Ba Đình": ("00004", "001", ("Kinh",)),
    "phường Mộc Châu": ("03980", "014", ("Mông", "Mường", "Kinh")),
    "phường Lào Cai": ("02647", "010", ("Dao", "Mông", "Tày")),
    "phường Buôn Ma Thuột": ("24133", "066", ("Ê Đê", "Kinh")),
}
HAMLETS = (
    "Bưa Sen", "Suối Trầu", "Đồng Mận", "Vầy Cao", "Nà Lốc", "Pheo Trong", "Cầu Vọng",
    "Bãi Nứa", "Mó Ngần", "Dốc Lim", "Thung Khoai", "Ké Dưới", "Chợ Mới", "Hoà Thượng",
)  # fmt: skip
_BIRTHPLACES = {"Mường": "017", "Tày": "015", "Dao": "002", "Mông": "014", "Ê Đê": "066"}


@dataclass(eq=False)
class Citizen:
    """One invented person as the commune will hold them.

    `register` says how the national register differs: {} not at all, {"missing": True},
    {"doubtful": True}, or fields with other values; `brings_card`: one that says what the register
    does. `level` is that of the e-identity, 0: none.
    """

    full_name: str
    number: str
    birth_date: str
    sex: str
    ethnicity: str
    hometown: str
    home: str
    address: str
    hamlet: str = ""
    phone: str = ""
    poor: bool = False
    digital: bool = False
    level: int = 0
    locked: bool = False
    title: str = ""
    register: dict[str, Any] = field(default_factory=dict)
    brings_card: bool = False

    @property
    def birth_year(self) -> int:
        return int(self.birth_date[:4])

    @property
    def sub(self) -> str:
        """The name the e-identity knows them by: it tells nothing of the number."""
        return f"demo-{self.number[3:6]}{self.number[-3:]}-{self.number[:3]}"


@dataclass(eq=False)
class Family:
    """A household: the head first, each with the relation to the head."""

    members: list[tuple[Citizen, str]]
    couple: tuple[Citizen, Citizen] | None = None  # wife, husband
    since: int = 2015

    @property
    def head(self) -> Citizen:
        return self.members[0][0]


class Maker:
    """Draws people one after another; no number and no telephone comes twice."""

    def __init__(self, year: int) -> None:
        self.year, self.chance = year, Random(SEED)
        self._taken: set[str] = set()
        self._phones = count(1)

    def citizen(
        self, *, home: str, people: str, family: str, sex: str, age: int, **more: Any
    ) -> Citizen:
        """A person of about this age; older ones may know only their year of birth."""
        birth = self._birth_date(self.year - age)
        born_in = _BIRTHPLACES.get(people, "001") if self.chance.random() < 0.3 else ""
        place = born_in or COMMUNES[home][1]
        grown = age >= 16
        found = Citizen(
            full_name=full_name(people, family, sex, self.chance),
            number=self.number(place, sex, int(birth[:4])),
            birth_date=birth,
            sex=sex,
            ethnicity=people,
            hometown=f"{home[:1].upper()}{home[1:]}",
            home=home,
            address="Tổ 4" if home != HERE else "",
            phone=self.phone() if grown and self.chance.random() < 0.85 else "",
            level=self._level(age),
        )
        for name, value in more.items():
            setattr(found, name, value)
        return found

    def number(self, place: str, sex: str, year: int) -> str:
        """A number of the right build with an invented serial, 000100 to 000999."""
        century = 2 * (year // 100 - 19) + (sex == FEMALE)
        while True:
            number = f"{place}{century}{year % 100:02d}000{self.chance.randint(100, 999)}"
            if number not in self._taken:
                self._taken.add(number)
                return number

    def number_near(self, number: str) -> str:
        """The same with its last digit typed wrong; nobody else has it."""
        others = (f"{number[:-1]}{digit}" for digit in "0123456789")
        near = next(other for other in others if other not in self._taken)
        self._taken.add(near)
        return near

    def old_number(self) -> str:
        """A number of nine digits, of an old card."""
        while (number := f"{self.chance.randint(101100, 399999)}000") in self._taken:
            continue
        self._taken.add(number)
        return number

    def phone(self) -> str:
        return f"0900{next(self._phones):06d}"

    def _birth_date(self, year: int) -> str:
        known = self.chance.random()
        if year < self.year - 66 and known < 0.4:
            return str(year)
        month, day = self.chance.randint(1, 12), self.chance.randint(1, 28)
        if year < self.year - 50 and known < 0.5:
            return f"{year}-01-01" if known < 0.45 else f"{year}-{month:02d}"
        return f"{year}-{month:02d}-{day:02d}"

    def _level(self, age: int) -> int:
        """Who has an e-identity: nearly all of the young, fewer of the old."""
        if age < 16:
            return 0
        has = 0.9 if age < 45 else 0.7 if age < 60 else 0.35
        return 2 if self.chance.random() < has else 0


def households(make: Maker) -> Iterator[Family]:
    """The commune's households, hamlet after hamlet."""
    for number in range(HOUSEHOLDS):
        hamlet = HAMLETS[number % len(HAMLETS)]
        family = _family(make, make.chance.choices((0, 1, 2), (78, 12, 10))[0])
        poor = make.chance.random() < 0.14
        for member, _ in family.members:
            member.hamlet, member.address, member.poor = hamlet, f"Xóm {hamlet}", poor
        yield family


def _family(make: Maker, kind: int) -> Family:
    people = people_of(make.chance)
    if kind == 1:
        return _alone(make, people)
    return _couple(make, people, parent=kind == 0 and make.chance.random() < 0.22)


def _alone(make: Maker, people: str) -> Family:
    """An old person alone, or a mother with her child."""
    name, chance = family_name(people, make.chance), make.chance
    if chance.random() < 0.5:
        old = make.citizen(
            home=HERE, people=people, family=name, sex=chance.choice((FEMALE, MALE)),
            age=chance.randint(66, 91),
        )  # fmt: skip
        return Family([(old, "Chủ hộ")], since=2005)
    age = chance.randint(23, 40)
    mother = make.citizen(home=HERE, people=people, family=name, sex=FEMALE, age=age)
    child = _child(make, people, name, chance.randint(1, age - 19))
    return Family([(mother, "Chủ hộ"), (child, "Con")], since=make.year - 3)


def _couple(make: Maker, people: str, *, parent: bool) -> Family:
    chance = make.chance
    name, hers = family_name(people, chance), family_name(people, chance)
    age = chance.choices((chance.randint(22, 38), chance.randint(39, 74)), (45, 55))[0]
    husband = make.citizen(home=HERE, people=people, family=name, sex=MALE, age=age)
    wife_age = max(20, age - chance.randint(0, 4))
    other = people if chance.random() < 0.8 else people_of(chance)
    hers = hers if other == people else family_name(other, chance)
    wife = make.citizen(home=HERE, people=other, family=hers, sex=FEMALE, age=wife_age)
    oldest = min(wife_age - 20, 27)
    ages = sorted({chance.randint(1, max(1, oldest)) for _ in range(_children(chance, age))})
    members = [(husband, "Chủ hộ"), (wife, "Vợ")]
    if chance.random() < 0.12:
        members = [(wife, "Chủ hộ"), (husband, "Chồng")]
    members += [(_child(make, people, name, age), "Con") for age in reversed(ages)]
    if parent and age < 60:
        old = make.citizen(
            home=HERE, people=people, family=name, sex=FEMALE, age=age + chance.randint(20, 28)
        )
        members.append((old, "Mẹ" if members[0][0] is husband else "Mẹ chồng"))
    return Family(members, (wife, husband), since=min(make.year - 1, make.year - wife_age + 22))


def _children(chance: Random, age: int) -> int:
    weights = (12, 34, 40, 14) if age < 55 else (45, 35, 17, 3)
    return chance.choices((0, 1, 2, 3), weights)[0]


def _child(make: Maker, people: str, family: str, age: int) -> Citizen:
    sex = make.chance.choice((FEMALE, MALE))
    return make.citizen(home=HERE, people=people, family=family, sex=sex, age=age)


def newcomers(make: Maker, number: int) -> list[Citizen]:
    """People of other communes who come here to work and look for a room."""
    homes = [home for home in COMMUNES if home not in (HERE, NEIGHBOUR)]
    found = []
    for place in range(number):
        home = NEIGHBOUR if place < 8 else make.chance.choice(homes)
        people = make.chance.choice(COMMUNES[home][2])
        found.append(
            make.citizen(
                home=home,
                people=people,
                family=family_name(people, make.chance),
                sex=make.chance.choice((FEMALE, MALE)),
                age=make.chance.randint(19, 44),
                level=2,
                digital=make.chance.random() < 0.2,
            )
        )
    for each in found:
        each.phone = each.phone or make.phone()
    return found
