"""Tells every story in the order of time, up to the present."""

import gc
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from django.db import connection, transaction

from motcua.site import clock as site_clock
from motcua.site.demo.clerk import (
    Clock,
    furnish_for_the_past,
    tell_the_portal_how_all_stand,
)
from motcua.site.demo.commune import Commune, first_day, invent, register
from motcua.site.demo.dossiers import EIGHT_WEEKS, TWO_WEEKS, Planner
from motcua.site.demo.office_time import before
from motcua.site.demo.sandboxes import write_all, write_samples
from motcua.site.demo.tellers import tell_together

log = logging.getLogger("motcua.demo")

JUST_NOW = timedelta(minutes=15)
"""What was filed within it still has its errands in the queue, as it would."""


def load_commune(sandbox_home: Path) -> Commune:
    """The whole demo, from nothing to now."""
    begun, now = time.monotonic(), site_clock.now()
    commune = invent(now)
    write_all(commune, sandbox_home)
    clock = Clock(first_day(before(now, EIGHT_WEEKS)), before(now, TWO_WEEKS))
    with _in_haste():
        with transaction.atomic():
            register(commune, clock.at)
        log.info("%s people are in after %.1f s", len(commune.people), time.monotonic() - begun)
        planner = Planner(commune, now, clock)
        tell_together(list(planner.stories()), clock, now - JUST_NOW)
        tell_the_portal_how_all_stand()
        write_samples(commune, sandbox_home)
        _tell_what_is_fresh(planner, clock, now)
    log.info("the demo is loaded after %.1f s", time.monotonic() - begun)
    return commune


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


def _tell_what_is_fresh(planner: Planner, clock: Clock, now: datetime) -> None:
    """Filed minutes ago: their errands stay in the queue for the worker that starts next."""
    furnish_for_the_past(clock)
    with transaction.atomic():
        for number, story in enumerate(planner.fresh()):
            clock.at = now - JUST_NOW + (number + 1) * JUST_NOW / 6
            for _ in story:
                pass
