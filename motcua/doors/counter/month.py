"""The month a page of figures is about: the one asked for in its address, or this one."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from motcua.doors.shared.desk import Asking, today
from motcua.rules.time.wall_clock import morning


@dataclass(frozen=True)
class Month:
    """A month by its first day, and the day it is looked at."""

    first: date
    today: date

    @property
    def since(self) -> datetime:
        return morning(self.first)

    @property
    def until(self) -> datetime:
        return morning(self._next)

    @property
    def before(self) -> str:
        """The month before, as addresses write it."""
        year, month = self.first.year, self.first.month
        return f"{date(year - (month == 1), (month - 2) % 12 + 1, 1):%Y-%m}"

    @property
    def after(self) -> str:
        """The month after, "" where it has not begun."""
        return f"{self._next:%Y-%m}" if self._next <= self.today else ""

    @property
    def _next(self) -> date:
        return date(self.first.year + self.first.month // 12, self.first.month % 12 + 1, 1)


def month_asked(request: Asking) -> Month:
    found = re.fullmatch(r"(20\d\d)-(0[1-9]|1[0-2])", request.GET.get("thang", ""))
    day = today(request)
    return Month(date(int(found[1]), int(found[2]), 1) if found else day.replace(day=1), day)
