"""Dates, money, marks and statuses in our pages' own words, and the two small courtesies."""

import re
from datetime import UTC, date, datetime

import pytest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.template import engines
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from motcua.doors.citizen.page import left_words
from motcua.doors.shared.look import WEIGHT_MARK, LookMiddleware
from motcua.doors.shared.sentences import SENTENCES
from motcua.doors.shared.templatetags import motcua as words
from motcua.rules.time.wall_clock import instant
from motcua.rules.time.working_time import time_left
from tests.rules.law import calendar

MORNING = datetime(2026, 11, 23, 2, 14, tzinfo=UTC)  # 09:14 on a Monday in Vietnam
MIDNIGHT = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)  # 00:30 of the next day there


def shown(template: str, **context: object) -> str:
    return engines["django"].from_string("{% load motcua %}" + template).render(context)


def test_money_days_and_moments_are_written_as_people_write_them() -> None:
    assert words.money(1234000) == "1.234.000\N{NO-BREAK SPACE}đ"
    assert words.money(0) == "0\N{NO-BREAK SPACE}đ"
    assert words.money(None) == ""
    assert words.day(date(1985, 3, 2)) == "02/03/1985"
    assert words.day(MIDNIGHT) == "23/11/2026"
    assert words.day("1985-03-02") == "02/03/1985"
    assert words.day("1985-03") == "03/1985"
    assert words.day("hôm qua") == "hôm qua"
    assert words.moment(MORNING) == "09:14 thứ Hai 23/11/2026"
    assert words.moment(MORNING, "short") == "09:14 23/11/2026"
    assert words.moment(None) == ""
    assert words.file_size(1_240_000) == "1,2\N{NO-BREAK SPACE}MB"


def test_time_left_is_said_in_working_days_then_hours() -> None:
    assert words.until(MORNING, 3) == "còn 3 ngày làm việc, đến 09:14 thứ Hai 23/11"
    assert words.until(MORNING, 0, 3) == "còn 3 giờ làm việc, đến 09:14 thứ Hai 23/11"
    assert words.until(MORNING, 0) == "hẹn hôm nay, 09:14 thứ Hai 23/11"
    assert words.until(MORNING, -2) == "trễ 2 ngày làm việc, đã hẹn 09:14 thứ Hai 23/11"
    assert words.until(None, None) == ""


moments = st.datetimes(datetime(2026, 6, 1), datetime(2027, 3, 31))


@given(moments, moments)
def test_the_desk_and_the_citizen_read_one_number_of_days(at: datetime, due: datetime) -> None:
    desk = words.until(instant(due), *time_left(due, at, calendar()))
    citizen = left_words(instant(due), instant(at), calendar())
    measure = re.compile(r"\d+ (ngày|giờ) làm việc")
    told = [found[0] if (found := measure.search(said)) else "" for said in (desk, citizen)]
    assert told[0] == told[1], (desk, citizen)


def test_a_number_is_shown_masked() -> None:
    assert words.mask("048090001234") == "0480*****234"
    assert "1234" not in words.mask("0905123456")


@pytest.mark.parametrize("kind", words.STATUSES)
def test_a_status_is_a_shape_and_a_word_before_it_is_a_colour(kind: str) -> None:
    shape, word, _ = words.STATUSES[kind]
    assert shape and word
    assert shown(f'{{% status "{kind}" %}}').endswith(f"{shape}</span>{word}</b>")


def test_what_people_wrote_stays_text_in_every_tag() -> None:
    bad = "<img src=x onerror=alert(1)>"
    drawn = shown(
        '{% status "late" bad %}{% provenance "seen" by=bad %}{% telephone bad %}'
        '{% notice "warning" bad %}{{ bad }}{% endnotice %}{% sentence "missing" label=bad %}',
        bad=bad,
    )
    assert "<img" not in drawn
    assert drawn.count("&lt;img") == 6


def test_provenance_says_who_and_when() -> None:
    assert "Bạn khai" in words.provenance("said")
    assert "Dữ liệu dân cư, 09:14 23/11/2026" in words.provenance("register", MORNING)
    assert "Cán bộ đã xem giấy, mã 0412" in words.provenance("seen", by="mã 0412")


def through(path: str, body: str = "", cookies: dict[str, str] | None = None) -> HttpResponse:
    request: HttpRequest = RequestFactory().get(path)
    request.COOKIES.update(cookies or {})
    response = LookMiddleware(lambda _: HttpResponse(body))(request)
    assert isinstance(response, HttpResponse)
    return response


def test_a_plain_link_makes_the_type_larger_and_comes_back_to_the_same_page() -> None:
    response = through("/thu-tuc?tim=tạm+trú&chu=to")
    assert response.status_code == 303
    assert response["Location"] == "/thu-tuc?tim=t%E1%BA%A1m+tr%C3%BA"
    assert response.cookies["large"].value == "1"
    assert through("/?chu=vua").cookies["large"]["max-age"] == 0
    assert through("/%2Fevil.example/?chu=to")["Location"] == "/%2Fevil.example/"
    assert through("/xã?chu=to")["Location"] == "/x%C3%A3"


def test_a_page_says_what_it_weighs_and_other_answers_are_left_alone() -> None:
    body = "<body>" + "nội dung " * 900 + WEIGHT_MARK
    assert "Dung lượng trang này: " in through("/", body).content.decode()
    assert through("/", "không có dấu").content.decode() == "không có dấu"
    stream = StreamingHttpResponse(iter([b"x"]))
    assert LookMiddleware(lambda _: stream)(RequestFactory().get("/")) is stream
    paper = HttpResponse(WEIGHT_MARK, content_type="application/pdf")
    answer = LookMiddleware(lambda _: paper)(RequestFactory().get("/"))
    assert isinstance(answer, HttpResponse) and answer.content == WEIGHT_MARK.encode()


def test_each_sentence_says_what_to_do() -> None:
    """An error or refusal asks for a deed. Notes only tell what we changed."""
    told = {code: said for code, said in SENTENCES.items() if "-note-" not in code}
    assert [code for code, said in told.items() if not DEED.search(said)] == []


DEED = re.compile(r"\b(hãy|cần|chỉ ghi)\b", re.IGNORECASE)
