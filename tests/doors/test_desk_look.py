"""The officers' pages with work in them, seen by a browser: a desk, a phone, larger text."""

import os
import threading
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from motcua.actions.absence import note_absence
from motcua.actions.notice import remind
from motcua.actions.processing import accept, take
from motcua.actions.supplement import ask_supplement
from motcua.rules.workload import Risk
from motcua.site import clock
from tests import cast
from tests.cast import NOW, act
from tests.doors.desk import RESIDENCE, STAY, file_for, press, rent, residence
from tests.doors.eyes import axe, chromium, faults, larger_text
from tests.doors.test_counter_many import send
from tests.doors.test_counter_serve import begin, found, person
from tests.doors.test_look import Shelf
from tests.doors.test_office import trouble
from tests.doors.test_sign import to_sign
from tests.world import as_role

pytestmark = pytest.mark.django_db
HEAVIEST = 120_000
PICTURES = os.environ.get("MOTCUA_TEST_PICTURES", "")


@pytest.fixture
def pages(client_of) -> dict[str, str]:
    """Name → page, as officers of a busy commune see it."""
    late, today, asked = residence("thuy"), rent("minh"), rent("thuy")
    disputed = file_for("counter", "Bùi Thị Sen", RESIDENCE, content="current", purpose="vay vốn")
    new = residence("minh")
    act("police", accept, late.id)
    act("police", ask_supplement, asked.id, items=[{"key": "from", "why": "Khác hợp đồng thuê."}])
    clock.use(lambda: NOW + timedelta(days=3))
    then = NOW + timedelta(days=3)
    act("police", accept, today.id, at=then)
    act("counter", take, today.id, at=then)
    signing = to_sign(residence("minh"))
    away = cast.who("specialist").account
    here, tomorrow = cast.commune("Đức Nhàn").id, cast.TODAY + timedelta(days=4)
    act("leader", note_absence, away, unit=here, first=tomorrow, last=tomorrow, at=then)
    with as_role("motcua_clerk"):
        remind(cast.clerk(then), today.id, to=cast.who("police").account, why=Risk.NEAR)
    trouble("make-receipt")
    police, leader, operator = (client_of(k, then) for k in ("police", "leader", "operator"))
    counter = client_of("counter", then)
    counter.get(f"/quay/ho-so/{today.id}")
    sheet = begin(police, STAY, person=person("Bùi Văn Phương")).url
    said = {
        "for_whom": "family",
        "dwelling.text": "ngõ Bưởi",
        "from": "32/1/2026",
        "add": "members",
    }
    back = f"/quay/ho-so/{new.id}/tu-choi"
    got = {
        "inbox": police.get("/quay/"),
        "inbox-waiting": police.get("/quay/?trang-thai=waiting&cot=due&cot=filed&cot=fee"),
        "many": send(police, "accept", new, late),
        "many-sure": send(police, "assign", today),
        "workload": leader.get("/quay/phan-cong"),
        "notices": police.get("/quay/nhac-viec"),
        "inbox-empty": police.get("/quay/?han=today&thu-tuc=1.001193"),
        "dossier": police.get(f"/quay/ho-so/{today.id}"),
        "dossier-disputed": police.get(f"/quay/ho-so/{disputed.id}"),
        "dossier-new": police.get(f"/quay/ho-so/{new.id}"),
        "supplement": police.get(f"/quay/ho-so/{today.id}/bo-sung"),
        "refusal-wrong": press(police, police.get(back), back, reason="Chưa đủ điều kiện."),
        "soon": leader.get("/quay/sap-tre"),
        "apology": police.get(f"/quay/ho-so/{late.id}/xin-loi"),
        "assign": police.get(f"/quay/ho-so/{today.id}/giao"),
        "stopping": police.get(f"/quay/ho-so/{today.id}/dung"),
        "second-request": police.get(f"/quay/ho-so/{asked.id}/bo-sung-lan-nua"),
        "register": leader.get("/quay/so-theo-doi"),
        "to-hand": leader.get("/quay/cho-tra"),
        "handing": police.get(f"/quay/ho-so/{today.id}/tra"),
        "erasures": leader.get("/quay/het-han-luu"),
        "archives": leader.get("/quay/xuat-luu-tru"),
        "sighting": police.get(f"/quay/ho-so/{disputed.id}/xem-giay"),
        "serve": police.get("/quay/tiep"),
        "serve-found": found(police, "bui van phuong"),
        "serve-newcomer": found(police, "011195000888"),
        "filing": police.get(sheet),
        "filing-wrong": police.post(sheet, {k: v for k, v in said.items() if k != "add"}),
        "people": press(police, police.get("/quay/nguoi"), "/quay/nguoi", q="bui thi sen",
                        purpose="dossier"),
        "person": police.get(f"/quay/nguoi/{person('Bùi Thị Sen')}?vi=dossier"),
        "look-up": police.get(f"/quay/nguoi/{person('Bùi Thị Sen')}/hoi-du-lieu"),
        "unverified": leader.get(f"/quay/ho-so/{today.id}/chua-xac-thuc"),
        "unverified-officer": police.get(f"/quay/ho-so/{disputed.id}/chua-xac-thuc"),
        "curiosity": leader.get("/quay/xem-khong-co-viec"),
        "sign": leader.get("/ky/"),
        "sign-paper": leader.get(f"/ky/giay/{signing.id}"),
        "signed-empty": leader.get("/ky/da-ky"),
        "office": operator.get("/van-hanh/"),
        "office-health": operator.get("/van-hanh/he-thong"),
        "office-posts": operator.get("/van-hanh/vai-tro"),
        "office-units": operator.get("/van-hanh/don-vi?tinh=25"),
    }  # fmt: skip
    done = {
        "for_whom": "self",
        "dwelling.text": "nt-trinh8",
        "from": "1/12/2026",
        "to": "30/11/2027",
    }
    check = police.post(sheet, done).url
    got["check"] = police.get(check)
    got["done"] = police.get(police.post(check).url)
    return {name: response.content.decode() for name, response in got.items()}


@pytest.fixture
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def address(pages: dict[str, str]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Shelf, pages=pages, posts=[]))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


BAR = "() => document.querySelector('.door').offsetHeight"
ONE_LINE = 60  # px


def look(page: Page, name: str, width: int) -> list[str]:
    wrong = faults(page) + (axe(page) if width == 1280 else [])
    if width == 1280 and (high := page.evaluate(BAR)) > ONE_LINE:
        wrong.append(f"the bar takes {high} px: its places stand on more than one line")
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)
    return [f"{name} at {width}: {fault}" for fault in wrong]


def test_every_page_of_the_desks_reads_well_on_a_desk_and_on_a_phone(
    pages: dict[str, str], browser: Browser, address: str
) -> None:
    wrong: list[str] = []
    for width in (1280, 360):
        page = browser.new_page(viewport={"width": width, "height": 800})
        for name in pages:
            page.goto(f"{address}/{name}")
            wrong += look(page, name, width)
        page.close()
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    for name in pages:
        page.goto(f"{address}/{name}")
        larger_text(page, 200)
        wrong += [f"{name} at 200 %: {fault}" for fault in faults(page)]
    assert wrong == []


def test_no_page_of_the_desks_is_heavy(pages: dict[str, str]) -> None:
    assert {name: len(html) for name, html in pages.items() if len(html) > HEAVIEST} == {}


def test_the_place_one_is_in_stands_in_sight_and_takes_no_more_room(client_of) -> None:
    """Six places and both names fit on one line; so where one is takes another's place there."""
    police, tops = client_of("police"), []
    for place in ("/quay/", "/quay/khong-khop"):
        nav, _, _ = police.get(place).content.decode().partition('<details class="more">')
        tops.append(nav.partition("<nav")[2])
        assert f'<a href="{place}" aria-current="page">' in tops[-1]
    assert [top.count("<a ") for top in tops] == [6, 6]
