"""A paper form at the counter: scanned, ticks put in place, handwriting shown and not kept."""

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.actions.draft import save_draft
from motcua.actions.form import keep_blank_form
from motcua.records.dossier import Draft
from motcua.records.person import Person
from motcua.records.procedure import catalogue
from tests import cast
from tests.actions.files.test_read_form import VERSION, scan, spots
from tests.cast import act, clerk, eyes
from tests.doors.citizen import photo
from tests.doors.desk import text_of
from tests.world import as_role

pytestmark = pytest.mark.django_db


def begun() -> uuid.UUID:
    """Mai at the counter has begun Thuý's temporary residence; the blank form is printed."""
    version = catalogue()["1.004194"].on(cast.TODAY)
    assert version is not None and version.key == VERSION.key
    id = uuid.uuid4()
    with as_role("motcua_clerk"):
        keep_blank_form(clerk(), version=version, template="form.typ", content=b"%PDF-1.4",
                        spots=spots())  # fmt: skip
    with eyes("counter"):
        minh = Person.objects.get(full_name="Nguyễn Đăng Minh")
    act("counter", save_draft, id=id, version=version, unit=cast.commune("Đức Nhàn"),
        applicant=minh, answers={})  # fmt: skip
    return id


def sent(given: bytes, name: str = "to-1.png") -> dict[str, Any]:
    return {"pages": SimpleUploadedFile(name, given, content_type="image/png")}


def test_ticks_are_put_in_place_handwriting_is_shown_and_nothing_is_kept(client_of) -> None:
    id = begun()
    client = client_of("counter")
    assert "quét và đọc" in text_of(client.get(f"/quay/tiep/{id}"))
    page = client.post(f"/quay/tiep/{id}/to-giay", sent(scan(turn=2)))
    html = page.content.decode()
    assert page.status_code == 200 and "1 trang" in text_of(page)
    assert 'value="family" checked' in html
    assert "Chữ viết tay trên tờ giấy: Ở từ ngày" in html
    assert "Những người cùng đăng ký" in text_of(page)  # what follows from a tick is asked
    assert f'action="/quay/tiep/{id}"' in html
    with eyes("counter"):
        assert Draft.objects.get(pk=id).answers == {}


def test_what_cannot_be_read_is_said_with_what_to_do(client_of) -> None:
    id = begun()
    client, url = client_of("counter"), f"/quay/tiep/{id}/to-giay"
    assert client.post(url).status_code == 422
    wrong = client.post(url, sent(photo(), "anh.jpg"))
    assert wrong.status_code == 422 and "Không thấy mã vuông" in text_of(wrong)


def test_it_is_the_officers_who_began_it(client_of) -> None:
    id = begun()
    for who in ("police", "minh", "leader"):
        assert client_of(who).get(f"/quay/tiep/{id}/to-giay").status_code == 404
