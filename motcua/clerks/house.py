"""Keeps the house: stalled errands go back, stuck work is found, days are sealed."""

import logging
from datetime import timedelta

from procrastinate import JobContext
from procrastinate.jobs import Status

from motcua.actions.draft import forget_draft
from motcua.actions.ending import stop_unanswered
from motcua.actions.holding import forget_holding
from motcua.actions.journal import seal_day
from motcua.actions.limits import forget_counts
from motcua.actions.looks import judge_looks
from motcua.actions.representation import end_mandate
from motcua.actions.scan import forget_pages, old_homes
from motcua.actions.stay import forget_stays, units_to_forget
from motcua.actions.supplement import remind_answer
from motcua.actions.transition import move_dossier, to_move
from motcua.actions.upload import forget_upload
from motcua.clerks.errands import by_clock, errands, rounds
from motcua.clerks.workplace import here
from motcua.records.deadlines import deadlines
from motcua.records.dossier import Request
from motcua.records.draft import Draft
from motcua.records.files import store
from motcua.records.holding import Holding
from motcua.records.journal import DayRoot
from motcua.records.looks import units_to_judge
from motcua.records.pieces import sweep_pieces
from motcua.records.representation import Mandate
from motcua.records.retention import let_go
from motcua.records.timeline import calendar_of
from motcua.records.trust import remember
from motcua.records.upload import Upload
from motcua.rules.time.wall_clock import local
from motcua.rules.time.working_time import working_days

log = logging.getLogger("motcua.clerks")
MOST_A_NIGHT = 10_000


@errands.periodic(cron="* * * * * */20")
@errands.task(name="put-back-stalled", queue="house", pass_context=True)
async def put_back_stalled(context: JobContext, timestamp: int) -> None:
    """A worker killed with -9 leaves its errands "doing": they are done again."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=20):
        log.warning("errand %s of %s was left behind, put back", job.id, job.task_name)
        if job.queue == "errands":
            await manager.retry_job(job)
        else:  # the clock calls for it again
            await manager.finish_job(job, status=Status.FAILED, delete_job=True)


@errands.periodic(cron="41 * * * *")
@errands.task(name="try-failed-again", queue="house", pass_context=True)
async def try_failed_again(context: JobContext, timestamp: int) -> None:
    """What failed an hour ago may go well now; every errand may be done again."""
    manager = context.app.job_manager
    for job in await manager.list_jobs_async(queue="errands", status="failed"):
        await manager.retry_job(job)


@errands.periodic(cron="52 * * * *")
@errands.task(name="forget-done", queue="house", pass_context=True)
async def forget_done(context: JobContext, timestamp: int) -> None:
    """The journal remembers what was done; the queue need not."""
    manager = context.app.job_manager
    await manager.delete_old_jobs(nb_hours=24)
    await manager.delete_old_jobs(nb_hours=24, queue="house", include_failed=True)


@rounds("remember-roots", cron="*/5 * * * *")
def remember_roots(timestamp: int = 0) -> None:
    """Pages may not ask the signer whom it trusts: they read what a clerk has put down."""
    remember(here().roots())


@rounds("seal-days", cron="7 * * * *")
def seal_days(timestamp: int = 0) -> None:
    """Seal yesterday, once."""
    yesterday = local(here().clock()).date() - timedelta(days=1)
    if not DayRoot.objects.filter(day__gte=yesterday).exists():
        seal_day(by_clock(), yesterday, seal=here().seal)


@rounds("move-dossiers", cron="*/15 * * * *")
def move_dossiers(timestamp: int = 0) -> None:
    """Where a new version takes over dossiers under way, they go on under it."""
    for dossier, _ in to_move(local(here().clock()).date()):
        move_dossier(by_clock(), dossier)


@rounds("end-mandates", cron="11 0 * * *")
def end_mandates(timestamp: int = 0) -> None:
    """A paper lets nobody act for another after its last day."""
    over = Mandate.objects.in_force().filter(until__lt=local(here().clock()).date())
    for mandate in over.values_list("pk", flat=True):
        end_mandate(by_clock(), mandate)


@rounds("remind-answers", cron="13 * * * *")
def remind_answers(timestamp: int = 0) -> None:
    """Who was asked and has not answered is told once before the time is over."""
    today, days = local(here().clock()).date(), deadlines().remind.days
    for request in Request.objects.unanswered().filter(reminded_at=None).select_related("dossier"):
        if working_days(today, request.answer_by, calendar_of(request.dossier)) <= days:
            remind_answer(by_clock(), request.id)


@rounds("stop-unanswered", cron="29 * * * *")
def stop_the_unanswered(timestamp: int = 0) -> None:
    """What was not answered in time stops by itself."""
    late = Request.objects.unanswered().filter(answer_by__lt=local(here().clock()).date())
    for dossier in list(late.values_list("dossier", flat=True)[:MOST_A_NIGHT]):
        stop_unanswered(by_clock(), dossier)


@rounds("forget-counts", cron="37 3 * * *")
def forget_old_counts(timestamp: int = 0) -> None:
    """Drop the counters of wrong answers that hold nobody off any more."""
    forget_counts(by_clock())


@rounds("judge-looks", cron="27 1 * * *")
def judge_all_looks(timestamp: int = 0) -> None:
    """Officers' looks at people's data that nobody can act on in time any more."""
    for unit in units_to_judge(local(here().clock()).date()):
        judge_looks(by_clock(), unit)


@rounds("forget-drafts", cron="17 2 * * *")
def forget_old_drafts(timestamp: int = 0) -> None:
    """Drop drafts nobody came back to."""
    old = Draft.objects.filter(submitted=False, expires_at__lt=here().clock())
    for draft in list(old.values_list("pk", flat=True)):
        forget_draft(by_clock(), draft)


@rounds("forget-holdings", cron="47 3 * * *")
def forget_holdings(timestamp: int = 0) -> None:
    """What is in people's stores past the day it may be kept is wiped."""
    today = local(here().clock()).date()
    for holding in Holding.objects.past_keeping(today).values_list("id", flat=True)[:MOST_A_NIGHT]:
        forget_holding(by_clock(), holding)


@rounds("forget-stays", cron="33 3 * * *")
def forget_old_stays(timestamp: int = 0) -> None:
    """Guests of nights longer ago than they may be kept, and rows that were given back."""
    for unit in units_to_forget(here().clock()):
        forget_stays(by_clock(), unit)


@rounds("sweep-files", cron="23 * * * *")
def sweep_files(timestamp: int = 0) -> None:
    """Remove what uploads left half-way a day ago, pages left on the scan station, and files that
    were too new to go when their rows went."""
    now = here().clock()
    for upload in Upload.objects.filter(expires_at__lt=now).values_list("id", flat=True):
        forget_upload(by_clock(), upload)
    for home in old_homes(now):
        forget_pages(by_clock(), home)
    store().sweep(now.timestamp())
    let_go(store().left(), now.timestamp())
    sweep_pieces(store(), now.timestamp())
