"""Giving results out at the desk, and choosing the way in which one wants them."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from motcua.records.delivery import Wish
from motcua.rules.dossier import Delivery, State
from tests.actions.test_delivery import WHERE, now, parcel, with_result
from tests.cast import eyes
from tests.clerks.desk import Desk
from tests.doors.desk import press, residence, text_of

pytestmark = pytest.mark.django_db


def picture() -> BytesIO:
    drawn = BytesIO()
    Image.new("RGB", (600, 200), "white").save(drawn, "PNG")
    drawn.seek(0)
    drawn.name = "ky.png"
    return drawn


def test_a_citizen_chooses_the_way_and_the_desk_sees_it(client_of: Any) -> None:
    dossier = residence()
    client, url = client_of("minh"), f"/ho-so/{dossier.id}/cach-nhan"
    assert "tải về trên trang này" in text_of(client.get(url))
    bare = client.post(url, {"way": "post", "way.name": "", "way.address": ""})
    assert bare.status_code == 422 and "người nhận và địa chỉ" in text_of(bare)
    said = {"way": "post", "way.name": WHERE["name"], "way.address": WHERE["address"]}
    assert client.post(url, said).status_code == 302
    assert WHERE["address"] in text_of(client.get(f"/ho-so/{dossier.id}"))
    assert client.post(url, {"way": "balloon"}).status_code == 422
    with eyes("counter"):
        assert Wish.objects.get(pk=dossier.id).way == "post"


def test_the_desk_gives_it_out_with_a_signature(client_of: Any, desk: Desk) -> None:
    dossier = with_result(desk)
    client, url = client_of("counter"), f"/quay/ho-so/{dossier.id}/tra"
    assert dossier.number in text_of(client.get("/quay/cho-tra"))
    page = client.get(url)
    bare = press(client, page, url, act="sign-for", taker="applicant")
    assert bare.status_code == 422 and "chữ ký của người nhận" in text_of(bare)
    done = press(client, bare, url, act="sign-for", taker="applicant", signature=picture())
    assert done.status_code == 302, text_of(done)
    assert (now(dossier).state, now(dossier).delivery) == (State.RETURNED, Delivery.HANDED)
    shown = client.get(url).content.decode()
    seen = client.get(shown.partition('href="/quay/ky-nhan/')[2].partition('"')[0].join(
        ["/quay/ky-nhan/", ""]))  # fmt: skip
    assert seen["Content-Type"] in ("image/png", "image/jpeg")
    assert dossier.number not in text_of(client.get("/quay/cho-tra"))


def test_the_desk_posts_it_and_takes_it_back(client_of: Any, desk: Desk) -> None:
    dossier = with_result(desk)
    client, url = client_of("counter"), f"/quay/ho-so/{dossier.id}/tra"
    page = client.get(url)
    assert press(client, page, url, act="post", to="", address="").status_code == 422
    sent = {"to": WHERE["name"], "address": WHERE["address"]}
    assert press(client, page, url, act="post", **sent).status_code == 302
    page = client.get(url)
    assert "Đang gửi bưu điện" in text_of(page) and "Bưu điện đã phát" in text_of(page)
    assert "đang trên đường" in text_of(client.get("/quay/cho-tra"))
    assert "đang trên đường" in text_of(client_of("minh").get(f"/ho-so/{dossier.id}"))
    assert press(client, page, url, act="number", tracking="EA123456789VN").status_code == 302
    assert parcel(dossier).tracking == "EA123456789VN"
    assert press(client, client.get(url), url, act="came-back").status_code == 302
    assert "không giao được, đã về" in text_of(client.get("/quay/cho-tra"))
    assert press(client, client.get(url), url, act="lost").status_code == 422
