"""Tenants: whose residence is registered at a dwelling, until when, and renewing it in one tap."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from motcua.actions.draft import save_draft
from motcua.doors.citizen.application import as_it_stands, next_of, procedure_with, version_today
from motcua.doors.citizen.page import Asking, by, form_key, me, my_dossier
from motcua.doors.shared.access import citizens
from motcua.records.dossier import Dossier
from motcua.records.dwelling import Dwelling
from motcua.records.room import Lodging
from motcua.records.stay import stay_law
from motcua.rules.catalogue.procedure import Version
from motcua.rules.dossier import State
from motcua.rules.time.wall_clock import local
from motcua.rules.time.working_time import years_later
from motcua.rules.who import Who

SHOWN_AFTER = timedelta(days=30)  # ours: how long one that has ended is still listed
COPIED = ("for_whom", "members", "dwelling", "stay_basis", "owner")


@dataclass(frozen=True)
class Tenancy:
    """The newest registration of one tenant, or of people who were registered together."""

    dossier: Dossier
    names: tuple[str, ...]
    begins: date
    ends: date
    left: int  # days; below zero once it has ended
    soon: bool
    mine: bool  # filed by whoever looks: only they may file on
    lodging: Lodging | None = None  # what the landlord noted last

    @property
    def kept_by(self) -> UUID:
        """The dossier under which the landlord's notes stand; a renewal goes on with them."""
        return self.lodging.pk if self.lodging else self.dossier.pk

    @property
    def room(self) -> str:
        """What the room is called, "" where none was noted."""
        return self.lodging.room.name if self.lodging and self.lodging.room else ""

    @property
    def gone(self) -> date | None:
        """The day they left, unless they were registered again after it."""
        left = self.lodging.left if self.lodging else None
        return left if left and local(self.dossier.submitted_at).date() <= left else None


def tenants_of(who: Who, home: Dwelling, today: date) -> list[Tenancy]:
    """Who is registered at this dwelling, whose registration ends first comes first."""
    newest: dict[tuple[str, ...], Tenancy] = {}
    noted: dict[tuple[str, ...], Lodging] = {}
    lodgings = Lodging.objects.visible_to(who).filter(dwelling=home).select_related("room")
    by_dossier = {one.pk: one for one in lodgings}
    for dossier in _registered(who):
        found = tenancy(dossier, who, today)
        at = dossier.answers.get("dwelling") or {}
        if found is None or at.get("id") != str(home.id):
            continue
        if dossier.pk in by_dossier:
            noted[found.names] = by_dossier[dossier.pk]
        before = newest.get(found.names)
        if before is None or before.ends < found.ends:
            newest[found.names] = found
    current = [one for one in newest.values() if one.ends >= today - SHOWN_AFTER]
    with_rooms = (replace(one, lodging=noted.get(one.names)) for one in current)
    return sorted(with_rooms, key=lambda one: one.ends)


def _registered(who: Who) -> Iterator[Dossier]:
    law = stay_law().tenancy
    rows = Dossier.objects.visible_to(who).filter(
        procedure__in=(law.register, law.renew),
        state__in=(State.DONE, State.RETURNED),
        parties__person=who.person,
    )
    return rows.distinct().iterator()


def tenancy(dossier: Dossier, who: Who, today: date) -> Tenancy | None:
    """What a dossier says of a tenancy; None where it is about something else."""
    law, said = stay_law().tenancy, dossier.answers
    if dossier.procedure not in (law.register, law.renew) or not said.get("to"):
        return None
    begins, ends = date.fromisoformat(said["from"]), date.fromisoformat(said["to"])
    own = [] if said.get("for_whom") == "tenants" else [str(said.get("full_name", ""))]
    others = [str(one.get("full_name", "")) for one in said.get("members") or []]
    left = (ends - today).days
    return Tenancy(
        dossier,
        (*own, *others),
        begins,
        ends,
        left,
        soon=0 <= left <= law.ahead_days,
        mine=dossier.applicant_id == who.person,
    )


def renewable(dossier: Dossier, who: Who, today: date) -> Tenancy | None:
    """The tenancy that whoever filed this may now renew."""
    found = tenancy(dossier, who, today)
    done = dossier.state in (State.DONE, State.RETURNED)
    return found if found and done and found.soon and found.mine else None


@citizens
@require_POST
def renew(request: Asking, id: UUID) -> HttpResponse:
    """Begin the renewal, filled in from what was filed before: look it over and send."""
    found = my_dossier(request, id)
    before = renewable(found, request.who, local(request.at).date())
    if before is None:
        return redirect("citizen:dossier", id)
    version = version_today(procedure_with(stay_law().tenancy.renew), request.at)
    draft = save_draft(
        by(request),
        id=form_key(request),
        version=version,
        unit=found.unit,
        applicant=me(request),
        answers=_filled(found.answers, before, version),
    )
    return redirect(next_of(as_it_stands(request, draft)))


def _filled(said: dict[str, Any], before: Tenancy, version: Version) -> dict[str, Any]:
    """As long again as before, and no longer than may be."""
    ends = before.ends + (before.ends - before.begins)
    if version.most_years:
        ends = min(ends, years_later(before.ends, version.most_years))
    period = {"from": before.ends.isoformat(), "to": ends.isoformat()}
    return {key: said[key] for key in COPIED if key in said} | period
