"""The sheet of questions an officer fills in for somebody: what is asked, known and left."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from motcua.actions.document import attach, remove_attachment
from motcua.actions.dossier import completed
from motcua.actions.inspect_file import inspect
from motcua.doors.counter.values import answer_words
from motcua.doors.shared import forms, questions
from motcua.doors.shared.desk import Asking, by
from motcua.doors.shared.forms import Asked, Choices, Errors, Paper
from motcua.doors.shared.questions import Question
from motcua.doors.shared.sentences import say
from motcua.records.document import Attachment
from motcua.records.dossier import Draft
from motcua.records.dwelling import Dwelling
from motcua.records.person import Person
from motcua.records.procedure import version_of
from motcua.records.unit import unit_index
from motcua.rules.dossier import Channel
from motcua.rules.procedure import Field, Version
from motcua.rules.refusal import Denied, Refused
from motcua.rules.wall_clock import local
from motcua.rules.who import Door

BLANK: tuple[Any, ...] = (None, "", [], {})
FILE_MB = 20  # as actions.inspect_file has it
UNDECLARED = "khong:"
OFFERED = 8
LEAST = 4  # letters of an address before dwellings are looked for


@dataclass
class Sheet:
    """A draft read together with its procedure and what the registers hold."""

    draft: Draft
    version: Version
    applicant: Person
    at: datetime
    said: dict[str, Any]

    @property
    def whole(self) -> dict[str, Any]:
        day = local(self.at).date()
        return completed(self.version, self.applicant, self.said, Channel.COUNTER, day)

    @property
    def fields(self) -> list[Field]:
        """Every question, those of all pages one after the other."""
        whole = self.whole
        pages = self.version.pages(whole, whole["fact.known"])
        return [field for page in pages for field in page]

    @property
    def papers(self) -> list[Paper]:
        """The papers to hand in; not yet those of which it is not known who holds them."""
        whole = self.whole
        return [
            Paper(one.key, one.label, one.hint, one.required, most_mb=FILE_MB)
            for one in self.version.needed(whole)
            if not (one.held_by and whole.get(one.held_by) == "")
        ]

    @cached_property
    def files(self) -> dict[str, list[Attachment]]:
        found: dict[str, list[Attachment]] = {}
        for file in Attachment.objects.of(self.draft.id).order_by("at"):
            found.setdefault(file.component, []).append(file)
        return found

    def left(self) -> list[str]:
        """Questions not asked yet or still blank, and papers not handed in yet."""
        asked = [
            one.key
            for one in self.fields
            if one.key not in self.said or (one.required and self.said[one.key] in BLANK)
        ]
        needed = self.version.needed(self.whole)
        return asked + [p.key for p in needed if p.required and p.key not in self.files]

    def answers(self) -> dict[str, Any]:
        """What is filed: answers to questions that apply, without the blank ones."""
        applying = self.version.applying(self.whole)
        return {
            one.key: self.said[one.key] for one in applying if self.said.get(one.key) not in BLANK
        }

    def known_facts(self) -> list[dict[str, str]]:
        """What the State holds already, shown so that nobody asks for it."""
        whole = self.whole
        return [
            {"label": one.label, "value": answer_words(one, whole[one.key]), "source": "held"}
            for one in self.version.applying(whole)
            if one.key in whole["fact.known"]
        ]

    def drawn(self, errors: Errors, choices: Choices) -> list[Question]:
        fields = self.fields
        typed = dict(self.said)
        for one in fields:
            if one.kind == "dwelling" and isinstance(typed.get(one.key), dict):
                place = typed[one.key]
                typed[one.key] = place.get("code") if place.get("id") else place.get("address")
        held = {
            key: [{"name": f.name, "size": f.size, "key": f.id} for f in files]
            for key, files in self.files.items()
        }
        asked: list[Asked] = [*fields, *self.papers]
        return questions.draw(asked, typed, errors, choices, held, heading=False)


def sheet_of(draft: Draft, applicant: Person, at: datetime) -> Sheet:
    return Sheet(draft, version_of(draft.version), applicant, at, dict(draft.answers))


def papers_kept(request: Asking, sheet: Sheet) -> tuple[list[str], Errors]:
    """Keep the scans that are good, also where something else on the sheet is wrong."""
    notes: list[str] = []
    errors: Errors = {}
    act = by(request, Door.COUNTER)
    _take_out(request)
    for paper in sheet.papers:
        held = {paper.key: len(sheet.files.get(paper.key, []))}
        sent, wrong = forms.read(
            [replace(paper, required=False)], request.POST, request.FILES, held=held
        )
        errors |= wrong
        for file in sent[paper.key] if paper.key not in wrong else []:
            try:
                clean = inspect(file.read(), file.name or "")
                content = clean.content
                assert isinstance(content, bytes)
                attach(act, id=sheet.draft.id, component=paper.key, name=clean.name,
                       content=content, media_type=clean.media_type)  # fmt: skip
                notes += [say(code) for code in clean.changed]
            except Refused as refusal:
                errors[paper.key] = refusal.code
    sheet.__dict__.pop("files", None)
    return notes, errors


def _take_out(request: HttpRequest) -> None:
    """Take out the file whose button was pressed, if one was."""
    _, colon, id = request.POST.get("remove", "").partition(":")
    if not colon:
        return
    try:
        remove_attachment(by(request, Door.COUNTER), UUID(id))  # type: ignore[arg-type]
    except ValueError:
        raise Denied("document.attach") from None


def dwelling_read(sheet: Sheet, answers: dict[str, Any]) -> tuple[dict[str, Any], Errors]:
    """Turn a door's code or an address into a dwelling; where several are meant, offer them.

    `answers` is changed in place. An address gets the commune it can only mean.
    """
    choices: dict[str, Any] = {}
    errors: Errors = {}
    for one in sheet.fields:
        said = answers.get(one.key)
        if one.kind == "dwelling" and said:
            place = _place(sheet.draft, str(said))
            if isinstance(place, dict):
                answers[one.key] = place
                continue
            answers[one.key] = {"address": said}
            offered, errors[one.key] = place
            choices |= {one.key: offered} if offered else {}
        elif one.kind == "address" and said and not said.get("code"):
            settled = unit_index().candidates(said["text"]).settled
            said["code"] = settled[0] if settled else ""
    return choices, errors


def _place(draft: Draft, said: str) -> dict[str, Any] | tuple[list[tuple[str, str]], str]:
    """The dwelling meant, or (what it may be, code of the sentence that asks)."""
    here = Dwelling.objects.filter(unit=draft.unit, open=True)
    if said.startswith(UNDECLARED):
        return {"address": said.removeprefix(UNDECLARED), "commune": draft.competent.code}
    chosen = _by_id(said)
    found = [one for one in here.filter(pk=chosen)] if chosen else list(here.like(said)[:OFFERED])
    if len(found) == 1 and (chosen or found[0].code.casefold() == said.casefold()):
        return _declared(found[0], draft)
    if said.upper().startswith("NT-"):
        return [], "dwelling-code-unknown"
    if not found or len(said) < LEAST:
        return {"address": said, "commune": draft.competent.code}
    offered = [(str(one.id), f"{one.address}, chủ nhà {one.owner_name}") for one in found]
    return [*offered, (UNDECLARED + said, "Không có ở trên: chủ nhà chưa khai báo")], "choose"


def _by_id(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None


def _declared(home: Dwelling, draft: Draft) -> dict[str, Any]:
    """A declared dwelling as an answer keeps it."""
    return {
        "id": str(home.id),
        "code": home.code,
        "address": home.address,
        "owner": home.owner_name,
        "commune": draft.competent.code,
    }
