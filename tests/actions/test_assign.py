"""A dossier goes from one officer's hands into another's, and the journal knows it."""

import pytest

from motcua.actions.dossier import withdraw
from motcua.actions.processing import accept, assign
from motcua.records.handover import HandOver
from motcua.records.journal import Entry
from motcua.rules.refusal import Denied, Refused
from tests import cast
from tests.actions.test_dossier import RESIDENCE, file, rent
from tests.cast import act, eyes

pytestmark = pytest.mark.django_db


def account(key: str) -> object:
    return cast.who(key).account


def test_a_colleague_is_given_a_dossier_with_a_word() -> None:
    dossier = rent()
    act("counter", accept, dossier.id)
    given = act("counter", assign, dossier.id, to=account("police"), note="Chủ nhà hẹn chiều.")
    assert given.officer_id == account("police") and given.revision == 3
    with eyes("leader"):
        told = Entry.objects.filter(subject=dossier.id, kind="dossier.assigned").get()
        assert told.data["was"] == str(account("counter"))
        assert HandOver.objects.get(pk=told.data["hand_over"]).note == "Chủ nhà hẹn chiều."
    assert "Chủ nhà" not in str(told.data)


def test_a_leader_may_give_what_is_not_in_their_hands() -> None:
    dossier = rent()
    given = act("leader", assign, dossier.id, to=account("specialist"))
    assert given.officer_id == account("specialist")


@pytest.mark.parametrize("taker", ["police_there", "auditor", "minh", "thuy"])
def test_nobody_gets_what_they_could_not_take(taker: str) -> None:
    dossier = rent()
    with pytest.raises(Refused, match="cannot-be-given-to-them"):
        act("counter", assign, dossier.id, to=account(taker))


def test_an_officer_is_not_given_their_own_matter() -> None:
    dossier = file("police", "1.010041", **RESIDENCE)
    with pytest.raises(Refused, match="cannot-be-given-to-them"):
        act("counter", assign, dossier.id, to=account("police"))


def test_what_is_there_already_or_over_is_not_given_and_a_stale_page_gives_nothing() -> None:
    dossier = rent()
    act("counter", accept, dossier.id)
    with pytest.raises(Refused, match="in-their-hands-already"):
        act("police", assign, dossier.id, to=account("counter"))
    with pytest.raises(Refused, match="changed-by-another"):
        act("counter", assign, dossier.id, to=account("police"), revision=1)
    with pytest.raises(Denied):
        act("police_there", assign, dossier.id, to=account("police"))
    act("thuy", withdraw, dossier.id)
    with pytest.raises(Refused, match="step-not-allowed"):
        act("counter", assign, dossier.id, to=account("police"))
