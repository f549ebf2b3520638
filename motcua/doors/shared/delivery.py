"""How the result is wanted: the question as it is drawn, and the answer as it was sent."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from motcua.actions.wish import ADDRESS_MOST, NAME_MOST, Wished
from motcua.records.delivery import home_of_person, offers_of, wish_of
from motcua.records.person import Person
from motcua.rules.catalogue.procedure import Answers, Version
from motcua.rules.delivery import DeliveryWay
from motcua.rules.refusal import Refused

ASKED = "delivery"  # the question of a form that asks for the way itself


def wish_question(
    id: UUID,
    version: Version,
    applicant: Person,
    sent: Mapping[str, str],
    answers: Answers,
) -> SimpleNamespace:
    """The ways there are, the one chosen, and where to. Until somebody chooses it is what the
    form of the procedure has been answered, where it asks; else the first."""
    wish, offers = wish_of(id), offers_of(version)
    said = [one.way for one in offers if one.way == answers.get(ASKED)]
    way = sent.get("way") or (wish.way if wish else [*said, offers[0].way][0])
    return SimpleNamespace(
        offers=offers,
        way=way,
        chosen=next((one for one in offers if one.way == way), offers[0]),
        name=sent.get("way.name") or (wish.name if wish else "") or applicant.full_name,
        address=sent.get("way.address")
        or (wish.address if wish else "")
        or home_of_person(applicant),
        name_most=NAME_MOST,
        address_most=ADDRESS_MOST,
    )


def wished(version: Version, sent: Mapping[str, str]) -> Wished:
    """The way that was chosen; the first one where a form did not ask."""
    chosen = sent.get("way") or offers_of(version)[0].way
    try:
        way = DeliveryWay(chosen)
    except ValueError:
        raise Refused("way-not-offered") from None
    return Wished(way, sent.get("way.name", ""), sent.get("way.address", ""))


def wish_words(id: UUID, version: Version) -> dict[str, Any]:
    """What was wished, in words; the first way where nobody said."""
    wish, offers = wish_of(id), offers_of(version)
    chosen = next((one for one in offers if wish and one.way == wish.way), offers[0])
    return {"offer": chosen, "wish": wish}
