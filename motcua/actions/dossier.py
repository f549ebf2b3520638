"""Looking at a dossier and taking it back, and what all acts on one share."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from motcua.actions.act import By, action, allow, tell
from motcua.records.dossier import Dossier
from motcua.records.portal import put_down
from motcua.records.procedure import version_of
from motcua.records.timeline import calendar_of, clock_from, clock_of, followed
from motcua.rules import dossier as rules
from motcua.rules.catalogue.procedure import Version
from motcua.rules.dossier import Delivery, Money, State, Step, Sync
from motcua.rules.events.dossier import DossierSeen, DossierWithdrawn
from motcua.rules.events.stage import StagesDue
from motcua.rules.permission import Purpose
from motcua.rules.refusal import Denied, Refused
from motcua.rules.time.wall_clock import instant

FIELDS: Mapping[type[StrEnum], str] = {
    State: "state",
    Money: "money",
    Delivery: "delivery",
    Sync: "sync",
}


@action
def see(by: By, dossier: UUID, *, purpose: Purpose) -> Dossier:
    """Open a dossier: reading is an act, and the person it is about can see that it was done."""
    found = Dossier.objects.select_related("unit").filter(pk=dossier).first()
    if found is None:
        raise Denied("dossier.read")
    allow(by, "dossier.read", found.target, purpose)
    tell(by, DossierSeen(**found.matter, purpose=purpose))
    return found


@action
def withdraw(by: By, dossier: UUID) -> Dossier:
    """The applicant takes the dossier back."""
    held = hold(dossier)
    allow(by, "dossier.withdraw", held.target, Purpose.OWN)
    move(held, Step.WITHDRAW)
    close(by, held, judged=held.accepted_at is not None)
    changed(held, by.at)
    tell(by, DossierWithdrawn(**held.matter, late=held.late))
    if held.accepted_at and version_behind(held).stages:
        tell(by, StagesDue(**held.matter))
    return held


# what the acts on a dossier share, here and at the desk


def hold(dossier: UUID, revision: int | None = None) -> Dossier:
    """The row as it is now, held until this action is over; 404 where it may not be seen.

    With `revision`, the row must still be what the officer saw. Who only writes about the dossier
    (a message, a paper) does not wait here: they would hold its chain, for which this act waits.
    """
    found = Dossier.objects.select_for_update(of=("self",), no_key=True).filter(pk=dossier).first()
    if found is None:
        raise Denied("dossier")
    if revision is not None and found.revision != revision:
        raise Refused("changed-by-another", detail={"changed_at": found.changed_at})
    return found


def move(held: Dossier, step: Step) -> None:
    """Take a step: every one of the four fields that it moves, by its table, or refuse it.

    What is accepted and has stages goes by its stages.
    """
    if held.accepted_at and step not in rules.OF_WHOLE and version_behind(held).stages:
        raise Refused("goes-by-stages")
    for kind, name in FIELDS.items():
        if kind in rules.moves(step):
            setattr(held, name, rules.after(kind(getattr(held, name)), step))  # type: ignore[type-var]


def changed(held: Dossier, at: datetime) -> None:
    """Keep the row as it is now; where that is news to the national portal, it is put down."""
    if put_down(held, at):
        move(held, Step.CHANGE)
    held.revision += 1
    held.changed_at = at
    held.save()


def expected_due(
    dossier: Dossier, version: Version, start: datetime
) -> tuple[datetime, tuple[str, ...]]:
    """When the result is due if the clock starts at `start`, and the steps that say why."""
    due = clock_from(dossier, version, start).due(calendar_of(dossier))
    return instant(due.at), due.steps


def set_date(held: Dossier) -> None:
    """The date of an accepted dossier, reckoned anew from all that has happened to it."""
    if held.accepted_at is None or held.closed_at is not None:
        return
    due = clock_of(held).due(calendar_of(held))
    held.due_at, held.due_steps = instant(due.at), list(due.steps)
    held.calendar = followed(held.unit_id, held.timed_by, held.announced)


def close(by: By, held: Dossier, *, judged: bool) -> None:
    """The first closing act judges, once for ever, whether it was in time: also when a result is
    made anew later. A filing of several stages goes on when one of them closes."""
    if held.closed_at is not None:
        return
    set_date(held)
    held.closed_at = by.at
    held.late = clock_of(held).is_late(calendar_of(held)) if judged else None
    if held.part_of_id:
        about, unit = (held.applicant_id,), held.unit_id
        tell(by, StagesDue(subject=held.part_of_id, about=about, unit=unit))


def version_behind(held: Dossier) -> Version:
    return version_of(held.version)
