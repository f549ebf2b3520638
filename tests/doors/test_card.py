"""A citizen's card at the desk: read by four ways, laid beside what is known, kept by none."""

import io
import json
import random
import threading
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from playwright.sync_api import sync_playwright

from motcua.records.document import Attachment
from motcua.records.draft import Draft
from motcua.records.journal import Entry
from motcua.records.person import Person
from motcua.rules.cards.chip import DG1, DG13
from tests.actions.files.test_chip_proof import FILES, STATE, pem, sod
from tests.actions.files.test_read_card import as_file, card, code
from tests.cast import eyes
from tests.doors.desk import RESIDENCE, file_for, hidden, press, text_of
from tests.doors.eyes import CHROMIUM, FLAGS, axe, faults
from tests.doors.test_counter_serve import begin, person
from tests.doors.test_look import Shelf
from tests.rules.cards import made
from tests.rules.cards.made import Holder, holder
from tests.world import as_role

pytestmark = pytest.mark.django_db

SEN = "017190000101||Bùi Thị Sen|05031990|Nữ|Xóm Bưa Sen|10052021"
CHOSEN = " checked><span><bdi>"
STRANGER = holder(random.Random(31))


def held(client: Any, **given: Any) -> Any:
    """What the desk says of what was held to it."""
    return press(client, client.get("/quay/tiep"), "/quay/tiep/the", **given)


def entries(kind: str) -> int:
    with as_role("motcua_clerk"):
        return Entry.objects.filter(kind=kind).count()


def test_a_card_scanned_into_the_box_of_the_search_is_searched_by_its_number(client_of) -> None:
    client = client_of("counter")
    page = press(client, client.get("/quay/tiep"), "/quay/tiep", q=SEN + "\r")
    assert "Bùi Thị Sen" in text_of(page) and CHOSEN in page.content.decode()
    stranger = SEN.replace("017190000101", STRANGER.number)
    page = press(client, client.get("/quay/tiep"), "/quay/tiep", q=stranger)
    assert f'value="{STRANGER.number}"' in page.content.decode()


def test_a_card_seen_by_the_camera_is_laid_beside_what_is_known(client_of) -> None:
    client = client_of("counter")
    page = held(client, bytes=SEN.encode().hex())
    said = text_of(page)
    assert page.status_code == 200 and "Đọc được trên thẻ" in said
    assert said.count("Giống") == 5 and "Khác" not in said
    assert "Ai đang ở quầy?" in said and CHOSEN in page.content.decode()
    sheet = begin(client, RESIDENCE, person=person("Bùi Thị Sen"))
    assert sheet.status_code == 302


def test_whoever_is_found_by_card_is_told_of_it_with_the_purpose(client_of) -> None:
    held(client_of("counter"), bytes=SEN.encode().hex())
    with as_role("motcua_clerk"):
        told = Entry.objects.get(kind="person.seen")
        assert str(told.subject) == person("Bùi Thị Sen") and told.data["purpose"] == "counter"


def test_what_differs_is_marked_before_anything_goes_on(client_of) -> None:
    page = held(client_of("counter"), bytes=SEN.replace("Sen|05", "Sém|06").encode().hex())
    said = text_of(page)
    assert "Thẻ và dữ liệu đang có khác nhau ở: Họ và tên, Ngày sinh" in said
    assert said.count("Khác") == 2
    assert CHOSEN not in page.content.decode()  # who it is, is for the officer to say


def test_nothing_is_kept_of_a_card_that_was_only_read(client_of) -> None:
    before = entries("person.registered")
    held(client_of("counter"), bytes=made.identity(STRANGER).encode().hex())
    held(client_of("counter"), picture=photo(STRANGER))
    assert entries("person.registered") == before
    with as_role("motcua_clerk"):
        assert not Person.objects.filter(full_name=STRANGER.name).exists()
        assert not Attachment.objects.exists() and not Draft.objects.exists()


def photo(one: Holder, kind: str = "JPEG") -> SimpleUploadedFile:
    return SimpleUploadedFile("the.jpg", as_file(card(code(made.identity(one))), kind))


@pytest.mark.parametrize("kind", ["JPEG", "PDF"])
def test_a_picture_gives_the_card_of_a_newcomer_to_write_down(client_of, kind: str) -> None:
    page = held(client_of("counter"), picture=photo(STRANGER, kind))
    html = page.content.decode()
    assert f'value="{STRANGER.number}"' in html and f'value="{STRANGER.born:%d/%m/%Y}"' in html
    assert "Chưa thấy người này" in text_of(page) and "như bàn phím" not in text_of(page)


def test_keys_are_to_be_compared_with_the_card(client_of) -> None:
    page = held(client_of("counter"), keys=SEN.replace("Sen|", "Sn|") + "\r\n")
    assert "Hãy so từng mục với thẻ, nhất là: Sn" in text_of(page)


def test_lost_letters_leave_number_and_birth_date_to_ask_by(client_of) -> None:
    page = held(client_of("counter"), keys="017190000101||B?i Th? Sen|05031990|N?|X?m|10052021")
    said = text_of(page)
    assert "không đoán chữ" in said and "“Họ và tên”: mất chữ" in said
    assert "Bùi Thị Sen" in said and "017190000101" in said


def test_a_newer_card_says_that_more_is_on_it_and_shows_none_of_it(client_of) -> None:
    page = held(client_of("counter"), bytes=made.newer(STRANGER).encode().hex())
    assert "Thẻ còn 5 mục khác" in text_of(page) and "Lê Thị Hoà" not in text_of(page)


def test_a_chip_is_read_and_says_whether_it_is_genuine(client_of, settings) -> None:
    Path(settings.MOTCUA_KEYS).mkdir(exist_ok=True)
    roots = Path(settings.MOTCUA_KEYS) / "chip-roots.pem"
    files = {"DG1": FILES[DG1], "DG13": FILES[DG13], "SOD": sod(FILES), "DG2": b"u\x01!"}
    given = json.dumps({name: one.hex() for name, one in files.items()}).encode()
    client = client_of("counter")
    assert "Chưa kiểm được chữ ký của chip" in text_of(held(client, chip=chip(given)))
    roots.write_bytes(pem(STATE))
    try:
        said = text_of(held(client, chip=chip(given)))
    finally:
        roots.unlink()
    assert "bản gốc do Nhà nước ký" in said and "Dân tộc" in said
    assert "bị đứt giữa chừng" in text_of(held(client, chip=chip(made.dg13(STRANGER)[:-3])))


def chip(given: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("chip.json", given)


def test_a_card_is_laid_beside_the_dossier_its_papers_are_seen_for(client_of) -> None:
    dossier = file_for("counter", "Bùi Thị Sen", RESIDENCE, content="current", purpose="vay vốn")
    client, place = client_of("police"), f"/quay/ho-so/{dossier.id}/xem-giay"
    seen = press(client, client.get(place), place + "/the", bytes=SEN.encode().hex())
    assert text_of(seen).count("Giống") == 5 and "Người nộp hồ sơ" in text_of(seen)
    other = press(client, seen, place + "/the", bytes=made.identity(STRANGER).encode().hex())
    assert "Thẻ và hồ sơ khác nhau ở: Số định danh, Họ và tên" in text_of(other)
    empty = press(client, other, place + "/the", keys="")
    assert empty.status_code == 422 and "Chưa có gì được đọc" in text_of(empty)
    assert client_of("police_there").post(place + "/the", {"keys": SEN}).status_code == 404


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"keys": ""}, "Chưa có gì được đọc"),
        ({"keys": "https://vi-du.example/the"}, "Đừng mở trang đó"),
        ({"keys": "'; drop table motcua_person; --"}, "Mã này chứa câu lệnh"),
        ({"keys": "1" * 4000}, "Dữ liệu quá dài"),
        ({"bytes": "zz"}, "không phải chữ"),
        ({"bytes": bytes(range(128, 200)).hex()}, "không phải chữ"),
        ({"keys": "Xin chào"}, "không phải dữ liệu của thẻ"),
        ({"keys": SEN, "changed": "1"}, "Unikey đang bật"),
    ],
)
def test_what_is_no_card_is_said_and_nobody_is_looked_up(client_of, given, words) -> None:
    page = held(client_of("counter"), **given)
    assert page.status_code == 422 and words in text_of(page)
    assert hidden(page, "key") and not entries("person.seen")


def test_markup_on_a_card_stays_letters(client_of) -> None:
    name = SEN.replace("Xóm Bưa Sen", "<b>Xóm</b> & 'Bưa'").encode().hex()
    page = held(client_of("counter"), bytes=name)
    assert "<b>Xóm" not in page.content.decode()


def test_only_the_desk_reads_cards(client_of) -> None:
    for other in ("minh", "leader", "operator", "volunteer"):
        assert client_of(other).post("/quay/tiep/the", {"keys": SEN}).status_code == 404


def test_a_card_held_to_the_camera_goes_into_the_form_as_bytes(client_of, tmp_path) -> None:
    """In a browser whose camera is a film of a card: what the code holds is what is sent."""
    client, posts = client_of("counter"), []
    shown = held(client, bytes=SEN.replace("Sen|05", "Sém|06").encode().hex())
    pages = {"doc": client.get("/quay/tiep").content.decode(), "the": shown.content.decode()}
    film = tmp_path / "the.y4m"
    film.write_bytes(moving(made.identity(STRANGER)))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Shelf, pages=pages, posts=posts))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    camera = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
              f"--use-file-for-fake-video-capture={film}"]  # fmt: skip
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS + camera)
        page = browser.new_page(viewport={"width": 360, "height": 800}, locale="vi-VN")
        page.goto(f"http://127.0.0.1:{server.server_port}/doc")
        page.locator("details.reader summary").click()
        assert faults(page) == []
        assert [page.evaluate(SCANNER, keys) for keys in ("M'gar", "M'g\b")] == ["", "1"]
        with page.expect_request(lambda sent: sent.method == "POST", timeout=20_000):
            page.get_by_role("button", name="Quét bằng camera").click()
        page.goto(f"http://127.0.0.1:{server.server_port}/doc")
        with page.expect_request(lambda sent: sent.method == "POST", timeout=20_000):
            page.evaluate(SCANNER, "017\t")  # which ends with it, as others do with Enter
        page.goto(f"http://127.0.0.1:{server.server_port}/the")
        assert faults(page) == [] and axe(page) == []
        browser.close()
    server.shutdown()
    server.server_close()
    assert made.identity(STRANGER).encode().hex() in posts[0]
    with eyes("counter"):
        assert not Draft.objects.exists()


# Keys at a scanner's pace; what the page makes of them.
SCANNER = """keys => {
  const box = document.querySelector('#keys');
  for (const sign of keys) {
    const key = {'\\b': 'Backspace', '\\t': 'Tab'}[sign] ?? sign;
    box.dispatchEvent(new KeyboardEvent('keydown', {key, cancelable: true}));
  }
  return box.form.elements.changed.value;
}"""


def moving(text: str) -> bytes:
    """A film of one picture: a card before a camera."""
    sheet = Image.new("L", (640, 480), 200)
    sheet.paste(code(text), (170, 90))
    frame = b"FRAME\n" + sheet.tobytes() + bytes([128]) * (320 * 240 * 2)
    out = io.BytesIO(b"YUV4MPEG2 W640 H480 F10:1 Ip A1:1 C420jpeg\n")
    out.seek(0, io.SEEK_END)
    out.write(frame * 3)
    return out.getvalue()
