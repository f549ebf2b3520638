"""Signing in: what the identity provider says stands here, and takes nothing from others."""

import pytest
from django.db import transaction

from motcua.actions.account import sign_in
from motcua.actions.act import By
from motcua.actions.mismatch_outcome import say_same
from motcua.actions.person import register_person
from motcua.actions.verification import record_answer
from motcua.records.account import Account
from motcua.records.confirmed import SIGNED_IN, confirmed_of
from motcua.records.mismatch import Mismatch
from motcua.records.person import Person
from motcua.records.sameness import bears
from motcua.records.verification import Verification
from motcua.rules.mismatch import CaseStep, Cause
from motcua.rules.refusal import Refused
from motcua.rules.verification import Answer
from motcua.rules.verification_law import LookUp
from motcua.rules.who import VISITOR, Door
from tests import cast
from tests.cast import NOW, PEOPLE, act, command, commune, eyes
from tests.doors.desk import residence, verified
from tests.world import as_role

pytestmark = pytest.mark.django_db
NAME, OLD, BORN, *_ = PEOPLE["minh"]
NEW = "001079000999"


def enter(number: str = NEW, name: str = NAME, born: str = BORN, subject: str = "minh") -> Account:
    """Somebody signs in, seeing nothing yet."""
    visitor = By(VISITOR, NOW, Door.CITIZEN)
    with transaction.atomic():
        said = {"number": number, "name": name, "birth_date": born, "level": 2}
        return sign_in(visitor, subject=f"sub-{subject}", **said)


def bearer(name: str = NAME, born: str = BORN, number: str = NEW) -> Person:
    """A record of somebody with this number, as an officer put it in."""
    with as_role("motcua_clerk"):
        said = {"full_name": name, "birth_date": born, "number": number}
        return register_person(command(NOW), unit=commune("Đức Nhàn"), **said)


def numbers(*people: Person) -> list[str]:
    with as_role("motcua_clerk"):
        return [Person.objects.get(pk=one.pk).number for one in people]


def test_a_number_the_provider_corrects_is_kept() -> None:
    cast.who("minh")
    mine = enter().person
    assert numbers(mine) == [NEW] and set(confirmed_of(mine)) == set(SIGNED_IN)


def test_a_number_another_record_bears_stays_there_and_who_signs_in_keeps_everything() -> None:
    dossier, before = residence("minh"), cast.who("minh")
    verified(dossier)
    other = bearer()
    account = enter(name="Nguyễn Đăng Mình")
    assert (account.id, account.person_id) == (before.account, before.person)
    assert numbers(account.person, other) == [OLD, NEW]
    assert account.name == "Nguyễn Đăng Mình", "what can be taken is"
    with eyes("minh") as me:
        assert not bears(account.person, NEW) and bears(account.person, OLD)
        assert not Person.objects.visible_to(me).filter(pk=other.pk).exists()


def test_it_becomes_a_case_where_a_dossier_waits_and_a_link_ends_it() -> None:
    dossier = residence("minh")
    verified(dossier)
    other = bearer()
    for _ in range(2):
        enter()
    with as_role("motcua_clerk"):
        asked = Verification.objects.get(person=cast.who("minh").person, answer="")
        assert asked.anew and "định danh khác" in (asked.why or ""), "once, however often"
    verified(dossier, Answer.NO_MATCH)
    with eyes("police") as officer:
        case = Mismatch.objects.visible_to(officer).get(person=cast.who("minh").person)
    act("police", say_same, case.id, number=NEW, why="Theo thẻ căn cước.")
    mine = enter().person
    with eyes("minh"):
        assert bears(mine, NEW) and numbers(mine, other) == [OLD, NEW]
    with as_role("motcua_clerk"):
        assert Mismatch.objects.get(pk=case.pk).step == CaseStep.ASKED
        assert Verification.objects.filter(dossier=dossier, person=mine).count() == 2


def test_without_a_dossier_the_office_that_holds_the_record_asks_once_and_sees_it() -> None:
    cast.who("minh")
    bearer()
    for _ in range(2):
        enter()
    with as_role("motcua_clerk"):
        asked = Verification.objects.get(person=cast.who("minh").person)
        assert (asked.dossier, asked.purpose) == (None, LookUp.OTHER_NUMBER), "once, however often"
        told = dict.fromkeys(asked.fields, str(Answer.NO_INFORMATION))
        record_answer(cast.clerk(), asked.id, answer=Answer.NO_INFORMATION, answers=told,
                      source="dân cư")  # fmt: skip
    with eyes("police") as officer:
        case = Mismatch.objects.visible_to(officer).get(person=cast.who("minh").person)
        assert case.cause == Cause.CONTESTED
    enter()
    with as_role("motcua_clerk"):
        assert Verification.objects.filter(person=cast.who("minh").person).count() == 1
    with eyes("thuy"):
        assert not Verification.objects.exists(), "of others nothing is seen"


def test_nobody_comes_to_see_what_is_of_somebody_else_by_a_number_written_wrong() -> None:
    wrong = bearer("Hà Văn Tư", "1951-08-08")
    with pytest.raises(Refused, match="number-is-anothers"):
        enter(subject="new")
    with as_role("motcua_clerk"):
        assert not Account.objects.filter(person=wrong).exists()
        assert Person.objects.get(pk=wrong.pk).full_name == "Hà Văn Tư"


@pytest.mark.parametrize(("name", "born"), [("Nguyen Dang Minh", "1951"), ("Hà Văn Tư", "1979")])
def test_who_agrees_in_name_or_birth_date_is_who_has_the_number(name: str, born: str) -> None:
    same = bearer(name, born)
    found = enter(subject="new").person
    assert found.pk == same.pk and (found.full_name, found.birth_date) == (NAME, BORN)
