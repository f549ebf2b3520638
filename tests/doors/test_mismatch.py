"""The desk sees who does not agree with the register and why, and settles it; they read it too."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from motcua.actions.mismatch import keep_card
from motcua.actions.mismatch_outcome import (
    advise_citizen,
    answer_correction,
    ask_correction,
    ask_once_more,
    say_same,
)
from motcua.actions.processing import accept
from motcua.records.mismatch import Mismatch
from motcua.records.person import Person
from motcua.rules.mismatch import Cause
from motcua.rules.verification import Answer
from tests import cast
from tests.actions.test_mismatch import NAME, NUMBER, WHY, card, case_of, disagrees
from tests.cast import act, eyes, later
from tests.doors.desk import file, hidden, press, residence, text_of, verified

pytestmark = pytest.mark.django_db

LIST = "/quay/khong-khop"


def url(case: Mismatch) -> str:
    return f"{LIST}/{case.id}"


def test_the_list_tells_cause_age_and_how_many_wait(client_of: Any) -> None:
    officer = client_of("counter")
    assert "Không có ai chưa khớp" in text_of(officer.get(LIST))
    dossier, case = disagrees(answer=Answer.NO_INFORMATION)
    disagrees(answer=Answer.NO_INFORMATION)
    page = officer.get(LIST)
    said = text_of(page)
    assert said.count(NAME) == 1 and "không có thông tin không tìm thấy" in said
    at_dossier = officer.get(f"/quay/ho-so/{dossier.id}").content.decode()
    assert f'href="{url(case)}"' in at_dossier
    assert "hôm nay 2 Cần cán bộ xem" in said and url(case) in page.content.decode()
    assert NAME in text_of(officer.get(f"{LIST}?ly-do=not-found&buoc=open"))
    assert NAME in text_of(officer.get(f"{LIST}?cho=1"))
    for other in ("?ly-do=font", "?buoc=closed"):
        assert "Không có dòng nào như vậy" in text_of(officer.get(LIST + other))
    assert NAME not in text_of(client_of("police_there").get(LIST))


def test_what_is_due_soonest_stands_first_then_that_on_which_most_wait(client_of: Any) -> None:
    cases = {}
    for key in ("trinh", "sen", "minh", "phuong"):
        dossier, case = disagrees(key)
        cases[case.id] = key
        if key in ("minh", "phuong"):  # the other two have no date yet
            act("police", accept, dossier.id, at=later(days=1 if key == "minh" else 0))
    disagrees("sen")
    with eyes("police"):
        found = Mismatch.objects.pressing_first().values_list("id", flat=True)
        assert [cases[one] for one in found] == ["phuong", "minh", "sen", "trinh"]
    shown = text_of(client_of("police").get(LIST))
    assert shown.index("Bùi Văn Phương") < shown.index("Nguyễn Đăng Minh")
    assert "hôm nay 1 hẹn sớm nhất 14:30 23/11/2026" in shown


def test_side_by_side_what_differs_is_named_in_words(client_of: Any) -> None:
    _, case = disagrees()
    act("counter", keep_card, case.id, reading=card("Nguyễn Đặng Mĩnh", born="20021979"))
    said = text_of(client_of("counter").get(url(case)))
    assert "Đặng (khác dấu thanh)" in said and "Mĩnh (khác dấu thanh)" in said
    assert "20/02/1979 (khác, chỉ năm giống)" in said
    assert "Họ tên đã khai khác dấu với thẻ hoặc hồ sơ khác" in said
    assert "Họ và tên không trùng khớp" in said


def test_a_title_says_both_where_the_whole_is_denied_and_no_field_is(client_of: Any) -> None:
    dossier = residence("minh")
    verified(dossier, Answer.NO_MATCH, each=Answer.INSUFFICIENT)
    said = text_of(client_of("counter").get(url(case_of("minh"))))
    assert f"{NAME} : dữ liệu dân cư trả lời “không trùng khớp; từng mục chưa đủ căn cứ" in said
    assert "Trả lời chung không trùng khớp Họ và tên chưa đủ căn cứ xác thực" in said
    mine = text_of(client_of("minh").get(f"/ho-so/{dossier.id}"))
    assert "ngày sinh, số định danh cùng lúc: chưa khớp với điều Bạn khai." in mine


def test_an_officer_corrects_by_the_page_and_what_was_typed_stays_where_it_was_wrong(
    client_of: Any,
) -> None:
    dossier, case = disagrees()
    officer = client_of("counter")
    page = officer.get(url(case))
    typed = {"act": "correct", "full_name": NAME, "birth_date": "31/02/1979", "number": NUMBER}
    wrong = press(officer, page, url(case), **typed, why=WHY)
    assert wrong.status_code == 422 and "31/02/1979" in wrong.content.decode()
    right = typed | {"full_name": "Nguyễn Đăng Mình", "birth_date": "02/02/1979"}
    assert press(officer, page, url(case), **right, why=WHY).status_code == 302
    assert "Đã hỏi lại, chờ trả lời" in text_of(officer.get(url(case)))
    mine = text_of(client_of("minh").get(f"/ho-so/{dossier.id}"))
    assert "sửa thông tin đã ghi sai, và hỏi lại" in mine and "chờ dữ liệu dân cư trả lời" in mine
    verified(dossier)
    assert "Ghi sai ở đây, đã sửa" in text_of(officer.get(url(case)))
    assert press(officer, officer.get(url(case)), url(case), act="reopen", why="Lại khác.")
    assert "Cần cán bộ xem" in text_of(officer.get(url(case)))


def test_a_form_drawn_before_somebody_else_put_it_right_changes_nothing(client_of: Any) -> None:
    dossier, case = disagrees()
    first, second = client_of("counter"), client_of("police")
    pages = {one: one.get(url(case)) for one in (first, second)}
    typed = {"act": "correct", "birth_date": "02/02/1979", "number": NUMBER, "why": WHY}
    told = typed | {"full_name": "Nguyễn Đăng Mình"}
    seen = {"seen": hidden(pages[first], "seen")}
    assert press(first, pages[first], url(case), **told, **seen).status_code == 302
    verified(dossier, Answer.NO_MATCH)
    late = press(second, pages[second], url(case), **typed, **seen, full_name="Nguyễn Minh")
    assert late.status_code == 422 and "Nguyễn Minh" in late.content.decode()
    assert case_of("minh").person.full_name == "Nguyễn Đăng Mình"
    again = {"seen": hidden(late, "seen")}
    told = typed | {"full_name": "Nguyễn Minh"}
    assert press(second, late, url(case), **told, **again).status_code == 302


def test_who_it_is_about_reads_what_does_not_agree_and_what_comes_next(client_of: Any) -> None:
    dossier, case = disagrees()
    minh, page = client_of("minh"), f"/ho-so/{dossier.id}"
    said = text_of(minh.get(page))
    assert "Họ và tên, ngày sinh, giới tính: chưa khớp với điều Bạn khai." in said
    assert "Cán bộ đang xem. Bạn không phải làm gì" in said
    act("counter", ask_correction, case.id, wanted={"full_name": NAME}, proof="Giấy khai sinh.")
    listed = text_of(client_of("police").get(LIST))
    assert "Chờ công an điều chỉnh trước 17:00 26/11/2026" in listed
    said = text_of(minh.get(page))
    assert "đã đề nghị công an điều chỉnh" in said and "trước 17:00 thứ Năm 26/11/2026" in said
    with eyes("police"):
        asked = Mismatch.objects.get().corrections.get()
    act("police", answer_correction, asked.id, done=True, reason="")
    verified(dossier)
    assert "chưa khớp với điều Bạn khai" not in text_of(minh.get(page))
    assert "đang chờ" not in text_of(minh.get(page))
    assert "chưa khớp với điều đã khai về Bạn" in text_of(minh.get("/ai-da-xem"))


def test_whatever_the_register_denied_can_be_put_right_there(client_of: Any) -> None:
    _, case = disagrees()
    officer = client_of("counter")
    page = officer.get(url(case))
    assert "<option selected>Nam</option>" in page.content.decode()
    assert 'name="ethnicity"' not in page.content.decode(), "it was not asked about"
    sent = press(officer, page, url(case), act="ask-correction", sex="Nữ", hometown="Huế", why=WHY)
    assert sent.status_code == 302
    with eyes("police"):
        assert Mismatch.objects.get().corrections.get().wanted == {"sex": "Nữ"}


def test_whatever_was_asked_and_written_wrong_here_can_be_put_right_here(client_of: Any) -> None:
    dossier, case = disagrees()
    officer = client_of("counter")
    page = officer.get(url(case))
    assert "Giới tính không trùng khớp đã khai Nam" in text_of(page)
    same = {"act": "correct", "full_name": NAME, "birth_date": "02/02/1979", "number": NUMBER}
    nothing = press(officer, page, url(case), **same, sex="Nam", why=WHY)
    assert nothing.status_code == 422 and "Chưa có gì được sửa" in text_of(nothing)
    page = officer.get(url(case))
    told = same | {"sex": "Nữ", "ethnicity": "Tày"}  # of which nothing was asked
    assert press(officer, page, url(case), **told, why=WHY).status_code == 302
    said = text_of(officer.get(url(case)))
    assert "sửa giới tính “ Nam ” thành “ Nữ ”" in said
    with eyes("counter"):
        held = Person.objects.get(pk=case.person_id)
        assert (held.sex, held.ethnicity) == ("female", "Kinh")
        change = case.changes.get()
    assert (change.before["sex"], change.after["sex"]) == ("male", "female")
    verified(dossier)
    assert "Ghi sai ở đây, đã sửa" in text_of(officer.get(url(case)))


def test_who_waits_for_the_register_reads_which_facts_and_that_nothing_is_to_be_done(
    client_of: Any,
) -> None:
    trinh = {"full_name": "Trương Thị Vân Trinh", "number": "048188000103"}
    plan = {"status": "single", "purpose": "marriage", "spouse": trinh}
    dossier = file("minh", "1.004873", **plan)
    minh, page = client_of("minh"), f"/ho-so/{dossier.id}"
    said = text_of(minh.get(page))
    assert "Họ và tên, ngày sinh, giới tính, dân tộc, quốc tịch của Bạn: đang chờ" in said
    assert "Bạn không phải làm gì" in said and "chỉ bước giải quyết, ký phải đợi" in said
    assert "Điều Bạn khai về người khác trong hồ sơ: đang chờ trả lời." in said
    verified(dossier, Answer.NO_INFORMATION)
    said = text_of(minh.get(page))
    assert "quốc tịch: dữ liệu dân cư không có thông tin." in said and "đang chờ" not in said
    assert "người khác" not in said, "what the register says of others is theirs"


def test_a_card_read_on_the_page_stays_with_the_case(client_of: Any) -> None:
    _, case = disagrees()
    officer = client_of("counter")
    bytes_ = card("Nguyễn Đăng Mình").original.hex()
    page = officer.get(url(case))
    assert press(officer, page, f"{url(case)}/the", bytes=bytes_).status_code == 302
    assert "Mình (khác dấu thanh)" in text_of(officer.get(url(case)))
    same = press(officer, officer.get(url(case)), f"{url(case)}/the", bytes=card().original.hex())
    assert same.status_code == 422 and "đúng như đã khai" in text_of(same)


def test_a_card_read_for_the_dossier_goes_to_the_case_where_it_says_otherwise(
    client_of: Any,
) -> None:
    dossier, case = disagrees()
    officer = client_of("counter")
    sighting = f"/quay/ho-so/{dossier.id}/xem-giay"
    page = officer.get(sighting)
    told = press(officer, page, f"{sighting}/the", bytes=card("Nguyễn Đăng Mình").original.hex())
    assert "bản đọc được giữ nguyên văn" in text_of(told) and url(case) in told.content.decode()
    same = press(officer, officer.get(sighting), f"{sighting}/the", bytes=card().original.hex())
    assert "Chưa có gì được lưu" in text_of(same)
    with eyes("counter"):
        assert case.cards.count() == 1 and Mismatch.objects.get().cause == Cause.TONE


def test_two_numbers_are_joined_and_taken_apart_again(client_of: Any) -> None:
    dossier, case = disagrees()
    officer = client_of("police")
    joined = {"act": "same", "number": cast.PEOPLE["phuong"][1], "why": "Theo chip."}
    assert press(officer, officer.get(url(case)), url(case), **joined).status_code == 302
    page = officer.get(url(case))
    assert "cùng một người với Bùi Văn Phương" in text_of(page)
    link = page.content.decode().partition('name="link" value="')[2].partition('"')[0]
    seen = text_of(officer.get(f"/quay/nguoi/{case.person_id}?vi=dossier"))
    assert "Cùng một người với Bùi Văn Phương" in seen
    undo = {"act": "undo", "link": link, "why": "Ghi nhầm."}
    assert press(officer, page, url(case), **undo).status_code == 302
    assert "Đã bỏ 09:00 23/11/2026" in text_of(officer.get(url(case)))
    assert client_of("counter").get(url(case)).content.decode().count('value="undo"') == 0


def test_who_is_out_of_sight_stays_so_on_the_pages_of_whom_they_are_linked_with(
    client_of: Any,
) -> None:
    _, case = disagrees()
    act("police", say_same, case.id, number=cast.PEOPLE["thuy"][1], why=WHY)
    officer = client_of("police")
    for page in (url(case), f"/quay/nguoi/{case.person_id}?vi=dossier"):
        said = text_of(officer.get(page))
        assert "ùng một người với một người đơn vị này không xem được" in said
        assert cast.PEOPLE["thuy"][0] not in said


def test_leaders_count_by_cause_and_unit_and_take_the_figures_away(client_of: Any) -> None:
    dossier, settled = disagrees()
    _, case = disagrees("thuy", Answer.NO_INFORMATION)
    act("counter", advise_citizen, case.id, why=WHY)
    act("counter", ask_once_more, settled.id, why=WHY)
    verified(dossier)
    leader = client_of("leader")
    said = text_of(leader.get(f"{LIST}/thang"))
    assert "Mọi lý do 2 1 1 0 0" in said and "không tìm thấy 1 0 1 0 0" in said
    assert "Hỏi lại thì khớp 1" in said and NAME not in said
    book = load_workbook(BytesIO(leader.get(f"{LIST}/thang.xlsx").content))
    rows = list(book.active.iter_rows(values_only=True))
    assert rows[0][0] == "Đơn vị" and rows[1][1:5] == ("Mọi lý do", "2", "1", "1")
    assert "Mọi lý do 0 0 0" in text_of(leader.get(f"{LIST}/thang?thang=2026-10"))
    assert case_of("thuy").is_open
