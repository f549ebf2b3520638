"""A signature on paper or a spoken answer is put down at the counter; the person named sees it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.records.consent import Consent
from motcua.records.dossier import Dossier
from tests.actions.test_consent import with_the_owner_known_by_name
from tests.cast import eyes
from tests.doors import citizen
from tests.doors.desk import press, rent, text_of

pytestmark = pytest.mark.django_db


def page_of(dossier: Dossier) -> tuple[str, str]:
    with eyes("police"):
        consent = Consent.objects.get(dossier=dossier)
    return f"/quay/ho-so/{dossier.id}", f"/quay/ho-so/{dossier.id}/dong-y/{consent.id}"


def signed_sheet() -> SimpleUploadedFile:
    return SimpleUploadedFile("chu-nha.jpg", citizen.photo(), content_type="image/jpeg")


SAID = {"way": "paper", "given": "yes", "said_on": "22/11/2026", "said_at": "19:30"}


def test_a_signature_is_put_down_with_its_picture_and_everyone_sees_by_whom(client_of) -> None:
    dossier = rent()
    url, sheet = page_of(dossier)
    client = client_of("police")
    assert "Ghi ý kiến trên giấy hoặc nói trực tiếp" in text_of(client.get(url))
    page = client.get(sheet)
    without = press(client, page, sheet, **SAID)
    assert without.status_code == 422 and "Hãy chụp hoặc quét" in text_of(without)
    done = press(client, page, sheet, **SAID, scan=signed_sheet())
    assert done.url == url
    told = text_of(client.get(url))
    assert "đồng ý bằng chữ ký trên giấy, lúc " in told and "22/11/2026" in told
    assert "Xa Văn Bền, Công an xã ghi lúc" in told and "Xem bản có chữ ký" in told
    hers = text_of(client_of("thuy").get(f"/ho-so/{dossier.id}"))
    assert "đồng ý bằng chữ ký trên giấy" in hers
    named = client_of("trinh")
    assert "Cán bộ ghi ý kiến của người được hỏi" in text_of(named.get("/ai-da-xem"))
    assert "Cán bộ đã ghi thay Bạn" in text_of(named.get("/ho-so"))
    theirs = named.get(f"/y-kien/{dossier.id}")
    assert "bằng chữ ký trên giấy" in text_of(theirs)
    press(named, theirs, f"/y-kien/{dossier.id}", answer="no")
    with eyes("trinh"):
        assert Consent.objects.get(dossier=dossier).given is False
    assert "không đồng ý từ tài khoản của họ" in text_of(client.get(url))
    assert "tự trả lời từ tài khoản" in text_of(client.get(sheet))


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(client_of) -> None:
    _, sheet = page_of(rent())
    client = client_of("police")
    wrong = press(client, client.get(sheet), sheet, **(SAID | {"said_on": "31/2/2026"}))
    assert wrong.status_code == 422 and "31/2/2026" in wrong.content.decode()
    broken = SimpleUploadedFile("a.pdf", b"%PDF-1.4 broken", content_type="application/pdf")
    refused = press(client, client.get(sheet), sheet, **SAID, scan=broken)
    assert refused.status_code == 422 and "“Tờ giấy có chữ ký”" in text_of(refused)


def test_only_the_police_are_offered_what_was_said_to_them(client_of) -> None:
    _, sheet = page_of(rent())
    assert "Nói trực tiếp với tôi" in text_of(client_of("police").get(sheet))
    assert "Nói trực tiếp với tôi" not in text_of(client_of("counter").get(sheet))
    assert client_of("leader").get(sheet).status_code == 404
    assert client_of("police_there").get(sheet).status_code == 404


def test_who_is_known_by_name_only_is_shown_as_missing_and_put_down_by_name(client_of) -> None:
    dossier = with_the_owner_known_by_name()
    client = client_of("police")
    url = f"/quay/ho-so/{dossier.id}"
    page = text_of(client.get(url))
    assert "Trương Thị Vân Trinh chưa có số định danh nên không hỏi được qua tài khoản" in page
    with eyes("police"):
        owner = Consent.objects.get(dossier=dossier, who="owner")
    sheet = f"{url}/dong-y/{owner.id}"
    first = client.get(sheet)
    assert "Ghi ý kiến của Trương Thị Vân Trinh" in text_of(first)
    press(client, first, sheet, **SAID, scan=signed_sheet())
    assert "Trương Thị Vân Trinh : đồng ý bằng chữ ký trên giấy" in text_of(client.get(url))
    assert "đã đồng ý bằng chữ ký trên giấy" in text_of(
        client_of("thuy").get(f"/ho-so/{dossier.id}")
    )
