"""When a new version says that dossiers under way move to it: each is moved, told and kept."""

from collections.abc import Iterator
from datetime import date

from motcua.actions.act import By, action, allow, tell
from motcua.actions.consent import ask_consents
from motcua.actions.dossier import changed, hold, set_date, version_behind
from motcua.records.dossier import Dossier
from motcua.records.procedure import catalogue
from motcua.rules.catalogue.procedure import Version
from motcua.rules.dossier import MOVABLE
from motcua.rules.events.dossier import DossierMoved
from motcua.rules.permission import Purpose
from motcua.rules.refusal import Refused
from motcua.rules.time.wall_clock import local


def to_move(on: date) -> Iterator[tuple[Dossier, Version]]:
    """The open dossiers that a version in force by `on` takes over, each with that version."""
    for procedure in catalogue().values():
        for earlier in procedure.versions:
            later = procedure.moved_to(earlier, on)
            if later is None:
                continue
            rows = Dossier.objects.filter(version=earlier.key, state__in=MOVABLE, closed_at=None)
            yield from ((dossier, later) for dossier in rows.order_by("id").iterator())


@action
def move_dossier(by: By, dossier: Dossier) -> Dossier:
    """Go on with a dossier under the version that takes it over, and tell its citizen.

    What was answered and paid stays; whose agreement is newly wanted is asked. Its time limit
    follows the version it was received under, as changed by `under_way`. Refused when no version
    takes it over (any more).
    """
    held = hold(dossier.id)
    allow(by, "clerk.record", held.target, Purpose.OPERATION)
    was = version_behind(held)
    now = catalogue()[held.procedure].moved_to(was, local(by.at).date())
    if now is None or held.state not in MOVABLE or held.closed_at:
        raise Refused("nothing-to-move")
    held.received_under = held.received_under or held.version
    held.version = now.key
    held.answers = now.said(held.answers)
    ask_consents(by, held, now, held.answers)
    set_date(held)
    changed(held, by.at)
    tell(by, DossierMoved(**held.matter, was=was.valid_from, now=now.valid_from))
    return held
