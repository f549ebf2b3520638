"""The store of a person: what a decision puts in, what it saves the next time, what ends it."""

import uuid
from pathlib import Path
from typing import Any

import pytest

from motcua.actions.document import attach, revoke_paper
from motcua.actions.draft import save_draft
from motcua.actions.filing import submit
from motcua.actions.holding import open_holding
from motcua.actions.processing import accept, decide, send_back, take_fee
from motcua.actions.supplement import answer_request, ask_supplement
from motcua.actions.unverified import note_sighting
from motcua.records.document import Attachment
from motcua.records.dossier import Dossier
from motcua.records.holding import Holding
from motcua.records.journal import Entry
from motcua.records.once_only import AskedAnyway
from motcua.records.person import Person
from motcua.records.procedure import catalogue, once_only
from motcua.rules.catalogue.once_only import HELD, INSTEAD
from motcua.rules.permission import Purpose
from motcua.rules.refusal import Denied, Refused
from motcua.site.failure import Failure
from motcua.site.law import check_law
from tests import cast
from tests.actions.test_dossier import verified
from tests.cast import act, eyes, later
from tests.clerks.ways import ask, result
from tests.world import as_role

pytestmark = pytest.mark.django_db

HOUSE = {"address": "Số 5 xóm Trại, xã Đức Nhàn, tỉnh Phú Thọ", "commune": "05230"}
STAY = {"for_whom": "self", "stay_basis": "own", "from": "2026-12-01", "to": "2027-12-01"}


def move_in(key: str = "thuy", proof: bytes = b"%PDF-1.4 house", **more: Any) -> Dossier:
    """Someone files for a house of their own that nobody declared, with the paper of the house."""
    id, version = uuid.uuid4(), catalogue()["1.004194"].on(cast.TODAY)
    unit, said = cast.commune("Đức Nhàn"), STAY | {"dwelling": HOUSE} | more
    with eyes(key) as actor:
        me = Person.objects.get(pk=actor.person)
    act(key, save_draft, id=id, version=version, unit=unit, applicant=me, answers=said)
    if proof:
        act(key, attach, id=id, component="dwelling-proof", name="nha.pdf", content=proof,
            media_type="application/pdf")  # fmt: skip
    return act(key, submit, id=id, version=version, unit=unit, applicant=me, answers=said)


def decided(dossier: Dossier) -> Dossier:
    act("police", accept, dossier.id)
    verified(dossier)
    act("police", take_fee, dossier.id, amount=dossier.fee)
    return act("police", decide, dossier.id)


def store_of(key: str, kind: str = "document", on: Any = cast.TODAY) -> list[Holding]:
    with eyes(key) as actor:
        mine = Holding.objects.visible_to(actor).filter(person=actor.person, kind=kind)
        return list(mine.valid(on).order_by("key"))


def held_in(dossier: Dossier) -> dict[str, list[str]]:
    return dossier.answers[HELD]


def test_what_was_accepted_goes_into_the_store_when_it_is_decided_and_not_before() -> None:
    dossier = move_in()
    act("police", accept, dossier.id)
    assert store_of("thuy") == []
    verified(dossier)
    act("police", take_fee, dossier.id, amount=dossier.fee)
    act("police", decide, dossier.id)
    (paper,) = store_of("thuy")
    assert (paper.key, paper.source, paper.number) == ("dwelling-proof", "dossier", dossier.number)
    assert "310/2026" in paper.basis
    assert paper.valid_from == cast.TODAY and paper.valid_to is None
    assert paper.kept_until.year == 2036
    with eyes("thuy"):
        kept = Entry.objects.of(dossier.id).get(kind="holding.kept")
    assert kept.data == {"items": 4}


def test_what_the_register_agreed_with_is_held_with_the_question_it_came_from() -> None:
    decided(move_in())
    facts = {one.key: one for one in store_of("thuy", "fact")}
    assert facts["person.full_name"].value == "Nguyễn Thị Minh Thuý"
    assert facts["person.full_name"].source == "register"
    assert facts["person.full_name"].verified_by is not None


def test_what_an_officer_saw_is_held_and_not_asked_the_next_time() -> None:
    with as_role("motcua_clerk"):
        Person.objects.filter(full_name="Nguyễn Thị Minh Thuý").update(address="")
    first = move_in(residence={"text": "Tổ 4, phường Ba Đình"})
    act("police", note_sighting, first.id, fields=["residence"])
    decided(first)
    second = move_in(proof=b"")
    assert second.answers["residence"] == {"text": "Tổ 4, phường Ba Đình"}
    assert "residence" in second.answers["fact.known"]


def test_the_next_dossier_is_complete_without_the_paper_that_is_held() -> None:
    decided(move_in())
    (paper,) = store_of("thuy")
    second = move_in(proof=b"")
    assert held_in(second) == {"dwelling-proof": [str(paper.id)]}


def test_a_paper_accepted_for_one_procedure_serves_another() -> None:
    """Who registered a stay extends it: the paper of the same house was accepted then."""
    with pytest.raises(Refused) as refusal:
        extend()
    assert [gap.key for gap in refusal.value.detail["gaps"]] == ["dwelling-proof"]
    decided(move_in())
    assert list(held_in(extend())) == ["dwelling-proof"]


def extend() -> Dossier:
    version, unit = catalogue()["1.002755"].on(cast.TODAY), cast.commune("Đức Nhàn")
    said = STAY | {"dwelling": HOUSE}
    with eyes("thuy") as actor:
        me = Person.objects.get(pk=actor.person)
    return act(
        "thuy", submit, id=uuid.uuid4(), version=version, unit=unit, applicant=me, answers=said
    )


def test_another_house_needs_its_own_paper() -> None:
    decided(move_in())
    elsewhere = {"address": "Số 9 xóm Trại, xã Đức Nhàn, tỉnh Phú Thọ", "commune": "05230"}
    with pytest.raises(Refused) as refusal:
        move_in(proof=b"", dwelling=elsewhere)
    assert [gap.key for gap in refusal.value.detail["gaps"]] == ["dwelling-proof"]


def test_the_same_house_told_in_other_words_and_marks_is_the_same_house() -> None:
    decided(move_in())
    told = {"address": "so 5 xom trai,  xa Duc Nhan, tinh Phu Tho", "commune": "05230"}
    assert held_in(move_in(proof=b"", dwelling=told))


def test_the_citizen_may_hand_in_another_paper_instead() -> None:
    decided(move_in())
    with pytest.raises(Refused):
        move_in(proof=b"", **{INSTEAD: ["dwelling-proof"]})
    assert held_in(move_in(proof=b"%PDF-1.4 newer", **{INSTEAD: ["dwelling-proof"]})) == {}


def test_nobody_can_say_for_themselves_that_a_paper_is_held() -> None:
    with pytest.raises(Refused):
        move_in(proof=b"", **{HELD: {"dwelling-proof": [str(uuid.uuid4())]}})


def test_nobody_is_served_by_what_is_held_of_another() -> None:
    decided(move_in("thuy"))
    with pytest.raises(Refused):
        move_in("minh", proof=b"")


def test_a_newer_paper_takes_the_place_of_the_older_one() -> None:
    decided(move_in())
    newer = decided(move_in(proof=b"%PDF-1.4 newer", **{INSTEAD: ["dwelling-proof"]}))
    assert [one.number for one in store_of("thuy")] == [newer.number]


def test_a_paper_that_was_found_wanting_is_not_held_but_what_came_for_it() -> None:
    dossier = move_in()
    items = [{"key": "dwelling-proof", "why": "Ảnh mờ."}]
    act("police", ask_supplement, dossier.id, items=items, at=later(minutes=5))
    act("thuy", attach, id=dossier.id, component="dwelling-proof", name="ro.pdf",
        content=b"%PDF-1.4 clear", media_type="application/pdf", at=later(minutes=9))  # fmt: skip
    act("thuy", answer_request, dossier.id, answers={}, at=later(minutes=10))
    decided(dossier)
    assert [one.name for one in store_of("thuy")] == ["ro.pdf"]


def test_what_a_leader_sends_back_does_not_serve_until_it_is_decided_again() -> None:
    dossier = decided(move_in())
    act("leader", send_back, dossier.id, why="Xem lại ngày.")
    assert store_of("thuy") == []
    act("police", decide, dossier.id, at=later(hours=1))
    assert len(store_of("thuy")) == 1


def test_a_result_is_held_until_the_day_it_says_and_ends_when_it_is_revoked(desk: Any) -> None:
    dossier = decided(move_in())
    for step in (desk.work, lambda: ask(desk, dossier), desk.work, desk.work):
        step()
    paper = result(dossier)
    (held,) = store_of("thuy", "result")
    assert (held.key, held.document, held.valid_to.isoformat()) == ("ct08", paper.id, "2027-12-01")
    act("leader", revoke_paper, paper.id, why="Cấp nhầm.")
    assert store_of("thuy", "result") == []


def test_past_its_day_what_is_held_is_wiped_and_the_person_sees_that(desk: Any) -> None:
    decided(move_in())
    desk.pass_time(days=365 * 9)
    desk.call("forget-holdings")
    assert len(store_of("thuy")) == 1
    desk.pass_time(days=365 * 2)
    desk.call("forget-holdings")
    desk.call("forget-holdings")
    with eyes("thuy") as thuy:
        held = Holding.objects.filter(person=thuy.person)
        assert {(one.ended, one.sha256, one.name, one.value) for one in held} == {
            ("forgotten", "", None, None)
        }
        ended = Entry.objects.visible_to(thuy).about(thuy.person).filter(kind="holding.ended")
        assert ended.count() == held.count() == 4


def test_nothing_starts_on_a_broken_once_only_file(settings: Any, tmp_path: Path) -> None:
    for name in ("calendar.toml", "once_only.toml"):
        text = (Path(settings.COUNTRY) / name).read_text(encoding="utf-8")
        broken = text.replace('name = "disaster"', 'name = "flood"')
        (tmp_path / name).write_text(broken, encoding="utf-8")
    settings.COUNTRY = tmp_path
    once_only.cache_clear()
    try:
        with pytest.raises(Failure, match=r"once_only\.toml, dòng \d+: ground") as refusal:
            check_law()
    finally:
        once_only.cache_clear()
    assert "outage, disaster, wrong-data" in str(refusal.value)


def test_one_looks_at_what_is_held_of_oneself_and_nobody_else_does() -> None:
    decided(move_in())
    (paper,) = store_of("thuy")
    act("thuy", open_holding, paper.id, dossier=None, purpose=Purpose.OWN)
    for stranger in ("minh", "counter", "police_there"):
        with pytest.raises(Denied):
            act(stranger, open_holding, paper.id, dossier=None, purpose=Purpose.OWN)


def test_an_officer_looks_at_a_held_paper_only_through_a_dossier_that_refers_to_it() -> None:
    first = decided(move_in())
    (paper,) = store_of("thuy")
    second = move_in(proof=b"")
    act("counter", open_holding, paper.id, dossier=second.id, purpose=Purpose.DOSSIER)
    with pytest.raises(Denied):
        act("counter", open_holding, paper.id, dossier=first.id, purpose=Purpose.DOSSIER)
    with eyes("thuy"):
        opened = Entry.objects.of(second.id).get(kind="document.opened")
    assert opened.data["document"] == str(paper.id)


def test_a_stranger_sees_nothing_of_the_store_in_the_database_itself() -> None:
    decided(move_in())
    for stranger in ("minh", "police_there", "operator"):
        with eyes(stranger):
            assert Holding.objects.count() == 0
    with eyes("police"):
        assert Holding.objects.count() == 4


def test_what_is_held_may_not_be_asked_for_and_the_refusal_names_it() -> None:
    decided(move_in())
    second = move_in(proof=b"")
    with pytest.raises(Refused, match="held-may-not-be-asked") as refusal:
        act("police", ask_supplement, second.id,
            items=[{"key": "dwelling-proof", "why": "Nộp cho tiện."}])  # fmt: skip
    assert refusal.value.detail["labels"] == "Giấy tờ chứng minh chỗ ở hợp pháp"
    assert "309/2026" in refusal.value.basis


def test_a_field_a_register_gave_may_not_be_asked_for_either() -> None:
    dossier = move_in()
    with pytest.raises(Refused, match="held-may-not-be-asked"):
        act("police", ask_supplement, dossier.id, items=[{"key": "full_name", "why": "Sai."}])


def test_on_a_ground_of_the_law_it_is_asked_and_leaders_see_who_and_why() -> None:
    dossier = move_in()
    items = [
        {"key": "full_name", "why": "Tên trên thẻ mới khác.", "ground": "wrong-data"},
        {"key": "from", "why": "Ngày sai."},
    ]
    request = act("police", ask_supplement, dossier.id, items=items)
    with eyes("leader") as leader:
        (case,) = AskedAnyway.objects.visible_to(leader)
        assert (case.part, case.ground, case.request_id) == ("full_name", "wrong-data", request.id)
        assert case.officer_id == cast.who("police").account
        entry = Entry.objects.of(dossier.id).get(kind="dossier.asked-anyway")
    assert entry.data == {"request": str(request.id), "ground": "wrong-data", "items": 1}
    with eyes("police") as officer:
        assert AskedAnyway.objects.visible_to(officer).count() == 0


def test_what_was_asked_anyway_and_given_is_the_citizens_own_word_from_then_on() -> None:
    decided(move_in())
    dossier = move_in(proof=b"")
    items = [
        {"key": "full_name", "why": "Tên trên thẻ mới khác.", "ground": "wrong-data"},
        {"key": "dwelling-proof", "why": "Nhà đã đổi chủ.", "ground": "wrong-data"},
    ]
    act("police", ask_supplement, dossier.id, items=items)
    act("thuy", attach, id=dossier.id, component="dwelling-proof", name="moi.pdf",
        content=b"%PDF-1.4 newer", media_type="application/pdf", at=later(minutes=9))  # fmt: skip
    answers = {"full_name": "Nguyễn Thị Minh Thuỷ"}
    answered = act("thuy", answer_request, dossier.id, answers=answers, at=later(minutes=10))
    assert answered.answers["full_name"] == "Nguyễn Thị Minh Thuỷ"
    assert "full_name" not in answered.answers["fact.known"]
    assert held_in(answered) == {}
    decided(answered)
    assert [one.name for one in store_of("thuy")] == ["moi.pdf"]


def test_a_ground_does_not_help_where_the_paper_is_not_in_the_list() -> None:
    dossier = move_in()
    items = [{"key": "household-book", "why": "Sổ hộ khẩu.", "ground": "outage"}]
    with pytest.raises(Refused, match="paper-may-not-be-asked"):
        act("police", ask_supplement, dossier.id, items=items)


def test_a_second_decision_of_the_same_dossier_holds_nothing_twice() -> None:
    dossier = decided(move_in())
    act("leader", send_back, dossier.id, why="Xem lại.")
    act("police", decide, dossier.id, at=later(hours=1))
    with eyes("thuy"):
        assert Attachment.objects.of(dossier.id).count() == 1
        assert Holding.objects.filter(kind="document").count() == 1
