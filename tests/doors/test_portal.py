"""The page of the national portal: what waits, what was refused, what came and is held."""

import uuid
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.actions.arrival import hold_arrival, keep_arrival
from motcua.actions.portal import note_declined
from motcua.rules.arrival import WhyHeld
from motcua.site import clock
from tests import cast
from tests.cast import later
from tests.doors.desk import press, rent, text_of
from tests.world import as_role

pytestmark = pytest.mark.django_db
PAGE = "/van-hanh/cong-quoc-gia"


def held(why: WhyHeld = WhyHeld.PROCEDURE) -> uuid.UUID:
    """A message that came to nothing."""
    id = uuid.uuid4()
    said = {"MaHoSo": "G22-0007", "MaTTHC": "9.999999", "HoTen": "Bùi Thị Sen"}
    with as_role("motcua_clerk"):
        keep_arrival(cast.clerk(), id, message=str(id), said=said)
        hold_arrival(cast.clerk(), id, why=why)
    return id


def queued() -> list[str]:
    with as_role("motcua_clerk"):
        rows = ProcrastinateJob.objects.filter(status="todo").order_by("id")
        return [row.task_name.removeprefix("clerk:") for row in rows]


def test_what_waits_is_counted_and_red_after_ten_minutes(client_of: Any) -> None:
    rent()
    clock.use(lambda: later(minutes=10))
    client = client_of("operator", fresh_at=later(minutes=10))
    assert "1 thay đổi, cũ nhất 10 phút" in text_of(client.get(PAGE))
    clock.use(lambda: later(minutes=11))
    said = text_of(client.get(PAGE))
    assert "Quá thời gian" in said and "cũ nhất đã 11 phút" in said
    assert "1 thay đổi chờ báo, cũ nhất 11 phút" in text_of(client.get("/van-hanh/he-thong"))


def test_what_was_refused_is_told_again_by_an_operator_alone(client_of: Any) -> None:
    dossier = rent()
    with as_role("motcua_clerk"):
        note_declined(cast.clerk(), dossier.id, place=1, why="unit-unknown")
    page = client_of("operator").get(PAGE)
    assert "unit-unknown" in text_of(page) and dossier.number in text_of(page)
    assert "Báo lại" not in text_of(client_of("leader").get(PAGE)).split("Đứng sau")[1]
    url = f"{PAGE}/ho-so/{dossier.id}/bao-lai"
    assert press(client_of("operator"), page, url).url == PAGE
    assert queued()[-1] == "tell-again"


@pytest.mark.parametrize(
    ("button", "errand"), [("thu-lai", "settle-arrival"), ("khong-nhan", "decline-arrival")]
)
def test_a_message_is_tried_again_or_declined(client_of: Any, button: str, errand: str) -> None:
    id, client = held(), client_of("operator")
    page = client.get(PAGE)
    said = text_of(page)
    assert "G22-0007" in said and "Thêm tệp của thủ tục rồi bấm Thử lại" in said
    assert "Bùi Thị Sen" not in page.content.decode()
    assert press(client, page, f"{PAGE}/tin/{id}/{button}").url == PAGE
    assert queued()[-1] == errand


def test_what_is_not_on_the_list_is_not_there(client_of: Any) -> None:
    client = client_of("operator")
    page = client.get(PAGE)
    for path in ("ho-so/{}/bao-lai", "tin/{}/thu-lai", "tin/{}/khong-nhan"):
        url = f"{PAGE}/{path.format(uuid.uuid4())}"
        assert client.post(url, {"key": str(uuid.uuid4())}).status_code == 404, page
