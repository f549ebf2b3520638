"""Who is asked about first, how often in all, and that waiting for a turn costs nothing."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.actions.act import defer
from motcua.actions.processing import accept
from motcua.clerks.errands import NotYet
from motcua.clerks.turns import in_turn, may_read
from motcua.records.budget import Bucket, budgets, take_turn
from motcua.records.dossier import Dossier
from motcua.records.verification import Verification
from motcua.rules.urgency import Urgency
from tests.actions.test_dossier import RESIDENCE, file
from tests.cast import act
from tests.clerks.desk import Desk
from tests.doors.desk import RESIDENCE as CODE
from tests.doors.desk import file_for
from tests.world import as_role

pytestmark = pytest.mark.django_db

TIGHT = replace(
    budgets()["population"], per_minute=6, burst=3, usual_leaves=1, batch_leaves=2
)  # a turn every ten seconds
COUNTER, USUAL, BATCH = Urgency.COUNTER, Urgency.USUAL, Urgency.BATCH


@pytest.fixture(autouse=True)
def as_the_clerk(db: None) -> Iterator[None]:
    with as_role("motcua_clerk"):
        yield


def jobs(name: str = "ask-population") -> list[ProcrastinateJob]:
    found = ProcrastinateJob.objects.filter(task_name=f"clerk:{name}", status="todo")
    return list(found.order_by("id"))


def next_in_the_queue() -> dict[str, Any]:
    """What a worker would take now."""
    with connection.cursor() as cursor:
        cursor.execute("insert into procrastinate_workers default values returning id")
        (worker,) = cursor.fetchone()
        cursor.execute(
            "select task_name, args from procrastinate_fetch_job_v2(array['errands'], %s)",
            [worker],
        )
        name, ids = cursor.fetchone()
    return {"name": name, **json.loads(ids)}


def test_a_question_about_somebody_at_the_counter_goes_before_what_came_online() -> None:
    online = file("minh", "1.010041", **RESIDENCE)
    file_for("counter", "Bùi Thị Sen", CODE, content="current", purpose="vay vốn")
    defer("ask-population", {"subject": str(online.id)}, urgency=BATCH)
    assert [job.priority for job in jobs()] == [USUAL, COUNTER, BATCH]
    assert next_in_the_queue()["urgency"] == COUNTER


def ask(desk: Desk, dossier: Dossier, urgency: Urgency = USUAL, **more: Any) -> None:
    (asked,) = Verification.objects.filter(dossier=dossier.id)
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_jobs")
    desk.call("ask-population", subject=str(asked.id), urgency=urgency, **more)


def is_answered(dossier: Dossier) -> bool:
    return Verification.objects.get(dossier=dossier.id).answer != ""


def test_over_the_budget_a_question_waits_for_its_turn_and_is_then_asked(desk: Desk) -> None:
    desk.furnish(budgets={"population": TIGHT})
    dossiers = [file(key, "1.010041", **RESIDENCE) for key in ("minh", "thuy", "sen", "trinh")]
    for dossier in dossiers[:3]:
        ask(desk, dossier)
    assert [is_answered(one) for one in dossiers] == [True, True, False, False]
    (put_off,) = jobs()
    assert put_off.args["promised"] is True and put_off.priority == USUAL
    assert put_off.scheduled_at is not None
    assert put_off.attempts == 0, "waiting for a turn uses up no try"
    ask(desk, dossiers[3], COUNTER)
    assert is_answered(dossiers[3]), "the counter's own turn is left"
    Bucket.objects.update(full_at=0)  # time passes
    desk.call("ask-population", **put_off.args)
    assert is_answered(dossiers[2])


def test_a_list_is_asked_about_at_night_only(desk: Desk) -> None:
    desk.furnish(budgets={"population": budgets()["population"]})
    dossier = file("minh", "1.010041", **RESIDENCE)
    ask(desk, dossier, BATCH)
    (put_off,) = jobs()
    assert not is_answered(dossier) and put_off.priority == BATCH
    desk.pass_time(hours=11)  # 20:00
    ask(desk, dossier, BATCH)
    assert is_answered(dossier)


def test_a_turn_costs_little() -> None:
    """One row, two statements; the figure goes into the documentation."""
    for _ in range(3):
        assert take_turn(budgets()["population"], COUNTER) == 0
    assert Bucket.objects.count() == 1


def test_what_was_put_off_before_the_clock_is_put_back_comes_as_soon_as_was_meant() -> None:
    for _ in range(TIGHT.burst):
        take_turn(TIGHT, COUNTER)
    for minutes in (1, 61):
        defer("ask-population", {"subject": ""}, after=timedelta(minutes=minutes, seconds=10))
    Bucket.objects.update(asked_at=F("asked_at") + 3600, full_at=F("full_at") + 3600)
    began = datetime.now(UTC)
    assert take_turn(TIGHT, COUNTER) <= TIGHT.apart
    times = [job.scheduled_at for job in jobs() if job.scheduled_at]
    waits = [(at - began).total_seconds() for at in times]
    assert waits == [pytest.approx(0, abs=30), pytest.approx(70, abs=30)]


def test_the_desk_without_a_budget_asks_as_often_as_it_likes(desk: Desk) -> None:
    """The control: it is the budget that holds back."""
    for key in ("minh", "thuy", "sen", "trinh"):
        dossier = file(key, "1.010041", **RESIDENCE)
        ask(desk, dossier)
        assert is_answered(dossier)
    assert Bucket.objects.count() == 0


def test_a_slow_line_leaves_hands_free_for_other_work(desk: Desk) -> None:
    """Three questions hang; the fourth hand goes on, unless somebody at a counter needs it."""
    slow = replace(budgets()["population"], at_once=3, per_minute=6)
    desk.furnish(budgets={"population": slow})
    waits = []
    with ExitStack() as hanging:
        for _ in range(3):
            hanging.enter_context(in_turn("population"))
        for promised in (False, False, True):
            with pytest.raises(NotYet) as later, in_turn("population", promised=promised):
                raise AssertionError("no hand was free")
            waits.append(round(later.value.after.total_seconds()))
        assert waits == [10, 20, 30] and later.value.promised, "one behind the other"
        assert may_read("population"), "answers are read all the same"
        with in_turn("population", COUNTER):
            pass
    with in_turn("population", promised=True):
        pass


def test_errands_of_a_counter_are_all_urgent() -> None:
    dossier = file_for("counter", "Bùi Thị Sen", CODE, content="current", purpose="vay vốn")
    act("police", accept, dossier.id)
    assert {job.priority for job in jobs("make-receipt")} == {COUNTER}
