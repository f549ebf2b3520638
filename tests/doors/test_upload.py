"""Files sent in pieces: the protocol, whose they are, limits, and what the form makes of them."""

import hashlib
import io
import random
from base64 import b64encode
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from motcua.actions.files.inspect_file import Limits
from motcua.actions.upload import MOST_AT_ONCE
from motcua.records.consent import Consent
from motcua.records.document import Attachment
from motcua.records.files import store
from motcua.records.journal import Entry
from motcua.records.letter import Letter
from motcua.records.upload import Upload
from motcua.site import clock
from tests import cast
from tests.actions.files.test_read_form import scan as scanned_form
from tests.cast import eyes
from tests.doors.citizen import BIRTH, begin, photo, text_of
from tests.doors.desk import press, rent
from tests.doors.test_scan import begun as begun_form

pytestmark = pytest.mark.django_db
TUS = {"headers": {"Tus-Resumable": "1.0.0"}}
PICTURE = photo(300)


def picture(seed: int, side: int = 700) -> bytes:
    """A photo that does not compress: of some size."""
    file = io.BytesIO()
    noise = random.Random(seed).randbytes(side * side * 3)
    Image.frombytes("RGB", (side, side), noise).save(file, "JPEG", quality=90)
    return file.getvalue()


def create(client: Client, home: str, content: bytes, *, hashed: bool = True, **more: str) -> Any:
    told = {"filename": "giấy báo sinh.jpg", "home": home}
    if hashed:
        told["sha256"] = hashlib.sha256(content).hexdigest()
    words = ",".join(f"{k} {b64encode(v.encode()).decode()}" for k, v in told.items())
    length = more.pop("length", str(len(content)))
    headers = {"Tus-Resumable": "1.0.0", "Upload-Metadata": words, "Upload-Length": length} | more
    return client.post("/tep-len/", headers=headers)


def patch(client: Client, url: str, offset: int, piece: bytes, **more: str) -> Any:
    headers = {"Tus-Resumable": "1.0.0", "Upload-Offset": str(offset)} | more
    return client.patch(url, piece, "application/offset+octet-stream", headers=headers)


def send(client: Client, home: str, content: bytes, step: int = 50_000) -> str:
    """A whole file in pieces; the id of its upload."""
    url = create(client, home, content).headers["Location"]
    for at in range(0, len(content), step):
        assert patch(client, url, at, content[at : at + step]).status_code == 204
    return str(url).rpartition("/")[2]


@pytest.fixture
def mother(client_of: Any) -> tuple[Client, str]:
    client = client_of("sen")
    return client, begin(client, BIRTH)


def hand_in(client: Client, home: str, *ids: str) -> Any:
    return client.post(
        f"/don/{home}/giay/birth-notice", {"birth-notice.sent": list(ids), "stay": ""}
    )


def handed(home: str) -> list[Attachment]:
    with eyes("sen"):
        return list(Attachment.objects.filter(dossier=home, removed=False))


def test_a_file_in_pieces_is_handed_in_as_one_that_came_whole(mother: Any) -> None:
    client, home = mother
    content = picture(1)
    id = send(client, home, content)
    assert "giấy báo sinh.jpg" in text_of(hand_in(client, home, id))
    (kept,) = handed(home)
    assert kept.media_type == "image/jpeg" and store().verify(kept.sha256)
    with eyes("sen"):
        assert not Upload.objects.exists()
        told = list(Entry.objects.filter(subject=home).values_list("kind", flat=True))
    assert {"upload.begun", "document.attached"} <= set(told)


def test_where_it_stands_is_told_and_a_wrong_place_is_a_conflict(mother: Any) -> None:
    client, home = mother
    made = create(client, home, PICTURE)
    assert made.status_code == 201 and made.headers["Upload-Offset"] == "0"
    url = made.headers["Location"]
    assert patch(client, url, 5, PICTURE[5:]).status_code == 409
    assert patch(client, url, 0, PICTURE[:100]).headers["Upload-Offset"] == "100"
    assert patch(client, url, 0, PICTURE[:100]).status_code == 409  # sent again: it was there
    stands = client.head(url, **TUS)
    assert stands.status_code == 200 and stands.headers["Upload-Offset"] == "100"
    assert stands.headers["Upload-Length"] == str(len(PICTURE))
    assert stands.headers["Cache-Control"] == "no-store"


def test_a_damaged_or_overlong_piece_does_not_count(mother: Any) -> None:
    client, home = mother
    url = create(client, home, PICTURE).headers["Location"]
    said = "sha256 " + b64encode(hashlib.sha256(b"other").digest()).decode()
    assert patch(client, url, 0, PICTURE, **{"Upload-Checksum": said}).status_code == 460
    assert patch(client, url, 0, PICTURE, **{"Upload-Checksum": "md4 aaaa"}).status_code == 400
    assert patch(client, url, 0, PICTURE + b"!").status_code == 413
    assert client.head(url, **TUS).headers["Upload-Offset"] == "0"
    right = "sha1 " + b64encode(hashlib.sha1(PICTURE).digest()).decode()
    assert patch(client, url, 0, PICTURE, **{"Upload-Checksum": right}).status_code == 204


def test_what_is_not_tus_is_told_so(mother: Any) -> None:
    client, home = mother
    url = create(client, home, PICTURE).headers["Location"]
    able = client.options("/tep-len/")
    assert able.status_code == 204 and able.headers["Tus-Max-Size"] == str(Limits().size)
    assert able.headers["Tus-Extension"] == "creation,termination,expiration,checksum"
    assert client.head(url).status_code == 412
    assert client.head(url, headers={"Tus-Resumable": "0.2.2"}).status_code == 412
    assert client.patch(url, b"x", "text/plain", **TUS).status_code == 415
    assert create(client, home, PICTURE, length="mười").status_code == 400
    put = {"Tus-Resumable": "1.0.0", "Upload-Offset": "0", "X-HTTP-Method-Override": "PATCH"}
    over = client.post(url, PICTURE, "application/offset+octet-stream", headers=put)
    assert over.status_code == 204
    sly = {"Tus-Resumable": "1.0.0", "X-HTTP-Method-Override": "DELETE"}
    assert client.get(url, headers=sly).headers["Upload-Offset"] == str(len(PICTURE))


def test_limits_are_kept_when_an_upload_begins(mother: Any) -> None:
    client, home = mother
    most = Limits().size
    assert create(client, home, b"", length=str(most + 1)).status_code == 413
    assert create(client, home, b"", length="0").status_code == 422
    codes = [create(client, home, PICTURE).status_code for _ in range(MOST_AT_ONCE + 1)]
    assert codes == [201] * MOST_AT_ONCE + [429]


def test_an_upload_is_its_sender_s_and_its_draft_s_alone(mother: Any, client_of: Any) -> None:
    client, home = mother
    stranger = client_of("minh")
    assert create(stranger, home, PICTURE).status_code == 404
    url = create(client, home, PICTURE).headers["Location"]
    assert stranger.head(url, **TUS).status_code == 404
    assert patch(stranger, url, 0, PICTURE).status_code == 404
    assert stranger.delete(url, **TUS).status_code == 404
    patch(client, url, 0, PICTURE)
    other = begin(client, BIRTH)
    page = hand_in(client, other, url.rpartition("/")[2])
    assert "không còn giữ" in text_of(page) and handed(other) == []


def test_the_same_paper_is_not_sent_twice(mother: Any) -> None:
    client, home = mother
    content = picture(2)
    hand_in(client, home, send(client, home, content))
    again = create(client, home, content)
    assert again.status_code == 201 and again.headers["Upload-Offset"] == str(len(content))
    other = begin(client, BIRTH)
    known = create(client, other, content).headers["Location"].rpartition("/")[2]
    hand_in(client, other, known)
    assert [one.sha256 for one in handed(other)] == [one.sha256 for one in handed(home)]


def test_a_hash_opens_nobody_else_s_paper(mother: Any, client_of: Any) -> None:
    """Whoever knows the hash of a paper of another must send it whole."""
    client, home = mother
    content = picture(3)
    hand_in(client, home, send(client, home, content))
    stranger = client_of("phuong")
    own = begin(stranger, BIRTH)
    assert create(stranger, own, content).headers["Upload-Offset"] == "0"


def test_other_bytes_than_promised_and_half_a_file_are_refused(mother: Any) -> None:
    client, home = mother
    lying = create(client, home, picture(4), length=str(len(PICTURE))).headers["Location"]
    patch(client, lying, 0, PICTURE)
    assert "khác tệp đã chọn" in text_of(hand_in(client, home, lying.rpartition("/")[2]))
    half = create(client, home, PICTURE).headers["Location"]
    patch(client, half, 0, PICTURE[:50])
    assert "chưa gửi xong" in text_of(hand_in(client, home, half.rpartition("/")[2]))
    assert "không còn giữ" in text_of(hand_in(client, home, "không-phải-mã"))
    assert handed(home) == []


def test_pieces_are_looked_at_as_any_file(mother: Any) -> None:
    client, home = mother
    page = hand_in(client, home, send(client, home, b"MZ\x90 not a picture" * 50))
    assert page.status_code == 422 and handed(home) == []


def test_given_up_and_forgotten_uploads_leave_nothing(
    mother: Any, desk: Any, django_capture_on_commit_callbacks: Any
) -> None:
    client, home = mother
    urls = [create(client, home, PICTURE).headers["Location"] for _ in range(2)]
    for url in urls:
        patch(client, url, 0, PICTURE[:90])
    with eyes("sen"):
        folders = [one.pieces.folder for one in Upload.objects.all()]
    assert all(folder.is_dir() for folder in folders)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.delete(urls[0], **TUS).status_code == 204
    clock.use(lambda: cast.NOW + timedelta(days=1, minutes=1))
    assert client.head(urls[1], **TUS).status_code == 404
    desk.pass_time(days=1, minutes=1)
    with django_capture_on_commit_callbacks(execute=True):
        desk.call("sweep-files")
    assert not any(folder.exists() for folder in folders)


def test_the_page_offers_pieces_and_works_without(mother: Any) -> None:
    client, home = mother
    html = client.get(f"/don/{home}/giay/birth-notice").content.decode()
    assert f'data-home="{home}"' in html and 'data-to="/tep-len/"' in html
    assert "mỗi tệp không quá 20 MB" in html  # said before anything is chosen
    assert "upload.js" not in html.partition("<body")[0]  # not fetched with the page


def test_files_of_letters_consents_and_forms_come_in_pieces_too(client_of: Any) -> None:
    """One way for all: the page offers it, the form names the upload, the pieces are over."""
    dossier = rent()
    with eyes("police"):
        consent = Consent.objects.get(dossier=dossier)
    sheet = f"/quay/ho-so/{dossier.id}/dong-y/{consent.id}"
    said = {"way": "paper", "given": "yes", "said_on": "22/11/2026", "said_at": "19:30"}
    letters = {
        "thuy": f"/ho-so/{dossier.id}/tin-nhan",
        "police": f"/quay/ho-so/{dossier.id}/tin-nhan",
    }
    asked = [(who, url, "file", {"text": f"Gửi ảnh, {who}"}) for who, url in letters.items()]
    for who, url, key, words in [*asked, ("police", sheet, "scan", said)]:
        client = client_of(who)
        page = client.get(url)
        assert f'data-home="{dossier.id}"' in page.content.decode()
        id = send(client, str(dossier.id), PICTURE)
        assert press(client, page, url, **words, **{f"{key}.sent": id}).status_code == 302
        with eyes(who):
            assert not Upload.objects.exists()
    with eyes("police"):
        assert [one.file is not None for one in Letter.objects.all()] == [True, True]
        assert Consent.objects.get(dossier=dossier).scan
    stranger = client_of("minh")
    assert create(stranger, str(dossier.id), PICTURE).status_code == 404


def test_a_filled_form_comes_in_pieces_too(client_of: Any) -> None:
    id, client = begun_form(), client_of("counter")
    url = f"/quay/tiep/{id}/to-giay"
    assert f'data-home="{id}"' in client.get(url).content.decode()
    upload = send(client, str(id), scanned_form())
    page = client.post(url, {"pages.sent": upload})
    assert page.status_code == 200 and 'value="family" checked' in page.content.decode()
    with eyes("counter"):
        assert not Upload.objects.exists()
