"""Deciding where the officer adds something, and noting what another system made."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.records.outcome import outcome_of
from motcua.rules.dossier import State
from tests.clerks.cases import filed, settled, worked
from tests.doors import citizen
from tests.doors.desk import press, text_of

pytestmark = pytest.mark.django_db


def test_an_officer_adds_the_entry_of_the_register_and_sends_it_to_be_signed(client_of) -> None:
    dossier = filed(worked("2.000635"))
    settled(dossier)
    client, url = client_of("specialist"), f"/quay/ho-so/{dossier.id}"
    assert "Giải quyết, trình ký" in text_of(client.get(url))
    page = client.get(f"{url}/giai-quyet")
    assert "Số đăng ký trong Sổ hộ tịch" in text_of(page)
    said = {
        "registered": "45/2001",
        "registered_on.day": "15",
        "registered_on.month": "3",
        "registered_on.year": "2001",
        "registered_on": "15/03/2001",
        "registered_where": "Ủy ban nhân dân xã Mẫu",
        "content": "Lê Văn Ví Dụ, sinh ngày 09/03/2001.",
    }
    wrong = press(client, page, f"{url}/giai-quyet", **said | {"content": ""})
    assert wrong.status_code == 422 and "Nội dung ghi trong Sổ hộ tịch" in text_of(wrong)
    assert press(client, page, f"{url}/giai-quyet", **said).status_code == 302
    assert outcome_of(dossier)["registered_on"] == "2001-03-15"
    dossier.refresh_from_db()
    assert dossier.state == State.SIGNING


def test_what_another_system_made_is_noted_and_the_applicant_reads_it(client_of) -> None:
    dossier = filed(worked("ETS-07"))
    settled(dossier)
    client, url = client_of("police"), f"/quay/ho-so/{dossier.id}"
    page = client.get(f"{url}/giai-quyet")
    assert "Ghi kết quả do hệ thống khác cấp" in text_of(page)
    said = {
        "result_plate": "99-AA 123.45",
        "result_number": "990000124",
        "result_on": "23/11/2026",
        "file": SimpleUploadedFile("dang ky xe.jpg", citizen.photo()),
    }
    assert press(client, page, f"{url}/giai-quyet", **said).status_code == 302
    told = text_of(client_of("minh").get(f"/ho-so/{dossier.id}"))
    assert "Kết quả đã có" in told and "99-AA 123.45" in told and "23/11/2026" in told
    assert "dang ky xe.jpg" in told


def test_what_others_decide_is_not_begun_here_and_the_page_says_where_one_goes(client_of) -> None:
    page = text_of(client_of("minh").get("/thu-tuc/ETS-24"))
    assert "Việc này nơi khác giải quyết" in page and "Công ty điện lực" in page
    assert "Bắt đầu" not in page
