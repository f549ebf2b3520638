"""Sealed columns: what a thief of the table sees, moved cells, turned keys, and misuse."""

import hashlib
import os
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, models, transaction
from django.test.utils import isolate_apps

from motcua.records.sealed import (
    KeyRing,
    NotSealed,
    SealedJSON,
    SealedText,
    Unsealable,
    blind_index,
    index_key,
    key_number,
)
from tests.cast import PEOPLE
from tests.world import as_role

NUMBER = "048201000031"
ANSWERS = {"child": {"name": "Lò Thị Hà"}, "births": [1, 2], "told": None}


@pytest.fixture
def keys(tmp_path: Path, settings: Any) -> Path:
    settings.MOTCUA_KEYS = tmp_path / "keys"
    KeyRing.create(settings.MOTCUA_KEYS)
    return settings.MOTCUA_KEYS


@pytest.fixture
def Note(keys: Path, db: None) -> Iterator[Any]:
    """A model with sealed columns and a table that lives as long as the test."""
    with isolate_apps("motcua"), as_role("motcua_owner"):

        class Note(models.Model):
            id = models.UUIDField(primary_key=True, default=uuid.uuid4)
            number = SealedText(blank=True)
            answers = SealedJSON(default=dict)
            phone = SealedText(null=True)
            open_name = models.CharField(max_length=50, default="")

            class Meta:
                app_label = "motcua"
                db_table = "sealed_note"

        with connection.cursor() as cursor:
            cursor.execute(
                "create temp table sealed_note (id uuid primary key, number bytea not null,"
                " answers bytea not null, phone bytea, open_name varchar(50))"
            )
        yield Note


def dump(table: str) -> str:
    """What a thief of the table has: every row as text, bytes in hex as PostgreSQL prints them."""
    with connection.cursor() as cursor:
        cursor.execute(f"select t::text from {table} t")
        return "\n".join(row[0] for row in cursor.fetchall())


def holds(stolen: str, text: str) -> bool:
    return text in stolen or text.encode().hex() in stolen


def raw(cell: uuid.UUID, column: str = "number") -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(f"select {column} from sealed_note where id = %s", [cell])
        return bytes(cursor.fetchone()[0])


def overwrite(cell: uuid.UUID, column: str, envelope: bytes) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"update sealed_note set {column} = %s where id = %s", [envelope, cell])


def test_what_was_sealed_is_read_back(Note: Any) -> None:
    note = Note.objects.create(number=NUMBER, answers=ANSWERS)
    assert (note.number, note.answers, note.phone) == (NUMBER, ANSWERS, None)
    again = Note.objects.get()
    assert (again.number, again.answers, again.phone) == (NUMBER, ANSWERS, None)
    empty = Note.objects.get(pk=Note.objects.create().pk)
    assert (empty.number, empty.answers, empty.phone) == ("", {}, None)


def test_a_stolen_table_shows_nothing(Note: Any) -> None:
    Note.objects.create(number=NUMBER, answers=ANSWERS, phone="0905123456", open_name="Hà")
    stolen = dump("sealed_note")
    for secret in (NUMBER, NUMBER[3:9], "Lò Thị Hà", "births", "0905123456"):
        assert not holds(stolen, secret)
    assert holds(stolen, "Hà"), "the control: an open column is found"


def test_equal_values_do_not_look_equal(Note: Any) -> None:
    one, other = (Note.objects.create(number=NUMBER) for _ in range(2))
    assert raw(one.pk)[17:] != raw(other.pk)[17:]


def test_a_cell_moved_to_another_row_or_column_does_not_open(Note: Any) -> None:
    mine, other = Note.objects.create(number="mine"), Note.objects.create(number="other")
    overwrite(mine.pk, "number", raw(other.pk))
    with pytest.raises(Unsealable):
        _ = Note.objects.get(pk=mine.pk).number
    overwrite(other.pk, "phone", raw(other.pk))
    with pytest.raises(Unsealable):
        _ = Note.objects.get(pk=other.pk).phone
    assert Note.objects.get(pk=other.pk).number == "other", "the control: in its place it opens"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda e: b"",
        lambda e: e[:20],
        lambda e: e[:-1],
        lambda e: e[:-1] + bytes([e[-1] ^ 1]),
        lambda e: b"\x02" + e[1:],
        lambda e: b"plain text" * 9,
    ],
)
def test_changed_bytes_do_not_open(Note: Any, spoil: Callable[[bytes], bytes]) -> None:
    note = Note.objects.create(number=NUMBER)
    overwrite(note.pk, "number", spoil(raw(note.pk)))
    with pytest.raises(Unsealable) as told:
        _ = Note.objects.get().number
    assert str(note.pk) not in str(told.value) and NUMBER not in str(told.value)


def test_listing_rows_opens_nothing(Note: Any) -> None:
    note = Note.objects.create(number=NUMBER)
    overwrite(note.pk, "number", b"\x01 no envelope at all, but nobody looks at it")
    assert [row.open_name for row in Note.objects.all()] == [""]
    assert repr(Note.objects.values_list("number", flat=True)[0]) == "<sealed>"


def test_deferred_columns_are_fetched_and_opened(Note: Any) -> None:
    Note.objects.create(number=NUMBER)
    assert Note.objects.defer("number").get().number == NUMBER
    note = Note.objects.only("open_name").get()
    note.open_name = "x"
    note.save()
    note.refresh_from_db()
    assert (note.number, note.open_name) == (NUMBER, "x")


def test_a_change_inside_the_answers_is_kept(Note: Any) -> None:
    Note.objects.create(answers={"a": 1})
    note = Note.objects.get()
    note.answers["b"] = "Hà"
    note.save()
    assert Note.objects.get().answers == {"a": 1, "b": "Hà"}


def test_many_rows_at_once_are_sealed_each_for_itself(Note: Any) -> None:
    Note.objects.bulk_create([Note(number=str(n)) for n in range(20)])
    assert sorted(int(note.number) for note in Note.objects.all()) == list(range(20))


def test_ways_that_do_not_know_the_row_are_refused(Note: Any) -> None:
    note = Note.objects.create(number=NUMBER)
    note.number = "x"
    for misuse in (
        lambda: Note.objects.update(number="x"),
        lambda: Note.objects.update(answers={"a": 1}),
        lambda: Note.objects.bulk_update([note], ["number"]),
        lambda: Note.objects.filter(number=NUMBER).exists(),
        lambda: Note._meta.get_field("number").pre_save(Note(id=None, number="x"), True),
    ):
        with pytest.raises(NotSealed), transaction.atomic():
            misuse()
    assert Note.objects.get().number == NUMBER
    assert Note.objects.filter(phone=None).update(open_name="y") == 1


def test_a_row_copied_under_a_new_key_is_not_left_unreadable(Note: Any) -> None:
    copy = Note.objects.get(pk=Note.objects.create(number=NUMBER).pk)
    copy.pk = uuid.uuid4()
    copy._state.adding = True
    with pytest.raises(Unsealable), transaction.atomic():
        copy.save()


def test_turned_keys_seal_anew_and_open_what_is_old(Note: Any, keys: Path) -> None:
    old = Note.objects.create(number="old")
    KeyRing.rotate(keys)
    assert Note.objects.get().number == "old"
    assert key_number(raw(old.pk)) == 1
    new = Note.objects.create(number="new")
    assert key_number(raw(new.pk)) == 1, "a process that has not noticed goes on with its ring"
    overwrite(new.pk, "number", KeyRing.read(keys).seal(b"newer", f"sealed_note|number|{new.pk}"))
    assert Note.objects.get(pk=new.pk).number == "newer", "and notices when it meets a newer key"
    Note.objects.get(pk=old.pk).save()
    assert key_number(raw(old.pk)) == 2
    assert Note.objects.get(pk=old.pk).number == "old"


def test_another_installation_s_keys_open_nothing(
    Note: Any, tmp_path: Path, settings: Any
) -> None:
    Note.objects.create(number=NUMBER)
    settings.MOTCUA_KEYS = tmp_path / "other"
    KeyRing.create(settings.MOTCUA_KEYS)
    with pytest.raises(Unsealable):
        _ = Note.objects.get().number


def test_a_missing_key_is_said_by_its_number(Note: Any, keys: Path, settings: Any) -> None:
    KeyRing.rotate(keys)
    settings.MOTCUA_KEYS = str(keys)  # a ring read after the turn
    note = Note.objects.create(number=NUMBER)
    assert key_number(raw(note.pk)) == 2
    (keys / "data-0002.key").unlink()
    settings.MOTCUA_KEYS = keys / "."
    with pytest.raises(Unsealable, match="data key 2 is missing"):
        _ = KeyRing.read(keys) and Note.objects.get().number


def test_the_people_of_the_demo_are_not_found_in_a_dump(as_clerk: Callable[[], Any]) -> None:
    with as_clerk():
        stolen = dump("motcua_person")
    assert all(holds(stolen, name) for name, *_ in PEOPLE.values()), "the control"
    for _, number, *_ in PEOPLE.values():
        assert not holds(stolen, number)
        assert hashlib.sha256(number.encode()).hexdigest() not in stolen
        assert hashlib.md5(number.encode()).hexdigest() not in stolen


# Keys


def test_a_blind_index_finds_equal_values_for_one_purpose_only(keys: Path) -> None:
    index = blind_index("person.number", NUMBER)
    assert index == blind_index("person.number", NUMBER) and len(index) == 32
    assert index != blind_index("message.phone", NUMBER)
    assert index != blind_index("person.number", NUMBER[:-1] + "2")
    assert index != hashlib.sha256(NUMBER.encode()).digest()
    assert len(index_key("a")) == 32 and index_key("a") != index_key("b")


def test_the_index_outlives_a_turn_and_not_a_new_ring(
    keys: Path, tmp_path: Path, settings: Any
) -> None:
    before = blind_index("person.number", NUMBER)
    KeyRing.rotate(keys)
    settings.MOTCUA_KEYS = str(keys)
    assert blind_index("person.number", NUMBER) == before
    settings.MOTCUA_KEYS = tmp_path / "other"
    KeyRing.create(settings.MOTCUA_KEYS)
    assert blind_index("person.number", NUMBER) != before


def test_key_files_are_ours_alone_and_looser_ones_are_refused(keys: Path) -> None:
    assert keys.stat().st_mode & 0o777 == 0o700
    files = sorted(keys.iterdir())
    assert [file.name for file in files] == ["data-0001.key", "index.key"]
    for file in files:
        assert file.stat().st_mode & 0o777 == 0o600
        for mode in (0o640, 0o604, 0o644):
            file.chmod(mode)
            with pytest.raises(PermissionError, match="chmod 600"):
                KeyRing.read(keys)
        file.chmod(0o600)
    KeyRing.read(keys)


def test_keys_are_never_replaced(keys: Path) -> None:
    held = {file: file.read_bytes() for file in keys.iterdir()}
    with pytest.raises(FileExistsError):
        KeyRing.create(keys)
    (keys / "index.key").rename(keys / "elsewhere")
    with pytest.raises(FileExistsError):
        KeyRing.create(keys)
    (keys / "elsewhere").rename(keys / "index.key")
    assert {file: file.read_bytes() for file in keys.iterdir()} == held


def test_an_incomplete_or_foreign_ring_is_refused(keys: Path, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        KeyRing.read(tmp_path)
    (keys / "data-0001.key").write_text("short")
    with pytest.raises(ValueError):
        KeyRing.read(keys)
    (keys / "data-0001.key").write_text("00" * 16)
    with pytest.raises(ValueError, match="32 bytes"):
        KeyRing.read(keys)
    os.remove(keys / "index.key")
    (keys / "data-0001.key").write_text("00" * 32)
    with pytest.raises(FileNotFoundError):
        KeyRing.read(keys)


def test_a_ring_does_not_print_its_keys(keys: Path) -> None:
    ring = KeyRing.read(keys)
    assert repr(ring) == "KeyRing()"
    assert ring.index.hex() == (keys / "index.key").read_text()
