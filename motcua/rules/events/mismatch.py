"""What happens where the population register does not agree with what is said of somebody."""

from dataclasses import dataclass
from uuid import UUID

from motcua.rules.events.base import Event
from motcua.rules.mismatch import CaseOutcome, Cause
from motcua.rules.verification import Answer


@dataclass(frozen=True, kw_only=True)
class MismatchOpened(Event):
    """The register's answer makes a case; told anew where it answers the same once more."""

    kind = "mismatch.opened"
    answer: Answer
    cause: Cause


@dataclass(frozen=True, kw_only=True)
class MismatchClosed(Event):
    kind = "mismatch.closed"
    outcome: CaseOutcome


@dataclass(frozen=True, kw_only=True)
class MismatchReopened(Event):
    kind = "mismatch.reopened"


@dataclass(frozen=True, kw_only=True)
class MismatchForgotten(Event):
    """What was said in a case that is over is deleted; its figures stay."""

    kind = "mismatch.forgotten"


@dataclass(frozen=True, kw_only=True)
class CardKept(Event):
    """The bytes of a card that was read are with the case until it closes."""

    kind = "mismatch.card-kept"


@dataclass(frozen=True, kw_only=True)
class CardForgotten(Event):
    kind = "mismatch.card-forgotten"


@dataclass(frozen=True, kw_only=True)
class ClaimCorrected(Event):
    """Somebody's data were put right by an officer; told to each dossier that waits on it, too."""

    kind = "mismatch.claim-corrected"
    case: UUID


@dataclass(frozen=True, kw_only=True)
class CorrectionAsked(Event):
    """The police are asked to put the register right, on paper; of the dossier it waits on."""

    kind = "correction.asked"
    errands = ("make-correction", "tell-citizen")
    case: UUID
    request: UUID


@dataclass(frozen=True, kw_only=True)
class CorrectionAnswered(Event):
    kind = "correction.answered"
    errands = ("tell-citizen",)
    case: UUID
    done: bool


@dataclass(frozen=True, kw_only=True)
class CitizenAdvised(Event):
    """Who the register does not know is told by letter what to bring, and where."""

    kind = "mismatch.letter-asked"
    errands = ("make-mismatch-letter", "tell-citizen")
    case: UUID


@dataclass(frozen=True, kw_only=True)
class PeopleLinked(Event):
    """Two records are one person's, or are not, as an officer says; no row is moved."""

    kind = "people.linked"
    link: UUID
    same: bool


@dataclass(frozen=True, kw_only=True)
class LinkUndone(Event):
    kind = "people.link-undone"
    link: UUID
