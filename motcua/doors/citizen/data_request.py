"""I ask that what is held of me be corrected or deleted, and read what the desk answered."""

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from motcua.actions.data_request import LONGEST, ask_of_data
from motcua.doors.citizen.page import WRONG_FORM, Asking, by, form_key, me, show
from motcua.doors.shared.access import citizens
from motcua.doors.shared.letters import typed
from motcua.doors.shared.sentences import say
from motcua.records.own_data import DataRequest, own_data_law
from motcua.rules.own_data import WISH_WORDS, DataWish
from motcua.rules.refusal import Refused


@citizens
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Asking) -> HttpResponse:
    """What I asked before, each with its day or its answer; and a new request."""
    law, post = own_data_law(), request.POST
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        errors = [
            (name, say("choose", {"label": label}))
            for name, label, known in (
                ("wish", "Bạn muốn gì", set(DataWish)),
                ("datum", "Dữ liệu nào", set(law.data)),
            )
            if post.get(name) not in known
        ]
        errors = errors or _ask(request)
        if not errors:
            return redirect("citizen:data-request")
    mine = DataRequest.objects.visible_to(request.who).filter(person=me(request))
    return show(
        request,
        "data-request",
        WRONG_FORM if errors else 200,
        back_url="/du-lieu-cua-ban",
        asked=mine.order_by("-made_at"),
        wishes=WISH_WORDS.items(),
        law=law,
        said=post,
        text=typed(request, "said", LONGEST),
        most=LONGEST,
        error=dict(errors),
        error_list=errors,
        key=uuid.uuid4(),
    )


def _ask(request: Asking) -> list[tuple[str, str]]:
    try:
        ask_of_data(
            by(request, form_key(request)),
            me(request).id,
            wish=DataWish(request.POST["wish"]),
            datum=request.POST["datum"],
            said=typed(request, "said", LONGEST),
        )
    except Refused as refusal:
        return [("said", say(refusal.code, refusal.detail))]
    return []
