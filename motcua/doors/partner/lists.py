"""The lists an office has sent, and sending another."""

import hashlib
from uuid import UUID, uuid5

from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from motcua.actions.files.read_list import check_list
from motcua.actions.person_list import content_index, send_list
from motcua.actions.upload import give_up_upload
from motcua.doors.shared.access import posts
from motcua.doors.shared.desk import WRONG_FORM, Asking, by, form_key, show
from motcua.doors.shared.forms import Paper
from motcua.doors.shared.papers import Arrived, Sent, sent_files
from motcua.doors.shared.sentences import say
from motcua.records.person_list import PersonList, list_terms
from motcua.records.unit import Unit
from motcua.rules.permission import GRANTS
from motcua.rules.refusal import Denied, Refused
from motcua.rules.who import Door

ROLES = GRANTS["list.send"].roles
MOST = 50  # lists shown
FILE = Paper("list", "Danh sách", "", required=True)

partners = posts(*ROLES)


@partners
@require_http_methods(["GET", "HEAD", "POST"])
def lists(request: Asking) -> HttpResponse:
    """What was sent, and a form for more; the same list for the same purpose is sent once."""
    if request.method != "POST":
        return _page(request)
    try:
        return redirect("partner:list", _sent(request).id)
    except Refused as refused:
        where = "purpose" if refused.code == "list-purpose" else "list"
        return _page(request, say(refused.code, refused.detail), where)


def _sent(request: Asking) -> PersonList:
    purpose = request.POST.get("purpose", "")
    if purpose not in list_terms().aims:
        raise Refused("list-purpose")
    file, content = _file(request)
    name = (file.name or "")[:200]
    index = content_index(hashlib.sha256(content).hexdigest(), purpose)
    mine = PersonList.objects.visible_to(request.who).filter(account=request.who.account)
    if before := mine.filter(content=index, ended_at=None).first():
        return before
    check_list(content, list_terms().most.megabytes)
    key = form_key(request)
    try:
        sent = send_list(
            by(request, Door.PARTNER, uuid5(key, index.hex())),
            unit=_unit(request),
            purpose=purpose,
            name=name,
            file=content,
            content=index,
        )
    except IntegrityError:  # it came twice at once
        return mine.get(content=index, ended_at=None)
    if isinstance(file, Arrived):
        give_up_upload(by(request, Door.PARTNER), file.upload.id)
    return sent


def _file(request: Asking) -> tuple[Sent, bytes]:
    """The file, whole in the form or arrived in pieces before it."""
    came = sent_files(by(request, Door.PARTNER), form_key(request), FILE, request)
    file = came.get(FILE.key)
    if file is None:
        raise Refused("list-missing")
    if (file.size or 0) > list_terms().most.megabytes << 20:
        raise Refused("sheet-big", detail={"limit": list_terms().most.megabytes})
    return file, file.read()


def _unit(request: Asking) -> Unit:
    units = units_of(request)
    chosen = next((one for one in units if str(one.id) == request.POST.get("unit")), units[0])
    return chosen


def units_of(request: Asking) -> list[Unit]:
    held = {post.unit for post in request.who.posts if post.role in ROLES}
    return list(Unit.objects.filter(pk__in=held).order_by("sort_key"))


def mine(request: Asking, id: UUID) -> PersonList:
    own = PersonList.objects.visible_to(request.who).filter(account=request.who.account)
    found = own.select_related("unit").filter(pk=id).first()
    if found is None:
        raise Denied("list.send")
    return found


def _page(request: Asking, error: str = "", where: str = "") -> HttpResponse:
    own = PersonList.objects.visible_to(request.who).filter(account=request.who.account)
    units = units_of(request)
    return show(
        request,
        "partner/lists.html",
        WRONG_FORM if error else 200,
        lists=own.order_by("-sent_at")[:MOST],
        aims=list_terms().aims.values(),
        chosen=request.POST.get("purpose", ""),
        units=units if len(units) > 1 else [],
        unit=units[0],
        terms=list_terms(),
        error=error,
        wrong=where,
        error_list=[(where, error)] if error else [],
    )
