"""Who else has a dossier open, and who changed it while it was open here.

Nothing is written for this: that somebody opened a dossier is told to the journal anyway, once in
ten minutes. Who opened it lately is taken to be still at it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from motcua.doors.counter.happened import LOOKING, last_change
from motcua.doors.counter.inbox import readers
from motcua.doors.shared.desk import Asking, officers_named
from motcua.records.dossier import Dossier
from motcua.records.journal import Entry
from motcua.rules.refusal import Denied
from motcua.rules.who import Door, Who

WITHIN = timedelta(minutes=15)  # ours


@dataclass(frozen=True)
class Here:
    """Somebody who has the same dossier open, since when."""

    who: str
    since: datetime


@readers
def here(request: Asking, id: UUID) -> HttpResponse:
    """What an open page asks for again and again: nobody has looked anew, nothing is told."""
    dossier = Dossier.objects.visible_to(request.who).filter(pk=id).first()
    if dossier is None:
        raise Denied("dossier.read")
    stale = request.GET.get("revision", "") not in ("", str(dossier.revision))
    context = {
        "others": others(dossier, request.who, request.at),
        "changed": last_change(dossier, request.who) if stale else None,
        "dossier": dossier,
    }
    return render(request, "counter/here.html", context)


def others(dossier: Dossier, who: Who, at: datetime) -> list[Here]:
    """Colleagues who opened it within the last minutes, the first of them first."""
    looks = (
        Entry.objects.visible_to(who)
        .of(dossier.id)
        .filter(kind__in=sorted(LOOKING), via=Door.COUNTER, at__gt=at - WITHIN * 8)
    )
    since = sessions(looks.exclude(actor=who.account).values_list("actor", "at"), at)
    names = officers_named(since, dossier.unit_id)
    found = [Here(names.get(actor, ""), begun) for actor, begun in since.items()]
    return sorted(found, key=lambda one: one.since)


def sessions(looks: Iterable[tuple[UUID | None, datetime]], at: datetime) -> dict[UUID, datetime]:
    """Since when each has been looking without a pause longer than `WITHIN`, of those who still
    are."""
    began: dict[UUID, datetime] = {}
    last: dict[UUID, datetime] = {}
    for actor, looked in sorted(looks, key=lambda one: one[1]):
        if actor is None:
            continue
        if actor not in last or looked - last[actor] > WITHIN:
            began[actor] = looked
        last[actor] = looked
    return {actor: began[actor] for actor, looked in last.items() if at - looked <= WITHIN}
