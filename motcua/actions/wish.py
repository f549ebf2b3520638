"""How a result is wanted: said when filing, and changed until it has been sent."""

from dataclasses import dataclass
from uuid import UUID

from motcua.actions.act import By, action, allow, tell
from motcua.records.delivery import Wish, offers_of
from motcua.records.dossier import Dossier
from motcua.records.draft import Draft
from motcua.records.procedure import version_of
from motcua.rules.delivery import TO_A_PLACE, DeliveryWay
from motcua.rules.dossier import Delivery
from motcua.rules.events.delivery import DeliveryWished
from motcua.rules.permission import Purpose
from motcua.rules.refusal import Denied, Refused
from motcua.rules.words.names import nfc

NAME_MOST, ADDRESS_MOST = 120, 300
GONE = frozenset({Delivery.POSTED, Delivery.CARRIED, Delivery.ARRIVED, Delivery.HANDED})


@dataclass(frozen=True)
class Wished:
    """A way, and for whom and where to, where it is sent."""

    way: DeliveryWay
    name: str = ""
    address: str = ""


@action
def wish_for(by: By, id: UUID, *, way: DeliveryWay, name: str = "", address: str = "") -> Wish:
    """How the applicant wants the result of a draft or dossier; until it has been sent."""
    dossier = Dossier.objects.filter(pk=id).first()
    home = dossier or Draft.objects.filter(pk=id).first()
    if home is None:
        raise Denied("delivery.wish")
    own = by.actor.person in home.target.people
    allow(by, "delivery.wish", home.target, Purpose.OWN if own else Purpose.COUNTER)
    if dossier and dossier.delivery in GONE:
        raise Refused("result-has-gone")
    return keep_wish(by, home, Wished(way, name, address))


def keep_wish(by: By, home: Dossier | Draft, wished: Wished) -> Wish:
    """Keep what is wished, in place of what was: a part of the acts that ask."""
    way, name, address = wished.way, nfc(wished.name)[:NAME_MOST], nfc(wished.address)
    if way not in {offer.way for offer in offers_of(version_of(home.version))}:
        raise Refused("way-not-offered")
    if way not in TO_A_PLACE:
        name = address = ""
    elif not (name and address):
        raise Refused("address-for-result-missing")
    wish = Wish(id=home.id, account=by.account, way=way, at=by.at)
    wish.name, wish.address = name, address[:ADDRESS_MOST]
    others = [field.name for field in Wish._meta.fields if not field.primary_key]
    Wish.objects.bulk_create(
        [wish], update_conflicts=True, unique_fields=["id"], update_fields=others
    )
    tell(by, DeliveryWished(**home.matter, way=way))
    return wish
