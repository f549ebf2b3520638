"""Filing for one's child: the registers say whose child it is, and no paper proves it again."""

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from motcua.doors.citizen.application import procedure_with, version_today
from motcua.doors.citizen.page import Asking, show
from motcua.doors.shared.access import citizens
from motcua.records.representation import represented
from motcua.rules.wall_clock import local


@citizens
@require_safe
def behalf(request: Asking, code: str) -> HttpResponse:
    """For whom of those one stands for; a button each, then the way is the usual one."""
    procedure = procedure_with(code)
    version = version_today(procedure, request.at)
    if not (procedure.online and version.filed_here and version.representatives):
        return redirect("citizen:procedure", code)
    people = represented(version, local(request.at).date())
    return show(
        request,
        "behalf",
        back_url=f"/thu-tuc/{code}",
        procedure=procedure,
        version=version,
        people=[(one, uuid.uuid4()) for one in people],
    )
