"""How errands are done: by name, patiently, and as often as it takes with one effect."""

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any
from uuid import UUID, uuid5

from procrastinate import BaseRetryStrategy, Blueprint, RetryDecision
from procrastinate.jobs import Job

from motcua.actions.act import By, defer
from motcua.bridges.line import Misanswered, Rejected, Unreachable
from motcua.bridges.sms import Unsendable
from motcua.clerks.workplace import here
from motcua.records.journal import Entry
from motcua.rules.refusal import Denied, Refused
from motcua.rules.urgency import Urgency
from motcua.rules.who import CLERK, Door

log = logging.getLogger("motcua.clerks")
errands = Blueprint()

LONGEST_WAIT = 60  # seconds; so that all is settled a minute after a line returns
PATIENCE = 20_000  # tries while a line is down or confused: about a fortnight
TRIES = 5  # for anything else; then a person looks


class Waiting(Exception):
    """Not an error: the other side has not decided yet. Look again in a moment."""


class NotYet(Exception):
    """Not an error either: its turn to ask comes in a while, or was `promised` for then. It costs
    no try."""

    def __init__(self, after: timedelta, *, promised: bool = False) -> None:
        super().__init__(str(after))
        self.after, self.promised = after, promised


class Patient(BaseRetryStrategy):
    """Waits for a line that is down, or answers nonsense as one does that is coming back; gives up
    soon on what waiting does not mend.

    What has failed is tried once more every hour (`house.try_failed_again`).
    """

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if isinstance(exception, Rejected | Refused | Denied | Unsendable):
            return None
        patient = isinstance(exception, Unreachable | Misanswered | Waiting)
        if job.attempts >= (PATIENCE if patient else TRIES):
            return None
        if isinstance(exception, Waiting):
            return RetryDecision(retry_in={"seconds": min(2 + job.attempts, LONGEST_WAIT)})
        return RetryDecision(retry_in={"seconds": min(2 ** min(job.attempts, 10), LONGEST_WAIT)})


def errand(name: str) -> Callable[[Callable[..., None]], Any]:
    """Register a clerk's work under the name events know it by."""

    def register(work: Callable[..., None]) -> Any:
        @wraps(work)
        def run(**ids: Any) -> None:
            try:
                work(**ids)
            except NotYet as its_turn:
                _put_off(name, ids, its_turn)

        return errands.task(name=name, retry=Patient(), queue="errands")(run)

    return register


def _put_off(name: str, ids: dict[str, Any], its_turn: NotYet) -> None:
    """The same errand, later: a new one, so that no try is used up."""
    urgency = Urgency(ids.pop("urgency", Urgency.USUAL))
    ids["promised"] = its_turn.promised
    defer(name, ids, urgency=urgency, after=its_turn.after)


def rounds(name: str, cron: str) -> Callable[[Callable[..., None]], Any]:
    """Register work the clock calls for: never twice at once, and if it fails, until next time."""

    def register(work: Callable[..., None]) -> Any:
        task = errands.task(name=name, queue="house", lock=name, queueing_lock=name)(work)
        return errands.periodic(cron=cron)(task)

    return register


def by_clerk(name: str, entry: int | Entry, part: str = "") -> By:
    """The clerk acting on an entry: the same errand always comes with the same key."""
    told = entry if isinstance(entry, Entry) else Entry.objects.get(pk=entry)
    return By(CLERK, here().clock(), Door.CLERK, uuid5(told.subject, f"{name}:{told.pk}:{part}"))


def by_clock(key: UUID | None = None) -> By:
    """The clerk acting of its own accord."""
    return By(CLERK, here().clock(), Door.CLERK, key)
