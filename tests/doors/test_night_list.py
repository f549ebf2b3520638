"""Residents are asked about at night: the last of all, within hours, and each of them sees it."""

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.records.budget import budgets
from motcua.records.journal import Entry
from motcua.records.night_list import to_ask_about
from motcua.records.person import Person
from motcua.records.verification import Verification
from motcua.rules.urgency import Urgency
from motcua.rules.verification import Answer
from tests.cast import NOW, commune, who
from tests.clerks.desk import Desk
from tests.doors.desk import press, text_of
from tests.world import as_role

pytestmark = pytest.mark.django_db

URL = "/quay/nguoi/hoi-ban-dem"


@pytest.fixture
def residents() -> int:
    """Those nobody has confirmed: they have no account."""
    with as_role("motcua_clerk"):
        return to_ask_about(commune("Đức Nhàn"), NOW, budgets()["population"]).count()


def asked() -> list[Verification]:
    with as_role("motcua_clerk"):
        return list(Verification.objects.order_by("asked_at", "id"))


def test_a_list_is_put_down_by_the_police_and_done_at_night(
    client_of, desk: Desk, residents: int
) -> None:
    client = client_of("police")
    page = client.get(URL)
    assert f"{residents} người" in text_of(page)
    assert press(client, page, URL).status_code == 302
    assert len(asked()) == residents
    with as_role("motcua_clerk"):
        jobs = ProcrastinateJob.objects.filter(task_name="clerk:ask-population")
        assert {job.priority for job in jobs} == {Urgency.BATCH}
        told = Entry.objects.filter(kind="verification.listed")
        assert {one.data["look_up"] for one in told} == {"residence"}
    desk.furnish(budgets={"population": budgets()["population"]})
    desk.work("ask-population")
    assert [one.answer for one in asked()] == [""] * residents, "it is nine in the morning"
    desk.pass_time(hours=12)
    with as_role("motcua_clerk"), connection.cursor() as cursor:
        cursor.execute("update procrastinate_jobs set scheduled_at = null")
    desk.work("ask-population")
    (answer,) = {one.answer for one in asked()}
    assert answer == Answer.NO_INFORMATION, "that register knows no addresses"
    assert f"Không có thông tin {residents} người" in text_of(client.get(URL))


def test_nobody_is_asked_about_twice_at_once(client_of, residents: int) -> None:
    client = client_of("police")
    page = client.get(URL)
    press(client, page, URL)
    again = client.get(URL)
    assert "từ đêm nay" not in text_of(again)
    assert f"Chờ hỏi, chờ trả lời {residents} người" in text_of(again)
    answer = client.post(URL, {"key": "00000000-0000-4000-8000-000000000001"})
    assert answer.status_code == 422
    assert "Không còn ai cần hỏi" in text_of(answer)
    assert len(asked()) == residents


def test_who_is_on_a_list_sees_it_among_who_looked(client_of) -> None:
    client = client_of("police")
    with as_role("motcua_clerk"):
        Person.objects.filter(pk=who("minh").person).update(verified_at=None)
    press(client, client.get(URL), URL)
    page = text_of(client_of("minh").get("/ai-da-xem"))
    assert "theo danh sách, ban đêm" in page


def test_only_the_police_may(client_of) -> None:
    for key in ("counter", "leader", "operator", "minh"):
        assert client_of(key).get(URL).status_code == 404, key
    assert "ban đêm" in text_of(client_of("police").get("/quay/nguoi"))
    assert "ban đêm" not in text_of(client_of("counter").get("/quay/nguoi"))
