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
from motcua.rules.identity import BirthDate, Doubt, Sex, check, decode
from motcua.rules.refusal import Refused
from motcua.rules.verification import Answer, claim_of
from motcua.rules.words.difference import DifferenceKind, kinds
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
    CONTESTED = "contested"  # another record bears the number the e-identity says
    RELATIVE = "relative"
    DIGIT = "digit"
    DAY_AND_MONTH = "day-and-month"
    TONE = "tone"  # or ă â đ ê ô ơ ư
    SPELLING = "spelling"
    OTHERWISE = "otherwise"  # another birth date or number on another paper
    TWO_PEOPLE = "two-people"
    SEX = "sex"
    REGISTER = "register"  # an officer saw the paper, which says what was claimed
    YEAR_ONLY = "year-only"
    PLACE = "place"  # of the tone mark
    NOT_FOUND = "not-found"
    UNCLEAR = "unclear"


class CaseStep(StrEnum):
    """Whose turn it is."""

    OPEN = "open"  # an officer's
    ASKED = "asked"  # the register's, asked again
    POLICE = "police"  # theirs, who correct the register
    CITIZEN = "citizen"  # who has a letter
    CLOSED = "closed"


class CaseOutcome(StrEnum):
    """What it came to."""

    TYPING = "typing"  # it was written wrong here
    REGISTER = "register"  # the register was, and has been corrected
    SAME = "same"  # one person under an old number
    TWO = "two"  # two people
    NOT_FOUND = "not-found"  # the register has nobody
    AGREED = "agreed"  # the register answered otherwise by itself
    DROPPED = "dropped"  # nobody waits for it any more


@dataclass(frozen=True)
class Housemate:
    """Another of the household: the number as far as one is held, birth date and sex."""

    number: str
    birth_date: str
    sex: str


@dataclass(frozen=True)
class Around:
    """What is known beside the claim: of the same person by other papers, of the household, the
    sex that was said, of which fields an officer saw the paper and found it to say the same, and
    whether the e-identity says a number that another record bears."""

    others: tuple[Description, ...] = ()
    household: tuple[Housemate, ...] = ()
    sex: Sex | None = None
    sighted: frozenset[str] = frozenset()
    contested: bool = False


def likely(
    claim: Description, answer: Answer, fields: Mapping[str, str], around: Around
) -> list[Cause]:
    """What it may come from, the likeliest first, never empty. `fields` is the register's answer
    for each field asked. Only what the register did not confirm is looked at, and first what
    papers show; what its answer alone lets one think comes last."""
    named, born = (fields.get(one, answer) != Answer.MATCH for one in ("full_name", "birth_date"))
    papers = [one for one in around.others if not _is_anothers(claim, one)]
    spelt = [kinds(claim.full_name, one.full_name) for one in papers if named and one.full_name]
    births = [one.birth_date for one in papers if born and _contradict(claim, one)]
    numbers = [one.number for one in papers if (named or born) and _other_number(claim, one)]
    judged = {
        Cause.FONT: named and mend(claim.full_name).is_broken,
        Cause.OLD_NUMBER: (named or born) and len(claim.number) == 9,
        Cause.CONTESTED: around.contested,
        Cause.RELATIVE: (named or born) and _is_relatives(claim, around),
        Cause.DIGIT: any(is_digit_off(claim.number, one) for one in numbers)
        or ((named or born) and bool(_doubts(claim, around))),
        Cause.DAY_AND_MONTH: any(is_turned(claim.birth_date, one) for one in births),
        Cause.TONE: any(found and found <= _MARKS for found in spelt),
        Cause.SPELLING: any(found - _MARKS - {DifferenceKind.FONT} for found in spelt),
        Cause.OTHERWISE: not all(is_digit_off(claim.number, one) for one in numbers)
        or not all(is_turned(claim.birth_date, one) for one in births),
        Cause.TWO_PEOPLE: _is_of_two(claim, fields, around),
        Cause.SEX: fields.get("sex") == Answer.NO_MATCH
        and Doubt.SEX_DIFFERS in _doubts(claim, around),
        Cause.REGISTER: answer is Answer.NO_MATCH
        and set() < unconfirmed(fields) <= around.sighted,
        Cause.YEAR_ONLY: _is_vague(claim.birth_date)
        and fields.get("birth_date") in (Answer.NO_MATCH, Answer.INSUFFICIENT),
        Cause.PLACE: fields.get("full_name") == Answer.NO_MATCH
        and _can_be_placed_otherwise(claim.full_name),
        Cause.NOT_FOUND: answer is Answer.NO_INFORMATION,
    }
    return [cause for cause, so in judged.items() if so] or [Cause.UNCLEAR]


_MARKS = frozenset({DifferenceKind.TONE, DifferenceKind.MARK})


def _doubts(claim: Description, around: Around) -> list[Doubt]:
    """What the digits of the number contradict."""
    return check(claim.number, _born(claim.birth_date), around.sex)


def _is_relatives(claim: Description, around: Around) -> bool:
    """Whether the number contradicts its bearer, and says the sex and the year of birth of one of
    the household of whom no number of 12 digits is held."""
    if not _doubts(claim, around):
        return False
    said = decode(claim.number)
    whose = (said.sex, str(said.birth_year))
    theirs = [one for one in around.household if len(one.number) != 12]
    return any((one.sex, one.birth_date[:4]) == whose for one in theirs)


def _contradict(one: Description, other: Description) -> bool:
    """Whether the birth dates are two, both as far as they are known."""
    a, b = one.birth_date, other.birth_date
    return bool(a and b) and not (a.startswith(b) or b.startswith(a))


def _other_number(one: Description, other: Description) -> bool:
    """Whether there are two numbers of one kind: an old one is none beside a new one."""
    return len(one.number) == len(other.number) and one.number != other.number


def _is_anothers(claim: Description, paper: Description) -> bool:
    """Whether a paper is of somebody else: another name, and another day of birth."""
    return DifferenceKind.OTHER in kinds(claim.full_name, paper.full_name) and (
        _contradict(claim, paper) and not is_turned(claim.birth_date, paper.birth_date)
    )


def _is_of_two(claim: Description, fields: Mapping[str, str], around: Around) -> bool:
    """Whether the number is on somebody else's paper too, or is of nobody with this name or this
    day of birth."""
    both = {fields.get("full_name"), fields.get("birth_date")} == {Answer.NO_MATCH}
    papers = [one for one in around.others if one.number == claim.number]
    return both or any(_is_anothers(claim, one) for one in papers)


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


def denied(answers: Mapping[str, str]) -> set[str]:
    """The fields of which the register said no; a yes to others does not settle them."""
    return {field for field, said in answers.items() if said == Answer.NO_MATCH}


def unconfirmed(answers: Mapping[str, str]) -> set[str]:
    """The fields to which the register said anything but yes."""
    return {field for field, said in answers.items() if said != Answer.MATCH}


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
    """In which box of a form which fact of the applicant stands."""
    facts = {one.key: "number" for one in version.fields if one.known == "person.number"}
    return facts | {
        one.key: claim for one in version.fields if (claim := claim_of(one.known)) is not None
    }


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


def corrected(answers: Any, number: str, right: Mapping[str, str]) -> Any:
    """The answers of a form with what was said of somebody put right, wherever they are written
    down by this number; everything else as it is."""
    if isinstance(answers, Mapping):
        kept = {key: corrected(value, number, right) for key, value in answers.items()}
        if "full_name" in kept and number and kept.get("number") == number:
            kept |= {field: value for field, value in right.items() if field in kept}
        return kept
    if isinstance(answers, list):
        return [corrected(value, number, right) for value in answers]
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
