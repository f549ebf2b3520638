"""A person takes a copy of what is held of them: an act of their own, in the journal."""

from uuid import UUID

from django.db import transaction

from motcua.actions.act import By, action, allow, tell
from motcua.actions.document import PAPER_LIMIT
from motcua.records.files import store
from motcua.records.own_data import OwnCopy
from motcua.records.person import Person
from motcua.records.retention import let_go
from motcua.rules.events.people import (
    OwnCopyAsked,
    OwnCopyForgotten,
    OwnCopyMade,
    OwnDataCopied,
)
from motcua.rules.permission import Purpose, Target
from motcua.rules.refusal import Denied, Refused


@action
def copy_own_data(by: By, person: UUID) -> Person:
    """Source: Luật 91/2025/QH15, the right to see and to be given what is held."""
    found = _mine(by, person)
    tell(by, OwnDataCopied(subject=person, about=(person,), unit=found.unit_id))
    return found


@action
def ask_own_copy(by: By, person: UUID) -> OwnCopy:
    """The same on paper: one at a time, for some days (country/personal_data.toml)."""
    found = _mine(by, person)
    if found.unit_id is None:
        raise Refused("data-request-no-unit")
    if OwnCopy.objects.filter(person=found, sha256="").exists():
        raise Refused("own-copy-waiting")
    asked = OwnCopy.objects.create(person=found, account_id=by.account, asked_at=by.at)
    tell(by, OwnCopyAsked(**asked.matter))
    return asked


def _mine(by: By, person: UUID) -> Person:
    found = Person.objects.filter(pk=person).first()
    if found is None:
        raise Denied("person.copy-own")
    allow(by, "person.copy-own", Target(found.unit_id, frozenset({person})), Purpose.OWN)
    return found


@action
def keep_own_copy(by: By, copy: UUID, *, content: bytes) -> OwnCopy:
    """Keep the bytes of a copy that was typeset."""
    found = OwnCopy.objects.select_for_update(of=("self",)).select_related("person").get(pk=copy)
    allow(by, "clerk.record", found.target, Purpose.OPERATION)
    found.sha256 = store().put(content, limit=PAPER_LIMIT).sha256
    found.save(update_fields=["sha256"])
    tell(by, OwnCopyMade(**found.matter))
    return found


@action
def forget_own_copy(by: By, copy: UUID) -> None:
    """A copy has waited as long as it may: row and file are gone."""
    found = OwnCopy.objects.select_related("person").get(pk=copy)
    allow(by, "clerk.record", found.target, Purpose.OPERATION)
    tell(by, OwnCopyForgotten(**found.matter))
    files, at = {found.sha256} - {""}, by.at.timestamp()
    found.delete()
    transaction.on_commit(lambda: let_go(files, at))
