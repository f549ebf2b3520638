"""How a result reaches whoever it is for, and what becomes of a dossier in the end."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.rules.delivery import DeliveryWay as DeliveryWay
from motcua.rules.delivery import Signing, Taker
from motcua.rules.events.base import Event
from motcua.rules.permission import Purpose
from motcua.rules.retention import KeptPart


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
    errands = ("tell-citizen",)
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
    """The post says so: whoever has not got it hears of it, and can say so."""

    kind = "delivery.arrived"
    errands = ("tell-citizen",)
    shipment: UUID


@dataclass(frozen=True, kw_only=True)
class ResultCameBack(Event):
    """It could not be delivered: it is on the desk's list again."""

    kind = "delivery.came-back"
    errands = ("tell-citizen",)
    shipment: UUID


@dataclass(frozen=True, kw_only=True)
class ResultLost(Event):
    """Nobody knows where it is: the desk has it on its list, to send another."""

    kind = "delivery.lost"
    errands = ("tell-citizen",)
    shipment: UUID


@dataclass(frozen=True, kw_only=True)
class ResultSignedFor(Event):
    """Who took the result put their name to it; what was written on the screen is printed."""

    kind = "delivery.signed-for"
    errands = ("make-signed-slip",)
    receipt: UUID
    taker: Taker
    signing: Signing = Signing.SCANNED


@dataclass(frozen=True, kw_only=True)
class ReceiptScanned(Event):
    """The scan of the list on which somebody signed was put to their receipt."""

    kind = "delivery.receipt-scanned"
    receipt: UUID
    list: UUID


@dataclass(frozen=True, kw_only=True)
class ReceiptListAsked(Event):
    """Results go out together: a list to sign is to be printed."""

    kind = "receipts.asked"
    errands = ("make-receipt-list",)
    lines: int


@dataclass(frozen=True, kw_only=True)
class ReceiptListMade(Event):
    kind = "receipts.made"


@dataclass(frozen=True, kw_only=True)
class ReceiptListOpened(Event):
    kind = "receipts.opened"
    purpose: Purpose


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
    what: KeptPart
    due: date


@dataclass(frozen=True, kw_only=True)
class ErasureAgreed(Event):
    kind = "erasure.agreed"
    what: KeptPart


@dataclass(frozen=True, kw_only=True)
class Erased(Event):
    """It is gone, and so many files with it."""

    kind = "erasure.done"
    what: KeptPart
    files: int
