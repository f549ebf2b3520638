"""An application as it stands: what was said, what is known, which questions are left."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from motcua.actions.dossier import completed
from motcua.doors.citizen.asking import heading_of
from motcua.doors.citizen.page import Asking, me
from motcua.doors.citizen.places import commune
from motcua.doors.shared.forms import Paper
from motcua.records.document import Attachment
from motcua.records.dossier import Draft
from motcua.records.person import Person
from motcua.records.procedure import calendar, catalogue
from motcua.records.unit import Unit
from motcua.rules.dossier import CHECKS, Channel
from motcua.rules.parts import Component
from motcua.rules.procedure import Field, Procedure, Version
from motcua.rules.refusal import Denied
from motcua.rules.wall_clock import local
from motcua.rules.who import Who
from motcua.rules.working_time import Due, due_on

WRONG = "wrong"  # in a draft's answers: inputs put aside although something was wrong with them
BLANK: tuple[Any, ...] = (None, "", [], {})
FILE_MB = 20  # as actions.inspect_file has it


@dataclass(frozen=True)
class Step:
    """One page of the way: a question, or a paper to hand in."""

    key: str
    url: str
    title: str
    fields: tuple[Field, ...] = ()
    paper: Component | None = None


@dataclass
class Application:
    """A draft read together with the law of today and what the registers hold."""

    draft: Draft
    procedure: Procedure
    version: Version
    applicant: Person
    who: Who
    at: datetime
    said: dict[str, Any]
    wrong: dict[str, str] = field(default_factory=dict)

    @cached_property
    def whole(self) -> dict[str, Any]:
        day = local(self.at).date()
        return completed(self.version, self.applicant, self.said, Channel.ONLINE, day)

    @property
    def unit_name(self) -> str:
        """Of the commune it goes to, "" while that is open."""
        return self.draft.unit.full_name if self.draft.unit else ""

    @cached_property
    def held(self) -> set[str]:
        return set(self.whole["fact.known"])

    @cached_property
    def files(self) -> dict[str, list[Attachment]]:
        """What was handed in so far, by paper."""
        found: dict[str, list[Attachment]] = {}
        kept = Attachment.objects.visible_to(self.who).of(self.draft.id).order_by("at")
        for attachment in kept:
            found.setdefault(attachment.component, []).append(attachment)
        return found

    @cached_property
    def steps(self) -> list[Step]:
        """All pages of questions, then all papers, as the answers so far have them."""
        asked = [
            Step(page[0].page or page[0].key, "", heading_of(page), page)
            for page in self.version.pages(self.whole, self.held)
        ]
        papers = [
            Step(one.key, "", one.label, paper=one) for one in self.version.needed(self.whole)
        ]
        return [self._placed(step) for step in (*asked, *papers)]

    def _placed(self, step: Step) -> Step:
        name = "citizen:paper" if step.paper else "citizen:question"
        return Step(step.key, reverse(name, args=[self.draft.id, step.key]), step.title,
                    step.fields, step.paper)  # fmt: skip

    def done(self, step: Step) -> bool:
        """Whether nothing is missing on a page and nothing on it was left wrong."""
        if step.paper:
            return not step.paper.required or bool(self.files.get(step.key))
        wrong = {name.partition(".")[0] for name in self.wrong}
        return not any(
            one.key not in self.said
            or one.key in wrong
            or (one.required and self.said[one.key] in BLANK)
            for one in step.fields
        )

    def left(self) -> list[Step]:
        return [step for step in self.steps if not self.done(step)]

    def answers(self) -> dict[str, Any]:
        """What is filed: answers to questions that apply, without the blank ones."""
        return {
            one.key: self.said[one.key]
            for one in self.version.applying(self.whole)
            if self.said.get(one.key) not in BLANK
        }

    def check_codes(self) -> set[str]:
        """What the named checks of this version say of the answers so far."""
        day = local(self.at).date()
        return {code for c in self.version.checks if (code := CHECKS[c.name](self.whole, day))}

    def expected(self) -> Due:
        return due_on(local(self.at), self.version.time_limit(self.whole), calendar())

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
    mine = Draft.objects.visible_to(request.who).select_related("unit")
    open_ones = mine.filter(
        applicant=request.who.person,
        submitted=False,
        expires_at__gt=request.at,
    )
    return open_ones.order_by("-saved_at")


def application(request: Asking, id: UUID) -> Application:
    """The draft with this id, if it is mine and still open."""
    draft = my_drafts(request).filter(pk=id).first()
    if draft is None:
        raise Denied("draft.read")
    said = dict(draft.answers)
    wrong = said.pop(WRONG, {})
    procedure = procedure_with(draft.procedure)
    version = version_today(procedure, request.at)
    return Application(
        draft, procedure, version, me(request), request.who, request.at, said, wrong
    )


def as_question(paper: Component) -> Paper:
    """A paper of the dossier as a question with its limits said before anything is chosen."""
    return Paper(paper.key, paper.label, paper.hint, paper.required, most_mb=FILE_MB)


def unit_of(
    answers: dict[str, Any], fields: Sequence[Field], before: Unit | None, at: datetime
) -> Unit | None:
    """Where the dossier goes: to the commune of the dwelling, once one is named."""
    for one in fields:
        answer = answers.get(one.key)
        if one.kind == "dwelling" and isinstance(answer, dict) and answer.get("commune"):
            return commune(answer["commune"], local(at).date()) or before
    return before
