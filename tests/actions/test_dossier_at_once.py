"""Several hands on one dossier at one instant: one act each time, a clear word to the rest."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction

from motcua.actions.act import By
from motcua.actions.dossier import hold
from motcua.actions.ending import stop, stop_unanswered
from motcua.actions.message import queue_message
from motcua.actions.person import register_person
from motcua.actions.processing import accept, assign
from motcua.actions.supplement import answer_request, ask_supplement
from motcua.records.dossier import Dossier
from motcua.records.journal import Entry
from motcua.rules.refusal import Refused
from motcua.rules.who import CLERK, Door
from tests import cast
from tests.actions.test_dossier import rent
from tests.cast import act, eyes, later
from tests.world import as_role

WORDS = {"reason": "Nhà đã phá dỡ.", "basis": "Luật Cư trú"}


def at_once(*acts: Callable[[], Any]) -> Counter[str]:
    """What came of each, by refusal code, `done` where it was done."""
    out: list[str] = []
    ready = threading.Barrier(len(acts))

    def run(doing: Callable[[], Any]) -> None:
        ready.wait()
        try:
            doing()
            out.append("done")
        except Refused as refusal:
            out.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(doing,)) for doing in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(out) == len(acts)
    return Counter(out)


def stop_by_the_clock(dossier: Dossier) -> None:
    with as_role("motcua_clerk"):
        stop_unanswered(By(CLERK, later(days=11), Door.CLERK), dossier.id)


def test_of_two_acts_at_one_instant_one_is_done_and_the_other_is_told(own_database: str) -> None:
    first, second, third = rent(), rent("minh"), rent("sen")
    police = cast.who("police").account
    given = at_once(
        lambda: act("counter", accept, first.id, revision=1),
        lambda: act("police", accept, first.id, revision=1),
        lambda: act("leader", assign, first.id, to=police, revision=1),
    )
    assert given == {"done": 1, "changed-by-another": 2}
    act("police", ask_supplement, second.id, items=[{"key": "from", "why": "Sai."}])
    said = {"from": "2026-12-05"}
    answered = at_once(
        *(lambda: act("minh", answer_request, second.id, answers=said),) * 3,
        lambda: act("police", answer_request, second.id, answers=said),
    )
    assert answered == {"done": 1, "request-answered-already": 3}
    act("police", accept, third.id)
    act("police", ask_supplement, third.id, items=[{"key": "from", "why": "Sai."}])
    late = at_once(
        lambda: stop_by_the_clock(third),
        lambda: act("sen", answer_request, third.id, answers=said, at=later(days=11)),
        lambda: act("police", stop, third.id, at=later(days=11), **WORDS),
    )
    assert late["done"] >= 1 and set(late) <= {"done", "step-not-allowed", "answered-too-late"}
    with as_role("motcua_clerk"):
        for dossier, kind in ((second, "dossier.supplement-answered"), (third, "dossier.stopped")):
            assert Entry.objects.filter(subject=dossier.id, kind=kind).count() <= 1
        fresh = Dossier.objects.get(pk=third.id)
        assert fresh.requests == 1 and (fresh.closed_at is None) == (fresh.state != "stopped")


def wait_until_both_wait() -> None:
    end = time.monotonic() + 20
    with connection.cursor() as cursor:
        while time.monotonic() < end:
            cursor.execute("select count(distinct pid) from pg_locks where not granted")
            if cursor.fetchone() == (2,):
                return
            time.sleep(0.01)
    raise AssertionError


def with_members(numbers: list[str], names: list[str]) -> dict[str, Any]:
    people = [
        {"full_name": f"Vi Thị {name}", "number": number, "birth_date": "1990-01-01"}
        for number, name in zip(numbers, names, strict=True)
    ]
    return {"for_whom": "family", "members": people}


@pytest.mark.parametrize("same", ["numbers", "names"])
def test_two_that_name_new_people_in_another_order_do_not_wait_for_each_other(
    own_database: str, same: str
) -> None:
    """Each would have one of two when both wait for somebody third: then the first would want what
    the second holds. Two new people may also have one name."""
    numbers, names = [f"00119000091{n}" for n in (1, 2, 3)], ["Ánh", "Giữa", "Xuân"]
    others = [f"00119000092{n}" for n in (3, 2, 1)]
    forms = (
        ("thuy", "Đức Nhàn", with_members(numbers, names)),
        ("minh", "Ba Đình", with_members(numbers[::-1] if same == "numbers" else others,
                                         ["Bình", "Giữa", "Yến"] if same == "numbers"
                                         else names[::-1])),
    )  # fmt: skip
    came: list[str] = []

    def filing(key: str, unit: str, answers: dict[str, Any]) -> None:
        try:
            rent(key, unit=cast.commune(unit), **answers)
            came.append(key)
        finally:
            connection.close()

    threads = [threading.Thread(target=filing, args=form) for form in forms]
    with transaction.atomic():
        third = {"full_name": "Vi Thị Giữa", "number": numbers[1], "birth_date": "1990-01-01"}
        act("police", register_person, unit=cast.commune("Đức Nhàn"), **third)
        for thread in threads:
            thread.start()
        wait_until_both_wait()
    for thread in threads:
        thread.join()
    assert sorted(came) == ["minh", "thuy"]


def test_a_message_about_a_dossier_does_not_wait_for_whoever_works_on_it(
    own_database: str,
) -> None:
    """It would hold the dossier's chain while it waits, and the other would wait for the chain."""
    dossier, sent = rent(), threading.Event()

    def tell_citizen() -> None:
        try:
            with as_role("motcua_clerk"):
                said = {"id": uuid4(), "phone": "0905000103", "text": "Ho so da nop."}
                queue_message(By(CLERK, later(), Door.CLERK), dossier.id, **said)
            sent.set()
        finally:
            connection.close()

    with eyes("police"):
        hold(dossier.id)
        clerk = threading.Thread(target=tell_citizen)
        clerk.start()
        assert sent.wait(10)
    clerk.join()
