"""Asking once only, overseen: what was asked for although held, and what was not taken."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse

from motcua.doors.shared.access import posts
from motcua.doors.shared.desk import SINCE, Asking, officers_named, show
from motcua.records.copy_refusal import CopyRefusal
from motcua.records.once_only import AskedAnyway
from motcua.records.procedure import once_only, version_of
from motcua.rules.catalogue.once_only import Ground
from motcua.rules.who import OVERSEERS

overseers = posts(*OVERSEERS)
MOST = 200


@dataclass(frozen=True)
class Count:
    """How often one officer asked for what is held, by ground."""

    officer: str
    figures: list[tuple[str, int]]

    @property
    def all(self) -> int:
        return sum(figure for _, figure in self.figures)


@overseers
def overview(request: Asking) -> HttpResponse:
    """The last ninety days: each case with its ground, counts by officer."""
    since = request.at - SINCE
    seen = AskedAnyway.objects.visible_to(request.who).filter(at__gte=since)
    cases = list(seen.order_by("-at").values_list("officer", "ground", "unit"))
    shown = list(seen.select_related("dossier", "unit").order_by("-at")[:MOST])
    names = _officers(cases)
    refusals = CopyRefusal.objects.visible_to(request.who).filter(
        unit__in=request.who.units, made_at__gte=since
    )
    return show(
        request,
        "counter/once-only.html",
        grounds=[once_only().grounds[ground] for ground in Ground],
        counts=_counts(cases, names),
        cases=[_case(one, names) for one in shown],
        refusals=refusals.select_related("paper").order_by("-made_at")[:MOST],
        refusal_count=refusals.count(),
        law=once_only(),
        days=SINCE.days,
    )


def _officers(cases: list[tuple[UUID, str, int]]) -> dict[UUID, str]:
    names: dict[UUID, str] = {}
    for unit in {unit for _, _, unit in cases}:
        names |= officers_named({who for who, _, of in cases if of == unit}, unit)
    return names


def _counts(cases: list[tuple[UUID, str, int]], names: dict[UUID, str]) -> list[Count]:
    rules = once_only().grounds
    told = Counter((officer, ground) for officer, ground, _ in cases)
    counts = [
        Count(names.get(officer, ""), [(rules[g].short, told[officer, g]) for g in Ground])
        for officer in {officer for officer, _ in told}
    ]
    return sorted(counts, key=lambda one: (-one.all, one.officer))


def _case(one: AskedAnyway, names: dict[UUID, str]) -> dict[str, object]:
    version = version_of(one.dossier.version)
    labels = {field.key: field.label for field in version.fields}
    labels |= {paper.key: paper.label for paper in version.components}
    return {
        "case": one,
        "label": labels.get(one.part, one.part),
        "ground": once_only().grounds[Ground(one.ground)].label,
        "officer": names.get(one.officer_id, ""),
    }
