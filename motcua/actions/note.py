"""Internal notes of a dossier: written, and struck out with a reason; never changed."""

from uuid import UUID

from motcua.actions.act import By, action, allow, tell
from motcua.actions.dossier import hold
from motcua.records.note import Note
from motcua.rules.events.talk import NoteStruck, NoteWritten
from motcua.rules.permission import Purpose
from motcua.rules.refusal import Denied, Refused

LONGEST = 2000
MOST = 100  # of one dossier


@action
def write_note(by: By, dossier: UUID, *, text: str) -> Note:
    """An officer writes for colleagues; the person it is about is not told."""
    held = hold(dossier)
    allow(by, "note.write", held.target, Purpose.DOSSIER)
    if not text.strip():
        raise Refused("note-empty")
    if len(text) > LONGEST:
        raise Refused("too-long", detail={"limit": LONGEST})
    if Note.objects.filter(dossier=held).count() >= MOST:
        raise Refused("notes-many", detail={"limit": MOST})
    note = Note.objects.create(
        dossier=held, unit_id=held.unit_id, author_id=by.account, text=text.strip(), at=by.at
    )
    tell(by, NoteWritten(subject=held.id, unit=held.unit_id, note=note.id))
    return note


@action
def strike_note(by: By, note: UUID, *, why: str) -> Note:
    """Its author takes a note back: it stays to be read, struck out."""
    found = Note.objects.select_for_update(of=("self",)).filter(pk=note).first()
    if found is None or found.author_id != by.account:
        raise Denied("note.write")
    held = hold(found.dossier_id)
    allow(by, "note.write", held.target, Purpose.DOSSIER)
    if found.struck_at:
        raise Refused("note-struck-already")
    if not why.strip():
        raise Refused("reason-missing")
    if len(why) > LONGEST:
        raise Refused("too-long", detail={"limit": LONGEST})
    found.struck_at, found.struck_why = by.at, why.strip()
    found.save(update_fields=["struck_at", "struck_why"])
    tell(by, NoteStruck(subject=held.id, unit=held.unit_id, note=found.id))
    return found
