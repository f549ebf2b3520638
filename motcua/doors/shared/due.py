"""How a dossier stands with its date, as a list or a page says it: a word and a shape first."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from motcua.records.dossier import Dossier
from motcua.records.inbox import Horizon
from motcua.records.standstill import Standstill, standstills
from motcua.records.timeline import calendar_of
from motcua.rules.dossier import State
from motcua.rules.time.calendar import ONE_DAY
from motcua.rules.time.wall_clock import instant, local
from motcua.rules.time.working_time import time_left

DESK_WORDS = {
    State.SUBMITTED: "Chưa tiếp nhận",
    State.ACCEPTED: "Đã tiếp nhận",
    State.NOT_ACCEPTED: "Không tiếp nhận",
    State.PROCESSING: "Đang giải quyết",
    State.WAITING: "Chờ bổ sung",
    State.SIGNING: "Chờ lãnh đạo ký",
    State.WITHDRAWN: "Người nộp đã rút",
    State.STOPPED: "Dừng giải quyết",
    State.DONE: "Chờ trả kết quả",
    State.RETURNED: "Đã trả kết quả",
}
CLOSED_KINDS = {
    State.NOT_ACCEPTED: "refused",
    State.STOPPED: "refused",
    State.WITHDRAWN: "withdrawn",
    State.DONE: "done",
    State.RETURNED: "done",
    State.WAITING: "paused",
}


@dataclass(frozen=True)
class Standing:
    """`kind` names the shape and colour; `days` and `hours` of working time are left."""

    kind: str
    words: str
    due: datetime | None = None
    days: int | None = None
    hours: int | None = None


PAUSED = "Tạm dừng: sự cố đã thông báo"


def standing(
    dossier: Dossier, at: datetime, still: Collection[Standstill] | None = None
) -> Standing:
    """`still` are the standstills of its unit, where many are drawn and they were looked up
    before."""
    state = State(dossier.state)
    if state in CLOSED_KINDS:
        return Standing(CLOSED_KINDS[state], DESK_WORDS[state])
    if dossier.due_at is None:
        return Standing("new", "Chưa tiếp nhận")
    if still is None:
        still = standstills([dossier.unit_id], at)
    if any(one.holds(dossier) for one in still):
        return Standing("paused", PAUSED, dossier.due_at)
    days, hours = time_left(local(dossier.due_at), local(at), calendar_of(dossier))
    if days < 0:
        return Standing("late", "Trễ hẹn", dossier.due_at, days)
    if local(dossier.due_at).date() == local(at).date():
        return Standing("today", "Hẹn hôm nay", dossier.due_at, 0, hours)
    return Standing("early", "Còn hạn", dossier.due_at, days, hours)


def days_around(at: datetime, units: Iterable[int]) -> Horizon:
    """The instants that late, today and this week hang on, and where clocks stand."""
    midnight = local(at).replace(hour=0, minute=0, second=0, microsecond=0)
    monday = midnight + ONE_DAY * (7 - midnight.weekday())
    return Horizon(at, instant(midnight + ONE_DAY), instant(monday), standstills(units, at))
