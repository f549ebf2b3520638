"""Opening what was handed in and what was made here: each opening leaves an entry."""

from uuid import UUID

from django.http import FileResponse

from motcua.actions.document import open_attachment, open_paper
from motcua.actions.holding import open_holding
from motcua.doors.counter.dossier import purpose_of
from motcua.doors.counter.inbox import readers
from motcua.doors.shared.desk import Asking, by, looking_key
from motcua.doors.shared.sending import send
from motcua.rules.who import Door

PDF = "application/pdf"


@readers
def attachment(request: Asking, id: UUID) -> FileResponse:
    purpose = purpose_of(request)
    key = looking_key(request, id, f"open {purpose}")
    found = open_attachment(by(request, Door.COUNTER, key), id, purpose=purpose)
    return send(request, found.sha256, found.media_type, found.name)


@readers
def paper(request: Asking, id: UUID) -> FileResponse:
    purpose = purpose_of(request)
    key = looking_key(request, id, f"open {purpose}")
    found = open_paper(by(request, Door.COUNTER, key), id, purpose=purpose)
    return send(request, found.sha256, PDF, f"{found.code}.pdf")


@readers
def holding(request: Asking, id: UUID, holding: UUID) -> FileResponse:
    """A paper of the applicant's store to which this dossier refers."""
    purpose = purpose_of(request)
    key = looking_key(request, holding, f"open {purpose} {id}")
    act = by(request, Door.COUNTER, key)
    found = open_holding(act, holding, dossier=id, purpose=purpose)
    return send(request, found.sha256, found.media_type, found.name or f"{found.number}.pdf")
