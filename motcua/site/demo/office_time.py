"""Times of the demo's past, counted back from now in office time."""

from datetime import datetime, timedelta
from random import Random

from motcua.records.procedure import calendar
from motcua.rules.time.wall_clock import instant, local
from motcua.rules.time.working_time import add_working_minutes


def before(now: datetime, minutes: int) -> datetime:
    """The last instant that lies `minutes` of office time before `now`."""
    return instant(add_working_minutes(local(now), -minutes, calendar()))


def later(at: datetime, minutes: int, chance: Random) -> datetime:
    """`minutes` of office time after `at`, and some seconds."""
    whole = add_working_minutes(local(at), minutes, calendar()) if minutes else local(at)
    return instant(whole + timedelta(seconds=chance.randint(0, 40)))


def filed_at(now: datetime, age: int, chance: Random, helped: bool) -> datetime:
    """When something was filed: at the counter in office hours, online in the evening as well."""
    office = before(now, age)
    evening = local(office).replace(hour=chance.randint(18, 21), minute=chance.randint(0, 59))
    ahead = instant(evening) - office
    if helped or chance.random() < 0.6 or age < 480 or ahead > timedelta(hours=14):
        return office
    return instant(evening) - timedelta(days=1)
