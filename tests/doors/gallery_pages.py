"""A gallery of every shared partial, rendered by Django's own engine: pictures for people's eyes,
pages for the tests. No database, no view."""

from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpResponse, QueryDict
from django.template import engines

from motcua.doors.shared import forms, questions
from motcua.doors.shared.look import tell_weight
from motcua.doors.shared.templatetags.motcua import STATUSES

HERE = Path(__file__).parent / "gallery"
NOW = datetime(2026, 11, 23, 9, 14, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
DUE = NOW + timedelta(days=3, hours=2)
HOSTILE = "<script>alert(1)</script> \N{RIGHT-TO-LEFT OVERRIDE}gnôđ " + "dàidằngdặc" * 12


def ask(key: str, kind: str, label: str, **more: Any) -> SimpleNamespace:
    return SimpleNamespace(
        **{"key": key, "kind": kind, "label": label, "hint": "", "required": True, "options": ()}
        | more
    )


LENDERS = (
    ("1", "Người trong danh sách đã khai chỗ ở: bà Nguyễn Thị Quỳnh Hướng, 12 ngõ Đường Bưởi"),
    ("2", "Chủ nhà khác – tôi sẽ nhập số điện thoại để họ xác nhận"),
    ("3", "Ở nhờ nhà người thân, không trả tiền thuê"),
)
QUESTION = ask(
    "lender",
    "choice",
    "Bạn thuê chỗ ở này của ai?",
    hint="Chúng tôi đã lấy sẵn họ tên, số định danh và nơi thường trú của bạn. "
    "Bạn không phải nhập lại.",
    options=LENDERS,
)
RELATIONS = (("spouse", "Vợ, chồng"), ("child", "Con"), ("other", "Người ở cùng"))
EVERYTHING = [
    ask("why", "text", "Bạn cần giấy này để làm gì?"),
    ask("story", "paragraph", "Điều bạn muốn nói thêm", required=False),
    ask("moved", "date", "Bạn đến ở từ ngày nào?"),
    ask("hour", "time", "Giờ sinh"),
    ask("floor", "number", "Diện tích chỗ ở, mét vuông"),
    ask("tel", "phone", "Số điện thoại của bạn"),
    ask("rent", "yes-no", "Bạn có hợp đồng thuê nhà không?"),
    QUESTION,
    ask("ethnic", "choice", "Dân tộc", options=tuple((str(n), f"Dân tộc {n}") for n in range(12))),
    ask("owner", "person", "Chủ nhà"),
    ask("others", "members", "Những người cùng đăng ký", options=RELATIONS),
    ask("from", "address", "Nơi thường trú trước đây"),
    forms.Paper("lease", "Hợp đồng thuê nhà", "Chụp đủ các trang."),
]
PLACES = (
    ("19890", "Xã Hòa Tiến, thành phố Đà Nẵng"),
    ("19891", "Xã Bà Nà, thành phố Đà Nẵng (một phần xã Hòa Phú cũ)"),
)


def wrong_form() -> dict[str, Any]:
    """Every kind of question answered badly, as it comes back to the person."""
    post = QueryDict(mutable=True)
    post.update(
        {
            "why": HOSTILE * 3,
            "story": "Tôi ở xa.\n=1+1",
            "moved": "31/02/2026",
            "hour": "25 giờ",
            "floor": "rộng",
            "tel": "0236 3 000 000",
            "owner.number": "48090001234",
            "owner.birth_date": "1950",
            "others.0.full_name": "Lường Văn Ổn",
            "others.0.number": "12",
            "others.1.full_name": "Nguyễn Thị Quỳnh Hướng",
            "others.1.birth_date": "3/1985",
            "others.1.relation": "spouse",
            "from.text": "thôn 2, Hòa Phú",
        }
    )
    choices = {"from": PLACES}
    held = {"lease": [SimpleNamespace(name=HOSTILE[:60] + ".pdf", size=182_000, key="9f")]}
    answers, errors = forms.read(EVERYTHING, post, choices=choices, today=NOW.date())
    errors["from"] = "address-choose"
    drawn = questions.draw(EVERYTHING, answers, errors, choices, held)
    agree = ask("agree", "choice", "Bạn muốn nhận kết quả bằng cách nào?", options=RELATIONS)
    return {
        "questions": drawn,
        "error_list": questions.error_list(drawn),
        "checks": questions.draw([agree], {}, heading=False)[0],
    }


FACTS = [
    {"label": "Họ và tên", "value": "Lường Thị Mến", "source": "register", "at": NOW},
    {"label": "Số định danh", "value": "0170*****234", "source": "register", "at": NOW},
    {"label": "Chỗ ở", "value": "12 ngõ Đường Bưởi, xã Nánh Nghê", "source": "said"},
    {"label": "Hợp đồng thuê nhà", "value": "Đến 31/12/2027", "source": "seen", "by": "mã 0412"},
    {"label": "Ghi chú", "value": HOSTILE, "source": "said"},
]
STEPS = [
    {"label": "Đã nộp hồ sơ", "at": NOW, "text": "Nộp qua mạng."},
    {"label": "Cán bộ một cửa đang xem", "at": NOW + timedelta(hours=2), "state": "next"},
    {"label": "Trả kết quả", "text": "Hẹn 11:14 thứ Năm 26/11/2026", "state": "ahead"},
]
PAGES = {
    "count": 9,
    "before": "?trang=1",
    "after": "?trang=3",
    "near": [
        {"number": 1, "url": "?trang=1"},
        {"number": 2},
        {"number": 3, "url": "?trang=3"},
        {"number": 9, "url": "?trang=9"},
    ],
}
ITEMS = [
    {"name": "Bùi Văn Phương", "state": "late", "words": "Trễ 2 ngày", "left": "hẹn 19/11"},
    {"name": "Lường Thị Mến", "state": "today", "left": "còn 3 giờ làm việc", "current": True},
    {"name": "Trương Thị Vân Trinh", "state": "paused", "left": "đã chờ 4 ngày"},
    {"name": "Nguyễn Ngọc Khuê Tú", "state": "early", "left": "còn 6 ngày làm việc"},
]
COMMON = {
    "unit_name": "Xã Nánh Nghê",
    "help_phone": "0236 3 000 000",
    "help_hours": "từ 7 giờ 30 đến 17 giờ, thứ Hai đến thứ Sáu",
    "back_url": "/",
    "now": NOW,
    "due": DUE,
    "facts": [fact | {"change_url": "/sua"} for fact in FACTS],
    "steps": STEPS,
    "pages": PAGES,
    "kinds": list(STATUSES),
    "crumbs": [
        {"label": "Trang đầu", "url": "/"},
        {"label": "Hồ sơ của tôi", "url": "/hs"},
        {"label": "Các trạng thái"},
    ],
}


def gallery() -> dict[str, str]:
    """Name → whole HTML page."""
    refused = questions.draw([QUESTION], {}, {"lender": "choose"})
    add = questions.draw([EVERYTHING[10]], {}, heading=False)
    officer = {
        "back_url": "",
        "items": [item | {"procedure": "Đăng ký tạm trú", "url": "/hs/1"} for item in ITEMS],
        "nav": [
            {"label": "Hộp việc", "url": "/quay", "current": True},
            {"label": "Người dân tại quầy", "url": "/quay/moi"},
            {"label": "Chờ ký", "url": "/ky"},
        ],
        "signed_in_as": "Cán bộ Hà Văn Tiệp",
        "sign_out_url": "/thoat",
        "questions": add,
    }
    pages: dict[str, dict[str, Any]] = {
        "question": {"questions": questions.draw([QUESTION], {"lender": "2"})},
        "question-wrong": {
            "questions": refused,
            "error_list": questions.error_list(refused),
            "page": "question",
        },
        "everything": wrong_form(),
        "check": {"signed_in_as": "Bà Lường Thị Mến", "sign_out_url": "/thoat"},
        "done": {"back_url": ""},
        "states": {"back_url": ""},
        "counter": officer,
    }
    pages |= {Path(page).stem: context | {"page": page} for page, context in WHOLE.items()}
    return {name: drawn(context.pop("page", name), context) for name, context in pages.items()}


WHOLE = {
    "shared/refused.html": {"code": "form-too-old", "basis": "Nghị định 118/2025, Điều 14"},
    "shared/not-found.html": {},
    "shared/broken.html": {},
}


def drawn(page: str, context: dict[str, Any]) -> str:
    source = '{% extends "' + page + '" %}' if page in WHOLE else read(page)
    response = HttpResponse(engines["django"].from_string(source).render(COMMON | context))
    tell_weight(response)
    return response.content.decode()


def read(page: str) -> str:
    return (HERE / f"{page}.html").read_text()
