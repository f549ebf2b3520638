"""What the State already holds about a person: shown on forms, never asked again.

The names are those of rules/catalogue/facts.py; docs/procedures.md says how each is computed.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from motcua.records.dwelling import Dwelling
from motcua.records.household import Marriage, Membership
from motcua.records.person import Person
from motcua.records.procedure import calendar, fact_law
from motcua.rules.catalogue.fact_law import BIRTH, DEATH
from motcua.rules.catalogue.facts import family_known
from motcua.rules.catalogue.procedure import Answers, FieldKind, Version
from motcua.rules.dossier import Channel

OWN_HOME = {"own": True, "religious": "", "care": "", "vehicle": ""}
"""Whether one says to own a dwelling nobody declared; "" where no owner is asked."""


def known_of(person: Person, answers: Answers) -> dict[str, Any]:
    """What the registers hold, under the names procedures use (`known = "person.full_name"`)."""
    held: dict[str, Any] = {
        "person.full_name": person.full_name,
        "person.number": person.number,
        "person.birth_date": person.birth_date,
        "person.sex": person.sex,
        "person.ethnicity": person.ethnicity,
        "person.nationality": person.nationality,
        "person.residence": _residence(person),
        "person.phone": person.phone,
    }
    head = _head_over(person)
    held |= {f"household.head_{part}": head.get(part, "") for part in ("name", "number")}
    held["household.head"] = head.get("card")
    held |= _family(person, str(answers.get("relation", "")))
    return {key: value for key, value in held.items() if value}


def membership_of(person: Person) -> Membership | None:
    """The household the person lives in now."""
    found = Membership.objects.select_related("household__head")
    return found.filter(person=person, valid_to=None).first()


_HEAD = """
    select head.* from motcua_membership m join motcua_household h on h.id = m.household_id
    join motcua_person head on head.id = h.head_id where m.person_id = %s and m.valid_to is null
    limit 1
"""  # written out, since every page of a form asks it; whole rows, to which numbers are sealed


def _head_over(person: Person) -> dict[str, Any]:
    """Name, number and card of the head of the household the person lives in now; asked once for
    each row in hand."""
    kept = vars(person)
    if "head_over" not in kept:
        found = next(iter(Person.objects.raw(_HEAD, [person.id])), None)
        kept["head_over"] = (
            {"name": found.full_name, "number": found.number, "card": card_of(found)}
            if found
            else {}
        )
    head: dict[str, Any] = kept["head_over"]
    return head


def _residence(person: Person) -> str:
    if not (person.unit and person.address):
        return ""
    return f"{person.address}, {person.unit.path()}"


def _family(person: Person, relation: str) -> dict[str, Any]:
    """The child's parents and their marriage, when one of them asks."""
    marriage = Marriage.of(person) if relation in ("mother", "father") else None
    spouse = marriage.spouse_of(person) if marriage else None
    held = family_known(relation, card_of(person), card_of(spouse) if spouse else None)
    if marriage:
        held |= {
            "marriage.place": marriage.place,
            "marriage.date": marriage.on.isoformat(),
            "marriage.number": marriage.number,
        }
    return held


def card_of(person: Person) -> dict[str, str]:
    """A person as an answer to a person question keeps them."""
    return {
        "full_name": person.full_name,
        "number": person.number,
        "birth_date": person.birth_date,
        "ethnicity": person.ethnicity,
        "hometown": person.hometown,
    }


def facts_of(person: Person, answers: Answers, channel: Channel, received: date) -> dict[str, Any]:
    """Facts that conditions may speak of, computed from data and never from papers."""
    return {
        "fact.channel": str(channel.fact),
        "fact.in-register": bool(_residence(person)),
        "fact.digital-citizen": person.digital,
        "fact.exempt": "poor-household"
        if person.poor
        else fact_law().exempt_by_age(person.birth_date, received),
        "fact.birth-notice-known": False,  # no hospital sends birth notices here yet
        **_marriage_fact(person, answers),
        **_dwelling_facts(person, answers),
        BIRTH: _late(BIRTH, answers.get("child_birth_date"), received),
        DEATH: _late(DEATH, answers.get("death_date"), received),
    }


def held_of(person: Person) -> dict[str, Any]:
    """What is held here that entitlements look at (`rules.entitlement.HELD`); that a household
    is not in the data as poor does not say that it is not."""
    return {"digital": person.digital, **({"poverty": "poor"} if person.poor else {})}


def _marriage_fact(person: Person, answers: Answers) -> dict[str, Any]:
    relation = answers.get("relation")
    if not relation:
        return {"fact.marriage-known": ""}
    parent = relation in ("mother", "father")
    return {"fact.marriage-known": parent and Marriage.of(person) is not None}


def _dwelling_facts(person: Person, answers: Answers) -> dict[str, Any]:
    if not answers.get("dwelling"):
        return {"fact.dwelling-declared": "", "fact.owner-is-applicant": ""}
    dwelling = dwelling_named(answers)
    if dwelling is None:
        said = answers.get("stay_basis") or answers.get("basis")
        mine = OWN_HOME.get(str(said), False)
        return {"fact.dwelling-declared": False, "fact.owner-is-applicant": mine}
    mine = dwelling.owner_id == person.id
    return {"fact.dwelling-declared": True, "fact.owner-is-applicant": mine}


def _late(fact: str, said: Any, received: date) -> bool | str:
    """Whether what happened on a day is registered late; "" where the day is not known yet."""
    try:
        return fact_law().is_late(fact, date.fromisoformat(str(said)), received, calendar())
    except ValueError:
        return ""


def dwelling_named(answers: Mapping[str, Any]) -> Dwelling | None:
    """The declared dwelling an answer points to, if one does."""
    value = answers.get("dwelling")
    if not isinstance(value, Mapping) or not value.get("id"):
        return None
    try:
        return Dwelling.objects.filter(pk=UUID(str(value["id"])), open=True).first()
    except ValueError:
        return None


def named_in(version: Version, answers: Answers) -> dict[str, str]:
    """Everybody a dossier names with a number, or asks to agree, besides its applicant: number →
    full name."""
    named: list[Mapping[str, Any]] = [person for _, person in people_in(version, answers)]
    named += [named_as(answers, consent.who) for consent in version.consents]
    return {each["number"]: each.get("full_name") or "" for each in named if each.get("number")}


def named_as(answers: Answers, who: str) -> Mapping[str, Any]:
    """Whom a form names as `who`: a person of one question, or name and number in two."""
    named = answers.get(who)
    if isinstance(named, Mapping):
        return named
    parts = ("full_name", "name"), ("number", "number")
    return {part: answers.get(f"{who}_{word}") for part, word in parts}


def people_in(version: Version, answers: Answers) -> list[tuple[str, dict[str, str]]]:
    """The people a dossier names besides its applicant, each with the key of the `person` or
    `members` field that does."""
    people: list[tuple[str, dict[str, str]]] = []
    for field in version.applying(answers):
        value = answers.get(field.key)
        if field.kind is FieldKind.PERSON and isinstance(value, dict):
            people.append((field.key, value))
        elif field.kind is FieldKind.MEMBERS and isinstance(value, list):
            people.extend((field.key, one) for one in value)
    return [(key, person) for key, person in people if person.get("full_name")]
