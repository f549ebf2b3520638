"""Asks the national population database whether what we hold about a person agrees with it.

Thông tư 136/2026/TT-BCA, product SPDC01: a request names who asks, on what legal basis and for
what purpose, whom it is about and which fields with which claimed values; the answer is one of
four, for the whole and for each field asked, and never the record. A request whose answer comes
later is sent again with its own id, or its answer is found among the finished ones.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

import httpx

from motcua.bridges.line import Limits, Line, Misanswered, Parts
from motcua.rules.verification import Answer, contradicts

SYSTEM = "population"


@dataclass(frozen=True)
class Subject:
    """Whom a request is about. `birth_date` is YYYY-MM-DD, YYYY-MM or YYYY, as far as known."""

    full_name: str
    birth_date: str
    number: str  # số định danh cá nhân, 12 digits


@dataclass(frozen=True)
class Question:
    """One verification. `id` is ours and new for each question; `fields` maps name → claim."""

    id: UUID
    agency: str
    legal_basis: str
    purpose: str
    subject: Subject
    fields: Mapping[str, str]


@dataclass(frozen=True)
class RegisterAnswer:
    """The register's answer to the question `id` about the person with `number`."""

    id: UUID
    number: str
    answer: Answer
    fields: Mapping[str, Answer]
    answered_at: datetime


@dataclass(frozen=True)
class Later:
    """The register has taken the question `id` and will answer it later."""

    id: UUID


@dataclass(frozen=True)
class Page:
    """Finished verdicts, perhaps doubled or out of order; `next` is where to go on.

    `unreadable` counts answers that broke the contract: they are left out, nothing is learned.
    """

    verdicts: tuple[RegisterAnswer, ...]
    next: str
    unreadable: int


class Population(Protocol):
    """The population database, as this system needs it."""

    def verify(self, question: Question) -> RegisterAnswer | Later:
        """Put `question`; safe to repeat with the same id.

        Raises Unreachable (ask again), Misanswered (about another person, or nonsense),
        Rejected (the register refuses the question; 409 = the id was used for another one).
        """
        ...

    def finished(self, agency: str, after: str = "") -> Page:
        """The verdicts that became ready after the cursor `after`; pass each to `check`."""
        ...


def check(question: Question, verdict: RegisterAnswer) -> RegisterAnswer:
    """`verdict`, if it answers `question`: its id, its person, exactly its fields.

    Raises Misanswered otherwise; then nothing of it may be kept.
    """
    if verdict.id != question.id:
        raise Misanswered(SYSTEM, "id is not the one we asked about")
    if verdict.number != question.subject.number:
        raise Misanswered(SYSTEM, "the answer is about another person")
    if set(verdict.fields) != set(question.fields):
        raise Misanswered(SYSTEM, "the answer is about other fields")
    return verdict


class PopulationLine:
    """The population database over HTTP."""

    def __init__(
        self,
        address: str,
        *,
        client: httpx.Client | None = None,
        limits: Limits | None = None,
    ) -> None:
        self.line = Line(SYSTEM, address, client=client, limits=limits)

    def verify(self, question: Question) -> RegisterAnswer | Later:
        reply = self.line.put(f"/v1/verifications/{question.id}", _told(question))
        if reply.status == 202:
            Parts(SYSTEM, reply.body).echoes("id", str(question.id))
            return Later(question.id)
        return check(question, _verdict(reply.body))

    def finished(self, agency: str, after: str = "") -> Page:
        parts = Parts(SYSTEM, self.line.get("/v1/answers", agency=agency, after=after).body)
        items = parts.items("answers")
        verdicts = [verdict for item in items if (verdict := _readable(item, agency))]
        return Page(tuple(verdicts), parts.text("next"), len(items) - len(verdicts))


def _told(question: Question) -> dict[str, object]:
    subject = question.subject
    return {
        "agency": question.agency,
        "legal_basis": question.legal_basis,
        "purpose": question.purpose,
        "subject": {
            "full_name": subject.full_name,
            "birth_date": subject.birth_date,
            "number": subject.number,
        },
        "fields": dict(question.fields),
    }


def _readable(item: object, agency: str) -> RegisterAnswer | None:
    try:
        Parts(SYSTEM, item).echoes("agency", agency)
        return _verdict(item)
    except Misanswered:
        return None


def _verdict(body: object) -> RegisterAnswer:
    parts = Parts(SYSTEM, body)
    fields = parts.texts("fields")
    try:
        verdict = RegisterAnswer(
            id=UUID(parts.text("id")),
            number=parts.text("subject_number"),
            answer=Answer(parts.text("answer")),
            fields={name: Answer(answer) for name, answer in fields.items()},
            answered_at=parts.moment("answered_at"),
        )
    except ValueError:
        raise Misanswered(SYSTEM, "the answer is none of the four, or its id is none") from None
    if contradicts(verdict.answer, verdict.fields.values()):
        raise Misanswered(SYSTEM, "the answer contradicts itself")
    return verdict
