"""Once a night: what is due to be erased is listed; what was listed and agreed to is erased."""

from datetime import timedelta

from motcua.actions.retention import erase, list_erasure
from motcua.clerks.errands import by_clock, rounds
from motcua.clerks.workplace import here
from motcua.records.retention import Erasure, due, retention
from motcua.rules.time.wall_clock import local

MOST_A_NIGHT = 5_000


@rounds("list-erasures", cron="5 2 * * *")
def list_erasures(timestamp: int = 0) -> None:
    """What will be due within the days it is to be shown."""
    until = local(here().clock()).date() + timedelta(days=retention().erase.ahead_days)
    found = [(dossier.id, what) for dossier, what, _ in due(until)]
    for dossier, what in found[:MOST_A_NIGHT]:
        list_erasure(by_clock(), dossier, what=what)


@rounds("erase-due", cron="35 2 * * *")
def erase_due(timestamp: int = 0) -> None:
    """What stood on the list long enough, and where a leader must agree, only if one did."""
    now = here().clock()
    shown = now - timedelta(days=retention().erase.ahead_days)
    ready = Erasure.objects.ready(local(now).date(), shown).order_by("due_on")
    for one in list(ready.values_list("pk", flat=True)[:MOST_A_NIGHT]):
        erase(by_clock(), one)
