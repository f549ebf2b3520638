"""What happens to the lines to outside systems: how they answered, and outages announced."""

from dataclasses import dataclass
from datetime import datetime

from motcua.rules.events.base import Event


@dataclass(frozen=True, kw_only=True)
class LinesNoted(Event):
    """How the lines of one process did, a minute or more of it: one entry for all of them."""

    kind = "line.noted"
    minutes: int
    failed: int


@dataclass(frozen=True, kw_only=True)
class LinesForgotten(Event):
    """Minutes of the log that were kept long enough are gone."""

    kind = "line.forgotten"
    minutes: int


@dataclass(frozen=True, kw_only=True)
class OutageAnnounced(Event):
    """A system is down by announcement: the dates of the dossiers it touches are reckoned anew."""

    kind = "outage.announced"
    errands = ("reckon-dates",)
    begins: datetime
    ends: datetime | None


@dataclass(frozen=True, kw_only=True)
class OutageEnded(Event):
    """It is said when it ended, or said otherwise than before."""

    kind = "outage.ended"
    errands = ("reckon-dates",)
    was: datetime | None
    ends: datetime


@dataclass(frozen=True, kw_only=True)
class OutageWithdrawn(Event):
    """The announcement was a mistake: dates are again what they were."""

    kind = "outage.withdrawn"
    errands = ("reckon-dates",)
