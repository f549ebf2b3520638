"""Everything that can happen. An event carries identifiers and facts, never personal data.

Its fields are UUID, int, bool, date, datetime or enum (or tuples of these): personal data
cannot get into the journal because there is nowhere to put it.
"""

from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, ClassVar, TypedDict, get_args, get_origin, get_type_hints
from uuid import UUID

from motcua.rules.consent import Way
from motcua.rules.delivery import Taker
from motcua.rules.delivery import Way as DeliveryWay
from motcua.rules.dossier import Channel, State
from motcua.rules.once_only import Ground
from motcua.rules.permission import Purpose
from motcua.rules.representation import Basis
from motcua.rules.retention import What
from motcua.rules.sending import Hitch
from motcua.rules.signature import Hindrance
from motcua.rules.verification import Answer
from motcua.rules.who import Role
from motcua.rules.workload import Risk

SAFE = (UUID, int, bool, date, datetime, StrEnum, NoneType)


class Matter(TypedDict):
    """Whose matter an event belongs to: the first three fields of each."""

    subject: UUID
    about: tuple[UUID, ...]
    unit: int | None


@dataclass(frozen=True, kw_only=True)
class Event:
    """One thing that happened to `subject`.

    `about` are the people whose data were opened or changed: they see the entry. `unit` is the
    unit whose officers see it. `errands` are deferred in the same transaction.
    """

    kind: ClassVar[str]
    errands: ClassVar[tuple[str, ...]] = ()
    subject: UUID
    about: tuple[UUID, ...] = ()
    unit: int | None = None

    def data(self) -> dict[str, Any]:
        """The fields of its own, as plain JSON values."""
        common = {f.name for f in fields(Event)}
        return {
            f.name: _plain(getattr(self, f.name)) for f in fields(self) if f.name not in common
        }


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if value is None or isinstance(value, bool | int):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


# accounts, people, dwellings, units


@dataclass(frozen=True, kw_only=True)
class SignedIn(Event):
    kind = "account.signed-in"
    level: int


@dataclass(frozen=True, kw_only=True)
class Appointed(Event):
    kind = "account.appointed"
    role: Role
    ends: date | None = None


@dataclass(frozen=True, kw_only=True)
class KeyGiven(Event):
    """From now on this account signs with a key of its own."""

    kind = "account.key-given"


@dataclass(frozen=True, kw_only=True)
class PostEnded(Event):
    kind = "account.post-ended"
    role: Role
    ends: date


@dataclass(frozen=True, kw_only=True)
class PersonRegistered(Event):
    kind = "person.registered"


@dataclass(frozen=True, kw_only=True)
class PersonSeen(Event):
    """Reading is an act: someone looked this person up, for this purpose."""

    kind = "person.seen"
    purpose: Purpose
    dossier: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class OwnDataCopied(Event):
    """Somebody took a copy of what is held of them."""

    kind = "person.copied-own"


@dataclass(frozen=True, kw_only=True)
class HouseholdRegistered(Event):
    kind = "household.registered"
    members: int


@dataclass(frozen=True, kw_only=True)
class MarriageRegistered(Event):
    kind = "marriage.registered"


@dataclass(frozen=True, kw_only=True)
class DwellingDeclared(Event):
    kind = "dwelling.declared"


# stays


@dataclass(frozen=True, kw_only=True)
class StaysTold(Event):
    """Of how many guests was told, how many of them late; rows given back, rows told before."""

    kind = "stay.told"
    rows: int
    late: int
    wrong: int
    known: int


@dataclass(frozen=True, kw_only=True)
class StaysUndone(Event):
    kind = "stay.undone"
    rows: int


@dataclass(frozen=True, kw_only=True)
class GuestLeft(Event):
    kind = "stay.guest-left"


@dataclass(frozen=True, kw_only=True)
class StaysSeen(Event):
    """An officer looked at who stays in the commune on these nights."""

    kind = "stay.seen"
    begins: date
    ends: date
    purpose: Purpose


@dataclass(frozen=True, kw_only=True)
class StaysForgotten(Event):
    kind = "stay.forgotten"
    rows: int


@dataclass(frozen=True, kw_only=True)
class UnitsImported(Event):
    kind = "unit.imported"
    opened: int
    closed: int
    corrected: int = 0
    successions: int = 0
    hamlets: int = 0


# verification


@dataclass(frozen=True, kw_only=True)
class VerificationAsked(Event):
    kind = "verification.asked"
    errands = ("ask-population",)
    purpose: Purpose
    dossier: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class VerificationAnswered(Event):
    kind = "verification.answered"
    answer: Answer
    dossier: UUID | None = None


# dossiers


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
    basis: Basis | None


@dataclass(frozen=True, kw_only=True)
class MandateKept(Event):
    """A paper was seen by which somebody may act for another, until a day where it says so."""

    kind = "mandate.kept"
    basis: Basis
    until: date | None


@dataclass(frozen=True, kw_only=True)
class MandateEnded(Event):
    """It was taken back, or its last day is over."""

    kind = "mandate.ended"


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
    way: Way
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
class HoldingsKept(Event):
    """What was accepted and verified went into the stores of the people it is about."""

    kind = "holding.kept"
    items: int


@dataclass(frozen=True, kw_only=True)
class HoldingsEnded(Event):
    kind = "holding.ended"
    items: int


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
class PaperSighted(Event):
    """An officer saw the paper itself."""

    kind = "dossier.paper-sighted"
    fields: int


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
class DeliveryWished(Event):
    """The applicant said how they want the result."""

    kind = "delivery.wished"
    way: DeliveryWay


@dataclass(frozen=True, kw_only=True)
class ResultPosted(Event):
    """The result goes by post: a label is printed, the post is told of the parcel."""

    kind = "delivery.posted"
    errands = ("make-label", "post-parcel")
    shipment: UUID


@dataclass(frozen=True, kw_only=True)
class ResultCarried(Event):
    """Somebody of the team takes the result to the applicant's home."""

    kind = "delivery.carried"
    shipment: UUID
    carrier: UUID


@dataclass(frozen=True, kw_only=True)
class ParcelNumbered(Event):
    """The number under which the post follows a parcel is known."""

    kind = "delivery.numbered"
    errands = ("tell-citizen",)
    shipment: UUID


@dataclass(frozen=True, kw_only=True)
class ParcelArrived(Event):
    kind = "delivery.arrived"
    shipment: UUID


@dataclass(frozen=True, kw_only=True)
class ResultCameBack(Event):
    """It could not be delivered, or was lost: it is on the desk's list again."""

    kind = "delivery.came-back"
    errands = ("tell-citizen",)
    shipment: UUID
    lost: bool


@dataclass(frozen=True, kw_only=True)
class ResultSignedFor(Event):
    """Who took the result put their name to it."""

    kind = "delivery.signed-for"
    receipt: UUID
    taker: Taker


@dataclass(frozen=True, kw_only=True)
class ArchiveAsked(Event):
    """Somebody wants what a unit closed from one day to another, for the archive."""

    kind = "archive.asked"
    errands = ("make-archive",)
    begins: date
    ends: date
    dossiers: int


@dataclass(frozen=True, kw_only=True)
class ArchivePacked(Event):
    kind = "archive.packed"
    dossiers: int


@dataclass(frozen=True, kw_only=True)
class ArchiveOpened(Event):
    kind = "archive.opened"
    purpose: Purpose
    dossiers: int


@dataclass(frozen=True, kw_only=True)
class ErasureListed(Event):
    """Something of a dossier may not be kept beyond a day."""

    kind = "erasure.listed"
    what: What
    due: date


@dataclass(frozen=True, kw_only=True)
class ErasureAgreed(Event):
    kind = "erasure.agreed"
    what: What


@dataclass(frozen=True, kw_only=True)
class Erased(Event):
    """It is gone, and so many files with it."""

    kind = "erasure.done"
    what: What
    files: int


@dataclass(frozen=True, kw_only=True)
class SlipAsked(Event):
    """Somebody wants the slip printed that is signed for a result."""

    kind = "paper.slip-asked"
    errands = ("make-slip",)


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


@dataclass(frozen=True, kw_only=True)
class AbsenceNoted(Event):
    """An officer will be away, and who stands in."""

    kind = "absence.noted"
    officer: UUID
    first: date
    last: date
    standby: UUID | None


@dataclass(frozen=True, kw_only=True)
class AbsenceEnded(Event):
    kind = "absence.ended"
    officer: UUID


@dataclass(frozen=True, kw_only=True)
class Reminded(Event):
    """An officer was told at the desk: near its date, late, or going to be."""

    kind = "dossier.reminded"
    to: UUID
    why: Risk


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


# documents and signatures


@dataclass(frozen=True, kw_only=True)
class Attached(Event):
    kind = "document.attached"
    errands = ("check-signatures",)
    attachment: UUID


@dataclass(frozen=True, kw_only=True)
class SignaturesChecked(Event):
    """The signatures of a file were looked at; `sound`: all hold, and nobody has revoked them."""

    kind = "document.signatures-checked"
    attachment: UUID
    signatures: int
    sound: bool


@dataclass(frozen=True, kw_only=True)
class PagesScanned(Event):
    """Pages came onto the scan station for this draft or dossier."""

    kind = "scan.pages-added"
    pages: int


@dataclass(frozen=True, kw_only=True)
class ReadingAsked(Event):
    """A machine is to read the pages on the station, for suggestions."""

    kind = "scan.reading-asked"
    errands = ("read-pages",)


@dataclass(frozen=True, kw_only=True)
class PageRead(Event):
    kind = "scan.page-read"
    page: UUID
    lines: int


@dataclass(frozen=True, kw_only=True)
class PaperDigitised(Event):
    """An officer wrote down what stands on a scanned paper, and compared it."""

    kind = "document.digitised"
    attachment: UUID


@dataclass(frozen=True, kw_only=True)
class PagesMoved(Event):
    kind = "scan.page-moved"
    page: UUID


@dataclass(frozen=True, kw_only=True)
class PagesDropped(Event):
    """Pages left the station: bound into papers, thrown out, or forgotten."""

    kind = "scan.pages-dropped"
    pages: int


@dataclass(frozen=True, kw_only=True)
class CheckAsked(Event):
    """Nobody sees this file until ClamAV has looked at it."""

    kind = "document.check-asked"
    errands = ("check-file",)
    attachment: UUID


@dataclass(frozen=True, kw_only=True)
class Checked(Event):
    kind = "document.checked"
    attachment: UUID
    clean: bool


@dataclass(frozen=True, kw_only=True)
class Barred(Event):
    """A file of a dossier is harmful: it is out of sight, and its sender is told."""

    kind = "document.barred"
    errands = ("tell-citizen",)
    attachment: UUID


@dataclass(frozen=True, kw_only=True)
class UploadBegun(Event):
    """A file for this draft or dossier begins to arrive in pieces."""

    kind = "upload.begun"
    upload: UUID
    again: bool = False  # it was sent before, and need not arrive


@dataclass(frozen=True, kw_only=True)
class UploadGivenUp(Event):
    """What had arrived of a file is gone: its sender stopped, or did not come back in time."""

    kind = "upload.given-up"
    upload: UUID


@dataclass(frozen=True, kw_only=True)
class DocumentOpened(Event):
    kind = "document.opened"
    document: UUID
    purpose: Purpose


@dataclass(frozen=True, kw_only=True)
class PaperMade(Event):
    """A paper was typeset and its bytes frozen."""

    kind = "paper.made"
    paper: UUID


@dataclass(frozen=True, kw_only=True)
class FormAsked(Event):
    """Somebody wants a dossier printed as its paper form."""

    kind = "paper.form-asked"
    errands = ("make-form",)


@dataclass(frozen=True, kw_only=True)
class ControlSheetAsked(Event):
    """Somebody wants to see in whose hands a dossier has been, on paper."""

    kind = "paper.control-asked"
    errands = ("make-control",)


@dataclass(frozen=True, kw_only=True)
class RegisterAsked(Event):
    """Somebody wants the register of a unit from one day to another."""

    kind = "register.asked"
    errands = ("make-register",)
    begins: date
    ends: date


@dataclass(frozen=True, kw_only=True)
class RegisterMade(Event):
    kind = "register.made"


@dataclass(frozen=True, kw_only=True)
class RegisterOpened(Event):
    kind = "register.opened"
    purpose: Purpose


@dataclass(frozen=True, kw_only=True)
class DraftFormAsked(Event):
    """Its maker wants a draft printed, to write the rest by hand."""

    kind = "draft.form-asked"
    errands = ("make-draft-form",)


@dataclass(frozen=True, kw_only=True)
class DraftFormMade(Event):
    kind = "draft.form-made"


@dataclass(frozen=True, kw_only=True)
class BlankFormKept(Event):
    """The blank form of the version that began on that day was printed."""

    kind = "form.kept"
    begins: date


@dataclass(frozen=True, kw_only=True)
class SignatureAsked(Event):
    kind = "paper.signature-asked"
    errands = ("sign-paper",)
    paper: UUID


@dataclass(frozen=True, kw_only=True)
class SignaturePrepared(Event):
    kind = "paper.signature-prepared"
    paper: UUID


@dataclass(frozen=True, kw_only=True)
class SignatureHindered(Event):
    """A paper that is being signed waits for something."""

    kind = "paper.signature-hindered"
    paper: UUID
    why: Hindrance


@dataclass(frozen=True, kw_only=True)
class SignatureDeclined(Event):
    """A paper comes back unsigned."""

    kind = "paper.signature-declined"
    paper: UUID
    why: Hindrance


@dataclass(frozen=True, kw_only=True)
class ResultSigned(Event):
    kind = "paper.signed"
    errands = ("tell-citizen",)
    paper: UUID
    late: bool


@dataclass(frozen=True, kw_only=True)
class ResultNoted(Event):
    """Another system made the result; its number and day were noted here."""

    kind = "result.noted"
    errands = ("tell-citizen",)
    late: bool


@dataclass(frozen=True, kw_only=True)
class CopySigned(Event):
    """A certified electronic copy was signed by the officer who digitised it."""

    kind = "paper.copy-signed"
    paper: UUID


@dataclass(frozen=True, kw_only=True)
class CopyRefused(Event):
    """A citizen reports that somebody would not take an electronic paper."""

    kind = "paper.copy-refused"
    paper: UUID
    refusal: UUID


@dataclass(frozen=True, kw_only=True)
class PaperRevoked(Event):
    kind = "paper.revoked"
    paper: UUID


@dataclass(frozen=True, kw_only=True)
class MessageQueued(Event):
    kind = "message.queued"
    errands = ("send-message",)
    message: UUID


@dataclass(frozen=True, kw_only=True)
class MessageSent(Event):
    kind = "message.sent"
    message: UUID


# the house itself


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


def all_events() -> dict[str, type[Event]]:
    return {event.kind: event for event in Event.__subclasses__()}


def unsafe_fields(event: type[Event]) -> list[str]:
    """The fields whose type could carry personal data; a test wants none in any event."""
    hints = get_type_hints(event)
    return [f.name for f in fields(event) if not _is_safe(hints[f.name])]


def _is_safe(hint: Any) -> bool:
    if get_origin(hint) in (tuple, UnionType):
        return all(arg is Ellipsis or _is_safe(arg) for arg in get_args(hint))
    return isinstance(hint, type) and issubclass(hint, SAFE)
