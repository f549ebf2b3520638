"""The scan station: a pile is parted, laid straight, measured, set right by hand and handed in."""

import io
import re
import uuid
from typing import Any

import pikepdf
import pytest
import segno
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from motcua.actions.draft import save_draft
from motcua.actions.read_scan import read_scan
from motcua.actions.scan import bound
from motcua.records.document import Attachment
from motcua.records.person import Person
from motcua.records.procedure import catalogue
from motcua.records.scan import ScannedPage
from motcua.rules.scan import Separator
from tests import cast
from tests.cast import act, eyes
from tests.doors.citizen import BIRTH, text_of

pytestmark = pytest.mark.django_db
FONT = ImageFont.truetype("motcua/bridges/fonts/NotoSerif_400Regular.ttf", 24)
SIZE = (1000, 1414)


def page(words: str = "Giấy chứng sinh", *, angle: float = 0, blur: float = 0) -> Image.Image:
    """A page of print, as it lies on a scanner."""
    sheet = Image.new("RGB", SIZE, (244, 242, 236))
    pen = ImageDraw.Draw(sheet)
    for line in range(30):
        pen.text((90, 90 + line * 40), (words + ", họ và tên con ") * 2, (30, 30, 40), FONT)
    turned = sheet.rotate(angle, Image.Resampling.BICUBIC, fillcolor=(244, 242, 236))
    return turned.filter(ImageFilter.GaussianBlur(blur)) if blur else turned


def separator(home: str, component: str) -> Image.Image:
    code = io.BytesIO()
    segno.make(Separator(uuid.UUID(home), component).text(), error="m", micro=False).save(
        code, kind="png", scale=9
    )
    sheet = Image.new("RGB", SIZE, "white")
    sheet.paste(Image.open(code).convert("RGB"), (200, 300))
    return sheet


def jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()


def scan(*pages: Image.Image) -> SimpleUploadedFile:
    """What a scanner makes of a pile: a PDF with a picture on each page."""
    return SimpleUploadedFile("xap.pdf", bound([jpeg(one) for one in pages]), "application/pdf")


@pytest.fixture
def home() -> str:
    """A birth that an officer is filing for chị Sen."""
    with eyes("counter"):
        sen = Person.objects.get(full_name="Bùi Thị Sen")
    version, unit = catalogue()[BIRTH].on(cast.TODAY), cast.commune("Đức Nhàn")
    said = {"relation": "mother", "birth_proof": "notice", "parents_married": True}
    id = uuid.uuid4()
    act("counter", save_draft, id=id, version=version, unit=unit, applicant=sen, answers=said)
    return str(id)


@pytest.fixture
def desk(client_of: Any) -> Client:
    client: Client = client_of("counter")
    return client


def press(client: Client, home: str, **data: Any) -> Any:
    return client.post(f"/quay/quet/{home}", data)


def pages(home: str) -> list[ScannedPage]:
    with eyes("counter"):
        return list(ScannedPage.objects.all().of(uuid.UUID(home)))


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


@pytest.mark.parametrize("angle", [-6.5, -2, 0, 1.5, 7])
def test_a_page_is_laid_straight(angle: float) -> None:
    (sheet,) = read_scan(jpeg(page(angle=angle)), "image/jpeg")
    assert abs(sheet.turned / 10 + angle) <= 0.3
