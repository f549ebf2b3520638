"""Handing in papers: keep the files that are good, say what was changed or is wrong."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from types import SimpleNamespace
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict

from motcua.actions.act import By
from motcua.actions.document import attach, remove_attachment
from motcua.actions.inspect_file import Limits, inspect
from motcua.doors.shared import forms, questions
from motcua.doors.shared.forms import Paper
from motcua.doors.shared.questions import Question
from motcua.doors.shared.sentences import say
from motcua.records.document import Attachment
from motcua.rules.parts import Component
from motcua.rules.refusal import Denied, Refused


def as_question(paper: Component, required: bool | None = None) -> Paper:
    """A paper of the dossier as a question with its limits said before anything is chosen."""
    must = paper.required if required is None else required
    return Paper(paper.key, paper.label, paper.hint, must, most_mb=Limits().size >> 20)


def by_paper(files: Iterable[Attachment]) -> dict[str, list[Attachment]]:
    """What was handed in, by the paper it was handed in as."""
    found: dict[str, list[Attachment]] = {}
    for file in files:
        found.setdefault(file.component, []).append(file)
    return found


def taken_out(act: By, post: QueryDict) -> bool:
    """Take out the file whose button was pressed, if one was."""
    _, colon, id = post.get("remove", "").partition(":")
    if not colon:
        return False
    try:
        remove_attachment(act, UUID(id))
    except ValueError:
        raise Denied("document.attach") from None
    return True


def receive(
    act: By, id: UUID, asked: Paper, request: HttpRequest, held: Sequence[Attachment]
) -> tuple[list[str], str]:
    """Keep what was sent; (what was changed in the files, what is wrong with one of them)."""
    answers, errors = forms.read([asked], request.POST, request.FILES, held={asked.key: len(held)})
    if errors:
        return [], say(errors[asked.key], questions.detail(asked, "", asked.key))
    return _keep_all(act, id, asked, answers[asked.key])


def _keep_all(
    act: By, id: UUID, asked: Paper, sent: Iterable[UploadedFile]
) -> tuple[list[str], str]:
    notes: list[str] = []
    error = ""
    for one in sent:
        try:
            clean = inspect(one.read(), one.name or "tep")
            content = clean.content
            assert isinstance(content, bytes)
            attach(act, id=id, component=asked.key, name=clean.name, content=content,
                   media_type=clean.media_type)  # fmt: skip
            notes += [say(code, {"label": asked.label}) for code in clean.changed]
        except Refused as refused:
            error = say(refused.code, {"label": asked.label, **refused.detail})
    return list(dict.fromkeys(notes)), error


def draw(
    asked: Paper, kept: Iterable[Attachment], error: str = "", heading: bool = True
) -> Question:
    held = [SimpleNamespace(name=one.name, size=one.size, key=one.id) for one in kept]
    (drawn,) = questions.draw([asked], {}, held={asked.key: held}, heading=heading)
    return replace(drawn, error=error) if error else drawn
