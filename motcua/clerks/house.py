"""Keeps the house: stalled errands go back, stuck work is found, days are sealed."""

import logging
from datetime import timedelta
from uuid import uuid5

from procrastinate import JobContext

from motcua.actions.journal import DAYS, seal_day
from motcua.clerks.errands import by_clock, errand, errands
from motcua.clerks.workplace import here
from motcua.records.files import store
from motcua.records.journal import DayRoot
from motcua.rules.wall_clock import local

log = logging.getLogger("motcua.clerks")


@errands.periodic(cron="* * * * * */20")
@errands.task(name="put-back-stalled", queue="house", pass_context=True)
async def put_back_stalled(context: JobContext, timestamp: int) -> None:
    """A worker killed with -9 leaves its errands "doing": they are done again."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=20):
        log.warning("errand %s of %s was left behind, put back", job.id, job.task_name)
        await manager.retry_job(job)


@errands.periodic(cron="7 * * * *")
@errand("seal-days")
def seal_days(timestamp: int = 0) -> None:
    """Seal yesterday, once."""
    yesterday = local(here().clock()).date() - timedelta(days=1)
    if not DayRoot.objects.filter(day__gte=yesterday).exists():
        seal_day(by_clock(uuid5(DAYS, yesterday.isoformat())), yesterday, seal=here().seal)


@errands.periodic(cron="23 * * * *")
@errand("sweep-files")
def sweep_files(timestamp: int = 0) -> None:
    """Remove what uploads left half-way a day ago."""
    store().sweep(here().clock().timestamp())
