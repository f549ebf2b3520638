"""Several processes tell the stories side by side, as several people work in one office.

They meet every evening: the day is sealed, and the next one begins for all. So the journal is in
the order of days, and a machine with two cores takes half the time.
"""

import heapq
import os
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from multiprocessing import get_context
from random import Random
from threading import Barrier
from typing import cast

from django.db import connections, transaction

from motcua.actions.act import By
from motcua.actions.journal import seal_day
from motcua.clerks.workplace import here
from motcua.rules.time.wall_clock import instant, local
from motcua.rules.who import CLERK, Door
from motcua.site.demo.clerk import Clock, do_errands, furnish_for_the_past
from motcua.site.demo.office_time import later
from motcua.site.demo.stories import Story

Begun = tuple[datetime, Story]
PATIENCE = 300
"""Seconds to wait for the others in the evening before giving up."""


class TellerLost(Exception):
    """Another process that told stories ended before its time; it has said why."""


def tell_together(stories: Sequence[Begun], clock: Clock, until: datetime) -> None:
    """Tell all stories up to `until`, in as many processes as there are cores, two at most.

    A forked process takes over the stories as they are; each opens its own connections. It does
    not take over threads, and the typesetter keeps some: nothing may have been typeset before.
    """
    number = min(2, os.cpu_count() or 1)
    connections.close_all()
    context = get_context("fork")
    evening = cast(Barrier, context.Barrier(number))
    shares = [stories[n::number] for n in range(number)]
    others = [
        context.Process(target=_tell, args=(share, clock, until, evening, False), daemon=True)
        for share in shares[1:]
    ]
    for other in others:
        other.start()
    try:
        _tell(shares[0], clock, until, evening, True)
    finally:
        for other in others:
            other.join(PATIENCE)
    if any(other.exitcode for other in others):
        raise TellerLost


def _tell(
    stories: Sequence[Begun], clock: Clock, until: datetime, evening: Barrier, seals: bool
) -> None:
    try:
        _tell_days(stories, clock, until, evening, seals)
    except BaseException:
        evening.abort()
        raise
    finally:
        if not seals:
            connections.close_all()


def _tell_days(
    stories: Sequence[Begun], clock: Clock, until: datetime, evening: Barrier, seals: bool
) -> None:
    furnish_for_the_past(clock)
    ahead = [(at, n, story) for n, (at, story) in enumerate(stories)]
    heapq.heapify(ahead)
    chance = Random(len(stories))
    for day in _days(local(clock.at).date(), local(until).date()):
        _tell_day(ahead, clock, min(until, _midnight_after(day)), chance)
        evening.wait(PATIENCE)
        if seals and day < local(until).date():
            _seal(clock, day)
        evening.wait(PATIENCE)


def _tell_day(
    ahead: list[tuple[datetime, int, Story]], clock: Clock, until: datetime, chance: Random
) -> None:
    """Each step is one transaction with its errands: no other teller sees them."""
    while ahead and ahead[0][0] <= until:
        clock.at, number, story = heapq.heappop(ahead)
        with transaction.atomic():
            wait = next(story, None)
            do_errands(clock)
        if wait is not None:
            heapq.heappush(ahead, (later(clock.at, wait, chance), number, story))


def _seal(clock: Clock, day: date) -> None:
    """The clerk's work of every night."""
    clock.at = _midnight_after(day) + timedelta(minutes=7)
    seal_day(By(CLERK, clock.at, Door.CLERK), day, seal=here().seal)


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _midnight_after(day: date) -> datetime:
    return instant(datetime.combine(day + timedelta(days=1), datetime.min.time()))
