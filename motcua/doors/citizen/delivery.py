"""How I want my result: looked at, changed until it has been sent."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions.wish import wish_for
from motcua.doors.citizen.apply import form_page
from motcua.doors.citizen.page import WRONG_FORM, Asking, by, my_dossier, show
from motcua.doors.shared.access import citizens
from motcua.doors.shared.delivery import wish_question, wished
from motcua.doors.shared.sentences import say
from motcua.records.procedure import version_of
from motcua.rules.refusal import Refused


@citizens
@form_page
def delivery(request: Asking, id: UUID) -> HttpResponse:
    found = my_dossier(request, id)
    version, refused = version_of(found.version), ""
    if request.method == "POST":
        try:
            said = wished(version, request.POST)
            wish_for(by(request), id, way=said.way, name=said.name, address=said.address)
        except Refused as refusal:
            refused = say(refusal.code, refusal.detail)
        else:
            return redirect(f"/ho-so/{id}?xong=cach-nhan")
    return show(
        request,
        "delivery",
        WRONG_FORM if refused else 200,
        back_url=f"/ho-so/{id}",
        dossier=found,
        wish=wish_question(id, version, found.applicant, request.POST, found.answers),
        error_list=[("way", refused)] if refused else [],
    )
