"""A paper form at the counter: scanned, ticks put in place, handwriting shown and not kept."""

import io
import uuid
from typing import Any

import pytest
import segno
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from motcua.actions.draft import save_draft
from motcua.actions.form import ask_draft_form, keep_blank_form, keep_draft_form
from motcua.records.draft import Draft
from motcua.records.person import Person
from motcua.records.procedure import catalogue
from motcua.rules.catalogue.paper_form import Mark
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


def printed_from(draft: uuid.UUID) -> bytes:
    """The scanned form, with the code of the draft it was printed from."""
    sheet, dots = Image.open(io.BytesIO(scan())).convert("L"), 200 / 25.4
    place = next(one for one in spots() if one["key"] == "code" and one["page"] == 1)
    left, top, side = (round(place[name] * dots) for name in "xyw")
    code = io.BytesIO()
    text = Mark(VERSION.key, 1, draft).text()
    segno.make(text, error="m", micro=False).save(code, kind="png", border=0, scale=8)
    sheet.paste(255, (left - 8, top - 8, left + side + 8, top + side + 8))
    sheet.paste(Image.open(code).convert("L").resize((side, side)), (left, top))
    out = io.BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()


def test_a_form_printed_for_somebody_else_is_not_read_into_this_one(client_of) -> None:
    """Two people are served at once, and their signed forms are mixed up."""
    his, hers = begun(), uuid.uuid4()
    with eyes("counter"):
        sen = Person.objects.get(full_name="Bùi Thị Sen")
    act("counter", save_draft, id=hers, version=VERSION, unit=cast.commune("Đức Nhàn"),
        applicant=sen, answers={})  # fmt: skip
    form = act("counter", ask_draft_form, hers)
    with as_role("motcua_clerk"):
        keep_draft_form(clerk(), form, content=b"%PDF-1.4", spots=spots())
    client = client_of("counter")
    page = client.post(f"/quay/tiep/{his}/to-giay", sent(printed_from(hers)))
    assert page.status_code == 422 and "in từ hồ sơ của người khác" in text_of(page)
    there = f"/quay/tiep/{hers}/to-giay"
    assert f'href="{there}"' in page.content.decode()
    right = client.post(there, sent(printed_from(hers)))
    assert right.status_code == 200 and 'value="family" checked' in right.content.decode()


def test_it_is_the_officers_who_began_it(client_of) -> None:
    id = begun()
    for who in ("police", "minh", "leader"):
        assert client_of(who).get(f"/quay/tiep/{id}/to-giay").status_code == 404
