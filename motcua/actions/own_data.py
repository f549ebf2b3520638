"""A person takes a copy of what is held of them: an act of their own, in the journal."""

from uuid import UUID

from motcua.actions.act import By, action, allow, tell
from motcua.records.person import Person
from motcua.rules.events.people import OwnDataCopied
from motcua.rules.permission import Purpose, Target
from motcua.rules.refusal import Denied


@action
def copy_own_data(by: By, person: UUID) -> Person:
    """Source: Luật 91/2025/QH15, the right to see and to be given what is held."""
    found = Person.objects.filter(pk=person).first()
    if found is None:
        raise Denied("person.copy-own")
    allow(by, "person.copy-own", Target(found.unit_id, frozenset({person})), Purpose.OWN)
    tell(by, OwnDataCopied(subject=person, about=(person,), unit=found.unit_id))
    return found
