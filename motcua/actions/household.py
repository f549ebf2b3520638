"""Households of a commune, and the marriages in its civil register."""

from datetime import date

from motcua.actions.act import By, action, allow, tell
from motcua.records.household import Household, Marriage, Membership
from motcua.records.person import Person
from motcua.records.unit import Hamlet, Unit
from motcua.rules.events.people import HouseholdRegistered, MarriageRegistered
from motcua.rules.permission import Purpose, Target


@action
def register_household(
    by: By,
    *,
    unit: Unit,
    address: str,
    hamlet: Hamlet | None,
    members: list[tuple[Person, str]],
    since: date,
) -> Household:
    """Put a household into the register; the first member is its head."""
    allow(by, "person.register", Target(unit=unit.id), Purpose.DOSSIER)
    household = Household.objects.create(
        unit=unit, hamlet=hamlet, address=address, head=members[0][0]
    )
    Membership.objects.bulk_create(
        Membership(
            household=household, person=person, unit=unit, relation=relation, valid_from=since
        )
        for person, relation in members
    )
    tell(
        by,
        HouseholdRegistered(
            subject=household.id,
            about=tuple(person.id for person, _ in members),
            unit=unit.id,
            members=len(members),
        ),
    )
    return household


@action
def register_marriage(
    by: By, *, unit: Unit, wife: Person, husband: Person, place: str, on: date, number: str
) -> Marriage:
    """Put a marriage into the civil register of a commune."""
    allow(by, "person.register", Target(unit=unit.id), Purpose.DOSSIER)
    marriage = Marriage.objects.create(
        unit=unit, wife=wife, husband=husband, place=place, on=on, number=number
    )
    tell(by, MarriageRegistered(subject=marriage.id, about=(wife.id, husband.id), unit=unit.id))
    return marriage
