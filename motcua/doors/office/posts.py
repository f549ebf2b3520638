"""Who holds which post in which unit; giving posts and taking them away."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions.account import appoint, end_post
from motcua.doors.office.page import held_in, may_act, office, operators, staff, units_of
from motcua.doors.shared import shapes
from motcua.doors.shared.desk import WRONG_FORM, Asking, by, form_key, today
from motcua.doors.shared.sentences import say
from motcua.doors.shared.shapes import Wrong
from motcua.records.account import Account, Post
from motcua.records.person import person_with_number
from motcua.records.unit import Level, Unit
from motcua.rules.catalogue.rollout import unsigned
from motcua.rules.refusal import Denied, Refused
from motcua.rules.time.calendar import ONE_DAY
from motcua.rules.who import Door, Role
from motcua.rules.words.names import nfc

ROLES = {
    Role.COUNTER: "Công chức bộ phận một cửa",
    Role.POLICE: "Công an cấp xã",
    Role.SPECIALIST: "Công chức chuyên môn",
    Role.LEADER: "Lãnh đạo, ký kết quả",
    Role.VOLUNTEER: "Tổ công nghệ số cộng đồng",
    Role.OPERATOR: "Quản trị, vận hành",
    Role.AUDITOR: "Thanh tra, kiểm tra",
    Role.PARTNER: "Cơ quan phối hợp, gửi danh sách",
}
LABELS = {"number": "Số định danh", "begins": "Từ ngày", "title": "Chức danh"}
Errors = list[tuple[str, str]]


@staff
def held(request: Asking) -> HttpResponse:
    return _page(request)


@operators
def give(request: Asking) -> HttpResponse:
    """Give a post to whoever has signed in once with this number."""
    if request.method != "POST":
        return redirect("office:posts")
    said = {name: nfc(request.POST.get(name, ""))[:120] for name in (*LABELS, "role", "unit")}
    errors: Errors = []
    account, begins = _account(said, errors), _day(said, errors)
    role, unit = _role(said, errors), _unit(request, said, errors)
    if account and begins and role and unit and not errors:
        act = by(request, Door.OFFICE, form_key(request))
        try:
            appoint(act, account, unit=unit, role=role, title=said["title"], valid_from=begins)
        except Refused as refusal:
            errors.append(("title", say(refusal.code, refusal.detail)))
        except Denied:
            errors.append(("number", say("own-post")))
    return _page(request, said, errors) if errors else redirect("office:posts")


def _account(said: dict[str, str], errors: Errors) -> Account | None:
    try:
        number = shapes.identity_number(said["number"])
    except Wrong as wrong:
        errors.append(("number", say(wrong.code, {"label": LABELS["number"]})))
        return None
    person = person_with_number(number)
    account = Account.objects.filter(person_id=person).first() if person else None
    if account is None:
        errors.append(("number", say("no-such-account")))
    return account


def _day(said: dict[str, str], errors: Errors) -> date | None:
    try:
        return date.fromisoformat(shapes.day(said["begins"]))
    except Wrong as wrong:
        errors.append(("begins", say(wrong.code, {"label": LABELS["begins"]})))
        return None


def _role(said: dict[str, str], errors: Errors) -> Role | None:
    if said["role"] in ROLES:
        return Role(said["role"])
    errors.append(("role", say("choose", {"label": "Vai trò"})))
    return None


def _unit(request: Asking, said: dict[str, str], errors: Errors) -> Unit | None:
    units = units_of(request, Role.OPERATOR)
    chosen = next((one for one in units if str(one.id) == said["unit"]), None)
    unit = chosen or (units[0] if len(units) == 1 else None)
    if unit is None:
        errors.append(("unit", say("choose", {"label": "Đơn vị"})))
    return unit


@operators
def end(request: Asking, id: UUID) -> HttpResponse:
    """From today on the post is no longer held."""
    if request.method == "POST":
        act = by(request, Door.OFFICE, form_key(request))
        try:
            end_post(act, id, on=today(request) - ONE_DAY)
        except Refused as refusal:
            return _page(request, errors=[("", say(refusal.code, refusal.detail))])
    return redirect("office:posts")


def _page(
    request: Asking, said: dict[str, str] | None = None, errors: Errors | None = None
) -> HttpResponse:
    here = units_of(request, Role.OPERATOR, Role.AUDITOR)
    day = today(request)
    now = Post.objects.held_on(day).filter(unit__in=here)
    held = held_in(request, here)
    communes = [one for one in here if one.level == Level.COMMUNE]
    shown = now.select_related("account", "unit").order_by("unit__sort_key", "role", "valid_from")
    context: dict[str, Any] = {
        "posts": [(post, ROLES[Role(post.role)]) for post in shown],
        "unsigned": [(one, lacks) for one in communes if (lacks := unsigned(held[one.pk]))],
        "units": units_of(request, Role.OPERATOR),
        "roles": [(role.value, label) for role, label in ROLES.items()],
        "said": said or {"begins": f"{day:%d/%m/%Y}"},
        "error_list": errors,
        "may_act": may_act(request),
    }
    return office(request, "posts", status=WRONG_FORM if errors else 200, **context)
