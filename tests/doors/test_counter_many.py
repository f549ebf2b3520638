"""Many dossiers at once: a result row each, restartable, and nobody's act but the officer's."""

import uuid

import pytest

from motcua.actions.processing import accept
from motcua.records.dossier import Dossier
from motcua.records.journal import Entry
from motcua.rules.dossier import State
from tests import cast
from tests.cast import act, eyes
from tests.doors.desk import residence, text_of, verified

pytestmark = pytest.mark.django_db
MANY = "/quay/nhieu"


def ticked(*dossiers: Dossier) -> list[str]:
    return [f"{one.id}~{one.revision}" for one in dossiers]


def send(client, name: str, *dossiers: Dossier, key: str = "", **more):
    said = {"key": key or str(uuid.uuid4()), "lam": name, "chon": ticked(*dossiers)}
    return client.post(MANY, said | more)


def state(dossier: Dossier) -> State:
    with eyes("police"):
        return State(Dossier.objects.get(pk=dossier.id).state)


def test_each_row_is_an_act_of_its_own_and_says_what_came_of_it(client_of) -> None:
    good, moved, own = residence("minh"), residence("thuy"), residence("police")
    act("counter", accept, moved.id)
    page = text_of(send(client_of("police"), "accept", good, moved, own))
    assert "Xong 1 hồ sơ, chưa làm được 2" in page
    assert "Đã tiếp nhận, hẹn trả" in page
    assert "Người khác vừa làm việc trên hồ sơ này" in page
    assert "việc của chính Bạn" in page
    assert [state(one) for one in (good, moved, own)] == ["accepted", "accepted", "submitted"]


def test_sent_twice_it_is_done_once_and_what_was_left_goes_on(client_of) -> None:
    first, second = residence("minh"), residence("thuy")
    client, key = client_of("police"), str(uuid.uuid4())
    send(client, "accept", first, key=key)  # cut off after the first row
    page = text_of(send(client, "accept", first, second, key=key))
    assert "Xong cả 2 hồ sơ" in page
    assert "Xong cả 2 hồ sơ" in text_of(send(client, "accept", first, second, key=key))
    with eyes("police"):
        for one in (first, second):
            assert Entry.objects.of(one.id).filter(kind="dossier.accepted").count() == 1


def test_another_act_from_the_same_page_is_another_act(client_of) -> None:
    dossier, client, key = residence("minh"), client_of("police"), str(uuid.uuid4())
    send(client, "accept", dossier, key=key)
    dossier.refresh_from_db()
    assert "Xong cả 1 hồ sơ" in text_of(send(client, "take", dossier, key=key))
    dossier.refresh_from_db()  # the same act, on what has changed since: not the same request
    page = text_of(send(client, "take", dossier, key=key))
    assert "chưa làm được 1" in page


def test_a_decision_is_asked_once_more_and_what_blocks_one_does_not_block_another(
    client_of,
) -> None:
    ready, blocked = residence("minh"), residence("thuy")
    for one in (ready, blocked):
        act("police", accept, one.id)
        one.refresh_from_db()
    verified(ready)
    client = client_of("police")
    asked = send(client, "decide", ready, blocked)
    assert "chịu trách nhiệm" in text_of(asked) and state(ready) == State.ACCEPTED
    page = text_of(send(client, "decide", ready, blocked, chac="1"))
    assert "Xong 1 hồ sơ, chưa làm được 1" in page and "chưa trả lời" in page
    assert [state(ready), state(blocked)] == [State.SIGNING, State.ACCEPTED]


def test_dossiers_are_given_to_a_colleague(client_of) -> None:
    mine = residence("minh")
    act("police", accept, mine.id)
    mine.refresh_from_db()
    client = client_of("police")
    page = text_of(send(client, "assign", mine))
    least = page.partition("Hà Thị Bích, Công chức tư pháp - hộ tịch: 0 hồ sơ, 0 gấp")
    assert least[1] and "Xa Văn Bền, Công an xã: 1 hồ sơ" in least[2]  # least to do stands first
    assert "Hà Thị Bích" in page and "Trần Quốc Hưng" not in page
    to = str(cast.who("specialist").account)
    page = text_of(send(client, "assign", mine, chac="1", **{"giao-cho": to, "loi-nhan": "Gấp"}))
    assert "Đã giao cho Hà Thị Bích." in page
    assert "Hãy chọn" in text_of(send(client, "assign", mine, chac="1"))


def test_another_units_dossier_is_not_there(client_of) -> None:
    page = text_of(send(client_of("police_there"), "accept", residence("minh")))
    assert "chưa làm được 1" in page and "Nguyễn Đăng Minh" not in page


def test_no_more_than_two_hundred_and_not_none(client_of) -> None:
    client = client_of("police")
    rows = [f"{uuid.uuid4()}~1" for _ in range(201)]
    for chosen in ([], rows):
        said = {"key": str(uuid.uuid4()), "lam": "accept", "chon": chosen}
        response = client.post(MANY, said)
        assert response.status_code == 422 and "từ 1 đến 200 hồ sơ" in text_of(response)


def test_what_has_no_paper_yet_is_said_before_one_prints(client_of) -> None:
    page = text_of(send(client_of("police"), "print", residence("minh")))
    assert "Chưa có giấy để in" in page and "Mở một tệp để in" not in page
