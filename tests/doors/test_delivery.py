"""Giving results out at the desk, and choosing the way in which one wants them."""

import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from motcua.doors.shared.delivery import wish_question
from motcua.records.delivery import ReceiptList, SignedFor, Wish
from motcua.records.person import Person
from motcua.records.procedure import catalogue
from motcua.rules.dossier import Delivery, State
from tests import cast
from tests.actions.test_delivery import WHERE, now, parcel, with_result
from tests.cast import eyes
from tests.clerks.desk import Desk
from tests.clerks.ways import signed
from tests.doors.desk import press, residence, text_of
from tests.doors.eyes import axe, chromium, faults
from tests.doors.test_counter_many import send
from tests.doors.test_desk_look import PICTURES
from tests.doors.test_look import Shelf

pytestmark = pytest.mark.django_db


def picture() -> BytesIO:
    drawn = BytesIO()
    Image.new("RGB", (600, 200), "white").save(drawn, "PNG")
    drawn.seek(0)
    drawn.name = "ky.png"
    return drawn


@contextmanager
def browsing(**pages: str) -> Iterator[tuple[str, Any]]:
    """Pages as they were drawn, with their scripts, in a browser."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Shelf, pages=pages, posts=[]))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with chromium() as browser:
        yield f"http://127.0.0.1:{server.server_port}", browser
    server.shutdown()
    server.server_close()


def test_the_way_one_said_in_the_form_is_chosen_already() -> None:
    """Of a birth for several agencies the certificate is made here: it can be had as a file."""
    birth = catalogue()["3.000722"].on(cast.TODAY)
    with eyes("minh") as minh:
        who = Person.objects.get(pk=minh.person)
        for said, chosen in (("electronic", "electronic"), ("post", "post"), ("", "electronic")):
            asked = wish_question(uuid.uuid4(), birth, who, {}, {"delivery": said})
            assert asked.way == chosen, said


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
    assert bare.status_code == 422 and "Hãy cho người nhận ký" in text_of(bare)
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


def test_a_finger_signs_on_the_screen_and_what_it_drew_is_kept(client_of: Any, desk: Desk) -> None:
    dossier = with_result(desk)
    client, url = client_of("counter"), f"/quay/ho-so/{dossier.id}/tra"
    page = client.get(url)
    said = {"key": str(uuid.uuid4()), "chon": [str(dossier.id)], "bearer": "Trưởng xóm"}
    drawn_as = {
        "list": client.get(client.post("/quay/danh-sach-ky-nhan", said).url),
        "lists": client.get("/quay/danh-sach-ky-nhan"),
        "waiting": client.get("/quay/cho-tra"),
        "handing": page,
    }
    html = {name: each.content.decode() for name, each in drawn_as.items()}
    with browsing(**html) as (address, browser):
        for width in (1280, 360):
            seen = browser.new_page(viewport={"width": width, "height": 800})
            for name in html:
                seen.goto(f"{address}/{name}")
                assert faults(seen) + axe(seen) == [], name
                if PICTURES:
                    seen.screenshot(path=f"{PICTURES}/{name}-{width}.png", full_page=True)
        canvas = seen.locator("canvas")
        canvas.scroll_into_view_if_needed()
        box = canvas.bounding_box()
        assert box
        seen.mouse.move(box["x"] + 40, box["y"] + 60)
        seen.mouse.down()
        for step in range(1, 9):
            seen.mouse.move(box["x"] + 40 + 20 * step, box["y"] + 60 - 30 * (step % 2))
        seen.mouse.up()
        assert "Đã có chữ ký" in seen.inner_text("[data-drawing]")
        drawn = bytes(
            seen.evaluate("""async () => Array.from(new Uint8Array(
            await document.querySelector('[name=drawn]').files[0].arrayBuffer()))""")
        )
        seen.get_by_role("button", name="Xóa, ký lại").click()
        assert seen.evaluate("document.querySelector('[name=drawn]').files.length") == 0
    assert len(drawn) < 30_000
    file = BytesIO(drawn)
    file.name = "chu-ky.png"
    done = press(client, page, url, act="sign-for", taker="applicant", drawn=file)
    assert done.status_code == 302, text_of(done)
    assert "ký trên màn hình" in text_of(client.get(url))


def test_one_press_and_many_say_that_it_was_signed_on_paper(client_of: Any, desk: Desk) -> None:
    first, second = (signed(desk, key).dossier for key in ("minh", "sen"))
    client = client_of("counter")
    page = client.get(f"/quay/ho-so/{first.id}")
    assert "Đã trả, người nộp đã ký trên giấy" in text_of(page)
    act = f"/quay/ho-so/{first.id}/lam"
    assert press(client, page, act, act="hand-over").status_code == 302
    done = text_of(send(client, "hand-over", second, chac="1"))
    assert "Bùi Thị Sen nhận, ký trên giấy" in done
    shown = text_of(client.get(f"/quay/ho-so/{second.id}/tra"))
    assert "ký trên giấy, lưu tại đơn vị" in shown and "Xem chữ ký" not in shown


def test_a_list_is_made_printed_and_put_down_row_by_row_and_again(
    client_of: Any, desk: Desk
) -> None:
    hers, his = (signed(desk, key).dossier for key in ("sen", "minh"))
    client, key = client_of("counter"), str(uuid.uuid4())
    said = {"key": key, "chon": [str(hers.id), str(his.id)]}
    bare = client.post("/quay/danh-sach-ky-nhan", said)
    assert bare.status_code == 422 and "ai mang kết quả" in text_of(bare)
    assert (
        bare.content.decode().count(' checked><span class="unseen">Chọn') == 2
    )  # what was ticked stays so
    url = client.post("/quay/danh-sach-ky-nhan", said | {"bearer": "Trưởng xóm"}).url
    assert "Đang in" in text_of(client.get(url))
    desk.work("make-receipt-list")
    assert client.get(f"{url}/in").headers["Content-Type"] == "application/pdf"
    assert client_of("police_there").get(url).status_code == 404
    assert client_of("minh").get(url).status_code == 404
    none = client.post(url, {"key": str(uuid.uuid4())})
    assert none.status_code == 422
    first = {"key": str(uuid.uuid4()), "chon": [str(hers.id)]}
    assert "Đã ghi trả 1 hồ sơ" in text_of(client.post(url, first))  # cut off after a row
    both = first | {"chon": [str(hers.id), str(his.id)]}
    assert "Đã ghi trả 2 hồ sơ" in text_of(client.post(url, both))
    over = text_of(client.get(url))
    assert "còn 0 chưa ghi trả" in over and "Ghi đã trả các dòng" not in over
    with eyes("counter"):
        (made,) = ReceiptList.objects.all()
        assert SignedFor.objects.filter(list=made).count() == 2
    late = both | {"key": str(uuid.uuid4())}
    assert "chưa ghi được 2" in text_of(client.post(url, late))


def test_the_scan_of_a_signed_list_is_put_to_all_its_lines_at_once(
    client_of: Any, desk: Desk
) -> None:
    hers, his = (signed(desk, key).dossier for key in ("sen", "minh"))
    client, said = client_of("counter"), {"chon": [str(hers.id), str(his.id)]}
    made = {"key": str(uuid.uuid4()), "bearer": "Trưởng xóm"} | said
    url = client.post("/quay/danh-sach-ky-nhan", made).url
    early = client.post(f"{url}/quet", {"key": str(uuid.uuid4()), "scan": picture()})
    assert early.status_code == 422 and "Hãy ghi trả các dòng" in text_of(early)
    client.post(url, {"key": str(uuid.uuid4())} | said)
    assert "Đính kèm vào 2 dòng" in text_of(client.get(url))
    none = client.post(f"{url}/quet", {"key": str(uuid.uuid4())})
    assert none.status_code == 422 and "Hãy chọn tệp bản quét" in text_of(none)
    assert client_of("police_there").post(f"{url}/quet").status_code == 404
    sent = {"key": str(uuid.uuid4()), "scan": picture()}
    assert client.post(f"{url}/quet", sent).status_code == 302
    page = client.get(url)
    assert text_of(page).count("Xem bản quét") == 2 and "Đính kèm vào" not in text_of(page)
    with eyes("counter"):
        receipts = SignedFor.objects.all()
        assert {one.signing for one in receipts} == {"scanned"}
        assert len({one.sha256 for one in receipts}) == 1
    assert "Đính kèm bản quét danh sách ký nhận" in text_of(client.get(f"/quay/ho-so/{hers.id}"))
    assert "Xem chữ ký người nhận" in text_of(client.get(f"/quay/ho-so/{his.id}/tra"))


def test_a_stranger_to_the_list_is_not_put_down_on_it(client_of: Any, desk: Desk) -> None:
    hers, his = (signed(desk, key).dossier for key in ("sen", "minh"))
    client = client_of("counter")
    said = {"key": str(uuid.uuid4()), "chon": [str(hers.id)], "bearer": "Trưởng xóm"}
    url = client.post("/quay/danh-sach-ky-nhan", said).url
    wrong = client.post(url, {"key": str(uuid.uuid4()), "chon": [str(his.id)]})
    assert "không có trong danh sách" in text_of(wrong)
    assert now(his).state == State.DONE
