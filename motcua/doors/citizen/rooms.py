"""The rooms of a dwelling: who is in which tonight, which are free, who has left."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from motcua.actions.room import lodge_tenant, name_rooms, note_tenant_left
from motcua.actions.stay import correct_room
from motcua.doors.citizen.guests import SORTED, my_home, tonight
from motcua.doors.citizen.page import WRONG_FORM, Asking, as_uuid, by, form_key, show
from motcua.doors.citizen.tenants import Tenancy, tenants_of
from motcua.doors.shared.access import citizens
from motcua.doors.shared.guests import by_name, shown
from motcua.doors.shared.sentences import say
from motcua.records.dwelling import Dwelling
from motcua.records.room import Room
from motcua.records.stay import Stay
from motcua.rules.refusal import Denied, Refused
from motcua.rules.room import MOST, room_key, rooms_named
from motcua.rules.time.wall_clock import local

TALLEST = 40  # lines of the box of names; of more one scrolls
DONE = {
    "ten": "Đã lưu tên phòng",
    "phong": "Đã ghi phòng của người thuê",
    "di": "Đã ghi người đi hôm nay",
    "sua": "Đã báo phòng đúng của khách",
}


@dataclass
class Place:
    """A room and who is in it tonight."""

    name: str
    tenants: list[Tenancy] = field(default_factory=list)
    guests: list[dict[str, Any]] = field(default_factory=list)

    @property
    def free(self) -> bool:
        return not (self.tenants or self.guests)


@dataclass(frozen=True)
class Wrong:
    """What is wrong in the form of names, or in that of one guest's room."""

    words: str
    stay: UUID | None = None

    @property
    def anchor(self) -> str:
        return f"guest-{self.stay}" if self.stay else "names"


@citizens
@require_http_methods(["GET", "HEAD", "POST"])
def rooms(request: Asking, id: UUID) -> HttpResponse:
    """Who is in which room; as a form, what the rooms are called."""
    home, wrong = my_home(request, id), None
    if request.method == "POST":
        try:
            names = rooms_named(request.POST.get("names", ""))
            name_rooms(by(request, form_key(request)), dwelling=home.id, names=names)
            return redirect(f"/cho-o/{home.id}/phong?xong=ten")
        except Refused as refused:
            wrong = Wrong(say(refused.code, refused.detail))
    return _page(request, home, wrong)


def _page(request: Asking, home: Dwelling, wrong: Wrong | None) -> HttpResponse:
    night = tonight(request)
    seen = Stay.objects.visible_to(request.who).filter(dwelling=home).nights(night, night)
    guests = [shown(one) for one in by_name(seen.select_related("dwelling")[:SORTED])]
    tenants = tenants_of(request.who, home, local(request.at).date())
    named = list(Room.objects.visible_to(request.who).filter(dwelling=home))
    places = _places(named, (one for one in tenants if not one.gone), guests)
    nowhere = places.pop("")
    names = request.POST.get("names") or _proposed(home, list(places.values()))
    return show(
        request,
        "rooms",
        WRONG_FORM if wrong else 200,
        back_url=f"/cho-o/{home.id}/khach",
        home=home,
        night=night,
        named=named,
        free=[one for one in places.values() if one.free],
        taken=[one for one in places.values() if not one.free],
        nowhere=nowhere,
        gone=[one for one in tenants if one.gone],
        names=names,
        tall=min(len(names.splitlines()) + 2, TALLEST),
        error_list=[(wrong.anchor, wrong.words)] if wrong else [],
        error=wrong.words if wrong and not wrong.stay else "",
        wrong=wrong.stay if wrong else None,
        room_error=wrong.words if wrong else "",
        done=DONE.get(request.GET.get("xong", ""), ""),
        key=uuid.uuid4(),
    )


def _places(
    named: Iterable[Room], tenants: Iterable[Tenancy], guests: Iterable[dict[str, Any]]
) -> dict[str, Place]:
    """The rooms that have a name, then those only a guest's row names; "" is who has none."""
    places = {"": Place("")} | {room_key(one.name): Place(one.name) for one in named}
    for tenant in tenants:
        places[room_key(tenant.room)].tenants.append(tenant)
    for guest in guests:
        said = guest["cells"].get("room", "")
        places.setdefault(room_key(said), Place(said)).guests.append(guest)
    return places


def _proposed(home: Dwelling, places: list[Place]) -> str:
    """What the form of names begins with: the names there are, else as many numbers as rooms."""
    names = [one.name for one in places] or [str(at) for at in range(1, home.rooms + 1)]
    return "\n".join(names[:MOST])


@citizens
@require_POST
def lodging(request: Asking, id: UUID, dossier: UUID) -> HttpResponse:
    """A tenant has this room from now on."""
    home, room = my_home(request, id), as_uuid(request.POST.get("room", ""))
    lodge_tenant(by(request, form_key(request)), dwelling=home.id, dossier=dossier, room=room)
    return redirect(f"/cho-o/{home.id}/phong?xong=phong")


@citizens
@require_POST
def guest_room(request: Asking, stay: UUID) -> HttpResponse:
    """A guest who was told of has another room."""
    mine = Stay.objects.visible_to(request.who).select_related("dwelling__unit")
    found = mine.filter(pk=stay).first()
    if found is None:
        raise Denied("stay.tell")
    try:
        correct_room(by(request, form_key(request)), stay, room=request.POST.get("room", ""))
    except Refused as refused:
        wrong = Wrong(say(refused.code, refused.detail), stay)
        return _page(request, found.dwelling, wrong)
    return redirect(f"/cho-o/{found.dwelling_id}/phong?xong=sua")


@citizens
@require_POST
def tenant_left(request: Asking, id: UUID, dossier: UUID) -> HttpResponse:
    """A tenant no longer lives here."""
    home = my_home(request, id)
    note_tenant_left(by(request, form_key(request)), dwelling=home.id, dossier=dossier)
    return redirect(f"/cho-o/{home.id}/phong?xong=di")
