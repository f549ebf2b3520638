"""Errands of the queue and what waits on other systems, as those who run the house may see them.

Everything comes through narrow functions of the database (security.sql): ids, numbers and times
of the units whose operator or auditor asks.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection


@dataclass(frozen=True)
class Errand:
    """One errand that failed, or has been tried before and waits for its next try."""

    job: int
    task: str
    status: str  # "failed", "todo", "doing"
    attempts: int
    scheduled_at: datetime | None
    since: datetime | None
    unit: int | None
    entry: int | None
    subject: UUID | None


@dataclass(frozen=True)
class Wait:
    """Something asked of another system that has not answered; `id` is the question's own."""

    system: str  # "population", "signer", "sms"
    id: UUID
    number: str
    since: datetime | None


@dataclass(frozen=True)
class Queue:
    due: int
    oldest: datetime | None


def errands_in_trouble(on: date, job: int | None = None) -> list[Errand]:
    with connection.cursor() as cursor:
        cursor.execute("select * from motcua_office_errands(%s, %s)", [on, job])
        return [Errand(*row) for row in cursor.fetchall()]


def waiting_on_others(on: date, limit: int = 500) -> list[Wait]:
    """The oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select * from motcua_office_waiting(%s) order by since nulls last limit %s",
            [on, limit],
        )
        return [Wait(*row) for row in cursor.fetchall()]


def queue_at(at: datetime) -> Queue:
    with connection.cursor() as cursor:
        cursor.execute("select * from motcua_office_queue(%s)", [at])
        return Queue(*cursor.fetchone())


def retry(job: int) -> bool:
    """Put an errand back; for `actions.errand` alone."""
    with connection.cursor() as cursor:
        cursor.execute("select motcua_retry_errand(%s)", [job])
        return bool(cursor.fetchone()[0])


def bring_back(seconds: float) -> None:
    """The clock was put back by so much: what was put off comes as soon as was meant. For the
    clerks alone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "update procrastinate_jobs set scheduled_at = greatest(clock_timestamp(),"
            " scheduled_at - make_interval(secs => %s))"
            " where status = 'todo' and scheduled_at > clock_timestamp()",
            [seconds],
        )
