"""A landlord names the rooms of a dwelling and says which tenant has which, or has left."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from motcua.actions.act import By, action, allow, tell
from motcua.records.dossier import Dossier
from motcua.records.dwelling import Dwelling
from motcua.records.room import Lodging, Room
from motcua.rules.events.base import Matter
from motcua.rules.events.people import RoomsNamed, TenantLeft, TenantLodged
from motcua.rules.permission import Purpose, Target
from motcua.rules.refusal import Denied, Refused
from motcua.rules.room import room_key
from motcua.rules.time.wall_clock import local


@action
def name_rooms(by: By, *, dwelling: UUID, names: Sequence[str]) -> Dwelling:
    """The rooms are these, in this order; a room in which a tenant lives cannot be left out."""
    held = _held(by, dwelling)
    before = {room_key(one.name): one for one in Room.objects.filter(dwelling=held)}
    named = {room_key(name): name for name in names}
    gone = [room.pk for key, room in before.items() if key not in named]
    living = Lodging.objects.filter(room__in=gone, left=None).select_related("room").first()
    if living and living.room:
        raise Refused("room-taken", detail={"name": living.room.name})
    Room.objects.filter(pk__in=gone).delete()
    for at, (key, name) in enumerate(named.items()):
        room = before.get(key) or Room(dwelling=held)
        room.name, room.position = name, at
        room.save()
    tell(by, RoomsNamed(**_matter(held), rooms=len(named)))
    return held


@action
def lodge_tenant(by: By, *, dwelling: UUID, dossier: UUID, room: UUID) -> Lodging:
    """Who is registered by this dossier lives in this room: from the first day of the
    registration, or from today where they had another room or had left."""
    held = _held(by, dwelling)
    found = _tenancy(held, dossier)
    chosen = Room.objects.filter(dwelling=held, pk=room).first()
    if chosen is None:
        raise Denied("room.keep")
    kept = Lodging.objects.filter(pk=dossier).first()
    since = local(by.at).date() if kept else date.fromisoformat(found.answers["from"])
    if kept and kept.room_id == room and not kept.left:
        since = kept.since
    lodging = Lodging(dossier=found, dwelling=held, room=chosen, since=since)
    lodging.save()
    tell(by, TenantLodged(**_matter(held)))
    return lodging


@action
def note_tenant_left(by: By, *, dwelling: UUID, dossier: UUID) -> Lodging:
    """Who is registered by this dossier no longer lives here, since today."""
    held = _held(by, dwelling)
    found = _tenancy(held, dossier)
    kept = Lodging.objects.filter(pk=dossier).first()
    if kept and kept.left:
        raise Refused("tenant-left-already", detail={"day": f"{kept.left:%d/%m/%Y}"})
    today = local(by.at).date()
    lodging = kept or Lodging(dossier=found, dwelling=held, since=today)
    lodging.left = today
    lodging.save()
    tell(by, TenantLeft(**_matter(held)))
    return lodging


def _held(by: By, dwelling: UUID) -> Dwelling:
    held = (
        Dwelling.objects.select_for_update(of=("self",), no_key=True).filter(pk=dwelling).first()
    )
    if held is None:
        raise Denied("room.keep")
    allow(by, "room.keep", Target(held.unit_id, frozenset({held.owner_id})), Purpose.OWN)
    return held


def _tenancy(held: Dwelling, dossier: UUID) -> Dossier:
    """A dossier by which somebody lives in this dwelling until a day."""
    found = Dossier.objects.filter(pk=dossier, parties__person=held.owner_id).first()
    said = found.answers if found else {}
    if (
        found is None
        or not said.get("to")
        or (said.get("dwelling") or {}).get("id") != str(held.id)
    ):
        raise Denied("room.keep")
    return found


def _matter(held: Dwelling) -> Matter:
    return {"subject": held.id, "about": (held.owner_id,), "unit": held.unit_id}
