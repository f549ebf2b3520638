"""What a page costs on a slow line: 20 KB at the first visit, 8 KB after, the page says so."""

import gzip
import re
from typing import Any

import pytest

from motcua.doors.shared.look import citizen_assets
from tests.doors import citizen
from tests.doors.citizen import begin, file_stay, page_of, walk

pytestmark = pytest.mark.django_db
FIRST, AFTER = 20_000, 8_000


def weight(response: Any) -> int:
    return len(gzip.compress(response.content, 6))


def test_every_page_of_the_journey_is_light_and_says_its_weight(client_of) -> None:
    client = client_of("minh")
    filed = file_stay(client)
    draft = begin(client, citizen.STAY)
    first_question = page_of(client, draft)
    walk(client, draft, citizen.TENANT)
    paths = [
        "/",
        "/?tim=tro",
        f"/thu-tuc/{citizen.STAY}",
        f"/thu-tuc/{citizen.BIRTH}",
        first_question,
        f"/don/{draft}/cau/dwelling",
        f"/don/{draft}/cau/period?sua=1",
        f"/don/{draft}/xem-lai",
        "/ho-so",
        f"/ho-so/{filed}?moi=1",
        "/ai-da-xem?ca=1",
        "/cho-o",
        "/cho-o/khai",
        f"/ho-so/{filed}/phan-anh",
        "/du-lieu-cua-ban",
        "/tra-cuu",
    ]
    assert 0 < citizen_assets() < FIRST - AFTER
    for path in paths:
        page = client.get(path)
        assert page.status_code == 200, path
        assert weight(page) <= AFTER, f"{path}: {weight(page)}"
        assert weight(page) + citizen_assets() <= FIRST, path
        told = re.search(r"Dung lượng trang này: (\d+) KB", page.content.decode())
        assert told, path
        assert abs(int(told[1]) * 1000 - weight(page) - citizen_assets()) < 1500, path


def test_no_page_needs_a_script_or_somebody_elses_server(client_of) -> None:
    client = client_of("minh")
    draft = begin(client, citizen.STAY)
    for path in ("/", page_of(client, draft), f"/thu-tuc/{citizen.STAY}", "/tra-cuu"):
        html = client.get(path).content.decode()
        assert re.findall(r"<script[^>]*>", html) == [
            '<script src="/static/built/citizen.js" defer>'
        ]
        assert not re.search(r"\son\w+=|style=|(?:src|href)=\"(?:https?:)?//", html)
