"""Reception never stops: who is appointed to receive people may, for those days and no longer."""

from datetime import date, timedelta

import pytest

from motcua.actions.absence import (
    appoint_standby,
    end_absence,
    end_standby,
    name_standby,
    note_absence,
)
from motcua.actions.processing import accept, decide
from motcua.records.absence import Standby
from motcua.records.account import who_is
from motcua.records.journal import Entry
from motcua.rules.dossier import State
from motcua.rules.refusal import Denied, Refused
from motcua.rules.who import Role
from tests import cast
from tests.cast import TODAY, act, eyes
from tests.doors.desk import residence

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)


def appoint(key: str, *, by: str = "leader", first: date = TODAY, last: date = TODAY) -> Standby:
    here = cast.commune("Đức Nhàn").id
    found = act(by, appoint_standby, cast.who(key).account, unit=here, first=first, last=last)
    assert isinstance(found, Standby)
    return found


def receives(key: str, on: date = TODAY) -> bool:
    """Whether they hold the counter on a day, by both ways of asking."""
    account = cast.who(key).account
    assert account
    found = who_is(account, on, None)
    with eyes(key):
        assert found and (on != TODAY or found.posts == cast.who(key).posts)
    return Role.COUNTER in found.roles


def test_a_leader_who_is_appointed_receives_and_is_held_to_the_rest() -> None:
    dossier = residence("minh")
    with pytest.raises(Denied):
        act("leader", accept, dossier.id)
    named = appoint("leader", by="chairman")
    assert act("leader", accept, dossier.id).state == State.ACCEPTED
    appoint("specialist")
    with pytest.raises(Denied):  # on duty or not, what the police decide stays theirs
        act("specialist", decide, dossier.id)
    with eyes("leader"):
        (entry,) = Entry.objects.filter(kind="standby.appointed", subject=named.id)
    assert entry.data["officer"] == str(cast.who("leader").account)


def test_it_begins_and_ends_by_itself_or_by_a_word() -> None:
    named = appoint("leader", first=TOMORROW, last=TOMORROW)
    assert not receives("leader")
    assert receives("leader", TOMORROW)
    assert not receives("leader", TOMORROW + timedelta(days=1))
    act("chairman", end_standby, named.id)
    assert not receives("leader", TOMORROW)


def test_who_stands_in_for_one_of_the_desk_may_receive_while_they_are_away() -> None:
    said = {"unit": cast.commune("Đức Nhàn").id, "first": TODAY, "last": TODAY}
    leader, police = cast.who("leader").account, cast.who("police").account
    noted = act("leader", note_absence, police, **said)
    with pytest.raises(Denied):  # nobody but a leader has somebody else receive
        act("police", name_standby, noted.id, standby=leader)
    act("leader", name_standby, noted.id, standby=leader)
    assert receives("leader")
    act("leader", end_absence, noted.id)
    assert not receives("leader")
    act("leader", note_absence, cast.who("chairman").account, standby=leader, **said)
    assert not receives("leader")  # a chairman receives nobody who could be received instead


def test_only_a_leader_of_the_unit_appoints_one_who_works_there_and_is_there() -> None:
    for key in ("police", "leader_there", "minh"):
        with pytest.raises(Denied):
            appoint("police", by=key)
        with pytest.raises(Denied):
            act(key, end_standby, appoint("specialist").id)
    said = {"unit": cast.commune("Đức Nhàn").id, "first": TODAY, "last": TOMORROW}
    act("leader", note_absence, cast.who("leader").account, **said)
    for key, first, code in (
        ("police_there", TODAY, "not-a-colleague"),
        ("leader", TODAY, "standby-is-away"),
        ("police", TODAY - timedelta(days=1), "absence-in-the-past"),
        ("police", TOMORROW, "absence-ends-before-it-begins"),
    ):
        with pytest.raises(Refused, match=code):
            appoint(key, first=first)
