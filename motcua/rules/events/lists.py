"""What happens to the lists that other offices send to be matched."""

from dataclasses import dataclass
from uuid import UUID

from motcua.rules.events.base import Event
from motcua.rules.lists.terms import RowAnswer
from motcua.rules.permission import Purpose
from motcua.rules.urgency import Urgency


@dataclass(frozen=True, kw_only=True)
class ListSent(Event):
    """A list came in; a clerk reads which column is what."""

    kind = "list.sent"
    errands = ("read-list",)


@dataclass(frozen=True, kw_only=True)
class ListRead(Event):
    """Its columns were recognised, or (`rows` is 0) it cannot be read."""

    kind = "list.read"
    rows: int


@dataclass(frozen=True, kw_only=True)
class ListAccepted(Event):
    """Its sender says that the columns are right; a clerk matches it."""

    kind = "list.accepted"
    errands = ("match-list",)
    urgency = Urgency.BATCH


@dataclass(frozen=True, kw_only=True)
class ListStepped(Event):
    """The reading or the matching has come so far, of a hundred."""

    kind = "list.stepped"
    done: int


@dataclass(frozen=True, kw_only=True)
class ListMatched(Event):
    kind = "list.matched"
    linked: int
    person: int
    absent: int


@dataclass(frozen=True, kw_only=True)
class PeopleMatched(Event):
    """These people are on a list that was matched: they see for whom, by the account that sent
    it."""

    kind = "list.people-matched"
    sender: UUID
    purpose: Purpose


@dataclass(frozen=True, kw_only=True)
class ListRowSeen(Event):
    """An officer looked at a row beside whom it may be."""

    kind = "list.row-seen"
    row: UUID
    purpose: Purpose


@dataclass(frozen=True, kw_only=True)
class ListRowAnswered(Event):
    """An officer said whether they are one person; `answer` is None where that was taken back."""

    kind = "list.row-answered"
    row: UUID
    answer: RowAnswer | None


@dataclass(frozen=True, kw_only=True)
class ListFileAsked(Event):
    """The sender wants the list back with the answers; a clerk writes the file."""

    kind = "list.file-asked"
    errands = ("return-list",)


@dataclass(frozen=True, kw_only=True)
class ListFileMade(Event):
    kind = "list.file-made"


@dataclass(frozen=True, kw_only=True)
class ListFileTaken(Event):
    kind = "list.file-taken"


@dataclass(frozen=True, kw_only=True)
class ListUndone(Event):
    """The sender took the whole list back: its rows and all answers are gone."""

    kind = "list.undone"
    errands = ("erase-list",)
    rows: int
    answers: int


@dataclass(frozen=True, kw_only=True)
class ListForgotten(Event):
    """It was kept as long as it may be."""

    kind = "list.forgotten"
    rows: int
