"""Moving for good, and staying longer: filed at home like temporary residence."""

import uuid

import pytest

from motcua.records.consent import Consent
from tests.cast import eyes
from tests.doors.citizen import TENANT, answer, begin, page_of, text_of, walk

pytestmark = pytest.mark.django_db

MOVE, LONGER = "1.004222", "1.002755"
TRINH = {"full_name": "Trương Thị Vân Trinh", "number": "048188000103"}
HOME = {
    "basis": {"basis": "family"},
    "for_whom": {"for_whom": "self"},
    "dwelling": {"dwelling__text": "nt-trinh8"},
    "kinship": {"kinship": "close"},
    "head": {f"head__{key}": value for key, value in TRINH.items()} | {"relation_to_head": "Con"},
    "owner": {f"owner__{key}": value for key, value in TRINH.items()},
}


def test_a_move_to_ones_family_is_filed_and_the_one_asked_twice_answers_once(client_of) -> None:
    client, trinh = client_of("minh"), client_of("trinh")
    id = begin(client, MOVE)
    assert walk(client, id, HOME) == list(HOME)
    check = text_of(client.get(f"/don/{id}/xem-lai"))
    assert "Ý kiến đồng ý của chủ hộ" in check and "Luật Cư trú 68/2020/QH14" in check
    assert client.post(f"/don/{id}/xem-lai", {"agree": "yes"}).status_code == 302
    asked = text_of(trinh.get("/ho-so"))
    assert asked.count("Nguyễn Đăng Minh xin đăng ký") == 1
    yes = {"answer": "yes", "key": str(uuid.uuid4())}
    assert trinh.post(f"/y-kien/{id}", yes).status_code == 302
    with eyes("minh"):
        given = dict(Consent.objects.filter(dossier=id).values_list("who", "given"))
    assert given == {"head": True, "owner": True}


def test_a_stay_is_prolonged_at_home_in_three_pages(client_of) -> None:
    client = client_of("minh")
    id = begin(client, LONGER)
    assert walk(client, id, TENANT) == ["for_whom", "dwelling", "period"]
    assert "7.000" in text_of(client.get(f"/don/{id}/xem-lai"))
    assert client.post(f"/don/{id}/xem-lai", {"agree": "yes"}).status_code == 302


def test_a_stay_that_has_ended_is_begun_anew_and_not_prolonged(client_of) -> None:
    client = client_of("minh")
    id = begin(client, LONGER)
    answer(client, page_of(client, id), **TENANT["for_whom"])
    answer(client, page_of(client, id), **TENANT["dwelling"])
    over = {"from": "20/11/2026", "to": "20/11/2027"}
    refused = answer(client, page_of(client, id), **over)
    assert refused.status_code == 422 and "đăng ký tạm trú mới" in text_of(refused)
