"""What passes between this house and the national public service portal."""

from dataclasses import dataclass
from uuid import UUID

from motcua.rules.arrival import ArrivalKind, WhyHeld
from motcua.rules.events.base import Event


@dataclass(frozen=True, kw_only=True)
class PortalTold(Event):
    """The portal has all changes of the dossier up to this place."""

    kind = "portal.told"
    place: int


@dataclass(frozen=True, kw_only=True)
class PortalDeclined(Event):
    """The portal does not take a change; what comes later waits behind it."""

    kind = "portal.declined"
    place: int


@dataclass(frozen=True, kw_only=True)
class PortalBehind(Event):
    """A change has waited longer than the law allows: those who run the house are told."""

    kind = "portal.behind"
    waiting: int


@dataclass(frozen=True, kw_only=True)
class TellingAgainAsked(Event):
    """Whoever runs the house has mended what the portal refused: it is to be told again."""

    kind = "portal.again-asked"
    errands = ("tell-again",)


@dataclass(frozen=True, kw_only=True)
class TellingAgain(Event):
    """What the portal refused, lost or says otherwise waits to be told again."""

    kind = "portal.again"


@dataclass(frozen=True, kw_only=True)
class Compared(Event):
    """The portal was asked how a unit's dossiers stand there; so many differed, and how."""

    kind = "portal.compared"
    ours: int
    theirs: int
    again: int
    strange: int


@dataclass(frozen=True, kw_only=True)
class ArrivalKept(Event):
    """A message came from the portal, and is kept as it came."""

    kind = "arrival.kept"
    errands = ("settle-arrival",)


@dataclass(frozen=True, kw_only=True)
class ArrivalSettled(Event):
    """Something came of a message: a dossier, or what was to happen to one."""

    kind = "arrival.settled"
    what: ArrivalKind
    dossier: UUID


@dataclass(frozen=True, kw_only=True)
class ArrivalHeld(Event):
    """Nothing can come of a message as it is: a person is to look at it."""

    kind = "arrival.held"
    why: WhyHeld


@dataclass(frozen=True, kw_only=True)
class ArrivalRetried(Event):
    """Whoever runs the house wants it tried again."""

    kind = "arrival.retried"
    errands = ("settle-arrival",)


@dataclass(frozen=True, kw_only=True)
class ArrivalDeclineAsked(Event):
    """Whoever runs the house says that nothing will come of it; the portal is to be told."""

    kind = "arrival.decline-asked"
    errands = ("decline-arrival",)


@dataclass(frozen=True, kw_only=True)
class ArrivalDeclined(Event):
    """The portal knows that nothing will come of it; what it said is gone from here."""

    kind = "arrival.declined"
