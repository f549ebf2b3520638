"""What waits on which outside system, and errands that fail: ids, numbers and times."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions.errand import retry_errand
from motcua.doors.office.page import may_act, office, operators, staff
from motcua.doors.office.tasks import task_words
from motcua.doors.shared.backlog import backlog_words
from motcua.doors.shared.desk import WRONG_FORM, Asking, by, form_key, today
from motcua.doors.shared.sentences import say
from motcua.records.backlog import Backlog, backlog
from motcua.records.budget import budgets
from motcua.records.deadlines import deadlines
from motcua.records.errand import Wait, errands_in_trouble, queue_at, waiting_on_others
from motcua.records.procedure import version_of
from motcua.records.sending import stuck_stages
from motcua.rules.refusal import Refused
from motcua.rules.sending import HITCH_WORDS
from motcua.rules.urgency import Urgency
from motcua.rules.who import Door

SYSTEMS = {
    "population": ("Dữ liệu dân cư", "câu hỏi xác thực chưa có trả lời"),
    "signer": ("Ký số", "văn bản đang ký"),
    "sms": ("Tin nhắn", "tin nhắn chưa gửi được"),
    "agency": ("Cơ quan liên thông", "việc cơ quan khác chưa trả lời"),
}
SHOWN = 10


@dataclass(frozen=True)
class System:
    """One outside system: how much waits on it, since when, and the oldest of it."""

    name: str
    what: str
    count: int
    oldest: datetime | None
    shown: list[Wait]


@staff
def waiting(request: Asking) -> HttpResponse:
    return _page(request)


def _page(request: Asking, error: str = "") -> HttpResponse:
    day = today(request)
    errands = errands_in_trouble(day)
    return office(
        request,
        "waiting",
        status=WRONG_FORM if error else 200,
        systems=systems(waiting_on_others(day)),
        stuck=[
            (one, version_of(one.version).name, HITCH_WORDS[one.hitch])
            for one in stuck_stages(day)
        ],
        law=deadlines().send,
        errands=[(one, task_words(one.task)) for one in errands],
        failed=sum(one.status == "failed" for one in errands),
        queue=queue_at(request.at),
        asking=asking(request.at),
        may_act=may_act(request),
        error_list=[("", error)] if error else [],
    )


def asking(at: datetime) -> list[tuple[str, str]]:
    """Who waits for the population register, and how long."""
    there, online, all_of_them = (
        backlog("population", at, urgency) for urgency in sorted(Urgency, reverse=True)
    )
    budget, lists = budgets()["population"], all_of_them.waiting - online.waiting
    hours = f"hỏi từ {budget.batch_from:%H:%M} đến {budget.batch_to:%H:%M}"
    return [
        ("Người đang ở quầy", _words(there)),
        ("Kể cả hồ sơ qua mạng", _words(online)),
        ("Danh sách", f"{lists} câu hỏi, {hours}" if lists else "không có"),
    ]


def _words(found: Backlog) -> str:
    return (
        backlog_words(found) if found.waiting or found.down_since else "không có câu hỏi nào chờ"
    )


def systems(waits: list[Wait]) -> list[System]:
    """Every system, also those on which nothing waits."""
    ordered = sorted(waits, key=lambda one: one.system)
    of = {name: list(some) for name, some in groupby(ordered, key=lambda one: one.system)}
    return [
        System(label, what, len(of.get(name, [])), _oldest(of.get(name, [])),
               of.get(name, [])[:SHOWN])
        for name, (label, what) in SYSTEMS.items()
    ]  # fmt: skip


def _oldest(waits: list[Wait]) -> datetime | None:
    return min((one.since for one in waits if one.since), default=None)


@operators
def retry(request: Asking, job: int) -> HttpResponse:
    """Send a failing errand on its way again; what it does has one effect, however often."""
    if request.method == "POST":
        try:
            retry_errand(by(request, Door.OFFICE, form_key(request)), job)
        except Refused as refusal:
            return _page(request, say(refusal.code))
    return redirect("office:waiting")
