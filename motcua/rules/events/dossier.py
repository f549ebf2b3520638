"""What happens to a draft and to a dossier, from its first page to its end."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from motcua.rules.catalogue.once_only import Ground
from motcua.rules.catalogue.parts import Capacity
from motcua.rules.consent import ConsentWay
from motcua.rules.dossier import Channel, State
from motcua.rules.events.base import Event
from motcua.rules.permission import Purpose


@dataclass(frozen=True, kw_only=True)
class DraftSaved(Event):
    kind = "draft.saved"


@dataclass(frozen=True, kw_only=True)
class DraftDiscarded(Event):
    """Its maker threw a draft away: what was answered is gone, its files are out of sight."""

    kind = "draft.discarded"


@dataclass(frozen=True, kw_only=True)
class RepresentativeNamed(Event):
    """An officer put down who came for the applicant, or that nobody did."""

    kind = "draft.representative-named"
    capacity: Capacity | None


@dataclass(frozen=True, kw_only=True)
class DossierSubmitted(Event):
    kind = "dossier.submitted"
    errands = ("tell-citizen",)
    channel: Channel
    expected: datetime
    filed_for: bool = False
    reused: int = 0  # papers that a register or the applicant's store holds


@dataclass(frozen=True, kw_only=True)
class DossierSeen(Event):
    kind = "dossier.seen"
    purpose: Purpose


@dataclass(frozen=True, kw_only=True)
class ConsentAsked(Event):
    kind = "dossier.consent-asked"
    errands = ("tell-asked",)


@dataclass(frozen=True, kw_only=True)
class ConsentGiven(Event):
    kind = "dossier.consent-given"
    given: bool


@dataclass(frozen=True, kw_only=True)
class ConsentRecorded(Event):
    """An officer put down what somebody said on paper or to them; the person is told."""

    kind = "dossier.consent-recorded"
    errands = ("tell-recorded",)
    consent: UUID
    given: bool
    way: ConsentWay
    said_at: datetime
    scan: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class DossierAccepted(Event):
    kind = "dossier.accepted"
    errands = ("make-receipt", "tell-citizen")
    due: datetime


@dataclass(frozen=True, kw_only=True)
class DossierTaken(Event):
    kind = "dossier.taken"
    officer: UUID


@dataclass(frozen=True, kw_only=True)
class DossierAssigned(Event):
    """From one officer's hands into another's; the word to them is in the hand-over's row."""

    kind = "dossier.assigned"
    hand_over: UUID
    officer: UUID
    was: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class SupplementAsked(Event):
    kind = "dossier.supplement-asked"
    errands = ("make-request", "tell-citizen")
    request: UUID
    items: int
    again: bool


@dataclass(frozen=True, kw_only=True)
class SupplementAnswered(Event):
    kind = "dossier.supplement-answered"
    request: UUID
    waited_minutes: int
    due: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class SupplementReminded(Event):
    kind = "dossier.supplement-reminded"
    errands = ("tell-citizen",)
    request: UUID
    answer_by: date


@dataclass(frozen=True, kw_only=True)
class SecondRequestSought(Event):
    """An officer would ask the citizen again: the leader is to say yes or no."""

    kind = "dossier.second-request-sought"
    second: UUID


@dataclass(frozen=True, kw_only=True)
class SecondRequestAnswered(Event):
    kind = "dossier.second-request-answered"
    second: UUID
    allowed: bool


@dataclass(frozen=True, kw_only=True)
class DateExtended(Event):
    """More time, once, before the date: with an apology."""

    kind = "dossier.extended"
    errands = ("make-apology", "tell-citizen")
    apology: UUID
    was: datetime
    due: datetime


@dataclass(frozen=True, kw_only=True)
class Apologised(Event):
    """The date has passed: the citizen is told why, and until when it will be done."""

    kind = "dossier.apologised"
    errands = ("make-apology", "tell-citizen")
    apology: UUID
    promised: datetime


@dataclass(frozen=True, kw_only=True)
class DossierStopped(Event):
    """Stopped by an officer, or by itself when the time to answer was over."""

    kind = "dossier.stopped"
    errands = ("make-stop", "tell-citizen")
    unanswered: bool
    late: bool | None = None


@dataclass(frozen=True, kw_only=True)
class DossierRefused(Event):
    kind = "dossier.refused"
    errands = ("make-refusal", "tell-citizen")
    state: State
    late: bool | None = None


@dataclass(frozen=True, kw_only=True)
class DossierWithdrawn(Event):
    kind = "dossier.withdrawn"
    late: bool | None = None


@dataclass(frozen=True, kw_only=True)
class AskedAnyway(Event):
    """An officer asked for what is held, on one of the grounds of the law."""

    kind = "dossier.asked-anyway"
    request: UUID
    ground: Ground
    items: int


@dataclass(frozen=True, kw_only=True)
class PaperSighted(Event):
    """An officer saw the paper itself."""

    kind = "dossier.paper-sighted"
    fields: int


@dataclass(frozen=True, kw_only=True)
class WentAhead(Event):
    """A leader let it go on although the register has not answered."""

    kind = "dossier.went-ahead"
    word: UUID


@dataclass(frozen=True, kw_only=True)
class FeeTaken(Event):
    kind = "dossier.fee-taken"
    amount: int


@dataclass(frozen=True, kw_only=True)
class DossierDecided(Event):
    kind = "dossier.decided"
    errands = ("make-result",)
    officer: UUID


@dataclass(frozen=True, kw_only=True)
class SentBack(Event):
    kind = "dossier.sent-back"
    errands = ()


@dataclass(frozen=True, kw_only=True)
class DossierReopened(Event):
    """A result that was issued is wrong: it was taken back, and is made anew."""

    kind = "dossier.reopened"
    errands = ("tell-citizen",)
    paper: UUID
    due: datetime


@dataclass(frozen=True, kw_only=True)
class ResultHandedOver(Event):
    kind = "dossier.handed-over"
    downloaded: bool


@dataclass(frozen=True, kw_only=True)
class DateMoved(Event):
    """The calendar or the law changed, and with it the date of a dossier under way."""

    kind = "dossier.date-moved"
    errands = ("tell-citizen",)
    was: datetime
    due: datetime


@dataclass(frozen=True, kw_only=True)
class DossierMoved(Event):
    """The law says that dossiers under way go on under its new version; the days both began."""

    kind = "dossier.moved"
    errands = ("tell-citizen",)
    was: date
    now: date


@dataclass(frozen=True, kw_only=True)
class DatesReckoned(Event):
    """Open dossiers of a unit were reckoned anew: so many, of which so many moved."""

    kind = "calendar.dates-reckoned"
    dossiers: int
    moved: int


@dataclass(frozen=True, kw_only=True)
class FollowMissed(Event):
    """Someone gave a number and a second fact that do not belong together; about nobody."""

    kind = "follow.missed"
    alarm: bool


@dataclass(frozen=True, kw_only=True)
class CountsForgotten(Event):
    """Old counters of wrong answers were dropped."""

    kind = "follow.counts-forgotten"
    counters: int
