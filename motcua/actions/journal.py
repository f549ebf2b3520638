"""Sealing a day of the journal."""

from datetime import date
from typing import Protocol
from uuid import UUID, uuid5

from motcua.actions.act import By, action, allow, tell
from motcua.records.journal import DayRoot, heads_between, hold_last_entry
from motcua.rules.events.desk import DaySealed
from motcua.rules.journal import root_of
from motcua.rules.permission import Purpose, Target
from motcua.rules.refusal import Refused
from motcua.rules.time.wall_clock import local

DAYS = UUID("6d6f7463-7561-8000-8000-7365616c7300")
"""The name space of days, which have a chain of their own each."""


class Seal(Protocol):
    """A key that signs the root of a day, and the public key (PEM) others check it with."""

    public: str

    def sign(self, root: bytes) -> bytes: ...


@action
def seal_day(by: By, day: date, *, seal: Seal) -> DayRoot:
    """Put every chain that grew since the last seal under one signed root, chained to it."""
    allow(by, "clerk.record", Target(), Purpose.AUDIT)
    if day >= local(by.at).date():
        raise Refused("day-not-over")
    before = DayRoot.objects.filter(day__lt=day).order_by("-day").first()
    previous, since = (bytes(before.root), before.last_entry) if before else (b"", 0)
    until = hold_last_entry()
    heads = heads_between(since, until)
    root = root_of(previous, heads)
    sealed = DayRoot.objects.create(
        day=day,
        last_entry=until,
        chains=len(heads),
        previous=previous,
        root=root,
        signature=seal.sign(root),
        certificate=seal.public,
        at=by.at,
    )
    tell(by, DaySealed(subject=uuid5(DAYS, day.isoformat()), day=day, chains=len(heads)))
    return sealed
