"""What an account of level 1 sees, and how it is told what to do instead of acting."""

import uuid

import pytest
from django.test import Client

from motcua.actions.supplement import ask_supplement
from motcua.records.dossier import Dossier
from motcua.records.draft import Draft
from tests import cast
from tests.cast import act
from tests.doors.citizen import RESIDENCE, STAY, begin, file_stay, text_of

pytestmark = pytest.mark.django_db
WHAT_TO_DO = ("mức 2", "công an xã, phường bất kỳ", "bộ phận một cửa")


@pytest.fixture
def lowered(client_of, as_clerk):
    """A client of one of the cast whose e-identity has level 1 from now on."""

    def sign_in(key: str) -> Client:
        with as_clerk():
            cast.account_of(key, level=1)
        return client_of(key)

    return sign_in


def says_what_to_do(response) -> bool:
    return all(words in text_of(response) for words in WHAT_TO_DO)


def test_before_beginning_the_page_says_what_level_one_can_do(lowered, client_of) -> None:
    whole = text_of(client_of("sen").get(f"/thu-tuc/{RESIDENCE}"))
    assert "Bắt đầu" in whole and "mức 1" not in whole
    page = lowered("sen").get(f"/thu-tuc/{RESIDENCE}")
    assert says_what_to_do(page) and "Bắt đầu" not in text_of(page)


def test_level_one_begins_nothing(lowered) -> None:
    for code in (RESIDENCE, STAY):
        id = str(uuid.uuid4())
        answer = lowered("sen").post(f"/thu-tuc/{code}/bat-dau", {"id": id})
        assert answer.status_code == 422 and says_what_to_do(answer)
        assert not Draft.objects.filter(pk=id).exists()


def test_level_one_sees_its_own_and_who_looked(lowered, client_of) -> None:
    id = file_stay(client_of("minh"))
    low = lowered("minh")
    for path in ("/ho-so", f"/ho-so/{id}", "/ai-da-xem", "/du-lieu-cua-ban", "/cho-o"):
        assert low.get(path).status_code == 200, path
    assert says_what_to_do(low.get("/ho-so")) and says_what_to_do(low.get(f"/ho-so/{id}"))


def test_level_one_neither_withdraws_nor_answers_a_request(lowered, client_of) -> None:
    id = file_stay(client_of("minh"))
    items = [{"key": "to", "why": "Ngày này quá xa."}]
    act("police", ask_supplement, uuid.UUID(id), items=items)
    low = lowered("minh")
    told = low.get(f"/ho-so/{id}")
    assert "Ngày này quá xa." in text_of(told) and says_what_to_do(told)
    assert "/rut" not in told.content.decode()
    for path in (f"/ho-so/{id}/rut", f"/ho-so/{id}/bo-sung"):
        page = low.get(path)
        assert says_what_to_do(page) and 'method="post"' not in _main(page), path
    sent = {"key": str(uuid.uuid4()), "to": "30/11/2027"}
    assert says_what_to_do(low.post(f"/ho-so/{id}/rut", sent))
    assert says_what_to_do(low.post(f"/ho-so/{id}/bo-sung", sent))
    with cast.eyes("police"):
        assert Dossier.objects.get(pk=id).state == "waiting"
    assert client_of("minh") and _raised(client_of, "minh", id)


def _raised(client_of, key: str, id: str) -> bool:
    """With level 2 the same press withdraws."""
    cast.account_of(key, level=2)
    answer = client_of(key).post(f"/ho-so/{id}/rut", {"key": str(uuid.uuid4())})
    return bool(answer.status_code == 302)


def test_level_one_does_not_consent_and_sees_what_is_asked(lowered, client_of) -> None:
    id = file_stay(client_of("minh"))
    owner = lowered("trinh")
    page = owner.get(f"/y-kien/{id}")
    assert "Nguyễn Đăng Minh" in text_of(page) and says_what_to_do(page)
    assert 'name="answer"' not in page.content.decode()
    said = owner.post(f"/y-kien/{id}", {"answer": "yes", "key": str(uuid.uuid4())})
    assert said.status_code == 422 and says_what_to_do(said)


def test_level_one_declares_no_dwelling(lowered) -> None:
    low = lowered("phuong")
    assert "/cho-o/khai" not in low.get("/cho-o").content.decode()
    page = low.get("/cho-o/khai")
    assert says_what_to_do(page) and 'name="rooms"' not in page.content.decode()
    said = {"address.text": "Số 3, xã Đức Nhàn, tỉnh Phú Thọ", "use": "rented", "rooms": "4"}
    answer = low.post("/cho-o/khai", {**said, "key": str(uuid.uuid4())})
    assert answer.status_code == 422 and says_what_to_do(answer)


def test_a_draft_begun_at_level_two_may_still_be_read_at_level_one(lowered, client_of) -> None:
    id = begin(client_of("minh"), STAY)
    low = lowered("minh")
    page = low.get(low.get(f"/don/{id}").url)
    assert page.status_code == 200
    answer = low.post(f"/don/{id}/cau/for_whom", {"for_whom": "self"})
    assert answer.status_code == 422 and says_what_to_do(answer)


def _main(response) -> str:
    return response.content.decode().partition("<main")[2].partition("</main>")[0]
