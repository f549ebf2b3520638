"""An agency that decides a stage asks the citizen for something first, and is given it here."""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from motcua.actions.dossier import withdraw
from motcua.actions.supplement import answer_request
from motcua.bridges.agency import Fate, Question, Status
from motcua.bridges.line import Unreachable
from motcua.clerks.stage import keep
from motcua.doors.shared.whole import stages
from motcua.records.dossier import Dossier, Request
from motcua.records.outcome import outcome_of
from motcua.records.sending import Sending, stuck_stages
from motcua.records.timeline import clock_of
from motcua.rules.dossier import State
from motcua.rules.refusal import KeyReused, Refused
from motcua.rules.sending import Hitch
from motcua.rules.time.timeline import WhyPaused
from tests import cast
from tests.bridges.conftest import HTTP, Sandbox
from tests.cast import act, eyes
from tests.clerks.desk import Desk
from tests.clerks.test_stage import born, granted, now, part, told
from tests.clerks.ways import other_agencies
from tests.world import as_role

pytestmark = pytest.mark.django_db
NAME = {"key": "child_name", "why": "Tên không giống giấy chứng sinh.", "basis": "Luật Hộ tịch"}


@pytest.fixture
def agency(desk: Desk, tmp_path: Path) -> Iterator[Sandbox]:
    with other_agencies(desk, tmp_path) as sandbox:
        yield sandbox


def at_agency(desk: Desk, agency: Sandbox) -> tuple[Dossier, Sending]:
    """A stage that its agency has acknowledged and not decided yet."""
    agency.switch(decide_seconds=99_999)
    whole = born(desk)
    granted(desk, part(whole, "birth"))
    return whole, sending(part(whole, "number"))


def sending(dossier: Dossier) -> Sending:
    with as_role("motcua_clerk"):
        return Sending.objects.select_related("dossier").get(dossier=dossier)


def hear(sent: Sending, fate: Fate, **said: Any) -> Dossier:
    """What the agency says comes to the clerk; the stage as it is then."""
    with as_role("motcua_clerk"):
        fresh = Sending.objects.select_related("dossier").get(pk=sent.id)
        keep(fresh, Status(sent.id, fate, cast.NOW, said.pop("outcome", {}), **said))
    return now(sent.dossier)


def question(*items: dict[str, str], id: uuid.UUID | None = None) -> Question:
    return Question(id or uuid.uuid4(), items or (NAME,))


def requests(dossier: Dossier) -> list[Request]:
    with as_role("motcua_clerk"):
        return list(Request.objects.filter(dossier=dossier).order_by("asked_at"))


GIVEN = {"child_number": "017226000999"}


def test_while_it_waits_the_clock_of_the_stage_stands_still(desk: Desk, agency: Sandbox) -> None:
    whole, sent = at_agency(desk, agency)
    before, due = now(sent.dossier), now(whole).due_at
    waiting = hear(sent, Fate.ASKS, question=question())
    with as_role("motcua_clerk"):
        assert [one.why for one in clock_of(waiting).pauses if not one.end] == [WhyPaused.CITIZEN]
    desk.pass_time(days=1)
    act("minh", answer_request, waiting.id, answers={"child_name": "Bùi Ánh"}, at=desk.at)
    assert before.due_at and now(waiting).due_at > before.due_at
    assert now(whole).due_at == due and now(whole).answers["child_name"] != "Bùi Ánh"


def test_a_question_said_again_is_one_question_also_when_it_was_answered(
    desk: Desk, agency: Sandbox
) -> None:
    _, sent = at_agency(desk, agency)
    asked = question()
    for _ in range(3):
        hear(sent, Fate.ASKS, question=asked)
    act("minh", answer_request, sent.dossier_id, answers={"child_name": "Bùi Ánh"}, at=desk.at)
    again = hear(sent, Fate.ASKS, question=asked)  # it has not read the answer yet
    assert again.state == State.PROCESSING and len(requests(again)) == 1
    with pytest.raises(Refused, match="request-answered-already"):
        act("minh", answer_request, sent.dossier_id, answers={"child_name": "Bùi"}, at=desk.at)


def test_another_question_takes_the_place_of_the_open_one(desk: Desk, agency: Sandbox) -> None:
    _, sent = at_agency(desk, agency)
    hear(sent, Fate.ASKS, question=question())
    other = question({"key": "child_sex", "why": "Ghi lại.", "basis": ""})
    waiting = hear(sent, Fate.ASKS, question=other)
    old, new = requests(waiting)
    assert old.answered_at and new.answered_at is None and waiting.state == State.WAITING
    assert new.items[0]["basis"]  # where the agency gives none, the article of the field


@pytest.mark.parametrize("fate", [Fate.DONE, Fate.REFUSED])
def test_an_agency_may_decide_before_it_was_answered(
    desk: Desk, agency: Sandbox, fate: Fate
) -> None:
    _, sent = at_agency(desk, agency)
    hear(sent, Fate.ASKS, question=question())
    said = {"outcome": GIVEN} if fate is Fate.DONE else {"reason": "Trùng số.", "basis": "Luật"}
    over = hear(sent, fate, **said)
    assert over.state == (State.DONE if fate is Fate.DONE else State.STOPPED)
    assert requests(over)[0].answered_at and sending(over).question is None
    with pytest.raises(Refused):
        act("minh", answer_request, over.id, answers={"child_name": "Bùi Ánh"}, at=desk.at)
    desk.work("answer-stage")  # nothing is passed on any more
    assert desk.failed == []


def test_a_late_word_of_an_agency_changes_nothing(desk: Desk, agency: Sandbox) -> None:
    _, sent = at_agency(desk, agency)
    done = hear(sent, Fate.DONE, outcome=GIVEN)
    with pytest.raises(Refused, match="step-not-allowed"):
        hear(sent, Fate.ASKS, question=question())
    with pytest.raises(Refused, match="step-not-allowed"):
        hear(sent, Fate.REFUSED, reason="Trùng số.", basis="Luật")
    assert hear(sent, Fate.DONE, outcome=GIVEN).revision == done.revision
    with pytest.raises(KeyReused):  # another result under the same task
        hear(sent, Fate.DONE, outcome={"child_number": "017226000111"})
    assert outcome_of(done) == GIVEN and requests(done) == []


@pytest.mark.parametrize("key", ["unheard_of", "full_name"])
def test_what_may_not_be_asked_is_not_and_who_runs_the_house_sees_it(
    desk: Desk, agency: Sandbox, key: str
) -> None:
    """Unknown to the form, or known from the population register."""
    whole, sent = at_agency(desk, agency)
    hear(sent, Fate.DONE, outcome=GIVEN)
    desk.work()
    stage = part(whole, "insurance")
    agency.switch(ask=key)
    desk.call("follow-stages")
    desk.call("follow-stages")
    assert now(stage).state == State.ACCEPTED and requests(stage) == []
    assert [one.data["hitch"] for one in told(stage, "stage.stuck")] == [Hitch.MISUNDERSTOOD]
    with eyes("operator"):
        assert [one.hitch for one in stuck_stages(cast.TODAY)] == [Hitch.MISUNDERSTOOD]


def test_a_wrong_word_is_forgotten_when_the_agency_is_understood_again(
    desk: Desk, agency: Sandbox
) -> None:
    _, sent = at_agency(desk, agency)
    agency.switch(mode="wrong", lie="question")
    desk.call("follow-stages")
    assert sending(sent.dossier).hitch == Hitch.MISUNDERSTOOD
    agency.switch(decide_seconds=99_999)
    desk.call("follow-stages")
    assert sending(sent.dossier).hitch == ""


def test_one_agency_that_is_not_understood_keeps_no_other_waiting(
    desk: Desk, agency: Sandbox
) -> None:
    _, first = at_agency(desk, agency)
    hear(first, Fate.ASKS, question=question())
    act("minh", withdraw, first.dossier_id, at=desk.at)
    _, second = at_agency(desk, agency)
    agency.switch()
    desk.call("follow-stages")
    assert now(second.dossier).state == State.DONE
    assert sending(first.dossier).answered_at  # it ended there as well
    assert [one.kind for one in told(first.dossier, "stage.ended")] == ["stage.ended"]


def test_too_long_without_an_answer_it_stops_by_itself_and_the_agency_is_told(
    desk: Desk, agency: Sandbox
) -> None:
    whole, sent = at_agency(desk, agency)
    waiting = hear(sent, Fate.ASKS, question=question())
    (asked,) = requests(waiting)
    desk.at += timedelta(days=(asked.answer_by - cast.TODAY).days)
    desk.call("remind-answers")
    desk.call("stop-unanswered")
    assert now(waiting).state == State.WAITING and requests(waiting)[0].reminded_at
    desk.pass_time(days=1)
    desk.call("stop-unanswered")
    assert now(waiting).state == State.STOPPED
    desk.call("follow-stages")
    assert sending(waiting).answered_at
    desk.work()
    with eyes("minh") as actor:
        rows = {row.name: row for row in stages(Dossier.objects.get(pk=whole.id), actor)}
    assert "chưa được bổ sung" in rows["Cấp số định danh cá nhân cho con"].reason


def test_an_answer_waits_while_the_line_is_down_and_who_runs_the_house_is_told(
    desk: Desk, agency: Sandbox
) -> None:
    agency.switch(ask="child_name")
    whole = born(desk)
    granted(desk, part(whole, "birth"))
    number = part(whole, "number")
    agency.switch(mode="down", ask="child_name")
    act("minh", answer_request, number.id, answers={"child_name": "Bùi Ánh"}, at=desk.at)
    desk.work("answer-stage")
    assert [type(one) for _, one in desk.failed] == [Unreachable]
    with eyes("minh") as actor:
        rows = {row.id: row for row in stages(Dossier.objects.get(pk=whole.id), actor)}
    assert "đang chuyển sang cơ quan" in rows[number.id].words
    desk.pass_time(minutes=11)
    desk.call("watch-stages")
    assert sending(number).hitch == Hitch.UNTOLD
    agency.switch(ask="child_name")
    desk.work("answer-stage")
    assert desk.failed == [] and sending(number).hitch == ""
    (task,) = [one for one in HTTP.get(f"{agency.url}/_given").json() if one["answers"]]
    assert task["answers"] == [{"facts": {"child_name": "Bùi Ánh"}, "files": []}]
