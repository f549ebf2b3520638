"""Putting people into the register, and looking them up (which is an act, too)."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from motcua.actions.act import By, action, allow, tell
from motcua.records.person import Person, bearer_of, find_people, person_with_number
from motcua.records.scope import look_as
from motcua.records.unit import Hamlet, Unit
from motcua.rules.events.people import PersonRegistered, PersonSeen
from motcua.rules.permission import Purpose, Target
from motcua.rules.refusal import Denied, Refused
from motcua.rules.who import Who
from motcua.rules.words.names import accent_free


def new_person(
    by: By,
    *,
    full_name: str,
    number: str = "",
    birth_date: str,
    unit: Unit | None = None,
    **more: Any,
) -> Person:
    """A new entry in the register, told to the journal: the part other actions share."""
    person = Person(birth_date=birth_date, unit=unit, **more)
    person.name(full_name)
    person.identify(number)
    if number and bearer_of(number):
        raise Refused("number-already-registered")
    if unit is None and not by.actor.clerk and not by.actor.units:
        look_as(Who(person=person.id, account=by.actor.account))
    person.save(force_insert=True)
    tell(by, PersonRegistered(subject=person.id, about=(person.id,), unit=person.unit_id))
    return person


@action
def register_person(
    by: By,
    *,
    unit: Unit,
    full_name: str,
    number: str,
    birth_date: str,
    hamlet: Hamlet | None = None,
    **more: Any,
) -> Person:
    """Put a resident into the register of a commune, as claimed until verified."""
    allow(by, "person.register", Target(unit=unit.id), Purpose.DOSSIER)
    return new_person(
        by,
        full_name=full_name,
        number=number,
        birth_date=birth_date,
        unit=unit,
        hamlet=hamlet,
        **more,
    )


def known_or_new(by: By, *, full_name: str, number: str, birth_date: str) -> UUID:
    """The id of the person with this number, or of a new entry claimed with these words."""
    if number and (found := bearer_of(number)):
        return found
    return new_person(by, full_name=full_name, number=number, birth_date=birth_date).id


@action
def look_up(by: By, *, unit: Unit, text: str, purpose: Purpose) -> None:
    """Search the register of a unit by name or number; each person shown learns of it.

    The people found are read by the door after this; what is kept here is who looked at whom.
    """
    allow(by, "person.look-up", Target(unit=unit.id), purpose)
    for person in people_like(by.actor, text):
        tell(
            by,
            PersonSeen(subject=person.id, about=(person.id,), unit=unit.id, purpose=purpose),
        )


@action
def see_person(by: By, person: UUID, *, unit: Unit, purpose: Purpose) -> Person:
    """Open what the register holds of one person: an act the person can see."""
    allow(by, "person.look-up", Target(unit=unit.id), purpose)
    found = Person.objects.visible_to(by.actor).filter(pk=person).first()
    if found is None:
        raise Denied("person.look-up")
    tell(
        by,
        PersonSeen(subject=found.id, about=(found.id,), unit=unit.id, purpose=purpose),
    )
    return found


def people_like(who: Who, text: str) -> list[Person]:
    """Who in the units of `who` has this number, or a name like this."""
    digits = "".join(ch for ch in text if ch.isdigit())
    if len(digits) >= 9:
        return list(Person.objects.visible_to(who).with_number(digits)[:1])
    return find_people(who, text) if text.strip() else []


@action
def meet_person(by: By, *, unit: Unit, full_name: str, number: str, birth_date: str) -> Person:
    """Somebody stands at the counter with a card in hand: found by its number, or put in as
    claimed. What the card says must be what is known, else somebody else is meant.

    The caller begins a draft for them in the same transaction, which keeps them in sight.
    """
    allow(by, "person.register", Target(unit=unit.id), Purpose.COUNTER)
    known = person_with_number(number) if number else None
    look_as(replace(by.actor, person=known) if known else by.actor)
    person = Person.objects.filter(pk=known).first() if known else None
    if person is None:
        return new_person(by, full_name=full_name, number=number, birth_date=birth_date)
    if not all(agreeing(person, full_name, birth_date)):
        raise Refused("person-differs")
    tell(
        by,
        PersonSeen(subject=person.id, about=(person.id,), unit=unit.id, purpose=Purpose.COUNTER),
    )
    return person


def agreeing(person: Person, full_name: str, birth_date: str) -> tuple[bool, bool]:
    """Whether name (accents aside) and birth date (as far as given) are the known ones."""
    said = accent_free(full_name)
    born = person.birth_date.startswith(birth_date) or birth_date.startswith(person.birth_date)
    return said == person.name_key, born
