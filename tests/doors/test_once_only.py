"""Once only, in a browser: what is held is offered, may not be asked for, and leaders see."""

import uuid
from typing import Any

import pytest
from django.test import Client

from motcua.records.dossier import Dossier, Request
from motcua.records.holding import Holding
from motcua.records.journal import Entry
from motcua.records.person import Person
from motcua.rules.dossier import State
from tests.actions.test_holding import decided
from tests.cast import eyes
from tests.doors import citizen
from tests.doors.citizen import STAY, TENANT, begin, file_undeclared, walk
from tests.doors.desk import press, rent, text_of

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
    assert "Giới tính của Bạn Nam" in text_of(page) and "male" not in text_of(page)
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
