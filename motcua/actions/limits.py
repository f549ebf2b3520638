"""Following a dossier without signing in: guessing is counted, a hall of people is not."""

import logging
from datetime import timedelta
from uuid import UUID, uuid5

from motcua.actions.act import By, action, allow, tell
from motcua.records.limits import count_one, counted, forget_before
from motcua.rules.events.dossier import CountsForgotten, FollowMissed
from motcua.rules.number import tidy_number
from motcua.rules.permission import Purpose, Target
from motcua.rules.time.wall_clock import local

log = logging.getLogger("motcua.limits")

FOLLOWING = UUID("6d6f7463-7561-8000-8000-666f6c6c6f77")
"""The name space of days of following, which have a chain of their own each."""

MOST_FOR_TARGET = 10
"""Wrong answers about one number within an hour, whoever gives them from wherever."""
MOST_FROM_ADDRESS = 300
"""From one address: forty people behind it may be wrong seven times each."""
MOST_OF_ACCOUNT = 30
KEPT = timedelta(days=1)  # ours, as all of these
ALARM = 3000
"""Wrong answers within an hour, by everybody, at which people who run this are told."""


def held_off(by: By, *, number: str, address: str) -> bool:
    """Whether there were too many wrong answers to try once more now.

    It is asked of numbers that exist and of those that do not, in the same way.
    """
    most = _limits(by, number, address)
    return any(counted(what, by.at) >= limit for what, limit in most.items())


@action
def count_miss(by: By, *, number: str, address: str) -> None:
    """Count one wrong answer against its target, its address and its account."""
    allow(by, "dossier.track", Target(), Purpose.PUBLIC)
    for what in sorted(_limits(by, number, address)):
        count_one(what, by.at)
    alarm = count_one("everybody", by.at) == ALARM
    if alarm:
        log.warning("following: %s wrong answers within this hour", ALARM)
    tell(by, FollowMissed(subject=_day(by), alarm=alarm))


@action
def forget_counts(by: By) -> None:
    """Counters of yesterday hold nobody off any more: they go."""
    allow(by, "clerk.record", Target(), Purpose.OPERATION)
    forgotten = forget_before(by.at - KEPT)
    tell(by, CountsForgotten(subject=_day(by), counters=forgotten))


def _day(by: By) -> UUID:
    return uuid5(FOLLOWING, local(by.at).date().isoformat())


def _limits(by: By, number: str, address: str) -> dict[str, int]:
    limits = {
        f"target:{tidy_number(number)}": MOST_FOR_TARGET,
        f"address:{address}": MOST_FROM_ADDRESS,
    }
    if by.actor.account:
        limits[f"account:{by.actor.account}"] = MOST_OF_ACCOUNT
    return limits
