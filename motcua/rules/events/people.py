"""What happens to people, where they live, and what is asked and kept of them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.rules.catalogue.parts import Capacity
from motcua.rules.events.base import Event
from motcua.rules.own_data import DataWish
from motcua.rules.permission import Purpose
from motcua.rules.urgency import Urgency
from motcua.rules.verification import Answer, Claim
from motcua.rules.verification_law import LookUp
from motcua.rules.who import Role


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


@dataclass(frozen=True, kw_only=True)
class OwnDataCopied(Event):
    """Somebody took a copy of what is held of them."""

    kind = "person.copied-own"


@dataclass(frozen=True, kw_only=True)
class OwnCopyAsked(Event):
    """Somebody wants what is held of them on paper; a clerk sets it."""

    kind = "own-copy.asked"
    errands = ("make-own-copy",)


@dataclass(frozen=True, kw_only=True)
class OwnCopyMade(Event):
    kind = "own-copy.made"


@dataclass(frozen=True, kw_only=True)
class OwnCopyForgotten(Event):
    kind = "own-copy.forgotten"


@dataclass(frozen=True, kw_only=True)
class DataAsked(Event):
    """Somebody wants what is held of them corrected or deleted."""

    kind = "data.asked"
    request: UUID
    wish: DataWish


@dataclass(frozen=True, kw_only=True)
class DataAnswered(Event):
    """The desk answered; where a store is to go, a clerk empties it."""

    kind = "data.answered"
    errands = ("empty-store",)
    request: UUID
    done: bool


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


@dataclass(frozen=True, kw_only=True)
class StaysTold(Event):
    """Of how many guests was told, how many of them late; rows given back, rows told before."""

    kind = "stay.told"
    rows: int
    late: int
    wrong: int
    known: int


@dataclass(frozen=True, kw_only=True)
class StayFileSent(Event):
    """A file of guests came in; a clerk reads it."""

    kind = "stay.file-sent"
    errands = ("read-stays",)


@dataclass(frozen=True, kw_only=True)
class StaysRead(Event):
    """A piece of a file was read."""

    kind = "stay.read"
    rows: int


@dataclass(frozen=True, kw_only=True)
class StaysUndone(Event):
    kind = "stay.undone"
    rows: int


@dataclass(frozen=True, kw_only=True)
class GuestLeft(Event):
    kind = "stay.guest-left"


@dataclass(frozen=True, kw_only=True)
class RoomCorrected(Event):
    """A guest who was told of has another room."""

    kind = "stay.room-corrected"


@dataclass(frozen=True, kw_only=True)
class RoomsNamed(Event):
    kind = "room.named"
    rooms: int


@dataclass(frozen=True, kw_only=True)
class TenantLodged(Event):
    """A landlord noted in which room a tenant lives."""

    kind = "room.lodged"


@dataclass(frozen=True, kw_only=True)
class TenantLeft(Event):
    kind = "room.tenant-left"


@dataclass(frozen=True, kw_only=True)
class StaysSeen(Event):
    """An officer looked at who stays in the commune on these nights; about those on the list."""

    kind = "stay.seen"
    begins: date
    ends: date
    purpose: Purpose


@dataclass(frozen=True, kw_only=True)
class TenancyEnds(Event):
    """A residence that was registered for a time comes to its end: whoever filed is told."""

    kind = "tenancy.ends"
    errands = ("tell-citizen",)
    ends: date


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


@dataclass(frozen=True, kw_only=True)
class VerificationAsked(Event):
    """The population register is asked about these fields."""

    kind = "verification.asked"
    errands = ("ask-population",)
    purpose: Purpose
    fields: tuple[Claim, ...] = ()
    dossier: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class RegisterLookedUp(VerificationAsked):
    """An officer asks, without a dossier: reading is an act, for a purpose of a list."""

    kind = "verification.looked-up"
    look_up: LookUp


@dataclass(frozen=True, kw_only=True)
class VerificationListed(RegisterLookedUp):
    """The same about somebody on a list, when nobody waits: at night."""

    kind = "verification.listed"
    urgency = Urgency.BATCH


@dataclass(frozen=True, kw_only=True)
class VerificationTaken(Event):
    """The register has the question and will answer later."""

    kind = "verification.taken"
    dossier: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class VerificationAnswered(Event):
    """What the register said: as a whole, and of each field."""

    kind = "verification.answered"
    answer: Answer
    fields: tuple[Claim, ...] = ()
    said: tuple[Answer, ...] = ()
    dossier: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class VerificationServed(Event):
    """The register was not asked: its answer of a day not long ago served again."""

    kind = "verification.served"
    earlier: UUID
    on: date
    dossier: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class MandateKept(Event):
    """A paper was seen by which somebody may act for another, until a day where it says so."""

    kind = "mandate.kept"
    capacity: Capacity
    until: date | None


@dataclass(frozen=True, kw_only=True)
class MandateEnded(Event):
    """It was taken back, or its last day is over."""

    kind = "mandate.ended"


@dataclass(frozen=True, kw_only=True)
class HoldingsKept(Event):
    """What was accepted and verified went into the stores of the people it is about."""

    kind = "holding.kept"
    items: int


@dataclass(frozen=True, kw_only=True)
class HoldingsEnded(Event):
    kind = "holding.ended"
    items: int
