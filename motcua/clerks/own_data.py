"""Does what the desk agreed to of a person's request, where it reaches beyond one unit."""

from typing import Any

from motcua.actions.holding import forget_holding
from motcua.clerks.errands import by_clock, errand
from motcua.records.holding import Holding
from motcua.records.own_data import DataRequest
from motcua.rules.own_data import STORE, DataWish


@errand("empty-store")
def empty_store(*, request_id: str, **_: Any) -> None:
    """Wipe the store of whoever asked for it and was not refused, of whichever unit it is."""
    found = DataRequest.objects.get(pk=request_id)
    agreed = found.outcome == DataRequest.Outcome.DONE
    if not (agreed and found.datum == STORE and found.wish == DataWish.DELETE):
        return
    held = Holding.objects.filter(person=found.person_id, at__lte=found.made_at)
    for one in held.exclude(ended=Holding.Ended.FORGOTTEN).values_list("pk", flat=True):
        forget_holding(by_clock(), one)
