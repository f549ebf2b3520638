"""What is said about a dossier: letters, notes, reports, ratings, messages."""

from dataclasses import dataclass
from uuid import UUID

from motcua.rules.audit import AuditGround
from motcua.rules.events.base import Event
from motcua.rules.permission import Purpose


@dataclass(frozen=True, kw_only=True)
class ReportMade(Event):
    """The citizen reports how their dossier is handled."""

    kind = "report.made"
    report: UUID
    request: UUID | None


@dataclass(frozen=True, kw_only=True)
class ReportAnswered(Event):
    kind = "report.answered"
    errands = ("tell-citizen",)
    report: UUID
    upheld: bool


@dataclass(frozen=True, kw_only=True)
class ReportAsked(Event):
    """The leader wants to know more before answering."""

    kind = "report.asked"
    errands = ("tell-citizen",)
    report: UUID


@dataclass(frozen=True, kw_only=True)
class ReportExplained(Event):
    kind = "report.explained"
    report: UUID


@dataclass(frozen=True, kw_only=True)
class ReportPublished(Event):
    """The answer was put up for everybody, in words that name nobody."""

    kind = "report.published"
    report: UUID


@dataclass(frozen=True, kw_only=True)
class AnswerJudged(Event):
    """The citizen says whether they are content with the answer."""

    kind = "report.judged"
    report: UUID
    content: bool


@dataclass(frozen=True, kw_only=True)
class Rated(Event):
    """Somebody said how content they are: of no unit, so that no officer sees when and of what."""

    kind = "dossier.rated"
    rating: UUID


@dataclass(frozen=True, kw_only=True)
class NoteWritten(Event):
    """Officers write to each other about a dossier: about nobody, so that only they see it."""

    kind = "note.written"
    note: UUID


@dataclass(frozen=True, kw_only=True)
class NoteStruck(Event):
    kind = "note.struck"
    note: UUID


@dataclass(frozen=True, kw_only=True)
class LetterWritten(Event):
    """The applicant, or who stands for them, wrote to the desk."""

    kind = "letter.written"
    letter: UUID


@dataclass(frozen=True, kw_only=True)
class LetterSent(Event):
    """The desk wrote to the applicant."""

    kind = "letter.sent"
    errands = ("tell-citizen",)
    letter: UUID


@dataclass(frozen=True, kw_only=True)
class LettersRead(Event):
    kind = "letter.read"
    letters: int


@dataclass(frozen=True, kw_only=True)
class TalkAudited(Event):
    """An auditor read the letters and notes of a dossier."""

    kind = "talk.audited"
    purpose: Purpose
    ground: AuditGround


@dataclass(frozen=True, kw_only=True)
class MessageQueued(Event):
    kind = "message.queued"
    message: UUID


@dataclass(frozen=True, kw_only=True)
class MessageSent(Event):
    kind = "message.sent"
    message: UUID
