"""A dossier at the counter: from the inbox to the leader's list, by buttons alone."""

import pytest

from motcua.records.dossier import Dossier
from motcua.records.journal import Entry
from motcua.rules.dossier import State
from tests.cast import eyes
from tests.doors.desk import hidden, press, rent, residence, text_of, verified

pytestmark = pytest.mark.django_db


def state_of(dossier: Dossier) -> str:
    with eyes("police"):
        return Dossier.objects.get(pk=dossier.id).state


def test_a_dossier_goes_from_the_inbox_to_the_leader(client_of) -> None:
    dossier = residence()
    client = client_of("police")
    assert dossier.number in text_of(client.get("/quay/"))
    url = f"/quay/ho-so/{dossier.id}"
    page = client.get(url)
    assert "Tiếp nhận hồ sơ" in text_of(page)
    assert press(client, page, f"{url}/lam", act="accept").status_code == 302
    assert state_of(dossier) == State.ACCEPTED
    page = client.get(url)
    if "Dữ liệu dân cư chưa trả lời" in text_of(page):
        verified(dossier)
        page = client.get(url)
    assert press(client, page, f"{url}/lam", act="decide").status_code == 302
    assert state_of(dossier) == State.SIGNING
    assert "Đang chờ lãnh đạo ký" in text_of(client.get(url))
