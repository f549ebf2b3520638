"""What the pages for those who run the system share: who may read them, and their tabs."""

from collections import defaultdict
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from motcua.doors.shared.access import posts
from motcua.doors.shared.desk import Asking, show, today
from motcua.records.account import Post
from motcua.records.unit import Unit
from motcua.rules.signer import Body, body_led
from motcua.rules.who import Role

staff = posts(Role.OPERATOR, Role.AUDITOR)
operators = posts(Role.OPERATOR)
overseers = posts(Role.OPERATOR, Role.AUDITOR, Role.LEADER)
posters = posts(Role.OPERATOR, Role.LEADER)
TABS = (
    ("office:waiting", "Đang chờ, đang lỗi"),
    ("office:health", "Hệ thống"),
    ("office:posts", "Vai trò"),
    ("office:units", "Đơn vị"),
)
FOR_LEADERS = (
    ("office:portal", "Cổng quốc gia"),
    ("office:lines", "Đường truyền"),
    ("office:outages", "Thông báo dừng"),
    ("office:rollout", "25 dịch vụ thiết yếu"),
    ("office:sheets", "Niêm yết"),
)


def office(request: Asking, template: str, status: int = 200, **context: Any) -> HttpResponse:
    here = request.resolver_match.view_name if request.resolver_match else ""
    own = TABS if request.who.roles & {Role.OPERATOR, Role.AUDITOR} else ()
    listed = (*own, *FOR_LEADERS)
    tabs = [{"url": reverse(n), "label": label, "current": n == here} for n, label in listed]
    return show(request, f"office/{template}.html", status, tabs=tabs, **context)


def may_act(request: Asking) -> bool:
    return Role.OPERATOR in request.who.roles


def units_of(request: Asking, *roles: Role) -> list[Unit]:
    """The units in which one of these posts is held."""
    held = {post.unit for post in request.who.posts if post.role in roles}
    return list(Unit.objects.filter(pk__in=held).order_by("sort_key"))


def held_in(request: Asking, units: list[Unit]) -> dict[int, set[Role | Body]]:
    """The roles held in each unit today, and the bodies for which a leader there can sign."""
    rows = Post.objects.held_on(today(request)).filter(unit__in=units)
    found: dict[int, set[Role | Body]] = defaultdict(set)
    told = rows.values_list("unit_id", "role", "title", "account__signing_key")
    for unit, role, title, key in told:
        body = body_led(title) if key else None
        if role != Role.LEADER:
            found[unit].add(Role(role))
        elif body:
            found[unit].add(body)
    return found
