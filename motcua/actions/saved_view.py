"""Keeping a view of the inbox under a name, and dropping it."""

from collections.abc import Mapping
from uuid import UUID

from motcua.actions.act import By, action, allow, tell
from motcua.records.saved_view import SavedView
from motcua.rules.events.desk import ViewDropped, ViewKept
from motcua.rules.permission import Purpose, Target
from motcua.rules.refusal import Denied, Refused

MOST = 20
LONGEST = 60


@action
def keep_view(by: By, *, name: str, chosen: Mapping[str, object]) -> SavedView:
    """Keep filters, order and columns; a view of the same name is replaced."""
    allow(by, "view.keep", _own(by), Purpose.OWN)
    name = name.strip()[:LONGEST]
    if not name:
        raise Refused("view-needs-name")
    mine = list(SavedView.objects.visible_to(by.actor))
    same = next((one for one in mine if one.name == name), None)
    if same is None and len(mine) >= MOST:
        raise Refused("too-many-views", detail={"limit": MOST})
    view = same or SavedView(account_id=by.account, name=name)
    view.chosen, view.made_at = dict(chosen), by.at
    view.save()
    tell(by, ViewKept(subject=view.id))
    return view


@action
def drop_view(by: By, view: UUID) -> None:
    """Forget a saved view; the dossiers it showed stay where they are."""
    allow(by, "view.keep", _own(by), Purpose.OWN)
    dropped, _ = SavedView.objects.visible_to(by.actor).filter(pk=view).delete()
    if not dropped:
        raise Denied("view.keep")
    tell(by, ViewDropped(subject=view))


def _own(by: By) -> Target:
    person = by.actor.person
    return Target(people=frozenset({person} if person else ()))
