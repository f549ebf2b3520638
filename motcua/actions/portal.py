"""What the national portal was told of our dossiers, and what it is told again."""

from datetime import datetime
from uuid import UUID, uuid5

from motcua.actions.act import By, action, allow, tell
from motcua.actions.dossier import hold, move
from motcua.records.dossier import Dossier
from motcua.records.portal import Reconciliation, Tiding, mark_told, put_down
from motcua.rules.dossier import Step, Sync
from motcua.rules.events.portal import (
    Compared,
    PortalBehind,
    PortalDeclined,
    PortalTold,
    TellingAgain,
    TellingAgainAsked,
)
from motcua.rules.permission import Purpose, Target
from motcua.rules.portal import Differences

COMPARISONS = UUID("6d6f7463-7561-8000-8000-636f6d706172")
"""The name space of comparisons, which are of no dossier."""


@action
def note_told(by: By, dossier: UUID, *, through: int) -> Dossier:
    """The portal has every change of the dossier up to this place."""
    held = _held(by, dossier)
    if mark_told(held, through, by.at) and held.sync == Sync.WAITING:
        _moved(held, Step.SEND)
    tell(by, PortalTold(**held.matter, place=through))
    return held


@action
def note_declined(by: By, dossier: UUID, *, place: int, why: str) -> Dossier:
    """The portal does not take this change; a person looks, and has it told again."""
    held = _held(by, dossier)
    Tiding.objects.filter(dossier=held, place=place, told_at=None).update(why=why)
    if held.sync == Sync.WAITING:
        _moved(held, Step.DECLINE)
    tell(by, PortalDeclined(**held.matter, place=place))
    return held


@action
def tell_again(by: By, dossier: UUID, *, after: int | None = None, anew: bool = False) -> Dossier:
    """What was refused waits to be told again; also what comes `after` the last change the portal
    still knows; `anew`: how the dossier stands now, though it was told before."""
    held = _held(by, dossier)
    changes = Tiding.objects.filter(dossier=held)
    if after is not None:
        changes.filter(place__gt=after).update(told_at=None)
    changes.filter(told_at=None).update(why="")
    if anew or not changes.exists():
        put_down(held, by.at, anyway=True)
    _moved(held, Step.SEND_AGAIN)
    tell(by, TellingAgain(**held.matter))
    return held


@action
def note_behind(by: By, change: UUID, *, waiting: int) -> Tiding:
    """A change has waited for longer than it may."""
    found = Tiding.objects.select_related("dossier").get(pk=change)
    allow(by, "clerk.record", found.dossier.target, Purpose.OPERATION)
    tell(by, PortalBehind(**found.dossier.matter, waiting=waiting))
    return found


@action
def keep_comparison(
    by: By, unit: int, *, since: datetime, ours: int, theirs: int, found: Differences
) -> Reconciliation:
    """What a night's reconciliation found; each dossier that differs is told again."""
    allow(by, "clerk.record", Target(unit=unit), Purpose.OPERATION)
    kept = Reconciliation.objects.create(
        unit_id=unit,
        at=by.at,
        since=since,
        ours=ours,
        theirs=theirs,
        again=len(found.again) + len(found.anew),
        strange=list(found.strange),
    )
    event = Compared(
        subject=uuid5(COMPARISONS, f"{unit}:{by.at.isoformat()}"),
        unit=unit,
        ours=ours,
        theirs=theirs,
        again=kept.again,
        strange=len(found.strange),
    )
    tell(by, event)
    return kept


@action
def ask_tell_again(by: By, dossier: UUID, *, unit: int) -> None:
    """Whoever runs the house has mended what was refused; a clerk tells it."""
    allow(by, "portal.settle", Target(unit=unit), Purpose.OPERATION)
    tell(by, TellingAgainAsked(subject=dossier, unit=unit))


def _held(by: By, dossier: UUID) -> Dossier:
    held = hold(dossier)
    allow(by, "clerk.record", Target(unit=held.unit_id), Purpose.DOSSIER)
    return held


def _moved(held: Dossier, step: Step) -> None:
    move(held, step)
    held.save(update_fields=["sync"])
