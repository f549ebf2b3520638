"""The clerk of the demo's past: does each errand at the time it arose, and clears it away.

The acts of a history put their errands into the queue, as always. If they stayed there, a worker
would do weeks of them at its first start, on the wrong day. So the loader is the clerk of that
time: it calls the same work under the same clock and takes the errand out of the queue. What it
leaves there is what is truly still to be done.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from motcua.bridges.population import PopulationLine
from motcua.bridges.portal import BATCH, Change, PortalLine, Stands
from motcua.bridges.signer import SignerLine
from motcua.bridges.sms import Receipt, ReportPage
from motcua.clerks.errands import Waiting
from motcua.clerks.portal import change_of, tell_portal
from motcua.clerks.tasks import errands
from motcua.clerks.workplace import Workplace, furnish
from motcua.records.portal import Tiding
from motcua.records.seal import SealKey
from motcua.site.workplace import kept_key, trusted_roots

MESSAGES = ("tell-citizen", "tell-asked")


@dataclass
class Clock:
    """What the clock on the wall shows in the story being told.

    The commune sends short messages since `messages_since`; before, nobody was told that way.
    """

    at: datetime
    messages_since: datetime

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


class ToldThen:
    """The national portal of the past: told of each change at the time."""

    def tell(self, changes: Sequence[Change]) -> Mapping[UUID, str]:
        return {one.id: "" for one in changes}

    def stands(self, unit: str, since: datetime, after: str = "") -> Stands:  # noqa: ARG002
        return Stands(0, {}, "")

    def arrivals(self) -> Sequence[Mapping[str, Any]]:
        return ()

    def file(self, message: str, place: int) -> bytes:  # noqa: ARG002
        return b""

    def receive(self, message: str) -> None:
        """Nothing came."""

    def decline(self, message: str, why: str, parts: Sequence[str] = ()) -> None:
        """Nothing came."""


def tell_the_portal_how_all_stand() -> None:
    """The real portal (of the demo) learns of the past in one go: the last change of each."""
    line = PortalLine(settings.MOTCUA_PORTAL_URL)
    told = Tiding.objects.exclude(told_at=None).order_by("dossier", "-place").distinct("dossier")
    changes = [change_of(one) for one in told.select_related("dossier__unit")]
    for begin in range(0, len(changes), BATCH):
        line.tell(changes[begin : begin + BATCH])


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
            portal=ToldThen(),
        )
    )


def do_errands(clock: Clock) -> None:
    """Do all that waits in the queue, and what that gives rise to."""
    while waiting := _take_all():
        for name, ids in waiting:
            if clock.at >= clock.messages_since or name not in MESSAGES:
                _do(name, ids)
    tell_portal()


def _take_all() -> list[tuple[str, dict[str, Any]]]:
    """Out of the queue, in order; an errand that fails undoes this as well."""
    with connection.cursor() as cursor:
        cursor.execute(
            "delete from procrastinate_jobs where status = 'todo' returning id, task_name, args"
        )
        taken = sorted(cursor.fetchall())
    return [(name.removeprefix("clerk:"), json.loads(ids)) for _, name, ids in taken]


def _do(name: str, ids: dict[str, Any]) -> None:
    while True:
        try:
            return errands.tasks[name](**ids)
        except Waiting:  # the signer decides at once: ask it again
            continue
