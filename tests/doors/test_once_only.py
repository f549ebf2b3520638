"""Once only, in a browser: what is held is offered, may not be asked for, and leaders see."""

import uuid
from typing import Any

import pytest
from django.test import Client

from motcua.actions.report import answer_report, make_report
from motcua.actions.supplement import ask_supplement
from motcua.records.dossier import Dossier, Request
from motcua.records.holding import Holding
from motcua.records.journal import Entry
from motcua.records.once_only import AskedAnyway, Report
from motcua.records.person import Person
from motcua.rules.dossier import State
from motcua.rules.refusal import Denied, Refused
from tests import cast
from tests.actions.test_holding import decided
from tests.actions.test_representation import child_of
from tests.actions.test_representation import filed as represented
from tests.cast import act, eyes
from tests.doors import citizen
from tests.doors.citizen import STAY, TENANT, begin, file_undeclared, walk
from tests.doors.desk import press, rent, residence, text_of

pytestmark = pytest.mark.django_db

HOUSE = {"dwelling": {"dwelling__text": "Số 5 xóm Trại, xã Đức Nhàn, tỉnh Phú Thọ"}}
AGAIN = {**TENANT, **HOUSE, "undeclared": {"stay_basis": "own"}}
PROOF = "Giấy tờ chứng minh chỗ ở hợp pháp"


def filed(id: str) -> Dossier:
    with eyes("police"):
        return Dossier.objects.get(pk=id)


def moved_in(client: Client) -> Dossier:
    """Minh has moved into a house of his own: decided, with the paper of the house accepted."""
    return decided(filed(file_undeclared(client)))


def again(client: Client) -> str:
    """The next application for the same house, up to its last question."""
    id = begin(client, STAY)
    asked = walk(client, id, AGAIN)
    assert "dwelling-proof" not in asked
    return id


def test_what_is_held_is_offered_with_where_from_and_filed_without_being_handed_in(
    client_of,
) -> None:
    minh = client_of("minh")
    first = moved_in(minh)
    id = again(minh)
    page = text_of(minh.get(f"/don/{id}/xem-lai"))
    assert "Đã có, không phải nộp" in page and f"Hồ sơ {first.number}" in page
    assert minh.post(f"/don/{id}/xem-lai", {"agree": "yes"}).status_code == 302
    mine = text_of(minh.get(f"/ho-so/{id}"))
    assert PROOF in mine and "Đã có, không phải nộp" in mine
    desk = client_of("counter").get(f"/quay/ho-so/{id}")
    assert "Đã có, không yêu cầu nộp" in text_of(desk) and first.number in text_of(desk)


def test_another_paper_may_be_handed_in_instead_and_the_mind_be_changed(client_of) -> None:
    minh = client_of("minh")
    moved_in(minh)
    id = again(minh)
    url = f"/don/{id}/da-co/dwelling-proof"
    assert "Từ đâu" in text_of(minh.get(url))
    nothing = minh.post(url, {})
    assert nothing.status_code == 422 and "Hãy chọn dùng giấy đã có" in text_of(nothing)
    aside = minh.post(url, {"choice": "another"})
    assert aside.url == f"/don/{id}/giay/dwelling-proof?sua=1"
    assert "Thôi, dùng giấy đã có" in text_of(minh.get(aside.url))
    assert "Còn thiếu" in text_of(minh.get(f"/don/{id}/xem-lai"))
    back = minh.post(url, {"choice": "held"})
    assert back.url == f"/don/{id}/xem-lai"
    assert minh.post(back.url, {"agree": "yes"}).status_code == 302


def test_a_paper_handed_in_instead_is_filed_with_the_dossier(client_of) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    minh = client_of("minh")
    moved_in(minh)
    id = again(minh)
    aside = minh.post(f"/don/{id}/da-co/dwelling-proof", {"choice": "another"})
    minh.post(aside.url, {"dwelling-proof": SimpleUploadedFile("moi.jpg", citizen.photo(31))})
    assert minh.post(f"/don/{id}/xem-lai", {"agree": "yes"}).status_code == 302
    dossier = filed(id)
    assert dossier.answers["fact.held"] == {}
    assert "moi.jpg" in text_of(client_of("counter").get(f"/quay/ho-so/{id}"))


def test_my_data_shows_my_store_and_opens_what_is_in_it(client_of) -> None:
    minh = client_of("minh")
    empty = text_of(minh.get("/du-lieu-cua-ban"))
    assert "Chưa có gì" in empty
    first = moved_in(minh)
    page = minh.get("/du-lieu-cua-ban")
    assert f"Hồ sơ {first.number}, tiếp nhận và giải quyết ngày 23/11/2026" in text_of(page)
    assert "Giữ đến 23/11/2036" in text_of(page) and "310/2026" in text_of(page)
    with eyes("minh"):
        paper = Holding.objects.get(kind="document")
    file = minh.get(f"/du-lieu-cua-ban/giay/{paper.id}")
    assert file.status_code == 200 and file.headers["Content-Type"] == "image/jpeg"
    assert client_of("thuy").get(f"/du-lieu-cua-ban/giay/{paper.id}").status_code == 404


def test_an_officer_opens_a_held_paper_through_the_dossier_and_it_is_told(client_of) -> None:
    minh = client_of("minh")
    first = moved_in(minh)
    id = again(minh)
    minh.post(f"/don/{id}/xem-lai", {"agree": "yes"})
    (paper,) = filed(id).answers["fact.held"]["dwelling-proof"]
    counter = client_of("counter")
    assert counter.get(f"/quay/ho-so/{id}/da-co/{paper}").status_code == 200
    assert counter.get(f"/quay/ho-so/{first.id}/da-co/{paper}").status_code == 404
    with eyes("minh") as who:
        assert Entry.objects.visible_to(who).filter(kind="document.opened").count() == 1


def test_at_the_counter_what_is_held_is_shown_before_anything_is_asked(client_of) -> None:
    moved_in(client_of("minh"))
    counter, id = client_of("counter"), str(uuid.uuid4())
    with eyes("counter"):
        minh = Person.objects.get(full_name="Nguyễn Đăng Minh")
    counter.post("/quay/tiep/bat-dau", {"id": id, "person": str(minh.id), "procedure": STAY})
    said = {"for_whom": "self", "dwelling.text": HOUSE["dwelling"]["dwelling__text"]}
    period = {"from": "1/12/2026", "to": "30/11/2027"}
    counter.post(f"/quay/tiep/{id}", said | period)
    page = text_of(counter.get(f"/quay/tiep/{id}"))
    assert PROOF in page.partition("Đã có, không phải hỏi")[2]


def test_at_the_counter_another_paper_may_be_handed_in_instead(client_of) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    moved_in(client_of("minh"))
    counter, id = client_of("counter"), str(uuid.uuid4())
    with eyes("counter"):
        minh = Person.objects.get(full_name="Nguyễn Đăng Minh")
    counter.post("/quay/tiep/bat-dau", {"id": id, "person": str(minh.id), "procedure": STAY})
    said = {"for_whom": "self", "dwelling.text": HOUSE["dwelling"]["dwelling__text"]}
    said |= {"from": "1/12/2026", "to": "30/11/2027"}
    url = f"/quay/tiep/{id}"
    counter.post(url, said)
    said["stay_basis"] = "own"
    assert counter.post(url, said).url == f"{url}/doc-lai"
    aside = counter.post(url, said | {"instead": "dwelling-proof"})
    assert aside.status_code == 200 and "Còn mục chưa xong" in text_of(aside)
    newer = SimpleUploadedFile("moi.jpg", citizen.photo(31))
    handed = counter.post(url, said | {"instead": "dwelling-proof", "dwelling-proof": newer})
    assert handed.url == f"{url}/doc-lai"
    assert counter.post(handed.url).status_code == 302
    assert filed(id).answers["fact.held"] == {}


def test_how_many_papers_were_reused_is_in_the_journal(client_of) -> None:
    minh = client_of("minh")
    first = moved_in(minh)
    id = again(minh)
    minh.post(f"/don/{id}/xem-lai", {"agree": "yes"})
    with eyes("minh"):
        told = [Entry.objects.of(one).get(kind="dossier.submitted") for one in (first.id, id)]
    assert [entry.data["reused"] for entry in told] == [0, 1]


# ------------------------------------------------------------------------------ the supplement


def sheet(client: Client, dossier: Dossier) -> tuple[Any, str]:
    url = f"/quay/ho-so/{dossier.id}/bo-sung"
    return client.get(url), url


def test_what_is_held_cannot_be_asked_for_and_the_page_says_why(client_of) -> None:
    police = client_of("police")
    page, url = sheet(police, rent())
    assert "Đã có, không được yêu cầu người dân nộp" in text_of(page)
    refused = press(police, page, url, **{"why.dwelling-proof": "Cho chắc."})
    assert refused.status_code == 422
    said = text_of(refused)
    assert f"Nhà nước đã có: {PROOF}" in said and "309/2026" in said
    assert "Cho chắc." in refused.content.decode()


def test_a_ground_needs_its_words_and_an_invented_ground_is_none(client_of) -> None:
    police, dossier = client_of("police"), rent()
    page, url = sheet(police, dossier)
    bare = press(police, page, url, **{"ground.dwelling-proof": "outage"})
    assert bare.status_code == 422 and "chưa ghi người dân cần nộp gì" in text_of(bare)
    invented = {"ground.dwelling-proof": "convenience", "why.dwelling-proof": "Cho tiện."}
    assert press(police, page, url, **invented).status_code == 422
    with eyes("police"):
        assert Request.objects.filter(dossier=dossier).count() == 0


def test_on_a_ground_it_is_asked_and_the_leader_sees_who_how_often_and_why(client_of) -> None:
    police, dossier = client_of("police"), rent()
    page, url = sheet(police, dossier)
    typed = {"ground.dwelling-proof": "outage", "why.dwelling-proof": "Máy chủ hỏng từ sáng."}
    assert press(police, page, url, **typed).status_code == 302
    assert filed(str(dossier.id)).state == State.WAITING
    for overseer in ("leader", "auditor"):
        seen = text_of(client_of(overseer).get("/quay/mot-lan"))
        assert dossier.number in seen and PROOF in seen
        assert "Xa Văn Bền, Công an xã 1 0 0 1" in seen
        assert "Sự cố: hệ thống hoặc cơ sở dữ liệu" in seen
    assert police.get("/quay/mot-lan").status_code == 404
    assert "Không có trường hợp nào" in text_of(client_of("leader_there").get("/quay/mot-lan"))


# --------------------------------------------------------------------------------- the report


def test_a_citizen_reports_and_the_leader_answers_and_the_citizen_reads_it(client_of) -> None:
    dossier = residence("thuy")
    items = [{"key": "purpose", "why": "Ghi rõ và nộp thêm sổ hộ khẩu."}]
    request = act("police", ask_supplement, dossier.id, items=items)
    thuy, url = client_of("thuy"), f"/ho-so/{dossier.id}/bi-doi-giay"
    assert "Tôi bị yêu cầu thêm giấy tờ" in text_of(thuy.get(f"/ho-so/{dossier.id}"))
    page = thuy.get(url)
    empty = press(thuy, page, url, where=str(request.id), what=" ")
    assert empty.status_code == 422 and "Hãy ghi Bạn bị yêu cầu giấy tờ gì" in text_of(empty)
    sent = press(thuy, page, url, where=str(request.id), what="Anh công an đòi sổ hộ khẩu.")
    assert sent.url == f"{url}?xong=1" and "đã nhận điều Bạn báo" in text_of(thuy.get(sent.url))
    leader = client_of("leader")
    assert dossier.number in text_of(leader.get("/quay/mot-lan"))
    with eyes("leader") as who:
        report = Report.objects.visible_to(who).get()
    place = f"/quay/mot-lan/{report.id}"
    opened = leader.get(place)
    said = text_of(opened)
    assert "Anh công an đòi sổ hộ khẩu." in said and "nộp thêm sổ hộ khẩu" in said
    assert "Xa Văn Bền, Công an xã" in said and "309/2026" in said
    assert press(leader, opened, place, answer="Không phải nộp.").status_code == 422
    done = press(leader, opened, place, outcome="right", answer="Bạn không phải nộp sổ hộ khẩu.")
    assert done.status_code == 302
    answered = text_of(thuy.get(url))
    assert "Bạn đúng: không phải nộp. Bạn không phải nộp sổ hộ khẩu." in answered
    assert "Lãnh đạo đã trả lời điều Bạn báo" in text_of(thuy.get(f"/ho-so/{dossier.id}"))


def test_an_auditor_reads_a_report_and_answers_none(client_of) -> None:
    dossier = residence("thuy")
    report = act("thuy", make_report, dossier.id, what="Bị đòi ảnh.", how=Report.How.SPOKEN)
    page = client_of("auditor").get(f"/quay/mot-lan/{report.id}")
    assert "Bị đòi ảnh." in text_of(page) and "Gửi trả lời" not in text_of(page)
    for key in ("police", "counter", "minh", "leader_there"):
        assert client_of(key).get(f"/quay/mot-lan/{report.id}").status_code == 404
    with pytest.raises(Denied):
        act("auditor", answer_report, report.id, outcome=Report.Outcome.RIGHT, answer="Đúng.")


def test_who_stands_for_a_child_reports_and_reads_the_answer(client_of) -> None:
    dossier = represented("minh", child_of("minh"))
    minh, url = client_of("minh"), f"/ho-so/{dossier.id}/bi-doi-giay"
    sent = press(minh, minh.get(url), url, where="spoken", what="Bị đòi giấy khai sinh của con.")
    assert sent.status_code == 302
    with eyes("leader") as who:
        report = Report.objects.visible_to(who).get()
    answer = {"outcome": Report.Outcome.RIGHT, "answer": "Không phải nộp."}
    act("leader", answer_report, report.id, **answer)
    assert "Không phải nộp." in text_of(minh.get(url))
    assert client_of("thuy").get(url).status_code == 404


def test_one_report_at_a_time_and_one_answer_to_each() -> None:
    dossier = residence("thuy")
    said = {"what": "Bị đòi ảnh.", "how": Report.How.CALLED}
    report = act("thuy", make_report, dossier.id, **said)
    with pytest.raises(Refused, match="report-open-already"):
        act("thuy", make_report, dossier.id, **said)
    answer = {"outcome": Report.Outcome.ASKED_RIGHTLY, "answer": "Cần ảnh."}
    act("leader", answer_report, report.id, **answer)
    with pytest.raises(Refused, match="report-answered-already"):
        act("leader", answer_report, report.id, **answer)
    assert act("thuy", make_report, dossier.id, **said).id != report.id


def test_nobody_reports_about_the_dossier_or_the_request_of_another() -> None:
    hers, his = residence("thuy"), residence("minh")
    with pytest.raises(Denied):
        act("minh", make_report, hers.id, what="x", how=Report.How.SPOKEN)
    items = [{"key": "purpose", "why": "Ghi rõ."}]
    request = act("police", ask_supplement, hers.id, items=items)
    with pytest.raises(Denied):
        act("minh", make_report, his.id, what="x", how=Report.How.REQUEST, request=request.id)


def test_a_leader_does_not_answer_about_a_request_of_their_own() -> None:
    from motcua.actions.account import appoint
    from motcua.rules.who import Role

    appoint(cast.command(), cast.account_of("leader"), unit=cast.commune("Đức Nhàn"),
            role=Role.SPECIALIST, title="Kiêm nhiệm", valid_from=cast.TODAY)  # fmt: skip
    dossier = residence("thuy")
    items = [{"key": "purpose", "why": "Ghi rõ."}]
    request = act("leader", ask_supplement, dossier.id, items=items)
    report = act("thuy", make_report, dossier.id, what="x", how=Report.How.REQUEST,
                 request=request.id)  # fmt: skip
    with pytest.raises(Refused, match="report-about-oneself"):
        act("leader", answer_report, report.id, outcome=Report.Outcome.RIGHT, answer="y")


def test_the_journal_holds_none_of_the_words() -> None:
    dossier = residence("thuy")
    act("thuy", make_report, dossier.id, what="Sổ hộ khẩu của mẹ tôi", how=Report.How.SPOKEN)
    with eyes("thuy"):
        entry = Entry.objects.of(dossier.id).get(kind="report.made")
    assert set(entry.data) == {"report", "request"} and entry.data["request"] is None


def test_in_the_database_itself_a_stranger_sees_no_report_and_no_case() -> None:
    dossier = residence("thuy")
    act("thuy", make_report, dossier.id, what="x", how=Report.How.SPOKEN)
    items = [{"key": "full_name", "why": "Khác thẻ.", "ground": "wrong-data"}]
    act("police", ask_supplement, dossier.id, items=items)
    for stranger in ("minh", "leader_there", "operator"):
        with eyes(stranger):
            assert (Report.objects.count(), AskedAnyway.objects.count()) == (0, 0)
