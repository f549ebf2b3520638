"""Somebody stands at the counter: they are found or put down, asked, read to, and filed for."""

import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from motcua.actions.verification import look_up_in_register, record_answer
from motcua.records.confirmed import confirmed_of
from motcua.records.document import Attachment
from motcua.records.dossier import Dossier
from motcua.records.journal import Entry
from motcua.records.person import Person
from motcua.rules.dossier import Channel
from motcua.rules.verification import Answer, together
from motcua.rules.verification_law import LookUp
from tests.cast import act, clerk, commune, eyes
from tests.doors.desk import RESIDENCE, STAY, hidden, press, text_of
from tests.world import as_role

pytestmark = pytest.mark.django_db

NEWCOMER = {"full_name": "Giàng Thị Dở", "number": "011195000888", "born": "9/9/1995"}
A_YEAR = {"from": "1/12/2026", "to": "30/11/2027"}


def found(client, text: str):
    page = client.get("/quay/tiep")
    return press(client, page, "/quay/tiep", q=text)


def begin(client, code: str, **who: str):
    return client.post("/quay/tiep/bat-dau", {"id": str(uuid.uuid4()), "procedure": code} | who)


def person(name: str) -> str:
    with as_role("motcua_clerk"):
        return str(Person.objects.get(full_name=name).id)


def scan(name: str = "giay.jpg") -> SimpleUploadedFile:
    file = io.BytesIO()
    Image.new("RGB", (300, 200), "white").save(file, "JPEG")
    return SimpleUploadedFile(name, file.getvalue(), "image/jpeg")


def test_a_resident_is_found_asked_read_to_and_filed_for(client_of) -> None:
    client = client_of("counter")
    page = found(client, "bui thi sen")
    assert "Bùi Thị Sen" in text_of(page) and "017190000101" not in text_of(page)
    sheet = begin(client, RESIDENCE, person=person("Bùi Thị Sen"))
    assert sheet.status_code == 302
    shown = text_of(client.get(sheet.url))
    assert "Đã có, không phải hỏi" in shown and "Bùi Thị Sen" in shown
    assert "Người nộp cần xác nhận điều gì?" in shown and "Bạn" not in shown
    checked = client.post(sheet.url, {"content": "current", "purpose": "vay vốn"})
    assert checked.status_code == 302, text_of(checked)
    assert "Đọc lại cho người dân nghe" in text_of(client.get(checked.url))
    done = client.post(checked.url)
    assert done.status_code == 302, text_of(done)
    receipt = text_of(client.get(done.url))
    assert "Đã nộp hồ sơ" in receipt and "H04846-261123-" in receipt
    with eyes("counter") as officer:
        dossier = Dossier.objects.get()
        assert (dossier.channel, dossier.helped) == (Channel.COUNTER, True)
        assert dossier.filed_by_id == officer.account
        entry = Entry.objects.of(dossier.id).get(kind="dossier.submitted")
        assert entry.actor == officer.account and entry.data["filed_for"]


def test_whoever_is_shown_is_told_that_they_were_looked_up(client_of) -> None:
    found(client_of("counter"), "bui thi sen")
    with as_role("motcua_clerk"):
        told = Entry.objects.get(kind="person.seen")
        assert str(told.subject) == person("Bùi Thị Sen") and told.data["purpose"] == "counter"


def test_a_newcomer_is_put_down_as_claimed_and_filed_for(client_of) -> None:
    client = client_of("counter")
    page = found(client, "011195000888")
    assert "Ghi theo thẻ căn cước" in text_of(page)
    assert 'value="011195000888"' in page.content.decode()
    sheet = begin(client, RESIDENCE, **NEWCOMER)
    assert sheet.status_code == 302, text_of(sheet)
    said = {
        "content": "current",
        "purpose": "vay vốn",
        "sex": "female",
        "phone": "0905123456",
        "residence.text": "Xóm Bưa Sen, xã Đức Nhàn, tỉnh Phú Thọ",
        "residence": "Xóm Bưa Sen, xã Đức Nhàn, tỉnh Phú Thọ",
    }
    url = sheet.url
    for _ in range(3):
        answer = client.post(url, said)
        if answer.status_code == 302:
            break
    assert answer.status_code == 302, text_of(answer)
    assert client.post(answer.url).status_code == 302
    with eyes("counter"):
        dossier = Dossier.objects.select_related("applicant").get()
        assert dossier.applicant.full_name == "Giàng Thị Dở"
        assert not confirmed_of(dossier.applicant)


def test_a_known_number_with_another_name_is_somebody_else(client_of) -> None:
    wrong = begin(client_of("counter"), RESIDENCE, **NEWCOMER | {"number": "017190000101"})
    assert wrong.status_code == 422
    assert "đã có với họ tên hoặc ngày sinh khác" in text_of(wrong)
    assert "Giàng Thị Dở" in wrong.content.decode()


def test_somebody_from_another_commune_is_known_by_their_card(client_of) -> None:
    client = client_of("counter")
    assert "Nguyễn Thị Minh Thuý" not in text_of(found(client, "nguyen thi minh thuy"))
    card = {"full_name": "nguyen thi minh thuy", "number": "001190000105", "born": "05/03/1990"}
    sheet = begin(client, STAY, **card)
    assert sheet.status_code == 302, text_of(sheet)
    assert "Nguyễn Thị Minh Thuý" in text_of(client.get(sheet.url))


def test_a_tenant_of_a_declared_house_is_asked_few_questions_and_the_rest_follows(
    client_of,
) -> None:
    client = client_of("police")
    sheet = begin(client, STAY, person=person("Bùi Văn Phương"))
    first = client.get(sheet.url)
    assert "stay_basis" not in first.content.decode()
    said = A_YEAR | {"for_whom": "self", "dwelling.text": "nt-trinh8"}
    checked = client.post(sheet.url, said)
    assert checked.status_code == 302, text_of(checked)
    assert "Số 12 ngõ Bưởi" in text_of(client.get(checked.url))
    assert client.post(checked.url).status_code == 302


def test_what_follows_from_an_answer_is_asked_next_and_papers_are_attached(client_of) -> None:
    client = client_of("police")
    url = begin(client, STAY, person=person("Bùi Văn Phương")).url
    said = A_YEAR | {"for_whom": "self", "dwelling.text": "Xóm Trại, nhà số 5"}
    next_page = client.post(url, said)
    assert "Còn mục chưa xong" in text_of(next_page)
    assert 'name="stay_basis"' in next_page.content.decode()
    assert 'value="Xóm Trại, nhà số 5"' in next_page.content.decode()
    more = client.post(url, said | {"stay_basis": "own", "dwelling-proof": scan()})
    assert more.status_code == 302, text_of(more)
    done = client.post(more.url)
    assert done.status_code == 302, text_of(done)
    with eyes("police"):
        assert Attachment.objects.get().component == "dwelling-proof"
    file = client.get(f"/quay/tep/{_attachment()}")
    assert file["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in file["Content-Security-Policy"]
    assert file["Content-Disposition"].startswith("inline")
    assert b"".join(file.streaming_content)[:3] == b"\xff\xd8\xff"


def _attachment() -> str:
    with as_role("motcua_clerk"):
        return str(Attachment.objects.get().id)


def test_an_address_that_may_be_several_houses_is_asked_not_guessed(client_of) -> None:
    client = client_of("police")
    url = begin(client, STAY, person=person("Bùi Văn Phương")).url
    said = A_YEAR | {"for_whom": "self", "dwelling.text": "ngõ Bưởi"}
    page = client.post(url, said)
    assert page.status_code == 422
    assert "chủ nhà Trương Thị Vân Trinh" in text_of(page)
    assert "chủ nhà chưa khai báo" in text_of(page)


def test_a_house_that_was_named_whole_is_chosen_among_those_offered(client_of) -> None:
    client = client_of("police")
    url = begin(client, STAY, person=person("Bùi Văn Phương")).url
    said = A_YEAR | {"for_whom": "self", "dwelling.text": "ngõ Bưởi"}
    page = client.post(url, said).content.decode()
    home = page.partition('name="dwelling" value="')[2].partition('"')[0]
    chosen = client.post(url, said | {"dwelling": home, "dwelling.for": "ngõ Bưởi"})
    assert chosen.status_code == 302, text_of(chosen)
    assert "NT-TRINH8" in text_of(client.get(chosen.url))


def test_text_in_an_old_font_is_doubted_once_and_then_taken(client_of) -> None:
    client = client_of("counter")
    url = begin(client, RESIDENCE, person=person("Bùi Thị Sen")).url
    said = {"content": "current", "purpose": "lµm viÖc víi ng©n hµng"}
    doubted = client.post(url, said)
    assert doubted.status_code == 422 and "Hãy xem lại" in text_of(doubted)
    assert hidden(doubted, "sure") == "1"
    assert client.post(url, said | {"sure": "1"}).status_code == 302


def test_a_bad_file_is_named_and_nothing_typed_is_lost(client_of) -> None:
    client = client_of("police")
    url = begin(client, STAY, person=person("Bùi Văn Phương")).url
    where = {"dwelling.text": "Xóm Trại, nhà số 5", "stay_basis": "own"}
    said = A_YEAR | {"for_whom": "self"} | where
    client.post(url, said)
    lying = SimpleUploadedFile("giay.jpg", b"MZ this is a program", "image/jpeg")
    page = client.post(url, said | {"dwelling-proof": lying})
    assert page.status_code == 422 and "ảnh JPEG, PNG và tệp PDF" in text_of(page)
    assert 'value="01/12/2026"' in page.content.decode()


def test_an_officer_does_not_file_for_themselves_at_their_own_counter(client_of) -> None:
    refused = begin(client_of("counter"), RESIDENCE, person=person("Lường Thị Mai"))
    assert refused.status_code == 422
    assert "việc của chính Bạn" in text_of(refused)


def test_a_draft_begun_at_the_counter_is_its_officers_alone(client_of) -> None:
    url = begin(client_of("counter"), RESIDENCE, person=person("Bùi Thị Sen")).url
    for other in ("police", "police_there", "minh", "leader"):
        assert client_of(other).get(url).status_code == 404
        assert client_of(other).post(url, {"content": "current"}).status_code == 404


def test_pressing_submit_twice_files_once(client_of) -> None:
    client = client_of("counter")
    url = begin(client, RESIDENCE, person=person("Bùi Thị Sen")).url
    check = client.post(url, {"content": "current", "purpose": "vay vốn"}).url
    first, second = client.post(check), client.post(check)
    assert first.url == second.url
    with eyes("counter"):
        assert Dossier.objects.count() == 1


# ------------------------------------------------------------------- looking people up


@pytest.mark.parametrize(
    "typed",
    ["truong thi van trinh", "Trương Thị Vân Trinh", "trương thị vân trinhh", "048188000103"],
)
def test_people_are_found_as_heard_and_the_purpose_is_asked(client_of, typed) -> None:
    client = client_of("police")
    page = client.get("/quay/nguoi")
    unasked = press(client, page, "/quay/nguoi", q=typed)
    assert unasked.status_code == 422 and "tìm để làm gì" in text_of(unasked)
    shown = press(client, unasked, "/quay/nguoi", q=typed, purpose="dossier")
    assert "Trương Thị Vân Trinh" in text_of(shown)
    assert typed not in shown.request.get("QUERY_STRING", "")


def test_a_persons_card_says_what_is_held_and_who_verified_it(client_of) -> None:
    client = client_of("police")
    id = person("Bùi Thị Sen")
    assert client.get(f"/quay/nguoi/{id}").status_code == 302  # without a purpose
    card = text_of(client.get(f"/quay/nguoi/{id}?vi=dossier"))
    assert "Khai báo, chưa xác thực" in card and "Vợ trong hộ của Bùi Văn Phương" in card
    assert client_of("police_there").get(f"/quay/nguoi/{id}?vi=dossier").status_code == 404
    client_of("minh")  # signs in with the e-identity
    verified = text_of(client.get(f"/quay/nguoi/{person('Nguyễn Đăng Minh')}?vi=dossier"))
    assert "Đã xác thực" in verified and "đăng nhập định danh điện tử" in verified
    with as_role("motcua_clerk"):
        assert Entry.objects.filter(kind="person.seen", subject=id).count() == 1


def test_a_persons_card_says_which_facts_were_confirmed_and_no_others(client_of) -> None:
    client, id, here = client_of("police"), person("Bùi Thị Sen"), commune("Đức Nhàn")

    def answered(**said: Answer) -> str:
        """The register speaks of these fields; what the head of the card says then."""
        asking = {"unit": here, "look_up": LookUp.RESIDENCE}
        asked = act("police", look_up_in_register, id, **asking)
        with as_role("motcua_clerk"):
            whole = together(said.values())
            record_answer(clerk(), asked.id, answer=whole, answers=said, source="dân cư")
        card = text_of(client.get(f"/quay/nguoi/{id}?vi=dossier"))
        return card.partition("Bùi Thị Sen ")[2].partition(" Bạn xem để")[0]

    yes, no = Answer.MATCH, Answer.NO_MATCH
    assert answered(full_name=yes).endswith("Đã xác thực họ và tên")
    both = answered(full_name=yes, birth_date=no)
    assert "Đã xác thực họ và tên" in both and both.endswith("không trùng khớp")
    assert answered(full_name=yes).endswith("Đã xác thực họ và tên"), "of birth nothing is said"
    assert answered(full_name=yes, birth_date=yes).endswith("họ và tên, ngày sinh")
    with as_role("motcua_clerk"):
        sen = Person.objects.get(pk=id)
        sen.birth_date = "1990-05-03"
        assert confirmed_of(sen) == {}, "another claim than was confirmed"
    mine = text_of(client_of("minh").get("/du-lieu-cua-ban"))
    assert "Đã xác thực họ và tên, 09:00" in mine and "Đã xác thực ngày sinh, 09:00" in mine


def test_nobody_is_shown_for_too_little(client_of) -> None:
    client = client_of("police")
    page = press(client, client.get("/quay/nguoi"), "/quay/nguoi", q="t", purpose="dossier")
    assert page.status_code == 422 and "ít nhất hai chữ" in text_of(page)
    assert hidden(page, "key")
