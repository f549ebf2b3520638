"""What several agencies have to do with one dossier: its stages, and the opinions of others."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.rules.dossier import State
from motcua.rules.events.base import Event
from motcua.rules.sending import Hitch


@dataclass(frozen=True, kw_only=True)
class StagesDue(Event):
    """A filing of several stages was accepted, or one of them has ended: what is next begins."""

    kind = "dossier.stages-due"
    errands = ("go-on",)


@dataclass(frozen=True, kw_only=True)
class WentOn(Event):
    """The filing went on: so many stages began, so many are still to come."""

    kind = "dossier.went-on"
    began: int
    left: int


@dataclass(frozen=True, kw_only=True)
class StageBegun(Event):
    """A stage of a filing is a dossier of its own from now on; its clock runs."""

    kind = "stage.begun"
    errands = ("make-receipt",)
    due: datetime


@dataclass(frozen=True, kw_only=True)
class StageToSend(Event):
    """A stage that another agency's system decides is to go there."""

    kind = "stage.to-send"
    errands = ("send-stage",)


@dataclass(frozen=True, kw_only=True)
class StageSent(Event):
    kind = "stage.sent"


@dataclass(frozen=True, kw_only=True)
class StageAcknowledged(Event):
    """The agency says that it has it; the date it is due there."""

    kind = "stage.acknowledged"
    due: datetime


@dataclass(frozen=True, kw_only=True)
class StageStuck(Event):
    """It hangs on its way longer than the law allows: those who run the house are told."""

    kind = "stage.stuck"
    hitch: Hitch


@dataclass(frozen=True, kw_only=True)
class StageAsked(Event):
    """The agency that decides a stage asks the citizen for something."""

    kind = "stage.asked"
    errands = ("tell-citizen",)
    request: UUID
    items: int


@dataclass(frozen=True, kw_only=True)
class StageAnswered(Event):
    """What the agency asked for is there, and is to go to it."""

    kind = "stage.answered"
    errands = ("answer-stage",)
    request: UUID


@dataclass(frozen=True, kw_only=True)
class StageTold(Event):
    """The agency has what it asked for."""

    kind = "stage.told"


@dataclass(frozen=True, kw_only=True)
class StageEnded(Event):
    """The agency knows that a stage it had has ended here."""

    kind = "stage.ended"


@dataclass(frozen=True, kw_only=True)
class StageRefused(Event):
    """The agency does not grant it; its reason is in the dossier."""

    kind = "stage.refused"
    errands = ("tell-citizen",)
    state: State
    late: bool | None = None


@dataclass(frozen=True, kw_only=True)
class StagesOver(Event):
    """Every stage of the filing is over; `done` of them have a result."""

    kind = "dossier.stages-over"
    errands = ("tell-citizen",)
    done: int
    late: bool | None = None


@dataclass(frozen=True, kw_only=True)
class OpinionAsked(Event):
    """Another unit or agency is asked for its opinion."""

    kind = "opinion.asked"
    opinion: UUID
    until: datetime


@dataclass(frozen=True, kw_only=True)
class OpinionGiven(Event):
    """It answered; `silent`: it did not in its time, which is agreement or nothing (None)."""

    kind = "opinion.given"
    opinion: UUID
    agrees: bool | None
    silent: bool = False


@dataclass(frozen=True, kw_only=True)
class OpinionSeen(Event):
    """An officer of the unit that is asked opened a file that was shown to it."""

    kind = "opinion.seen"
    opinion: UUID
    document: UUID
