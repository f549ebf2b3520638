"""What people do again and again: find a procedure, answer its questions, send it."""

import re
from datetime import date, timedelta

from tests.stories.people import PHONE, People, Visit


def vn(day: date) -> str:
    return f"{day:%d/%m/%Y}"


SOON, IN_A_YEAR = vn(date.today() + timedelta(days=8)), vn(date.today() + timedelta(days=370))
STAY = {"for_whom": "self", "dwelling.text": "nt-trinh8", "from": SOON, "to": IN_A_YEAR}


def answer_all(visit: Visit, said: dict[str, str | bytes]) -> list[str]:
    """Answer each page as it comes, until the check page; the pages that were asked."""
    asked: list[str] = []
    while "/xem-lai" not in visit.page.url:
        asked.append(visit.path.rpartition("/")[2])
        assert len(asked) < 20, asked
        fill(visit, said)
        here = visit.page.url
        visit.press("Tiếp tục")
        if visit.page.locator('main [name="sure"]').count():
            visit.press("Tiếp tục")  # it looks odd, and is meant
        visit.page.wait_for_url(
            lambda url, here=here: url != here
        )  # files go first, then the page
    return asked


def fill(visit: Visit, said: dict[str, str | bytes]) -> None:
    """Every box of the page for which there is something to say."""
    page = visit.page
    names = page.eval_on_selector_all("main [name]", "all => [...new Set(all.map(e => e.name))]")
    for name in names:
        value = said.get(name)
        box = page.locator(f'main [name="{name}"]').first
        kind = box.get_attribute("type")
        if value is None or kind == "hidden":
            continue
        if isinstance(value, bytes):
            box.set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": value})
        elif kind in ("radio", "checkbox"):
            page.locator(f'main [name="{name}"][value="{value}"]').check()
        elif box.evaluate("e => e.tagName") == "SELECT":
            box.select_option(value)
        else:
            box.fill(value)


def file_it(visit: Visit) -> str:
    """Swear and send; the address of the dossier."""
    visit.page.locator("#agree").check()
    visit.press("Nộp hồ sơ")
    assert "Chúng tôi đã nhận hồ sơ của Bạn" in visit.text, visit.text
    return visit.path.partition("?")[0]


def number_of(visit: Visit) -> str:
    found = re.search(r"H\d{5}-\d{6}-\d+", visit.text)
    assert found, visit.text
    return found[0]


def begin(people: People, key: str, words: str, title: str, script: bool = False) -> Visit:
    """On a phone: find the procedure by plain words, press “Bắt đầu”, sign in."""
    visit = people.at(PHONE, script=script)
    visit.open("/")
    visit.page.get_by_label("Gõ việc Bạn cần làm").fill(words)
    visit.press("Tìm thủ tục")
    visit.page.get_by_role("link", name=title, exact=True).first.click()
    visit.press("Bắt đầu")
    visit.sign_in(key)
    return visit


def fetched(visit: Visit, path: str) -> bytes:
    """A file, with this person's session."""
    response = visit.context.request.get(visit.system.base + path)
    assert response.status == 200, path
    return response.body()


def begin_residence(people: People, key: str) -> Visit:
    visit = begin(people, key, "giay xac nhan noi o", "Xác nhận thông tin về cư trú")
    visit.press("Gửi tới xã Đức Nhàn")
    return visit


def file_residence(people: People, key: str) -> str:
    """One of the cast asks for a confirmation of residence; its page at the desk."""
    citizen = begin_residence(people, key)
    answer_all(citizen, {"content": "current", "purpose": "vay vốn"})
    return file_it(citizen).replace("/ho-so/", "/quay/ho-so/")
