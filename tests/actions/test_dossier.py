"""A dossier's way through the house, told by those who walk it."""

import uuid
from datetime import datetime
from typing import Any

import pytest

from motcua.actions.consent import give_consent
from motcua.actions.dossier import see, withdraw
from motcua.actions.draft import save_draft
from motcua.actions.ending import refuse
from motcua.actions.filing import submit
from motcua.actions.processing import accept, decide, take_fee
from motcua.actions.supplement import (
    answer_request,
    answer_second_request,
    ask_supplement,
    seek_second_request,
)
from motcua.actions.verification import record_answer
from motcua.records.consent import Consent
from motcua.records.dossier import Dossier
from motcua.records.dwelling import Dwelling
from motcua.records.journal import Entry
from motcua.records.person import Person
from motcua.records.procedure import catalogue
from motcua.records.unit import Unit
from motcua.records.verification import Verification
from motcua.rules.dossier import Money, State
from motcua.rules.permission import Purpose
from motcua.rules.refusal import Denied, KeyReused, Refused
from motcua.rules.time.wall_clock import local
from motcua.rules.verification import Answer
from tests import cast
from tests.cast import act, clerk, eyes, later
from tests.world import as_role

pytestmark = pytest.mark.django_db

RESIDENCE = {"content": "current", "purpose": "làm việc với ngân hàng"}


def file(key: str, code: str, unit: Unit | None = None, **answers: Any) -> Dossier:
    """One of the cast files an application, in Đức Nhàn if nothing else is said."""
    version = catalogue()[code].on(cast.TODAY)
    with eyes(key) as actor:
        applicant = Person.objects.get(pk=actor.person)
    dossier = act(
        key,
        submit,
        id=uuid.uuid4(),
        version=version,
        unit=unit or cast.commune("Đức Nhàn"),
        applicant=applicant,
        answers=answers,
    )
    assert isinstance(dossier, Dossier)
    return dossier


def rent(key: str = "thuy", **more: Any) -> Dossier:
    """A tenant of a declared house files for temporary residence."""
    house = Dwelling.objects.get(code="NT-TRINH8")
    said = {
        "for_whom": "self",
        "dwelling": {"id": str(house.id), "address": house.address},
        "from": "2026-12-01",
        "to": "2027-12-01",
    }
    return file(key, "1.004194", **(said | more))


def verified(dossier: Dossier, answer: Answer = Answer.MATCH) -> None:
    """The population register answers every question about a dossier."""
    with as_role("motcua_clerk"):
        for asked in Verification.objects.filter(dossier=dossier, answer=""):
            fields = {name: str(answer) for name in asked.fields}
            record_answer(clerk(), asked.id, answer=answer, answers=fields, source="dân cư")


def allow_again(dossier: Dossier, at: datetime = cast.NOW) -> None:
    """An officer seeks a leader's word to ask a second time, and has it."""
    second = act("police", seek_second_request, dossier.id, why="Hợp đồng thiếu trang.", at=at)
    word = "Đồng ý, lỗi do ta không xem kỹ."
    act("leader", answer_second_request, second.id, allowed=True, word=word, at=at)


def test_a_citizen_files_and_is_told_number_and_date_with_its_reasons() -> None:
    dossier = file("minh", "1.010041", **RESIDENCE)
    assert dossier.number.endswith("-261123-0001")
    assert dossier.due_steps[0].startswith("nhận lúc 09:00 thứ Hai 23/11/2026")
    assert dossier.answers["full_name"] == "Nguyễn Đăng Minh"


def test_the_whole_way_of_a_tenant(db: None) -> None:
    dossier = rent()
    assert dossier.money == Money.DUE
    act("trinh", give_consent, dossier.id, given=True)
    act("police", accept, dossier.id)
    verified(dossier)
    act("police", take_fee, dossier.id, amount=dossier.fee)
    decided = act("police", decide, dossier.id)
    assert decided.state == State.SIGNING
    # received 09:00 Monday 23/11; Tuesday 24/11 is a holiday; three working days end on Friday
    assert f"{local(decided.due_at):%d/%m/%Y %H:%M}" == "27/11/2026 17:00"


def test_nothing_is_decided_without_consent_fee_and_an_answer_of_the_register() -> None:
    dossier = rent()
    act("police", accept, dossier.id)
    with pytest.raises(Refused) as refusal:
        act("police", decide, dossier.id)
    assert refusal.value.detail["all"] == ["consent-missing", "fee-not-paid", "not-yet-verified"]


def test_an_officer_never_decides_on_their_own_matter() -> None:
    dossier = file("police", "1.010041", **RESIDENCE)
    with pytest.raises(Denied):
        act("police", accept, dossier.id)
    assert act("counter", accept, dossier.id).state == State.ACCEPTED


def test_an_incomplete_application_is_told_all_it_lacks_at_once() -> None:
    with pytest.raises(Refused) as refusal:
        file("thuy", "1.004194", for_whom="self")
    lacking = [gap.key for gap in refusal.value.detail["gaps"]]
    assert {"dwelling", "from", "to"} <= set(lacking)


def test_an_undeclared_house_needs_a_paper_and_a_declared_one_does_not() -> None:
    with pytest.raises(Refused) as refusal:
        rent(dwelling={"address": "Số 5 xóm Trại"}, stay_basis="own")
    assert [gap.key for gap in refusal.value.detail["gaps"]] == ["dwelling-proof"]


def test_nobody_can_claim_a_fact_that_only_data_may_say() -> None:
    dossier = rent(**{"fact.digital-citizen": True, "full_name": "Người Khác"})
    assert dossier.fee > 0
    assert dossier.answers["full_name"] == "Nguyễn Thị Minh Thuý"


def test_a_supplement_is_asked_once_and_completely_and_stops_the_clock() -> None:
    dossier = rent()
    act("police", accept, dossier.id)
    items = [{"key": "from", "why": "Ngày bắt đầu không khớp hợp đồng."}]
    act("police", ask_supplement, dossier.id, items=items, at=later(hours=1))
    with eyes("thuy"):
        waiting = Dossier.objects.get(pk=dossier.id)
    assert waiting.state == State.WAITING
    answered = act(
        "thuy", answer_request, dossier.id, answers={"from": "2026-12-05"}, at=later(hours=3)
    )
    assert answered.state == State.PROCESSING
    assert answered.answers["from"] == "2026-12-05"
    assert answered.due_at is not None
    # asked 10:00, answered 12:00: an hour and a half of the office's time, not counted
    assert f"{local(answered.due_at):%d/%m/%Y %H:%M}" == "30/11/2026 09:00"


def test_a_second_request_must_be_meant_because_it_makes_the_dossier_late() -> None:
    dossier = rent()
    items = [{"key": "from", "why": "Sai."}]
    act("police", ask_supplement, dossier.id, items=items)
    act("thuy", answer_request, dossier.id, answers={"from": "2026-12-05"})
    with pytest.raises(Refused, match="second-request-needs-leader"):
        act("police", ask_supplement, dossier.id, items=items)
    allow_again(dossier)
    act("police", ask_supplement, dossier.id, items=items)


def test_an_officer_may_not_ask_for_what_the_state_holds() -> None:
    dossier = rent()
    with pytest.raises(Refused) as refusal:
        items = [{"key": "dwelling-proof", "why": "Cần giấy tờ nhà."}]
        act("police", ask_supplement, dossier.id, items=items)
    assert "309/2026" in refusal.value.basis


def test_two_officers_cannot_clobber_one_dossier() -> None:
    dossier = rent()
    act("counter", accept, dossier.id, revision=dossier.revision)
    with pytest.raises(Refused, match="changed-by-another"):
        act("police", refuse, dossier.id, reason="x", basis="y", revision=dossier.revision)


def test_a_refusal_has_a_reason_and_an_article() -> None:
    dossier = rent()
    with pytest.raises(Refused, match="refusal-needs-reason-and-article"):
        act("police", refuse, dossier.id, reason="Không đủ điều kiện.", basis=" ")
    basis = "Luật Cư trú 68/2020/QH14 Điều 23"
    refused = act("police", refuse, dossier.id, reason="Nhà nằm trong khu cấm.", basis=basis)
    assert (refused.state, refused.late) == (State.NOT_ACCEPTED, None)


def test_the_applicant_may_withdraw_and_nobody_else() -> None:
    dossier = rent()
    for stranger in ("minh", "police", "trinh"):
        with pytest.raises(Denied):
            act(stranger, withdraw, dossier.id)
    assert act("thuy", withdraw, dossier.id).state == State.WITHDRAWN


def test_a_stranger_and_another_commune_see_nothing() -> None:
    dossier = rent()
    for stranger in ("minh", "police_there", "volunteer"):
        with eyes(stranger), pytest.raises(Denied):
            act(stranger, see, dossier.id, purpose=Purpose.DOSSIER)
        with eyes(stranger):
            assert not Dossier.objects.exists()
    with eyes("police"):
        assert Dossier.objects.count() == 1


def test_the_person_sees_who_looked() -> None:
    dossier = rent()
    act("police", see, dossier.id, purpose=Purpose.DOSSIER)
    with eyes("thuy") as thuy:
        seen = Entry.objects.visible_to(thuy).about(thuy.person).filter(kind="dossier.seen")
        assert [entry.data["purpose"] for entry in seen] == ["dossier"]


def test_the_same_key_gives_the_same_dossier_and_another_body_is_refused() -> None:
    version = catalogue()["1.010041"].on(cast.TODAY)
    with eyes("minh") as minh:
        applicant = Person.objects.get(pk=minh.person)
        key = uuid.uuid4()

        def send(answers: dict[str, str]) -> Dossier:
            return submit(
                cast.by("minh", act_key=key),
                id=key,
                version=version,
                unit=cast.commune("Đức Nhàn"),
                applicant=applicant,
                answers=answers,
            )

        first, again = send(RESIDENCE), send(RESIDENCE)
        assert first.number == again.number
        with pytest.raises(KeyReused):
            send(RESIDENCE | {"purpose": "khác"})
        assert Dossier.objects.count() == 1


def test_a_draft_is_its_makers_alone() -> None:
    version = catalogue()["1.010041"].on(cast.TODAY)
    key = uuid.uuid4()
    with eyes("minh") as minh:
        me = Person.objects.get(pk=minh.person)
    said = {"id": key, "version": version, "unit": cast.commune("Đức Nhàn"), "applicant": me}
    act("minh", save_draft, **said, answers={"content": "current"})
    with pytest.raises(Denied):
        act("thuy", save_draft, **said, answers={"content": "household"})


def test_consent_is_given_once_by_the_person_asked() -> None:
    dossier = rent()
    with pytest.raises(Denied):
        act("minh", give_consent, dossier.id, given=True)
    act("trinh", give_consent, dossier.id, given=True)
    with pytest.raises(Refused, match="consent-already-answered"):
        act("trinh", give_consent, dossier.id, given=False)
    with eyes("trinh"):
        assert Consent.objects.get(dossier=dossier).given


def test_a_register_that_disagrees_blocks_the_decision_until_an_officer_saw_the_paper() -> None:
    dossier = file("minh", "1.010041", **RESIDENCE)
    act("police", accept, dossier.id)
    verified(dossier, Answer.NO_MATCH)
    with pytest.raises(Refused, match="register-disagrees"):
        act("police", decide, dossier.id)
