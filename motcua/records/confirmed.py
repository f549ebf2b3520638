"""Which facts of a person were confirmed, when and by what: each for itself, while it is claimed.

An answer of the register speaks of the fields that were asked and of no others; signing in with
the e-identity, of name and birth.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from motcua.records.person import Person
from motcua.records.verification import claims_of, marks_of
from motcua.rules.verification import Answer, Claim

SIGNED_IN = (Claim.FULL_NAME, Claim.BIRTH_DATE)
"""What the e-identity says of whoever signs in, beside the number."""


@dataclass(frozen=True)
class Confirmed:
    """Since when, and by which question to the register; None: by signing in."""

    at: dt.datetime
    by: uuid.UUID | None


def confirmed_of(person: Person) -> dict[Claim, Confirmed]:
    """What was confirmed of what is claimed now."""
    marks = marks_of(person, claims_of(person, person.confirmed))
    return {
        claim: Confirmed(
            dt.datetime.fromisoformat(told["at"]),
            uuid.UUID(told["by"]) if told["by"] else None,
        )
        for claim in Claim
        if (told := person.confirmed.get(claim)) and told["mark"] == marks.get(claim)
    }


def note_answers(
    person: Person, answers: Mapping[str, str], at: dt.datetime, by: uuid.UUID | None
) -> None:
    """Put down what an answer says of each field asked; of the others it says nothing."""
    agreed = [field for field, answer in answers.items() if answer == Answer.MATCH]
    marks = marks_of(person, claims_of(person, agreed))
    others = {field: told for field, told in person.confirmed.items() if field not in answers}
    person.confirmed = others | {
        field: {"mark": mark, "at": at.isoformat(), "by": str(by) if by else ""}
        for field, mark in marks.items()
    }


def in_words(claims: Iterable[Claim]) -> str:
    """For a page: họ và tên, ngày sinh."""
    return ", ".join(claim.label for claim in Claim if claim in set(claims))
