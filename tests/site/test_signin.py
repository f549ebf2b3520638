"""Signing in through a real identity provider, where the number is not simply one's own."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from django.test import Client

from motcua.actions.person import register_person
from motcua.bridges import eidentity_sandbox
from motcua.site import signin
from tests import cast
from tests.bridges.conftest import Sandbox, running
from tests.cast import NOW, PEOPLE, command, commune
from tests.doors.citizen import text_of

pytestmark = pytest.mark.django_db
NAME, _, BORN, *_ = PEOPLE["minh"]
NEW = "001079000999"


@pytest.fixture
def provider(tmp_path: Path, settings) -> Iterator[str]:
    """An identity provider that knows Minh by another number than is written down here."""
    sandbox = Sandbox("", tmp_path)
    minh = {"sub": "sub-minh", "id_number": NEW, "name": NAME, "birth_date": BORN, "level": 2}
    sandbox.write("eidentity.json", [minh])
    with running(eidentity_sandbox.create_app({"home": tmp_path})) as url:
        settings.MOTCUA_EIDENTITY_URL = url
        settings.MOTCUA_EIDENTITY_SECRET = "sandbox-eidentity"
        signin.provider.cache_clear()
        yield url
    signin.provider.cache_clear()


def enter(client: Client, url: str):
    """Press “Đăng nhập”, pick Minh at the provider, and come back."""
    there = client.get("/dang-nhap/?next=/ho-so")["Location"]
    with httpx.Client(trust_env=False) as browser:
        form = re.search(r'<form method="post" action="([^"]+)"', browser.get(there).text)
        action = url + form[1].replace("&amp;", "&")
        back = urlsplit(
            browser.post(action, data={"who": "sub-minh", "choice": "enter"}).headers["Location"]
        )
    return client.get(f"{back.path}?{back.query}")


def written_down(name: str, born: str) -> None:
    said = {"full_name": name, "birth_date": born, "number": NEW}
    register_person(command(NOW), unit=commune("Đức Nhàn"), **said)


def test_who_has_signed_in_is_told_that_another_record_bears_the_number(
    provider: str, as_clerk
) -> None:
    with as_clerk():
        cast.who("minh")
        written_down(NAME, BORN)
    client = Client()
    page = enter(client, provider)
    assert page.status_code == 200 and "Số định danh của Bạn cần xem lại" in text_of(page)
    assert "thẻ căn cước" in text_of(page) and 'href="/ho-so"' in page.content.decode()
    assert client.get("/ho-so").status_code == 200
    assert NEW not in page.content.decode()


def test_who_is_taken_for_somebody_else_is_told_where_to_go(provider: str, as_clerk) -> None:
    with as_clerk():
        written_down("Hà Văn Tư", "1951-08-08")
    client = Client()
    page = enter(client, provider)
    assert (
        page.status_code == 400
        and "người khác họ tên" in text_of(page)
        and "bộ phận một cửa" in text_of(page)
    )
    assert "Hà Văn Tư" not in text_of(page) and "account" not in client.session
