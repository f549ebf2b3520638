"""Guessing at dossiers is counted by target, address and account; a hall of people gets in."""

from datetime import datetime

import pytest

from motcua.actions.act import By
from motcua.actions.limits import (
    MOST_FOR_TARGET,
    MOST_FROM_ADDRESS,
    MOST_OF_ACCOUNT,
    count_miss,
    forget_counts,
    held_off,
)
from motcua.records.journal import Entry
from motcua.records.limits import Counter
from motcua.records.scope import seen_by
from motcua.rules.who import VISITOR, Door
from tests import cast

pytestmark = pytest.mark.django_db
HALL = "203.0.113.7"


def visitor(at: datetime = cast.NOW) -> By:
    return By(VISITOR, at, Door.CITIZEN)


def miss(number: str, address: str, by: By | None = None) -> None:
    by = by or visitor()
    with seen_by(by.actor):
        count_miss(by, number=number, address=address)


def test_one_number_is_held_off_whoever_guesses_from_wherever() -> None:
    for n in range(MOST_FOR_TARGET):
        assert not held_off(visitor(), number="H1-261123-0001", address="203.0.113.9")
        miss("h1-261123-0001 ", f"198.51.100.{n}")
    assert held_off(visitor(), number="H1-261123-0001", address="203.0.113.9")
    assert not held_off(visitor(), number="H1-261123-0002", address="203.0.113.9")


def test_a_number_is_free_again_in_the_next_hour() -> None:
    for _ in range(MOST_FOR_TARGET):
        miss("H1-261123-0001", HALL)
    later = visitor(cast.later(hours=1))
    assert not held_off(later, number="H1-261123-0001", address=HALL)
    miss("H1-261123-0001", HALL, later)
    assert not held_off(later, number="H1-261123-0001", address=HALL)


def test_forty_people_behind_one_address_are_not_locked_out_but_a_machine_is() -> None:
    for n in range(40 * 3):
        miss(f"H1-261123-{n // 3:04}", HALL)
    assert not held_off(visitor(), number="H1-261123-0900", address=HALL)
    for n in range(MOST_FROM_ADDRESS - 120):
        miss(f"H1-261124-{n:04}", HALL)
    assert held_off(visitor(), number="H1-261123-0900", address=HALL)
    assert not held_off(visitor(), number="H1-261123-0900", address="192.0.2.1")


def test_an_account_that_guesses_is_held_off_wherever_it_goes() -> None:
    by = cast.by("minh")
    for n in range(MOST_OF_ACCOUNT):
        miss(f"H1-261123-{n:04}", f"192.0.2.{n}", by)
    assert held_off(by, number="H1-261123-0900", address="192.0.2.200")


def test_nobody_can_read_from_the_counters_who_asked_for_what() -> None:
    miss("H1-261123-0001", HALL)
    kept = b"".join(bytes(c.key) for c in Counter.objects.all())
    assert b"H1-261123" not in kept and HALL.encode() not in kept
    entry = Entry.objects.filter(kind="follow.missed").latest("id")
    assert (entry.about, entry.actor, entry.data) == ([], None, {"alarm": False})


def test_counters_of_yesterday_are_forgotten_and_those_of_now_are_kept(as_clerk) -> None:
    miss("H1-261123-0001", HALL)
    tomorrow = cast.later(days=1, hours=2)
    miss("H1-261124-0001", HALL, visitor(tomorrow))
    before = Counter.objects.count()
    with as_clerk():
        forget_counts(cast.clerk(tomorrow))
    assert 0 < Counter.objects.count() < before
    assert not Counter.objects.filter(hour__lt=cast.later(hours=1)).exists()
