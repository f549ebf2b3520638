"""Puts down how the lines of this process did, once a minute, and drops what is too old."""

from collections import defaultdict
from datetime import datetime

from motcua.actions.line_log import forget_lines, note_lines
from motcua.bridges.diary import DIARY, Diary, Met
from motcua.clerks.errands import by_clock, rounds
from motcua.clerks.workplace import here
from motcua.records.outage import outages
from motcua.rules.line_log import Minute, percentile


def note_minutes(diary: Diary = DIARY) -> None:
    """Write down the minutes that are over; nothing where nothing was asked."""
    this_minute = here().clock().replace(second=0, microsecond=0)
    met: defaultdict[str, list[Minute]] = defaultdict(list)
    for (system, at), tries in sorted(diary.take(this_minute).items()):
        met[system].append(_minute(at, tries))
    if met:
        note_lines(by_clock(), met)


def _minute(at: datetime, tries: Met) -> Minute:
    answers, slow = tries.answered_ms, outages().log.slow_ms
    return Minute(
        at=at,
        reached=len(answers),
        slow=sum(one >= slow for one in answers),
        failed=tries.failed,
        p95_ms=percentile(answers),
    )


@rounds("forget-lines", cron="53 3 * * *")
def forget_old_lines(timestamp: int = 0) -> None:
    """Once a night."""
    forget_lines(by_clock())
