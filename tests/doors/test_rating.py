"""How content people are: asked once, counted for leaders, and of nobody for whom it is about."""

import pytest
from django.db import connection
from django.test import Client

from motcua.actions.ending import refuse
from motcua.actions.processing import accept, take
from motcua.actions.rating import rate
from motcua.records.dossier import Dossier
from motcua.records.journal import Entry
from motcua.records.rating import Rating
from motcua.records.scope import look_as
from motcua.rules.refusal import Denied, Refused
from motcua.rules.who import VISITOR
from tests import cast
from tests.cast import act, eyes
from tests.doors.desk import press, rent, residence, text_of

pytestmark = pytest.mark.django_db
SAID = "Chờ lâu, không ai giải thích."
HALF, FACT = "/quay/hai-long", cast.PEOPLE["thuy"][1][-4:]


def ended(key: str = "thuy", officer: str = "police") -> Dossier:
    """A dossier that came to its end at an officer's hands."""
    dossier = residence(key)
    act(officer, accept, dossier.id)
    act(officer, take, dossier.id)
    why = {"reason": "Không cư trú ở đây.", "basis": "Luật Cư trú Điều 20"}
    act(officer, refuse, dossier.id, **why)
    return dossier


def opened_by_code(client: Client, dossier: Dossier, url: str = "/tra-cuu") -> None:
    sent = client.post(url, {"number": dossier.number, "fact": FACT})
    assert sent.status_code == 302, text_of(sent)


def test_the_applicant_is_asked_once_and_the_leader_reads_it(client_of) -> None:
    dossier = ended()
    thuy, url = client_of("thuy"), f"/ho-so/{dossier.id}/danh-gia"
    assert "Bạn có hài lòng không?" in text_of(thuy.get(f"/ho-so/{dossier.id}"))
    empty = press(thuy, thuy.get(url), url, words=SAID)
    assert empty.status_code == 422 and "Hãy chọn một mức" in text_of(empty)
    assert press(thuy, thuy.get(url), url, steps="2", words=SAID).status_code == 302
    assert "Bạn có hài lòng không?" not in text_of(thuy.get(f"/ho-so/{dossier.id}"))
    with pytest.raises(Refused, match="rated-already"):
        act("thuy", rate, dossier.id, steps=5)
    page = text_of(client_of("leader").get(HALF))
    assert "1 hồ sơ đã xong: 0 trễ hạn, 1 bị phản ánh hoặc không hài lòng" in page
    assert "Xa Văn Bền, Công an xã 0 0 0 1 0 1" in page and "0,0 %" in page
    behind = client_of("leader").get(f"{HALF}?can-bo={cast.who('police').account}&muc=2")
    assert dossier.number in text_of(behind) and SAID in text_of(behind)


def test_who_knows_number_and_second_fact_rates_that_dossier_and_no_other(client_of) -> None:
    dossier, other = ended(), ended("minh")
    visitor = client_of()
    opened_by_code(visitor, dossier)
    assert "Đánh giá" in text_of(visitor.get("/tra-cuu/ket-qua"))
    page = visitor.get("/tra-cuu/danh-gia")
    done = press(visitor, page, "/tra-cuu/danh-gia", steps="5")
    assert "Cảm ơn Bạn" in text_of(visitor.get(done.url))
    with eyes("leader"):
        rating = Rating.objects.get()
        assert (rating.dossier_id, rating.way) == (dossier.id, Rating.Way.CODE)
        look_as(VISITOR, dossier=dossier.id)
        with pytest.raises(Denied):
            rate(cast.By(VISITOR, cast.NOW, cast.Door.CITIZEN), other.id, steps=1,
                 way=Rating.Way.CODE)  # fmt: skip


def test_the_tablet_forgets_whoever_has_rated(client_of) -> None:
    dossier, tablet = ended(), client_of()
    wrong = tablet.post("/danh-gia", {"number": dossier.number, "fact": "0000"})
    assert wrong.status_code == 422
    opened_by_code(tablet, dossier, "/danh-gia")
    page = tablet.get("/tra-cuu/danh-gia")
    assert "Thuý" not in text_of(page)
    done = press(tablet, page, "/tra-cuu/danh-gia", steps="4")
    assert "Đánh giá đã gửi" in text_of(tablet.get(done.url))
    assert tablet.get("/tra-cuu/ket-qua").url == tablet.get("/tra-cuu/danh-gia").url == "/tra-cuu"


def test_no_officer_rates_for_others_and_nobody_before_the_end(client_of) -> None:
    dossier, police = ended(), client_of("police")
    opened_by_code(police, dossier)
    own = press(police, police.get("/tra-cuu/danh-gia"), "/tra-cuu/danh-gia", steps="5")
    assert own.status_code == 422 and "Cán bộ không đánh giá thay" in text_of(own)
    running = rent()
    with pytest.raises(Refused, match="rated-too-soon"):
        act("thuy", rate, running.id, steps=5)
    assert "chưa xong" in text_of(client_of("thuy").get(f"/ho-so/{running.id}/danh-gia"))
    with pytest.raises(Denied):
        act("minh", rate, dossier.id, steps=1)


def test_an_officer_sees_sums_from_five_on_and_never_whose(client_of) -> None:
    rated = [ended() for _ in range(5)]
    police = client_of("police")
    for dossier in rated[:4]:
        act("thuy", rate, dossier.id, steps=1, words=SAID)
    assert "Chưa đủ 5 đánh giá" in text_of(police.get(HALF))
    with eyes("police"), connection.cursor() as cursor:
        cursor.execute("select * from motcua_own_ratings(%s)", [cast.later(days=-9)])
        assert cursor.fetchall() == []
    act("thuy", rate, rated[4].id, steps=5)
    page = text_of(police.get(f"{HALF}?can-bo={cast.who('police').account}"))
    assert "Rất hài lòng: 1" in page and "Rất không hài lòng: 4" in page
    assert SAID not in page and rated[0].number not in page
    for other in ("police", "counter", "minh", "leader_there", "operator"):
        with eyes(other):
            assert Rating.objects.count() == 0
            assert not Entry.objects.filter(kind="dossier.rated").exists()
    with eyes("leader"):
        assert Rating.objects.count() == 5


def test_the_journal_says_that_somebody_rated_and_not_how() -> None:
    act("thuy", rate, ended().id, steps=1, words=SAID)
    with eyes("thuy"):
        assert set(Entry.objects.get(kind="dossier.rated").data) == {"rating"}
