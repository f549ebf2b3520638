"""Two officers at the same dossier see each other, and whose hand was the last."""

import uuid
from datetime import timedelta

import pytest

from motcua.actions.processing import accept, take
from motcua.doors.counter.here import WITHIN, sessions
from motcua.records.journal import Entry
from motcua.site import clock
from tests.cast import NOW, act, later
from tests.doors.desk import residence, text_of
from tests.world import as_role

pytestmark = pytest.mark.django_db


def test_who_opens_a_dossier_sees_who_has_it_open_since_when(client_of) -> None:
    url = f"/quay/ho-so/{residence('minh').id}"
    client_of("counter").get(url)
    clock.use(lambda: later(minutes=5))
    page = text_of(client_of("police").get(url))
    assert "Lường Thị Mai, Công chức bộ phận một cửa cũng đang mở hồ sơ này từ 09:00" in page
    assert page.count("cũng đang mở") == 1  # not oneself
    clock.use(lambda: later(minutes=25))
    assert "cũng đang mở" not in text_of(client_of("police", later(minutes=25)).get(url))


def test_an_open_page_learns_who_came_and_what_changed_and_writes_nothing(client_of) -> None:
    dossier = residence("minh")
    asking = f"/quay/ho-so/{dossier.id}/ai-dang-mo?revision={dossier.revision}"
    client = client_of("police")
    assert text_of(client.get(asking)) == ""
    client_of("counter").get(f"/quay/ho-so/{dossier.id}")
    act("counter", accept, dossier.id)
    with as_role("motcua_clerk"):
        before = Entry.objects.count()
    said = text_of(client.get(asking))
    assert "Lường Thị Mai" in said and "Hồ sơ vừa thay đổi" in said and "Tiếp nhận" in said
    with as_role("motcua_clerk"):
        assert Entry.objects.count() == before


def test_an_act_on_a_stale_page_says_who_changed_it(client_of) -> None:
    dossier = residence("minh")
    client = client_of("police")
    page = client.get(f"/quay/ho-so/{dossier.id}")
    act("counter", accept, dossier.id)
    act("counter", take, dossier.id)
    said = {"act": "take", "key": str(uuid.uuid4()), "revision": "1"}
    answer = text_of(client.post(f"/quay/ho-so/{dossier.id}/lam", said))
    assert page.status_code == 200 and "Lường Thị Mai" in answer and "Nhận giải quyết" in answer


def test_a_pause_ends_a_sitting_and_the_next_look_begins_another() -> None:
    mai, bich = uuid.uuid4(), uuid.uuid4()
    step = WITHIN - timedelta(minutes=1)
    looks = [
        (mai, NOW - 3 * step),
        (mai, NOW - 2 * step),
        (mai, NOW - step),
        (bich, NOW - 2 * step),
    ]
    assert sessions(looks, NOW) == {mai: NOW - 3 * step}
    broken = [(mai, NOW - 5 * step), (mai, NOW - step)]
    assert sessions(broken, NOW) == {mai: NOW - step}
