"""Handing in papers: keep the files that are good, say what was changed or is wrong."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Protocol
from uuid import UUID

from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

from motcua.actions.act import By
from motcua.actions.document import attach, remove_attachment
from motcua.actions.files.inspect_file import XML, Clean, Limits, inspect
from motcua.actions.upload import give_up_upload
from motcua.doors.shared import forms, questions
from motcua.doors.shared.forms import Paper
from motcua.doors.shared.questions import Question
from motcua.doors.shared.sentences import say
from motcua.records.document import Attachment, is_barred
from motcua.records.files import store
from motcua.records.upload import Upload, given_index, sent_before
from motcua.rules.catalogue.parts import Component
from motcua.rules.refusal import Denied, Refused


class Sent(Protocol):
    """A file of a form: whole in the form itself, or arrived in pieces before it."""

    @property
    def name(self) -> str | None: ...
    @property
    def size(self) -> int | None: ...
    def read(self) -> bytes: ...


@dataclass(frozen=True)
class Arrived:
    """A file that came in pieces, or that this account has sent before."""

    upload: Upload

    @property
    def name(self) -> str:
        return self.upload.name

    @property
    def size(self) -> int:
        return self.upload.size

    def read(self) -> bytes:
        """All of it. Refused where it has not arrived whole, or other bytes than were promised."""
        if self.upload.same:
            return _bytes(self.upload.same)
        content = self.upload.pieces.whole()
        if len(content) < self.upload.size:
            raise Refused("upload-unfinished")
        if self.upload.given and self.upload.given != _given(content):
            raise Refused("upload-damaged")
        return content


def as_question(paper: Component, required: bool | None = None) -> Paper:
    """A paper of the dossier as a question with its limits said before anything is chosen."""
    must = paper.required if required is None else required
    asked = Paper(paper.key, paper.label, paper.hint, must, most_mb=Limits().size >> 20)
    return replace(asked, xml=True, accept=f"{asked.accept},{XML},.xml") if paper.xml else asked


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
    try:
        sent = sent_files(act, id, asked, request)
    except Refused as refused:
        return [], say(refused.code, {"label": asked.label})
    answers, errors = forms.read([asked], request.POST, sent, held={asked.key: len(held)})
    if errors:
        return [], say(errors[asked.key], questions.detail(asked, "", asked.key))
    return _keep_all(act, id, asked, answers[asked.key])


def sent_files(act: By, id: UUID, asked: Paper, request: HttpRequest) -> MultiValueDict[str, Sent]:
    """What came in the form, and what came in pieces before it and is named there."""
    whole: list[Sent] = [*request.FILES.getlist(asked.key)]
    sent = MultiValueDict({asked.key: whole})
    mine = Upload.objects.visible_to(act.actor).filter(home=id, expires_at__gt=act.at)
    for text in request.POST.getlist(f"{asked.key}.sent"):
        try:
            upload = mine.select_related("same").filter(pk=UUID(text)).first()
        except ValueError:
            upload = None
        if upload is None:
            raise Refused("upload-gone")
        sent.appendlist(asked.key, Arrived(upload))
    return sent


def _keep_all(act: By, id: UUID, asked: Paper, sent: Iterable[Sent]) -> tuple[list[str], str]:
    notes: list[str] = []
    error = ""
    for one in sent:
        try:
            notes += [say(code, {"label": asked.label}) for code in _keep(act, id, asked, one)]
        except Refused as refused:
            error = say(refused.code, {"label": asked.label, **refused.detail})
    return list(dict.fromkeys(notes)), error


def _keep(act: By, id: UUID, asked: Paper, sent: Sent) -> tuple[str, ...]:
    """Keep one file; what was changed in it. One that was sent before is not looked at again."""
    upload = sent.upload if isinstance(sent, Arrived) else None
    if upload and upload.same:
        given, clean = bytes(upload.given), _as_kept(upload.same)
    else:
        content = sent.read()
        given = _given(content)
        same = sent_before(act.account, given)
        clean = _as_kept(same) if same else inspect(content, sent.name or "tep", xml=asked.xml)
    if clean.media_type == XML and not asked.xml:  # it was sent before, as another paper
        raise Refused("file-xml")
    assert isinstance(clean.content, bytes)
    attach(act, id=id, component=asked.key, name=clean.name, content=clean.content,
           media_type=clean.media_type, given=given,
           upload=upload.id if upload else None)  # fmt: skip
    return clean.changed


def _as_kept(same: Attachment) -> Clean:
    return Clean(same.media_type, same.name, _bytes(same), 0)


def _bytes(kept: Attachment) -> bytes:
    with store().open(kept.sha256) as file:
        return file.read()


def _given(content: bytes) -> bytes:
    return given_index(hashlib.sha256(content).hexdigest())


def clean(sent: Sequence[Sent], label: str) -> Clean | None:
    """The file of a form that takes one, once it was looked at and found safe to keep."""
    try:
        return inspect(sent[0].read(), sent[0].name or "tep") if sent else None
    except Refused as refused:
        raise Refused(refused.code, detail={"label": label, **refused.detail}) from None


def over(act: By, sent: Iterable[Sent]) -> None:
    """What came in pieces has been read: it is forgotten, each an act besides that of the form."""
    for one in sent:
        if isinstance(one, Arrived):
            give_up_upload(replace(act, key=None), one.upload.id)


def in_pieces(drawn: Iterable[Question], home: UUID) -> list[Question]:
    """Questions whose files may be sent ahead, in pieces, for this draft or dossier."""
    return [replace(one, home=str(home)) if one.kind == "file" else one for one in drawn]


def draw(
    asked: Paper, home: UUID, kept: Iterable[Attachment], error: str = "", heading: bool = True
) -> Question:
    """A paper as a question of the draft or dossier `home`, with what was handed in already."""
    held = [
        SimpleNamespace(name=one.name, size=one.size, key=one.id, checking=one.is_being_checked)
        for one in kept
    ]
    if not (held or error) and is_barred(home, asked.key):
        error = say("file-harmful", {"label": asked.label})
    (drawn,) = questions.draw([asked], {}, held={asked.key: held}, heading=heading)
    (drawn,) = in_pieces([drawn], home)
    return replace(drawn, error=error)
