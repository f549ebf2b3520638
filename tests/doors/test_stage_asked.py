"""What another agency asks of a citizen is answered on our page; what it gives is looked at."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from motcua.records.outcome import DossierOutcome, outcome_of
from motcua.rules.dossier import State
from tests.bridges.conftest import Sandbox
from tests.clerks.desk import Desk
from tests.clerks.test_stage import born, granted, now, part, told
from tests.clerks.test_stage_asks import requests, sending
from tests.clerks.ways import other_agencies
from tests.doors.desk import press, text_of
from tests.world import as_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency(desk: Desk, tmp_path: Path) -> Iterator[Sandbox]:
    with other_agencies(desk, tmp_path) as sandbox:
        yield sandbox


def test_what_an_agency_asks_is_answered_on_our_page_and_goes_back_to_it(
    desk: Desk, agency: Sandbox, client_of: Any
) -> None:
    agency.switch(ask="child_name")
    whole = born(desk)
    granted(desk, part(whole, "birth"))
    number = part(whole, "number")
    (asked,) = requests(number)
    assert number.state == State.WAITING and asked.asked_by_id is None
    desk.work()
    with as_role("motcua_clerk"):
        assert any("can bo sung" in one.text for one in number.messages.all())
    citizen, url = client_of("minh"), f"/ho-so/{number.id}/bo-sung"
    assert "Xem điều cần bổ sung" in text_of(citizen.get(f"/ho-so/{whole.id}"))
    page = citizen.get(url)
    assert "Cơ quan giải quyết việc này hỏi Bạn" in text_of(page)
    assert "chưa khớp với hồ sơ của chúng tôi" in text_of(page)
    assert client_of("thuy").get(url).status_code == 404
    desk.pass_time(hours=5)
    done = press(citizen, page, url, child_name="Bùi Thị Ánh Dương")
    assert done.status_code == 302, text_of(done)
    assert now(number).state == State.PROCESSING
    desk.work("answer-stage")
    assert desk.failed == [] and sending(number).question is None
    desk.call("follow-stages")
    number = now(number)
    assert number.state == State.DONE and outcome_of(number)["child_number"]
    kinds = [one.kind for one in (*told(number, "stage.told"), *told(number, "result.noted"))]
    assert kinds == ["stage.told", "result.noted"]


def test_a_number_that_contradicts_the_birth_is_shown_to_whoever_goes_on_with_it(
    desk: Desk, agency: Sandbox, client_of: Any
) -> None:
    whole = born(desk)
    granted(desk, part(whole, "birth"))
    desk.work()
    pages = (whole, part(whole, "birth"), part(whole, "number"), part(whole, "residence"))
    doubt = "Số định danh được cấp cho con cần xem lại"
    client = client_of("specialist")
    assert not any(doubt in text_of(client.get(f"/quay/ho-so/{one.id}")) for one in pages)
    for number, why in (("017226000001", "giới tính khác"), ("12345", "đủ 12 chữ số")):
        with as_role("motcua_owner"):
            given = DossierOutcome.objects.get(dossier=part(whole, "number"))
            given.answers |= {"child_number": number}
            given.save()
        told = [text_of(client.get(f"/quay/ho-so/{one.id}")) for one in pages]
        assert all(doubt in page and number in page and why in page for page in told)
