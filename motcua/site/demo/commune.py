"""Puts the invented people into the register of their commune, by the actions anyone would use."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from motcua.actions.account import appoint, give_signing_key, sign_in
from motcua.actions.act import By
from motcua.actions.dwelling import declare_dwelling
from motcua.actions.household import register_household, register_marriage
from motcua.actions.person import register_person
from motcua.actions.unit import import_units, seed_units
from motcua.records.account import Account
from motcua.records.dwelling import Dwelling
from motcua.records.person import Person
from motcua.records.unit import Hamlet, Unit
from motcua.rules.place.unit import HamletRow
from motcua.rules.time.wall_clock import local
from motcua.rules.who import Door, Who
from motcua.rules.words.names import nfc
from motcua.site.demo.cast import CAST_OF_ALL, DOOR_CODE, OFFICERS, as_citizens
from motcua.site.demo.differing import let_registers_differ
from motcua.site.demo.people import (
    COMMUNES,
    HAMLETS,
    HERE,
    NEIGHBOUR,
    Citizen,
    Family,
    Maker,
    households,
    newcomers,
)

LOADER = Who(name="nạp dữ liệu mẫu", clerk=True)
TWO_TIERS = date(2025, 7, 1)
LANDLORDS, DWELLINGS, NEWCOMERS = 15, 30, 190


@dataclass
class Commune:
    """The demo's commune, filled: invented people beside what the register holds of them."""

    make: Maker
    cast: dict[str, Citizen]
    families: list[Family]
    newcomers: list[Citizen]
    now: datetime
    differing: list[Citizen] = field(default_factory=list)
    units: dict[str, Unit] = field(default_factory=dict)
    held: dict[Citizen, Person] = field(default_factory=dict)
    landlords: list[Citizen] = field(default_factory=list)
    dwellings: list[Dwelling] = field(default_factory=list)
    _accounts: dict[Citizen, Account] = field(default_factory=dict)
    _actors: dict[Citizen, Who] = field(default_factory=dict)

    @property
    def here(self) -> Unit:
        return self.units[HERE]

    @property
    def people(self) -> list[Citizen]:
        """Everybody, the cast first."""
        residents = [member for family in self.families for member, _ in family.members]
        return list(dict.fromkeys([*self.cast.values(), *residents, *self.newcomers]))

    @property
    def account_holders(self) -> list[Citizen]:
        return [each for each in self.people if each.level]

    def account(self, citizen: Citizen, at: datetime) -> Account:
        """The citizen's account, opened when they first sign in."""
        if citizen not in self._accounts:
            self._accounts[citizen] = sign_in(
                By(LOADER, at, Door.COMMAND),
                subject=citizen.sub,
                number=citizen.number,
                name=nfc(citizen.full_name),
                birth_date=citizen.birth_date,
                level=citizen.level,
            )
            self._forget(citizen)
        return self._accounts[citizen]

    def by(self, citizen: Citizen | str, at: datetime, via: Door = Door.COUNTER) -> By:
        """Someone of the commune acting, freshly signed in."""
        someone = self.cast[citizen] if isinstance(citizen, str) else citizen
        account = self.account(someone, at)
        if someone not in self._actors:
            self._actors[someone] = account.who(local(at).date(), None)
        return By(replace(self._actors[someone], fresh_at=at), at, via)

    def person(self, citizen: Citizen) -> Person:
        return self.held[citizen]

    def _forget(self, citizen: Citizen) -> None:
        """Signing in writes to the person: what was read before is stale."""
        if citizen in self.held:
            self.held[citizen].refresh_from_db()


def invent(now: datetime) -> Commune:
    """The people on paper only."""
    make = Maker(local(now).year)
    cast = as_citizens(make)
    families = list(households(make))
    found = Commune(make, cast, families, newcomers(make, NEWCOMERS), now)
    _settle_cast(found)
    untitled = [each for each in found.people if not each.title]
    differing = let_registers_differ(make, untitled, families)
    _make_namesakes(found)
    found.differing = [each for each in differing if each.register]
    return found


def _settle_cast(commune: Commune) -> None:
    """Each of the cast who lives here joins or heads a household; the mother has a husband."""
    place = next(f for f in commune.families if f.couple and f.couple[0].birth_year > 1994)
    assert place.couple
    mother, husband = commune.cast["mother"], place.couple[1]
    husband.level = 2
    place.couple = (mother, husband)
    place.members = [(husband, "Chủ hộ"), (mother, "Vợ")]
    for number, key in enumerate(k for k, c in commune.cast.items() if c.home == HERE):
        if key != "mother":
            commune.families[-1 - number] = Family([(commune.cast[key], "Chủ hộ")])


def _make_namesakes(commune: Commune) -> None:
    """Three people called almost as the landlady is: only numbers and dates tell them apart."""
    women = [m for f in commune.families for m, _ in f.members if m.sex == "female"]
    grown = [w for w in women if not w.title and w.ethnicity == "Kinh" and w.birth_year < 2005]
    wanted = ("Nguyễn Thị Minh Thúy", "Nguyễn Thị Minh Thuỳ", "Nguyễn Thị Minh Thuý")
    for woman, name in zip(grown, wanted, strict=False):
        woman.full_name, woman.level, woman.register = name, 2, {}


def register(commune: Commune, at: datetime) -> None:
    """Put everybody in: units, hamlets, people, households, marriages, dwellings, posts."""
    by = By(LOADER, at, Door.COMMAND)
    seed_units(by)
    code = COMMUNES[HERE][0]
    rows = [HamletRow(code, "xóm", name, TWO_TIERS) for name in HAMLETS]
    import_units(by, hamlets=rows)
    day = local(at).date()
    for name, (code, _, _) in COMMUNES.items():
        commune.units[name] = Unit.objects.in_force(day).get(code=code)
    hamlets = {h.name: h for h in Hamlet.objects.of(commune.here, day)}
    for citizen in commune.people:
        commune.held[citizen] = _register_one(by, commune, citizen, hamlets)
    for family in commune.families:
        _register_family(by, commune, family, hamlets)
    _register_cast(by, commune, day)
    _declare_dwellings(by, commune, hamlets)
    for landlord in commune.landlords:
        commune.account(landlord, at)


def _register_one(
    by: By, commune: Commune, citizen: Citizen, hamlets: dict[str, Hamlet]
) -> Person:
    return register_person(
        by,
        id=_id(commune),
        unit=commune.units[citizen.home],
        full_name=citizen.full_name,
        number=citizen.number,
        birth_date=citizen.birth_date,
        hamlet=hamlets.get(citizen.hamlet),
        sex=citizen.sex,
        ethnicity=citizen.ethnicity,
        hometown=f"{citizen.hometown}, {_province(commune.units[citizen.home])}",
        address=citizen.address,
        phone=citizen.phone,
        poor=citizen.poor,
        digital=citizen.digital,
    )


def _id(commune: Commune) -> UUID:
    """From the seed, so that two loads on one day give the same ids."""
    return UUID(int=commune.make.chance.getrandbits(128), version=4)


def _province(unit: Unit) -> str:
    return unit.parent.full_name if unit.parent else ""


def _register_family(by: By, commune: Commune, family: Family, hamlets: dict[str, Hamlet]) -> None:
    head, unit = family.head, commune.here
    register_household(
        by,
        unit=unit,
        address=head.address,
        hamlet=hamlets.get(head.hamlet),
        members=[(commune.held[member], relation) for member, relation in family.members],
        since=date(family.since, 6, 1),
    )
    if family.couple:
        wife, husband = (commune.held[each] for each in family.couple)
        chance = commune.make.chance
        year = max(family.since, 1985)
        register_marriage(
            by,
            unit=unit,
            wife=wife,
            husband=husband,
            place=f"Ủy ban nhân dân {unit.full_name[:1].lower()}{unit.full_name[1:]}",
            on=date(year, chance.randint(1, 12), chance.randint(1, 28)),
            number=f"{chance.randint(1, 90)}/{year}",
        )


def _register_cast(by: By, commune: Commune, day: date) -> None:
    """Officers get accounts, posts and, who signs, the name of their key."""
    for each in OFFICERS:
        citizen = commune.cast[each.key]
        account = commune.account(citizen, by.at)
        unit = commune.units[NEIGHBOUR if each.home == NEIGHBOUR else HERE]
        for role, title in each.posts:
            appoint(by, account, unit=unit, role=role, title=title, valid_from=TWO_TIERS)
        if each.signs:
            give_signing_key(by, account, key=each.signs)
    locked = {commune.cast[each.key] for each in CAST_OF_ALL if each.locked}
    assert not locked & set(commune._accounts)


def _declare_dwellings(by: By, commune: Commune, hamlets: dict[str, Hamlet]) -> None:
    """Fifteen landlords with thirty houses between them, one of them a lodging house."""
    chance = commune.make.chance
    grown = [f.head for f in commune.families if 35 <= commune.make.year - f.head.birth_year < 60]
    others = [c for c in grown if c.level == 2 and not c.title]
    landlady = commune.cast["landlady"]
    commune.landlords = [landlady, *chance.sample(others, LANDLORDS - 1)]
    for number in range(DWELLINGS):
        owner = commune.landlords[number % LANDLORDS]
        hamlet = HAMLETS[number % 3 * 6] if number else "Bưa Sen"
        use = Dwelling.Use.LODGING if number == 1 else Dwelling.Use.RENTED
        commune.dwellings.append(
            declare_dwelling(
                by,
                owner=commune.held[owner],
                unit=commune.here,
                hamlet=hamlets[hamlet],
                address=f"{_house(number)} xóm {hamlet}",
                use=Dwelling.Use.LENT if number % 9 == 5 else use,
                rooms=12 if number == 0 else 20 if number == 1 else chance.randint(1, 9),
                code=DOOR_CODE if number == 0 else _door_code(commune),
            )
        )


def _house(number: int) -> str:
    return "Nhà nghỉ Suối Mơ," if number == 1 else f"Số {3 + 7 * number % 88} đường liên xóm,"


def _door_code(commune: Commune) -> str:
    letters = "23456789ACDEFGHKMNPQRTUVWXY"
    return "NT-" + "".join(commune.make.chance.choices(letters, k=6))


def first_day(start: datetime) -> datetime:
    """When the commune was put in: a week before its first dossier."""
    return start - timedelta(days=7)
