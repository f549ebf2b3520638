"""The scan station: a pile is parted, laid straight, measured, set right by hand and handed in."""

import io
import re
import time
import uuid
from datetime import timedelta
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from motcua.actions.act import By
from motcua.actions.files.read_scan import read_scan
from motcua.actions.scan import KEPT, bound, forget_pages, keep_words
from motcua.records.document import Attachment
from motcua.records.files import store
from motcua.records.retention import let_go
from motcua.records.scan import ScannedPage
from tests import cast
from tests.cast import clerk, eyes
from tests.doors.citizen import text_of
from tests.doors.scans import SIZE, begun_for, birth, jpeg, page, pages, press, scan, separator
from tests.world import as_role

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


def test_each_change_can_be_undone(desk: Client, home: str) -> None:
    press(desk, home, act="add", pages=scan(page("một"), page("hai")))
    one, two = pages(home)
    moved = press(desk, home, act="move", page=one.id, component="birth-notice")
    assert moved.url.endswith(f"#page-{one.id}")  # whoever works by keyboard stays there
    assert "Đã chuyển trang" in text_of(desk.get(moved.url))
    undo = {"page": one.id, "component": "", "before": two.id}
    assert all(f'name="{k}" value="{v}"' in desk.get(moved.url).content.decode()
               for k, v in undo.items())  # fmt: skip
    press(desk, home, **undo)
    assert [(each.id, each.component) for each in pages(home)] == [(one.id, ""), (two.id, "")]
    dropped = press(desk, home, act="drop", page=one.id)
    assert "Đã bỏ một trang" in text_of(desk.get(dropped.url)) and len(pages(home)) == 1
    assert "Đã bỏ (1)" in text_of(desk.get(f"/quay/quet/{home}"))
    press(desk, home, **undo)
    assert [each.id for each in pages(home)] == [one.id, two.id]


def test_one_press_turns_a_page_and_another_leaves_it_as_it_came(desk: Client, home: str) -> None:
    press(desk, home, act="add", pages=scan(page()))
    (came,) = pages(home)
    assert press(desk, home, act="came", page=came.id).status_code == 422
    for sides in ((1414, 1000), (1000, 1414)):
        press(desk, home, act="turn", page=came.id)
        (turned,) = pages(home)
        shown = desk.get(f"/quay/quet/trang/{came.id}")
        assert Image.open(io.BytesIO(b"".join(shown.streaming_content))).size == sides
    assert turned.turned == 1800 and turned.came == came.sha256
    press(desk, home, act="came", page=came.id)
    (again,) = pages(home)
    assert (again.sha256, again.turned, again.came) == (came.sha256, 0, "")


def test_all_pages_of_one_paper_are_put_to_it_at_once(desk: Client, home: str) -> None:
    press(desk, home, act="add", pages=scan(page("một"), page("hai"), page("ba")))
    assert "Xếp cả 3 trang vào" in text_of(desk.get(f"/quay/quet/{home}"))
    before = [one.id for one in pages(home)]
    press(desk, home, act="sort", component="birth-notice")
    assert [(one.id, one.component) for one in pages(home)] == [
        (id, "birth-notice") for id in before
    ]


def test_a_scan_of_the_wrong_citizen_goes_where_it_belongs_by_one_press(
    desk: Client, home: str
) -> None:
    """Two births are being filed at the desk; the pile of one holds pages of the other."""
    other = birth()
    pile = scan(page("của hồ sơ này"), separator(other, "birth-notice"), page("a"), page("b"))
    press(desk, home, act="add", pages=pile)
    shown = text_of(desk.get(f"/quay/quet/{home}"))
    assert "Mã trên 2 trang vừa quét là của hồ sơ" in shown and "Bùi Thị Sen" in shown
    own, first, second = pages(home)
    press(desk, home, act="move", page=own.id, component="birth-notice")
    stopped = press(desk, home, act="hand-in")
    assert stopped.status_code == 422 and "mã của hồ sơ khác" in text_of(stopped)
    moved = press(desk, home, act="over", page=first.id, to=other)
    assert f"/quay/quet/{other}" in desk.get(moved.url).content.decode()
    assert [each.id for each in pages(home)] == [own.id]
    there = [(each.id, each.component, each.belongs) for each in pages(other)]
    assert there == [(first.id, "birth-notice", None), (second.id, "birth-notice", None)]
    assert press(desk, home, act="hand-in").status_code == 302
    assert press(desk, other, act="hand-in").status_code == 302


def test_a_scan_of_what_the_officer_may_not_open_says_no_name_and_is_taken_back(
    desk: Client, home: str, client_of: Any
) -> None:
    hidden = str(uuid.uuid4())
    press(desk, home, act="add", pages=scan(page(), separator(hidden, "birth-notice"), page()))
    shown = text_of(desk.get(f"/quay/quet/{home}"))
    assert "của một hồ sơ mà Bạn không mở được" in shown and "sang hồ sơ ấy" not in shown
    _, page_of_other = pages(home)
    assert press(desk, home, act="over", page=page_of_other.id, to=hidden).status_code == 404
    press(desk, home, act="move", page=page_of_other.id, component="birth-notice")
    assert pages(home)[1].belongs is None  # the officer's word is the last


def test_a_page_on_which_a_machine_reads_somebody_else_is_doubted(desk: Client, home: str) -> None:
    other = begun_for("Nguyễn Đăng Minh")
    press(desk, home, act="add", pages=scan(page(), page(), page()))
    own, stranger, nobody = pages(home)
    for each, line in ((own, "Mẹ: BÙI THỊ SEN"), (stranger, "Họ tên: Nguyễn Đăng Minh"),
                       (nobody, "Số định danh 001 099 000 999")):  # fmt: skip
        with as_role("motcua_clerk"):
            keep_words(clerk(), each.id, lines=[line])
    shown = text_of(desk.get(f"/quay/quet/{home}"))
    assert shown.count("Có thể nhầm người") == 2 and "001099000999" in shown
    assert "Chuyển sang" in shown and "Nguyễn Đăng Minh" in shown
    press(desk, home, act="over", page=stranger.id, to=other)
    assert [each.id for each in pages(other)] == [stranger.id]
    assert [each.id for each in pages(home)] == [own.id, nobody.id]
    for each in (own, nobody):
        press(desk, home, act="move", page=each.id, component="birth-notice")
    stopped = press(desk, home, act="hand-in")
    assert stopped.status_code == 422 and "Có 1 trang máy thấy có thể là giấy" in text_of(stopped)
    assert press(desk, home, act="hand-in", theirs="yes").status_code == 302
    assert pages(home) == []


def test_pictures_of_the_station_go_from_the_disk_after_a_day(desk: Client, home: str) -> None:
    press(desk, home, act="add", pages=scan(page()))
    (one,) = pages(home)
    press(desk, home, act="turn", page=one.id)
    (turned,) = pages(home)
    assert store().verify(turned.sha256) and store().verify(one.sha256)
    with as_role("motcua_clerk"):
        later = cast.NOW + KEPT + timedelta(minutes=1)
        forget_pages(By(clerk().actor, later, clerk().via), uuid.UUID(home))
        assert not ScannedPage.objects.exists()
        let_go({turned.sha256, one.sha256}, time.time() + 90_000)
    assert not store().verify(turned.sha256) and not store().verify(one.sha256)


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
    assert re.search(
        rf'<img src="/quay/quet/trang/{one.id}\?nho&amp;\w{{8}}" alt="Trang 1, [^"]+"', html
    )
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
