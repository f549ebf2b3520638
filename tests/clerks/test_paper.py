"""The papers acts owe: made once, with what they must say, and nobody else's name on them."""

from pathlib import Path

import pytest

from motcua.actions.consent import give_consent
from motcua.actions.ending import refuse
from motcua.actions.processing import accept, decide, send_back, take_fee
from motcua.actions.supplement import ask_supplement
from motcua.records.document import Paper
from motcua.records.dossier import Dossier
from motcua.records.dwelling import Dwelling
from motcua.records.files import store
from motcua.records.journal import Entry
from motcua.rules.dossier import Money
from tests import cast
from tests.actions.test_dossier import RESIDENCE, file, rent
from tests.cast import act, later
from tests.clerks.desk import ADDRESS, Desk, content, papers, words
from tests.clerks.ways import confirmed, result, tenant
from tests.world import as_role

pytestmark = pytest.mark.django_db


def entry(dossier: object, kind: str) -> Entry:
    with as_role("motcua_clerk"):
        return Entry.objects.filter(subject=dossier.id, kind=kind).latest("id")


def test_nothing_is_promised_before_the_dossier_is_accepted(desk: Desk) -> None:
    dossier = file("minh", "1.010041", **RESIDENCE)
    desk.work()
    assert papers(dossier) == []


def test_the_receipt_says_when_the_result_is_due_and_who_took_the_dossier(
    desk: Desk, tmp_path: Path
) -> None:
    dossier = rent()
    accepted = act("counter", accept, dossier.id, at=later(minutes=10))
    desk.work()
    (paper,) = papers(dossier)
    assert (paper.kind, paper.state) == (Paper.Kind.RECEIPT, Paper.State.MADE)
    said = words(paper, tmp_path)
    assert dossier.number in said and "Nguyễn Thị Minh Thuý" in said
    assert "Lường Thị Mai" in said
    assert f"{accepted.due_at.astimezone(cast.NOW.tzinfo):%Y}" in said
    assert "27/11/2026" in said
    assert "-".join(paper.code[i : i + 4] for i in range(0, 16, 4)) in said
    assert "0905000105" not in said and "001190000105" not in said
    assert "Lần sau Bạn có thể làm ở nhà" not in said, "they did"


def test_an_errand_done_twice_makes_one_paper_with_the_same_bytes(desk: Desk) -> None:
    dossier = rent()
    act("counter", accept, dossier.id)
    desk.work()
    (first,) = papers(dossier)
    desk.call("make-receipt", entry=entry(dossier, "dossier.accepted").pk)
    (again,) = papers(dossier)
    assert (again.id, again.code, again.frozen) == (first.id, first.code, first.frozen)
    assert store().verify(again.frozen)


def test_the_same_entry_gives_the_same_bytes_on_another_machine(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A clerk that died after setting the paper and before keeping it leaves no trace."""
    from motcua.clerks import paper as clerk

    dossier = rent()
    act("counter", accept, dossier.id)
    kept: list[bytes] = []
    keep = clerk.keep_paper

    def die(*args: object, content: bytes, **more: object) -> None:
        kept.append(content)
        raise ConnectionError

    monkeypatch.setattr(clerk, "keep_paper", die)
    desk.work("make-receipt")
    assert papers(dossier) == []
    monkeypatch.setattr(clerk, "keep_paper", keep)
    desk.pass_time(hours=2)
    desk.work("make-receipt")
    (paper,) = papers(dossier)
    assert content(paper) == kept[0]


def test_a_paper_is_not_made_anew_when_its_data_have_changed_meanwhile(desk: Desk) -> None:
    dossier = confirmed(desk)
    first = result(dossier)
    with as_role("motcua_clerk"):
        applicant = dossier.applicant
        applicant.address = "Xóm khác"
        applicant.save()
    desk.call("make-result", entry=entry(dossier, "dossier.decided").pk)
    assert [paper.frozen for paper in papers(dossier, Paper.Kind.RESULT)] == [first.frozen]


def test_a_request_says_everything_that_is_wrong_on_one_sheet(desk: Desk, tmp_path: Path) -> None:
    dossier = rent()
    items = [
        {"key": "from", "why": "Ngày bắt đầu không khớp hợp đồng."},
        {"key": "to", "why": "Hợp đồng hết hạn trước ngày này."},
    ]
    act("police", ask_supplement, dossier.id, items=items)
    desk.work()
    (paper,) = papers(dossier)
    said = words(paper, tmp_path)
    assert paper.kind == Paper.Kind.REQUEST
    assert "không khớp hợp đồng" in said and "hết hạn trước ngày này" in said
    assert f"{ADDRESS}/kiem-tra/{paper.code}" in said.replace(" ", "") or paper.code[:4] in said


def test_a_refusal_says_the_reason_its_article_and_what_one_can_do(
    desk: Desk, tmp_path: Path
) -> None:
    dossier = rent()
    act("police", refuse, dossier.id, reason="Nhà nằm trong khu cấm.", basis="Luật Cư trú, Đ.23")
    desk.work()
    (paper,) = papers(dossier)
    said = words(paper, tmp_path)
    assert paper.kind == Paper.Kind.REFUSAL
    for part in ("Nhà nằm trong khu cấm.", "Luật Cư trú, Đ.23", "khiếu nại", "Xa Văn Bền"):
        assert part in said


def test_a_confirmation_says_who_lives_where_and_who_is_to_sign(
    desk: Desk, tmp_path: Path
) -> None:
    paper = result(confirmed(desk))
    said = words(paper, tmp_path)
    assert (paper.state, paper.signer_name) == (Paper.State.TO_SIGN, "Lường Văn Thịnh")
    assert "Nguyễn Đăng Minh" in said and "Lường Văn Thịnh" in said
    assert paper.frozen and not paper.signed


def test_a_tenant_s_notice_names_the_house_and_the_stay(desk: Desk, tmp_path: Path) -> None:
    said = words(result(tenant(desk)), tmp_path)
    for part in ("Nguyễn Thị Minh Thuý", "ngõ Bưởi", "01/12/2026", "01/12/2027"):
        assert part in said


def test_the_papers_of_a_book_are_numbered_from_one_each_year(desk: Desk, tmp_path: Path) -> None:
    first, second = confirmed(desk), confirmed(desk, "thuy")
    desk.pass_time(days=1)
    assert "1/XN" in words(result(first), tmp_path) and "2/XN" in words(result(second), tmp_path)
    refused = file("minh", "1.010041", **RESIDENCE)
    act("police", refuse, refused.id, reason="Chưa đủ.", basis="Luật Cư trú", at=desk.at)
    desk.work()
    assert "1/TC" in words(papers(refused)[-1], tmp_path)
    desk.at = later(days=60)
    third = file("minh", "1.010041", **RESIDENCE)
    act("police", refuse, third.id, reason="Chưa đủ.", basis="Luật Cư trú", at=desk.at)
    desk.work()
    assert "1/TC" in words(papers(third)[-1], tmp_path)


def test_a_paper_sent_back_keeps_its_number_when_decided_again(desk: Desk) -> None:
    dossier = confirmed(desk)
    act("leader", send_back, dossier.id, why="Xem lại.", at=desk.at)
    decided = act("police", decide, dossier.id, at=desk.at)
    assert decided.decision_number == 1


def test_a_move_is_registered_for_good_and_the_head_who_owns_the_house_answers_once(
    desk: Desk, tmp_path: Path
) -> None:
    trinh = {"full_name": "Trương Thị Vân Trinh", "number": "048188000103"}
    dossier = file(
        "thuy",
        "1.004222",
        basis="family",
        kinship="close",
        for_whom="self",
        dwelling=house(),
        head=trinh,
        relation_to_head="Con",
        owner=trinh,
    )
    with as_role("motcua_clerk"):
        assert sorted(dossier.consents.values_list("who", flat=True)) == ["head", "owner"]
    act("trinh", give_consent, dossier.id, given=True)
    said = words(decided(desk, dossier), tmp_path)
    assert "đã đăng ký thường trú cho người có tên dưới đây" in said
    assert "Thường trú từ" in said and "23/11/2026" in said and "tạm trú" not in said


def test_a_stay_is_prolonged_to_its_new_end(desk: Desk, tmp_path: Path) -> None:
    period = {"from": "2026-12-01", "to": "2027-12-01"}
    dossier = file("thuy", "1.002755", for_whom="self", dwelling=house(), **period)
    act("trinh", give_consent, dossier.id, given=True)
    said = words(decided(desk, dossier), tmp_path)
    assert "đã gia hạn tạm trú cho người có tên dưới đây" in said
    assert "Hạn mới" in said and "01/12/2027" in said


def house() -> dict[str, str]:
    found = Dwelling.objects.get(code="NT-TRINH8")
    return {"id": str(found.id), "address": found.address}


def decided(desk: Desk, dossier: Dossier) -> Paper:
    act("police", accept, dossier.id, at=desk.at)
    if dossier.money == Money.DUE:
        act("police", take_fee, dossier.id, amount=dossier.fee, at=desk.at)
    desk.work()
    act("police", decide, dossier.id, at=desk.at)
    desk.work()
    return result(dossier)
