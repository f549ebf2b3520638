"""In the browser: another unit is asked and answers; a filing shows its citizen every stage."""

import uuid
from typing import Any

import pytest

from motcua.actions.processing import accept
from motcua.actions.sending import note_stuck
from motcua.actions.stage import go_on
from motcua.records.dossier import Dossier
from motcua.records.opinion import Opinion
from motcua.records.sending import Sending
from tests import cast
from tests.actions.test_opinion import drawings, house
from tests.cast import act, clerk, eyes, later
from tests.clerks.cases import filed, worked
from tests.doors.conftest import ClientOf
from tests.doors.desk import text_of
from tests.world import as_role

pytestmark = pytest.mark.django_db
QUESTION = "Nhà này có vướng hành lang đường không?"


def sent(client: Any, url: str, **said: Any) -> Any:
    return client.post(url, {"key": str(uuid.uuid4()), **said})


def test_a_unit_is_asked_reads_what_it_is_shown_and_answers(client_of: ClientOf) -> None:
    dossier, desk, other = house(), client_of("specialist"), client_of("police_there")
    page, there = f"/quay/ho-so/{dossier.id}", cast.commune("Ba Đình")
    plan = drawings(dossier)[-1]
    form = text_of(desk.get(f"{page}/hoi-y-kien"))
    assert "Quá hạn không trả lời thì coi là đã đồng ý." in form
    wrong = sent(desk, f"{page}/hoi-y-kien", asked=there.pk, question="")
    assert (wrong.status_code, "Hãy ghi điều muốn hỏi." in text_of(wrong)) == (422, True)
    said = {"asked": there.pk, "question": QUESTION, "shown": str(plan)}
    assert sent(desk, f"{page}/hoi-y-kien", **said).status_code == 302
    assert "Chờ trả lời" in text_of(desk.get(page))

    assert "Được hỏi ý kiến (1)" in text_of(other.get("/quay/"))
    with eyes("police_there"):
        opinion = Opinion.objects.get()
    asked = text_of(other.get(f"/quay/y-kien/{opinion.id}"))
    assert QUESTION in asked and "Nguyễn Đăng Minh" not in asked
    assert other.get(f"/quay/y-kien/{opinion.id}/tep/{plan}").status_code == 200
    assert other.get(page).status_code == 404
    assert sent(other, f"/quay/y-kien/{opinion.id}").status_code == 422
    no = sent(other, f"/quay/y-kien/{opinion.id}", agrees="no", word="")
    assert "Hãy ghi lý do." in text_of(no)
    answer = {"agrees": "no", "word": "Lấn hành lang đường 2 m."}
    assert sent(other, f"/quay/y-kien/{opinion.id}", **answer).status_code == 302
    shown = text_of(desk.get(page))
    assert "Không đồng ý" in shown and answer["word"] in shown
    mine = client_of("minh")
    assert "Cơ quan được hỏi đã có ý kiến" in text_of(mine.get(f"/ho-so/{dossier.id}"))
    assert "Cơ quan được hỏi ý kiến mở xem" in text_of(mine.get("/ai-da-xem?ca=1"))


def test_a_citizen_sees_each_stage_and_what_it_waits_for(client_of: ClientOf) -> None:
    whole = filed(worked("3.000722"))
    act("counter", accept, whole.id)
    with as_role("motcua_clerk"):
        go_on(clerk(), whole.id)
        birth = Dossier.objects.get(part_of=whole)
    mine = client_of("minh")
    page = text_of(mine.get(f"/ho-so/{whole.id}"))
    assert "Từng việc của hồ sơ liên thông" in page and birth.number in page
    assert "Chờ kết quả: cấp số định danh cá nhân cho con" in page
    listed = text_of(mine.get("/ho-so"))
    assert whole.number in listed and birth.number not in listed
    assert f"hồ sơ liên thông {whole.number}" in text_of(mine.get(f"/ho-so/{birth.id}"))
    desk = text_of(client_of("specialist").get(f"/quay/ho-so/{whole.id}"))
    assert "Từng việc của hồ sơ liên thông" in desk and "Từ chối" not in desk
    assert ": tiếp nhận, bắt đầu tính thời hạn, lúc" in desk and "dossier." not in desk


def test_those_who_run_the_house_see_which_stage_hangs(client_of: ClientOf) -> None:
    whole = filed(worked("3.000722"))
    act("counter", accept, whole.id)
    with as_role("motcua_clerk"):
        go_on(clerk(), whole.id)
        birth = Dossier.objects.get(part_of=whole)
        sending = Sending.objects.create(
            dossier=birth, unit=birth.unit, agency="bhxh", asked_at=cast.NOW
        )
        note_stuck(clerk(later(minutes=11)), sending.id)
    page = text_of(client_of("operator").get("/van-hanh/"))
    assert "Hồ sơ liên thông đang kẹt" in page and birth.number in page
    assert "Nguyễn Đăng Minh" not in page
