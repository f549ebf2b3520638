"""Opening what was handed in and what was made here: each opening leaves an entry."""

from datetime import datetime
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.urls import reverse

from motcua.actions.document import open_attachment, open_paper
from motcua.actions.files.inspect_file import XML
from motcua.actions.holding import open_holding
from motcua.doors.counter.dossier import purpose_of
from motcua.doors.counter.inbox import readers
from motcua.doors.shared.desk import Asking, by, looking_key
from motcua.doors.shared.sending import send
from motcua.doors.shared.templatetags.motcua import moment
from motcua.doors.shared.xml_paper import as_table
from motcua.records.dossier import Dossier
from motcua.records.procedure import version_of
from motcua.rules.who import Door

PDF = "application/pdf"


@readers
def attachment(request: Asking, id: UUID) -> HttpResponse | FileResponse:
    purpose = purpose_of(request)
    key = looking_key(request, id, f"open {purpose}")
    found = open_attachment(by(request, Door.COUNTER, key), id, purpose=purpose)
    if found.media_type == XML and "tai" not in request.GET:
        return as_table(request, found, reverse("counter:dossier", args=[found.dossier]))
    across = _across(request, found.dossier, found.component)
    return send(request, found.sha256, found.media_type, found.name, across)


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
    name = found.name or f"{found.number}.pdf"
    return send(request, found.sha256, found.media_type, name, _across(request, id, found.key))


def _across(request: Asking, id: UUID, component: str) -> str:
    """What stands across a copy of somebody's identity paper; nothing across other papers."""
    dossier = Dossier.objects.visible_to(request.who).filter(pk=id).first()
    papers = version_of(dossier.version).components if dossier else ()
    if dossier and any(one.key == component and one.identity for one in papers):
        return words_across(dossier.number, request.at)
    return ""


def words_across(number: str, at: datetime) -> str:
    return f"Chỉ dùng cho hồ sơ {number}, mở lúc {moment(at, 'short')}"
