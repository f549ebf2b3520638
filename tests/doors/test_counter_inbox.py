"""The inbox: what is due first, filters that stay, and a price that does not grow."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.actions.outage import withdraw_outage
from motcua.actions.processing import accept
from motcua.actions.supplement import ask_supplement
from motcua.doors.shared.due import PAUSED
from motcua.records.dossier import Dossier
from motcua.site import clock
from tests.actions.test_outage import announce
from tests.cast import NOW, act, later
from tests.doors.desk import press, rent, residence, text_of
from tests.world import as_role

pytestmark = pytest.mark.django_db
BAR = 20  # questions to the database for a page, session and journal included


def at(moment: datetime) -> None:
    clock.use(lambda: moment)


def order(client, *dossiers: Dossier, url: str = "/quay/") -> list[int]:
    """The dossiers a page shows, as their places among those given."""
    html = client.get(url).content.decode()
    found = sorted((html.index(str(d.id)), n) for n, d in enumerate(dossiers) if str(d.id) in html)
    return [n for _, n in found]


def test_what_is_due_first_stands_first_and_what_has_no_date_last(client_of) -> None:
    new, slow, quick = residence("minh"), rent("thuy"), residence("thuy")
    act("police", accept, slow.id)
    act("police", accept, quick.id, at=NOW - timedelta(hours=1))
    assert order(client_of("police"), quick, slow, new)[-1] == 2


def test_states_are_words_before_they_are_colours(client_of) -> None:
    late, waiting, new = residence("thuy"), rent("thuy"), residence("minh")
    act("police", accept, late.id)
    act("police", ask_supplement, waiting.id, items=[{"key": "from", "why": "Sai."}])
    at(later(days=30))
    page = text_of(client_of("police", fresh_at=later(days=30)).get("/quay/"))
    assert "Trễ" in page and "ngày làm việc, đã hẹn" in page
    assert "Chờ bổ sung" in page and "Chưa tiếp nhận" in page
    assert new.number in page


def test_what_is_due_today_says_how_many_hours_are_left(client_of) -> None:
    dossier = residence("minh")
    accepted = act("police", accept, dossier.id)
    assert accepted.due_at is not None
    at(accepted.due_at - timedelta(hours=2))
    page = text_of(client_of("police").get("/quay/?han=today"))
    assert "Hẹn hôm nay" in page and "giờ làm việc" in page and dossier.number in page


def ask(dossier: Dossier, moment: datetime = NOW) -> None:
    items = [{"key": "purpose", "why": "Ghi rõ hơn."}]
    act("police", ask_supplement, dossier.id, items=items, at=moment)


def test_what_waits_for_the_applicant_stands_apart_with_since_when_and_until_when(
    client_of,
) -> None:
    first, second, here = residence("minh"), residence("thuy"), residence("trinh")
    ask(second, later(hours=1))
    ask(first)
    client = client_of("police")
    assert order(client, first, second, here) == [2]
    assert order(client, first, second, here, url="/quay/?trang-thai=waiting") == [0, 1]
    page = text_of(client.get("/quay/?trang-thai=waiting&han=late"))
    assert "Chờ đến" in page and "từ 09:00 23/11/2026, đến hết 03/12/2026" in page
    assert "Chờ người nộp (2)" in page and "Đang làm (1)" in page


def test_what_an_outage_holds_stands_still_and_what_was_late_before_stays_late(client_of) -> None:
    late, held = residence("minh"), rent()  # due at once, and on Friday
    for dossier in (late, held):
        act("police", accept, dossier.id)
    made = announce(begins=later(days=2), ends=None)
    at(later(days=7))
    police = client_of("police")
    page = police.get("/quay/").content.decode()
    assert "đã hẹn 17:00 27/11/2026" in page
    assert page.count(PAUSED) == 1 and "Trễ hạn (1)" in page
    assert order(police, late, held, url="/quay/?han=late") == [0]
    assert order(police, late, held, url="/quay/?han=") == [0, 1]
    assert PAUSED in text_of(police.get(f"/quay/ho-so/{held.id}"))
    assert order(police, late, held, url="/quay/sap-tre") == [0]
    act("leader", withdraw_outage, made.id)
    assert order(police, late, held, url="/quay/?han=late") == [0, 1]
    announce(begins=later(days=2), ends=None, ground="linked")
    assert order(police, late, held, url="/quay/?han=late") == [0, 1], "other procedures alone"


def test_the_newest_may_stand_first_and_pages_follow_it(client_of) -> None:
    early, late = residence("minh"), residence("thuy")
    many(early, 30)
    many(late, 30)
    seen = walked(client_of("police"), "/quay/?thu-tu=newest")
    assert len(seen) == len(set(seen)) == 62
    assert {seen[-1], seen[-2]} == {str(early.id), str(late.id)}


def test_columns_are_chosen_and_stay(client_of) -> None:
    residence("minh")
    client = client_of("police")
    page = text_of(client.get("/quay/?cot=filed&cot=fee&cot=xyz"))
    table = page.partition("Chọn tất cả trong trang")[2]
    assert table.startswith(" Người nộp Nộp lúc Lệ phí"), table
    assert "Nộp lúc" in text_of(client.get("/quay/?trang-thai=submitted&cot=filed"))


def test_a_view_is_kept_under_a_name_and_is_ones_own(client_of) -> None:
    client, wanted = client_of("police"), "/quay/?trang-thai=waiting&cot=filed"
    sent = press(client, client.get(wanted), "/quay/cach-xem", ten="Chờ lâu",
                 **{"trang-thai": "waiting", "cot": "filed"})  # fmt: skip
    assert sent.status_code == 302 and "trang-thai=waiting" in sent.url
    page = client.get("/quay/?han=")
    assert "Chờ lâu" in text_of(page)
    assert "Chờ lâu" not in text_of(client_of("counter").get("/quay/"))
    url = page.content.decode().partition('/bo">')[0].rpartition('action="')[2] + "/bo"
    assert press(client_of("counter"), page, url).status_code == 404
    press(client, page, url)
    assert "Chờ lâu" not in text_of(client.get("/quay/"))


def test_a_page_of_two_hundred_is_there_to_print_and_to_do_many_at_once(client_of) -> None:
    many(residence("minh"), 230)
    client = client_of("police")
    assert "Hiện đến 200 hồ sơ" in text_of(client.get("/quay/?han="))
    html = client.get("/quay/?han=&so=200").content.decode()
    assert html.count("data-item") == 200 and "so=200&amp;sau=" in html


def test_filters_are_in_the_address_and_stay_when_one_comes_back(client_of) -> None:
    rented, confirmed = rent("thuy"), residence("minh")
    client = client_of("police")
    assert order(client, rented, confirmed, url="/quay/?thu-tuc=1.004194") == [0]
    assert order(client, rented, confirmed) == [0]  # without an address: as left
    page = client.get("/quay/").content.decode()
    assert '<option value="1.004194" selected>' in page
    assert sorted(order(client, rented, confirmed, url="/quay/?han=")) == [0, 1]
    assert sorted(order(client, rented, confirmed)) == [0, 1]


def test_a_filter_that_makes_no_sense_means_none(client_of) -> None:
    dossier = residence("minh")
    client = client_of("police")
    nonsense = "/quay/?trang-thai=xyz&thu-tuc=9&han=mai&sau=~~~&cua-toi="
    assert client.get(nonsense).status_code == 200
    assert order(client, dossier, url=nonsense) == [0]


def test_mine_are_those_i_took(client_of) -> None:
    mine, other = residence("minh"), residence("thuy")
    act("police", accept, mine.id)
    act("counter", accept, other.id)
    assert order(client_of("police"), mine, other, url="/quay/?cua-toi=1") == [0]


@pytest.mark.parametrize(
    "typed", ["Nguyễn Thị Minh Thuý", "nguyen thi minh thuy", "nguyen thi mihn thuy", "minh thuy"]
)
def test_a_dossier_is_found_by_its_applicants_name_wherever_they_live(client_of, typed) -> None:
    hers, other = rent("thuy"), residence("police")
    client = client_of("counter")
    sent = client.post("/quay/tim-ho-so", {"q": typed})
    assert typed not in sent.url and "minh" not in sent.url.lower()
    assert order(client, hers, other, url=sent.url) == [0]
    assert order(client, hers, other) == [0]  # remembered


def test_a_dossier_is_found_by_its_number_whole_or_short(client_of) -> None:
    first, second = residence("minh"), residence("thuy")
    client = client_of("police")
    serial = second.number.rpartition("-")[2].lstrip("0")
    for typed in (second.number, second.number.lower(), f"261123-{serial}", serial):
        sent = client.post("/quay/tim-ho-so", {"q": typed})
        assert order(client, first, second, url=sent.url) == [1], typed


def test_another_units_dossiers_are_not_in_the_inbox(client_of) -> None:
    dossier = residence("thuy")
    client = client_of("police_there")
    assert order(client, dossier) == []
    client.post("/quay/tim-ho-so", {"q": dossier.number})
    assert order(client, dossier, url="/quay/?tim=1") == []
    client.post("/quay/tim-ho-so", {"q": "nguyen thi minh thuy"})
    assert order(client, dossier, url="/quay/?tim=1") == []


def many(dossier: Dossier, count: int) -> None:
    """Copies of a filed dossier, put in beside the actions to have a long list."""
    with as_role("motcua_clerk"), connection.cursor() as cursor:
        cursor.execute("select * from motcua_dossier where id = %s", [dossier.id])
        columns = [c.name for c in cursor.description]
        made = {
            "id": "gen_random_uuid()",
            "number": "d.number || '-' || n",
            "submitted_at": "d.submitted_at + n * interval '1 second'",
        }
        values = ", ".join(made.get(c, f"d.{c}") for c in columns)
        cursor.execute(
            f"insert into motcua_dossier ({', '.join(columns)}) select {values}"
            f" from motcua_dossier d, generate_series(1, {count}) n where d.id = %s",
            [dossier.id],
        )


def walked(client, url: str) -> list[str]:
    """The dossiers of all pages, from the first to the last."""
    seen: list[str] = []
    for _ in range(5):
        html = client.get(url).content.decode()
        seen += [part.partition('"')[0] for part in html.split('href="/quay/ho-so/')[1:]]
        after = html.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
        if 'rel="next"' not in html:
            break
        url = after.replace("&amp;", "&")
    return seen


def test_pages_follow_one_another_without_gap_or_double(client_of) -> None:
    dated, new = residence("minh"), residence("thuy")
    act("police", accept, dated.id)
    dated.refresh_from_db()
    many(dated, 30)
    many(new, 30)
    seen = walked(client_of("police"), "/quay/?han=")
    assert len(seen) == len(set(seen)) == 62


def test_a_figure_past_a_thousand_stops_counting(client_of) -> None:
    many(residence("minh"), 1100)
    page = text_of(client_of("police").get("/quay/"))
    assert "Đang làm (hơn 1.000)" in page and "Trễ hạn (0)" in page


def test_a_page_asks_the_database_as_often_for_many_dossiers_as_for_few(client_of) -> None:
    """Also while an outage holds them all."""
    dossier = residence("minh")
    act("police", accept, dossier.id)
    announce(begins=NOW, ends=None)
    client = client_of("police")
    assert PAUSED in text_of(client.get("/quay/"))
    with CaptureQueriesContext(connection) as few:
        client.get("/quay/")
    many(dossier, 200)
    with CaptureQueriesContext(connection) as more:
        client.get("/quay/")
    assert len(more) <= len(few) <= BAR
