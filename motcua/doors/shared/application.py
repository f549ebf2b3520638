"""An application as it stands: what was said, what is known, what is left to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from motcua.actions.filing import completed
from motcua.doors.shared.fees import FeeShown, fee_shown
from motcua.doors.shared.papers import by_paper
from motcua.doors.shared.values import BLANK
from motcua.records.document import Attachment
from motcua.records.draft import Draft
from motcua.records.person import Person
from motcua.records.procedure import calendar
from motcua.records.representation import representation_of
from motcua.rules.catalogue.once_only import INSTEAD
from motcua.rules.catalogue.parts import Component
from motcua.rules.catalogue.procedure import Field, Version
from motcua.rules.dossier import Channel
from motcua.rules.time.wall_clock import local
from motcua.rules.time.working_time import Due, due_on
from motcua.rules.who import Who


@dataclass
class Application:
    """A draft read together with its version of the law and what the registers hold."""

    draft: Draft
    version: Version
    applicant: Person
    who: Who
    at: datetime
    channel: Channel
    said: dict[str, Any]
    wrong: Mapping[str, str] = field(default_factory=dict)  # inputs put aside although wrong

    @property
    def day(self) -> date:
        return local(self.at).date()

    @cached_property
    def whole(self) -> dict[str, Any]:
        representation = representation_of(self.draft, self.version, self.day)
        return completed(
            self.version, self.applicant, self.said, self.channel, self.day, representation
        )

    @cached_property
    def held(self) -> set[str]:
        return set(self.whole["fact.known"])

    @cached_property
    def files(self) -> dict[str, list[Attachment]]:
        """What was handed in so far, by paper."""
        kept = Attachment.objects.visible_to(self.who).of(self.draft.id).order_by("at")
        return by_paper(kept)

    @cached_property
    def pages(self) -> list[tuple[Field, ...]]:
        return self.version.pages(self.whole, self.held)

    @cached_property
    def papers(self) -> list[Component]:
        return self.version.needed(self.whole)

    def answered(self, one: Field) -> bool:
        """Whether a question was asked, answered where it must be, and not left wrong."""
        left_wrong = any(name.partition(".")[0] == one.key for name in self.wrong)
        blank = one.key not in self.said or (one.required and self.said[one.key] in BLANK)
        return not (left_wrong or blank)

    def handed(self, paper: Component) -> bool:
        return not paper.required or bool(self.files.get(paper.key))

    def answers(self) -> dict[str, Any]:
        """What is filed: answers to questions that apply, without the blank ones, and which held
        papers are put aside."""
        said = {
            one.key: self.said[one.key]
            for one in self.version.applying(self.whole)
            if self.said.get(one.key) not in BLANK
        }
        return said | ({INSTEAD: self.said[INSTEAD]} if INSTEAD in self.said else {})

    def fee(self) -> FeeShown:
        return fee_shown(self.version, self.whole, self.day)

    def expected(self) -> Due:
        """When it would be due if it were accepted now."""
        unit = self.draft.unit
        offices = calendar(unit.code if unit else "")
        return due_on(local(self.at), self.version.time_limit(self.whole), offices)
