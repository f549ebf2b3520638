"""A dossier at the counter: from the inbox to the leader's list, by buttons alone."""

import uuid
from html import unescape

import pytest

from motcua.actions.consent import give_consent
from motcua.actions.processing import accept
from motcua.actions.supplement import answer_request
from motcua.records.account import Post
from motcua.records.dossier import Dossier
from motcua.records.journal import Entry
from motcua.rules.dossier import Money, State
from motcua.rules.time.calendar import ONE_DAY
from motcua.rules.verification import Answer
from tests.cast import TODAY, act, eyes, later, who
from tests.doors.desk import (
    RESIDENCE,
    file,
    file_for,
    hidden,
    press,
    rent,
    residence,
    text_of,
    verified,
)
from tests.world import as_role

pytestmark = pytest.mark.django_db


def now(dossier: Dossier) -> Dossier:
    with eyes("police"):
        return Dossier.objects.get(pk=dossier.id)


def place(dossier: Dossier) -> str:
    return f"/quay/ho-so/{dossier.id}"


def test_a_dossier_goes_from_the_inbox_to_the_leader_by_buttons(client_of) -> None:
    dossier = rent()
    client = client_of("police")
    assert dossier.number in text_of(client.get("/quay/"))
    url = place(dossier)
    assert press(client, client.get(url), f"{url}/lam", act="accept").status_code == 302
    assert now(dossier).state == State.ACCEPTED
    page = text_of(client.get(url))
    assert "chưa đồng ý" in page and "Lệ phí chưa nộp" in page
    assert "Đồng ý giải quyết, trình ký" not in page
    act("trinh", give_consent, dossier.id, given=True)
    verified(dossier)
    assert press(client, client.get(url), f"{url}/lam", act="take-fee").status_code == 302
    assert now(dossier).money == Money.PAID
    assert press(client, client.get(url), f"{url}/lam", act="decide").status_code == 302
    assert now(dossier).state == State.SIGNING
    assert "Đang chờ lãnh đạo ký" in text_of(client.get(url))


def test_the_page_says_that_nobody_can_sign_before_anything_is_decided(client_of) -> None:
    dossier = residence("minh")
    act("police", accept, dossier.id)
    verified(dossier)
    says, client = "Chưa có trưởng hay phó trưởng công an cấp xã", client_of("police")
    page = text_of(client.get(place(dossier)))
    assert says not in page and "Đồng ý giải quyết, trình ký" in page
    with as_role("motcua_clerk"):
        Post.objects.filter(account=who("leader").account).update(valid_to=TODAY - ONE_DAY)
    page = text_of(client.get(place(dossier)))
    assert says in page and "Đồng ý giải quyết, trình ký" not in page


def test_the_page_says_who_said_each_value(client_of) -> None:
    dossier = residence("thuy")
    page = text_of(client_of("police").get(place(dossier)))
    assert "Người dân khai" in page and "Dữ liệu Nhà nước đang giữ" in page


def test_a_register_that_disagrees_is_said_beside_the_field_and_settled_by_the_paper(
    client_of,
) -> None:
    dossier = file_for("counter", "Bùi Thị Sen", RESIDENCE, content="current", purpose="vay vốn")
    act("police", accept, dossier.id)
    client, url = client_of("police"), place(dossier)
    waiting = text_of(client.get(url))
    assert "Đã hỏi dữ liệu dân cư lúc 09:00" in waiting and "Bạn vẫn làm tiếp được" in waiting
    verified(dossier, Answer.NO_MATCH)
    page = text_of(client.get(url))
    assert "“không trùng khớp”" in page and "Không khớp" in page
    assert "Dữ liệu dân cư không khớp. Hãy xem giấy tờ gốc" in page
    assert "Đồng ý giải quyết, trình ký" not in page
    sheet = client.get(f"{url}/xem-giay")
    assert 'type="radio" name="agrees" value="yes" checked' not in sheet.content.decode()
    fields = {"field": ["full_name", "birth_date", "sex"]}
    blank = press(client, sheet, f"{url}/xem-giay", **fields)
    assert blank.status_code == 422 and "đúng như đã khai hay khác" in text_of(blank)
    done = press(client, sheet, f"{url}/xem-giay", agrees="yes", **fields)
    assert done.status_code == 302
    after = text_of(client.get(url))
    assert "Cán bộ đã xem giấy, Xa Văn Bền, Công an xã" in after
    assert "Đồng ý giải quyết, trình ký" in after


def test_opening_a_dossier_is_told_once_in_ten_minutes_and_the_person_sees_it(client_of) -> None:
    dossier = residence()
    client = client_of("police")
    for _ in range(3):
        client.get(place(dossier))
    with eyes("minh") as minh:
        seen = Entry.objects.visible_to(minh).about(minh.person).filter(kind="dossier.seen")
        assert seen.count() == 1


def test_only_buttons_the_officer_may_press_are_shown(client_of) -> None:
    dossier = residence()
    url = place(dossier)
    assert "Tiếp nhận hồ sơ" in text_of(client_of("counter").get(url))
    for reader in ("leader", "auditor"):
        page = text_of(client_of(reader).get(url))
        assert dossier.number in page
        assert "Tiếp nhận hồ sơ" not in page and "Từ chối" not in page


def test_an_officer_reads_their_own_dossier_and_decides_nothing(client_of) -> None:
    dossier = residence("police")
    client, url = client_of("police"), place(dossier)
    page = client.get(url)
    assert "việc của chính Bạn" in text_of(page)
    assert "Tiếp nhận hồ sơ" not in text_of(page)
    key = hidden(client.get("/quay/nguoi"), "key")
    refused = client.post(f"{url}/lam", {"act": "accept", "key": key, "revision": 1})
    assert refused.status_code == 404


@pytest.mark.parametrize("path", ["", "/bo-sung", "/tu-choi", "/xem-giay"])
@pytest.mark.parametrize("stranger", ["police_there", "leader_there", "minh", "volunteer"])
def test_a_stranger_sees_nothing_and_is_told_nothing(client_of, path, stranger) -> None:
    dossier = residence("thuy")
    assert client_of(stranger).get(place(dossier) + path).status_code == 404


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/lam", {"act": "accept"}),
        ("/lam", {"act": "take"}),
        ("/lam", {"act": "take-fee"}),
        ("/lam", {"act": "decide"}),
        ("/lam", {"act": "hand-over"}),
        ("/bo-sung", {"why.content": "Sai."}),
        ("/tu-choi", {"reason": "Không.", "basis": "Luật"}),
        ("/xem-giay", {"field": "content"}),
    ],
)
def test_no_button_works_for_an_officer_of_another_unit(client_of, path, sent) -> None:
    dossier = residence("thuy")
    key = "11111111-1111-4111-8111-111111111111"
    sent = sent | {"key": key, "revision": "1"}
    answer = client_of("police_there").post(place(dossier) + path, sent)
    assert answer.status_code == 404
    assert now(dossier).state == State.SUBMITTED
    mine = client_of("police").post(place(dossier) + path, sent)
    assert mine.status_code in (302, 422)  # the same sending, by one who may


def test_all_that_is_missing_is_asked_at_once_with_its_articles(client_of) -> None:
    dossier = rent()
    client, url = client_of("police"), f"{place(dossier)}/bo-sung"
    page = client.get(url)
    assert "NĐ 154/2024" in text_of(page) or "Luật Cư trú" in text_of(page)
    asked, _, held = text_of(page).partition("Đã có, không được yêu cầu người dân nộp")
    assert "Giấy: Giấy tờ chứng minh chỗ ở" not in asked  # the State holds it
    assert "Giấy: Giấy tờ chứng minh chỗ ở" in held
    nothing = press(client, page, url)
    assert nothing.status_code == 422 and "Hãy ghi lý do" in text_of(nothing)
    whys = {"why.from": "Khác hợp đồng.", "why.to": "Khác hợp đồng."}
    assert press(client, nothing, url, **whys).status_code == 302
    assert now(dossier).state == State.WAITING
    shown = text_of(client.get(place(dossier)))
    assert "Chờ bổ sung" in shown and "Khác hợp đồng." in shown


def test_a_second_request_warns_and_wants_a_leaders_word(client_of) -> None:
    dossier = rent()
    client, url = client_of("police"), f"{place(dossier)}/bo-sung"
    press(client, client.get(url), url, **{"why.from": "Sai."})
    act("thuy", answer_request, dossier.id, answers={"from": "2026-12-05"})
    assert "lần yêu cầu thứ hai" in text_of(client.get(url))
    wish = f"{place(dossier)}/bo-sung-lan-nua"
    page = client.get(wish)
    assert "tính là trễ hạn" in text_of(page)
    nothing = press(client, page, wish)
    assert nothing.status_code == 422 and "Hãy ghi lý do" in text_of(nothing)
    assert press(client, nothing, wish, why="Ngày đến vẫn sai.").status_code == 302
    assert "Soạn yêu cầu" not in text_of(client.get(wish))  # not the officer themselves
    leader = client_of("leader")
    asked = leader.get(wish)
    assert "Ngày đến vẫn sai." in text_of(asked)
    said = press(leader, asked, wish, why="Gọi xin lỗi người dân.", allowed="yes")
    assert said.status_code == 302
    page = client.get(url)
    assert "Gọi xin lỗi người dân." in text_of(page)
    assert press(client, page, url, **{"why.to": "Vẫn sai."}).status_code == 302
    assert now(dossier).requests == 2


def test_a_leader_who_says_no_is_on_record_and_nothing_is_asked(client_of) -> None:
    dossier = rent()
    client, url = client_of("police"), f"{place(dossier)}/bo-sung"
    press(client, client.get(url), url, **{"why.from": "Sai."})
    act("thuy", answer_request, dossier.id, answers={"from": "2026-12-05"})
    wish, leader = f"{place(dossier)}/bo-sung-lan-nua", client_of("leader")
    press(client, client.get(wish), wish, why="Ngày đến vẫn sai.")
    asked = leader.get(wish)
    press(leader, asked, wish, why="Xem trong dữ liệu là được.", allowed="no")
    twice = leader.post(wish, {"key": str(uuid.uuid4()), "why": "Thôi.", "allowed": "yes"})
    assert twice.status_code == 422 and "đã trả lời rồi" in text_of(twice)
    assert "Xem trong dữ liệu là được." in text_of(client.get(wish))
    assert "lần yêu cầu thứ hai" in text_of(client.get(url))


def test_two_officers_the_second_sees_who_and_when_and_loses_nothing_typed(client_of) -> None:
    dossier = residence()
    police, url = client_of("police"), f"{place(dossier)}/tu-choi"
    page = police.get(url)
    act("counter", accept, dossier.id, at=later(minutes=1))
    late = press(police, page, url, reason="Không thuộc thẩm quyền.", other="Luật Cư trú Điều 3")
    shown = late.content.decode()
    assert late.status_code == 422
    assert "Lường Thị Mai, Công chức bộ phận một cửa" in text_of(late)
    assert "lúc 09:01" in text_of(late)
    assert "Không thuộc thẩm quyền." in shown and "Luật Cư trú Điều 3" in shown
    again = press(police, late, url, reason="Không thuộc thẩm quyền.", other="Luật Cư trú Điều 3")
    assert again.status_code == 302
    assert now(dossier).state == State.STOPPED


def test_an_act_of_one_press_on_a_changed_dossier_says_who_changed_it(client_of) -> None:
    dossier = residence()
    client, url = client_of("police"), place(dossier)
    page = client.get(url)
    act("counter", accept, dossier.id)
    clash = press(client, page, f"{url}/lam", act="accept")
    assert clash.status_code == 422 and "Lường Thị Mai" in text_of(clash)


def test_who_else_is_at_the_dossier_is_said_before_anything_is_done(client_of) -> None:
    dossier = residence()
    client_of("counter").get(place(dossier))
    page = text_of(client_of("police").get(place(dossier)))
    assert "cũng đang mở hồ sơ này" in page and "Lường Thị Mai" in page


def test_a_refusal_offers_the_articles_of_this_version_and_is_shown(client_of) -> None:
    dossier = residence()
    client, url = client_of("police"), f"{place(dossier)}/tu-choi"
    page = client.get(url)
    assert "Luật Cư trú 68/2020/QH14" in text_of(page)
    bare = press(client, page, url, reason="Không đủ.")
    assert bare.status_code == 422 and "Không đủ." in bare.content.decode()
    press(client, bare, url, reason="Không đủ.", basis="Luật Cư trú 68/2020/QH14 Điều 17")
    assert now(dossier).state == State.NOT_ACCEPTED
    assert "Không đủ." in text_of(client.get(place(dossier)))


def test_a_double_click_is_one_act(client_of) -> None:
    dossier = residence()
    client, url = client_of("police"), place(dossier)
    page = client.get(url)
    first = press(client, page, f"{url}/lam", act="accept")
    second = press(client, page, f"{url}/lam", act="accept")
    assert (first.status_code, second.status_code) == (302, 302)
    with eyes("police"):
        assert Entry.objects.of(dossier.id).filter(kind="dossier.accepted").count() == 1


def test_another_officer_can_take_it_over(client_of) -> None:
    dossier = residence()
    act("counter", accept, dossier.id)
    client, url = client_of("police"), place(dossier)
    assert press(client, client.get(url), f"{url}/lam", act="take").status_code == 302
    with eyes("police") as police:
        assert now(dossier).officer_id == police.account


def test_names_that_are_code_stay_text(client_of) -> None:
    dossier = file("minh", "1.010041", content="current", purpose="<script>alert(1)</script>")
    page = client_of("police").get(place(dossier)).content.decode()
    assert "<script>alert(1)" not in page and "&lt;script&gt;alert(1)" in page


def test_officer_and_citizen_read_the_same_steps_of_the_date_each_with_its_article(
    client_of,
) -> None:
    dossier = act("police", accept, residence("minh").id, at=later(hours=7))  # 16:00
    with eyes("police"):
        steps = now(dossier).due_steps
    assert len(steps) > 1 and any("24/11" in step for step in steps)
    desk, hers = (
        client_of("police").get(place(dossier)),
        client_of("minh").get(f"/ho-so/{dossier.id}"),
    )
    for page in (desk, hers):
        said = unescape(text_of(page))
        assert all(step in said for step in steps) and "NĐ 118/2025/NĐ-CP" in said
