"""What happens to files, scans, papers and their signatures."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.rules.events.base import Event
from motcua.rules.permission import Purpose
from motcua.rules.signature import Hindrance


@dataclass(frozen=True, kw_only=True)
class SlipAsked(Event):
    """Somebody wants the slip printed that is signed for a result."""

    kind = "paper.slip-asked"
    errands = ("make-slip",)


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
class PageTurned(Event):
    """A page was turned, or left as it came."""

    kind = "scan.page-turned"
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
class ProofRenewed(Event):
    """A kept paper was stamped anew; its signatures can be proven `until` that day."""

    kind = "paper.proof-renewed"
    paper: UUID
    until: date


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
