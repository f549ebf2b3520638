"""Following a dossier without an account: two facts open it, and nothing else is told."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.actions.limits import MOST_FOR_TARGET
from motcua.actions.supplement import ask_supplement
from motcua.records.dossier import Dossier
from motcua.site import clock
from tests import cast
from tests.cast import act, eyes
from tests.doors.citizen import file_stay, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(client_of) -> Dossier:
    id = file_stay(client_of("minh"))
    with eyes("minh"):
        return Dossier.objects.get(pk=id)


def ask(client: Client, number: str, fact: str, address: str = "203.0.113.7") -> Any:
    return client.post("/tra-cuu", {"number": number, "fact": fact}, REMOTE_ADDR=address)


def fact_of_minh() -> str:
    return cast.PEOPLE["minh"][1][-4:]


def test_two_facts_open_the_state_and_the_date_and_no_personal_word(client_of, dossier) -> None:
    client = client_of()
    number = " " + dossier.number.lower().replace("-", "- ")
    assert ask(client, number, fact_of_minh()).url == "/tra-cuu/ket-qua"
    page = text_of(client.get("/tra-cuu/ket-qua"))
    assert "Mới nộp, chờ tiếp nhận" in page and "17:00 thứ Sáu 27/11/2026" in page
    for word in ("Minh", "Trinh", "ngõ Bưởi", "0905", "001079"):
        assert word not in page


def test_what_is_asked_is_told_by_its_label_only(client_of, dossier) -> None:
    items = [{"key": "from", "why": "Chị Trinh nói khác."}]
    act("counter", ask_supplement, dossier.id, items=items)
    client = client_of()
    ask(client, dossier.number, fact_of_minh())
    page = text_of(client.get("/tra-cuu/ket-qua"))
    assert "Chờ người nộp bổ sung" in page and "Ở từ ngày" in page
    assert "Trinh" not in page and "01/12/2026" not in page


def without_what_was_typed(response: Any, number: str) -> str:
    html = response.content.decode().replace(number, "SỐ")
    token = html.partition('csrfmiddlewaretoken" value="')[2].partition('"')[0]
    return html.replace(token, "TOKEN") if token else html


def test_known_and_unknown_numbers_look_the_same_when_wrong(client_of, dossier) -> None:
    known, unknown = dossier.number, "H00070-261123-9999"
    one, other = ask(client_of(), known, "0000"), ask(client_of(), unknown, "0000")
    assert one.status_code == other.status_code == 422
    assert "Không thấy hồ sơ với hai thông tin này" in text_of(one)
    assert without_what_was_typed(one, known) == without_what_was_typed(other, unknown)
    assert client_of().get("/tra-cuu/ket-qua").url == "/tra-cuu"
    half = ask(client_of(), known, "")  # the comparison does see a difference
    assert without_what_was_typed(half, known) != without_what_was_typed(one, known)


def test_known_and_unknown_numbers_ask_the_database_the_same(client_of, dossier) -> None:
    counts = []
    for number in (dossier.number, "H00070-261123-9999"):
        with CaptureQueriesContext(connection) as asked:
            ask(client_of(), number, "0000")
        counts.append([q["sql"].split()[0] for q in asked.captured_queries])
    assert counts[0] == counts[1] and "select" in counts[0]


def test_a_number_guessed_at_is_held_off_known_or_not_and_opens_the_next_hour(
    client_of, dossier
) -> None:
    for number in (dossier.number, "H00070-261123-9999"):
        for n in range(MOST_FOR_TARGET):
            ask(client_of(), number, f"{n:04}", f"198.51.100.{n}")
        held = ask(client_of(), number, fact_of_minh(), "192.0.2.1")
        assert held.status_code == 422 and "Đã thử sai nhiều lần" in text_of(held)
    clock.use(lambda: cast.later(hours=1))
    assert ask(client_of(), dossier.number, fact_of_minh()).status_code == 302


def test_forty_neighbours_behind_one_address_are_each_let_in(client_of, dossier) -> None:
    for n in range(40):
        ask(client_of(), f"H00070-261123-{n + 100:04}", "1990")
        ask(client_of(), f"H00070-261123-{n + 100:04}", "1991")
    assert ask(client_of(), dossier.number, fact_of_minh()).status_code == 302


@pytest.mark.parametrize(("number", "fact"), [("", ""), ("H1", ""), ("", "1990"), ("H1", "abc")])
def test_half_an_answer_says_what_to_fill_in(client_of, number: str, fact: str) -> None:
    page = ask(client_of(), number, fact)
    assert page.status_code == 422 and "Hãy điền số hồ sơ" in text_of(page)


def test_what_was_opened_closes_by_itself(client_of, dossier) -> None:
    client = client_of()
    ask(client, dossier.number, fact_of_minh())
    clock.use(lambda: cast.later(minutes=16))
    assert client.get("/tra-cuu/ket-qua").url == "/tra-cuu"
