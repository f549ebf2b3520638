"""Giving what was asked for, and only that: fields and papers, each with why and the article."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.http import HttpRequest, QueryDict

from motcua.actions.act import By
from motcua.actions.supplement import answer_request, stood
from motcua.doors.shared import asking, papers
from motcua.doors.shared.places import Reach
from motcua.doors.shared.questions import Question
from motcua.doors.shared.sentences import say
from motcua.records.document import Attachment
from motcua.records.dossier import Dossier, Request
from motcua.rules.catalogue.parts import Component
from motcua.rules.catalogue.procedure import Field, Version
from motcua.rules.refusal import Refused
from motcua.rules.supplement import WORD_MOST, is_empty
from motcua.rules.who import Who
from motcua.rules.words.names import nfc


@dataclass(frozen=True)
class Drawn:
    """One thing asked for: what is wrong with it, the question that answers it, and whether
    something stands there that may be kept, for a reason (`word`)."""

    item: Mapping[str, str]
    question: Question
    stands: bool
    word: str


@dataclass
class Supplement:
    """What is asked of a dossier, and what whoever answers (`who`) has given so far."""

    dossier: Dossier
    asked: Request
    who: Who
    reach: Reach
    version: Version  # in the words of whoever reads it
    post: QueryDict | None = None  # what was sent

    @cached_property
    def words(self) -> dict[str, str]:
        """By key, why something is right as it stands."""
        post = self.post or QueryDict()
        said = {key: nfc(post.get(f"word.{key}", "")) for key in self._keys}
        return {key: word[:WORD_MOST] for key, word in said.items() if word}

    @cached_property
    def _keys(self) -> set[str]:
        return {item["key"] for item in self.asked.items}

    @cached_property
    def fields(self) -> list[Field]:
        """What is asked for must be answered, also where the form would do without."""
        fields = self.version.fields
        return [replace(one, required=True) for one in fields if one.key in self._keys]

    @cached_property
    def wanted(self) -> list[Component]:
        return [one for one in self.version.components if one.key in self._keys]

    def as_filed(self) -> asking.Sheet:
        return asking.before(self.fields, self.dossier.answers, {}, self.reach)

    def read(self, today: date) -> asking.Sheet:
        return asking.read(self.fields, self.post or QueryDict(), self.reach, today)

    def handed(self) -> dict[str, list[Attachment]]:
        """What was handed in since it was asked for, by paper."""
        files = Attachment.objects.visible_to(self.who).of(self.dossier.id)
        return papers.by_paper(files.filter(at__gte=self.asked.asked_at).order_by("at"))

    def receive(self, act: By, request: HttpRequest) -> dict[str, str]:
        """Keep the files that are good; by paper, what is wrong with one."""
        wrong, kept = {}, self.handed()
        for one in self.wanted:
            question = papers.as_question(one, required=one.key not in self.words)
            held = kept.get(one.key, [])
            _, error = papers.receive(act, self.dossier.id, question, request, held)
            if error:
                wrong[one.key] = error
        return wrong

    def give(self, act: By, answers: Mapping[str, Any]) -> dict[str, str]:
        """Answer the request; where something asked for is still missing, or as it was, what to
        say of it."""
        try:
            answer_request(act, self.dossier.id, answers=answers, words=self.words)
        except Refused as refused:
            missing: Any = refused.detail.get("items", [])
            same: Any = refused.detail.get("unchanged", [])
            wrong = {item["key"]: say("missing", item) for item in missing}
            wrong |= {
                one["key"]: say("request-unchanged", {"label": one["label"]}) for one in same
            }
            if not wrong:
                raise
            return wrong
        return {}

    def drawn(self, sheet: asking.Sheet, wrong: Mapping[str, str]) -> list[Drawn]:
        """Each thing asked for with the question that answers it."""
        before = stood(self.dossier, self.asked)
        kept = self.handed()
        drawn: dict[str, Question] = {one.key: one for one in sheet.questions(heading=False)}
        for one in self.wanted:
            question = papers.as_question(one, required=True)
            drawn[one.key] = papers.draw(
                question, self.dossier.id, kept.get(one.key, []), heading=False
            )
        for key, words in wrong.items():
            drawn[key] = replace(drawn[key], error=words)
        return [
            Drawn(item, drawn[key], not is_empty(before[key]), self.words.get(key, ""))
            for item in self.asked.items
            if (key := item["key"]) in drawn
        ]


def open_request(dossier: Dossier) -> Request | None:
    """What is asked of this dossier and may still be answered."""
    return Request.objects.unanswered().filter(dossier=dossier).first()
