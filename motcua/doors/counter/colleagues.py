"""Who may be given a dossier: with what they have already, and whether they are there."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from motcua.doors.shared.desk import Asking, today
from motcua.records.absence import Absence, standing_in
from motcua.records.account import Post
from motcua.records.workload import ahead, piles
from motcua.rules.permission import GRANTS
from motcua.rules.workload import Pile


@dataclass(frozen=True)
class Colleague:
    """Somebody of the unit, as one chooses among them."""

    account: UUID
    name: str
    title: str
    pile: Pile
    away: bool
    stands_in: bool

    @property
    def words(self) -> str:
        said = f"{self.name}, {self.title}: {self.pile.all} hồ sơ, {self.pile.pressing} gấp"
        said += ", đang trực thay" if self.stands_in else ""
        return said + (", đang nghỉ" if self.away else "")


def colleagues(request: Asking, units: Iterable[int]) -> list[Colleague]:
    """Who may take dossiers of these units today: those with the least that presses first, those
    who are away last."""
    on, found = today(request), {}
    for unit in units:
        loads = {pile.officer: pile for pile in piles(unit, ahead(unit, request.at), {})}
        off = set(Absence.objects.on(on).filter(unit=unit).values_list("account_id", flat=True))
        standbys = standing_in(unit, on)
        held = Post.objects.held_on(on).filter(unit=unit, role__in=GRANTS["dossier.take"].roles)
        for post in held.select_related("account").order_by("valid_from"):
            id = post.account_id
            pile = loads.get(id, Pile(id))
            found[id] = Colleague(
                id, post.account.name, post.title, pile, id in off, id in standbys
            )
    return sorted(found.values(), key=lambda one: (one.away, one.pile.pressing, one.name))
