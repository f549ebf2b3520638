"""Every page of every door, as the person it is for opens it: for eyes, screen readers, keyboards
and slow lines. A new URL without a row here fails."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from motcua.site import urls as site_urls
from tests import cast
from tests.doors.citizen import photo
from tests.doors.eyes import axe, faults, larger_text
from tests.doors.lists import LIST
from tests.stories.conftest import WEIGHT
from tests.stories.people import DESK, PHONE, People, Visit
from tests.stories.system import wait_until
from tests.stories.walking import STAY, answer_all, begin, begin_residence, file_it, file_residence

HOUSE = "Số 5 xóm Trại, xã Đức Nhàn, tỉnh Phú Thọ"
FIRST, AFTER, DESK_MOST = 20_000, 8_000, 120_000

# Who opens which page; {…} is filled in from what the stories made.
PAGES = {
    "citizen:home": ("", "/"),
    "citizen:procedure": ("", "/thu-tuc/1.004194"),
    "citizen:every": ("", "/thu-tuc"),
    "citizen:for-me": ("minh", "/cho-toi"),
    "citizen:sheet": ("", "/thu-tuc/1.004194/niem-yet"),
    "citizen:behalf": ("minh", "/thu-tuc/1.010041/nop-thay"),
    "citizen:mandates": ("minh", "/nop-thay"),
    "citizen:begin": ("minh", "/thu-tuc/1.001193/bat-dau"),
    "citizen:question": ("minh", "/don/{draft}/cau/content"),
    "citizen:paper": ("sen", "/don/{birth}/giay/birth-notice"),
    "citizen:check": ("minh", "/don/{draft}/xem-lai"),
    "citizen:held": ("minh", "/don/{again}/da-co/dwelling-proof"),
    "citizen:mine": ("trinh", "/ho-so"),
    "citizen:dossier": ("thuy", "/ho-so/{stay}?moi=1"),
    "citizen:discard": ("minh", "/don/{draft}/bo"),
    "citizen:supplement": ("minh", "/ho-so/{asked}/bo-sung"),
    "citizen:report": ("minh", "/ho-so/{asked}/phan-anh"),
    "citizen:letters": ("thuy", "/ho-so/{stay}/tin-nhan"),
    "citizen:delivery": ("thuy", "/ho-so/{stay}/cach-nhan"),
    "citizen:withdraw": ("thuy", "/ho-so/{stay}/rut"),
    "citizen:consent": ("trinh", "/y-kien/{stay}"),
    "citizen:homes": ("trinh", "/cho-o"),
    "citizen:declare": ("trinh", "/cho-o/khai"),
    "citizen:poster": ("trinh", "/cho-o/{dwelling}"),
    "citizen:guests": ("trinh", "/cho-o/{dwelling}/khach"),
    "citizen:guest-rows": ("trinh", "/cho-o/{dwelling}/khach/ghi"),
    "citizen:guest-file": ("trinh", "/cho-o/{dwelling}/khach/tep"),
    "citizen:rooms": ("trinh", "/cho-o/{dwelling}/phong"),
    "citizen:stay-notice": ("trinh", "/cho-o/thong-bao/{told}"),
    "citizen:looked": ("thuy", "/ai-da-xem?ca=1"),
    "citizen:rate": ("sen", "/ho-so/{filed}/danh-gia"),
    "citizen:rate-followed": ("follower", "/tra-cuu/danh-gia"),
    "citizen:rate-here": ("", "/danh-gia"),
    "citizen:answers": ("", "/phan-anh"),
    "citizen:data-request": ("minh", "/du-lieu-cua-ban/yeu-cau"),
    "counter:data-requests": ("leader", "/quay/du-lieu"),
    "counter:data-request": ("leader", "/quay/du-lieu/{wanted}"),
    "citizen:data": ("minh", "/du-lieu-cua-ban"),
    "citizen:follow": ("", "/tra-cuu"),
    "citizen:followed": ("follower", "/tra-cuu/ket-qua"),
    "citizen:explained": ("sen", "/ho-so/{filed}/giay/{paper}/giai-thich"),
    "citizen:copy-refused": ("sen", "/ho-so/{filed}/giay/{paper}/bi-tu-choi"),
    "counter:inbox": ("police", "/quay/"),
    "counter:dossier": ("police", "/quay/ho-so/{stay}"),
    "counter:supplement": ("police", "/quay/ho-so/{stay}/bo-sung"),
    "counter:second-request": ("police", "/quay/ho-so/{asked}/bo-sung-lan-nua"),
    "counter:answer": ("police", "/quay/ho-so/{asked}/tra-loi-bo-sung"),
    "counter:consent": ("police", "/quay/ho-so/{stay}/dong-y/{consent}"),
    "counter:refusal": ("police", "/quay/ho-so/{stay}/tu-choi"),
    "counter:decision": ("police", "/quay/ho-so/{stay}/giai-quyet"),
    "counter:stopping": ("police", "/quay/ho-so/{stay}/dung"),
    "counter:notes": ("police", "/quay/ho-so/{stay}/ghi-chu"),
    "counter:audit": ("auditor", "/quay/ho-so/{stay}/trao-doi?vi=plan"),
    "counter:letters": ("police", "/quay/ho-so/{stay}/tin-nhan"),
    "counter:unread-letters": ("police", "/quay/tin-nhan"),
    "counter:apology": ("police", "/quay/ho-so/{stay}/xin-loi"),
    "counter:assign": ("police", "/quay/ho-so/{stay}/giao"),
    "counter:ask-opinion": ("police", "/quay/ho-so/{examined}/hoi-y-kien"),
    "counter:opinions": ("police", "/quay/y-kien"),
    "counter:opinion": ("police", "/quay/y-kien/{opinion}"),
    "counter:erasures": ("leader", "/quay/het-han-luu"),
    "counter:archives": ("leader", "/quay/xuat-luu-tru"),
    "counter:to-hand": ("counter", "/quay/cho-tra"),
    "counter:handing": ("police", "/quay/ho-so/{filed}/tra"),
    "counter:receipt-lists": ("police", "/quay/danh-sach-ky-nhan"),
    "counter:receipt-list": ("police", "/quay/danh-sach-ky-nhan/{receipts}"),
    "counter:soon": ("leader", "/quay/sap-tre"),
    "counter:awaited": ("leader", "/quay/cho-lam-tiep"),
    "counter:register": ("leader", "/quay/so-theo-doi"),
    "counter:stays": ("police", "/quay/luu-tru?vi=residence"),
    "counter:mismatches": ("police", "/quay/khong-khop"),
    "counter:mismatch": ("police", "/quay/khong-khop/{case}"),
    "counter:mismatch-figures": ("leader", "/quay/khong-khop/thang"),
    "counter:stay-figures": ("leader", "/quay/luu-tru/thang"),
    "counter:lists": ("police", "/quay/doi-chieu"),
    "counter:list-row": ("police", "/quay/doi-chieu/dong/{row}"),
    "partner:lists": ("partner", "/doi-tac/"),
    "partner:list": ("partner", "/doi-tac/{list}"),
    "counter:sighting": ("police", "/quay/ho-so/{stay}/xem-giay"),
    "counter:unverified": ("police", "/quay/ho-so/{stay}/chua-xac-thuc"),
    "counter:once-only": ("leader", "/quay/mot-lan"),
    "counter:ratings": ("leader", "/quay/hai-long"),
    "counter:reports": ("leader", "/quay/phan-anh"),
    "counter:report": ("leader", "/quay/phan-anh/{report}"),
    "counter:workload": ("leader", "/quay/phan-cong"),
    "counter:notices": ("police", "/quay/nhac-viec"),
    "counter:people": ("police", "/quay/nguoi"),
    "counter:person": ("police", "/quay/nguoi/{person}?vi=counter"),
    "counter:night-list": ("police", "/quay/nguoi/hoi-ban-dem"),
    "counter:curiosity": ("leader", "/quay/xem-khong-co-viec"),
    "counter:look-up": ("police", "/quay/nguoi/{person}/hoi-du-lieu"),
    "counter:serve": ("counter", "/quay/tiep"),
    "counter:filing": ("counter", "/quay/tiep/{helped}"),
    "counter:draft-form": ("counter", "/quay/tiep/{helped}/in-to-khai"),
    "citizen:draft-form": ("minh", "/don/{draft}/to-khai"),
    "counter:beside": ("counter", "/quay/tiep/{helped}/nguoi-den-thay"),
    "counter:digitised": ("leader", "/quay/so-hoa"),
    "counter:station": ("counter", "/quay/quet/{helped}"),
    "counter:separators": ("counter", "/quay/quet/{helped}/to-ngan"),
    "counter:scan": ("counter", "/quay/tiep/{helped}/to-giay"),
    "counter:check": ("counter", "/quay/tiep/{read}/doc-lai"),
    "counter:filed": ("counter", "/quay/tiep/{filed}/xong"),
    "sign:papers": ("leader", "/ky/"),
    "sign:batch": ("leader", "/ky/lan/{batch}"),
    "sign:paper": ("leader", "/ky/giay/{paper}"),
    "sign:signed": ("leader", "/ky/da-ky"),
    "sign:revoke": ("leader", "/ky/da-ky/{paper}/thu-hoi"),
    "office:waiting": ("operator", "/van-hanh/"),
    "office:health": ("auditor", "/van-hanh/he-thong"),
    "office:posts": ("operator", "/van-hanh/vai-tro"),
    "office:units": ("operator", "/van-hanh/don-vi?q=duc+nhan"),
    "office:rollout": ("leader", "/van-hanh/dich-vu-thiet-yeu"),
    "office:portal": ("leader", "/van-hanh/cong-quoc-gia"),
    "office:lines": ("leader", "/van-hanh/duong-truyen"),
    "office:line-day": ("operator", "/van-hanh/duong-truyen/ngay/2026-11-23"),
    "office:line-proof": (
        "leader",
        "/van-hanh/duong-truyen/phu-luc?tu=01/11/2026&den=30/11/2026",
    ),
    "office:outages": ("operator", "/van-hanh/thong-bao-dung"),
    "office:sheets": ("operator", "/van-hanh/niem-yet"),
    "verify:home": ("", "/kiem-tra/"),
    "verify:paper": ("", "/kiem-tra/{code}"),
}
NO_PAGES = {
    "sign-in", "sign-in-return", "sign-out", "health",
    "citizen:large-type", "citizen:draft", "citizen:attachment", "citizen:open-paper",
    "citizen:holding", "counter:holding", "citizen:blank-form", "citizen:print-form",
    "citizen:offline-form", "counter:register-paper", "counter:register-list",
    "counter:search", "counter:here", "counter:note-absence", "counter:end-absence",
    "counter:standby", "counter:appoint-standby", "counter:end-standby",
    "counter:many", "counter:print-many", "counter:keep-view", "counter:drop-view", "counter:act",
    "counter:attachment", "counter:paper", "counter:begin", "counter:card",
    "counter:sighting-card",
    "counter:copy", "sign:content", "sign:back", "office:retry", "office:appoint",
    "office:end-post", "office:put-up", "office:portal-again", "office:portal-retry",
    "office:portal-decline", "office:line-minutes", "office:line-times-down",
    "office:end-outage", "office:withdraw-outage",
    "verify:file", "upload:uploads", "upload:upload",
    "counter:scanned-page", "counter:stays-list", "citizen:guest-template", "citizen:guest-book",
    "citizen:guest-left", "citizen:guest-room", "citizen:stay-returned", "citizen:undo-stays",
    "citizen:renew", "citizen:lodging", "citizen:tenant-left", "citizen:ask-own-copy",
    "citizen:own-copy",
    "counter:list-next", "counter:list-reopen", "partner:columns", "partner:ask-file",
    "partner:file", "partner:undo",
    "counter:shown", "counter:taker-signature", "counter:receipt-list-paper",
    "counter:receipt-list-scan", "citizen:own-data", "counter:bag",
    "counter:mismatch-card", "counter:mismatch-table",
}  # fmt: skip
"""Files, forms that are only sent, and addresses that lead on: nothing to look at."""

OTHERS = {
    "nothing there": ("", "/khong-co-trang-nay"),
    "nothing found": ("", "/?tim=xyz"),
    "unknown code": ("", "/kiem-tra/ABCDEFGHJKMNPQRS"),
    "sign-in gone wrong": ("", "/dang-nhap/tro-lai/?state=cu"),
    "inbox, filtered": ("police", "/quay/?trang-thai=submitted"),
    "a dossier the register does not agree with": ("trinh", "/ho-so/{unmatched}"),
    "a leader's dossier": ("leader", "/quay/ho-so/{stay}"),
}
EVERY = PAGES | OTHERS
KEYBOARD = (
    "citizen:home", "citizen:question", "citizen:check", "citizen:consent", "counter:inbox",
    "counter:dossier", "counter:filing", "sign:papers", "office:posts", "verify:home",
)  # fmt: skip


@dataclass
class Gallery:
    """What the stories made, and one browser for each person, signed in once."""

    people: People
    made: dict[str, str] = field(default_factory=dict)
    at: dict[str, Visit] = field(default_factory=dict)

    def open(self, name: str, size: dict[str, int]) -> Visit:
        key, path = EVERY[name]
        if key not in self.at:
            self.at[key] = self.people.signed_in(key) if key else self.people.at()
        visit = self.at[key]
        visit.trouble.clear()
        visit.page.set_viewport_size(size)  # type: ignore[arg-type]
        visit.open(path.format(**self.made))
        return visit


@pytest.fixture(scope="module")
def gallery(system: Any, browser: Any) -> Iterator[Gallery]:
    gallery = Gallery(People(system, browser))
    make(gallery)
    yield gallery
    gallery.people.leave()


def make(gallery: Gallery) -> None:
    """One of everything there is a page for."""
    people, made, ask = gallery.people, gallery.made, gallery.people.system.ask
    tenant = begin(people, "thuy", "o tro", "Đăng ký tạm trú")
    answer_all(tenant, STAY)
    made["stay"] = file_it(tenant).rpartition("/")[2]
    writer = begin_residence(people, "minh")
    answer_all(writer, {"content": "current", "purpose": "vay vốn"})
    made["consent"] = str(ask("select id from motcua_consent where dossier_id = %s", made["stay"]))
    made["draft"] = writer.path.split("/")[2]
    mother = begin(people, "sen", "con moi sinh", "Đăng ký khai sinh")
    mother.press("Gửi tới xã Đức Nhàn")
    made["birth"] = mother.path.split("/")[2]
    made["asked"] = ask_supplement(people, file_residence(people, "minh"))
    made["report"] = report(people, made["asked"])
    made["again"] = move_in_twice(people)
    made["examined"], made["opinion"] = ask_opinion(people, file_residence(people, "minh"))
    desk = people.signed_in("counter", "/quay/tiep")
    made["helped"] = serve(desk)
    made["read"] = serve(desk, "Tiếp")
    made["filed"] = serve(desk, "Tiếp", "Người dân nói đúng, nộp hồ sơ")
    made["person"] = str(ask("select applicant_id from motcua_draft where id = %s", made["filed"]))
    made["dwelling"] = str(ask("select id from motcua_dwelling order by declared_at limit 1"))
    made["wanted"] = want_deleted(people)
    made["unmatched"], made["case"] = disagree(people)
    made["told"] = tell_of_a_guest(people, made["dwelling"])
    made["paper"], made["code"], made["batch"] = signed(people, made["filed"])
    made["receipts"] = list_to_sign(people, made["filed"])
    made["list"], made["row"] = match_a_list(people)
    follow(gallery, made["filed"])
    gallery.at["counter"] = desk


def want_deleted(people: People) -> str:
    """Minh asks that his telephone number be deleted; the request's id."""
    visit = people.signed_in("minh", "/du-lieu-cua-ban/yeu-cau")
    for name, value in (("wish", "delete"), ("datum", "phone")):
        visit.page.locator(f'[name="{name}"][value="{value}"]').check()
    visit.page.locator('[name="said"]').fill("Tôi không dùng số này nữa.")
    visit.press("Gửi yêu cầu")
    return str(people.system.ask("select id from motcua_datarequest"))


def match_a_list(people: People) -> tuple[str, str]:
    """An office sends a list, a clerk matches it, an officer looks at a row; their ids."""
    office = people.signed_in("partner", "/doi-tac/")
    office.page.locator("#purpose").check()
    file = {"name": "a.csv", "mimeType": "text/csv", "buffer": "\n".join(LIST).encode()}
    office.page.locator("#list").set_input_files(files=[file])  # type: ignore[list-item]
    office.press("Gửi danh sách")
    office.reload_until("Các cột có đúng không?")
    office.press("Đúng, đối chiếu")
    office.reload_until("Lập tệp kết quả")
    officer = people.signed_in("police", "/quay/doi-chieu")
    officer.press("Xem từng dòng")
    return office.path.rpartition("/")[2], officer.path.rpartition("/")[2]


def disagree(people: People) -> tuple[str, str]:
    """The register knows Trinh by another birth date; her dossier's id, the case's."""
    name, number, *_ = cast.PEOPLE["trinh"]
    people.system.tell_register(number=number, full_name=name, birth_date="1988-12-07")
    path = file_residence(people, "trinh")
    case = wait_until(lambda: people.system.ask("select id from motcua_mismatch"), 60)
    return path.rpartition("/")[2], str(case)


def tell_of_a_guest(people: People, dwelling: str) -> str:
    """The landlord tells of one guest on the page of rows; the sending's id."""
    landlord = people.signed_in("trinh", f"/cho-o/{dwelling}/khach/ghi")
    said = {"full_name": "Lò Văn Khách", "number": "không có", "birth_date": "1990"}
    for name, value in said.items():
        landlord.page.locator(f'[name="1.{name}"]').fill(value)
    landlord.press("Báo lưu trú")
    return landlord.path.rpartition("/")[2]


def ask_supplement(people: People, path: str) -> str:
    officer = people.signed_in("police", f"{path}/bo-sung")
    officer.page.locator('input[name="why.purpose"]').fill("Ghi rõ hơn")
    officer.page.locator("summary", has_text="Đã có, không được yêu cầu").click()
    officer.page.locator('[name="ground.phone"]').select_option("wrong-data")
    officer.page.locator('[name="why.phone"]').fill("Số này không gọi được")
    officer.press("Gửi yêu cầu bổ sung")
    return path.rpartition("/")[2]


def ask_opinion(people: People, path: str) -> tuple[str, str]:
    """An agency without a desk here is asked; the dossier's id, the question's."""
    officer = people.signed_in("police", path)
    officer.press("Tiếp nhận hồ sơ")
    officer.press("Hỏi ý kiến đơn vị khác")
    officer.page.locator("#agency").fill("Hạt Kiểm lâm")
    officer.page.locator("#question").fill("Khu đất này có thuộc rừng phòng hộ không?")
    officer.press("Gửi câu hỏi")
    id = path.rpartition("/")[2]
    asked = people.system.ask("select id from motcua_opinion where dossier_id = %s", id)
    return id, str(asked)


def report(people: People, id: str) -> str:
    """The citizen reports the request; the leader finds it in the list."""
    citizen = people.signed_in("minh", f"/ho-so/{id}")
    citizen.press("Tôi bị đòi thêm giấy tờ")
    citizen.page.locator("#where").check()
    citizen.page.locator("#what").fill("Bị đòi sổ hộ khẩu.")
    citizen.press("Gửi cho lãnh đạo")
    assert "Chờ trả lời" in citizen.text, citizen.text
    return str(people.system.ask("select id from motcua_report where dossier_id = %s", id))


def move_in_twice(people: People) -> str:
    """A house of one's own, filed and decided; the next draft, which the store completes."""
    said = STAY | {"dwelling.text": HOUSE, "stay_basis": "own"}
    first = begin(people, "minh", "o tro", "Đăng ký tạm trú")
    answer_all(first, {**said, "dwelling-proof": photo()})
    officer = people.signed_in("police", file_it(first).replace("/ho-so/", "/quay/ho-so/"))
    officer.reload_until("● Dữ liệu dân cư")
    officer.press("Tiếp nhận hồ sơ")
    officer.page.locator('[name="act"][value="take-fee"]').click()
    officer.press("Đồng ý giải quyết, trình ký")
    second = begin(people, "minh", "o tro", "Đăng ký tạm trú")
    assert "dwelling-proof" not in answer_all(second, {**said})
    assert "Đã có, không phải nộp" in second.text, second.text
    return second.path.split("/")[2]


def serve(desk: Visit, *presses: str) -> str:
    """An officer files for somebody who is there, up to some page; the draft's id."""
    desk.open("/quay/tiep")
    desk.page.locator("#q").fill("bui thi sen")
    desk.page.get_by_role("button", name="Tìm", exact=True).click()
    desk.page.locator('[name="procedure"][value="1.010041"]').check()
    desk.press("Bắt đầu hồ sơ")
    id = desk.path.split("/")[3]
    desk.page.locator('[name="content"][value="current"]').check()
    desk.page.locator('[name="purpose"]').fill("vay vốn")
    for words in presses:
        desk.press(words)
    return id


def signed(people: People, id: str) -> tuple[str, str, str]:
    """The dossier is decided and its result signed; the paper's id, its code, its batch."""
    officer = people.signed_in("police", f"/quay/ho-so/{id}")
    officer.reload_until("● Dữ liệu dân cư")
    officer.press("Tiếp nhận hồ sơ")
    officer.press("Đồng ý giải quyết, trình ký")
    where = "from motcua_paper where kind = 'result' and dossier_id = %s"
    paper = wait_until(lambda: people.system.ask(f"select id {where}", id))
    leader = people.signed_in("leader", f"/ky/giay/{paper}")
    leader.press("Ký dù chưa mở")
    wait_until(lambda: people.system.ask(f"select state {where}", id) == "signed")
    code, batch = (people.system.ask(f"select {what} {where}", id) for what in ("code", "batch"))
    return str(paper), code, str(batch)


def list_to_sign(people: People, id: str) -> str:
    """The head of the hamlet takes a result along; the list's id."""
    desk = people.signed_in("police", "/quay/cho-tra")
    desk.page.locator(f'[name="chon"][value="{id}"]').check()
    desk.page.locator("#bearer").fill("Trưởng xóm Bưa Sen")
    desk.press("Lập danh sách ký nhận")
    return desk.path.rpartition("/")[2]


def follow(gallery: Gallery, id: str) -> None:
    """Somebody without an account follows the dossier by its number and a second fact."""
    visit = gallery.at["follower"] = gallery.people.at()
    visit.open("/tra-cuu")
    number = gallery.people.system.ask("select number from motcua_dossier where id = %s", id)
    visit.page.locator("#number").fill(number)
    visit.page.locator("#fact").fill("0101")
    visit.press("Tra cứu")
    assert visit.path == "/tra-cuu/ket-qua", visit.text


def names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from names(entry, f"{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern):
            yield f"{space}{entry.name}"


def test_every_url_is_looked_at_or_has_nothing_to_look_at() -> None:
    every = set(names(get_resolver(site_urls.__name__)))
    assert sorted(every - set(PAGES) - NO_PAGES) == []
    assert sorted((set(PAGES) | NO_PAGES) - every) == []


@pytest.mark.parametrize("name", EVERY)
def test_a_page_is_whole_on_a_phone_and_at_a_desk(
    gallery: Gallery, name: str, record_property: Callable[[str, object], None]
) -> None:
    visit = gallery.open(name, PHONE)
    page = visit.page
    assert re.fullmatch(r".+ – .+", page.title()), page.title()
    assert page.locator("h1").count() == 1, visit.text
    assert page.locator("html").get_attribute("lang") == "vi"
    wrong = {}
    for size in (PHONE, DESK):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        larger_text(page, 100)
        wide = size["width"]
        wrong |= {f"{wide}": faults(page), f"{wide} axe": axe(page)}
        larger_text(page, 200)
        wrong[f"{wide} at 200 %"] = faults(page)
    wrong["console"] = visit.trouble
    assert {where: what for where, what in wrong.items() if what} == {}
    page_weight, first = assert_light(gallery, name)
    record_property(WEIGHT, [name, page_weight, first])


def assert_light(gallery: Gallery, name: str) -> tuple[int, int]:
    """Bytes on the line, headers and all: with what the first visit brings along, and without."""
    key, path = EVERY[name]
    weights = gallery.at[key].weights
    page = weights[path.format(**gallery.made)]
    kind = "counter" if 'class="counter"' in gallery.at[key].page.content() else "citizen"
    brings = sum(size for asset, size in weights.items() if f"/built/{kind}" in asset)
    if kind == "counter":
        assert page + brings <= DESK_MOST
    else:
        assert page <= AFTER and page + brings <= FIRST
    return page, page + brings


TABBABLE = """() => {
  const all = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
  const groups = new Set(), found = [];
  for (const e of document.querySelectorAll(all)) {
    if (e.disabled || e.tabIndex < 0 || !e.checkVisibility()) continue;
    if (e.type === 'radio') {
      if (groups.has(e.name)) continue;
      groups.add(e.name);
    }
    found.push(e);
  }
  window.wanted = found;
  return found.length;
}"""
SHOWN = """() => {
  const e = document.activeElement, group = [...document.getElementsByName(e.name || ' ')];
  const at = window.wanted.findIndex(w => w === e || (e.type === 'radio' && group.includes(w)));
  if (at >= 0) window.wanted.splice(at, 1);
  const marked = [e, e.closest('label'), e.nextElementSibling].filter(Boolean).some(x => {
    const style = getComputedStyle(x);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  });
  return marked ? '' : e.outerHTML.slice(0, 120);
}"""


@pytest.mark.parametrize("name", KEYBOARD)
def test_all_there_is_to_press_is_reached_by_keyboard_and_seen(
    gallery: Gallery, name: str
) -> None:
    page = gallery.open(name, DESK).page
    unseen = []
    for _ in range(page.evaluate(TABBABLE)):
        page.keyboard.press("Tab")
        unseen.append(page.evaluate(SHOWN))
    assert page.evaluate("window.wanted.map(e => e.outerHTML.slice(0, 120))") == []
    assert [one for one in unseen if one] == []
