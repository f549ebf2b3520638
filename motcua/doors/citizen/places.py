"""Places as people write them: which commune an address lies in, which dwelling is meant."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q, Value
from django.http import QueryDict

from motcua.records.dwelling import Dwelling
from motcua.records.unit import Unit, unit_index
from motcua.rules.names import accent_free, nfc
from motcua.rules.who import Who

MOST = 8
ADDRESS_LEAST = 8  # letters of an address before dwellings are looked for: no browsing
UNDECLARED = "undeclared"

Choice = tuple[str, str]


def commune(code: str, on: date) -> Unit | None:
    """The commune with this code today."""
    if not code:
        return None
    return Unit.objects.in_force(on).filter(code=code, level="commune").first()


def communes_like(text: str) -> tuple[str, list[Choice]]:
    """The code of the only commune an address can mean ("" where one has to choose), and all
    it may mean, with what they were before."""
    found = unit_index().candidates(text)
    choices: dict[str, str] = {}
    for candidate in found.candidates:
        if candidate.level == "commune" and candidate.ended is None:
            choices.setdefault(candidate.code, candidate.path)
        elif candidate.level == "commune":
            for after in candidate.now:
                label = f"{after.path} (trước là {candidate.path})"
                choices.setdefault(after.key[0], label)
    settled = found.settled
    return settled[0] if settled else "", list(choices.items())[:MOST]


@dataclass
class Place:
    """One reading of the dwelling question: the answer, or what is still to be chosen."""

    text: str = ""
    answer: dict[str, Any] | None = None
    chosen: str = ""
    error: str = ""
    homes: list[Choice] = field(default_factory=list)
    communes: list[Choice] = field(default_factory=list)
    commune: str = ""


def read_dwelling(key: str, post: QueryDict, who: Who, own: list[Dwelling]) -> Place:
    """The dwelling meant: by the code on its door, one of those found or owned, or an address
    that no owner has declared."""
    place = Place(nfc(post.get(f"{key}.text", ""))[:300], chosen=post.get(key, ""))
    found = dwellings_like(who, place.text)
    known = {str(home.id): home for home in [*own, *found]}
    place.homes = [(id, _label(home, place.text, home in own)) for id, home in known.items()]
    same_text = nfc(post.get(f"{key}.for", "")) == place.text
    if place.chosen in known and (same_text or known[place.chosen] in own):
        place.answer = declared(known[place.chosen])
    elif not place.text:
        place.error = "dwelling-missing"
    elif len(found) == 1 and _is_code(found[0], place.text):
        place.answer = declared(found[0])
    elif found and not (place.chosen == UNDECLARED and same_text):
        place.error = "dwelling-choose"
    elif place.text.upper().startswith("NT-"):
        place.error = "dwelling-code-unknown"
    else:
        _undeclared(place, post.get(f"{key}.commune", "") if same_text else "")
    return place


def _undeclared(place: Place, chosen: str) -> None:
    """The address as typed, once its commune is certain: the dossier goes there."""
    settled, place.communes = communes_like(place.text)
    codes = [code for code, _ in place.communes]
    place.commune = chosen if chosen in codes else settled
    place.chosen = UNDECLARED
    if place.commune:
        place.answer = {"address": place.text, "commune": place.commune}
    else:
        place.error = "address-choose" if codes else "address-unknown"


def declared(home: Dwelling) -> dict[str, Any]:
    """A declared dwelling as an answer keeps it."""
    return {
        "id": str(home.id),
        "code": home.code,
        "address": home.address,
        "owner": home.owner_name,
        "commune": home.unit.code,
    }


def saved(answer: dict[str, Any] | None, who: Who, own: list[Dwelling]) -> Place:
    """An answer given before, as the question shows it again."""
    if not answer:
        return Place(homes=[(str(h.id), _label(h, "", True)) for h in own])
    text, id = str(answer.get("address", "")), str(answer.get("id", ""))
    known = {str(home.id): home for home in [*own, *dwellings_like(who, text)]}
    homes = [(key, _label(home, text, home in own)) for key, home in known.items()]
    return Place(text, answer, id or UNDECLARED, homes=homes, commune=answer.get("commune", ""))


def own_dwellings(who: Who) -> list[Dwelling]:
    """What the person has declared themselves."""
    mine = Dwelling.objects.visible_to(who).select_related("unit")
    return list(mine.filter(owner=who.person).order_by("declared_at"))


def dwellings_like(who: Who, text: str) -> list[Dwelling]:
    """By the whole code on the door, else by an address long enough to be one in mind."""
    everything = Dwelling.objects.visible_to(who).select_related("unit")
    by_code = list(everything.filter(code__iexact=text)) if text else []
    key = accent_free(text)
    if by_code or len(key) < ADDRESS_LEAST:
        return by_code
    meant = everything.alias(typed=Value(key)).filter(
        Q(key__contains=key) | Q(typed__contains=F("key"))
    )
    return list(meant.order_by("address")[:MOST])


def dwelling_with(who: Who, id: UUID) -> Dwelling | None:
    mine = Dwelling.objects.visible_to(who).select_related("unit")
    return mine.filter(pk=id, owner=who.person).first()


def _is_code(home: Dwelling, text: str) -> bool:
    return home.code.casefold() == text.casefold()


def _label(home: Dwelling, text: str, own: bool) -> str:
    """The owner's full name is for those who stand before the door and for the owner."""
    where = f"{home.address}, {home.unit.full_name}"
    if own:
        return f"{where} (nhà của Bạn, mã {home.code})"
    name = home.owner_name if _is_code(home, text) else _initials(home.owner_name)
    return f"{where} – chủ nhà {name}"


def _initials(name: str) -> str:
    *before, given = name.split() or [""]
    return " ".join([*(f"{word[0]}." for word in before), given])
