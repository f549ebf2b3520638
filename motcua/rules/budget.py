"""How often a system may be asked, by all processes together, and who goes before whom.

A bucket of turns that fills by `per_minute`, kept as the one instant at which it will be full
(the generic cell rate algorithm, ATM Forum TM 4.0). Who is less urgent leaves some turns in it:
whoever stands at a counter finds one there, however long a list of some unit is. Instants are
seconds of one clock, the database's. The numbers are data: country/budget.toml.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from typing import Any

from motcua.rules.tables import Tables
from motcua.rules.time.calendar import ONE_DAY
from motcua.rules.urgency import Urgency


@dataclass(frozen=True)
class Budget:
    """Questions a minute to one system and so many in one go; `at_once` are as many as one process
    waits for while it does other work. `…_leaves` are the turns who is less urgent leaves to
    others, `batch_from` to `batch_to` the hours of lists, `batch_most` the people of one,
    `batch_again_days` how old an answer is that is asked for again."""

    system: str
    per_minute: int
    burst: int
    at_once: int
    usual_leaves: int
    batch_leaves: int
    batch_from: time
    batch_to: time
    batch_most: int
    batch_again_days: int
    citation: str
    confidence: str = "high"

    @property
    def apart(self) -> float:
        """Seconds between two turns when there is no end of questions."""
        return 60 / self.per_minute

    def most(self, urgency: Urgency) -> int:
        """How many turns may be taken at once by who is so urgent."""
        leaves = {Urgency.USUAL: self.usual_leaves, Urgency.BATCH: self.batch_leaves}
        return self.burst - leaves.get(urgency, 0)

    def opens(self, urgency: Urgency, at: datetime) -> timedelta:
        """How long who is so urgent waits from `at` (local time) for their hours."""
        if urgency is not Urgency.BATCH or self._is_off_peak(at.time()):
            return timedelta()
        begins = datetime.combine(at, self.batch_from)
        return (begins if begins > at else begins + ONE_DAY) - at

    def _is_off_peak(self, at: time) -> bool:
        over_midnight = self.batch_to <= self.batch_from
        if over_midnight:
            return at >= self.batch_from or at < self.batch_to
        return self.batch_from <= at < self.batch_to


@dataclass(frozen=True)
class Fill:
    """How full a bucket is: all its turns are there again at `full_at`. `promised` is the last
    turn that was given away ahead, by urgency: who comes later comes after it. The clock said
    `asked_at` when somebody asked last."""

    full_at: float = 0.0
    promised: Mapping[Urgency, float] = field(default_factory=dict)
    asked_at: float = 0.0

    def by(self, at: float) -> "Fill":
        """The same by a clock that says `at`: where it was put back, all that lies ahead comes
        back with it."""
        back = max(0.0, self.asked_at - at)
        promised = {urgency: turn - back for urgency, turn in self.promised.items()}
        return Fill(self.full_at - back, promised, at)

    def turn(
        self,
        budget: Budget,
        urgency: Urgency,
        at: float,
        *,
        promised: bool = False,
        go: bool = True,
    ) -> tuple["Fill", float]:
        """The level after somebody asked at `at` to go, and how long they wait: at 0 they went,
        else they come again after so many seconds, with their turn `promised`. Who cannot `go`
        just now waits behind the others."""
        now = self.by(at)
        free_at = now.full_at - (budget.most(urgency) - 1) * budget.apart
        before = 0.0 if promised else now.promised.get(urgency, 0.0)
        if go and max(free_at, before) <= at:
            return replace(now, full_at=max(now.full_at, at) + budget.apart), 0.0
        comes = max(free_at, before + budget.apart, at + budget.apart)
        last = max(comes, now.promised.get(urgency, 0.0))
        return replace(now, promised={**now.promised, urgency: last}), comes - at


def budgets_from(raw: Mapping[str, Any], source: str) -> dict[str, Budget]:
    """The budgets by system; raises `DataError` with the place and the mend of a mistake."""
    tables = Tables(source)
    tables.only(raw, ("budget",), "đầu tệp")
    found = {}
    for number, one in enumerate(tables.several(Budget, raw, "budget"), 1):
        place = f"budget “{number}”"
        if min(one.per_minute, one.burst, one.at_once) < 1:
            raise tables.fail(place, "“per_minute”, “burst”, “at_once” phải từ 1 trở lên")
        if min(one.most(Urgency.USUAL), one.most(Urgency.BATCH)) < 1:
            raise tables.fail(place, "“usual_leaves” và “batch_leaves” phải nhỏ hơn “burst”")
        if one.batch_from == one.batch_to:
            raise tables.fail(place, "“batch_from” và “batch_to” phải khác nhau")
        found[one.system] = one
    return found
