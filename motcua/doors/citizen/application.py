"""An application as a citizen writes it: one page after another, their own, saved at each step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse

from motcua.doors.citizen.page import Asking
from motcua.doors.shared import application as shared
from motcua.doors.shared.places import commune
from motcua.records.draft import Draft
from motcua.records.procedure import catalogue
from motcua.records.unit import Unit
from motcua.rules.catalogue.checks import failing
from motcua.rules.catalogue.parts import Component
from motcua.rules.catalogue.procedure import Field, Procedure, Version
from motcua.rules.dossier import Channel
from motcua.rules.refusal import Denied
from motcua.rules.time.wall_clock import local

WRONG = "wrong"  # in a draft's answers: inputs put aside although something was wrong with them


@dataclass(frozen=True)
class Step:
    """One page of the way: a question, or a paper to hand in."""

    key: str
    url: str
    title: str
    fields: tuple[Field, ...] = ()
    paper: Component | None = None


class Application(shared.Application):
    """The pages of an application, in order."""

    @property
    def procedure(self) -> Procedure:
        return procedure_with(self.draft.procedure)

    @property
    def unit_name(self) -> str:
        """Of the commune it goes to, "" while that is open."""
        return self.draft.unit.full_name if self.draft.unit else ""

    @cached_property
    def steps(self) -> list[Step]:
        """All pages of questions, then all papers, as the answers so far have them."""
        asked = [
            Step(key, self._url("question", key), heading_of(page), page)
            for page in self.pages
            for key in [page[0].page or page[0].key]
        ]
        papers = [
            Step(one.key, self._url("paper", one.key), one.label, paper=one) for one in self.papers
        ]
        return asked + papers

    def _url(self, view: str, key: str) -> str:
        return reverse(f"citizen:{view}", args=[self.draft.id, key])

    def done(self, step: Step) -> bool:
        """Whether nothing is missing on a page and nothing on it was left wrong."""
        if step.paper:
            return self.handed(step.paper)
        return all(self.answered(one) for one in step.fields)

    def left(self) -> list[Step]:
        return [step for step in self.steps if not self.done(step)]

    def check_codes(self) -> set[str]:
        """What the named checks of this version say of the answers so far."""
        return {code for code, _ in failing(self.version.checks, self.whole, self.day)}

    def where(self, step: Step) -> str:
        """`câu 2 trong 4`, or `giấy tờ 1 trong 1`."""
        same = [one for one in self.steps if bool(one.paper) == bool(step.paper)]
        kind = "giấy tờ" if step.paper else "câu"
        return f"{kind} {same.index(step) + 1} trong {len(same)}"


def procedure_with(code: str) -> Procedure:
    found = catalogue().get(code)
    if found is None:
        raise Denied("procedure")
    return found


def version_today(procedure: Procedure, at: datetime) -> Version:
    """The law as it stands: an application is under it when it is filed, not when begun."""
    version = procedure.on(local(at).date())
    if version is None:
        raise Denied("procedure")
    return version


def my_drafts(request: Asking) -> QuerySet[Draft]:
    mine = Draft.objects.visible_to(request.who).select_related("unit", "applicant__unit__parent")
    open_ones = mine.filter(
        Q(applicant=request.who.person) | Q(representative=request.who.person),
        submitted=False,
        expires_at__gt=request.at,
    )
    return open_ones.order_by("-saved_at")


def application(request: Asking, id: UUID) -> Application:
    """The draft with this id, if it is mine and still open."""
    draft = my_drafts(request).filter(pk=id).first()
    if draft is None:
        raise Denied("draft.read")
    return as_it_stands(request, draft)


def as_it_stands(request: Asking, draft: Draft) -> Application:
    """A draft of mine under the law of today."""
    said = dict(draft.answers)
    wrong = said.pop(WRONG, {})
    version = version_today(procedure_with(draft.procedure), request.at)
    return Application(
        draft, version, draft.applicant, request.who, request.at, Channel.ONLINE, said, wrong
    )


def next_of(form: Application) -> str:
    """The first page that is not done yet; the check page where all are."""
    left = form.left()
    return left[0].url if left else reverse("citizen:check", args=[form.draft.id])


def heading_of(fields: Sequence[Field]) -> str:
    """A heading for a page of several questions, from their labels: one question mark at most."""
    first, *others = [one.label for one in fields[:3]]
    *before, last = [first, *(label[:1].lower() + label[1:] for label in others)]
    return ", ".join([*(label.removesuffix("?") for label in before), last])


def unit_of(
    answers: dict[str, Any], fields: Sequence[Field], before: Unit | None, at: datetime
) -> Unit | None:
    """Where the dossier goes: to the commune of the dwelling, once one is named."""
    for one in fields:
        answer = answers.get(one.key)
        if one.kind == "dwelling" and isinstance(answer, dict) and answer.get("commune"):
            return commune(answer["commune"], local(at).date()) or before
    return before
