"""Words, dates, money and marks as our pages write them."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from motcua.doors.shared.look import WEIGHT_MARK
from motcua.doors.shared.sentences import say
from motcua.doors.shared.signatures import HINDRANCES, Line, lines_of
from motcua.records.bases import bases
from motcua.records.signature import SignatureCheck
from motcua.rules import identity
from motcua.rules.bases import Basis
from motcua.rules.signature import Hindrance
from motcua.rules.time.calendar import WEEKDAYS

register = template.Library()

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
NBSP = "\N{NO-BREAK SPACE}"
TO_THEM = re.compile(r"(^|[.?!:] )?\bBạn\b")

# A status is a shape and a word before it is a colour.
STATUSES = {
    "new": ("○", "Mới đến", "rest"),
    "draft": ("□", "Chưa nộp", "rest"),
    "early": ("●", "Còn hạn", "good"),
    "today": ("▲", "Hẹn hôm nay", "soon"),
    "late": ("■", "Trễ hẹn", "bad"),
    "waiting": ("○", "Đang chờ", "rest"),
    "paused": ("◇", "Chờ bổ sung", "soon"),
    "done": ("✓", "Đã xong", "good"),
    "refused": ("✕", "Từ chối", "bad"),
    "withdrawn": ("–", "Đã rút", "rest"),
    "verified": ("✓", "Đã xác thực", "good"),
    "unverified": ("△", "Chưa xác minh", "soon"),
    "mismatch": ("✕", "Không khớp", "bad"),
    "failing": ("■", "Đang lỗi", "bad"),
}

SOURCES = {
    "said": ("○", "Bạn khai"),
    "told": ("○", "Người dân khai"),
    "held": ("●", "Dữ liệu Nhà nước đang giữ"),
    "register": ("●", "Dữ liệu dân cư"),
    "seen": ("◆", "Cán bộ đã xem giấy"),
}


@register.filter
def money(dong: int | None) -> str:
    """1234000 → 1.234.000 đ."""
    if dong is None or dong == "":
        return ""
    return f"{int(dong):,}".replace(",", ".") + NBSP + "đ"


@register.filter
def day(value: date | str | None) -> str:
    """A date, a moment or an ISO string → dd/mm/yyyy. Other text stays as it was typed."""
    if isinstance(value, datetime):
        value = value.astimezone(HERE)
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    text = str(value or "")
    parts = text.split("-")
    whole = len(parts) > 1 and len(parts[0]) == 4 and all(part.isdigit() for part in parts)
    return "/".join(reversed(parts)) if whole else text


@register.filter
def moment(value: datetime | None, form: str = "") -> str:
    """A moment → 09:14 thứ Hai 23/11/2026; with "short" 09:14 23/11/2026, with "hour" 09:14."""
    if value is None or value == "":
        return ""
    at = value.astimezone(HERE)
    if form == "hour":
        return f"{at:%H:%M}"
    weekday = "" if form == "short" else f"{WEEKDAYS[at.weekday()]} "
    return f"{at:%H:%M} {weekday}{at:%d/%m/%Y}"


@register.filter
def mask(number: str | None) -> str:
    """048090001234 → 0480*****234: enough to recognise one's own, not enough to take."""
    return identity.mask(str(number or ""))


@register.filter
def within(name: str) -> str:
    """The name of a unit in the middle of a sentence: Xã Đức Nhàn → xã Đức Nhàn."""
    return name[:1].lower() + name[1:]


@register.filter
def of_them(words: str) -> str:
    """`Số điện thoại của Bạn` as an officer reads it: `Số điện thoại của người nộp`."""
    return TO_THEM.sub(lambda m: f"{m[1]}Người nộp" if m[1] is not None else "người nộp", words)


@register.filter
def hindrance(why: str) -> str:
    """What keeps a paper from being signed, "" when nothing does."""
    return HINDRANCES[Hindrance(why)] if why else ""


@register.filter
def signatures(check: SignatureCheck | str) -> list[Line]:
    """What was found of the signatures of a file; a file without any has no check."""
    return lines_of(check) if isinstance(check, SignatureCheck) else []


@register.filter
def file_size(size: int) -> str:
    """182000 → 182 KB, 1240000 → 1,2 MB."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))}{NBSP}KB"
    return f"{size / 1_000_000:.1f}{NBSP}MB".replace(".", ",")


@register.filter
def dots(number: int) -> str:
    """1234567 → 1.234.567."""
    return f"{number:,}".replace(",", ".")


@register.simple_tag
def until(due: datetime | None, days: int | None, hours: int | None = None) -> str:
    """Time left, in words: `days` and `hours` of working time were counted by the rules.

    `days` below zero is lateness. Hours are said only when less than a day is left.
    """
    if due is None or days is None:
        return ""
    at = due.astimezone(HERE)
    when = f"{at:%H:%M} {WEEKDAYS[at.weekday()]} {at.day}/{at.month}"
    if days < 0:
        return f"trễ {-days} ngày làm việc, đã hẹn {when}"
    if days > 0:
        return f"còn {days} ngày làm việc, đến {when}"
    if hours:
        return f"còn {hours} giờ làm việc, đến {when}"
    return f"hẹn hôm nay, {when}"


@register.simple_tag
def sentence(code: str, detail: Mapping[str, object] | None = None, **more: object) -> str:
    """The plain sentence of an error or refusal code, with what it needs to say."""
    return say(code, {**(detail or {}), **more})


@register.simple_tag
def basis(name: str) -> str:
    """The text that is cited for something, by its name in country/bases.toml."""
    found: Basis = getattr(bases(), name)
    return found.citation


@register.simple_tag
def status(kind: str, words: str = "") -> SafeString:
    """A shape, a word, then a colour: {% status "late" "Trễ 2 ngày" %}."""
    shape, usual, tone = STATUSES.get(kind, ("○", kind, "rest"))
    mark = '<b class="status {}"><span aria-hidden="true">{}</span>{}</b>'
    return format_html(mark, tone, shape, words or usual)


@register.simple_tag
def provenance(kind: str, at: datetime | None = None, by: str = "") -> SafeString:
    """Where a value comes from: who said it or saw it, and when."""
    shape, words = SOURCES.get(kind, ("○", kind))
    when = moment(at, "short") if at else ""
    told = ", ".join(part for part in (words, by, when) if part)
    mark = '<small class="from {}"><span aria-hidden="true">{}</span> {}</small>'
    return format_html(mark, kind, shape, told)


@register.simple_tag
def telephone(number: str, verb: str = "") -> SafeString:
    """A number one can tap, on one line where it fits; with a verb it is as tall as a thumb."""
    digits = "".join(sign for sign in str(number) if sign.isdigit() or sign == "+")
    kind = "tap" if verb else "phone"
    words = f"{verb} {number}".strip()
    return format_html('<a class="{}" href="tel:{}">{}</a>', kind, digits, words)


NOTICES = {"info": "", "warning": "△", "good": "✓", "bad": "✕"}


@register.simple_block_tag
def notice(content: str, kind: str = "info", title: str = "") -> SafeString:
    """A boxed remark: {% notice "warning" "Chưa xác minh" %}<p>…</p>{% endnotice %}."""
    shape = NOTICES.get(kind, "")
    mark = format_html('<span aria-hidden="true">{}</span> ', shape) if shape else ""
    head = format_html('<p class="title">{}{}</p>', mark, title) if title else ""
    return format_html('<div class="notice {}">{}{}</div>', kind, head, content)


@register.simple_tag
def page_weight() -> SafeString:
    """The place where the finished page's own weight is written (see look.LookMiddleware)."""
    return SafeString(WEIGHT_MARK)
