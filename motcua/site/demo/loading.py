"""Tells every story in the order of time, up to the present."""

import gc
import heapq
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

from django.db import connection, transaction

from motcua.actions.act import By
from motcua.actions.journal import seal_day
from motcua.clerks.workplace import here
from motcua.rules.wall_clock import instant, local
from motcua.rules.who import CLERK, Door
from motcua.site import clock as site_clock
from motcua.site.demo.clerk import Clock, do_errands, furnish_for_the_past
from motcua.site.demo.commune import Commune, first_day, invent, register
from motcua.site.demo.dossiers import EIGHT_WEEKS, TWO_WEEKS, Planner
from motcua.site.demo.office_time import before, later
from motcua.site.demo.sandboxes import write_all
from motcua.site.demo.stories import Story

log = logging.getLogger("motcua.demo")

JUST_NOW = timedelta(minutes=15)
"""What was filed within it still has its errands in the queue, as it would."""

Ahead = list[tuple[datetime, int, Story]]


def load_commune(sandbox_home: Path) -> Commune:
    """The whole demo, from nothing to now."""
    with _in_haste():
        return _load(sandbox_home)


@contextmanager
def _in_haste() -> Iterator[None]:
    """No place to come back to within a transaction: if one act fails, the whole load does."""
    connection.features.uses_savepoints = False
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        connection.features.uses_savepoints = True


def _load(sandbox_home: Path) -> Commune:
    begun, now = time.monotonic(), site_clock.now()
    commune = invent(local(now).year)
    write_all(commune, sandbox_home)
    clock = Clock(first_day(before(now, EIGHT_WEEKS)), before(now, TWO_WEEKS))
    furnish_for_the_past(clock)
    register(commune, clock.at)
    log.info("people are in after %.1f s", time.monotonic() - begun)
    planner = Planner(commune, now, clock)
    tell_all(planner, clock, now - JUST_NOW)
    tell_what_is_fresh(planner, clock, now)
    log.info("the demo is loaded after %.1f s", time.monotonic() - begun)
    return commune


def tell_all(planner: Planner, clock: Clock, until: datetime) -> None:
    """Story by story in the order of time, one transaction a day; each night the day is sealed."""
    ahead: Ahead = [(at, n, story) for n, (at, story) in enumerate(planner.stories())]
    heapq.heapify(ahead)
    for day in _days(local(clock.at).date(), local(until).date()):
        with transaction.atomic():
            _tell_day(ahead, clock, min(until, _midnight_after(day)), planner)
        if day < local(until).date():
            seal(clock, day)


def _tell_day(ahead: Ahead, clock: Clock, until: datetime, planner: Planner) -> None:
    while ahead and ahead[0][0] <= until:
        clock.at, number, story = heapq.heappop(ahead)
        wait = next(story, None)
        do_errands(clock)
        if wait is not None:
            heapq.heappush(ahead, (later(clock.at, wait, planner.chance), number, story))


def tell_what_is_fresh(planner: Planner, clock: Clock, now: datetime) -> None:
    with transaction.atomic():
        for number, story in enumerate(planner.fresh()):
            clock.at = now - JUST_NOW + (number + 1) * JUST_NOW / 6
            for _ in story:
                pass


def seal(clock: Clock, day: date) -> None:
    """The clerk's work of every night."""
    clock.at = _midnight_after(day) + timedelta(minutes=7)
    seal_day(By(CLERK, clock.at, Door.CLERK), day, seal=here().seal)


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _midnight_after(day: date) -> datetime:
    return instant(datetime.combine(day + timedelta(days=1), datetime.min.time()))
