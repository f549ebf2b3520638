"""Internal notes: for the unit's officers alone, kept as written, struck out with a reason."""

import pytest
from django.db import ProgrammingError, connection, transaction

from motcua.actions.note import LONGEST, MOST, strike_note, write_note
from motcua.records.journal import Entry
from motcua.records.note import Note
from motcua.rules.refusal import Denied, Refused
from tests.cast import act, eyes
from tests.doors.desk import press, rent, residence, text_of

pytestmark = pytest.mark.django_db
WORDS = "Chủ nhà hẹn chiều mai."


def test_a_note_is_read_by_colleagues_and_struck_out_by_its_author(client_of) -> None:
    dossier = rent()
    police, url = client_of("police"), f"/quay/ho-so/{dossier.id}/ghi-chu"
    assert press(police, police.get(url), url, text=WORDS).status_code == 302
    seen = text_of(client_of("counter").get(f"/quay/ho-so/{dossier.id}"))
    assert WORDS in seen and "Xa Văn Bền, Công an xã" in seen
    with eyes("police") as who:
        note = Note.objects.visible_to(who).get()
    bare = press(police, police.get(url), url, strike=str(note.id), why=" ")
    assert bare.status_code == 422 and "Hãy ghi lý do" in text_of(bare)
    press(police, police.get(url), url, strike=str(note.id), why="Nhầm hồ sơ.")
    after = client_of("counter").get(url)
    assert "<s><bdi>" + WORDS in after.content.decode() and "Nhầm hồ sơ." in text_of(after)
    with pytest.raises(Refused, match="note-struck-already"):
        act("police", strike_note, note.id, why="Lại.")


def test_nobody_but_its_author_strikes_a_note_out() -> None:
    note = act("police", write_note, rent().id, text=WORDS)
    for other in ("counter", "leader", "auditor", "thuy", "police_there"):
        with pytest.raises(Denied):
            act(other, strike_note, note.id, why="Không ưng.")


def test_the_applicant_sees_no_note_not_even_that_there_is_one(client_of) -> None:
    dossier = rent()
    act("police", write_note, dossier.id, text=WORDS)
    thuy = client_of("thuy")
    for url in (f"/ho-so/{dossier.id}", "/ho-so", "/ai-da-xem?ca=1"):
        assert WORDS not in text_of(thuy.get(url)) and "ghi chú" not in text_of(thuy.get(url))
    with eyes("thuy"):
        assert Note.objects.count() == 0
        assert not Entry.objects.filter(kind="note.written").exists()
    with eyes("police"):
        assert Note.objects.count() == Entry.objects.filter(kind="note.written").count() == 1


def test_an_officer_whose_own_matter_it_is_reads_none_and_writes_none(client_of) -> None:
    dossier = residence("police")
    act("counter", write_note, dossier.id, text=WORDS)
    assert client_of("police").get(f"/quay/ho-so/{dossier.id}/ghi-chu").status_code == 404
    assert WORDS not in text_of(client_of("police").get(f"/quay/ho-so/{dossier.id}"))
    with eyes("police"):
        assert Note.objects.count() == 0
    with pytest.raises(Denied):
        act("police", write_note, dossier.id, text="Cho nhanh.")


def test_a_note_cannot_be_changed_in_the_database_itself() -> None:
    note = act("police", write_note, rent().id, text=WORDS)
    change = "update motcua_note set {} = {} where id = %s"
    with eyes("police"), connection.cursor() as cursor:
        cursor.execute(change.format("struck_at", "struck_at"), [note.id])
        with pytest.raises(ProgrammingError), transaction.atomic():
            cursor.execute(change.format("text", "text"), [note.id])


def test_notes_have_a_length_and_a_number() -> None:
    dossier = rent()
    for text, code in ((" ", "note-empty"), ("x" * (LONGEST + 1), "too-long")):
        with pytest.raises(Refused, match=code):
            act("police", write_note, dossier.id, text=text)
    for _ in range(3):
        act("police", write_note, dossier.id, text=WORDS)
    assert MOST > 3


def test_the_journal_holds_the_note_by_its_id_alone() -> None:
    note = act("police", write_note, rent().id, text=WORDS)
    with eyes("police"):
        entry = Entry.objects.get(kind="note.written")
    assert entry.data == {"note": str(note.id)} and entry.about == []
