"""Pages on the scan station that are of somebody else: what their code or their words say, and the
matter of this officer's to which they can be put."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.urls import reverse

from motcua.doors.counter.filing import begun
from motcua.doors.counter.spoken import spoken_of
from motcua.doors.shared.desk import Asking
from motcua.doors.shared.places import reach_at
from motcua.doors.shared.supplement import Supplement, open_request
from motcua.records.dossier import Dossier, Party
from motcua.records.draft import Draft
from motcua.records.person import Person
from motcua.records.scan import ScannedPage
from motcua.rules.dossier import State
from motcua.rules.refusal import Denied
from motcua.rules.scan import names, numbers_in

MOST = 50  # matters of an officer that are compared with a page
DIGITS = 12  # of an identity number


@dataclass(frozen=True)
class Matter:
    """What is scanned for: a dossier being filed here, or one that waits for its supplement."""

    id: UUID
    title: str
    back: str
    labels: dict[str, str]  # the papers that may be handed in, by key
    people: tuple[Person, ...] = ()


@dataclass
class Astray:
    """Pages whose code names another matter: where they can go, or what is known of it."""

    to: Matter | None
    number: str  # of a dossier that one sees and that waits for nothing
    pages: list[ScannedPage] = field(default_factory=list)


@dataclass(frozen=True)
class Doubt:
    """A page on which a machine read somebody, and nobody of this matter."""

    others: list[tuple[UUID, str]]  # matters of this officer whose applicant it names
    numbers: list[str]


def matter_of(request: Asking, id: UUID) -> Matter:
    """What this officer files for somebody, or a dossier whose supplement is brought here."""
    dossiers = Dossier.objects.visible_to(request.who).select_related("applicant", "unit")
    dossier = dossiers.filter(pk=id).first()
    asked = open_request(dossier) if dossier else None
    if dossier and asked:
        reach, version = reach_at(request.who, dossier.unit), spoken_of(dossier.version)
        given = Supplement(dossier, asked, request.who, reach, version)
        labels = {one.key: one.label for one in given.wanted}
        parties = Party.objects.filter(dossier=dossier).select_related("person")
        people = (dossier.applicant, *(one.person for one in parties))
        back = reverse("counter:answer", args=[id])
        return Matter(id, _title(dossier.number, dossier.applicant), back, labels, people)
    sheet = begun(request, id)
    if sheet.draft.submitted:
        raise Denied("document.attach")
    labels = {one.key: one.label for one in sheet.wanted}
    stands = sheet.draft.representative
    people = (sheet.applicant, stands) if stands else (sheet.applicant,)
    back = reverse("counter:filing", args=[id])
    return Matter(id, _title(sheet.version.name, sheet.applicant), back, labels, people)


def _title(what: str, applicant: Person) -> str:
    return f"{what} – {applicant.full_name}"


def astray(request: Asking, pages: Iterable[ScannedPage]) -> list[Astray]:
    """The pages that a code says to be of another matter, by that matter."""
    found: dict[UUID, Astray] = {}
    for page in pages:
        if page.belongs:
            found.setdefault(page.belongs, _astray(request, page.belongs)).pages.append(page)
    return list(found.values())


def _astray(request: Asking, belongs: UUID) -> Astray:
    try:
        return Astray(matter_of(request, belongs), "")
    except Denied:
        seen = Dossier.objects.visible_to(request.who).filter(pk=belongs).first()
        return Astray(None, seen.number if seen else "")


def doubts(request: Asking, matter: Matter, pages: Iterable[ScannedPage]) -> dict[UUID, Doubt]:
    """The pages on which a machine read another person's name or number, and nobody's of this
    matter: to be looked at, for what it read may be wrong."""
    unnamed = [page for page in pages if page.lines and not _names_any(page, matter.people)]
    others = list(_others(request, matter)) if unnamed else []
    found = {}
    for page in unnamed:
        named = [(id, title) for id, title, person in others if _names_any(page, (person,))]
        numbers = [one for one in numbers_in(page.lines) if len(one) == DIGITS]
        if named or numbers:
            found[page.id] = Doubt(named, sorted(numbers))
    return found


def _names_any(page: ScannedPage, people: Iterable[Person]) -> bool:
    return any(names(page.lines, one.full_name, one.number) for one in people)


def _others(request: Asking, matter: Matter) -> Iterable[tuple[UUID, str, Person]]:
    """What this officer could scan for instead: their own drafts, and what waits in their unit."""
    drafts = Draft.objects.visible_to(request.who).filter(submitted=False).exclude(pk=matter.id)
    people = Person.objects.visible_to(request.who)
    begun_here = list(drafts.order_by("-saved_at")[:MOST])
    applicants = people.in_bulk([one.applicant_id for one in begun_here])
    for draft in begun_here:
        if draft.applicant_id in applicants and draft.applicant_id != request.who.person:
            person = applicants[draft.applicant_id]
            yield draft.id, _title("hồ sơ đang làm", person), person
    waiting = Dossier.objects.visible_to(request.who).filter(unit__in=request.who.units)
    waiting = waiting.filter(state=State.WAITING).exclude(pk=matter.id)
    for one in waiting.select_related("applicant").order_by("due_at")[:MOST]:
        yield one.id, _title(one.number, one.applicant), one.applicant
