"""A parent files for a child by the citizen's pages; the desk sees who stands for whom."""

import pytest

from motcua.actions.draft import save_draft
from motcua.records.dossier import Dossier
from motcua.records.person import Person
from tests.actions.test_representation import by_mandate, child_of, filed, said
from tests.cast import act, eyes
from tests.doors.desk import hidden, text_of

pytestmark = pytest.mark.django_db
PLACE = "/thu-tuc/1.010041"


def test_a_parent_begins_for_a_child_and_the_childs_data_are_known(client_of) -> None:
    child_of("minh")
    client = client_of("minh")
    assert "Nộp thay người khác" in text_of(client.get(PLACE))
    page = client.get(f"{PLACE}/nop-thay")
    assert "Nguyễn Minh An" in text_of(page) and "04/05/2019" in text_of(page)
    id, wanted = hidden(page, "id"), hidden(page, "for")
    sent = client.post(f"{PLACE}/bat-dau", {"id": id, "for": wanted})
    assert sent.url.startswith(f"/don/{id}/")
    check = text_of(client.get(f"/don/{id}/xem-lai"))
    assert "Nguyễn Minh An" in check and "Nguyễn Đăng Minh" in check  # the head of the household
    assert "Làm tiếp" in text_of(client.get("/ho-so"))


def test_what_was_filed_for_a_child_is_among_ones_own_and_says_whose_it_is(client_of) -> None:
    dossier = filed("minh", child_of("minh"))
    client = client_of("minh")
    assert "nộp thay Nguyễn Minh An" in text_of(client.get("/ho-so"))
    page = text_of(client.get(f"/ho-so/{dossier.id}"))
    assert "Bạn nộp thay" in page and "Nguyễn Minh An" in page
    desk = text_of(client_of("police").get(f"/quay/ho-so/{dossier.id}"))
    assert "Người đại diện Nguyễn Đăng Minh" in desk and "cha hoặc mẹ, theo dữ liệu" in desk
    assert client_of("thuy").get(f"/ho-so/{dossier.id}").status_code == 404


def test_who_has_no_child_here_is_told_what_to_do_and_no_foreign_child_is_there(
    client_of,
) -> None:
    child = child_of("minh")
    client = client_of("thuy")
    assert "cán bộ nộp cùng Bạn" in text_of(client.get(f"{PLACE}/nop-thay"))
    sent = {"id": "7d1b0f2e-7c1f-4f0e-9b1e-0a1b2c3d4e5f", "for": str(child.id)}
    assert client.post(f"{PLACE}/bat-dau", sent).status_code == 404
    with eyes("police"):
        assert not Dossier.objects.exists()
    birth = "/thu-tuc/1.001193"  # a witness at most: nobody files it for another
    assert client.get(f"{birth}/nop-thay").url == birth
    assert "Nộp thay" not in text_of(client.get(birth))


def test_at_the_desk_whoever_came_is_named_and_their_paper_is_asked_for(client_of) -> None:
    id = begun_for_sen()
    client = client_of("counter")
    sheet = f"/quay/tiep/{id}"
    assert "Có người đến thay" in text_of(client.get(sheet))
    page = text_of(client.get(f"{sheet}/nguoi-den-thay"))
    assert "Giấy uỷ quyền" in page and "không đọc, không viết được" in page
    assert "Cha, mẹ" not in page  # she is of age
    wrong = client.post(f"{sheet}/nguoi-den-thay", {**THUY, "capacity": "authorised"})
    assert wrong.status_code == 422 and "giấy uỷ quyền còn giá trị" in text_of(wrong)
    named = {**THUY, "capacity": "authorised", "until": "31/12/2026"}
    assert client.post(f"{sheet}/nguoi-den-thay", named).url == sheet
    page = text_of(client.get(sheet))
    assert "Người được uỷ quyền: Nguyễn Thị Minh Thuý" in page and "Giấy uỷ quyền" in page
    assert client.post(f"{sheet}/nguoi-den-thay", {"alone": "1"}).url == sheet
    assert "Giấy uỷ quyền" not in text_of(client.get(sheet))
    assert client_of("police").get(f"{sheet}/nguoi-den-thay").status_code == 404


def test_whose_it_is_sees_who_did_it_and_ends_it(client_of) -> None:
    dossier = by_mandate()
    sen = client_of("sen")
    page = text_of(sen.get(f"/ho-so/{dossier.id}"))
    assert "Người đại diện Nguyễn Thị Minh Thuý" in page and "người được uỷ quyền" in page
    page = sen.get("/nop-thay")
    assert "đến hết 31/12/2026" in text_of(page)
    thuy = client_of("thuy")
    assert "Bùi Thị Sen" in text_of(thuy.get(f"{PLACE}/nop-thay"))
    assert thuy.get(f"/ho-so/{dossier.id}").status_code == 200
    sent = {"id": hidden(page, "id"), "key": hidden(page, "key")}
    assert thuy.post("/nop-thay", sent).status_code == 404
    assert "Chưa có ai" in text_of(sen.get(sen.post("/nop-thay", sent).url))
    assert thuy.get(f"/ho-so/{dossier.id}").status_code == 404
    assert "Người đã từng đại diện" in text_of(sen.get(f"/ho-so/{dossier.id}"))
    assert "Người đã từng đại diện" in text_of(
        client_of("police").get(f"/quay/ho-so/{dossier.id}")
    )


THUY = {"full_name": "Nguyễn Thị Minh Thuý", "number": "001190000105", "born": "05/03/1990"}


def begun_for_sen() -> str:
    with eyes("counter"):
        sen = Person.objects.get(full_name="Bùi Thị Sen")
    draft = said(sen)
    act("counter", save_draft, **draft)
    return str(draft["id"])
