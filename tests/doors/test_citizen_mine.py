"""What a citizen finds among their own matters, and what is nobody else's business."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.actions.document import keep_paper
from motcua.actions.dossier import see
from motcua.actions.ending import refuse
from motcua.actions.processing import accept
from motcua.actions.supplement import ask_supplement
from motcua.records.consent import Consent
from motcua.records.document import Attachment, Paper
from motcua.records.dossier import Dossier
from motcua.records.dwelling import Dwelling
from motcua.rules.dossier import Delivery, State
from motcua.rules.permission import Purpose
from motcua.site import clock
from tests import cast
from tests.cast import act, eyes
from tests.doors import citizen
from tests.doors.citizen import begin, file_stay, page_of, text_of
from tests.world import as_role

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def key() -> dict[str, str]:
    return {"key": str(uuid.uuid4())}


def dossier_of(person: str, id: str) -> Dossier:
    with eyes(person):
        return Dossier.objects.select_related("unit").get(pk=id)


def a_paper(dossier: Dossier, kind: Paper.Kind, template: str) -> Paper:
    id = uuid.uuid4()
    return keep_paper(
        cast.clerk(),
        dossier.id,
        id=id,
        kind=kind,
        template=template,
        title="Giấy thử",
        content=PDF,
    )


def test_the_owner_says_yes_from_their_own_account(client_of) -> None:
    id = file_stay(client_of("minh"))
    owner = client_of("trinh")
    mine = owner.get("/ho-so").content.decode()
    assert f"/y-kien/{id}" in mine
    page = text_of(owner.get(f"/y-kien/{id}"))
    for words in ("Nguyễn Đăng Minh", "01/12/2026", "30/11/2027", "Bạn có đồng ý không?"):
        assert words in page
    assert "001079000104" not in page and "0010*****104" not in page
    blank = owner.post(f"/y-kien/{id}", key())
    assert blank.status_code == 422 and "Hãy chọn" in text_of(blank)
    assert owner.post(f"/y-kien/{id}", {"answer": "yes", **key()}).url == "/ho-so?tra-loi=1"
    with eyes("trinh"):
        assert Consent.objects.get(dossier=id).given is True
    assert "đã đồng ý" in text_of(client_of("minh").get(f"/ho-so/{id}"))
    assert f"/y-kien/{id}" not in owner.get("/ho-so").content.decode()


def test_nobody_but_the_one_asked_can_answer(client_of) -> None:
    id = file_stay(client_of("minh"))
    for other in ("minh", "sen", "counter"):
        assert client_of(other).get(f"/y-kien/{id}").status_code == 404
        sent = client_of(other).post(f"/y-kien/{id}", {"answer": "yes", **key()})
        assert sent.status_code == 404


def test_what_is_not_mine_is_not_there(client_of) -> None:
    minh = client_of("minh")
    draft, filed = begin(minh, citizen.RESIDENCE), file_stay(minh)
    paths = [
        f"/don/{draft}",
        page_of(minh, draft),
        f"/don/{draft}/xem-lai",
        f"/don/{filed}",
        f"/ho-so/{filed}",
        f"/ho-so/{filed}/rut",
        f"/ho-so/{filed}/bo-sung",
        f"/tep/{uuid.uuid4()}",
        f"/ho-so/{filed}/giay/{uuid.uuid4()}",
    ]
    for other in ("sen", "counter", "leader", "police_there"):
        client = client_of(other)
        assert [client.get(path).status_code for path in paths] == [404] * len(paths), other
        assert client.post(f"/don/{draft}/xem-lai", {"agree": "yes"}).status_code == 404
        assert client.post(f"/ho-so/{filed}/rut", key()).status_code == 404
        stolen = client.post(f"/thu-tuc/{citizen.RESIDENCE}/bat-dau", {"id": draft})
        assert stolen.status_code == 404
    visitor = client_of()
    assert all(visitor.get(path).url.startswith("/dang-nhap/") for path in paths)


def test_a_request_for_supplement_is_answered_once_and_only_for_what_was_asked(client_of) -> None:
    minh = client_of("minh")
    id = file_stay(minh)
    items = [
        {"key": "from", "why": "Ngày này trước ngày Bạn đến ở."},
        {"key": "phone", "why": "Số này không gọi được.", "ground": "wrong-data"},
    ]
    act("counter", ask_supplement, dossier_of("minh", id).id, items=items)
    assert "Có 2 điều cần bổ sung" in text_of(minh.get(f"/ho-so/{id}"))
    page = minh.get(f"/ho-so/{id}/bo-sung")
    said = text_of(page)
    assert "Ngày này trước ngày Bạn đến ở." in said and "Luật Cư trú" in said
    assert "01/12/2026" in page.content.decode() and "Đến ngày" not in said
    wrong = minh.post(f"/ho-so/{id}/bo-sung", {"from": "31/2/2026", "phone": "0905", **key()})
    assert wrong.status_code == 422
    assert "31/2/2026" in wrong.content.decode() and "không có ngày này" in text_of(wrong)
    once = key()
    good = {"from": "2/12/2026", "phone": "0905 111 222", "to": "1/1/2030", **once}
    sent = minh.post(f"/ho-so/{id}/bo-sung", good)
    assert sent.url == f"/ho-so/{id}?xong=bo-sung"
    dossier = dossier_of("minh", id)
    assert dossier.answers["from"] == "2026-12-02" and dossier.answers["to"] == "2027-11-30"
    assert dossier.state == State.SUBMITTED
    again = minh.post(f"/ho-so/{id}/bo-sung", good)
    assert again.url == f"/ho-so/{id}?xong=da-bo-sung"
    assert "không phải gửi lại" in text_of(minh.get(again.url))


def test_what_stays_as_it_was_needs_a_word_which_the_officer_reads(client_of) -> None:
    minh = client_of("minh")
    id = file_stay(minh)
    items = [{"key": key, "why": "Xem lại."} for key in ("from", "to")]
    act("counter", ask_supplement, dossier_of("minh", id).id, items=items)
    url = f"/ho-so/{id}/bo-sung"
    assert text_of(minh.get(url)).count("Giữ nguyên, không sửa") == 2
    sent = {"from": "1/12/2026", "to": "31/12/2026"}
    same = minh.post(url, sent | key())
    assert same.status_code == 422 and "vẫn y như lúc được yêu cầu" in text_of(same)
    assert text_of(same).count("vẫn y như lúc") == 2  # of one thing: in the list and beside it
    word = {"word.from": "Hợp đồng ghi ngày 1/12."}
    assert minh.post(url, sent | word | key()).url == f"/ho-so/{id}?xong=bo-sung"
    dossier = dossier_of("minh", id)
    assert (dossier.answers["from"], dossier.answers["to"]) == ("2026-12-01", "2026-12-31")
    read = text_of(client_of("counter").get(f"/quay/ho-so/{id}"))
    assert read.count("Hợp đồng ghi ngày 1/12.") == 2 and "Người nộp giữ nguyên" in read


def test_what_was_asked_for_must_be_answered_also_where_the_form_would_do_without(
    client_of,
) -> None:
    minh = client_of("minh")
    id = file_stay(minh)
    items = [{"key": "head", "why": "Hãy ghi chủ hộ nơi đến ở."}]
    act("counter", ask_supplement, dossier_of("minh", id).id, items=items)
    asked = text_of(minh.get(f"/ho-so/{id}/bo-sung"))
    assert "Chủ hộ" in asked and "không bắt buộc" not in asked
    left = minh.post(f"/ho-so/{id}/bo-sung", {"head.full_name": "", **key()})
    assert left.status_code == 422 and "Hãy điền" in text_of(left)


def test_a_paper_asked_for_is_handed_in_with_the_supplement(client_of) -> None:
    minh = client_of("minh")
    id = citizen.file_undeclared(minh)
    items = [{"key": "dwelling-proof", "why": "Ảnh mờ, không đọc được."}]
    afternoon = cast.later(hours=5)
    act("counter", ask_supplement, dossier_of("minh", id).id, items=items, at=afternoon)
    clock.use(lambda: cast.later(hours=6))
    nothing = minh.post(f"/ho-so/{id}/bo-sung", key())
    assert nothing.status_code == 422 and "Hãy chụp hoặc chọn tệp" in text_of(nothing)
    lying = SimpleUploadedFile("hopdong.pdf", b"<script>alert(1)</script>")
    refused = minh.post(f"/ho-so/{id}/bo-sung", {"dwelling-proof": lying, **key()})
    assert refused.status_code == 422 and "chúng tôi nhận ảnh JPEG" in text_of(refused)
    photo = SimpleUploadedFile("hop dong.jpg", citizen.photo())
    sent = minh.post(f"/ho-so/{id}/bo-sung", {"dwelling-proof": photo, **key()})
    assert sent.url == f"/ho-so/{id}?xong=bo-sung", text_of(sent)
    with eyes("counter"):
        assert Attachment.objects.filter(dossier=id).count() == 2


def test_withdrawing_is_asked_once_and_then_done(client_of) -> None:
    minh = client_of("minh")
    id = file_stay(minh)
    assert "Bạn có chắc" in text_of(minh.get(f"/ho-so/{id}/rut"))
    done = minh.post(f"/ho-so/{id}/rut", key())
    assert done.url == f"/ho-so/{id}?xong=rut"
    assert "Bạn đã rút hồ sơ" in text_of(minh.get(done.url))
    assert minh.post(f"/ho-so/{id}/rut", key()).url == f"/ho-so/{id}"


def test_a_refusal_says_why_and_by_which_article(client_of) -> None:
    minh = client_of("minh")
    id = file_stay(minh)
    act("counter", refuse, uuid.UUID(id), reason="Nhà này đang có tranh chấp.", basis="Điều 23")
    page = text_of(minh.get(f"/ho-so/{id}"))
    assert "Nhà này đang có tranh chấp." in page and "Điều 23" in page and "khiếu nại" in page


def test_the_receipt_is_there_to_take_and_who_took_it_is_told(client_of, as_clerk) -> None:
    minh = client_of("minh")
    id = file_stay(minh)
    act("counter", accept, uuid.UUID(id))
    with as_clerk():
        receipt = a_paper(Dossier.objects.get(pk=id), Paper.Kind.RECEIPT, "receipt")
    page = minh.get(f"/ho-so/{id}").content.decode()
    assert f"/ho-so/{id}/giay/{receipt.id}" in page and "Hẹn trả kết quả" in page
    got = minh.get(f"/ho-so/{id}/giay/{receipt.id}")
    assert b"".join(got.streaming_content) == PDF and got["Content-Type"] == "application/pdf"
    assert "Minh" not in got["Content-Disposition"]
    assert client_of("trinh").get(f"/ho-so/{id}/giay/{receipt.id}").status_code == 404
    with eyes("minh"):
        assert Dossier.objects.get(pk=id).delivery == Delivery.NONE


def test_a_landlord_declares_a_house_and_gets_a_code_for_the_door(client_of) -> None:
    sen = client_of("sen")
    form = {"address.text": "Số 7 xóm Chợ", "use": "rented", "rooms": "4", **key()}
    vague = sen.post("/cho-o/khai", form)
    assert vague.status_code == 422 and 'value="4"' in vague.content.decode()
    form["address.text"] = "Số 7 xóm Chợ, xã Đức Nhàn, tỉnh Phú Thọ"
    assert sen.post("/cho-o/khai", form).url == "/cho-o?moi=1"
    assert sen.post("/cho-o/khai", form).url == "/cho-o?moi=1"  # twice is once
    home = Dwelling.objects.get(address__startswith="Số 7 xóm Chợ")
    assert home.code in text_of(sen.get("/cho-o"))
    assert home.code in text_of(sen.get(f"/cho-o/{home.id}"))
    assert client_of("minh").get(f"/cho-o/{home.id}").status_code == 404


def test_one_sees_when_which_office_in_what_role_and_why_looked(client_of) -> None:
    minh = client_of("minh")
    id = file_stay(minh)
    act("counter", see, uuid.UUID(id), purpose=Purpose.DOSSIER)
    page = text_of(minh.get("/ai-da-xem"))
    number = dossier_of("minh", id).number
    assert "Công chức bộ phận một cửa, Xã Đức Nhàn" in page
    assert f"giải quyết hồ sơ {number}" in page and "09:00 thứ Hai 23/11/2026" in page
    assert "Lường Thị Mai" not in page
    everything = text_of(minh.get("/ai-da-xem?ca=1"))
    assert "Bạn Đã nộp hồ sơ việc của chính Bạn" in everything
    assert number not in text_of(client_of("sen").get("/ai-da-xem?ca=1"))


def test_another_citizen_who_saw_my_data_is_not_named(client_of) -> None:
    id = file_stay(client_of("minh"))
    client_of("trinh").get(f"/y-kien/{id}")
    page = text_of(client_of("minh").get("/ai-da-xem"))
    assert "trả lời điều được hỏi trong hồ sơ" in page
    assert "Người có liên quan trong hồ sơ" in page and "Trinh" not in page


def test_what_is_kept_of_me_is_said_plainly_and_shown_to_me_alone(client_of) -> None:
    page = text_of(client_of("minh").get("/du-lieu-cua-ban"))
    assert "Nguyễn Đăng Minh" in page and "001079000104" not in page and "30 ngày" in page
    assert "Nguyễn Đăng Minh" not in text_of(client_of().get("/du-lieu-cua-ban"))


def test_large_type_is_switched_on_and_off_and_leads_back(client_of) -> None:
    client = client_of()
    there = client.get("/chu-to", headers={"referer": "http://testserver/tra-cuu"})
    assert there.url == "http://testserver/tra-cuu"
    assert 'class="large"' in client.get("/").content.decode()
    away = client.get("/chu-to", headers={"referer": "https://example.org/"})
    assert away.url == "/"
    assert 'class="large"' not in client.get("/").content.decode()


def test_what_was_filed_stays_filed_while_a_supplement_is_awaited(client_of) -> None:
    minh = client_of("minh")
    id = citizen.file_undeclared(minh)
    with as_role("motcua_clerk"):
        (filed,) = Attachment.objects.of(uuid.UUID(id))
    items = [{"key": "from", "why": "Chưa rõ."}]
    act("police", ask_supplement, uuid.UUID(id), items=items, at=cast.later(minutes=5))
    page = minh.post(f"/ho-so/{id}/bo-sung", {"remove": f"file:{filed.id}", "key": str(filed.id)})
    assert page.status_code == 404
    with as_role("motcua_clerk"):
        assert not Attachment.objects.get(pk=filed.pk).removed
