"""A draft is thrown away by its maker: it and its files are gone, nothing else changes."""

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import ProgrammingError, connection, transaction

from motcua.actions.draft import discard_draft
from motcua.records.document import Attachment
from motcua.records.draft import Draft
from motcua.records.journal import Entry
from motcua.rules.refusal import Denied, Refused
from tests import cast
from tests.cast import act, eyes
from tests.doors import citizen
from tests.doors.citizen import begin, file_stay, page_of, text_of, walk

pytestmark = pytest.mark.django_db


def key() -> dict[str, str]:
    return {"key": str(uuid.uuid4())}


def with_a_file(client: Any) -> str:
    """A draft that has all its answers and a photo; its id."""
    id = begin(client, citizen.STAY)
    pages = {
        **citizen.TENANT,
        "dwelling": {"dwelling__text": "Số 5 xóm Trại, xã Đức Nhàn, tỉnh Phú Thọ"},
        "undeclared": {"stay_basis": "own"},
        "dwelling-proof": {"dwelling-proof": SimpleUploadedFile("nha.jpg", citizen.photo(30))},
    }
    walk(client, id, pages)
    return id


def test_a_draft_and_its_files_are_thrown_away_after_one_question(client_of) -> None:
    minh = client_of("minh")
    id, other = with_a_file(minh), begin(minh, citizen.STAY)
    assert f"/don/{id}/bo" in minh.get("/ho-so").content.decode()
    asked = text_of(minh.get(f"/don/{id}/bo"))
    assert "Bạn có chắc muốn bỏ tờ khai này?" in asked and "1 tệp" in asked
    with eyes("minh"):
        assert Draft.objects.filter(pk=id).exists()
        (kept,) = Attachment.objects.of(uuid.UUID(id))
    once = key()
    done = minh.post(f"/don/{id}/bo", once)
    assert done.url == "/ho-so?bo=1"
    assert minh.post(f"/don/{id}/bo", once).url == "/ho-so?bo=1"
    page = minh.get(done.url)
    assert "Đã bỏ tờ khai" in text_of(page)
    assert id not in page.content.decode() and other in page.content.decode()
    for path in (f"/don/{id}", f"/don/{id}/xem-lai", f"/don/{id}/bo", f"/tep/{kept.id}"):
        assert minh.get(path).status_code == 404, path
    assert minh.post(f"/don/{id}/xem-lai", {"agree": "yes"}).status_code == 404
    with eyes("minh"):
        assert not Draft.objects.filter(pk=id).exists()
        assert not Attachment.objects.of(uuid.UUID(id)).exists()
        kinds = list(Entry.objects.filter(subject=id).values_list("kind", flat=True))
    assert kinds.count("draft.discarded") == 1
    assert "Bỏ tờ khai đang viết" in text_of(minh.get("/ai-da-xem?ca=1"))


def test_only_its_maker_throws_a_draft_away(client_of) -> None:
    id = begin(client_of("minh"), citizen.STAY)
    for who in ("sen", "counter", "trinh"):
        assert client_of(who).get(f"/don/{id}/bo").status_code == 404
        assert client_of(who).post(f"/don/{id}/bo", key()).status_code == 404
        with pytest.raises(Denied):
            act(who, discard_draft, uuid.UUID(id))
    assert page_of(client_of("minh"), id)


def test_what_was_filed_is_not_thrown_away(client_of) -> None:
    minh = client_of("minh")
    id = file_stay(minh)
    assert minh.get(f"/don/{id}/bo").status_code == 404
    sent = minh.post(f"/don/{id}/bo", key())
    assert sent.status_code == 422 and "đã nộp rồi" in text_of(sent)
    with pytest.raises(Refused, match="draft-already-submitted"):
        act("minh", discard_draft, uuid.UUID(id))
    assert minh.get(f"/ho-so/{id}").status_code == 200


def test_who_has_level_one_may_still_throw_their_own_away(client_of, as_clerk) -> None:
    id = begin(client_of("minh"), citizen.STAY)
    with as_clerk():
        cast.account_of("minh", level=1)
    assert client_of("minh").post(f"/don/{id}/bo", key()).url == "/ho-so?bo=1"


@pytest.mark.parametrize("table", ["dossier", "attachment", "entry", "paper", "person"])
def test_nothing_else_is_ever_deleted_by_the_web(table: str) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"delete from motcua_{table}")
