"""A citizen applies: from plain words to a number and a date, on a phone, in few questions."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.doors.citizen.application import heading_of
from motcua.records.consent import Consent
from motcua.records.dossier import Dossier
from motcua.records.draft import Draft
from motcua.records.procedure import catalogue
from motcua.rules.dossier import State
from tests.cast import TODAY, eyes
from tests.doors import citizen
from tests.doors.citizen import answer, begin, file_stay, page_of, text_of, walk

pytestmark = pytest.mark.django_db


def test_plain_words_lead_to_a_page_that_says_what_it_takes(client_of) -> None:
    home = client_of().get("/", {"tim": "làm giấy tờ nhà trọ"})
    assert "Đăng ký tạm trú" in text_of(home)
    page = text_of(client_of().get(f"/thu-tuc/{citizen.STAY}"))
    assert "7.000" in page and "15.000" in page
    assert "TT 75/2022/TT-BTC" in page
    assert "17:00 thứ Sáu 27/11/2026" in page
    assert "Không phải nộp" in page


def test_a_heading_of_several_questions_asks_once() -> None:
    death = catalogue()["2.002913"].on(TODAY)
    when = [death.field(key) for key in ("death_date", "death_time")]
    assert heading_of(when) == "Mất ngày nào, lúc mấy giờ?"


def test_words_for_what_we_do_not_have_are_answered_kindly(client_of) -> None:
    page = text_of(client_of().get("/", {"tim": "qwrtzp <script>"}))
    assert "Chưa thấy thủ tục nào hợp" in page and "qwrtzp &lt;script&gt;" in page


def test_a_tenant_of_a_declared_dwelling_answers_at_most_four_questions(client_of) -> None:
    client = client_of("minh")
    id = begin(client, citizen.STAY)
    asked = walk(client, id, citizen.TENANT)
    assert asked == ["for_whom", "dwelling", "period"]
    check = text_of(client.get(f"/don/{id}/xem-lai"))
    for words in ("Nguyễn Đăng Minh", "Dữ liệu dân cư", "Bạn khai", "Số 12 ngõ Bưởi",
                  "Trương Thị Vân Trinh", "01/12/2026", "7.000",
                  "thứ Sáu 27/11/2026"):  # fmt: skip
        assert words in check
    assert "001079000104" not in check


def test_filing_gives_number_date_and_reasons_and_asks_the_owner(client_of) -> None:
    client = client_of("minh")
    id = file_stay(client)
    page = client.get(f"/ho-so/{id}?moi=1")
    with eyes("minh"):
        dossier = Dossier.objects.get(pk=id)
    said = text_of(page)
    assert dossier.number in said
    assert "17:00 thứ Sáu 27/11/2026" in said
    assert "thứ Ba 24/11/2026 nghỉ Ngày Văn hóa Việt Nam" in said
    assert "Tra cứu hồ sơ" in said and "4 số cuối điện thoại" in said
    with eyes("trinh"):
        assert Consent.objects.get(dossier=id).given is None


def test_the_same_form_sent_twice_makes_one_dossier(client_of) -> None:
    client = client_of("minh")
    id = file_stay(client)
    again = client.post(f"/don/{id}/xem-lai", {"agree": "yes"})
    assert again.url == f"/ho-so/{id}?moi=1"
    with eyes("minh"):
        assert Dossier.objects.filter(applicant__full_name="Nguyễn Đăng Minh").count() == 1
    assert client.get(f"/don/{id}").url == f"/ho-so/{id}"
    begun = client.post(f"/thu-tuc/{citizen.STAY}/bat-dau", {"id": id})
    assert begun.url == f"/don/{id}"


def test_a_draft_is_continued_on_another_device(client_of) -> None:
    phone, desk = client_of("minh"), client_of("minh")
    id = begin(phone, citizen.STAY)
    answer(phone, page_of(phone, id), for_whom="self")
    assert f"/don/{id}" in desk.get("/ho-so").content.decode()
    assert page_of(desk, id).endswith("/cau/dwelling")
    walk(desk, id, citizen.TENANT)
    assert desk.post(f"/don/{id}/xem-lai", {"agree": "yes"}).status_code == 302


def test_put_aside_with_something_wrong_it_is_kept_and_must_be_mended(client_of) -> None:
    client = client_of("minh")
    id = begin(client, citizen.STAY)
    answer(client, page_of(client, id), for_whom="self")
    answer(client, page_of(client, id), **citizen.TENANT["dwelling"])
    url = page_of(client, id)
    kept = answer(client, url, later="1", **{"from": "ba mươi Tết", "to": "30/11/2027"})
    assert kept.url == "/ho-so?luu=1"
    assert page_of(client, id) == url
    page = client.get(url).content.decode()
    assert "ba mươi Tết" in page and "30/11/2027" in page and "hãy ghi ngày" in page
    refused = client.post(f"/don/{id}/xem-lai", {"agree": "yes"})
    assert refused.status_code == 422
    with eyes("minh"):
        assert not Dossier.objects.filter(pk=id).exists()


def test_an_answer_is_changed_from_the_check_page_and_leads_back_to_it(client_of) -> None:
    client = client_of("minh")
    id = begin(client, citizen.STAY)
    walk(client, id, citizen.TENANT)
    check = client.get(f"/don/{id}/xem-lai").content.decode()
    assert f"/don/{id}/cau/period?sua=1" in check
    page = client.get(f"/don/{id}/cau/period?sua=1").content.decode()
    assert 'value="01/12/2026"' in page and 'name="sua"' in page
    changed = answer(client, f"/don/{id}/cau/period", sua="1",
                     **{"from": "2/12/2026", "to": "30/11/2027"})  # fmt: skip
    assert changed.url == f"/don/{id}/xem-lai"
    assert "02/12/2026" in text_of(client.get(changed.url))


def test_what_no_longer_applies_is_kept_in_the_draft_and_not_filed(client_of) -> None:
    client = client_of("minh")
    id = begin(client, citizen.STAY)
    family = {
        "for_whom": {"for_whom": "family"},
        "members": {"members__0__full_name": "Nguyễn Văn Con", "members__0__birth_date": "2015"},
        **citizen.TENANT,
    } | {"for_whom": {"for_whom": "family"}}
    family["parent-consent"] = {}
    walk(client, id, family)
    answer(client, f"/don/{id}/cau/for_whom", for_whom="self", sua="1")
    assert "Nguyễn Văn Con" not in text_of(client.get(f"/don/{id}/xem-lai"))
    answer(client, f"/don/{id}/cau/for_whom", for_whom="family", sua="1")
    assert "Nguyễn Văn Con" in text_of(client.get(f"/don/{id}/xem-lai"))
    answer(client, f"/don/{id}/cau/for_whom", for_whom="self", sua="1")
    client.post(f"/don/{id}/xem-lai", {"agree": "yes"})
    with eyes("minh"):
        assert "members" not in Dossier.objects.get(pk=id).answers


def test_a_landlord_registers_several_tenants_of_a_dwelling_of_their_own(client_of) -> None:
    client = client_of("trinh")
    id = begin(client, citizen.STAY)
    answer(client, page_of(client, id), for_whom="tenants")
    members = {
        "members__0__full_name": "Lò Văn Thuê", "members__0__number": "001095000777",
        "members__1__full_name": "Lò Thị Thuê", "members__1__birth_date": "3/1996",
    }  # fmt: skip
    more = answer(client, page_of(client, id), add="members", **members)
    assert more.status_code == 200 and "Người thứ 3" in text_of(more)
    answer(client, page_of(client, id), **members)
    page = client.get(page_of(client, id)).content.decode()
    assert "nhà của Bạn, mã NT-TRINH8" in page
    home = page.partition('name="dwelling" value="')[2].partition('"')[0]
    rest = {"dwelling": {"dwelling": home}, "period": citizen.TENANT["period"],
            "parent-consent": {}}  # fmt: skip
    walk(client, id, rest)
    check = text_of(client.get(f"/don/{id}/xem-lai"))
    assert "10.000" in check  # 5.000 each
    assert "Chúng tôi sẽ hỏi ý kiến" not in check
    client.post(f"/don/{id}/xem-lai", {"agree": "yes"})
    with eyes("trinh"):
        dossier = Dossier.objects.get(pk=id)
        assert dossier.answers["members"][0]["full_name"] == "Lò Văn Thuê"
        assert dossier.state == State.SUBMITTED


def test_an_undeclared_dwelling_goes_to_its_commune_with_its_paper(client_of) -> None:
    client = client_of("thuy")
    id = begin(client, citizen.STAY)
    answer(client, page_of(client, id), for_whom="self")
    url = page_of(client, id)
    vague = answer(client, url, dwelling__text="Số 5 ngõ cụt")
    assert vague.status_code == 422 and "chưa thấy xã, phường nào" in text_of(vague)
    assert "Số 5 ngõ cụt" in vague.content.decode()
    sure = answer(client, url, dwelling__text="Số 5 xóm Trại, xã Đức Nhàn, tỉnh Phú Thọ")
    assert sure.status_code == 302, text_of(sure)
    asked = page_of(client, id)
    assert asked.endswith("/cau/undeclared")
    answer(client, asked, stay_basis="own")
    answer(client, page_of(client, id), **citizen.TENANT["period"])
    assert page_of(client, id).endswith("/giay/dwelling-proof")
    with eyes("thuy"):
        assert Draft.objects.get(pk=id).unit.name == "Đức Nhàn"


def test_a_dwelling_found_by_address_does_not_tell_its_owners_name(client_of) -> None:
    client = client_of("minh")
    id = begin(client, citizen.STAY)
    answer(client, page_of(client, id), for_whom="self")
    url = page_of(client, id)
    found = answer(client, url, dwelling__text="12 ngo buoi, xom bua sen")
    page = text_of(found)
    assert found.status_code == 422
    assert "chủ nhà T. T. V. Trinh" in page and "Trương Thị" not in page
    home = found.content.decode().partition('name="dwelling" value="')[2].partition('"')[0]
    chosen = {"dwelling__text": "12 ngo buoi, xom bua sen", "dwelling": home,
              "dwelling__for": "12 ngo buoi, xom bua sen"}  # fmt: skip
    assert answer(client, url, **chosen).url.endswith("/cau/period")
    looked_over = text_of(client.get(f"/don/{id}/xem-lai"))
    assert "T. T. V. Trinh" in looked_over and "Trương Thị" not in looked_over
    short = answer(client, url, dwelling__text="12 ng")
    assert "Trinh" not in text_of(short)


def test_where_it_goes_is_asked_only_when_it_is_not_evident(client_of) -> None:
    client = client_of("minh")
    url = f"/thu-tuc/{citizen.RESIDENCE}/bat-dau"
    assert "Gửi tới xã Đức Nhàn" in text_of(client.get(url))
    id = str(uuid.uuid4())
    many = client.post(url, {"id": id, "place": "Hòa Phú"})
    assert many.status_code == 422 and many.content.decode().count('name="commune"') > 1
    one = client.post(url, {"id": id, "place": "phường Ba Đình, Hà Nội"})
    assert one.url == f"/don/{id}/cau/content"
    with eyes("minh"):
        assert Draft.objects.get(pk=id).unit.name == "Ba Đình"


def test_a_form_that_outlived_its_session_comes_back_filled(client_of) -> None:
    client = client_of("minh")
    id = begin(client, citizen.STAY)
    answer(client, page_of(client, id), for_whom="self")
    url = page_of(client, id)
    account = client.session["account"]
    session = client.session
    del session["account"]
    session.save()
    sent = answer(client, url, dwelling__text="Số 12 ngõ Bưởi, xóm")
    assert sent.url.startswith("/dang-nhap/?next=")
    session = client.session
    session["account"] = account
    session.save()
    page = client.get(url)
    assert "Số 12 ngõ Bưởi, xóm" in page.content.decode()
    assert "Những gì Bạn vừa gõ vẫn còn ở đây" in text_of(page)


def test_an_officer_files_their_own_matter_like_anybody(client_of) -> None:
    client = client_of("counter")
    id = begin(client, citizen.RESIDENCE)
    asked = walk(client, id, {"content": {"content": "current"}, "purpose": {}})
    assert asked == ["content", "purpose"]
    assert "Lường Thị Mai" in text_of(client.get(f"/don/{id}/xem-lai"))
    assert client.post(f"/don/{id}/xem-lai", {"agree": "yes"}).status_code == 302
    page = text_of(client.get(f"/ho-so/{id}"))
    assert "14:30 thứ Hai 23/11/2026" in page and "còn 4 giờ làm việc" in page


def test_a_mother_registers_a_birth_and_is_not_asked_who_she_is(client_of) -> None:
    client = client_of("sen")
    id = begin(client, citizen.BIRTH)
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
        "birth-notice": {"birth-notice": SimpleUploadedFile("chung-sinh.jpg", citizen.photo())},
    }
    assert walk(client, id, pages) == list(pages)
    check = text_of(client.get(f"/don/{id}/xem-lai"))
    assert "Bùi Thị Sen" in check and "chung-sinh.jpg" in check
    assert client.post(f"/don/{id}/xem-lai", {"agree": "yes"}).status_code == 302
