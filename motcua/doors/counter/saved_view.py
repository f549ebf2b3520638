"""The views of the inbox an officer has given a name."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions.saved_view import drop_view, keep_view
from motcua.doors.counter import filters
from motcua.doors.shared.access import posts
from motcua.doors.shared.desk import Asking, by, form_key
from motcua.records.saved_view import SavedView
from motcua.rules.who import READERS, Door
from motcua.rules.words.names import nfc

readers = posts(*READERS)


@readers
def keep(request: Asking) -> HttpResponse:
    """Keep what the list shows now under the name that was typed, and go on with it."""
    if request.method != "POST":
        return redirect("counter:inbox")
    choice = filters.without_search(filters.said_in(request.POST))
    name = nfc(request.POST.get("ten", ""))
    act = by(request, Door.COUNTER, form_key(request))
    keep_view(act, name=name, chosen=filters.said_of(choice))
    return redirect(choice.url())


@readers
def drop(request: Asking, id: UUID) -> HttpResponse:
    if request.method == "POST":
        drop_view(by(request, Door.COUNTER, form_key(request)), id)
    return redirect("counter:inbox")


def saved(request: Asking) -> list[tuple[UUID, str, filters.Chosen]]:
    """The views of whoever asks, in the order of their names."""
    mine = SavedView.objects.visible_to(request.who)
    found = [(view.id, view.name, filters.checked(view.chosen)) for view in mine]
    return sorted(found, key=lambda one: one[1].casefold())
