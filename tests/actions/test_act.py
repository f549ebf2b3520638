"""The gate: nothing is written past it, twice, unallowed or untold."""

import uuid
from enum import StrEnum

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.actions.act import By, Unwitnessed, action, allow, only_actions_write, tell
from motcua.records.journal import Entry, Outcome
from motcua.records.person import Person
from motcua.records.scope import seen_by
from motcua.rules.events import all_events
from motcua.rules.events.base import Event, unsafe_fields
from motcua.rules.events.people import PersonSeen
from motcua.rules.permission import Purpose, Target
from motcua.rules.refusal import Denied, KeyReused
from motcua.rules.who import CLERK, Door
from tests import cast
from tests.cast import NOW

pytestmark = pytest.mark.django_db


@action
def look(by: By, person: Person, words: str = "") -> Person:
    """An action as small as one can be."""
    allow(by, "clerk.record", Target(), Purpose.DOSSIER)
    tell(by, PersonSeen(subject=person.id, about=(person.id,), purpose=Purpose.DOSSIER))
    return person


@action
def look_and_say_nothing(by: By, person: Person) -> Person:
    allow(by, "clerk.record", Target(), Purpose.DOSSIER)
    Person.objects.filter(pk=person.pk).update(address="đổi lén")
    return person


@action
def look_without_asking(by: By, person: Person) -> Person:
    tell(by, PersonSeen(subject=person.id, about=(person.id,), purpose=Purpose.DOSSIER))
    return person


def clerk(key: uuid.UUID | None = None) -> By:
    return By(CLERK, NOW, Door.CLERK, key)


@pytest.fixture
def sen(as_clerk) -> Person:
    with as_clerk():
        yield Person.objects.get(full_name="Bùi Thị Sen")


def test_an_act_nobody_told_of_is_undone(sen: Person) -> None:
    with pytest.raises(Unwitnessed):
        look_and_say_nothing(clerk(), sen)
    sen.refresh_from_db()
    assert sen.address != "đổi lén"


def test_an_act_nobody_allowed_is_undone(sen: Person) -> None:
    before = Entry.objects.count()
    with pytest.raises(Unwitnessed):
        look_without_asking(clerk(), sen)
    assert Entry.objects.count() == before


def test_a_denied_act_leaves_nothing_not_even_its_key(sen: Person) -> None:
    key = uuid.uuid4()
    by = By(cast.who("minh"), NOW, Door.CITIZEN, key)
    with pytest.raises(Denied):
        look(by, sen)
    assert not Outcome.objects.filter(key=key).exists()


def test_a_key_seen_before_gives_the_first_outcome_and_no_second_entry(sen: Person) -> None:
    key = uuid.uuid4()
    first, again = look(clerk(key), sen), look(clerk(key), sen)
    assert first == again == sen
    assert Entry.objects.filter(key=key).count() == 1


def test_a_key_with_another_body_or_another_actor_is_refused(sen: Person) -> None:
    key = uuid.uuid4()
    look(clerk(key), sen, "a")
    with pytest.raises(KeyReused):
        look(clerk(key), sen, "b")
    with pytest.raises(KeyReused):
        look(By(cast.who("counter"), NOW, Door.COUNTER, key), sen, "a")


def test_a_write_outside_an_action_is_an_error(sen: Person) -> None:
    with only_actions_write(), pytest.raises(Unwitnessed), transaction.atomic():
        Person.objects.filter(pk=sen.pk).update(address="x")
    with only_actions_write(), pytest.raises(Unwitnessed), transaction.atomic():
        Person.objects.bulk_create([Person(full_name="A", birth_date="1990")])
    with only_actions_write():
        look(clerk(), sen)  # the control: through the gate it passes


def test_the_journal_takes_no_second_word() -> None:
    for change in ("update motcua_entry set kind = 'x'", "delete from motcua_entry"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("set local role motcua_owner")
            cursor.execute(change)


def test_the_web_role_may_insert_into_the_journal_and_not_update_it() -> None:
    refused = pytest.raises(DatabaseError, match="permission denied")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update motcua_entry set kind = 'x'")


def test_no_event_has_room_for_personal_data() -> None:
    assert all_events()
    assert {kind: unsafe_fields(event) for kind, event in all_events().items()} == {
        kind: [] for kind in all_events()
    }


def test_an_event_with_room_for_personal_data_is_found() -> None:
    class Mood(StrEnum):
        FINE = "fine"

    class Leaky(Event):
        kind = "leaky"
        name: str
        mood: Mood

    Leaky.__annotations__ = {"name": str, "mood": Mood}
    from dataclasses import dataclass

    assert unsafe_fields(dataclass(frozen=True, kw_only=True)(Leaky)) == ["name"]


def test_an_entry_says_who_when_and_through_which_door(sen: Person) -> None:
    look(clerk(), sen)
    entry = Entry.objects.get(subject=sen.id, kind="person.seen")
    assert (entry.at, entry.via, entry.about) == (NOW, "clerk", [sen.id])
    assert entry.data == {"purpose": "dossier"}


def test_the_scope_ends_with_its_transaction() -> None:
    with seen_by(cast.who("police")), connection.cursor() as cursor:
        cursor.execute("select motcua_units()")
        assert cursor.fetchone()[0]
