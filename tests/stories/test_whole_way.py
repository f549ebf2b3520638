"""The whole way of a request, through real parts: from a phone without scripts to a signed paper
that anyone can check."""

import re
from datetime import date, timedelta
from pathlib import Path
from subprocess import run

from tests import cast
from tests.clerks.desk import added_to
from tests.doors.citizen import photo
from tests.stories.people import PHONE, People, Visit
from tests.stories.walking import (
    STAY,
    answer_all,
    begin,
    fetched,
    file_it,
    fill,
    number_of,
    vn,
)

FIRST, AFTER = 20_000, 8_000
QUESTIONS_MOST = 4

HERE = """([words, row]) => {
  const e = document.activeElement;
  const beside = row ? e.closest('tr')?.innerText.includes(row) : true;
  return ['A', 'BUTTON'].includes(e.tagName) && e.innerText.trim().startsWith(words) && beside;
}"""


def by_keyboard(visit: Visit, words: str, row: str = "") -> None:
    """Reach a button or link by Tab alone and press Enter there; in a table, the row's."""
    page = visit.page
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate(HERE, [words, row]):
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"no way to “{words}” by keyboard at {visit.path}")


def checked(people: People, pdf: bytes) -> str:
    """What the page for everybody says of a file."""
    visit = people.at(PHONE, script=False)
    visit.open("/kiem-tra/")
    visit.page.locator("#tep").set_input_files(
        {"name": "giay.pdf", "mimeType": "application/pdf", "buffer": pdf}
    )
    visit.press("Kiểm tra tệp")
    return visit.text


def sign(people: People, number: str, key: str = "leader") -> None:
    """The leader opens what is to be signed and signs it; long after the sign-in, so they are
    asked once more who they are, and what they had chosen is still chosen."""
    leader = people.signed_in(key, "/ky/")
    leader.reload_until(number)
    row = leader.page.locator("tr", has_text=number)
    paper = row.get_by_role("link").first.get_attribute("href")
    assert fetched(leader, f"{paper}/tep").startswith(b"%PDF")
    row.get_by_role("checkbox").check()
    leader.grow_stale(minutes=20)
    leader.press("Ký những văn bản đã chọn")
    leader.sign_in(key)
    assert row.get_by_role("checkbox").is_checked()
    leader.press("Ký những văn bản đã chọn")
    assert "Đã gửi ký" in leader.text


def result_of(visit: Visit, path: str) -> bytes:
    """The signed result, taken home."""
    visit.open(path)
    visit.reload_until("Kết quả đã ký số")
    link = visit.page.get_by_role("link", name="Tải về").first  # the newest
    return fetched(visit, link.get_attribute("href") or "")


def assert_signed(pdf: bytes, folder: Path, key: str = "leader") -> None:
    """An independent tool says so too; behind the signature stands only what proves it later."""
    file = folder / "result.pdf"
    file.write_bytes(pdf)
    said = run(["pdfsig", "-nocert", str(file)], capture_output=True, text=True, check=False)
    assert "Signature Validation: Signature is Valid." in said.stdout, said.stdout
    ranges = re.findall(r"\[\d+ - (\d+)\]", said.stdout)
    ends = max(map(int, ranges))
    assert b"/DSS" in pdf[ends:] and b"/Contents" not in pdf[ends:]
    assert cast.PEOPLE[key][0] in said.stdout


def assert_light(visit: Visit) -> None:
    """What this phone has loaded so far: 20 KB at the first visit, 8 KB a page after."""
    pages = {path: size for path, size in visit.weights.items() if "/static/" not in path}
    assets = sum(size for path, size in visit.weights.items() if "/static/" in path)
    assert assets > 0 and max(pages.values()) <= AFTER, pages
    assert pages["/"] + assets <= FIRST, visit.weights


def test_a_tenants_way_from_the_phone_to_the_signed_paper(people: People, tmp_path: Path) -> None:
    tenant = begin(people, "thuy", "o tro", "Đăng ký tạm trú")
    asked = answer_all(tenant, STAY)
    assert len(asked) <= QUESTIONS_MOST, asked
    dossier, number = file_it(tenant), number_of(tenant)
    assert_light(tenant)

    owner = people.signed_in("trinh", size=PHONE, script=False)
    owner.page.get_by_role("link", name="xin đăng ký ở nhà của Bạn").first.click()
    assert "Nguyễn Thị Minh Thuý" in owner.text
    owner.page.locator('input[name="answer"][value="yes"]').check()
    owner.press("Gửi câu trả lời")
    assert "Đã ghi câu trả lời của Bạn" in owner.text

    officer = people.signed_in("police", "/quay/")
    by_keyboard(officer, "Nguyễn Thị Minh Thuý", row=number)
    assert number in officer.text
    officer.reload_until("● Dữ liệu dân cư")
    by_keyboard(officer, "Tiếp nhận hồ sơ")
    by_keyboard(officer, "Đã thu 7.000")
    by_keyboard(officer, "Đồng ý giải quyết, trình ký")
    assert "Đang chờ lãnh đạo ký" in officer.text

    sign(people, number)
    pdf = result_of(tenant, dossier)
    assert_signed(pdf, tmp_path)

    anyone = people.at(PHONE, script=False)
    code = re.search(r"Mã kiểm tra (\w+)", tenant.text)
    assert code
    anyone.open("/kiem-tra/")
    anyone.page.get_by_label("Mã trên giấy").fill(code[1].lower())
    anyone.press("Kiểm tra mã")
    assert "giấy thật" in anyone.text.lower() and "Lường Văn Thịnh" in anyone.text
    assert "Minh Thuý" not in anyone.text  # no more than the paper's holder has already
    assert "đúng từng chữ" in checked(people, pdf)
    assert "đã bị sửa" in checked(people, added_to(pdf))
    assert "đã bị sửa" in checked(people, pdf.replace(b"/Type/Page", b"/Type/Pagf", 1))

    tenant.open("/ai-da-xem")
    assert "Công an xã" in tenant.text and f"giải quyết hồ sơ {number}" in tenant.text
    assert not any(visit.trouble for visit in people.visits)


def test_a_confirmation_of_residence_is_ready_the_same_way(people: People, tmp_path: Path) -> None:
    citizen = begin(people, "minh", "giay xac nhan noi o", "Xác nhận thông tin về cư trú")
    citizen.press("Gửi tới xã Đức Nhàn")
    asked = answer_all(citizen, {"content": "current", "purpose": "làm việc với ngân hàng"})
    assert len(asked) <= QUESTIONS_MOST, asked
    dossier, number = file_it(citizen), number_of(citizen)
    decide(people, "police", dossier)
    sign(people, number)
    assert_signed(result_of(citizen, dossier), tmp_path)


def test_a_birth_is_registered_with_a_photo_of_the_notice(people: People, tmp_path: Path) -> None:
    mother = begin(people, "sen", "con moi sinh", "Đăng ký khai sinh")
    mother.press("Gửi tới xã Đức Nhàn")
    answer_all(mother, BIRTH)
    dossier, number = file_it(mother), number_of(mother)
    decide(people, "specialist", dossier)
    sign(people, number, "chairman")
    assert_signed(result_of(mother, dossier), tmp_path, "chairman")


BIRTH: dict[str, str | bytes] = {
    "relation": "mother",
    "child_name": "Bùi Minh An",
    "birth_proof": "notice",
    "birth_notice_number": "12/2026",
    "child_birth_date": vn(date.today() - timedelta(days=9)),
    "child_sex": "female",
    "child_birth_place": "Trạm y tế xã Đức Nhàn, tỉnh Phú Thọ",
    "mother.full_name": "Bùi Thị Sen",
    "mother.number": "017190000101",
    "parents_married": "no",
    "birth-notice": photo(),
}


def decide(people: People, key: str, dossier: str) -> None:
    """Accepted and decided by one officer, with what is on the page."""
    officer = people.signed_in(key, dossier.replace("/ho-so/", "/quay/ho-so/"))
    officer.reload_until("● Dữ liệu dân cư")
    officer.press("Tiếp nhận hồ sơ")
    officer.press("Đồng ý giải quyết, trình ký")
    assert "Đang chờ lãnh đạo ký" in officer.text


def test_a_newcomer_names_the_dwelling_and_is_not_asked_for_the_commune(people: People) -> None:
    newcomer = begin(people, "newcomer", "o tro", "Đăng ký tạm trú")
    assert newcomer.path.endswith("/cau/for_whom")
    for _ in range(2):
        assert "Đức Nhàn" not in newcomer.page.inner_text("header")
        fill(newcomer, STAY)
        newcomer.press("Tiếp tục")
    assert "Xã Đức Nhàn" in newcomer.page.inner_text("header")
