"""Everything that can happen. An event carries identifiers and facts, never personal data.

Its fields are UUID, int, bool, date, datetime or enum (or tuples of these): personal data
cannot get into the journal because there is nowhere to put it.
"""

from motcua.rules.events import (
    delivery,
    desk,
    document,
    dossier,
    lists,
    mismatch,
    people,
    portal,
    stage,
    talk,
)
from motcua.rules.events.base import Event

ROWS = (people, mismatch, dossier, stage, portal, talk, document, delivery, desk, lists)
"""What they happen to. All are named here, so that all are known."""


def all_events() -> dict[str, type[Event]]:
    """Every kind of entry of the journal by its name."""
    return {event.kind: event for event in Event.__subclasses__()}
