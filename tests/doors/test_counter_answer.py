"""The person asked comes to the counter: an officer gives what was asked for, with them."""

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.actions.document import keep_paper
from motcua.actions.processing import accept
from motcua.actions.supplement import answer_request, ask_supplement
from motcua.records.document import Attachment, Paper
from motcua.records.dossier import Dossier
from motcua.records.journal import Entry
from motcua.rules.dossier import State
from motcua.site import clock
from tests import cast
from tests.cast import act, eyes
from tests.doors import citizen
from tests.doors.desk import press, rent, text_of
from tests.world import as_role

pytestmark = pytest.mark.django_db
BUTTON = "Bổ sung cùng người dân"


def asked(dossier: Dossier, *items: tuple[str, str], **more: Any) -> str:
    """Ask for these; the counter's page of the dossier."""
    wrong = {"ground": "wrong-data"}  # what is held is asked for on a ground of the law alone
    wanted = [{"key": key, "why": why} | (wrong if key == "phone" else {}) for key, why in items]
    act("police", ask_supplement, dossier.id, items=wanted, **more)
    return f"/quay/ho-so/{dossier.id}"


def now(id: object) -> Dossier:
    with eyes("police"):
        return Dossier.objects.get(pk=str(id))


def test_an_officer_answers_with_the_person_and_both_are_told_so(client_of) -> None:
    dossier = rent()
    theirs = "Số điện thoại của người nộp"  # who reads here is the officer
    form = text_of(client_of("police").get(f"/quay/ho-so/{dossier.id}/bo-sung"))
    assert theirs in form and "Bạn" not in form
    url = asked(dossier, ("from", "Trước ngày đến ở."), ("phone", "Số không gọi được."))
    client = client_of("counter")
    assert BUTTON in text_of(client.get(url))
    page = client.get(f"{url}/tra-loi-bo-sung")
    said = text_of(page)
    assert "Trước ngày đến ở." in said and "Luật Cư trú" in said and "Đến ngày" not in said
    assert said.count(theirs) == 2 and "của Bạn" not in said
    wrong = press(client, page, f"{url}/tra-loi-bo-sung", **{"from": "31/2/2026", "phone": "09"})
    assert wrong.status_code == 422 and "không có ngày này" in text_of(wrong)
    assert "31/2/2026" in wrong.content.decode()
    good = {"from": "2/12/2026", "phone": "0905 111 222", "to": "1/1/2030"}
    sent = press(client, page, f"{url}/tra-loi-bo-sung", **good)
    assert sent.url == url
    after = now(dossier.id)
    assert after.state == State.SUBMITTED and after.answers["from"] == "2026-12-02"
    assert after.answers["to"] == "2027-12-01"
    told = text_of(client.get(url))
    assert "Lường Thị Mai" in told and "Cán bộ gửi giúp tại quầy" in told and BUTTON not in told
    hers = text_of(client_of("thuy").get(f"/ho-so/{dossier.id}"))
    assert "Đã bổ sung tại quầy, cán bộ gửi giúp Bạn" in hers
    again = press(client, page, f"{url}/tra-loi-bo-sung", **good)
    assert again.url == url
    kinds = list(Entry.objects.filter(subject=dossier.id).values_list("kind", flat=True))
    assert kinds.count("dossier.supplement-answered") == 1


def test_a_paper_is_scanned_at_the_counter(client_of) -> None:
    id = citizen.file_undeclared(client_of("minh"))
    url = asked(now(id), ("dwelling-proof", "Ảnh mờ."), at=cast.later(hours=5))
    clock.use(lambda: cast.later(hours=6))
    client = client_of("police", fresh_at=cast.later(hours=6))
    page = client.get(f"{url}/tra-loi-bo-sung")
    nothing = press(client, page, f"{url}/tra-loi-bo-sung")
    assert nothing.status_code == 422 and "Hãy chụp hoặc chọn tệp" in text_of(nothing)
    lying = SimpleUploadedFile("hopdong.pdf", b"<script>alert(1)</script>")
    refused = press(client, page, f"{url}/tra-loi-bo-sung", **{"dwelling-proof": lying})
    assert refused.status_code == 422 and "chúng tôi nhận ảnh JPEG" in text_of(refused)
    as_filed = SimpleUploadedFile("nha.jpg", citizen.photo(30))
    same = press(client, page, f"{url}/tra-loi-bo-sung", **{"dwelling-proof": as_filed})
    assert same.status_code == 422 and "vẫn y như lúc được yêu cầu" in text_of(same)
    photo = SimpleUploadedFile("hop dong.jpg", citizen.photo())
    sent = press(client, page, f"{url}/tra-loi-bo-sung", **{"dwelling-proof": photo})
    assert sent.url == url, text_of(sent)
    with eyes("police") as officer:
        kept = Attachment.objects.filter(dossier=id).order_by("at")
        assert [one.account == officer.account for one in kept] == [False, True, True]


def test_where_nothing_is_asked_there_is_nothing_to_answer(client_of) -> None:
    dossier = rent()
    url = f"/quay/ho-so/{dossier.id}"
    client = client_of("counter")
    assert BUTTON not in text_of(client.get(url))
    assert client.get(f"{url}/tra-loi-bo-sung").url == url
    sent = {"key": str(uuid.uuid4()), "from": "2/12/2026"}
    refused = client.post(f"{url}/tra-loi-bo-sung", sent)
    assert "hiện không có yêu cầu bổ sung nào" in text_of(refused)
    assert now(dossier.id).answers["from"] == "2026-12-01"


def test_an_officer_is_told_that_it_was_answered_meanwhile(client_of) -> None:
    dossier = rent()
    url = asked(dossier, ("from", "Trước ngày đến ở."))
    client = client_of("counter")
    page = client.get(f"{url}/tra-loi-bo-sung")
    act("thuy", answer_request, dossier.id, answers={"from": "2026-12-03"})
    late = press(client, page, f"{url}/tra-loi-bo-sung", **{"from": "2/12/2026"})
    assert late.status_code == 422 and "đã được trả lời lúc 09:00 23/11/2026" in text_of(late)
    assert now(dossier.id).answers["from"] == "2026-12-03"


def test_a_stale_page_names_who_changed_it_and_not_what_the_machine_printed(client_of) -> None:
    dossier = rent()
    client, url = client_of("counter"), f"/quay/ho-so/{dossier.id}"
    page = client.get(url)
    act("police", accept, dossier.id)
    with as_role("motcua_clerk"):
        made = {"kind": Paper.Kind.RECEIPT, "template": "receipt", "title": "Giấy hẹn"}
        keep_paper(cast.clerk(), dossier.id, id=uuid.uuid4(), content=b"%PDF-1.4", **made)
    late = text_of(press(client, page, f"{url}/lam", act="accept"))
    assert "Người khác vừa làm" in late
    assert "Xa Văn Bền, Công an xã : Tiếp nhận" in late.split("Chưa làm được")[1][:300]


def test_an_officer_does_not_answer_their_own_at_the_counter(client_of) -> None:
    dossier = rent("counter")
    url = asked(dossier, ("from", "Trước ngày đến ở."))
    client = client_of("counter")
    assert BUTTON not in text_of(client.get(url))
    assert client.get(f"{url}/tra-loi-bo-sung").url == url
    assert BUTTON in text_of(client_of("police").get(url))
