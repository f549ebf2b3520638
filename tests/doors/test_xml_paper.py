"""XML papers: taken where the procedure says so, read as a table, with who signed which part."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.actions.certified_copy import sign_copy
from motcua.records.document import Attachment
from motcua.rules.refusal import Refused
from tests.actions.files.xml_papers import signed_by_hand
from tests.bridges.certificates import authority, officer, root_pem
from tests.cast import act
from tests.clerks.desk import Desk
from tests.doors import citizen
from tests.doors.citizen import begin, text_of, walk
from tests.world import as_role

pytestmark = pytest.mark.django_db

CA = authority()
HOSPITAL = officer(CA, "Bác sĩ Thử Nghiệm", "Trạm y tế xã Đức Nhàn")
NOTICE = """<GiayChungSinh><ThongTin Id="data"><So>017</So><Con>Bùi Minh Ví Dụ</Con>
<GhiChu>&lt;script&gt;alert(1)&lt;/script&gt;</GhiChu></ThongTin><ChuKy/></GiayChungSinh>""".encode()
SIGNED = signed_by_hand(HOSPITAL, NOTICE, place="ChuKy", claims="2026-11-22T10:00:00")
ADDED = SIGNED.replace(b"<ChuKy>", b"<NguoiNhan>Le Van Them</NguoiNhan><ChuKy>")


def sent(content: bytes, name: str = "chung-sinh.xml") -> dict[str, Any]:
    return {"birth-notice": SimpleUploadedFile(name, content, "text/xml")}


def birth(client: Any, content: bytes) -> None:
    """A mother files, with what the hospital gave her."""
    pages = {
        "relation": {"relation": "mother"},
        "child_name": {"child_name": "Bùi Minh Ví Dụ"},
        "birth_proof": {"birth_proof": "notice"},
        "birth": {
            "child_birth_date": "2/11/2026",
            "child_sex": "female",
            "child_birth_place": "Trạm y tế xã Đức Nhàn",
        },
        "parents_married": {"parents_married": "no"},
        "birth-notice": sent(content),
    }
    id = begin(client, citizen.BIRTH)
    walk(client, id, pages)
    assert client.post(f"/don/{id}/xem-lai", {"agree": "yes"}).status_code == 302


def handed_in() -> Attachment:
    with as_role("motcua_clerk"):
        found: Attachment = Attachment.objects.get()
        return found


def test_an_officer_reads_a_signed_xml_paper_as_a_table(desk: Desk, client_of: Any) -> None:
    desk.furnish(roots=lambda: root_pem(CA))
    birth(client_of("sen"), ADDED)
    desk.work("check-signatures")
    file, counter = handed_in(), client_of("counter")
    page = counter.get(f"/quay/tep/{file.id}")
    said = text_of(page)
    for words in (
        "Chữ ký đúng nhưng tệp còn phần không ai ký",
        "Bác sĩ Thử Nghiệm, Trạm y tế xã Đức Nhàn",
        "ghi là ký 10:00 22/11/2026",
        "Phần được chữ ký 1 bảo vệ",
        "GiayChungSinh › ThongTin",
    ):
        assert words in said
    before, _, behind = said.partition("Phần không ai ký")
    assert "Bùi Minh Ví Dụ" in before and "Le Van Them" not in before
    assert "Le Van Them" in behind and "Đừng dựa vào phần này" in behind
    assert (
        "&lt;script&gt;" in page.content.decode() and "<script>alert" not in page.content.decode()
    )


def test_the_bytes_are_saved_and_never_shown(client_of: Any) -> None:
    birth(client_of("sen"), SIGNED)
    file = handed_in()
    assert file.media_type == "application/xml"
    for saved in (
        client_of("counter").get(f"/quay/tep/{file.id}?tai=1"),
        client_of("sen").get(f"/tep/{file.id}"),
    ):
        assert saved["Content-Disposition"].startswith("attachment")
        assert b"".join(saved) == SIGNED
    assert "Chưa thấy chữ ký số" in text_of(client_of("counter").get(f"/quay/tep/{file.id}"))


def test_a_paper_that_takes_no_xml_says_what_to_send(client_of: Any) -> None:
    thuy = client_of("thuy")
    id = begin(thuy, citizen.STAY)
    assert "tệp XML gốc" not in text_of(thuy.get(f"/don/{id}/giay/dwelling-proof"))
    other = {"dwelling-proof": SimpleUploadedFile("nha.xml", SIGNED, "text/xml")}
    refused = thuy.post(f"/don/{id}/giay/dwelling-proof", other)
    assert "Hãy nộp ảnh chụp hoặc bản PDF" in text_of(refused)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'<!DOCTYPE a [<!ENTITY b "ha">]><a>&b;</a>', "phần khai báo (DTD)"),
        (b'<?xml-stylesheet href="http://example.com/a.xsl"?><a/>', "dẫn tới tệp khác"),
        (b"<html><script>alert(1)</script></html>", "trang web"),
        (b"<a><b>", "bị hỏng"),
    ],
)
def test_hostile_xml_is_refused_with_a_sentence(
    client_of: Any, content: bytes, words: str
) -> None:
    sen = client_of("sen")
    id = begin(sen, citizen.BIRTH)
    assert "PDF hoặc tệp XML gốc" in text_of(sen.get(f"/don/{id}/giay/birth-notice"))
    assert words in text_of(sen.post(f"/don/{id}/giay/birth-notice", sent(content)))
    with as_role("motcua_clerk"):
        assert not Attachment.objects.exists()


def test_an_electronic_original_is_not_copied(client_of: Any) -> None:
    birth(client_of("sen"), SIGNED)
    file = handed_in()
    with pytest.raises(Refused, match="copy-of-xml"):
        act("counter", sign_copy, file.id, seen=file.sha256)
