"""What waits to be asked of an outside system: how much, how long it takes, since when in vain."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.records.budget import budgets
from motcua.records.line_log import LineMinute
from motcua.records.outage import outages
from motcua.rules.line_log import Minute, down_since, slowest
from motcua.rules.urgency import Urgency

TASKS = {"population": "clerk:ask-population"}
MEASURED = timedelta(minutes=15)
"""What was measured longer ago says nothing about now."""
LOOKED_BACK = timedelta(days=7)
"""How far back the beginning of an outage is looked for; a longer one began there."""


@dataclass(frozen=True)
class Backlog:
    """Of one system: the questions that wait, how long it takes until all of them were put (None:
    nothing was measured of late), and since when it does not answer."""

    label: str
    waiting: int
    slowest: timedelta | None
    down_since: datetime | None


def backlog(system: str, at: datetime, urgency: Urgency = Urgency.BATCH) -> Backlog:
    """All that waits, or what goes before or with a question that is so urgent."""
    jobs = ProcrastinateJob.objects.filter(
        task_name=TASKS[system], status__in=("todo", "doing"), priority__gte=urgency
    )
    waiting, lately = jobs.count(), LineMinute.objects.between(system, at - MEASURED, at)
    return Backlog(
        outages().systems[system].label,
        waiting,
        slowest(waiting, lately, budgets()[system].per_minute),
        down_since(_last_minutes(system, at), outages().log.silence, at),
    )


def _last_minutes(system: str, at: datetime) -> list[Minute]:
    """From the last answer on: that minute alone where nothing failed since."""
    rows = LineMinute.objects.filter(system=system, minute__lt=at, reached__gt=0)
    answered = rows.order_by("-minute").values_list("minute", flat=True).first()
    begins = max(answered or at - LOOKED_BACK, at - LOOKED_BACK)
    return LineMinute.objects.between(system, begins, at)
