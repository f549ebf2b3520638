"""The pages on which a desk sees the days ahead, and who stands in for whom."""

import re
from datetime import timedelta

import pytest

from motcua.actions.absence import note_absence
from motcua.actions.notice import remind
from motcua.actions.processing import accept
from motcua.rules.workload import Risk
from tests import cast
from tests.cast import act, clerk
from tests.clerks.test_desks import empty
from tests.doors.desk import press, residence, text_of
from tests.world import as_role

pytestmark = pytest.mark.django_db
PAGE = "/quay/phan-cong"


def test_a_leader_sees_who_has_how_much(client_of) -> None:
    dossier = residence("minh")
    act("police", accept, dossier.id)
    residence("thuy")
    page = text_of(client_of("leader").get(PAGE))
    assert "Xa Văn Bền 1 0" in page and "Chưa ai nhận 1 0" in page and "Cả đơn vị 2 0" in page
    assert dossier.number not in page  # it is near, and in the hands of somebody who is there


def test_what_somebody_away_has_and_is_near_should_change_hands(client_of) -> None:
    dossier, away = residence("minh"), cast.who("police").account
    act("police", accept, dossier.id)
    here = cast.commune("Đức Nhàn").id
    act("leader", note_absence, away, unit=here, first=cast.TODAY, last=cast.TODAY)
    page = text_of(client_of("leader").get(PAGE))
    assert "Còn chưa đến một ngày làm việc" in page and dossier.number in page
    assert "Xa Văn Bền nghỉ đến hết 23/11/2026" in page


def test_a_leader_notes_days_away_and_is_told_when_nobody_receives(client_of) -> None:
    client = client_of("leader")
    here = cast.commune("Đức Nhàn").id
    for key in ("counter", "police", "specialist"):
        said = {"account": cast.who(key).account, "unit": here}
        sent = press(client, client.get(PAGE), f"{PAGE}/nghi", first="26/11/2026",
                     last="26/11/2026", standby="", **said)  # fmt: skip
        assert sent.status_code == 302
    page = client.get(PAGE)
    assert "26/11/2026: Cử Lường Văn Thịnh trực ngày này" in text_of(page)
    url = page.content.decode().partition('/bo">')[0].rpartition('action="')[2] + "/bo"
    press(client, page, url)
    assert "không còn ai" not in text_of(client.get(PAGE))


def test_a_leader_told_of_a_day_with_nobody_names_who_stands_in(desk, client_of) -> None:
    client, day = client_of("leader"), cast.TODAY + timedelta(days=2)
    noted = empty(day)[0]
    desk.call("warn-of-nobody")
    assert "Nhắc việc (1)" in text_of(client.get("/quay/"))
    assert "25/11/2026: Cử Lường Văn Thịnh trực ngày này" in text_of(client.get("/quay/nhac-viec"))
    url = f"{PAGE}/nghi/{noted.id}/truc"
    bare = press(client, client.get(PAGE), url, standby="")
    assert bare.status_code == 422 and "người trực thay" in text_of(bare)
    press(client, client.get(PAGE), url, standby=cast.who("leader").account)
    assert "25/11/2026: Cử" not in text_of(client.get("/quay/nhac-viec"))


def test_one_press_on_the_suggestion_appoints_who_receives(desk, client_of) -> None:
    client, today = client_of("leader"), "23/11/2026"
    empty(cast.TODAY)
    assert "Bạn đang trực thay" not in text_of(client.get("/quay/"))
    desk.call("warn-of-nobody")
    told = client.get("/quay/nhac-viec")
    said = {"unit": cast.commune("Đức Nhàn").id, "first": today, "last": today}
    bare = press(client, client.get(PAGE), f"{PAGE}/truc", account="", **said)
    assert bare.status_code == 422 and "người trực" in text_of(bare)
    assert press(client, told, f"{PAGE}/truc", account=cast.who("leader").account, **said)
    page = client.get(PAGE)
    assert "trực tiếp nhận từ 23/11/2026 đến hết 23/11/2026" in text_of(page)
    assert "23/11/2026: Cử" not in text_of(client.get("/quay/nhac-viec"))
    assert "Bạn đang trực thay Đến hết 23/11/2026" in text_of(client.get("/quay/"))
    dossier = residence("minh")
    shown = text_of(client_of("police").get(f"/quay/ho-so/{dossier.id}/giao"))
    assert "Lường Văn Thịnh, Trưởng Công an xã: 0 hồ sơ, 0 gấp, đang trực thay" in shown
    assert "Tiếp nhận" in text_of(client.get(f"/quay/ho-so/{dossier.id}"))
    (id,) = re.findall(r"truc/(\S+)/bo", page.content.decode())
    press(client, page, f"{PAGE}/truc/{id}/bo")
    assert "trực tiếp nhận từ" not in text_of(client.get(PAGE))


def test_a_wrong_day_is_said_beside_the_form(client_of) -> None:
    client = client_of("police")
    said = {"account": cast.who("police").account, "unit": cast.commune("Đức Nhàn").id}
    page = press(client, client.get(PAGE), f"{PAGE}/nghi", first="32/1/2026", last="", **said)
    assert page.status_code == 422 and "không có ngày này" in text_of(page)


def test_what_an_officer_is_told_waits_in_the_inbox_until_read(client_of) -> None:
    dossier = residence("minh")
    act("police", accept, dossier.id)
    with as_role("motcua_clerk"):
        remind(clerk(), dossier.id, to=cast.who("police").account, why=Risk.NEAR)
    client = client_of("police")
    assert "Nhắc việc (1)" in text_of(client.get("/quay/"))
    assert "Nhắc việc" not in text_of(client_of("counter").get("/quay/"))
    page = client.get("/quay/nhac-viec")
    assert dossier.number in text_of(page)
    press(client, page, "/quay/nhac-viec")
    assert "Nhắc việc" not in text_of(client.get("/quay/"))
