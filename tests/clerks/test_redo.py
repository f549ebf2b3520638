"""A result that is wrong is taken back and made anew: one replaces the other, and both say so."""

from pathlib import Path

import pytest

from motcua.actions.document import redo_paper, revoke_paper
from motcua.actions.ending import refuse
from motcua.actions.processing import decide, send_back
from motcua.actions.receipts import sign_for
from motcua.records.document import Paper
from motcua.records.dossier import Dossier
from motcua.records.journal import Entry
from motcua.records.message import Message
from motcua.rules.delivery import Taker
from motcua.rules.dossier import Delivery, State
from motcua.rules.refusal import Denied, Refused
from tests.cast import act
from tests.clerks.desk import Desk, papers, words
from tests.clerks.ways import result, signed, signed_again
from tests.world import as_role

pytestmark = pytest.mark.django_db
WHY = "Sai nơi cư trú."


def now(paper: Paper) -> Paper:
    with as_role("motcua_clerk"):
        return Paper.objects.select_related("dossier", "replaces").get(pk=paper.id)


def redo(desk: Desk, paper: Paper) -> Dossier:
    act("leader", redo_paper, paper.id, why=WHY, at=desk.at)
    return now(paper).dossier


def test_the_officers_have_it_again_and_the_citizen_is_told(desk: Desk) -> None:
    old = signed(desk)
    before = now(old).dossier
    desk.pass_time(hours=26)
    dossier = redo(desk, old)
    assert (dossier.state, dossier.delivery) == (State.PROCESSING, Delivery.NONE)
    assert dossier.sent_back_why == WHY
    assert dossier.due_at > desk.at > before.closed_at
    assert any("thu hồi để làm lại" in step for step in dossier.due_steps)
    assert now(old).state == Paper.State.REVOKED
    desk.work()
    with as_role("motcua_clerk"):
        kinds = set(Entry.objects.filter(subject=dossier.id).values_list("kind", flat=True))
        texts = [one.text for one in Message.objects.filter(dossier=dossier)]
    assert {"paper.revoked", "dossier.reopened"} <= kinds
    assert any("dang duoc lam lai" in text for text in texts)


def test_the_new_result_names_the_old_one_and_the_old_one_is_replaced(
    desk: Desk, tmp_path: Path
) -> None:
    old = signed(desk)
    first = now(old).dossier
    redo(desk, old)
    desk.pass_time(hours=60)
    new = signed_again(desk, old)
    assert (now(old).state, now(new).state) == (Paper.State.REPLACED, Paper.State.SIGNED)
    assert (first.decision_number, now(new).dossier.decision_number) == (1, 2)
    assert now(new).replaces == old and new.code != old.code
    grouped = "-".join(old.code[at : at + 4] for at in range(0, 16, 4))
    said = words(new, tmp_path)
    assert f"Thay thế giấy có mã kiểm tra {grouped}" in said and "ngày 23 tháng 11" in said
    dossier = now(new).dossier
    assert (dossier.state, dossier.delivery) == (State.DONE, Delivery.READY)
    judged = (first.late, first.closed_at)
    assert (dossier.late, dossier.closed_at) == judged and first.late is False
    act("police", sign_for, dossier.id, taker=Taker.APPLICANT, at=desk.at)


def test_a_first_result_names_no_other(desk: Desk, tmp_path: Path) -> None:
    new = signed(desk)
    assert now(new).replaces is None and "Thay thế giấy" not in words(new, tmp_path)


def test_what_was_handed_over_is_made_anew_as_well(desk: Desk) -> None:
    old = signed(desk)
    act("police", sign_for, old.dossier_id, taker=Taker.APPLICANT, at=desk.at)
    assert redo(desk, old).state == State.PROCESSING
    assert now(signed_again(desk, old)).replaces == old


def test_a_new_result_sent_back_unsigned_replaces_nothing(desk: Desk) -> None:
    old = signed(desk)
    redo(desk, old)
    desk.pass_time(hours=1)
    act("police", decide, old.dossier_id, at=desk.at)
    desk.work()
    unsigned = result(old.dossier)
    assert now(unsigned).replaces == old and now(old).state == Paper.State.REVOKED
    act("leader", send_back, old.dossier_id, why="Vẫn sai.", at=desk.at)
    assert now(unsigned).replaces is None
    new = signed_again(desk, old)
    assert now(new).replaces == old and now(old).state == Paper.State.REPLACED
    again = redo(desk, new)
    third = signed_again(desk, new)
    assert now(third).replaces == new and again.id == third.dossier_id
    assert len(papers(old.dossier, Paper.Kind.RESULT)) == 4


def test_what_may_not_be_given_at_all_is_refused_after_it_was_taken_back(desk: Desk) -> None:
    old = signed(desk)
    late = now(old).dossier.late
    redo(desk, old)
    refusal = {"reason": "Không đủ căn cứ xác nhận.", "basis": "Luật Cư trú"}
    act("police", refuse, old.dossier_id, **refusal, at=desk.at)
    assert (now(old).dossier.state, now(old).dossier.late) == (State.STOPPED, late)
    assert now(old).state == Paper.State.REVOKED


def test_only_a_leader_of_the_body_and_only_a_signed_result_with_a_reason(desk: Desk) -> None:
    old = signed(desk)
    for who in ("police", "counter", "specialist", "leader_there", "chairman", "minh"):
        with pytest.raises(Denied):
            act(who, redo_paper, old.id, why=WHY, at=desk.at)
    with pytest.raises(Refused, match="reason-missing"):
        act("leader", redo_paper, old.id, why=" ", at=desk.at)
    act("leader", revoke_paper, old.id, why="Ký nhầm.", at=desk.at)
    with pytest.raises(Refused, match="step-not-allowed"):
        act("leader", redo_paper, old.id, why=WHY, at=desk.at)
    assert now(old).dossier.state == State.DONE
