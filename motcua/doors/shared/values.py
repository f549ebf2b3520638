"""Answers as people read them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from motcua.doors.shared.places import commune, owner_words
from motcua.doors.shared.templatetags.motcua import day, mask
from motcua.rules.catalogue.procedure import Field

BLANK: tuple[Any, ...] = (None, "", [], {})
IDENTITY = ("person.number", "household.head_number")
"""What is known of people by these names; a certificate's number is no secret."""


def answer_words(field: Field, value: Any, on: date, *, masked: bool) -> str:
    """One answer in words; "" where nothing was said.

    What the registers know as an identity number is `masked` for the one it belongs to: they have
    it, whoever looks over their shoulder need not. So is the name of a declared dwelling's owner
    for who knows no more than its address. An officer answers for it and reads all of it.
    """
    if value in BLANK:
        return ""
    if field.kind == "choice":
        return dict(field.options).get(value, str(value))
    if field.kind == "yes-no":
        labels = dict(field.options)
        return labels.get("yes", "Có") if value else labels.get("no", "Không")
    if isinstance(value, list):
        return "\n".join(_person(row) for row in value)
    if isinstance(value, Mapping):
        return _person(value) if field.kind == "person" else _where(value, on, masked)
    return mask(value) if masked and field.known in IDENTITY else day(str(value))


def _person(person: Mapping[str, Any]) -> str:
    number, born = person.get("number"), person.get("birth_date")
    parts = (
        person.get("full_name"),
        f"số {number}" if number else "",
        f"sinh {day(born)}" if born else "",
        person.get("relation"),
    )
    return ", ".join(str(part) for part in parts if part)


def _where(answer: Mapping[str, Any], on: date, masked: bool) -> str:
    """An address with the commune it was found to lie in; a dwelling with its code and owner."""
    text = str(answer.get("address") or answer.get("text") or "")
    declared = bool(answer.get("id"))
    code = answer.get("commune") or ("" if declared else answer.get("code"))
    unit = commune(str(code or ""), on)
    if not declared:
        return f"{text}\n({unit.path()})" if unit else text
    where = unit.whole_address(text) if unit else text
    door = f" (mã {answer['code']})" if answer.get("code") else ""
    named = owner_words(answer) if masked else answer.get("owner")
    owner = f"\nChủ nhà: {named}" if named else ""
    return f"{where}{door}{owner}"
