"""What an officer wants to see in the inbox, and how: in the address, remembered until changed."""

import base64
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from motcua.doors.shared.desk import Asking, today
from motcua.records.inbox import PAGE, Order, Place, Wanted, applicants_like
from motcua.records.person import person_with_number
from motcua.records.procedure import catalogue
from motcua.records.sealed import ring
from motcua.records.unit import Unit
from motcua.rules.dossier import State
from motcua.rules.number import format_number, tidy_number

REMEMBERED = "inbox"
SEARCHED = "inbox-search"
PURPOSE = "session|inbox-search"
STATES = ("submitted", "accepted", "processing", "waiting", "signing", "done")
DUES = ("late", "today", "week")
COLUMNS = ("due", "procedure", "step", "hand", "filed", "fee")
USUAL = ("due", "procedure", "step", "hand")
MOST = 200
"""Rows on one page where one wants to print a list, or to do many at once."""
SHORT_NUMBER = re.compile(r"(?:(\d{6})-?)??(\d{1,4})")
FULL_NUMBER = re.compile(r"H\w+-\d{6}-\d{4,}")


@dataclass(frozen=True)
class Chosen:
    """The filters as the address says them. What was searched for is in the session, sealed:
    it may be a name, and names do not belong in addresses."""

    state: str = ""
    procedure: str = ""
    due: str = ""
    mine: str = ""
    order: str = ""
    columns: tuple[str, ...] = ()
    search: str = ""

    @property
    def shown(self) -> tuple[str, ...]:
        """The columns beside the applicant's name."""
        return self.columns or USUAL

    @property
    def narrowed(self) -> bool:
        return bool(self.state or self.procedure or self.due or self.mine)

    def url(self, **changes: Any) -> str:
        """The address of the inbox with these filters; all are said, so that all are meant."""
        wanted = replace(self, **changes)
        said = {NAMES[name]: getattr(wanted, name) for name in NAMES}
        kept = {name: value for name, value in said.items() if value}
        return f"{reverse('counter:inbox')}?{urlencode(kept or {'han': ''}, doseq=True)}"


NAMES = {
    "state": "trang-thai",
    "procedure": "thu-tuc",
    "due": "han",
    "mine": "cua-toi",
    "order": "thu-tu",
    "columns": "cot",
    "search": "tim",
}


def chosen(request: Asking) -> Chosen:
    """The filters of the address; where it says none, those chosen last."""
    if any(name in request.GET for name in NAMES.values()):
        found = said_in(request.GET)
        if request.session.get(REMEMBERED) != said_of(found):
            request.session[REMEMBERED] = said_of(found)
        return found
    return checked(dict(request.session.get(REMEMBERED) or {}))


def said_in(typed: QueryDict) -> Chosen:
    """The filters of an address or a form."""
    said: dict[str, Any] = {key: typed.get(name, "") for key, name in NAMES.items()}
    return checked(said | {"columns": typed.getlist(NAMES["columns"])})


def said_of(choice: Chosen) -> dict[str, Any]:
    """The filters as a session or a saved view keeps them."""
    return vars(choice) | {"columns": list(choice.columns)}


def checked(said: Mapping[str, Any]) -> Chosen:
    """Only values there are: anything else means no filter. What waits has no running date."""
    state = _one_of(STATES, said.get("state"))
    columns = tuple(name for name in COLUMNS if name in said.get("columns", ()))
    return Chosen(
        state=state,
        procedure=said.get("procedure", "") if said.get("procedure") in catalogue() else "",
        due=_one_of(DUES, said.get("due")) if state != State.WAITING else "",
        mine="1" if said.get("mine") else "",
        order=_one_of((Order.NEWEST,), said.get("order")),
        columns=columns if columns != USUAL else (),
        search="1" if said.get("search") else "",
    )


def without_search(choice: Chosen) -> Chosen:
    return replace(choice, search="")


def _one_of(values: Sequence[str], said: object) -> str:
    return said if isinstance(said, str) and said in values else ""


def size(request: Asking) -> int:
    """How many rows a page has: as many as one reads, or as many as one can do at once."""
    return MOST if request.GET.get("so") == str(MOST) else PAGE


def keep_search(request: Asking, text: str) -> None:
    sealed = ring().seal(text.encode(), PURPOSE)
    request.session[SEARCHED] = base64.b64encode(sealed).decode()


def searched(request: Asking) -> str:
    kept = request.session.get(SEARCHED, "")
    return ring().unseal(base64.b64decode(kept), PURPOSE).decode() if kept else ""


def wanted(request: Asking, choice: Chosen, text: str) -> Wanted:
    found = Wanted(
        state=State(choice.state) if choice.state else "",
        procedure=choice.procedure,
        due=choice.due,
        officer=request.who.account if choice.mine else None,
        order=Order(choice.order or Order.DUE),
    )
    return replace(found, **meant(request, text)) if text else found


def meant(request: Asking, text: str) -> dict[str, Any]:
    """Dossiers by number (whole, or "261123-42", or today's 42), by the applicant's identity
    number, or by a name as it was heard."""
    tidy = tidy_number(text)
    if FULL_NUMBER.fullmatch(tidy):
        return {"numbers": (tidy,)}
    short = SHORT_NUMBER.fullmatch(tidy)
    if short:
        return {"numbers": _whole_numbers(request, *short.groups())}
    if tidy.isdigit():
        person = person_with_number(tidy)
        return {"applicants": (person,) if person else ()}
    return {"applicants": applicants_like(text)}


def _whole_numbers(request: Asking, day: str | None, serial: str) -> tuple[str, ...]:
    codes = Unit.objects.filter(pk__in=request.who.units).values_list("code", flat=True)
    whole = [format_number(code, today(request), int(serial)) for code in codes]
    if day:
        whole = [re.sub(r"-\d{6}-", f"-{day}-", number) for number in whole]
    return tuple(whole)


def place(request: Asking) -> Place | None:
    """Where the page before ended; an address that makes no sense begins at the beginning."""
    due, _, rest = request.GET.get("sau", "").partition("~")
    filed, _, id = rest.partition("~")
    try:
        at = datetime.fromisoformat(due) if due else None
        found = Place(at, datetime.fromisoformat(filed), UUID(id))
    except ValueError:
        return None
    aware = found.filed.tzinfo and (at is None or at.tzinfo)
    return found if aware else None


def place_words(at: Place) -> str:
    return f"{at.due.isoformat() if at.due else ''}~{at.filed.isoformat()}~{at.id}"
