"""Declaring a dwelling once, so that no tenant need prove it again."""

from collections.abc import Iterator
from itertools import count
from uuid import UUID, uuid5

from motcua.actions.act import By, action, allow, tell
from motcua.records.dwelling import Dwelling
from motcua.records.locks import alone_with
from motcua.records.person import Person
from motcua.records.sealed import blind_index
from motcua.records.unit import Hamlet, Unit
from motcua.rules.events.people import DwellingDeclared
from motcua.rules.permission import Purpose, Target
from motcua.rules.refusal import Refused
from motcua.rules.time.wall_clock import local
from motcua.rules.words import names

ALPHABET = "23456789ACDEFGHKMNPQRTUVWXY"


@action
def declare_dwelling(
    by: By,
    *,
    owner: Person,
    unit: Unit,
    address: str,
    use: Dwelling.Use,
    rooms: int = 1,
    hamlet: Hamlet | None = None,
    code: str = "",
) -> Dwelling:
    """The owner (or an officer for them) says: this is mine, and people live in it."""
    allow(
        by,
        "dwelling.declare",
        Target(unit=unit.id, people=frozenset({owner.id})),
        Purpose.OWN if by.actor.person == owner.id else Purpose.COUNTER,
    )
    if not address.strip():
        raise Refused("address-missing")
    dwelling = Dwelling(
        owner=owner,
        owner_name=owner.full_name,
        unit=unit,
        hamlet=hamlet or Hamlet.objects.named_in(address, unit, local(by.at).date()),
        address=names.nfc(address),
        key=names.accent_free(address),
        use=use,
        rooms=rooms,
        declared_at=by.at,
    )
    dwelling.code = code or free_code(dwelling.id)
    dwelling.save(force_insert=True)
    tell(by, DwellingDeclared(subject=dwelling.id, about=(owner.id,), unit=unit.id))
    return dwelling


def free_code(dwelling: UUID) -> str:
    """The first code of a dwelling that stands on no other door."""
    return next(code for code in _codes(dwelling) if _is_free(code))


def _codes(dwelling: UUID) -> Iterator[str]:
    """Short codes a tenant can copy from a door: letters and digits not easily mistaken."""
    for place in count():
        value, code = (uuid5(dwelling, str(place)) if place else dwelling).int, ""
        for _ in range(6):
            value, digit = divmod(value, len(ALPHABET))
            code += ALPHABET[digit]
        yield f"NT-{code}"


def _is_free(code: str) -> bool:
    alone_with(blind_index("dwelling.code", code))
    return not Dwelling.objects.filter(code=code).exists()
