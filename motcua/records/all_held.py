"""All that is held of one person, as plain values under the names of their columns."""

import datetime as dt
from typing import Any

from motcua.records.delivery import Shipment, Wish
from motcua.records.document import Attachment, Paper
from motcua.records.dossier import Dossier
from motcua.records.holding import Holding
from motcua.records.mismatch import Mismatch
from motcua.records.person import Person
from motcua.rules.who import Who

OF_PERSON = (
    "full_name", "number", "birth_date", "sex", "ethnicity", "nationality", "hometown",
    "address", "phone", "verified", "verified_at",
)  # fmt: skip
OF_DOSSIER = (
    "number", "procedure", "version", "state", "submitted_at", "accepted_at", "due_at",
    "closed_at", "late", "fee", "reason", "reason_basis", "answers",
)  # fmt: skip
OF_HOLDING = ("kind", "key", "label", "value", "name", "number", "basis", "valid_from",
              "valid_to", "kept_until")  # fmt: skip
OF_MISMATCH = ("opened_at", "closed_at", "claimed", "answer", "answers", "outcome")


def all_held_of(person: Person, who: Who, at: dt.datetime) -> dict[str, Any]:
    """The register entry, the store, the dossiers with what was said and handed in; `who` is the
    person's own account, and what it may not see is not in it."""
    held = Holding.objects.visible_to(who).filter(person=person).order_by("at", "id")
    mine = Dossier.objects.visible_to(who).filter(applicant=person)
    cases = Mismatch.objects.visible_to(who).filter(person=person).order_by("opened_at")
    return {
        "taken_at": at,
        "person": _fields(person, OF_PERSON),
        "store": [_fields(one, OF_HOLDING) for one in held],
        "dossiers": [_dossier(who, one) for one in mine.order_by("submitted_at")],
        "unmatched": [_fields(one, OF_MISMATCH) for one in cases],
    }


def _dossier(who: Who, found: Dossier) -> dict[str, Any]:
    files = Attachment.objects.visible_to(who).of(found.id).order_by("at")
    papers = Paper.objects.visible_to(who).filter(dossier=found).order_by("made_at")
    sent = Shipment.objects.visible_to(who).filter(dossier=found).order_by("sent_at")
    return _fields(found, OF_DOSSIER) | {
        "files": [_fields(one, ("component", "name", "size", "at")) for one in files],
        "papers": [_fields(one, ("title", "code", "state", "made_at")) for one in papers],
        "delivery": [_fields(one, ("way", "name", "address", "at"))
                     for one in Wish.objects.filter(pk=found.id)],
        "shipments": [_fields(one, ("way", "name", "address", "tracking", "fate", "sent_at"))
                      for one in sent],
    }  # fmt: skip


def _fields(row: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
