"""Everybody takes a copy of what is held of them, and of nobody else."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from motcua.actions.data_request import answer_data_request, ask_of_data
from motcua.actions.own_data import ask_own_copy, forget_own_copy
from motcua.records.files import store
from motcua.records.holding import Holding
from motcua.records.journal import Entry
from motcua.records.own_data import DataRequest, OwnCopy, own_data_law
from motcua.records.person import Person
from motcua.rules.own_data import DataWish, own_data_law_from
from motcua.rules.refusal import Denied, Refused
from motcua.rules.tables import DataError
from tests import cast
from tests.actions.test_holding import decided, move_in
from tests.cast import act, clerk, eyes
from tests.clerks.desk import words
from tests.doors.desk import press, residence, text_of
from tests.world import as_role

pytestmark = pytest.mark.django_db


def test_i_take_all_that_is_held_of_me_and_nothing_of_others(client_of: Any) -> None:
    mine, hers = decided(move_in("minh")), residence("thuy")
    client = client_of("minh")
    assert "Tải bản sao" in text_of(client.get("/du-lieu-cua-ban"))
    taken = client.get("/du-lieu-cua-ban/ban-sao.json")
    assert taken["Content-Disposition"].startswith("attachment")
    told = json.loads(taken.content)
    assert told["person"]["number"] == cast.PEOPLE["minh"][1]
    assert [one["number"] for one in told["dossiers"]] == [mine.number]
    assert told["dossiers"][0]["files"][0]["name"] == "nha.pdf" and told["store"]
    assert hers.number not in taken.content.decode()
    with eyes("minh") as actor:
        (entry,) = Entry.objects.about(actor.person).filter(kind="person.copied-own")
    assert entry.data == {}


def test_the_same_comes_on_paper_for_me_alone_and_goes_after_some_days(
    client_of: Any, desk: Any, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    mine, hers = decided(move_in("minh")), residence("thuy")
    client, page = client_of("minh"), "/du-lieu-cua-ban"
    assert press(client, client.get(page), f"{page}/ban-sao").status_code == 302
    assert "Đang lập bản sao" in text_of(client.get(page))
    with pytest.raises(Refused, match="own-copy-waiting"):
        act("minh", ask_own_copy, cast.who("minh").person)
    with pytest.raises(Denied):
        act("thuy", ask_own_copy, cast.who("minh").person)
    desk.work("make-own-copy")
    with eyes("minh") as me:
        copy = OwnCopy.objects.visible_to(me).get()
    url = f"{page}/ban-sao/{copy.id}.pdf"
    assert url in client.get(page).content.decode()
    assert client_of("thuy").get(url).status_code == 404
    said = words(b"".join(client.get(url)), tmp_path)
    for part in (cast.PEOPLE["minh"][1], mine.number, "nha.pdf", "02/02/1979"):
        assert part in said, part
    assert hers.number not in said and cast.PEOPLE["thuy"][0] not in said
    after = cast.NOW + timedelta(days=own_data_law().copy.days, seconds=1)
    with as_role("motcua_clerk"):
        assert not OwnCopy.objects.past_keeping(cast.NOW).exists()
        (old,) = OwnCopy.objects.past_keeping(after)
        put = datetime.fromtimestamp(store().path(old.sha256).stat().st_mtime, UTC)
        with django_capture_on_commit_callbacks(execute=True):
            forget_own_copy(clerk(max(after, put + timedelta(days=1))), old.id)
        assert not OwnCopy.objects.exists()
    assert not store().path(copy.sha256).exists()


URL, DESK = "/du-lieu-cua-ban/yeu-cau", "/quay/du-lieu"
DONE, REFUSED = DataRequest.Outcome.DONE, DataRequest.Outcome.REFUSED


def asked(
    wish: DataWish = DataWish.DELETE, datum: str = "phone", key: str = "minh"
) -> DataRequest:
    me = cast.who(key).person
    return act(key, ask_of_data, me, wish=wish, datum=datum, said="Số này không phải của tôi.")


def phone_of(key: str) -> str:
    with as_role("motcua_clerk"):
        return Person.objects.get(pk=cast.who(key).person).phone


def test_a_number_is_put_right_by_an_officer_with_a_reason_and_its_owner_is_told(
    client_of: Any,
) -> None:
    minh, officer = client_of("minh"), client_of("counter")
    bare = press(minh, minh.get(URL), URL, said="")
    assert bare.status_code == 422 and "Bạn muốn gì" in text_of(bare)
    said = {"wish": "correct", "datum": "phone", "said": "Đúng là 0905 123 456."}
    assert press(minh, minh.get(URL), URL, **said).status_code == 302
    assert "trả lời chậm nhất" in text_of(minh.get(URL))
    assert "Hãy chờ câu trả lời" in text_of(press(minh, minh.get(URL), URL, **said))
    listed = officer.get(DESK).content.decode()
    url = f"{DESK}/" + listed.partition(f'href="{DESK}/')[2].partition('"')[0]
    assert "Đúng là 0905 123 456." in text_of(officer.get(url))
    wrong = press(officer, officer.get(url), url, outcome="done", phone="12", reason="Đã sửa.")
    assert wrong.status_code == 422 and phone_of("minh") != "0905123456"
    press(officer, officer.get(url), url, outcome="done", phone="0905 123 456", reason="Đã sửa.")
    assert phone_of("minh") == "0905123456"
    assert "Cơ quan trả lời: Đã sửa." in text_of(minh.get(URL))
    assert "Trả lời yêu cầu sửa, xóa dữ liệu của Bạn" in text_of(minh.get("/ai-da-xem"))
    assert "Đã sửa." not in text_of(client_of("thuy").get(URL))


@pytest.mark.parametrize("datum", ["identity", "address", "dossier"])
def test_what_the_law_keeps_is_refused_with_its_article_whoever_agrees(
    client_of: Any, datum: str
) -> None:
    request = asked(datum=datum)
    with pytest.raises(Refused, match="data-kept-by-law"):
        act("leader", answer_data_request, request.id, outcome=DONE, reason="Đồng ý.")
    with pytest.raises(Refused, match="reason-missing"):
        act("leader", answer_data_request, request.id, outcome=REFUSED, reason=" ")
    act("leader", answer_data_request, request.id, outcome=REFUSED, reason="Đang còn hạn lưu.")
    seen = text_of(client_of("minh").get(URL))
    assert "Phải giữ theo: Luật" in seen and "Đang còn hạn lưu." in seen
    with pytest.raises(Refused, match="data-request-answered"):
        act("counter", answer_data_request, request.id, outcome=REFUSED, reason="Lại.")


def test_a_store_is_emptied_once_an_officer_agrees_and_stays_otherwise(desk: Any) -> None:
    decided(move_in("minh"))
    mine = Holding.objects.filter(person=cast.who("minh").person)
    kept = mine.exclude(ended=Holding.Ended.FORGOTTEN)
    for outcome, left in ((REFUSED, True), (DONE, False)):
        request = asked(datum="store")
        act("counter", answer_data_request, request.id, outcome=outcome, reason="Theo yêu cầu.")
        desk.work("empty-store")
        with as_role("motcua_clerk"):
            assert kept.exists() is left and mine.exists()


def test_only_the_desk_answers_and_nobody_their_own(client_of: Any) -> None:
    request, own = asked(), asked(key="counter")
    for other in ("auditor", "police_there", "thuy", "minh"):
        with pytest.raises(Denied):
            act(other, answer_data_request, request.id, outcome=REFUSED, reason="Không.")
        assert client_of(other).get(f"{DESK}/{request.id}").status_code == 404
    with pytest.raises(Denied):
        act("counter", answer_data_request, own.id, outcome=DONE, reason="Được.")
    with pytest.raises(Denied):
        act(
            "thuy",
            ask_of_data,
            cast.who("minh").person,
            wish=DataWish.DELETE,
            datum="phone",
            said="x",
        )


def test_the_file_of_it_says_what_is_missing() -> None:
    law = {"correct": {"amount": 15, "measure": "day", "citation": "Luật"}, "datum": []}
    with pytest.raises(DataError, match="delete"):
        own_data_law_from(law, "personal_data.toml")
    with pytest.raises(DataError, match="thiếu mục key"):
        own_data_law_from(law | {"delete": law["correct"]}, "personal_data.toml")
