"""What happens at the desks: who is away, who is reminded, what is put up and sealed."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from motcua.rules.events.base import Event
from motcua.rules.workload import Alone, Risk


@dataclass(frozen=True, kw_only=True)
class AbsenceNoted(Event):
    """An officer will be away, and who stands in."""

    kind = "absence.noted"
    officer: UUID
    first: date
    last: date
    standby: UUID | None


@dataclass(frozen=True, kw_only=True)
class StandbyNamed(Event):
    """Who stands in for somebody away was said after their days were noted."""

    kind = "absence.standby-named"
    officer: UUID
    standby: UUID


@dataclass(frozen=True, kw_only=True)
class AbsenceEnded(Event):
    kind = "absence.ended"
    officer: UUID


@dataclass(frozen=True, kw_only=True)
class StandbyAppointed(Event):
    """Somebody receives people at a desk on these days."""

    kind = "standby.appointed"
    officer: UUID
    first: date
    last: date


@dataclass(frozen=True, kw_only=True)
class StandbyEnded(Event):
    kind = "standby.ended"
    officer: UUID


@dataclass(frozen=True, kw_only=True)
class Reminded(Event):
    """An officer was told at the desk: near its date, late, or going to be."""

    kind = "dossier.reminded"
    to: UUID
    why: Risk


@dataclass(frozen=True, kw_only=True)
class DeskAlone(Event):
    """A leader was told at the desk of a working day with nobody to receive people."""

    kind = "desk.alone"
    to: UUID
    why: Alone
    opens: datetime


@dataclass(frozen=True, kw_only=True)
class NoticesRead(Event):
    kind = "notice.read"
    notices: int


@dataclass(frozen=True, kw_only=True)
class ViewKept(Event):
    """An officer gave a view of the inbox a name of their own."""

    kind = "view.kept"


@dataclass(frozen=True, kw_only=True)
class ViewDropped(Event):
    kind = "view.dropped"


@dataclass(frozen=True, kw_only=True)
class ErrandRetried(Event):
    kind = "errand.retried"
    job: int


@dataclass(frozen=True, kw_only=True)
class SheetPosted(Event):
    """The sheet of the version that began on that day hangs on the unit's wall."""

    kind = "sheet.posted"
    begins: date


@dataclass(frozen=True, kw_only=True)
class DaySealed(Event):
    kind = "journal.day-sealed"
    day: date
    chains: int


@dataclass(frozen=True, kw_only=True)
class LooksJudged(Event):
    """Of so many looks more it is known whether an act explains them."""

    kind = "looks.judged"
    looks: int
