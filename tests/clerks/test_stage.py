"""One filing for several agencies: each stage a dossier of its own, until all have results."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from motcua.actions.document import redo_paper
from motcua.actions.dossier import withdraw
from motcua.actions.ending import refuse
from motcua.actions.processing import accept, decide, take
from motcua.actions.signature import ask_signature
from motcua.actions.supplement import answer_request, ask_supplement
from motcua.bridges.line import Unreachable
from motcua.doors.shared.whole import stages
from motcua.records.document import Attachment, Paper
from motcua.records.dossier import Dossier
from motcua.records.journal import Entry
from motcua.records.outcome import outcome_of
from motcua.records.procedure import version_of
from motcua.records.sending import stuck_stages
from motcua.rules.dossier import State
from motcua.rules.refusal import Refused
from motcua.rules.sending import Hitch
from motcua.rules.time.wall_clock import local
from tests import cast
from tests.actions.test_dossier import verified
from tests.bridges.conftest import Sandbox
from tests.cast import act, eyes
from tests.clerks.cases import Worked, filed, worked
from tests.clerks.desk import Desk, papers, words
from tests.clerks.ways import other_agencies, signer_of
from tests.world import as_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency(desk: Desk, tmp_path: Path) -> Iterator[Sandbox]:
    """The systems of other agencies, with nobody at their desks until they are switched on."""
    with other_agencies(desk, tmp_path) as sandbox:
        yield sandbox


def born(desk: Desk, **more: Any) -> Dossier:
    """A father files for his new-born child at the counter; it is accepted there."""
    one = worked("3.000722")
    whole = filed(Worked(one.version, one.answers | more, {}))
    verified(whole)
    act("counter", accept, whole.id, at=desk.at)
    desk.work()
    return now(whole)


def now(dossier: Dossier) -> Dossier:
    with as_role("motcua_clerk"):
        return Dossier.objects.get(pk=dossier.id)


def parts(whole: Dossier) -> dict[str, Dossier]:
    with as_role("motcua_clerk"):
        return {one.stage: one for one in Dossier.objects.filter(part_of=whole)}


def part(whole: Dossier, stage: str) -> Dossier:
    return parts(whole)[stage]


def granted(desk: Desk, dossier: Dossier, trouble: list[type] | None = None) -> None:
    """An officer decides a stage, its leader signs; what comes of it meets no other trouble."""
    decider = "police" if version_of(dossier.version).by_police else "specialist"
    act(decider, decide, dossier.id, at=desk.at)
    desk.work("make-result")
    paper = papers(dossier, Paper.Kind.RESULT)[-1]
    act(signer_of(dossier), ask_signature, paper.id, seen=paper.frozen, at=desk.at)
    desk.work("sign-paper")
    desk.work("sign-paper")
    desk.work()
    assert [type(one) for _, one in desk.failed] == (trouble or [])


def hitches(desk: Desk, dossier: Dossier, **time: float) -> list[str]:
    """What was said of a stage on its way, after some more time."""
    desk.pass_time(**time)
    desk.call("watch-stages")
    desk.call("watch-stages")
    return [entry.data["hitch"] for entry in told(dossier, "stage.stuck")]


def told(dossier: Dossier, kind: str) -> list[Entry]:
    with as_role("motcua_clerk"):
        return list(Entry.objects.filter(subject=dossier.id, kind=kind).order_by("position"))


def test_a_birth_goes_from_one_form_to_five_results(desk: Desk, agency: Sandbox) -> None:
    whole = born(desk, card=True)
    assert whole.state == State.PROCESSING and list(parts(whole)) == ["birth"]
    birth = part(whole, "birth")
    assert birth.accepted_at == desk.at and birth.procedure == "1.001193"
    assert local(birth.due_at) == datetime(2026, 11, 25, 9, 0)  # 24 hours, over a day off
    assert birth.answers["child_name"] == whole.answers["child_name"]
    assert "clinic" not in birth.answers  # a stage is told what it needs and no more
    granted(desk, birth)

    number = part(whole, "number")
    assert number.state == State.DONE
    given = outcome_of(number)["child_number"]
    desk.work()
    assert set(parts(whole)) == {"birth", "number", "residence", "insurance"}
    residence, insurance = part(whole, "residence"), part(whole, "insurance")
    assert residence.answers["child_number"] == given  # nobody types it
    assert version_of(residence.version).by_police
    assert insurance.state == State.DONE and now(whole).state == State.PROCESSING
    granted(desk, residence)

    assert part(whole, "card").state == State.DONE
    whole = now(whole)
    assert (whole.state, whole.late) == (State.DONE, False)
    (over,) = told(whole, "dossier.stages-over")
    assert over.data["done"] == 5
    with as_role("motcua_clerk"):
        sent = [one.text for one in whole.messages.all()]
    assert any("lien thong" in text for text in sent)


def test_a_certificate_made_anew_carries_the_number_and_the_signed_one_stays(
    desk: Desk, agency: Sandbox, tmp_path: Path
) -> None:
    whole = born(desk)
    birth = part(whole, "birth")
    granted(desk, birth)
    (old,) = papers(birth, Paper.Kind.RESULT)
    signed, given = old.signed, outcome_of(part(whole, "number"))["child_number"]
    assert "chờ cơ quan Công an cấp" in words(old, tmp_path)
    act("chairman", redo_paper, old.id, why="Sai tên đệm.", at=desk.at)
    desk.pass_time(minutes=5)
    granted(desk, now(birth))
    old, new = papers(birth, Paper.Kind.RESULT)
    assert given in words(new, tmp_path) and "chờ cơ quan" not in words(new, tmp_path)
    assert old.signed == signed and given not in words(old, tmp_path)
    assert parts(whole).keys() == {"birth", "number", "residence", "insurance"}


def test_an_accepted_filing_goes_by_its_stages_which_have_its_papers(
    desk: Desk, agency: Sandbox
) -> None:
    whole = born(desk)
    with eyes("police"):
        files = Attachment.objects.of(part(whole, "birth").id)
        assert {one.component for one in files} == {"birth-notice"}
    for doing, more in (
        (take, {}),
        (decide, {}),
        (refuse, {"reason": "Sai", "basis": "Điều 1"}),
        (ask_supplement, {"items": [{"key": "child_name", "why": "Sai dấu"}]}),
    ):
        with pytest.raises(Refused) as refusal:
            act("specialist", doing, whole.id, **more)
        assert refusal.value.code in ("goes-by-stages", "result-is-noted")


def test_a_stage_that_hangs_is_told_to_those_who_run_the_house(
    desk: Desk, agency: Sandbox
) -> None:
    agency.switch(mode="down")
    whole = born(desk)
    granted(desk, part(whole, "birth"), trouble=[Unreachable])
    number = part(whole, "number")
    assert (number.state, number.due_at) == (State.SUBMITTED, None)
    assert hitches(desk, number, minutes=10) == []
    assert hitches(desk, number, minutes=1) == [Hitch.UNSENT]
    agency.switch(acknowledge_seconds=99_999, decide_seconds=99_999)
    desk.work("send-stage")
    assert hitches(desk, number, hours=1) == [Hitch.UNSENT]
    assert hitches(desk, number, hours=2) == [Hitch.UNSENT, Hitch.UNACKNOWLEDGED]
    with eyes("operator"):
        (line,) = stuck_stages(cast.TODAY)
    assert (line.number, version_of(line.version).stage) == (number.number, "number")
    with eyes("leader_there"):
        assert stuck_stages(cast.TODAY) == []
    agency.switch()
    desk.call("follow-stages")
    assert part(whole, "number").state == State.DONE
    with eyes("operator"):
        assert stuck_stages(cast.TODAY) == []


def test_a_supplement_in_a_stage_stops_its_clock_and_no_other(desk: Desk, agency: Sandbox) -> None:
    whole = born(desk)
    granted(desk, part(whole, "birth"))
    residence, due = part(whole, "residence"), now(whole).due_at
    items = [{"key": "relation_to_head", "why": "Ghi rõ con hay cháu"}]
    act("police", ask_supplement, residence.id, items=items, at=desk.at)
    desk.pass_time(hours=5)
    act("minh", answer_request, residence.id, answers={"relation_to_head": "Cháu"}, at=desk.at)
    answered = part(whole, "residence")
    assert answered.state == State.PROCESSING and answered.due_at > residence.due_at
    assert now(whole).due_at == due and now(whole).answers["relation_to_head"] == "Con"
    granted(desk, answered)
    assert now(whole).state == State.DONE


def test_what_waits_for_a_refused_stage_never_begins_and_the_rest_is_done(
    desk: Desk, agency: Sandbox
) -> None:
    whole = born(desk, card=True)
    granted(desk, part(whole, "birth"))
    why = {"reason": "Chủ hộ không đồng ý.", "basis": "Luật Cư trú Điều 20"}
    act("police", refuse, part(whole, "residence").id, **why, at=desk.at)
    desk.work()
    assert "card" not in parts(whole) and part(whole, "insurance").state == State.DONE
    assert now(whole).state == State.DONE
    with eyes("minh") as actor:
        rows = {row.name: row for row in stages(Dossier.objects.get(pk=whole.id), actor)}
    assert rows["Đăng ký thường trú cho con"].reason == why["reason"]
    said = rows["Cấp thẻ căn cước cho con"].words
    assert said == "Không làm tiếp được, vì không có kết quả: đăng ký thường trú cho con"
    given = outcome_of(part(whole, "number"))["child_number"]
    assert ("Số định danh cá nhân của con", given) in rows[
        "Cấp số định danh cá nhân cho con"
    ].results


def test_where_the_first_stage_is_refused_nothing_follows(desk: Desk, agency: Sandbox) -> None:
    whole = born(desk)
    why = {"reason": "Đã đăng ký nơi khác.", "basis": "Luật Hộ tịch Điều 16"}
    act("police", refuse, part(whole, "birth").id, **why, at=desk.at)
    desk.work()
    assert list(parts(whole)) == ["birth"]
    whole = now(whole)
    assert whole.state == State.STOPPED and "ghi ở từng việc" in whole.reason


def test_an_agency_that_refuses_says_why(desk: Desk, agency: Sandbox) -> None:
    agency.switch(refuse="Trùng số.")
    whole = born(desk)
    granted(desk, part(whole, "birth"))
    number = part(whole, "number")
    assert (number.state, number.reason) == (State.STOPPED, "Trùng số.")
    assert set(parts(whole)) == {"birth", "number"}
    assert now(whole).state == State.DONE  # the birth is registered


def test_a_filing_taken_back_takes_its_open_stages_with_it(desk: Desk, agency: Sandbox) -> None:
    whole = born(desk)
    act("minh", withdraw, whole.id, at=desk.at)
    desk.work()
    assert part(whole, "birth").state == State.WITHDRAWN
    assert list(parts(whole)) == ["birth"]


def test_a_death_goes_to_the_police_and_to_whoever_pays(desk: Desk, agency: Sandbox) -> None:
    one = worked("2.002913")
    said = {"group": "welfare", "payee": "me", "payout": "cash"}
    whole = filed(Worked(one.version, one.answers | said, {}))
    verified(whole)
    act("counter", accept, whole.id, at=desk.at)
    desk.work()
    granted(desk, part(whole, "death"))
    assert set(parts(whole)) == {"death", "residence", "welfare"}
    assert part(whole, "welfare").state == State.DONE
    granted(desk, part(whole, "residence"))
    assert now(whole).state == State.DONE


def test_the_owner_is_asked_when_the_stage_that_needs_it_begins(
    desk: Desk, agency: Sandbox
) -> None:
    head = {"head_name": "Trương Thị Vân Trinh", "head_number": "048188000103"}
    whole = born(desk, home="others", **head)
    with as_role("motcua_clerk"):
        assert not whole.consents.exists()
    granted(desk, part(whole, "birth"))
    with as_role("motcua_clerk"):
        assert part(whole, "residence").consents.get().who == "head"
    with pytest.raises(Refused, match="consent-missing"):
        act("police", decide, part(whole, "residence").id, at=desk.at)
