"""Signing a scanned paper as a certified electronic copy: one press, beside the scan."""

from uuid import UUID, uuid5

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions.certified_copy import sign_copy
from motcua.doors.counter.dossier import dossier_page, opened
from motcua.doors.shared.access import officers
from motcua.doors.shared.desk import Asking, by, form_key
from motcua.records.document import Attachment
from motcua.rules.refusal import Denied, Refused
from motcua.rules.who import Door

FRESH = "fresh-sign-in-needed"


@officers
def copy(request: Asking, id: UUID) -> HttpResponse:
    """The officer has the paper in hand and the scan before them, and signs that they agree."""
    found = Attachment.objects.visible_to(request.who).filter(pk=id, unit__isnull=False).first()
    if found is None:
        raise Denied("paper.copy")
    if request.method == "POST":
        act = by(request, Door.COUNTER, uuid5(form_key(request), str(id)))
        try:
            sign_copy(act, id, seen=request.POST.get("seen", ""))
        except Refused as refusal:
            if refusal.code == FRESH:
                raise
            return dossier_page(request, opened(request, found.dossier), refusal)
    return redirect("counter:dossier", id=found.dossier)
