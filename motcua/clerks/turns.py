"""Whose turn it is to ask an outside system: within the budget of all, by a hand that is free."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from motcua.clerks.errands import NotYet
from motcua.clerks.workplace import here
from motcua.records.budget import take_turn
from motcua.rules.budget import Budget
from motcua.rules.time.wall_clock import local
from motcua.rules.urgency import Urgency

A_MOMENT = 1.0  # seconds

_asking: Counter[str] = Counter()
_lock = threading.Lock()


@contextmanager
def in_turn(
    system: str, urgency: int = Urgency.USUAL, *, promised: bool = False
) -> Iterator[None]:
    """Ask within; raises NotYet where others go first, or a list has to wait for the night."""
    budget = here().budgets.get(system)
    if budget is None:
        yield
        return
    if opens := budget.opens(Urgency(urgency), local(here().clock())):
        raise NotYet(opens)
    with _hand(budget, Urgency(urgency)) as free:
        mine = promised and free
        if wait := take_turn(budget, Urgency(urgency), promised=mine, go=free):
            wait = wait if free else max(wait, A_MOMENT)
            raise NotYet(timedelta(seconds=wait), promised=True)
        yield


def may_read(system: str) -> bool:
    """Whether what was answered meanwhile may be read now: within the budget, but before those
    who wait for a turn and without a hand, of which none is free while the system is slow."""
    budget = here().budgets.get(system)
    return budget is None or not take_turn(budget, Urgency.USUAL, promised=True)


@contextmanager
def _hand(budget: Budget, urgency: Urgency) -> Iterator[bool]:
    """Whether one of the hands of this process is free. Some stay free for other errands while the
    system is slow; whoever asks for somebody at a counter always has one."""
    with _lock:
        free = urgency is Urgency.COUNTER or _asking[budget.system] < budget.at_once
        _asking[budget.system] += free
    try:
        yield free
    finally:
        with _lock:
            _asking[budget.system] -= free
