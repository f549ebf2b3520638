"""A new clerk at the scan station: by mouse, by keyboard alone, on a telephone."""

import io
import os
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Locator

from tests.doors.eyes import axe, faults
from tests.photos import photographed, printed
from tests.stories.people import DESK, PHONE, People, Visit

PICTURES = os.environ.get("MOTCUA_TEST_PICTURES", "")
PAPER = "birth-notice"


def begun(people: People, **more: Any) -> Visit:
    """At the station of a birth that has just been begun for somebody."""
    desk = people.signed_in("counter", "/quay/tiep", **more)
    desk.page.locator("#q").fill("bui thi sen")
    desk.page.get_by_role("button", name="Tìm", exact=True).click()
    desk.page.locator('[name="procedure"][value="1.001193"]').check()
    desk.press("Bắt đầu hồ sơ")
    desk.open(f"/quay/quet/{desk.path.split('/')[3]}")
    return desk


def jpeg(picture: Image.Image) -> dict[str, Any]:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return {"name": "trang.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def lay(desk: Visit, *pages: Image.Image) -> None:
    """Choose the files, and put them on the station."""
    desk.page.locator("#pages").set_input_files([jpeg(one) for one in pages])
    desk.press("Thêm vào bàn quét")
    desk.page.locator("[data-page]").nth(len(pages) - 1).wait_for()


def pile(desk: Visit, key: str) -> Locator:
    return desk.page.locator(f'[data-pile="{key}"]')


def many(desk: Visit, key: str) -> int:
    return pile(desk, key).locator("[data-page]").count()


def seen(desk: Visit, name: str) -> None:
    assert faults(desk.page) == [] and axe(desk.page) == []
    if PICTURES:
        desk.page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def test_a_page_is_dragged_to_its_paper_and_back_again(people: People) -> None:
    desk = begun(people, size=DESK)
    lay(desk, printed(lines=20), photographed(printed(), 2)[0])
    seen(desk, "station-desk")
    page = desk.page.locator("[data-page] img").first
    with desk.page.expect_navigation():
        page.drag_to(pile(desk, PAPER).locator("h2"))
    assert many(desk, PAPER) == 1 and "Đã chuyển trang" in desk.text
    desk.press("Hoàn tác")
    assert many(desk, PAPER) == 0
    with desk.page.expect_navigation():
        desk.page.locator("#all").press("Tab")
        desk.page.keyboard.press("Enter")
    assert many(desk, PAPER) == 2
    seen(desk, "station-sorted")


def test_by_keyboard_alone_the_eye_stays_with_the_page(people: People) -> None:
    desk = begun(people, size=DESK)
    lay(desk, printed(lines=10), printed(lines=20))
    box = desk.page.locator("[data-page] select").first
    box.focus()
    box.select_option(PAPER)
    desk.page.keyboard.press("Tab")
    with desk.page.expect_navigation():
        desk.page.keyboard.press("Enter")
    held = desk.page.evaluate("document.activeElement.closest('[data-page]')?.dataset.page")
    assert held and pile(desk, PAPER).locator(f'[data-page="{held}"]').count() == 1
    turn = desk.page.locator(f'[data-page="{held}"]').get_by_role("button", name="Xoay phải")
    turn.focus()
    with desk.page.expect_navigation():
        desk.page.keyboard.press("Enter")
    assert "Để như khi quét" in desk.text


def test_on_a_telephone_without_a_script(people: People) -> None:
    desk = begun(people, size=PHONE, script=False)
    lay(desk, photographed(printed(), 4)[0])
    desk.page.locator("[data-page] select").select_option(PAPER)
    for words in ("Chuyển trang 1", "Bỏ trang 1", "Hoàn tác"):
        with desk.page.expect_navigation():
            desk.page.get_by_role("button", name=words).click()
        assert many(desk, PAPER) == (0 if words.startswith("Bỏ") else 1)
    assert faults(desk.page) == []
    if PICTURES:
        desk.page.screenshot(path=Path(PICTURES) / "station-phone.png", full_page=True)
