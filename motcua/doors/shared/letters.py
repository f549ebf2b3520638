"""The letters of a dossier as both sides read and write them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from motcua.actions.act import By
from motcua.actions.files.inspect_file import Clean, Limits
from motcua.actions.letter import LONGEST, read_letters
from motcua.doors.shared import papers
from motcua.doors.shared.forms import Paper
from motcua.doors.shared.sentences import say
from motcua.records.dossier import Dossier
from motcua.records.letter import Letter
from motcua.rules.refusal import Refused
from motcua.rules.who import Who
from motcua.rules.words.names import nfc

FILE = Paper("file", "Gửi kèm một tệp, nếu cần", required=False, most_files=1,
             most_mb=Limits().size >> 20)  # fmt: skip
Wrong = list[tuple[str, str]]
"""What is wrong with a form: the field, and the sentence."""


def read(act: By, dossier: Dossier, *, desk: bool) -> list[Letter]:
    """All of them; what the side that opens them had not read is put down as read now."""
    found = Letter.objects.visible_to(act.actor).filter(dossier=dossier)
    letters = list(found.select_related("file").order_by("at"))
    if any(one.read_at is None and one.from_desk != desk for one in letters):
        read_letters(act, dossier.id)
    return letters


def unread(who: Who, dossier: Dossier, *, desk: bool) -> int:
    """How many the desk, or else the applicant, has not read yet."""
    seen = Letter.objects.visible_to(who).filter(dossier=dossier)
    return (seen.for_desk() if desk else seen.for_applicant()).count()


def with_unread(who: Who) -> set[UUID]:
    """The dossiers about which the desk wrote something that the applicant has not read."""
    mine = Letter.objects.visible_to(who).for_applicant()
    return set(mine.values_list("dossier", flat=True))


def typed(request: HttpRequest, field: str, most: int) -> str:
    """What was typed, as it is kept; one letter beyond the limit at most, to be refused."""
    return nfc(request.POST.get(field, "").replace("\r\n", "\n"))[: most + 1]


def send(
    act: By, id: UUID, request: HttpRequest, write: Callable[[str, Clean | None], object]
) -> Wrong:
    """Look at the file, and have the letter written; what is wrong with it."""
    try:
        sent = papers.sent_files(act, id, FILE, request).getlist(FILE.key)
        file = papers.clean(sent, FILE.label)
    except Refused as refusal:
        return [(FILE.key, say(refusal.code, {"label": FILE.label, **refusal.detail}))]
    try:
        write(typed(request, "text", LONGEST), file)
    except Refused as refusal:
        return [("text", say(refusal.code, refusal.detail))]
    papers.over(act, sent)
    return []


def drawn(request: HttpRequest, id: UUID, wrong: Wrong) -> dict[str, Any]:
    """What the form of a letter about the dossier `id` is drawn with."""
    error = dict(wrong)
    return {
        "text": typed(request, "text", LONGEST),
        "most": LONGEST,
        "file": papers.draw(FILE, id, (), error.get(FILE.key, ""), heading=False),
        "error": error,
        "error_list": wrong,
    }
