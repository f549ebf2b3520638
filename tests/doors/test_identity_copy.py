"""A copy of somebody's card: officers see it with what it is for across it, its bytes stay."""

import hashlib
import io
import uuid
from typing import Any

import pytest
from PIL import Image

from motcua.actions.document import attach
from motcua.actions.draft import save_draft
from motcua.actions.filing import submit
from motcua.records.document import Attachment
from motcua.records.files import store
from motcua.records.person import Person
from motcua.records.procedure import catalogue
from tests import cast
from tests.actions.files.test_stamp_file import inked
from tests.cast import act, eyes

pytestmark = pytest.mark.django_db


def card() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (860, 540), (250, 250, 250)).save(out, "JPEG", quality=90)
    return out.getvalue()


def filed(component: str) -> tuple[Attachment, bytes]:
    """Minh asks for an electronic identity account at the desk and hands in one paper: as kept,
    and its bytes."""
    with eyes("counter"):
        minh = Person.objects.get(full_name="Nguyễn Đăng Minh")
    version, unit = catalogue()["MC-02"].on(cast.TODAY), cast.commune("Đức Nhàn")
    id, given = uuid.uuid4(), card()
    said: dict[str, Any] = {"has_card": True, "own_sim": True, "papers": "no"}
    whose = {"id": id, "version": version, "unit": unit, "applicant": minh, "answers": said}
    act("counter", save_draft, **whose)
    kept = act("counter", attach, id=id, component=component, name="the.jpg", content=given,
               media_type="image/jpeg")  # fmt: skip
    act("counter", submit, **whose)
    return kept, given


def shown(client: Any, url: str) -> Image.Image:
    answer = client.get(url)
    assert answer.status_code == 200 and answer.headers["Content-Type"] == "image/jpeg"
    body = b"".join(answer) if answer.streaming else answer.content
    return Image.open(io.BytesIO(body)).convert("RGB")


def test_an_officer_sees_what_the_copy_is_for_its_owner_sees_it_as_kept(client_of: Any) -> None:
    kept, given = filed("card")
    before = Image.open(io.BytesIO(given)).convert("RGB")
    officer = client_of("police")
    for url in (f"/quay/tep/{kept.id}", f"/quay/tep/{kept.id}?tai=1"):  # seen, and saved
        seen = shown(officer, url)
        assert seen.size == before.size and 0.01 < inked(before, seen) < 0.4
    assert inked(before, shown(client_of("minh"), f"/tep/{kept.id}")) == 0
    assert store().verify(kept.sha256) and kept.sha256 == hashlib.sha256(given).hexdigest()
    with eyes("police"):
        assert Attachment.objects.get(pk=kept.id).sha256 == kept.sha256


def test_another_paper_has_nothing_across_it(client_of: Any) -> None:
    kept, given = filed("other")  # the control
    before = Image.open(io.BytesIO(given)).convert("RGB")
    assert inked(before, shown(client_of("police"), f"/quay/tep/{kept.id}")) == 0
