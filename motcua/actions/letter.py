"""Letters between an applicant and the desk: written, answered, read."""

from datetime import timedelta
from uuid import UUID

from motcua.actions.act import By, action, allow, tell
from motcua.actions.document import keep_clean
from motcua.actions.dossier import hold
from motcua.actions.files.inspect_file import Clean
from motcua.records.dossier import Dossier
from motcua.records.letter import Letter
from motcua.rules.events.talk import LetterSent, LettersRead, LetterWritten
from motcua.rules.permission import Purpose
from motcua.rules.refusal import Refused

LONGEST = 2000
MOST_UNREAD = 5
MOST_A_DAY = 20
COMPONENT = "letter"
"""Under which the file of a letter is kept: a paper that no procedure asks for."""


@action
def write_letter(by: By, dossier: UUID, *, text: str, file: Clean | None = None) -> Letter:
    """The applicant, or who stands for them, writes to the desk."""
    held = hold(dossier)
    allow(by, "letter.write", held.target, Purpose.OWN)
    letter = _keep(by, held, text, file, from_desk=False)
    tell(by, LetterWritten(**held.matter, letter=letter.id))
    return letter


@action
def answer_letter(by: By, dossier: UUID, *, text: str, file: Clean | None = None) -> Letter:
    """An officer writes to the applicant, who is told that there is a letter, not what it says."""
    held = hold(dossier)
    allow(by, "letter.answer", held.target, Purpose.DOSSIER)
    letter = _keep(by, held, text, file, from_desk=True)
    tell(by, LetterSent(**held.matter, letter=letter.id))
    return letter


@action
def read_letters(by: By, dossier: UUID) -> None:
    """Whoever opens the letters has read what the other side wrote until now."""
    held = hold(dossier)
    own = by.actor.person in held.target.people
    allow(by, "letter.read", held.target, Purpose.OWN if own else Purpose.DOSSIER)
    unread = Letter.objects.filter(dossier=held, from_desk=own, read_at=None)
    read = unread.update(read_by=by.account, read_at=by.at)
    tell(by, LettersRead(**held.matter, letters=read))


def _keep(by: By, held: Dossier, text: str, file: Clean | None, *, from_desk: bool) -> Letter:
    if not text.strip():
        raise Refused("letter-empty")
    if len(text) > LONGEST:
        raise Refused("too-long", detail={"limit": LONGEST})
    written = Letter.objects.filter(dossier=held, from_desk=from_desk)
    if written.filter(read_at=None).count() >= MOST_UNREAD:
        raise Refused("letters-unread", detail={"limit": MOST_UNREAD})
    if written.filter(at__gt=by.at - timedelta(days=1)).count() >= MOST_A_DAY:
        raise Refused("letters-a-day", detail={"limit": MOST_A_DAY})
    return Letter.objects.create(
        dossier=held,
        unit_id=held.unit_id,
        from_desk=from_desk,
        author_id=by.account,
        text=text.strip(),
        file_id=keep_clean(by, held, COMPONENT, file) if file else None,
        at=by.at,
    )
