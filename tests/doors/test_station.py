"""The scan station: a pile is parted, laid straight, measured, set right by hand and handed in."""

import io
import re
import uuid
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from motcua.actions.files.read_scan import read_scan
from motcua.actions.scan import bound
from motcua.records.document import Attachment
from tests.cast import eyes
from tests.doors.citizen import text_of
from tests.doors.scans import SIZE, birth, jpeg, page, pages, press, scan, separator

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> str:
    return birth()


@pytest.fixture
def desk(client_of: Any) -> Client:
    client: Client = client_of("counter")
    return client


def test_a_pile_is_parted_by_its_separators_and_handed_in_by_paper(
    desk: Client, home: str
) -> None:
    sheets = desk.get(f"/quay/quet/{home}/to-ngan")
    assert "Giấy chứng sinh" in text_of(sheets) and b"<svg" in sheets.content
    pile = scan(separator(home, "birth-notice"), page(angle=3), page("Mặt sau"))
    assert press(desk, home, act="add", pages=pile).status_code == 302
    found = pages(home)
    assert [one.component for one in found] == ["birth-notice"] * 2
    assert 25 <= -found[0].turned <= 35 and abs(found[1].turned) <= 5
    shown = text_of(desk.get(f"/quay/quet/{home}"))
    assert "Trang 2" in shown and "đã xoay thẳng" in shown and "Khó đọc" not in shown
    assert press(desk, home, act="hand-in").url == f"/quay/tiep/{home}"
    with eyes("counter"):
        (kept,) = Attachment.objects.filter(dossier=home)
    assert (kept.component, kept.media_type) == ("birth-notice", "application/pdf")
    assert pages(home) == []


def test_photos_are_parted_by_a_photo_of_the_separator(desk: Client, home: str) -> None:
    photos = [
        SimpleUploadedFile(f"{at}.jpg", jpeg(one))
        for at, one in enumerate((page("trước"), separator(home, "birth-notice"), page("sau")))
    ]
    press(desk, home, act="add", pages=photos)
    assert [one.component for one in pages(home)] == ["", "birth-notice"]


def test_pages_without_a_separator_are_put_right_by_hand(desk: Client, home: str) -> None:
    press(desk, home, act="add", pages=scan(page("một"), page("hai"), page("ba")))
    one, two, three = pages(home)
    assert "Còn trang chưa xếp" in text_of(desk.get(f"/quay/quet/{home}"))
    assert "chưa xếp vào giấy nào" in text_of(press(desk, home, act="hand-in"))
    for each in (one, two, three):
        press(desk, home, act="move", page=each.id, component="birth-notice")
    press(desk, home, act="move", page=three.id, component="birth-notice", before=one.id)
    press(desk, home, act="drop", page=two.id)
    assert [each.id for each in pages(home)] == [three.id, one.id]
    assert press(desk, home, act="hand-in").status_code == 302


def test_a_scan_of_the_wrong_citizen_is_noticed_and_nothing_is_kept(
    desk: Client, home: str
) -> None:
    other = str(uuid.uuid4())
    answer = press(desk, home, act="add", pages=scan(page(), separator(other, "birth-notice")))
    assert answer.status_code == 422
    assert "Mã ở trang 2 là của hồ sơ khác" in text_of(answer) and pages(home) == []


def test_what_is_hard_to_read_is_told(desk: Client, home: str) -> None:
    blank = Image.new("RGB", SIZE, "white")
    press(desk, home, act="add", pages=scan(page(blur=4), blank, page()))
    assert [one.faults for one in pages(home)] == [("scan-blurred",), ("scan-blank",), ()]
    shown = text_of(desk.get(f"/quay/quet/{home}"))
    assert "Trang bị mờ" in shown and "Trang trắng" in shown


def test_a_pdf_that_is_no_scan_is_refused_with_what_to_do(desk: Client, home: str) -> None:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    answer = press(desk, home, act="add", pages=SimpleUploadedFile("don.pdf", out.getvalue()))
    assert "không phải bản quét" in text_of(answer)
    assert "chọn tệp" in text_of(press(desk, home, act="add")).lower()


def test_a_page_is_seen_by_whoever_scanned_it_alone(
    desk: Client, home: str, client_of: Any
) -> None:
    press(desk, home, act="add", pages=SimpleUploadedFile("a.jpg", jpeg(page())))
    (one,) = pages(home)
    assert desk.get(f"/quay/quet/trang/{one.id}").headers["Content-Type"] == "image/jpeg"
    police = client_of("police")
    assert police.get(f"/quay/quet/trang/{one.id}").status_code == 404
    assert police.get(f"/quay/quet/{home}").status_code == 404
    assert press(police, home, act="drop", page=one.id).status_code == 404
    html = desk.get(f"/quay/quet/{home}").content.decode()
    assert re.search(rf'<img src="/quay/quet/trang/{one.id}\?nho" alt="Trang 1, [^"]+"', html)
    small = desk.get(f"/quay/quet/trang/{one.id}?nho").content
    assert len(small) < 40_000 and max(Image.open(io.BytesIO(small)).size) == 424


def test_pages_are_bound_without_being_drawn_anew() -> None:
    first, second = jpeg(page("một")), jpeg(page("hai"))
    with pikepdf.open(io.BytesIO(bound([first, second]))) as pdf:
        raw = [list(one.get_images().values())[0].read_raw_bytes() for one in pdf.pages]
    assert raw == [first, second]


@pytest.mark.parametrize("angle", [-6.5, 0, 2])
def test_a_page_is_laid_straight(angle: float) -> None:
    (sheet,) = read_scan(jpeg(page(angle=angle)), "image/jpeg")
    assert abs(sheet.turned / 10 + angle) <= 0.3
