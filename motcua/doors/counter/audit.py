"""Letters and notes of a dossier for whoever audits the unit: on a ground chosen first."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from motcua.actions.audit import audit_talk
from motcua.doors.counter.dossier import opened
from motcua.doors.shared.access import posts
from motcua.doors.shared.desk import Asking, by, looking_key, officers_named, show
from motcua.records.dossier import Dossier
from motcua.records.letter import Letter
from motcua.records.note import Note
from motcua.rules.audit import GROUND_WORDS, AuditGround
from motcua.rules.permission import GRANTS
from motcua.rules.who import Door


@posts(*GRANTS["talk.audit"].roles)
@require_safe
def talk(request: Asking, id: UUID) -> HttpResponse:
    """The question on which ground; with an answer, what was said. To reload is not to look
    again."""
    dossier, ground = opened(request, id), _ground(request)
    if ground is not None:
        key = looking_key(request, id, f"talk {ground}")
        audit_talk(by(request, Door.COUNTER, key), id, ground=ground)
    return show(
        request,
        "counter/audit.html",
        dossier=dossier,
        grounds=GROUND_WORDS.items(),
        ground=GROUND_WORDS[ground] if ground else "",
        **(_said(request, dossier) if ground else {}),
    )


def _ground(request: Asking) -> AuditGround | None:
    chosen = request.GET.get("vi", "")
    return AuditGround(chosen) if chosen in set(AuditGround) else None


def _said(request: Asking, dossier: Dossier) -> dict[str, Any]:
    letters = Letter.objects.visible_to(request.who).filter(dossier=dossier)
    listed = list(letters.select_related("file").order_by("at"))
    notes = list(Note.objects.audited_by(request.who).filter(dossier=dossier).order_by("at"))
    ours = {one.author_id for one in listed if one.from_desk} | {one.author_id for one in notes}
    ours |= {one.read_by_id for one in listed if one.read_by_id and not one.from_desk}
    return {
        "letters": listed,
        "notes": notes,
        "officers": officers_named(ours, dossier.unit_id),
    }
