"""Finding a procedure, and what it takes in my case, before anything is filled in."""

import gzip
import re

import pytest

from motcua.doors.citizen.find import EVENTS
from motcua.records.journal import Entry
from motcua.records.person import Person
from motcua.records.procedure import catalogue
from motcua.rules.catalogue.eligibility import deciding
from tests.actions.test_representation import child_of
from tests.cast import TODAY, who
from tests.doors.desk import text_of
from tests.world import as_role

pytestmark = pytest.mark.django_db
STAY, BIRTH = "/thu-tuc/1.004194", "/thu-tuc/1.001193"


def names(page) -> list[str]:
    return re.findall(r'href="/thu-tuc/([^"/]+)"', page.content.decode())


def test_plain_words_without_marks_lead_to_the_procedure(client_of) -> None:
    page = client_of().get("/?tim=lam giay to nha tro")
    assert names(page)[0] == "1.004194" and len(names(page)) <= 7
    assert "Chưa thấy thủ tục nào hợp" in text_of(client_of().get("/?tim=qwrtzp"))


def test_a_visitor_tells_their_case_and_sees_its_papers_and_its_fee(client_of) -> None:
    client = client_of()
    before = text_of(client.get(STAY))
    assert "Giấy tờ chứng minh chỗ ở hợp pháp" in before and "7.000" in before
    sent = {"for_whom": "tenants", "fact.dwelling-declared": "yes"}
    after = client.post(STAY, sent)
    said = text_of(after)
    assert after.status_code == 200 and "Trường hợp của Bạn cần có" in said
    needed = said[said.index("Trường hợp của Bạn cần có") : said.index("Không phải nộp")]
    assert "Ý kiến của cha, mẹ" in needed and "chỗ ở hợp pháp" not in needed
    assert "chỗ ở hợp pháp" in said[said.index("Không phải nộp") :]
    assert "5.000" in said


def test_what_is_said_of_ones_case_is_kept_nowhere_and_stands_in_no_address(client_of) -> None:
    client = client_of()
    client.post(STAY, {"for_whom": "tenants"})
    assert "Trường hợp của Bạn cần có" not in text_of(client.get(STAY))
    assert "Trường hợp của Bạn cần có" not in text_of(client.get(f"{STAY}?for_whom=tenants"))


@pytest.mark.parametrize(
    "sent", [{"for_whom": "x"}, {"nobody": "1"}, {"fact.digital-citizen": "yes"}, {"phone": "1"}]
)
def test_what_cannot_be_said_changes_nothing(client_of, sent: dict[str, str]) -> None:
    assert "Trường hợp của Bạn cần có" not in text_of(client_of().post(STAY, sent))


def test_whoever_signed_in_proves_an_exemption_by_data_alone(client_of) -> None:
    client = client_of("minh")
    said = text_of(client.post(STAY, {"fact.exempt": "merit", "for_whom": "self"}))
    assert "diện được miễn lệ phí" not in said and "7.000" in said
    visitor = text_of(client_of().post(STAY, {"fact.exempt": "merit"}))
    assert "Lệ phí Không mất tiền" in visitor and "Theo điều Bạn vừa chọn" in visitor
    assert "Dữ liệu đã cho biết" not in visitor


def test_a_mother_sees_what_the_registers_hold_of_her_and_what_is_left(client_of) -> None:
    said = text_of(client_of("sen").get(BIRTH))
    assert "Chúng tôi đã có trong dữ liệu" in said and "Số định danh cá nhân của Bạn" in said
    assert "Giấy chứng sinh" in said


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_every_procedure_has_a_page_and_a_sheet_that_say_what_is_not_known(
    client_of, code: str
) -> None:
    page = client_of().get(f"/thu-tuc/{code}")
    assert page.status_code == 200
    assert len(gzip.compress(page.content, 6)) <= 8000
    sheet = client_of().get(f"/thu-tuc/{code}/niem-yet")
    said = text_of(sheet)
    assert sheet.status_code == 200 and "In ngày 23/11/2026" in said
    assert "<svg" in sheet.content.decode() and f"/thu-tuc/{code}" in said
    assert len(gzip.compress(sheet.content, 6)) <= 8000
    version = catalogue()[code].versions[-1]
    if version.unknown and not catalogue()[code].ended:
        assert "chưa rõ" in text_of(page).lower()


def test_a_procedure_that_is_over_says_so_and_what_to_use_instead(client_of) -> None:
    over = [p for p in catalogue().values() if p.ended and p.ended.replaced_by]
    assert over
    page = client_of().get(f"/thu-tuc/{over[0].code}")
    assert "không còn" in text_of(page) and over[0].ended.replaced_by[0] in names(page)
    assert "Bắt đầu" not in text_of(page)


def test_what_has_ended_is_found_with_when_and_what_replaces_it_after_what_is_in_force(
    client_of,
) -> None:
    page = client_of().get("/", {"tim": "liên thông khai sinh"})
    said = text_of(page)
    assert "Không còn thủ tục này Hết hiệu lực từ sau ngày 31/08/2026. Bạn dùng thay:" in said
    found = names(page)
    ended = found.index("2.002621")
    assert found.index("3.000722") < ended and found[ended + 1] == "3.000722"
    assert names(client_of().get("/", {"tim": catalogue()["2.002621"].name}))[0] != "2.002621"
    alone = text_of(client_of().get("/", {"tim": "xac nhan so cmnd"}))
    assert "Hết hiệu lực từ sau ngày 14/03/2026. Số CMND cũ" in alone
    every = text_of(client_of().get("/thu-tuc"))
    assert "Không còn thủ tục này, hết hiệu lực từ sau ngày 31/08/2026." in every


def test_whoever_signed_in_sees_what_each_procedure_takes_of_them(client_of) -> None:
    said = text_of(client_of("minh").get("/cho-toi"))
    assert "Xác nhận thông tin về cư trú" in said and "Không phải nộp giấy tờ gì" in said
    assert "điều chúng tôi đã biết" in said and "Đăng ký khai sinh" in said
    assert client_of().get("/cho-toi").status_code == 302


def test_what_somebody_is_due_is_told_from_data_and_a_few_answers_that_are_kept_nowhere(
    client_of,
) -> None:
    with as_role("motcua_clerk"):
        me = Person.objects.filter(pk=who("minh").person)
        me.update(birth_date="1950-02-03", poor=True)
    client = client_of("minh")
    before = text_of(client.get("/cho-toi"))
    assert "Có thể Bạn được hưởng" in before and "Còn tuỳ: Bạn có lương hưu" in before
    assert "Hộ của Bạn thuộc diện nào?" not in before  # the data say so
    entries = Entry.objects.count()
    after = text_of(client.post("/cho-toi", {"pension": "no", "poverty": "none"}))
    due = after[after.index("Bạn thuộc diện được hưởng") :]
    assert "Trợ cấp hưu trí xã hội 540.000 đ một tháng" in due
    assert "NĐ 176/2025/NĐ-CP" in due and "(chưa đối chiếu đủ)" in due
    assert Entry.objects.count() == entries
    assert "chưa thấy khoản nào" in text_of(client_of("thuy").get("/cho-toi"))


def test_a_parent_sees_what_their_child_is_due(client_of) -> None:
    child_of("minh", born="2022-05-04")
    said = text_of(client_of("minh").get("/cho-toi"))
    assert "Thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi Cho con: Nguyễn Minh An" in said
    assert "Thẻ bảo hiểm y tế" not in text_of(client_of("thuy").get("/cho-toi"))


def test_what_somebody_is_spared_by_data_is_told_beside_the_usual_fee(client_of) -> None:
    with as_role("motcua_clerk"):
        Person.objects.filter(pk=who("minh").person).update(poor=True)
    said = text_of(client_of("minh").get("/cho-toi"))
    assert "người khác 7.000" in said and "Miễn lệ phí" in said
    assert "Bạn không mất tiền" in said
    said = said.partition("Bạn không mất tiền")[2]
    assert said.count("Căn cứ:") == len(set(re.findall("Căn cứ:[^:]*", said)))  # each reason once
    assert "Bạn không mất tiền" not in text_of(client_of("sen").get("/cho-toi"))


def test_every_procedure_can_be_looked_through(client_of) -> None:
    page = client_of().get("/thu-tuc")
    shown = [p.code for p in catalogue().values() if p.on(TODAY) or p.ended]
    assert sorted(names(page)) == sorted(shown)
    assert len(gzip.compress(page.content)) <= 8_000
    assert 'href="/thu-tuc"' in client_of().get("/").content.decode()


def test_every_event_on_the_first_page_leads_somewhere(client_of) -> None:
    for event in EVENTS:
        assert names(client_of().get("/", {"tim": event})), event


def test_what_can_only_be_looked_at_says_so_in_the_list(client_of) -> None:
    said = text_of(client_of().get("/?tim=ho chieu"))
    assert "Cấp hộ chiếu phổ thông" in said and "Chưa nộp ở đây được" in said
    assert "Không còn thủ tục này" in text_of(client_of().get("/?tim=xac nhan so cmnd"))


def test_a_fee_that_depends_on_the_case_is_not_said_to_be_nothing(client_of) -> None:
    before = text_of(client_of().get("/thu-tuc/ETS-02"))
    fee = before[before.index("Lệ phí") : before.index("Thời hạn")]
    assert "Tuỳ trường hợp của Bạn: hãy chọn ở dưới" in fee and "Không mất tiền" not in fee
    version = catalogue()["ETS-02"].on(TODAY)
    asked = deciding(version, {})[0]
    after = [
        text_of(client_of().post("/thu-tuc/ETS-02", {asked.key: value}))
        for value, _ in asked.options
    ]
    assert any("70.000" in said or "35.000" in said for said in after)
