"""Two equal keys at the same instant: one act, and the second gets the first's outcome."""

import threading
import uuid

import pytest
from django.db import connection

from motcua.actions.act import By, action, allow, tell
from motcua.actions.filing import submit
from motcua.records.account import Account
from motcua.records.dossier import Dossier
from motcua.records.person import Person
from motcua.records.procedure import catalogue
from motcua.rules.events.people import SignedIn
from motcua.rules.permission import Purpose, Target
from motcua.rules.refusal import KeyReused
from motcua.rules.who import Door
from tests import cast
from tests.cast import NOW, TODAY, eyes


def file_with(key: uuid.UUID, answers: dict[str, str], out: list[object]) -> None:
    """One request: a thread with a connection of its own."""
    try:
        with eyes("minh") as minh:
            out.append(
                submit(
                    By(minh, NOW, Door.CITIZEN, key),
                    id=key,
                    version=catalogue()["1.010041"].on(TODAY),
                    unit=cast.commune("Đức Nhàn"),
                    applicant=Person.objects.get(pk=minh.person),
                    answers=answers,
                ).number
            )
    except Exception as trouble:
        out.append(trouble)
    finally:
        connection.close()


@pytest.mark.parametrize("same", [True, False], ids=["same body", "other body"])
def test_equal_keys_at_one_instant_make_one_dossier(own_database: str, same: bool) -> None:
    key, out = uuid.uuid4(), []
    bodies = [{"content": "current", "purpose": "" if same else str(n)} for n in range(8)]
    threads = [threading.Thread(target=file_with, args=(key, body, out)) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = [outcome for outcome in out if isinstance(outcome, str)]
    others = [outcome for outcome in out if not isinstance(outcome, str)]
    assert len(set(numbers)) == 1
    assert all(isinstance(other, KeyReused) for other in others), others
    assert len(numbers) == (8 if same else 1)
    with eyes("minh"):
        assert Dossier.objects.count() == 1
        assert Account.objects.filter(person__full_name="Nguyễn Đăng Minh").count() == 1


@action
def tell_of(by: By, subjects: list[uuid.UUID]) -> None:
    allow(by, "account.sign-in", Target(), Purpose.PUBLIC)
    for subject in subjects:
        tell(by, SignedIn(subject=subject, level=1))


def test_two_acts_about_the_same_dossiers_do_not_wait_for_each_other(own_database: str) -> None:
    """Each entry holds its subject's chain; one order for all, whatever order they are told in."""
    subjects, trouble = [uuid.uuid4() for _ in range(200)], []
    together = threading.Barrier(2, timeout=30)

    def go(order: list[uuid.UUID]) -> None:
        try:
            for _ in range(6):
                together.wait()
                with eyes("minh") as minh:
                    tell_of(By(minh, NOW, Door.CITIZEN), order)
        except Exception as found:
            trouble.append(found)
            together.abort()
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=(o,)) for o in (subjects, subjects[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert trouble == []
