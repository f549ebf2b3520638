"""Many at once: each row an act of its own, with a key of its own, and what came of it.

What stops one row does not stop the others. A batch that was cut off in the middle, or sent twice,
is sent again as it was: what was done is not done twice, the rest goes on.
"""

from collections.abc import Callable, Sized
from dataclasses import dataclass
from functools import partial
from typing import Protocol
from uuid import UUID, uuid5

from motcua.actions.act import By
from motcua.doors.shared.desk import Asking, by, form_key
from motcua.doors.shared.sentences import say
from motcua.records.dossier import Dossier
from motcua.records.scope import seen_by
from motcua.rules.refusal import Denied, KeyReused, Refused
from motcua.rules.who import Door

MOST = 200


@dataclass(frozen=True)
class Outcome:
    """What came of one row: the dossier it is about (None where it may not be seen), and in words
    what was done or why not."""

    dossier: Dossier | None
    words: str
    well: bool


class Act(Protocol):
    """Does one row, whose dossier was seen at this revision, and says what was done."""

    def __call__(self, act: By, /, id: UUID, revision: int | None) -> str: ...


def chosen(request: Asking) -> dict[UUID, int | None]:
    """The dossiers that were ticked, each with its revision as the list showed it."""
    found: dict[UUID, int | None] = {}
    for value in request.POST.getlist("chon"):
        id, _, seen = value.partition("~")
        try:
            found[UUID(id)] = int(seen) if seen.isascii() and seen.isdigit() else None
        except ValueError:
            raise Denied("dossier") from None
    return found


def check_many(rows: Sized) -> None:
    if not 0 < len(rows) <= MOST:
        raise Refused("too-many-at-once", detail={"limit": MOST})


def each(request: Asking, rows: dict[UUID, int | None], name: str, act: Act) -> list[Outcome]:
    """Do every row, in a transaction of its own: what is done stays done whatever comes after.

    `name` tells acts apart that are sent from one page, one after the other.
    """
    with seen_by(request.who):
        seen = Dossier.objects.visible_to(request.who).select_related("applicant")
        dossiers = seen.in_bulk(list(rows))
    batch = uuid5(form_key(request), name)
    return [
        _one(request, dossiers.get(id), uuid5(batch, str(id)), partial(act, id=id, revision=seen))
        for id, seen in rows.items()
    ]


def _one(request: Asking, dossier: Dossier | None, key: UUID, act: Callable[[By], str]) -> Outcome:
    try:
        with seen_by(request.who):
            return Outcome(dossier, act(by(request, Door.COUNTER, key)), True)
    except Refused as refusal:
        return Outcome(dossier, say(refusal.code, refusal.detail), False)
    except KeyReused:
        return Outcome(dossier, say("row-sent-before"), False)
    except Denied:
        own = dossier is not None and dossier.applicant_id == request.who.person
        return Outcome(dossier, say("own-matter" if own else "row-not-yours"), False)
