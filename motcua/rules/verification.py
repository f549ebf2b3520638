"""What the national population database is asked and may answer, and what answers say together.

Thông tư 136/2026/TT-BCA (in force from 1 August 2026), product SPDC01 "xác thực": the register
compares what we claim with what it holds and gives one of four answers, never the record itself.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Answer(StrEnum):
    """One of the four answers, for a whole request or for one of its fields."""

    MATCH = "match"
    NO_MATCH = "no-match"
    NO_INFORMATION = "no-information"
    INSUFFICIENT = "insufficient"

    @property
    def label(self) -> str:
        """The answer in the words of the circular."""
        return _LABELS[self]


class Claim(StrEnum):
    """What of a person may be asked about; the value is what we hold, under this name."""

    FULL_NAME = "full_name"
    BIRTH_DATE = "birth_date"
    SEX = "sex"
    ETHNICITY = "ethnicity"
    NATIONALITY = "nationality"
    HOMETOWN = "hometown"
    ADDRESS = "address"

    @property
    def label(self) -> str:
        """The field in the words of a page."""
        return _CLAIMS[self]


_CLAIMS = {
    Claim.FULL_NAME: "họ và tên",
    Claim.BIRTH_DATE: "ngày sinh",
    Claim.SEX: "giới tính",
    Claim.ETHNICITY: "dân tộc",
    Claim.NATIONALITY: "quốc tịch",
    Claim.HOMETOWN: "quê quán",
    Claim.ADDRESS: "nơi ở",
}
_KNOWN_AS = {"person.residence": Claim.ADDRESS} | {f"person.{one}": one for one in Claim}


def claim_of(known: str) -> Claim | None:
    """The claim behind a field of a form that is `known = "person.…"`; None where it is none."""
    return _KNOWN_AS.get(known)


def boxes_of(known: Iterable[str]) -> set[Claim]:
    """The claims a form has boxes for, of its applicant, by what its fields are `known` as."""
    return {claim for one in known if (claim := claim_of(one))}


_LABELS = {
    Answer.MATCH: "trùng khớp",
    Answer.NO_MATCH: "không trùng khớp",
    Answer.NO_INFORMATION: "không có thông tin",
    Answer.INSUFFICIENT: "chưa đủ căn cứ xác thực",
}

_WORST_FIRST = (Answer.NO_MATCH, Answer.INSUFFICIENT, Answer.NO_INFORMATION, Answer.MATCH)


def together(answers: Iterable[Answer]) -> Answer:
    """The one answer that several fields' answers amount to: the least favourable of them.

    No answer at all is INSUFFICIENT: nothing was compared, so nothing is verified. The circular
    does not say how answers combine; this reading can only make a person look, never verify.
    """
    given = set(answers)
    return next((answer for answer in _WORST_FIRST if answer in given), Answer.INSUFFICIENT)


def in_words(whole: Answer, fields: Mapping[str, str]) -> str:
    """What was answered about somebody in one breath: the whole where it is the answer to every
    field, else which fields were answered how; the worst first, what agrees left out."""
    given = set(fields.values())
    if given <= {whole}:
        return whole.label
    if len(given) == 1:
        return f"{whole.label}; từng mục {Answer(given.pop()).label}"
    words = [] if whole in given else [whole.label]
    for said in _WORST_FIRST[:-1]:
        if named := [field.label for field in Claim if fields.get(field) == said]:
            words.append(f"{', '.join(named)} {said.label}")
    return "; ".join(words)


def contradicts(whole: Answer, fields: Iterable[Answer]) -> bool:
    """Whether an answer claims a match as a whole that one of its own fields denies."""
    return whole is Answer.MATCH and any(answer is not Answer.MATCH for answer in fields)
