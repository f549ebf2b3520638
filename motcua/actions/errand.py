"""Sending a clerk's errand on its way again."""

from uuid import UUID, uuid5

from motcua.actions.act import By, action, allow, tell
from motcua.records.errand import errands_in_trouble, retry
from motcua.rules.events.desk import ErrandRetried
from motcua.rules.permission import Purpose, Target
from motcua.rules.refusal import Denied, Refused
from motcua.rules.time.wall_clock import local
from motcua.rules.who import Role

ERRANDS = UUID("6d6f7463-7561-8000-8000-657272616e64")
"""The name space of errands that no entry of the journal gave rise to."""


@action
def retry_errand(by: By, job: int) -> None:
    """Put a failing errand back at the head of the queue; it has one effect, however often."""
    found = next(iter(errands_in_trouble(local(by.at).date(), job)), None)
    if found is None:
        raise Denied("errand.retry")
    unit = found.unit or _own_unit(by)
    allow(by, "errand.retry", Target(unit=unit), Purpose.OPERATION)
    if not retry(job):
        raise Refused("errand-not-failing")
    subject = found.subject or uuid5(ERRANDS, found.task)
    tell(by, ErrandRetried(subject=subject, unit=unit, job=job))


def _own_unit(by: By) -> int | None:
    """Errands of the house itself belong to no unit: any operator sends them on."""
    return next((p.unit for p in sorted(by.actor.posts, key=str) if p.role is Role.OPERATOR), None)
