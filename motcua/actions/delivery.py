"""How a result gets on its way: posted, carried, arrived, come back."""

from uuid import UUID, uuid4

from motcua.actions.act import By, action, allow, tell
from motcua.actions.dossier import changed, hold, move
from motcua.actions.wish import ADDRESS_MOST, NAME_MOST
from motcua.records.account import Account
from motcua.records.delivery import Shipment
from motcua.records.dossier import Dossier
from motcua.rules.delivery import DeliveryWay, Fate
from motcua.rules.dossier import Step
from motcua.rules.events.delivery import (
    ParcelArrived,
    ParcelNumbered,
    ResultCameBack,
    ResultCarried,
    ResultLost,
    ResultPosted,
)
from motcua.rules.permission import Purpose, may
from motcua.rules.refusal import Denied, Refused
from motcua.rules.time.wall_clock import local
from motcua.rules.words.names import nfc

TRACKING_MOST = 40


@action
def post_result(by: By, dossier: UUID, *, name: str, address: str) -> Shipment:
    """The result goes to the post; its label is printed, the post gives it a number."""
    held = hold(dossier)
    allow(by, "delivery.send", held.target, Purpose.COUNTER)
    sent = _send(by, held, DeliveryWay.POST, Step.POST, name, address)
    tell(by, ResultPosted(**held.matter, shipment=sent.id))
    return sent


@action
def carry_result(by: By, dossier: UUID, *, name: str, address: str, carrier: UUID) -> Shipment:
    """Somebody of the unit sets out with the result."""
    held = hold(dossier)
    allow(by, "delivery.send", held.target, Purpose.COUNTER)
    taken = Account.objects.filter(pk=carrier, locked=False).first()
    today = local(by.at).date()
    if taken is None or not may(taken.who(today, None), "dossier.hand-over", held.target):
        raise Refused("cannot-be-given-to-them")
    sent = _send(by, held, DeliveryWay.HOME, Step.CARRY, name, address, taken)
    tell(by, ResultCarried(**held.matter, shipment=sent.id, carrier=carrier))
    return sent


def _send(
    by: By,
    held: Dossier,
    way: DeliveryWay,
    step: Step,
    name: str,
    address: str,
    carrier: Account | None = None,
) -> Shipment:
    name, address = nfc(name)[:NAME_MOST], nfc(address)[:ADDRESS_MOST]
    if not (name and address):
        raise Refused("address-for-result-missing")
    move(held, step)
    changed(held, by.at)
    return Shipment.objects.create(
        id=uuid4(),
        dossier=held,
        unit_id=held.unit_id,
        way=way,
        name=name,
        address=address,
        officer_id=by.account,
        carrier=carrier,
        sent_at=by.at,
    )


@action
def number_parcel(by: By, shipment: UUID, *, tracking: str) -> Shipment:
    """The number by which the post follows the parcel: from the post itself, or typed."""
    sent, held = _sent(by, shipment)
    number = "".join(tracking.split()).upper()[:TRACKING_MOST]
    if not (number.isascii() and number.isalnum()):
        raise Refused("tracking-unreadable")
    sent.tracking = number
    sent.save(update_fields=["tracking"])
    tell(by, ParcelNumbered(**held.matter, shipment=sent.id))
    return sent


@action
def parcel_arrived(by: By, shipment: UUID) -> Shipment:
    """The post has delivered it: the dossier's result is in its applicant's hands."""
    sent, held = _sent(by, shipment)
    move(held, Step.ARRIVE)
    changed(held, by.at)
    end_sending(by, sent, Fate.ARRIVED)
    tell(by, ParcelArrived(**held.matter, shipment=sent.id))
    return sent


@action
def came_back(by: By, shipment: UUID, *, lost: bool = False) -> Shipment:
    """It could not be delivered, or nobody knows where it is: the desk's list has it again."""
    sent, held = _sent(by, shipment)
    move(held, Step.LOSE if lost else Step.COME_BACK)
    changed(held, by.at)
    end_sending(by, sent, Fate.LOST if lost else Fate.RETURNED)
    told = ResultLost if lost else ResultCameBack
    tell(by, told(**held.matter, shipment=sent.id))
    return sent


def _sent(by: By, shipment: UUID) -> tuple[Shipment, Dossier]:
    """What is on the way, with its dossier held; refused where it is not on the way any more."""
    found = Shipment.objects.filter(pk=shipment).first()
    if found is None:
        raise Denied("delivery.follow")
    held = hold(found.dossier_id)
    allow(by, "delivery.follow", held.target, Purpose.COUNTER)
    sent = Shipment.objects.select_for_update(of=("self",)).get(pk=shipment)
    if sent.fate != Fate.ON_THE_WAY:
        raise Refused("not-on-the-way")
    return sent, held


def end_sending(by: By, sent: Shipment, fate: Fate) -> None:
    """It is not on the way any more: a part of the act that says so."""
    sent.fate, sent.ended_at = fate, by.at
    sent.save(update_fields=["fate", "ended_at"])
