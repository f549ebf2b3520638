"""Tells the post of parcels, and asks what became of them."""

from typing import Any
from uuid import uuid5

from motcua.actions.delivery import came_back, number_parcel, parcel_arrived
from motcua.bridges.post import Tracked
from motcua.clerks.errands import by_clerk, by_clock, errand, rounds
from motcua.clerks.workplace import here
from motcua.records.delivery import Shipment
from motcua.rules.delivery import DeliveryWay, Fate

MOST = 1000  # parcels asked about in one round


@errand("post-parcel")
def post_parcel(*, entry: int, shipment_id: str, **_: Any) -> None:
    """The post gives the parcel a number; where there is no line to it, an officer types it."""
    sent, post = Shipment.objects.get(pk=shipment_id), here().post
    if post is None or sent.tracking or sent.fate != Fate.ON_THE_WAY:
        return
    number = post.announce(sent.id, sent.name, sent.address)
    number_parcel(by_clerk("post-parcel", entry), sent.id, tracking=number)


@rounds("follow-parcels", cron="19,49 * * * *")
def follow_parcels(timestamp: int = 0) -> None:
    """What is on the way by post: arrived, returned, lost, or still on the way."""
    post = here().post
    if post is None:
        return
    waiting = Shipment.objects.on_the_way().filter(way=DeliveryWay.POST).exclude(tracking="")
    for sent in waiting.order_by("sent_at")[:MOST]:
        _follow(sent, post.tracked(sent.id, sent.tracking))


def _follow(sent: Shipment, tracked: Tracked) -> None:
    by = by_clock(uuid5(sent.id, tracked.fate))
    if tracked.fate == Fate.ARRIVED:
        parcel_arrived(by, sent.id)
    elif tracked.fate in (Fate.RETURNED, Fate.LOST):
        came_back(by, sent.id, lost=tracked.fate == Fate.LOST)
