"""Looking people up, with a purpose that they can see; what the commune holds of one of them."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions.person import look_up, people_like, see_person
from motcua.doors.shared.access import officers
from motcua.doors.shared.desk import (
    WRONG_FORM,
    Asking,
    by,
    form_key,
    looking_key,
    show,
)
from motcua.doors.shared.due import DESK_WORDS
from motcua.doors.shared.sentences import say
from motcua.records.confirmed import Confirmed, confirmed_of, in_words
from motcua.records.dossier import Dossier
from motcua.records.known import membership_of
from motcua.records.person import Person
from motcua.records.procedure import version_of
from motcua.records.sameness import links_of, same_people
from motcua.records.unit import Unit
from motcua.records.verification import Verification
from motcua.rules.dossier import State
from motcua.rules.permission import GRANTS, Purpose, Target, may
from motcua.rules.refusal import Denied
from motcua.rules.verification import Answer, Claim
from motcua.rules.who import Door
from motcua.rules.words.names import nfc

PURPOSES = {
    Purpose.DOSSIER: "Giải quyết một hồ sơ",
    Purpose.COUNTER: "Tiếp người dân tại quầy",
}
LEAST = 2  # letters
_SCANNED = re.compile(r"(\d{12})\|")


@officers
def people(request: Asking) -> HttpResponse:
    if request.method != "POST":
        return _page(request)
    text = searched_for(request)
    purpose = request.POST.get("purpose", "")
    errors = wrong_with(text) + (
        [("purpose", "Hãy chọn Bạn tìm để làm gì.")] if not purpose else []
    )
    if errors or purpose not in PURPOSES:
        return _page(request, text, purpose, errors)
    found = find(request, text, Purpose(purpose))
    return _page(request, text, purpose, found=found)


def searched_for(request: Asking) -> str:
    """What was typed; of a card that a scanner typed into the box of the search its number."""
    text = nfc(request.POST.get("q", ""))[:120]
    scanned = _SCANNED.match(text)
    return scanned[1] if scanned else text


def wrong_with(text: str) -> list[tuple[str, str]]:
    """Why this is too little to search by."""
    return [] if len(text) >= LEAST else [("q", say("search-too-short"))]


def find(request: Asking, text: str, purpose: Purpose) -> list[dict[str, Any]]:
    """Who is meant; each person shown is told that they were looked up."""
    unit = unit_for(request, "person.look-up")
    found = people_like(request.who, text)
    if found:
        act = by(request, Door.COUNTER, form_key(request))
        look_up(act, unit=unit, text=text, purpose=purpose)
    return [_line(person) for person in found]


def unit_for(request: Asking, act: str) -> Unit:
    """The unit in whose name the officer acts: the one chosen, else the first of theirs."""
    units = units_of(request, act)
    chosen = request.POST.get("unit") or request.GET.get("unit") or ""
    unit = next((one for one in units if str(one.id) == chosen), None) or next(iter(units), None)
    if unit is None:
        raise Denied(act)
    return unit


def units_of(request: Asking, act: str) -> list[Unit]:
    held = {post.unit for post in request.who.posts if post.role in GRANTS[act].roles}
    return list(Unit.objects.filter(pk__in=held).order_by("sort_key"))


def _line(person: Person) -> dict[str, Any]:
    """As much of a person as tells them from another of the same name."""
    return {
        "id": person.id,
        "name": person.full_name,
        "number": person.masked_number,
        "born": person.birth_date[:4],
        "address": person.address,
        "confirmed": in_words(confirmed_of(person)),
    }


def _page(
    request: Asking,
    text: str = "",
    purpose: str = "",
    errors: list[tuple[str, str]] | None = None,
    found: list[dict[str, Any]] | None = None,
) -> HttpResponse:
    return show(
        request,
        "counter/people.html",
        status=WRONG_FORM if errors else 200,
        text=text,
        purposes=[(one.value, label, one.value == purpose) for one, label in PURPOSES.items()],
        purpose=purpose,
        error_list=errors,
        found=found,
        may_list=bool(units_of(request, "register.ask-list")),
    )


@officers
def person(request: Asking, id: UUID) -> HttpResponse:
    """What the commune holds of one person; without a purpose there is nothing to see."""
    if request.GET.get("vi") not in PURPOSES:
        return redirect("counter:people")
    purpose = Purpose(request.GET["vi"])
    unit = unit_for(request, "person.look-up")
    key = looking_key(request, id, f"person {purpose} {unit.id}")
    found = see_person(by(request, Door.COUNTER, key), id, unit=unit, purpose=purpose)
    return show(
        request,
        "counter/person.html",
        person=found,
        facts=_facts(found),
        confirmed=in_words(confirmed_of(found)),
        denied=_denied(found),
        purpose=PURPOSES[purpose],
        membership=membership_of(found),
        links=links_of(request.who, id),
        dossiers=_dossiers(request, found),
        may_ask=may(request.who, "register.ask", Target(unit.id, frozenset({found.id}))),
    )


def _facts(person: Person) -> list[dict[str, Any]]:
    """The values, each claimed or confirmed with by whom and when."""
    confirmed = confirmed_of(person)
    sexes = {"male": "Nam", "female": "Nữ"}
    rows = [
        ("Họ và tên", person.full_name, Claim.FULL_NAME),
        ("Số định danh", person.number, Claim.FULL_NAME),  # whose name it is under this number
        ("Ngày sinh", "/".join(reversed(person.birth_date.split("-"))), Claim.BIRTH_DATE),
        ("Giới tính", sexes.get(person.sex, ""), Claim.SEX),
        ("Dân tộc", person.ethnicity, Claim.ETHNICITY),
        ("Quốc tịch", person.nationality, Claim.NATIONALITY),
        ("Quê quán", person.hometown, Claim.HOMETOWN),
        ("Nơi ở", person.address, Claim.ADDRESS),
        ("Số điện thoại", person.phone, None),
    ]
    said = Verification.objects.filter(pk__in=[one.by for one in confirmed.values() if one.by])
    sources = dict(said.values_list("pk", "source"))
    return [
        {
            "label": label,
            "value": value,
            **_voice(confirmed.get(claim) if claim else None, sources),
        }
        for label, value, claim in rows
    ]


def _voice(confirmed: Confirmed | None, sources: Mapping[UUID, str]) -> dict[str, Any]:
    """Who says so, when; of an answer to another unit not who."""
    if confirmed is None:
        return {"source": "told"}
    by = sources.get(confirmed.by, "") if confirmed.by else "đăng nhập định danh điện tử"
    return {"source": "register", "at": confirmed.at, "by": by}


def _denied(person: Person) -> str:
    """The register's last answer where it was none that agreed."""
    return "" if person.verified in ("", Answer.MATCH) else Answer(person.verified).label


def _dossiers(request: Asking, person: Person) -> list[dict[str, Any]]:
    """Of all records that are said to be this person's."""
    one = same_people(person.id)
    theirs = Dossier.objects.visible_to(request.who).filter(applicant__in=one)
    shown = theirs.of_units(request.who.units).order_by("-submitted_at")[:20]
    return [
        {
            "dossier": one,
            "procedure": version_of(one.version).name,
            "state": DESK_WORDS[State(one.state)],
        }
        for one in shown
    ]
