"""Signing in and out, as it goes well and as it does not."""

import re

from tests.stories.people import PHONE, People
from tests.stories.walking import begin, begin_residence, file_residence

STAY_PAGE = "/thu-tuc/1.004194"


def test_an_account_of_level_one_opens_its_own_pages(people: People) -> None:
    low = people.signed_in("low", size=PHONE)
    assert low.path == "/ho-so" and "Bạn chưa có hồ sơ nào" in low.text
    level = people.system.ask("select level from motcua_account where name = 'Phùng Thị Chản'")
    assert level == 1


def test_an_account_of_level_one_is_told_how_to_file(people: People) -> None:
    """Also who pressed “Bắt đầu” before signing in."""
    low = begin(people, "low", "o tro", "Đăng ký tạm trú")
    assert "tài khoản định danh mức 2" in low.text and "bộ phận một cửa" in low.text
    low.open(STAY_PAGE)
    assert "Tài khoản của Bạn là mức 1" in low.text
    assert not low.page.get_by_role("button", name="Bắt đầu").count()


def test_a_locked_account_is_told_where_to_go(people: People) -> None:
    locked = people.at(PHONE, script=False)
    locked.open("/dang-nhap/")
    locked.sign_in("locked")
    assert "Tài khoản đang bị khoá" in locked.text and "công an xã" in locked.text
    locked.press("Quay lại")
    assert "Chưa đăng nhập được" in locked.text
    assert "sessionid" not in {one["name"] for one in locked.context.cookies()} or (
        locked.open("/ho-so") and "/authorize" in locked.page.url
    )


def test_who_turns_back_at_the_sign_in_may_try_again(people: People) -> None:
    visit = people.at(PHONE, script=False)
    visit.open("/dang-nhap/?next=/cho-o")
    visit.press("Không đăng nhập")
    assert "Bạn đã dừng đăng nhập" in visit.text
    visit.press("Đăng nhập lại")
    visit.sign_in("trinh")
    assert "Thoát" in visit.page.inner_text("header")


def test_without_the_e_identity_the_page_says_what_can_be_done(people: People) -> None:
    people.system.switch("eidentity", mode="down", only="/token")
    visit = people.at(PHONE, script=False)
    visit.open("/dang-nhap/?next=/ho-so")
    visit.sign_in("minh")
    assert "Hệ thống định danh điện tử chưa trả lời" in visit.text
    visit.page.get_by_role("link", name="tra cứu hồ sơ").click()
    assert visit.path == "/tra-cuu"
    people.system.switch("eidentity")
    visit.page.go_back()  # the page is asked for again, and this time all goes well
    assert visit.path == "/ho-so" and "Nguyễn Đăng Minh" in visit.page.inner_text("header")


def test_an_officer_comes_to_their_desk_a_leader_to_the_papers(people: People) -> None:
    homes = {"counter": "/quay/", "leader": "/ky/", "operator": "/van-hanh/", "minh": "/ho-so"}
    for key, path in homes.items():
        visit = people.at()
        visit.open("/")
        visit.page.get_by_role("link", name="Đăng nhập").click()
        visit.sign_in(key)
        assert visit.path == path, key


def test_a_session_that_ended_in_mid_form_loses_nothing(people: People) -> None:
    citizen = begin_residence(people, "minh")
    citizen.page.locator('[name="content"][value="current"]').check()
    citizen.press("Tiếp tục")
    citizen.page.get_by_role("textbox").first.fill("vay vốn =1+1 <b>ngân hàng</b>")
    citizen.end_session()
    citizen.press("Tiếp tục")
    citizen.sign_in("minh")
    assert "Những gì Bạn vừa gõ vẫn còn" in citizen.text
    box = citizen.page.get_by_role("textbox").first
    assert box.input_value() == "vay vốn =1+1 <b>ngân hàng</b>"
    citizen.press("Tiếp tục")
    assert "Lỗi" not in citizen.page.title()


def test_what_one_has_typed_is_not_shown_to_who_signs_in_next(people: People) -> None:
    """Two people at one computer: the session of the first ended before the form was sent."""
    citizen = begin_residence(people, "minh")
    citizen.page.locator('[name="content"][value="current"]').check()
    citizen.press("Tiếp tục")
    citizen.page.get_by_role("textbox").first.fill("vay vốn chữa bệnh")
    citizen.end_session()
    citizen.press("Tiếp tục")
    citizen.sign_in("trinh")
    assert "vay vốn" not in citizen.page.content()
    assert "Những gì Bạn vừa gõ" not in citizen.text


def test_an_officers_words_outlive_their_session_too(people: People) -> None:
    """A form that cannot be drawn again is sent again with one press."""
    officer = people.signed_in("police", f"{file_residence(people, 'minh')}/bo-sung")
    boxes = officer.page.locator('input[name^="why."]')
    boxes.first.fill("Ảnh mờ, không đọc được")
    officer.end_session()
    officer.press("Gửi yêu cầu bổ sung")
    officer.sign_in("police")
    assert "Những gì Bạn vừa gõ vẫn còn nguyên" in officer.text
    officer.press("Gửi tiếp")
    assert "Ảnh mờ, không đọc được" in officer.text and "Chờ bổ sung" in officer.text


def test_back_after_signing_out_shows_nothing(people: People) -> None:
    citizen = people.signed_in("minh", "/du-lieu-cua-ban")
    assert "Nguyễn Đăng Minh" in citizen.text
    citizen.press("Thoát")
    assert citizen.path == "/"
    citizen.page.go_back()
    citizen.page.go_back()
    citizen.page.wait_for_load_state()
    assert "0010*****104" not in citizen.page.content()
    citizen.open("/ho-so")
    assert "/authorize" in citizen.page.url  # the provider's session has ended as well
    assert citizen.page.get_by_role("heading", name=re.compile("đăng nhập")).count()


def test_a_post_taken_away_is_gone_with_the_next_page(people: People) -> None:
    officer = people.signed_in("specialist", "/quay/")
    assert "Hộp việc" in officer.text
    operator = people.signed_in("operator", "/van-hanh/vai-tro")
    row = operator.page.locator("tr", has_text="Hà Thị Bích")
    row.get_by_role("button").click()
    assert row.count() == 0
    try:
        answer = officer.open("/quay/")
        assert answer and answer.status == 404 and "Không có trang này" in officer.text
    finally:
        people.system.ask("update motcua_post set valid_to = null where role = 'specialist'")
