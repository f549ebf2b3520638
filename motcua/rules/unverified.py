"""Accepted now, verified later: which facts of a dossier nobody has confirmed, and what waits.

A fact is one field of one person. It is confirmed by the population database (TT 136/2026/TT-BCA)
or by an officer who saw the paper; which steps wait for it is data: country/verification.toml.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.rules.dossier import State
from motcua.rules.verification import Answer, Claim
from motcua.rules.verification_law import Meanwhile, Paused


@dataclass(frozen=True)
class Inquiry:
    """One question about a person and what came of it; `answer` is "" while nothing has."""

    id: UUID
    person: UUID
    asked_at: datetime
    fields: tuple[str, ...]
    answer: str
    answers: Mapping[str, str]

    def on(self, field: str) -> str:
        """The answer about one field. Where the whole is less than its parts, the whole counts."""
        own = self.answers.get(field, self.answer)
        parts = {*self.answers.values()} - {Answer.MATCH}
        return self.answer if own == Answer.MATCH and not parts else own


@dataclass(frozen=True)
class Fact:
    """A field of a person that is not confirmed: asked when, and answered how, if at all."""

    person: UUID
    field: Claim
    question: UUID
    asked_at: datetime
    answer: Answer | None

    @property
    def waits(self) -> bool:
        """Whether the database has yet to answer."""
        return self.answer is None


def unverified(
    questions: Iterable[Inquiry], seen: Collection[tuple[UUID, str]] = frozenset()
) -> list[Fact]:
    """Every fact that was asked about and is not confirmed.

    Of several questions about one the last answered counts; a paper seen (`seen`: person and
    field) stands for an answer, and above a no.
    """
    last: dict[tuple[UUID, str], Inquiry] = {}
    for told in sorted(questions, key=lambda one: (bool(one.answer), one.asked_at)):
        last |= {(told.person, field): told for field in told.fields}
    return [
        Fact(person, Claim(field), told.id, told.asked_at, _said(told, field))
        for (person, field), told in last.items()
        if _said(told, field) is not Answer.MATCH and (person, field) not in seen
    ]


STEP_NEXT = {
    State.ACCEPTED: Paused.DECIDE,
    State.PROCESSING: Paused.DECIDE,
    State.SIGNING: Paused.SIGN,
}
"""Which step a dossier comes to that may have to wait for the database."""


def needs_word(facts: Collection[Fact], law: Meanwhile, word: datetime | None = None) -> bool:
    """Whether a leader's word, and that alone, lets a step be taken before the database answers:
    what it denied no word covers."""
    return law.leader and held_back(facts, law, word) == ["not-yet-verified"]


def _said(told: Inquiry, field: str) -> Answer | None:
    said = told.on(field)
    return Answer(said) if said else None


def held_back(facts: Collection[Fact], law: Meanwhile, word: datetime | None = None) -> list[str]:
    """Sentence codes of why a step cannot be taken now.

    `word`: when a leader let the dossier go on; it covers what had been asked by then and waits,
    never a no.
    """
    found = []
    if law.waits and any(not fact.waits for fact in facts):
        found.append("register-disagrees")
    covered = law.leader and word is not None
    waiting = [f for f in facts if f.waits and not (covered and word and f.asked_at <= word)]
    if law.waits and waiting:
        found.append("not-yet-verified")
    return found
