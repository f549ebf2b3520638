"""What the State already holds about a person: shown on forms, never asked again."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from motcua.records.dwelling import Dwelling
from motcua.records.household import Membership
from motcua.records.person import Person
from motcua.rules.dossier import Channel
from motcua.rules.procedure import Answers, Kind, Version


def known_of(person: Person) -> dict[str, Any]:
    """What the register holds, under the names procedures use in `known = "person.full_name"`."""
    held: dict[str, Any] = {
        "person.full_name": person.full_name,
        "person.number": person.number,
        "person.birth_date": person.birth_date,
        "person.sex": person.sex,
        "person.ethnicity": person.ethnicity,
        "person.nationality": person.nationality,
        "person.residence": person.address,
        "person.phone": person.phone,
    }
    member = (
        Membership.objects.select_related("household__head")
        .filter(person=person, valid_to=None)
        .first()
    )
    if member:
        held["household.head_name"] = member.household.head.full_name
        held["household.head_number"] = member.household.head.number
    return {key: value for key, value in held.items() if value}


def facts_of(person: Person, answers: Answers, channel: Channel) -> dict[str, Any]:
    """Facts that conditions may speak of, computed from data and not from papers."""
    dwelling = dwelling_named(answers)
    return {
        "fact.channel": str(channel),
        "fact.in-register": bool(person.unit_id and person.address),
        "fact.digital-citizen": person.digital,
        "fact.exempt": "poor-household" if person.poor else "",
        "fact.dwelling-declared": dwelling is not None,
        "fact.owner-is-applicant": dwelling is not None and dwelling.owner_id == person.id,
        "fact.marriage-known": False,
        "fact.birth-notice-known": False,
    }


def dwelling_named(answers: Mapping[str, Any]) -> Dwelling | None:
    """The declared dwelling an answer points to, if one does."""
    value = answers.get("dwelling")
    if not isinstance(value, Mapping) or not value.get("id"):
        return None
    try:
        return Dwelling.objects.filter(pk=UUID(str(value["id"])), open=True).first()
    except ValueError:
        return None


def people_in(version: Version, answers: Answers) -> list[dict[str, str]]:
    """The people a dossier names besides its applicant: `person` and `members` fields."""
    people: list[dict[str, str]] = []
    for field in version.applying(answers):
        value = answers.get(field.key)
        if field.kind is Kind.PERSON and isinstance(value, dict):
            people.append(value)
        elif field.kind is Kind.MEMBERS and isinstance(value, list):
            people.extend(value)
    return [p for p in people if p.get("full_name")]
