"""The journal under the hands of someone who owns the whole server: every change is named."""

import threading
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import connection, connections

from motcua.actions.journal import seal_day
from motcua.actions.person import register_person
from motcua.records.journal import Chain, DayRoot, Entry, day_roots, verify
from motcua.records.seal import SealKey, sealing_key
from motcua.rules.journal import Fault, root_of
from motcua.rules.refusal import Refused
from tests import cast
from tests.actions.test_dossier import RESIDENCE, file
from tests.cast import clerk, later
from tests.world import as_role

DAY = date(2026, 11, 23)
TOMORROW = later(days=1)


@pytest.fixture
def dossier(own_database: str) -> Any:
    """A dossier whose chain has several links, in a database that really commits."""
    from motcua.actions.dossier import see
    from motcua.rules.permission import Purpose
    from tests.cast import act

    found = file("minh", "1.010041", **RESIDENCE)
    for _ in range(3):
        act("police", see, found.id, purpose=Purpose.DOSSIER)
    return found


@pytest.fixture
def owner(server: Any, own_database: str) -> Iterator[Callable[..., None]]:
    """Statements by a superuser for whom no trigger and no policy holds."""
    url = server._url("postgres", "superuser", own_database)
    with psycopg.connect(url, autocommit=True) as superuser:
        superuser.execute("set session_replication_role = replica")
        yield superuser.execute


def faults(witness: dict[date, bytes] | None = None) -> list[Fault]:
    with as_role("motcua_clerk"):
        return list(verify(witness, sealing_key()))


def seal(day: date = DAY, at: Any = TOMORROW, key: Any = None) -> DayRoot:
    with as_role("motcua_clerk"):
        return seal_day(clerk(at), day, seal=key or SealKey())


def chain(subject: UUID) -> list[Entry]:
    with as_role("motcua_clerk"):
        return list(Entry.objects.of(subject))


def test_an_honest_journal_has_no_fault(dossier: Any) -> None:
    seal()
    seal(DAY + timedelta(days=1), at=later(days=2))
    with as_role("motcua_clerk"):
        witness = dict(day_roots())
    assert set(witness) == {DAY, DAY + timedelta(days=1)}
    assert faults(witness) == []


SET = "update motcua_entry set "
PLACE = " where subject = %s and position = %s"
CHANGES = {
    "the time": SET + "at = at - interval '1 day'" + PLACE,
    "the actor": SET + "actor = null" + PLACE,
    "whom it is about": SET + "about = '{}'" + PLACE,
    "the unit": SET + "unit = 1" + PLACE,
    "the kind": SET + "kind = 'dossier.read'" + PLACE,
    "the data": SET + """data = '{"purpose": "own"}'""" + PLACE,
    "the hash": SET + "hash = sha256('x')" + PLACE,
    "the hash before": SET + "previous = sha256('x')" + PLACE,
}


def test_a_changed_entry_is_named_whatever_was_changed(dossier: Any, owner: Any) -> None:
    owner("create temporary table before_it as select * from motcua_entry")
    for what, change in CHANGES.items():
        assert faults() == []
        owner(change, [dossier.id, 2])
        found = faults()
        assert (str(dossier.id), 2) in {(fault.subject, fault.position) for fault in found}, what
        assert {fault.subject for fault in found} == {str(dossier.id)}
        owner("delete from motcua_entry")
        owner("insert into motcua_entry select * from before_it")


def test_a_missing_entry_in_the_middle_is_named(dossier: Any, owner: Any) -> None:
    owner("delete from motcua_entry" + PLACE, [dossier.id, 2])
    (fault,) = faults()
    assert (fault.subject, fault.position) == (str(dossier.id), 2)
    assert "mất" in fault.what


def test_a_missing_last_entry_is_named(dossier: Any, owner: Any) -> None:
    length = len(chain(dossier.id))
    owner("delete from motcua_entry" + PLACE, [dossier.id, length])
    (fault,) = faults()
    assert (fault.subject, fault.position) == (str(dossier.id), length)
    assert "cuối chuỗi" in fault.what


def test_a_whole_chain_that_is_gone_is_named(dossier: Any, owner: Any) -> None:
    owner("delete from motcua_entry where subject = %s", [dossier.id])
    (fault,) = faults()
    assert (fault.subject, fault.what) == (str(dossier.id), "cả chuỗi bị mất")


def test_two_entries_that_changed_places_are_named(dossier: Any, owner: Any) -> None:
    for old, new in ((2, 1000), (3, 2), (1000, 3)):
        owner(f"update motcua_entry set position = {new}" + PLACE, [dossier.id, old])
    places = {(fault.subject, fault.position) for fault in faults()}
    assert {(str(dossier.id), 2), (str(dossier.id), 3)} <= places


INSERT = """insert into motcua_entry
    (at, kind, subject, position, actor, via, key, about, unit, data, previous, hash)
    select at, kind, subject, %s, actor, via, null, about, unit, data, hash, sha256('x')
    from motcua_entry where subject = %s and position = %s"""


def test_an_entry_put_in_at_the_end_is_named(dossier: Any, owner: Any) -> None:
    length = len(chain(dossier.id))
    owner(INSERT, [length + 1, dossier.id, length])
    found = faults()
    assert {(fault.subject, fault.position) for fault in found} == {(str(dossier.id), length + 1)}
    assert "mục thừa ở cuối chuỗi" in {fault.what for fault in found}


def test_an_entry_put_in_the_middle_is_named(dossier: Any, owner: Any) -> None:
    length = len(chain(dossier.id))
    for place in range(length, 1, -1):
        owner(f"update motcua_entry set position = {place + 1}" + PLACE, [dossier.id, place])
    owner(INSERT, [2, dossier.id, 1])
    places = {(fault.subject, fault.position) for fault in faults()}
    assert (str(dossier.id), 2) in places


REWRITE = """do $$
declare e motcua_entry; last bytea := ''; place int := 0;
begin
    for e in select * from motcua_entry where subject = '{subject}' order by position loop
        place := place + 1;
        e.position := place;
        last := sha256(last || convert_to(motcua_entry_text(e), 'UTF8'));
        update motcua_entry set position = place, hash = last, previous = coalesce(
            (select hash from motcua_entry where subject = e.subject and position = place - 1),
            '') where id = e.id;
    end loop;
    update motcua_chain set length = place, head = last where subject = '{subject}';
end $$"""


def rewrite(owner: Any, subject: UUID) -> None:
    """Erase an entry and recompute all that hangs on it, as someone who knows how would."""
    owner("delete from motcua_entry" + PLACE, [subject, 2])
    owner(REWRITE.format(subject=subject))


def test_a_chain_rewritten_before_its_day_is_sealed_cannot_be_seen(
    dossier: Any, owner: Any
) -> None:
    """The control: the rewriting is perfect, and only a seal that came before it can tell."""
    rewrite(owner, dossier.id)
    assert faults() == []


def test_a_chain_rewritten_after_its_day_was_sealed_is_seen(dossier: Any, owner: Any) -> None:
    seal()
    rewrite(owner, dossier.id)
    assert faults() == [Fault(DAY.isoformat(), 0, "gốc của ngày không khớp với sổ")]


def test_a_chain_erased_with_its_head_is_seen_by_the_day(dossier: Any, owner: Any) -> None:
    seal()
    owner("delete from motcua_entry where subject = %s", [dossier.id])
    owner("delete from motcua_chain where subject = %s", [dossier.id])
    assert [fault.subject for fault in faults()] == [DAY.isoformat()]


def sealed_anew(owner: Any, key: Any) -> None:
    """The day sealed again over a rewritten journal."""
    from motcua.records.journal import heads_between

    with as_role("motcua_clerk"):
        day = DayRoot.objects.get()
        root = root_of(b"", heads_between(0, day.last_entry))
    owner(
        "update motcua_dayroot set root = %s, signature = %s, certificate = %s",
        [root, key.sign(root), key.public],
    )


def test_a_day_sealed_anew_with_another_key_is_seen(
    dossier: Any, owner: Any, tmp_path: Any
) -> None:
    seal()
    rewrite(owner, dossier.id)
    sealed_anew(owner, SealKey(tmp_path))
    (fault,) = faults()
    assert fault.subject == DAY.isoformat() and "khoá khác" in fault.what


def test_a_day_sealed_anew_with_the_stolen_key_is_seen_by_the_witness(
    dossier: Any, owner: Any
) -> None:
    seal()
    with as_role("motcua_clerk"):
        witness = dict(day_roots())
    rewrite(owner, dossier.id)
    sealed_anew(owner, SealKey())
    assert faults() == []
    (fault,) = faults(witness)
    assert fault.subject == DAY.isoformat() and "người làm chứng" in fault.what


def test_a_day_that_is_gone_is_seen_by_the_witness(dossier: Any, owner: Any) -> None:
    seal()
    with as_role("motcua_clerk"):
        witness = dict(day_roots())
    owner("delete from motcua_dayroot")
    assert [fault.subject for fault in faults(witness)] == [DAY.isoformat()]


def test_a_forged_signature_of_a_day_is_seen(dossier: Any, owner: Any) -> None:
    seal()
    owner("update motcua_dayroot set signature = %s", [b"x" * 64])
    assert [fault.what for fault in faults()] == ["chữ ký của ngày không đúng"]


@pytest.mark.parametrize("role", ["motcua_web", "motcua_clerk", "motcua_owner"])
def test_nobody_of_ours_can_change_the_journal_at_all(own_database: str, role: str) -> None:
    from django.db import Error

    for statement in (
        "update motcua_entry set kind = 'x'",
        "delete from motcua_entry",
        "truncate motcua_entry",
    ):
        with as_role(role), pytest.raises(Error), connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_day_is_sealed_when_it_is_over_and_once(own_database: str) -> None:
    with pytest.raises(Refused, match="day-not-over"):
        seal(at=later(hours=14))
    seal()
    with pytest.raises(Exception, match="motcua_dayroot_pkey"):
        seal()


def test_what_is_being_written_while_a_day_is_sealed_is_in_it_or_after_it(
    own_database: str,
) -> None:
    """An entry has its number before it is committed: sealing waits for it."""
    written, go_on = threading.Event(), threading.Event()

    def write() -> None:
        from django.db import transaction

        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("set local role motcua_clerk")
            register_person(
                cast.command(),
                unit=cast.commune("Đức Nhàn"),
                full_name="Bùi Văn Chậm",
                number="017090000999",
                birth_date="1990-01-01",
                sex="male",
                ethnicity="Mường",
                address="",
                phone="",
            )
            written.set()
            go_on.wait(10)
        connections.close_all()

    sealed = threading.Thread(target=lambda: (seal(), connections.close_all()))
    slow = threading.Thread(target=write)
    slow.start()
    assert written.wait(10)
    sealed.start()
    sealed.join(0.5)
    assert sealed.is_alive()
    go_on.set()
    slow.join(10)
    sealed.join(10)
    assert faults() == []


def test_the_web_may_not_hold_the_journal(own_database: str) -> None:
    from django.db import ProgrammingError

    with pytest.raises(ProgrammingError), connection.cursor() as cursor:
        cursor.execute("select motcua_hold_journal()")


def test_chains_have_heads_nobody_writes_by_hand(own_database: str) -> None:
    from django.db import ProgrammingError

    with as_role("motcua_clerk"), pytest.raises(ProgrammingError):
        Chain.objects.update(length=0)
