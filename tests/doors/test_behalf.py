"""A parent files for a child by the citizen's pages; the desk sees who stands for whom."""

import pytest

from motcua.records.dossier import Dossier
from tests.actions.test_representation import child_of, filed
from tests.cast import eyes
from tests.doors.desk import hidden, text_of

pytestmark = pytest.mark.django_db
PLACE = "/thu-tuc/1.010041"


def test_a_parent_begins_for_a_child_and_the_childs_data_are_known(client_of) -> None:
    child_of("minh")
    client = client_of("minh")
    assert "Nộp thay con của Bạn" in text_of(client.get(PLACE))
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
    assert client.get("/thu-tuc/1.004194/nop-thay").url == "/thu-tuc/1.004194"
