"""What the officers' doors share: who asks, by which act, and a page with its places to go."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from motcua.actions.act import By
from motcua.records.account import Account, Post
from motcua.records.unit import Unit
from motcua.rules.permission import GRANTS
from motcua.rules.refusal import Denied
from motcua.rules.time.wall_clock import local
from motcua.rules.who import OFFICERS, OVERSEERS, READERS, Door, Role, Who

WRONG_FORM = 422
SINCE = timedelta(days=90)  # ours: how far back leaders' lists and figures look
IN_SIGHT = 6  # of the places: what fits on one line of 1280 px beside both names
PLACES = (  # what is gone to daily comes first
    ("counter:inbox", "Hộp việc", OFFICERS | {Role.AUDITOR}),
    ("sign:papers", "Chờ ký", frozenset({Role.LEADER})),
    ("counter:soon", "Sắp trễ", OFFICERS),
    ("counter:to-hand", "Chờ trả", OFFICERS),
    ("counter:serve", "Tiếp người dân", frozenset({Role.COUNTER, Role.POLICE, Role.SPECIALIST})),
    ("counter:workload", "Phân công", OFFICERS),
    ("counter:reports", "Phản ánh", OVERSEERS),
    ("counter:people", "Tìm người", OFFICERS),
    ("counter:data-requests", "Sửa, xóa dữ liệu", OFFICERS),
    ("counter:mismatches", "Không khớp", OFFICERS),
    ("counter:stays", "Khách lưu trú", frozenset({Role.POLICE})),
    ("counter:lists", "Đối chiếu danh sách", GRANTS["list.review"].roles),
    ("counter:register", "Sổ theo dõi", READERS),
    ("counter:ratings", "Hài lòng", OVERSEERS),
    ("counter:once-only", "Hỏi thừa giấy tờ", OVERSEERS),
    ("counter:curiosity", "Xem không có việc", OVERSEERS),
    ("counter:erasures", "Hết hạn lưu", frozenset({Role.LEADER})),
    ("counter:archives", "Xuất lưu trữ", frozenset({Role.LEADER})),
    ("partner:lists", "Danh sách đối chiếu", GRANTS["list.send"].roles),
    ("office:waiting", "Vận hành", frozenset({Role.OPERATOR, Role.AUDITOR})),
    ("office:portal", "Cổng quốc gia", frozenset({Role.LEADER})),
    ("office:rollout", "25 dịch vụ thiết yếu", frozenset({Role.LEADER})),
)


class Asking(HttpRequest):
    """A request as the site hands it to a view, for those who read types."""

    who: Who
    at: datetime
    typed: dict[str, list[str]]
    session: Any


def show(request: Asking, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """A page of a desk, with the parts of the work its reader has and the name of their unit."""
    common = {"nav": places(request), "unit_name": unit_name(request), "key": uuid4()}
    return render(request, template, common | context, status=status)


def places(request: Asking) -> list[dict[str, object]]:
    """The parts of the work this officer has; the one they are in is marked, and always in
    sight, where it takes the place of another."""
    here = request.resolver_match.view_name if request.resolver_match else ""
    theirs = [(name, label) for name, label, roles in PLACES if request.who.roles & roles]
    names = [name for name, _ in theirs]
    shown = {here, *names[: IN_SIGHT - (here in names[IN_SIGHT:])]}
    found = [
        {
            "url": reverse(name),
            "label": label,
            "current": here == name,
            "apart": name not in shown,
        }
        for name, label in theirs
    ]
    return sorted(found, key=lambda one: bool(one["apart"]))


def unit_name(request: Asking) -> str:
    """The unit's name in the door at the top; nobody's where someone works for several."""
    units = request.who.units or {post.unit for post in request.who.posts}
    return _name_of(min(units), int(request.at.timestamp() // 3600)) if len(units) == 1 else ""


@lru_cache(maxsize=256)
def _name_of(unit: int, _hour: int) -> str:
    """Names change by decree, not by the minute: each is looked up once an hour."""
    return Unit.objects.only("full_name").get(pk=unit).full_name


def by(request: Asking, door: Door, key: UUID | None = None) -> By:
    return By(request.who, request.at, door, key)


def form_key(request: Asking) -> UUID:
    """The key a form was drawn with: two equal sendings are one act."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        raise Denied("key") from None


def looking_key(request: Asking, what: UUID, why: str) -> UUID:
    """One key for the same officer, thing and ten minutes: to reload is not to look again."""
    return uuid5(what, f"{why}:{request.who.account}:{int(request.at.timestamp() // 600)}")


def revision(request: Asking) -> int | None:
    """The state of the dossier the form was drawn from."""
    typed = request.POST.get("revision", "")
    return int(typed) if typed.isascii() and typed.isdigit() else None


def today(request: Asking) -> date:
    return local(request.at).date()


def officers_named(accounts: Iterable[UUID], unit: int | None) -> dict[UUID, str]:
    """Account → "Xa Văn Bền, Công an xã", with the title held in this unit."""
    wanted = list(accounts)
    names = dict(Account.objects.filter(pk__in=wanted).values_list("pk", "name"))
    held = Post.objects.filter(account__in=wanted, unit=unit).order_by("valid_from")
    titles = dict(held.values_list("account_id", "title"))
    return {id: ", ".join(filter(None, (name, titles.get(id)))) for id, name in names.items()}
