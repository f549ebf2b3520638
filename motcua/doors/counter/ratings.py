"""How content people are, for those who oversee: by unit and officer, the list behind each number;
and for each officer their own figures, once there are enough to hide who said what."""

from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count
from django.http import HttpResponse

from motcua.doors.shared.access import posts
from motcua.doors.shared.desk import SINCE, Asking, officers_named, show
from motcua.records.rating import Rating, Ratings, content_of, own_figures
from motcua.records.unit import Unit
from motcua.rules.rating import DISLIKED, FEWEST, STEPS
from motcua.rules.who import READERS

MOST = 200


@dataclass
class Row:
    """How often each step was given to one officer."""

    officer: UUID | None
    name: str
    told: Counter[int] = field(default_factory=Counter)

    @property
    def figures(self) -> list[tuple[int, int]]:
        return [(step, self.told[step]) for step in STEPS]

    @property
    def all(self) -> int:
        return self.told.total()

    @property
    def disliked(self) -> int:
        return sum(self.told[step] for step in DISLIKED)


@posts(*READERS)
def ratings(request: Asking) -> HttpResponse:
    """The last ninety days; with `can-bo` and `muc`, the dossiers behind one number."""
    since, units = request.at - SINCE, request.who.overseen
    seen = Rating.objects.overseen_by(request.who).filter(at__gte=since)
    mine = own_figures(since)
    listed = _listed(request, seen.select_related("dossier")) if units else []
    return show(
        request,
        "counter/ratings.html",
        units=[
            (
                unit.full_name,
                content_of(unit.pk, since),
                _rows(seen.filter(unit=unit), unit.pk),
            )
            for unit in Unit.objects.filter(pk__in=units)
        ],
        listed=listed,
        steps=STEPS.items(),
        mine=Row(None, "", Counter(mine)) if mine else None,
        fewest=FEWEST,
        days=SINCE.days,
        officer=request.who.is_officer,
    )


def _rows(ratings: Ratings, unit: int) -> list[Row]:
    told: dict[UUID | None, Counter[int]] = {}
    counted = ratings.values_list("officer", "steps").annotate(number=Count("id")).order_by()
    for officer, steps, number in counted:
        told.setdefault(officer, Counter())[steps] = number
    names = officers_named([officer for officer in told if officer], unit)
    rows = [
        Row(officer, names.get(officer, "") if officer else "chưa ai nhận", steps)
        for officer, steps in told.items()
    ]
    return sorted(rows, key=lambda row: (-row.disliked, row.name))


def _listed(request: Asking, seen: Ratings) -> list[Rating]:
    """What stands behind the number that was chosen: an officer's, at one step or all."""
    officer, step = request.GET.get("can-bo"), request.GET.get("muc", "")
    if officer is None:
        return []
    try:
        chosen = seen.filter(officer=UUID(officer) if officer else None)
    except ValueError:
        return []
    if step in {str(one) for one in STEPS}:
        chosen = chosen.filter(steps=int(step))
    return list(chosen.order_by("-at")[:MOST])
