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

A_MOMENT = timedelta(seconds=1)

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
    with _hand(budget, Urgency(urgency)):
        if seconds := take_turn(budget, Urgency(urgency), promised=promised):
            raise NotYet(timedelta(seconds=seconds), promised=True)
        yield


@contextmanager
def _hand(budget: Budget, urgency: Urgency) -> Iterator[None]:
    """One of the hands of this process. Some stay free for other errands while the system is slow;
    whoever asks for somebody at a counter is not sent away."""
    with _lock:
        if urgency is not Urgency.COUNTER and _asking[budget.system] >= budget.at_once:
            raise NotYet(A_MOMENT)
        _asking[budget.system] += 1
    try:
        yield
    finally:
        with _lock:
            _asking[budget.system] -= 1
