"""All that is held of me, as one file a machine can read too."""

import json
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from motcua.actions.own_data import copy_own_data
from motcua.doors.citizen.page import Asking, by
from motcua.doors.shared.access import citizens
from motcua.records.delivery import Shipment, Wish
from motcua.records.document import Attachment, Paper
from motcua.records.dossier import Dossier
from motcua.records.holding import Holding
from motcua.records.person import Person
from motcua.rules.refusal import Denied

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


@citizens
@require_safe
def copy(request: Asking) -> HttpResponse:
    """My register entry, my store, my dossiers with what I said and handed in."""
    if request.who.person is None:
        raise Denied("person.copy-own")
    person = copy_own_data(by(request), request.who.person)
    told = json.dumps(_all_of(request, person), ensure_ascii=False, indent=1, default=str)
    response = HttpResponse(told, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="du-lieu-cua-toi.json"'
    response["Cache-Control"] = "private, no-store"
    return response


def _all_of(request: Asking, person: Person) -> dict[str, Any]:
    held = Holding.objects.visible_to(request.who).filter(person=person).order_by("at", "id")
    mine = Dossier.objects.visible_to(request.who).filter(applicant=person)
    return {
        "taken_at": request.at,
        "person": _fields(person, OF_PERSON),
        "store": [_fields(one, OF_HOLDING) for one in held],
        "dossiers": [_dossier(request, one) for one in mine.order_by("submitted_at")],
    }


def _dossier(request: Asking, found: Dossier) -> dict[str, Any]:
    files = Attachment.objects.visible_to(request.who).of(found.id).order_by("at")
    papers = Paper.objects.visible_to(request.who).filter(dossier=found).order_by("made_at")
    sent = Shipment.objects.visible_to(request.who).filter(dossier=found).order_by("sent_at")
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
