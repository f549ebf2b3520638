"""What may not be kept any longer: a leader sees what it is and agrees, or lets it stand."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions.retention import agree_to_erasure
from motcua.doors.shared.access import posts
from motcua.doors.shared.desk import WRONG_FORM, Asking, by, form_key, show
from motcua.doors.shared.sentences import say
from motcua.records.procedure import catalogue
from motcua.records.retention import Erasure, retention
from motcua.rules.refusal import Denied, Refused
from motcua.rules.who import Door, Role

MOST = 200


@posts(Role.LEADER)
def erasures(request: Asking) -> HttpResponse:
    """The list; each row is agreed to by itself."""
    refused: list[str] = []
    if request.method == "POST":
        try:
            agree_to_erasure(by(request, Door.COUNTER, form_key(request)), _chosen(request))
        except Refused as refusal:
            refused = [say(refusal.code, refusal.detail)]
        else:
            return redirect("counter:erasures")
    rows = Erasure.objects.visible_to(request.who).filter(erased_at=None)
    rows = rows.select_related("dossier").order_by("due_on", "id")[:MOST]
    return show(
        request,
        "counter/erasures.html",
        status=WRONG_FORM if refused else 200,
        rows=[(one, catalogue()[one.dossier.procedure].name) for one in rows],
        ahead=retention().erase.ahead_days,
        most=MOST,
        refused=refused,
    )


def _chosen(request: Asking) -> UUID:
    try:
        return UUID(request.POST.get("erasure", ""))
    except ValueError:
        raise Denied("erasure.agree") from None
