"""At the desk: giving away, stopping, saying sorry, what goes late, and the register."""

from datetime import datetime
from typing import Any

import pytest

from motcua.actions.dossier import withdraw
from motcua.actions.processing import accept, assign
from motcua.actions.register import ask_register
from motcua.records.apology import Apology
from motcua.records.dossier import Dossier
from motcua.rules.dossier import State
from motcua.rules.time.wall_clock import local
from motcua.site import clock
from tests import cast
from tests.cast import TODAY, act, eyes, later
from tests.doors.desk import press, rent, text_of
from tests.doors.test_counter_dossier import now, place

pytestmark = pytest.mark.django_db


def accepted() -> Dossier:
    dossier = rent()
    act("counter", accept, dossier.id)
    return dossier


def at(moment: datetime) -> None:
    clock.use(lambda: moment)


def test_a_dossier_is_given_to_a_colleague_of_the_unit(client_of: Any) -> None:
    dossier = accepted()
    client, url = client_of("counter"), f"{place(dossier)}/giao"
    page = client.get(url)
    assert "Xa Văn Bền" in text_of(page) and "Trần Quốc Hưng" not in text_of(page)
    assert "Lường Thị Mai" not in text_of(page).partition("Giao cho ai")[2]
    nobody = press(client, page, url, note="Chủ nhà hẹn chiều.")
    assert nobody.status_code == 422 and "Hãy chọn người nhận" in text_of(nobody)
    assert "Chủ nhà hẹn chiều." in nobody.content.decode()
    assert press(client, nobody, url, to=str(cast.who("police").account)).status_code == 302
    assert now(dossier).officer_id == cast.who("police").account


def test_two_officers_give_it_away_at_once_and_the_second_sees_by_whom(client_of: Any) -> None:
    dossier = accepted()
    client, url = client_of("police"), f"{place(dossier)}/giao"
    page = client.get(url)
    act("counter", assign, dossier.id, to=cast.who("specialist").account, at=later(minutes=1))
    late = press(client, page, url, to=str(cast.who("police").account), note="Tôi làm.")
    said = text_of(late)
    assert late.status_code == 422 and "Lường Thị Mai" in said and "Tôi làm." in said
    assert now(dossier).officer_id == cast.who("specialist").account


def test_what_cannot_go_on_is_stopped_with_reason_and_article(client_of: Any) -> None:
    dossier = accepted()
    client, url = client_of("police"), f"{place(dossier)}/dung"
    page = client.get(url)
    assert "thông báo dừng giải quyết" in text_of(page)
    bare = press(client, page, url, reason="Nhà đã phá dỡ.")
    assert bare.status_code == 422 and "điều luật" in text_of(bare)
    assert (
        press(client, bare, url, reason="Nhà đã phá dỡ.", other="Luật Cư trú").status_code == 302
    )
    assert now(dossier).state == State.STOPPED
    assert "đang ở bước “Đã dừng giải quyết”" in text_of(client.get(url))


def test_the_apology_is_drafted_and_sent_with_one_press(client_of: Any) -> None:
    dossier = accepted()
    client, url = client_of("police"), f"{place(dossier)}/xin-loi"
    assert dossier.number not in text_of(client.get("/quay/sap-tre"))
    at(later(days=3))  # Thursday; promised for Friday evening
    soon = client.get("/quay/sap-tre")
    assert dossier.number in text_of(soon) and url in soon.content.decode()
    page = client.get(url)
    assert "Gia hạn một lần" in text_of(page) and "thẩm tra, xác minh" in text_of(page)
    draft = {"reason": "Hồ sơ cần thêm thời gian.", "days": "2"}
    wrong = press(client, page, url, **draft | {"days": "hai"})
    assert wrong.status_code == 422 and "ngày làm việc" in text_of(wrong)
    assert press(client, wrong, url, **draft).status_code == 302
    assert f"{local(now(dossier).due_at):%d/%m}" == "01/12"
    assert "gia hạn một lần" in text_of(client.get(place(dossier)))
    assert dossier.number not in text_of(client.get("/quay/sap-tre"))
    again = press(client, client.get(url), url, **draft)
    assert again.status_code == 422 and "chỉ được gia hạn một lần" in text_of(again)


def test_a_date_that_passed_owes_an_apology_and_the_desk_shows_it(client_of: Any) -> None:
    dossier = accepted()
    at(later(days=7))
    client, url = client_of("police"), f"{place(dossier)}/xin-loi"
    owed = text_of(client.get("/quay/sap-tre")).partition("Đã trễ, chưa xin lỗi")[2]
    assert dossier.number in owed
    page = client.get(url)
    assert "hồ sơ vẫn tính là trễ hạn" in text_of(page)
    assert press(client, page, url, reason="Ta làm chậm.", days="1").status_code == 302
    with eyes("police"):
        assert not Apology.objects.get(dossier=dossier).prolongs
    assert dossier.number not in text_of(client.get("/quay/sap-tre"))


def test_the_register_is_asked_for_and_taken_as_a_list(client_of: Any) -> None:
    dossier = accepted()
    client = client_of("auditor")
    page = client.get("/quay/so-theo-doi")
    wrong = press(client, page, "/quay/so-theo-doi", begins="30/11/2026", ends="1/11/2026")
    assert wrong.status_code == 422 and "Hãy chọn từ ngày trước" in text_of(wrong)
    wrong = press(client, page, "/quay/so-theo-doi", begins="31/11/2026", ends="1/12/2026")
    assert wrong.status_code == 422 and "31/11/2026" in wrong.content.decode()
    days = {"begins": "1/11/2026", "ends": "30/11/2026"}
    assert press(client, page, "/quay/so-theo-doi", **days).status_code == 302
    unit = cast.commune("Đức Nhàn").id
    made = act("leader", ask_register, unit=unit, begins=TODAY, ends=TODAY)
    assert "Đang in" in text_of(client.get("/quay/so-theo-doi"))
    sheet = client.get(f"/quay/so-theo-doi/{made.pk}.csv").content.decode()
    assert sheet.startswith("\ufeffMã hồ sơ,Người nộp,")
    assert dossier.number in sheet and "Nguyễn Thị Minh Thuý" in sheet
    assert client.get(f"/quay/so-theo-doi/{made.pk}.pdf").status_code == 404  # not yet set
    there = client_of("police_there")
    assert there.get(f"/quay/so-theo-doi/{made.pk}.csv").status_code == 404


def test_what_was_typed_is_there_also_where_it_cannot_be_sent_any_more(client_of: Any) -> None:
    dossier, client = rent(), client_of("police")
    pages = {path: client.get(f"{place(dossier)}/{path}") for path in ("tu-choi", "bo-sung")}
    act("thuy", withdraw, dossier.id)
    typed = {"tu-choi": {"reason": "Sai nơi nhận."}, "bo-sung": {"why.from": "Trước ngày đến ở."}}
    for path, page in pages.items():
        late = press(client, page, f"{place(dossier)}/{path}", **typed[path])
        (words,) = typed[path].values()
        said = text_of(late)
        assert late.status_code == 422 and words in said
        assert "đang ở bước “Người nộp đã rút hồ sơ”" in said and "Về hồ sơ" in said
