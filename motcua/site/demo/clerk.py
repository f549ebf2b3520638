"""The clerk of the demo's past: does each errand at the time it arose, and clears it away.

The acts of a history put their errands into the queue, as always. If they stayed there, a worker
would do weeks of them at its first start, on the wrong day. So the loader is the clerk of that
time: it calls the same work under the same clock and takes the errand out of the queue. What it
leaves there is what is truly still to be done.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.bridges.population import PopulationLine
from motcua.bridges.signer import SignerLine
from motcua.bridges.sms import Receipt, ReportPage
from motcua.clerks.errands import Waiting
from motcua.clerks.tasks import errands
from motcua.clerks.workplace import Workplace, furnish
from motcua.records.seal import SealKey
from motcua.site.workplace import kept_key, trusted_roots


@dataclass
class Clock:
    """What the clock on the wall shows in the story being told."""

    at: datetime

    def __call__(self) -> datetime:
        return self.at


@dataclass
class SentThen:
    """Messages of the past: they were sent at the time, so no gateway is bothered now."""

    clock: Callable[[], datetime]

    def send(self, id: UUID, to: str, text: str) -> Receipt:  # noqa: ARG002
        return Receipt(id, self.clock())

    def reports(self, after: str = "") -> ReportPage:
        return ReportPage((), after, 0)


def furnish_for_the_past(clock: Clock) -> None:
    """The real population register and signer (of the demo), under the story's clock."""
    signer = SignerLine(settings.MOTCUA_SIGNER_URL, settings.MOTCUA_SIGNER_SECRET)
    roots = trusted_roots(signer)
    furnish(
        Workplace(
            clock=clock,
            population=PopulationLine(settings.MOTCUA_POPULATION_URL),
            signer=signer,
            sms=SentThen(clock),
            seal=SealKey(),
            roots=lambda: roots,
            keys=kept_key,
            address=settings.MOTCUA_ADDRESS,
        )
    )


def do_errands() -> int:
    """Do all that waits in the queue, and what that gives rise to; how many there were."""
    done = 0
    while waiting := _waiting():
        for _, name, ids in waiting:
            _do(name, ids)
        _clear([job for job, _, _ in waiting])
        done += len(waiting)
    return done


def _waiting() -> list[tuple[int, str, dict[str, Any]]]:
    jobs = ProcrastinateJob.objects.filter(status="todo").order_by("id")
    told = jobs.values_list("id", "task_name", "args")
    return [(job, name.removeprefix("clerk:"), ids) for job, name, ids in told]


def _do(name: str, ids: dict[str, Any]) -> None:
    while True:
        try:
            return errands.tasks[name](**ids)
        except Waiting:  # the signer decides at once: ask it again
            continue


def _clear(jobs: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_jobs where id = any(%s)", [jobs])
