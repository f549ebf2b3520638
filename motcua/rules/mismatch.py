"""A person with whom the population register does not agree: what it may come from, what can be
done, and which records may be said to be of one person.

The register gives an answer and never its record (TT 136/2026/TT-BCA), so a cause is only ever
likely: it is read from what was said here, on cards and in earlier dossiers.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from motcua.rules.catalogue.procedure import Version
from motcua.rules.fonts import mend
from motcua.rules.identity import BirthDate, Sex, check
from motcua.rules.refusal import Refused
from motcua.rules.verification import Answer
from motcua.rules.words.difference import kinds
from motcua.rules.words.names import tone_key

CLAIMED = ("full_name", "birth_date", "number")
"""What of a person is put to the register."""


@dataclass(frozen=True)
class Description:
    """What is said of somebody: the name, the birth date as ISO as far as it is known, a number
    of 12 or 9 digits; "" where nothing is said."""

    full_name: str
    birth_date: str
    number: str


class Cause(StrEnum):
    """Where it may come from."""

    FONT = "font"
    OLD_NUMBER = "old-number"
    RELATIVE = "relative"
    DIGIT = "digit"
    DAY_AND_MONTH = "day-and-month"
    YEAR_ONLY = "year-only"
    SPELLING = "spelling"
    PLACE = "place"  # of the tone mark
    TWO_PEOPLE = "two-people"
    NOT_FOUND = "not-found"
    UNCLEAR = "unclear"


class Step(StrEnum):
    """Whose turn it is."""

    OPEN = "open"  # an officer's
    ASKED = "asked"  # the register's, asked again
    POLICE = "police"  # theirs, who correct the register
    CITIZEN = "citizen"  # who has a letter
    CLOSED = "closed"


class Outcome(StrEnum):
    """What it came to."""

    TYPING = "typing"  # it was written wrong here
    REGISTER = "register"  # the register was, and has been corrected
    SAME = "same"  # one person under an old number
    TWO = "two"  # two people
    NOT_FOUND = "not-found"  # the register has nobody
    AGREED = "agreed"  # the register answered otherwise by itself
    DROPPED = "dropped"  # nobody waits for it any more


@dataclass(frozen=True)
class Around:
    """What is known beside the claim: of the same person by other papers, of the household (as
    numbers), and the sex that was said."""

    others: tuple[Description, ...] = ()
    household: frozenset[str] = frozenset()
    sex: Sex | None = None


def likely(
    claim: Description, answer: Answer, fields: Mapping[str, str], around: Around
) -> list[Cause]:
    """What it may come from, the likeliest first, never empty. `fields` is the register's answer
    for each field asked."""
    name_differs = fields.get("full_name") == Answer.NO_MATCH
    birth_differs = fields.get("birth_date") == Answer.NO_MATCH
    judged = {
        Cause.FONT: mend(claim.full_name).is_broken,
        Cause.OLD_NUMBER: len(claim.number) == 9,
        Cause.RELATIVE: claim.number in around.household,
        Cause.DIGIT: _has_wrong_digit(claim, around),
        Cause.DAY_AND_MONTH: any(
            is_turned(claim.birth_date, other.birth_date) for other in around.others
        ),
        Cause.YEAR_ONLY: birth_differs and _is_vague(claim.birth_date),
        Cause.SPELLING: any(kinds(claim.full_name, other.full_name) for other in around.others),
        Cause.TWO_PEOPLE: name_differs and birth_differs,
        Cause.PLACE: name_differs and _can_be_placed_otherwise(claim.full_name),
        Cause.NOT_FOUND: answer is Answer.NO_INFORMATION,
    }
    return [cause for cause, so in judged.items() if so] or [Cause.UNCLEAR]


def _has_wrong_digit(claim: Description, around: Around) -> bool:
    """A digit off what another paper or the household says, or off the birth date and sex."""
    near = {other.number for other in around.others} | around.household
    return any(is_digit_off(claim.number, number) for number in near) or bool(
        check(claim.number, _born(claim.birth_date), around.sex)
    )


def is_digit_off(one: str, other: str) -> bool:
    """Whether two numbers of one length differ in one digit, or in two neighbours that changed
    places."""
    if len(one) != len(other):
        return False
    off = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    turned = len(off) == 2 and off[1] == off[0] + 1 and one[off[0]] == other[off[1]]
    return len(off) == 1 or (turned and one[off[1]] == other[off[0]])


def is_turned(one: str, other: str) -> bool:
    """Whether day and month changed places between two birth dates (ISO, both whole)."""
    parts = one.split("-")
    return len(parts) == 3 and "-".join((parts[0], parts[2], parts[1])) == other != one


def _is_vague(birth_date: str) -> bool:
    return len(birth_date) < len("2000-01-01") or birth_date.endswith("-01-01")


def _born(birth_date: str) -> BirthDate | None:
    parts = [int(part) for part in birth_date.split("-") if part]
    return BirthDate(*parts) if parts else None


_RHYMES = ("oa", "oe", "uy")


def _can_be_placed_otherwise(full_name: str) -> bool:
    """Whether a syllable ends as hoà or hòa does: its mark may stand in either place."""
    keys = tone_key(full_name).split()
    return any(
        key[-1] in "12345" and key[:-1].endswith(_RHYMES) and not key.startswith("qu")
        for key in keys
    )


def differing(one: Description, other: Description) -> list[str]:
    """The fields in which two claims differ, where both say something."""
    found = []
    for field in CLAIMED:
        said, wanted = getattr(one, field), getattr(other, field)
        same = not kinds(said, wanted) if field == "full_name" else said == wanted
        if said and wanted and not same:
            found.append(field)
    return found


def boxes_of(version: Version) -> dict[str, str]:
    """In which box of a form which of the claims stands, of the applicant."""
    facts = {f"person.{field}": field for field in CLAIMED}
    return {one.key: facts[one.known] for one in version.fields if one.known in facts}


def said_in(answers: Any, number: str) -> list[Description]:
    """What a form said of whoever has `number`, wherever in it a person is written down."""
    if isinstance(answers, Mapping):
        if "full_name" in answers and answers.get("number") == number:
            told = (str(answers.get(field) or "") for field in CLAIMED)
            return [Description(*told)]
        return [claim for value in answers.values() for claim in said_in(value, number)]
    if isinstance(answers, list):
        return [claim for value in answers for claim in said_in(value, number)]
    return []


def corrected(answers: Any, before: Description, after: Description) -> Any:
    """The answers of a form with what was said of somebody put right, wherever they are written
    down by their number; everything else as it is."""
    if isinstance(answers, Mapping):
        kept = {key: corrected(value, before, after) for key, value in answers.items()}
        if "full_name" in kept and before.number and kept.get("number") == before.number:
            kept |= {field: getattr(after, field) for field in CLAIMED if field in kept}
        return kept
    if isinstance(answers, list):
        return [corrected(value, before, after) for value in answers]
    return answers


# ── who is whom ─────────────────────────────────────────────────────────────────────────────────

T = TypeVar("T")


def together_with(one: T, links: Iterable[tuple[T, T]]) -> set[T]:
    """Everybody who is `one` along `links` ("a is b"), `one` among them. Nothing is moved: who
    takes a link away has what was there before."""
    found, beside = {one}, list(links)
    while joined := {b for a, b in beside if a in found} | {a for a, b in beside if b in found}:
        if joined <= found:
            break
        found |= joined
    return found


def check_link(
    pair: tuple[T, T], links: Collection[tuple[T, T]], parted: Sequence[tuple[T, T]]
) -> None:
    """Refused where the link would make one of two who were said to be two, however far round:
    `people-parted`; `people-same-record` for a record and itself."""
    if pair[0] == pair[1]:
        raise Refused("people-same-record")
    joined = together_with(pair[0], [*links, pair])
    if any(a in joined and b in joined for a, b in parted):
        raise Refused("people-parted")
