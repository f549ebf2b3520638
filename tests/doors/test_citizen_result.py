"""The end of the way: a signed result in the hands of the one it is for."""

import pytest

from motcua.records.dossier import Dossier
from motcua.rules.dossier import Delivery, State
from tests.cast import eyes
from tests.clerks.desk import Desk, content
from tests.clerks.ways import confirmed, result, signed
from tests.doors.citizen import text_of

pytestmark = pytest.mark.django_db


def test_taking_the_signed_result_hands_the_dossier_over_once(client_of, desk: Desk) -> None:
    paper = signed(desk)
    minh = client_of("minh")
    page = minh.get(f"/ho-so/{paper.dossier_id}")
    assert "Đã có kết quả" in text_of(page) and "Tải về" in text_of(page)
    path = f"/ho-so/{paper.dossier_id}/giay/{paper.id}"
    assert client_of("trinh").get(path).status_code == 404
    for _ in range(2):
        got = minh.get(path)
        file = b"".join(got.streaming_content)
        assert file == content(paper) and file.startswith(b"%PDF")
    with eyes("minh"):
        dossier = Dossier.objects.get(pk=paper.dossier_id)
    assert (dossier.state, dossier.delivery) == (State.RETURNED, Delivery.FETCHED)
    assert "Đã trả kết quả" in text_of(minh.get(f"/ho-so/{paper.dossier_id}"))


def test_a_result_that_is_not_signed_yet_is_not_there(client_of, desk: Desk) -> None:
    dossier = confirmed(desk)
    minh = client_of("minh")
    unsigned = result(dossier)
    page = minh.get(f"/ho-so/{dossier.id}").content.decode()
    assert str(unsigned.id) not in page and "Lãnh đạo ký kết quả" in page
    assert minh.get(f"/ho-so/{dossier.id}/giay/{unsigned.id}").status_code == 404
