"""Wrong and hostile input gets a sentence that says what to do, and nothing typed is lost."""

import io
import unicodedata
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.records.document import Attachment
from motcua.records.dossier import Dossier
from motcua.records.draft import Draft
from tests.cast import eyes
from tests.doors import citizen
from tests.doors.citizen import answer, begin, page_of, photo, text_of, walk

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert('xin chào')</script>"


def at_paper(client) -> tuple[str, str]:
    """A draft that has come to its one paper; its id and the page."""
    id = begin(client, citizen.STAY)
    answer(client, page_of(client, id), for_whom="self")
    answer(client, page_of(client, id), dwelling__text="Số 5 xóm Trại, xã Đức Nhàn, Phú Thọ")
    answer(client, page_of(client, id), stay_basis="own")
    answer(client, page_of(client, id), **citizen.TENANT["period"])
    return id, page_of(client, id)


def test_a_script_or_a_formula_in_a_name_is_kept_as_text_and_shown_as_text(client_of) -> None:
    client = client_of("minh")
    id = begin(client, citizen.STAY)
    names = {
        "members__0__full_name": SCRIPT,
        "members__0__birth_date": "1990",
        "members__1__full_name": '=HYPERLINK("http://x")',
        "members__1__birth_date": "1991",
    }
    walk(
        client,
        id,
        {
            **citizen.TENANT,
            "for_whom": {"for_whom": "family"},
            "members": names,
            "parent-consent": {},
        },
    )
    page = client.get(f"/don/{id}/xem-lai").content.decode()
    assert SCRIPT not in page and "&lt;script&gt;" in page
    client.post(f"/don/{id}/xem-lai", {"agree": "yes"})
    with eyes("minh"):
        members = Dossier.objects.get(pk=id).answers["members"]
    assert [m["full_name"] for m in members] == [SCRIPT, '=HYPERLINK("http://x")']
    assert SCRIPT not in client.get(f"/ho-so/{id}").content.decode()


def test_text_in_pieces_is_put_together(client_of) -> None:
    client = client_of("minh")
    id = begin(client, citizen.STAY)
    answer(client, page_of(client, id), for_whom="family")
    name = unicodedata.normalize("NFD", "Nguyễn Thị Quỳnh Hướng")
    answer(client, page_of(client, id), members__0__full_name=name, members__0__birth_date="1990")
    with eyes("minh"):
        kept = Draft.objects.get(pk=id).answers["members"][0]["full_name"]
    assert kept == "Nguyễn Thị Quỳnh Hướng"


def test_a_birth_in_the_future_is_said_beside_the_date_and_what_was_typed_stays(client_of) -> None:
    client = client_of("sen")
    id = begin(client, citizen.BIRTH)
    answer(client, page_of(client, id), relation="mother")
    answer(client, page_of(client, id), child_name="Bùi Minh Ví Dụ")
    answer(client, page_of(client, id), birth_proof="notice")
    url = page_of(client, id)
    assert url.endswith("/cau/birth")
    typed = {
        "child_birth_date": "1/1/2027",
        "child_sex": "male",
        "child_birth_place": "Trạm y tế xã Đức Nhàn",
        "birth_notice_number": "GCS 12",
    }
    wrong = answer(client, url, **typed)
    page = wrong.content.decode()
    assert wrong.status_code == 422
    for kept in ("01/01/2027", "Trạm y tế xã Đức Nhàn", "GCS 12"):
        assert kept in page
    assert 'class="errors"' in page and 'href="#child_birth_date"' in page
    typed["child_birth_date"] = "2/11/2026"
    assert answer(client, url, **typed).status_code == 302


def test_a_stay_longer_than_two_years_is_said_on_its_page(client_of) -> None:
    client = client_of("minh")
    id = begin(client, citizen.STAY)
    answer(client, page_of(client, id), for_whom="self")
    answer(client, page_of(client, id), **citizen.TENANT["dwelling"])
    long = answer(client, page_of(client, id), **{"from": "1/12/2026", "to": "2/12/2028"})
    assert long.status_code == 422 and "hai năm" in text_of(long).replace("02 năm", "hai năm")
    turned = answer(client, page_of(client, id), **{"from": "1/12/2026", "to": "1/11/2026"})
    assert turned.status_code == 422 and "01/11/2026" in turned.content.decode()


def test_digits_that_contradict_the_birth_date_are_a_doubt_and_no_refusal(client_of) -> None:
    client = client_of("minh")
    id = begin(client, citizen.STAY)
    answer(client, page_of(client, id), for_whom="family")
    url = page_of(client, id)
    typed = {
        "members__0__full_name": "Nguyễn Thị Con",
        "members__0__number": "001190000555",
        "members__0__birth_date": "5/3/1991",
    }
    doubt = answer(client, url, **typed)
    assert doubt.status_code == 422 and "năm sinh khác" in text_of(doubt)
    assert 'name="sure"' in doubt.content.decode() and "Có chỗ cần sửa" not in text_of(doubt)
    assert answer(client, url, sure="1", **typed).status_code == 302


def test_letters_of_an_old_font_are_noticed(client_of) -> None:
    client = client_of("sen")
    id = begin(client, citizen.BIRTH)
    answer(client, page_of(client, id), relation="mother")
    doubt = answer(client, page_of(client, id), child_name="NguyÔn ThÞ Hång")
    assert "lỗi phông" in text_of(doubt)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("hopdong.pdf", b"<html><script>alert(1)</script>", "chúng tôi nhận ảnh JPEG"),
        ("anh.jpg", b"MZ\x90\x00 a program", "chúng tôi nhận ảnh JPEG"),
        ("anh.jpg", b"\xff\xd8\xff\xe0 broken", "tệp bị hỏng"),
        ("rong.pdf", b"", "tệp này trống"),
        ("lon.jpg", b"\xff\xd8\xff" + bytes(26_000_000), "mỗi tệp nhiều nhất 20 MB"),
    ],
    ids=["page-as-pdf", "program-as-photo", "broken", "empty", "26-MB"],
)
def test_a_file_that_lies_breaks_or_is_too_big_is_refused_in_words(
    client_of, name: str, content: bytes, said: str
) -> None:
    client = client_of("minh")
    id, url = at_paper(client)
    kept = client.post(
        url, {"dwelling-proof": SimpleUploadedFile("nha.jpg", photo()), "stay": "1"}
    )
    assert kept.status_code == 200 and "nha.jpg" in text_of(kept)
    sent = client.post(url, {"dwelling-proof": SimpleUploadedFile(name, content)})
    assert sent.status_code == 422 and said in text_of(sent)
    assert "nha.jpg" in text_of(sent)
    with eyes("minh"):
        assert Attachment.objects.filter(dossier=id, removed=False).count() == 1


def test_an_archive_called_a_photo_is_named_for_what_it_is(client_of) -> None:
    client = client_of("minh")
    _, url = at_paper(client)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "a")
    sent = client.post(url, {"dwelling-proof": SimpleUploadedFile("a.jpg", file.getvalue())})
    assert sent.status_code == 422 and "tệp nén" in text_of(sent)


def test_a_file_is_taken_out_again_by_its_owner_only(client_of) -> None:
    client = client_of("minh")
    id, url = at_paper(client)
    client.post(url, {"dwelling-proof": SimpleUploadedFile("nha.jpg", photo()), "stay": "1"})
    with eyes("minh"):
        file = Attachment.objects.get(dossier=id)
    assert client.get(f"/tep/{file.id}")["Content-Type"] == "image/jpeg"
    assert client_of("sen").get(f"/tep/{file.id}").status_code == 404
    other, their_url = at_paper(client_of("sen"))
    stolen = client_of("sen").post(their_url, {"remove": f"dwelling-proof:{file.id}"})
    assert stolen.status_code == 404
    client.post(url, {"remove": f"dwelling-proof:{file.id}"})
    assert "nha.jpg" not in text_of(client.get(url))
    assert client.post(url, {"remove": "dwelling-proof:1 or 1=1"}).status_code == 404


def test_without_the_pledge_nothing_is_filed_and_the_page_says_so(client_of) -> None:
    client = client_of("minh")
    id = begin(client, citizen.STAY)
    walk(client, id, citizen.TENANT)
    page = client.post(f"/don/{id}/xem-lai")
    assert page.status_code == 422 and "ô cam đoan" in text_of(page)


@pytest.mark.parametrize(
    "path", ["/thu-tuc/9.999999", "/thu-tuc/..%2f..", "/don/x", "/ho-so/0", "/cho-o/0"]
)
def test_what_is_not_there_is_said_not_to_be_there(client_of, path: str) -> None:
    response = client_of("minh").get(path)
    assert response.status_code == 404 and "Không có trang này" in text_of(response)


def test_keys_and_ids_that_are_none_are_not_there(client_of) -> None:
    client = client_of("minh")
    begun = client.post(f"/thu-tuc/{citizen.STAY}/bat-dau", {"id": "'; drop table"})
    assert begun.status_code == 404
    id = citizen.file_stay(client)
    assert client.post(f"/ho-so/{id}/rut", {"key": "x"}).status_code == 404
