"""Whether a stage on its way to another agency hangs.

Source: NĐ 63/2024/NĐ-CP Điều 7 khoản 4 as amended by NĐ 301/2026/NĐ-CP Điều 5: what is done is
with the next agency within minutes, which says within hours that it has it; else the technical
staff of both are told the same working day. The times are data: country/deadlines.toml.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from motcua.rules.time.calendar import Calendar
from motcua.rules.time.working_time import TimeLimit, due_on


class Hitch(StrEnum):
    """Where a stage hangs."""

    UNSENT = "unsent"
    UNACKNOWLEDGED = "unacknowledged"
    UNTOLD = "untold"
    MISUNDERSTOOD = "misunderstood"


HITCH_WORDS = {
    Hitch.UNSENT: "chưa gửi được sang cơ quan giải quyết",
    Hitch.UNACKNOWLEDGED: "cơ quan giải quyết chưa xác nhận đã nhận",
    Hitch.UNTOLD: "chưa chuyển được phần bổ sung sang cơ quan giải quyết",
    Hitch.MISUNDERSTOOD: "cơ quan giải quyết trả lời hoặc hỏi điều hệ thống không nhận được",
}


@dataclass(frozen=True)
class Passage:
    """When it was to be sent, was sent, and was acknowledged there, None for not yet; and since
    when the citizen's answer to what was asked there waits to be passed on."""

    asked: datetime
    sent: datetime | None = None
    acknowledged: datetime | None = None
    answered: datetime | None = None

    def hitch(
        self, at: datetime, send: timedelta, acknowledge: TimeLimit, calendar: Calendar
    ) -> Hitch | None:
        """Where it hangs at this instant, longer than it may."""
        if self.answered is not None and at > self.answered + send:
            return Hitch.UNTOLD
        if self.acknowledged is not None:
            return None
        if self.sent is None:
            return Hitch.UNSENT if at > self.asked + send else None
        late = at > due_on(self.sent, acknowledge, calendar).at
        return Hitch.UNACKNOWLEDGED if late else None
