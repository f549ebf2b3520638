"""Who looked at my data, when and why."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from motcua.doors.citizen.page import Asking, show
from motcua.doors.citizen.words import DONE, PURPOSES
from motcua.doors.shared.access import citizens
from motcua.doors.shared.register_words import answers_words, fields_words
from motcua.doors.shared.templatetags.motcua import day
from motcua.records.account import Post
from motcua.records.dossier import Dossier
from motcua.records.journal import Entry
from motcua.records.unit import Unit
from motcua.records.verification import verification_law
from motcua.rules.permission import Purpose
from motcua.rules.time.wall_clock import local
from motcua.rules.verification_law import LookUp

A_PAGE = 20
SIGNED_IN = "account.signed-in"  # told before the session knows whose it is


@citizens
@require_safe
def looked(request: Asking) -> HttpResponse:
    """Every entry about me: when, which office, in what role, why. Never who by name."""
    person = request.who.person
    assert person is not None
    entries = Entry.objects.visible_to(request.who).about(person)
    everything = "ca" in request.GET
    if not everything:
        entries = entries.exclude(actor=request.who.account).exclude(kind=SIGNED_IN)
    page = Paginator(entries, A_PAGE).get_page(request.GET.get("trang"))
    return show(
        request,
        "looked",
        back_url="/ho-so",
        rows=_rows(request, list(page.object_list)),
        everything=everything,
        pages=_pages(page, "ca=1&" if everything else ""),
    )


def _rows(request: Asking, entries: list[Entry]) -> list[dict[str, Any]]:
    posts = _posts({account for entry in entries if (account := _for_whom(entry))})
    numbers = _numbers(request, entries)
    units = Unit.objects.in_bulk({entry.unit for entry in entries if entry.unit})
    return [
        {
            "at": entry.at,
            "who": _who(request, entry, posts),
            "unit": _office(request, entry, units),
            "what": _what(entry),
            "why": _why(request, entry, numbers),
        }
        for entry in entries
    ]


def _what(entry: Entry) -> str:
    """What was done; of the population database also what was asked, and what it said."""
    done, told = DONE.get(entry.kind, "Việc khác của hệ thống"), entry.data
    if not entry.kind.startswith("verification."):
        return done
    if told.get("said"):
        said = dict(zip(told["fields"], told["said"], strict=True))
        return f"{done}: {answers_words(said)}"
    if told.get("fields"):
        return f"{done}: {fields_words(told['fields'])}"
    if entry.kind == "verification.served":
        return f"{done}, ngày {day(told['on'])}"
    return done


def _posts(accounts: set[UUID]) -> dict[UUID, list[Post]]:
    found: dict[UUID, list[Post]] = {}
    for post in Post.objects.filter(account__in=accounts).order_by("-valid_from"):
        found.setdefault(post.account_id, []).append(post)
    return found


def _numbers(request: Asking, entries: Iterable[Entry]) -> dict[str, str]:
    """Numbers of my own dossiers among those the entries speak of."""
    ids = {str(entry.subject) for entry in entries} | {
        entry.data["dossier"] for entry in entries if entry.data.get("dossier")
    }
    seen = Dossier.objects.visible_to(request.who).filter(pk__in=ids)
    return {str(id): number for id, number in seen.values_list("id", "number")}


def _for_whom(entry: Entry) -> UUID | None:
    """Who acted, or for whom a clerk did: whoever sent the list that was matched."""
    return UUID(entry.data["sender"]) if "sender" in entry.data else entry.actor


def _who(request: Asking, entry: Entry, posts: Mapping[UUID, list[Post]]) -> str:
    """The role in which it was done, on that day, best the one in the unit it was done in."""
    if _own(request, entry):
        return "Bạn, hoặc người dùng tài khoản của Bạn"
    if (account := _for_whom(entry)) is None:
        return "Hệ thống, tự động"
    day = local(entry.at).date()
    held = [
        post
        for post in posts.get(account, [])
        if post.valid_from <= day and (post.valid_to is None or day <= post.valid_to)
    ]
    best = next((post for post in held if post.unit_id == entry.unit), None)
    if best or held:
        return (best or held[0]).title
    return "Người có liên quan trong hồ sơ"


def _own(request: Asking, entry: Entry) -> bool:
    return entry.actor == request.who.account or entry.kind == SIGNED_IN


def _office(request: Asking, entry: Entry, units: dict[int, Unit]) -> str:
    if _own(request, entry) or entry.unit not in units:
        return ""
    return units[entry.unit].full_name


def _why(request: Asking, entry: Entry, numbers: dict[str, str]) -> str:
    number = numbers.get(str(entry.data.get("dossier") or entry.subject), "")
    return f"{_purpose(request, entry, number)} {number}".strip()


def _purpose(request: Asking, entry: Entry, number: str) -> str:
    told = entry.data.get("purpose", "")
    if entry.data.get("look_up"):
        rule = verification_law().purposes[LookUp(entry.data["look_up"])]
        return f"{rule.label} ({rule.citation})"
    if _own(request, entry):
        return PURPOSES[Purpose.OWN]
    if told == Purpose.OWN:  # their own matter: they are asked something in this dossier
        return "trả lời điều được hỏi trong hồ sơ"
    if told in {str(purpose) for purpose in Purpose}:
        return PURPOSES[Purpose(told)]
    return "giải quyết hồ sơ" if number else "việc của hệ thống"


def _pages(page: Page, keep: str) -> dict[str, Any]:
    def url(number: int) -> str:
        return f"?{keep}trang={number}"

    return {
        "count": page.paginator.num_pages,
        "before": url(page.previous_page_number()) if page.has_previous() else "",
        "after": url(page.next_page_number()) if page.has_next() else "",
        "near": [
            {"number": number, "url": "" if number == page.number else url(number)}
            for number in page.paginator.get_elided_page_range(page.number, on_each_side=1)
            if isinstance(number, int)
        ],
    }
