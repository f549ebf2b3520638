"""Places as people write them: which commune an address lies in, which dwelling is meant."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, Value
from django.http import QueryDict

from motcua.records.dwelling import Dwelling
from motcua.records.unit import Unit, unit_index
from motcua.rules.who import Who
from motcua.rules.words.names import accent_free, nfc

MOST = 8
OWN_LEAST = 8  # letters of an address before a citizen is shown dwellings: no browsing
DESK_LEAST = 4
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


@dataclass(frozen=True)
class Reach:
    """Which dwellings whoever asks may find, and how much they are told of the owners."""

    homes: Iterable[Any]  # a queryset of dwellings: those that may be found
    own: Iterable[Dwelling] = ()  # what the person has declared: offered without searching
    least: int = OWN_LEAST
    names_owners: bool = False
    commune: str = ""  # where an address lies that names no commune; "" = it has to name one

    def like(self, text: str) -> list[Dwelling]:
        """By the whole code on the door, else by an address long enough to be one in mind."""
        homes: Any = self.homes
        by_code = list(homes.filter(code__iexact=text)) if text else []
        key = accent_free(text)
        if by_code or len(key) < self.least:
            return by_code
        meant = homes.alias(typed=Value(key)).filter(
            Q(key__contains=key) | Q(typed__contains=F("key"))
        )
        return list(meant.order_by("address")[:MOST])

    def names(self, home: Dwelling, text: str) -> bool:
        """The owner's full name is for those who stand before the door, and for the desk."""
        return self.names_owners or home in self.own or _is_code(home, text)

    def label(self, home: Dwelling, text: str) -> str:
        where = f"{home.address}, {home.unit.full_name}"
        if home in self.own:
            return f"{where} (nhà của Bạn, mã {home.code})"
        named = self.names(home, text)
        return f"{where}, chủ nhà {home.owner_name if named else initials(home.owner_name)}"

    def offered(self, homes: Iterable[Dwelling], text: str) -> list[Choice]:
        return [(str(home.id), self.label(home, text)) for home in homes]


def reach_of(who: Who) -> Reach:
    """A citizen finds what has a code or a whole address, and what they declared themselves."""
    everything = Dwelling.objects.visible_to(who).select_related("unit")
    return Reach(everything, everything.filter(owner=who.person).order_by("declared_at"))


def reach_at(who: Who, unit: Unit) -> Reach:
    """A desk finds the dwellings of its commune, with their owners."""
    here = Dwelling.objects.visible_to(who).select_related("unit").filter(unit=unit)
    return Reach(here, least=DESK_LEAST, names_owners=True, commune=unit.code)


@dataclass
class Place:
    """One reading of the dwelling question: the answer, or what is still to be chosen."""

    text: str = ""
    answer: dict[str, Any] | None = None
    chosen: str = ""
    error: str = ""
    homes: Sequence[Choice] = ()
    communes: Sequence[Choice] = ()
    commune: str = ""


def read_dwelling(key: str, post: QueryDict, reach: Reach) -> Place:
    """The dwelling meant: by the code on its door, one of those found or owned, or an address
    that no owner has declared."""
    place = Place(nfc(post.get(f"{key}.text", ""))[:300], chosen=post.get(key, ""))
    found = reach.like(place.text)
    known = {str(home.id): home for home in [*reach.own, *found]}
    place.homes = reach.offered(known.values(), place.text)
    same_text = nfc(post.get(f"{key}.for", "")) == place.text
    if place.chosen in known and (same_text or known[place.chosen] in reach.own):
        place.answer = declared(known[place.chosen], reach, place.text)
    elif not place.text:
        place.error = "dwelling-missing"
    elif len(found) == 1 and _is_code(found[0], place.text):
        place.answer = declared(found[0], reach, place.text)
    elif found and not (place.chosen == UNDECLARED and same_text):
        place.error = "dwelling-choose"
    elif place.text.upper().startswith("NT-"):
        place.error = "dwelling-code-unknown"
    else:
        _undeclared(place, post.get(f"{key}.commune", "") if same_text else "", reach)
    return place


def _undeclared(place: Place, chosen: str, reach: Reach) -> None:
    """The address as typed, once its commune is certain: the dossier goes there."""
    settled, place.communes = communes_like(place.text)
    codes = [code for code, _ in place.communes]
    alone = "" if codes else reach.commune
    place.commune = chosen if chosen in codes else settled or alone
    place.chosen = UNDECLARED
    if place.commune:
        place.answer = {"address": place.text, "commune": place.commune}
    else:
        place.error = "address-choose" if codes else "address-unknown"


def declared(home: Dwelling, reach: Reach, text: str) -> dict[str, Any]:
    """A declared dwelling as an answer keeps it; `named`: who answered knows whose it is."""
    return {
        "id": str(home.id),
        "code": home.code,
        "address": home.address,
        "owner": home.owner_name,
        "named": reach.names(home, text),
        "commune": home.unit.code,
    }


def saved(answer: dict[str, Any] | None, reach: Reach) -> Place:
    """An answer given before, as the question shows it again."""
    if not answer:
        return Place(homes=reach.offered(reach.own, ""))
    text, id = str(answer.get("address", "")), str(answer.get("id", ""))
    known = {home.id: home for home in [*reach.own, *reach.like(text)]}
    homes = reach.offered(known.values(), text)
    return Place(text, answer, id or UNDECLARED, homes=homes, commune=answer.get("commune", ""))


def _is_code(home: Dwelling, text: str) -> bool:
    return home.code.casefold() == text.casefold()


def owner_words(answer: Mapping[str, Any]) -> str:
    """The owner of a declared dwelling, as whoever answered with it may read their name."""
    owner = str(answer.get("owner") or "")
    return owner if answer.get("named") or not owner else initials(owner)


def initials(name: str) -> str:
    """Trương Thị Vân Trinh → T. T. V. Trinh: enough for who knows them."""
    *before, given = name.split() or [""]
    return " ".join([*(f"{word[0]}." for word in before), given])
