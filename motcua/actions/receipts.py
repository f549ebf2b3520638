"""A result comes into somebody's hands, and they sign for it: on a screen, a slip or a list."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from motcua.actions.act import By, action, allow, tell
from motcua.actions.delivery import NAME_MOST, end_sending
from motcua.actions.document import PAPER_LIMIT
from motcua.actions.dossier import changed, hold, move
from motcua.actions.files.drawing import check_drawing
from motcua.actions.files.inspect_file import Clean
from motcua.records.delivery import ReceiptLine, ReceiptList, Shipment, SignedFor, can_be_listed
from motcua.records.dossier import Dossier, Party
from motcua.records.files import store
from motcua.rules.delivery import Fate, Signing, Taker
from motcua.rules.dossier import Delivery, Step
from motcua.rules.events.delivery import (
    ReceiptListAsked,
    ReceiptListMade,
    ReceiptListOpened,
    ReceiptScanned,
    ResultSignedFor,
)
from motcua.rules.events.document import DocumentOpened, SlipAsked
from motcua.rules.events.dossier import ResultHandedOver
from motcua.rules.permission import Purpose, Target, may
from motcua.rules.refusal import Denied, Refused
from motcua.rules.words.names import nfc

MOST_LISTED = 200
"""Lines of one list."""


@action
def fetch(by: By, dossier: UUID) -> Dossier:
    """Whose result it is has downloaded it: the journal is their receipt."""
    held = hold(dossier)
    allow(by, "dossier.fetch", held.target, Purpose.OWN)
    _out(by, held, Step.FETCH)
    return held


@action
def sign_for(
    by: By,
    dossier: UUID,
    *,
    taker: Taker,
    name: str = "",
    mandate: str = "",
    signature: Clean | None = None,
    drawn: bool = False,
    on_list: UUID | None = None,
) -> SignedFor:
    """The result is given into somebody's hands, at the counter or at home, and they sign.

    A representative must be one of the dossier's; whoever else takes it shows a paper, whose
    number and day the officer notes (`mandate`). Without a picture of the signature the officer
    attests that it stands on a paper which the office keeps, such as a list.
    """
    held = hold(dossier)
    allow(by, "dossier.hand-over", held.target, Purpose.COUNTER)
    if on_list and not held.receipt_lines.filter(list=on_list).exists():
        raise Refused("not-on-this-list")
    carried = Shipment.objects.on_the_way().filter(dossier=held).first()
    receipt = SignedFor(
        id=uuid4(),
        dossier=held,
        unit_id=held.unit_id,
        taker=taker,
        name=_taker_named(held, taker, nfc(name), nfc(mandate)),
        shipment=carried,
        list_id=on_list,
        officer_id=by.account,
        at=by.at,
    )
    _keep_signature(receipt, signature, drawn)
    receipt.save(force_insert=True)
    _out(by, held, Step.HAND_OVER)
    if carried:
        end_sending(by, carried, Fate.ARRIVED)
    signing = Signing(receipt.signing)
    tell(by, ResultSignedFor(**held.matter, receipt=receipt.id, taker=taker, signing=signing))
    return receipt


def _out(by: By, held: Dossier, step: Step) -> None:
    move(held, step)
    changed(held, by.at)
    tell(by, ResultHandedOver(**held.matter, downloaded=step == Step.FETCH))


def _keep_signature(receipt: SignedFor, signature: Clean | None, drawn: bool) -> None:
    if signature is None:
        receipt.signing = Signing.PAPER
        return
    if drawn:
        check_drawing(signature)
    assert isinstance(signature.content, bytes)
    stored = store().put(signature.content, limit=PAPER_LIMIT)
    receipt.signing = Signing.DRAWN if drawn else Signing.SCANNED
    receipt.sha256, receipt.size = stored.sha256, stored.size
    receipt.media_type = signature.media_type


def _taker_named(held: Dossier, taker: Taker, name: str, mandate: str) -> str:
    """The name to keep: from the register where it is there, else as it was typed."""
    if taker == Taker.APPLICANT:
        return held.applicant.full_name
    if taker == Taker.REPRESENTATIVE:
        found = held.parties.filter(role=Party.Role.REPRESENTATIVE).select_related("person")
        named = {one.person.full_name for one in found}
        if not named:
            raise Refused("no-representative-here")
        return name if name in named else ", ".join(sorted(named))
    if not name or not mandate:
        raise Refused("mandate-for-result-missing")
    return f"{name[:NAME_MOST]}, giấy uỷ quyền {mandate[:NAME_MOST]}"


@action
def open_signature(by: By, receipt: UUID, *, purpose: Purpose) -> SignedFor:
    """Look at the signature of whoever took a result."""
    found = SignedFor.objects.select_related("dossier").filter(pk=receipt).first()
    if found is None or not found.sha256:  # not there, on paper only, or erased
        raise Denied("document.read")
    allow(by, "document.read", found.dossier.target, purpose)
    tell(by, DocumentOpened(**found.dossier.matter, document=found.id, purpose=purpose))
    return found


@action
def ask_slip(by: By, dossier: UUID) -> Dossier:
    """Have the slip printed that is signed when a result is taken."""
    held = hold(dossier)
    allow(by, "paper.ask-slip", held.target, Purpose.COUNTER)
    if held.delivery not in (Delivery.READY, Delivery.CARRIED):
        raise Refused("step-not-allowed", detail={"state": held.state})
    tell(by, SlipAsked(**held.matter))
    return held


@action
def list_results(by: By, dossiers: Sequence[UUID], *, bearer: str) -> ReceiptList:
    """Several results go out together with `bearer`: each has a line to sign on one list.

    All of one unit, all at the desk still; they stay to be handed until each line is put down.
    """
    if not 0 < len(dossiers) <= MOST_LISTED:
        raise Refused("too-many-at-once", detail={"limit": MOST_LISTED})
    if not nfc(bearer):
        raise Refused("bearer-missing")
    held = [hold(one) for one in sorted(dossiers)]  # in one order, so that nobody waits in a ring
    for one in held:
        allow(by, "dossier.hand-over", one.target, Purpose.COUNTER)
        if not can_be_listed(one):
            raise Refused("result-not-at-the-desk", detail={"number": one.number})
    unit = held[0].unit_id
    if any(one.unit_id != unit for one in held):
        raise Refused("list-of-one-unit")
    made = ReceiptList.objects.create(
        id=uuid4(), unit_id=unit, bearer=nfc(bearer)[:NAME_MOST], officer_id=by.account, at=by.at
    )
    ReceiptLine.objects.bulk_create(
        ReceiptLine(list=made, dossier_id=one, unit_id=unit, place=place)
        for place, one in enumerate(dossiers, 1)
    )
    tell(by, ReceiptListAsked(subject=made.id, unit=unit, lines=len(held)))
    return made


@action
def keep_list(by: By, receipts: UUID, *, content: bytes) -> ReceiptList:
    """Keep the bytes of a list that was typeset."""
    found = ReceiptList.objects.select_for_update(of=("self",)).get(pk=receipts)
    allow(by, "clerk.record", Target(unit=found.unit_id), Purpose.COUNTER)
    stored = store().put(content, limit=PAPER_LIMIT)
    found.sha256, found.size = stored.sha256, stored.size
    found.save(update_fields=["sha256", "size"])
    tell(by, ReceiptListMade(subject=found.id, unit=found.unit_id))
    return found


@action
def attach_scan(by: By, receipts: UUID, *, scan: Clean) -> ReceiptList:
    """The signed sheet was scanned: the picture of every line that was put down and has none.

    Each dossier names the file for itself, so that it goes from the disk with the last of them.
    """
    found = ReceiptList.objects.select_for_update(of=("self",)).filter(pk=receipts).first()
    if found is None:
        raise Denied("dossier.hand-over")
    allow(by, "dossier.hand-over", Target(unit=found.unit_id), Purpose.COUNTER)
    bare = (
        found.receipts.filter(sha256="").select_related("dossier").select_for_update(of=("self",))
    )
    mine = [one for one in bare if may(by.actor, "dossier.hand-over", one.dossier.target)]
    if not mine:
        raise Refused("no-line-lacks-its-scan")
    for receipt in mine:
        _keep_signature(receipt, scan, drawn=False)
        tell(by, ReceiptScanned(**receipt.dossier.matter, receipt=receipt.id, list=found.id))
    SignedFor.objects.bulk_update(mine, ["signing", "sha256", "size", "media_type"])
    return found


@action
def open_list(by: By, receipts: UUID, *, purpose: Purpose) -> ReceiptList:
    """Print a list: it names people, so the journal knows who did."""
    found = ReceiptList.objects.filter(pk=receipts).first()
    if found is None or not found.sha256:
        raise Denied("dossier.hand-over")
    allow(by, "dossier.hand-over", Target(unit=found.unit_id), purpose)
    tell(by, ReceiptListOpened(subject=found.id, unit=found.unit_id, purpose=purpose))
    return found
