"""The log of the lines and what is announced, as pages: figures, files, forms; nobody's name."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from motcua.actions.line_log import note_lines
from motcua.records.outage import Announcement
from motcua.rules.line_log import Minute
from tests.cast import NOW, clerk
from tests.doors.desk import RESIDENCE, file_for, press, residence, text_of
from tests.world import as_role

pytestmark = pytest.mark.django_db

PERIOD = "tu=01/11/2026&den=30/11/2026"
DOWN = [Minute(NOW - timedelta(minutes=30 - n), 0, 0, 2, 0) for n in range(4)]
WELL = [Minute(NOW - timedelta(minutes=20 - n), 5, 0, 0, 1200) for n in range(15)]


@pytest.fixture
def logged() -> Iterator[None]:
    """From 08:30 the register did not answer for four minutes; from 08:40 it did."""
    with as_role("motcua_clerk"):
        note_lines(clerk(), {"population": [*DOWN, *WELL]})
    yield


@pytest.fixture
def silent() -> Iterator[None]:
    """It has not answered since 08:56."""
    with as_role("motcua_clerk"):
        minutes = [Minute(NOW - timedelta(minutes=4 - n), 0, 0, 1, 0) for n in range(4)]
        note_lines(clerk(), {"population": [*WELL, *minutes]})
    yield


def waiting(officer: str = "counter"):
    return file_for(officer, "Bùi Thị Sen", RESIDENCE, content="current", purpose="vay vốn")


def test_a_month_a_day_and_a_sheet_to_attach_tell_the_same(client_of, logged) -> None:
    client = client_of("leader")
    for url in (
        "/van-hanh/duong-truyen",
        "/van-hanh/duong-truyen/ngay/2026-11-23",
        f"/van-hanh/duong-truyen/phu-luc?{PERIOD}",
    ):
        page = client.get(url)
        said = text_of(page)
        assert "4 phút, 1 đợt; dài nhất 4 phút, từ 08:30 23/11/2026 đến 08:34 23/11/2026" in said
        assert "75 lần được trả lời, 8 lần không; 19 phút có hỏi" in said
        assert "Cơ sở dữ liệu quốc gia về dân cư" in said
        assert b'<rect x="510" width="4"' in page.content, "the strip: 08:30 is minute 510"


def test_a_month_without_questions_says_that_nothing_is_known(client_of) -> None:
    page = text_of(client_of("auditor").get("/van-hanh/duong-truyen?he-thong=sms&thang=2026-10"))
    assert "Không hỏi thì không biết nó có hoạt động không" in page


def test_the_files_hold_each_minute_and_each_time_it_was_down(client_of, logged) -> None:
    client = client_of("operator")
    rows = client.get(f"/van-hanh/duong-truyen/phut.csv?{PERIOD}").content.decode("utf-8-sig")
    assert len(rows.split()) > 19 and "23/11/2026 08:30,0,0,2,0" in rows
    book = load_workbook(BytesIO(client.get(f"/van-hanh/duong-truyen/dut.xlsx?{PERIOD}").content))
    ((begins, _, minutes, failed),) = list(book.active.values)[1:]
    assert ("08:30" in begins, minutes, failed) == (True, "4", "8")


@pytest.mark.parametrize("page", ["phu-luc", "phut.csv", "dut.xlsx"])
@pytest.mark.parametrize("period", ["tu=&den=", "tu=30/11/2026&den=01/11/2026", "tu=x&den=1"])
def test_a_period_that_is_none_is_said_in_words(client_of, page: str, period: str) -> None:
    answer = client_of("leader").get(f"/van-hanh/duong-truyen/{page}?{period}")
    assert answer.status_code == 422
    assert "Hãy chọn từ ngày trước đến ngày sau" in text_of(answer)


@pytest.mark.parametrize(
    "url", ["?he-thong=moon", "?thang=2026-13", "?thang=x", "/ngay/hom-qua", "/ngay/2026-02-30"]
)
def test_what_is_not_there_is_not_there(client_of, url: str) -> None:
    assert client_of("leader").get(f"/van-hanh/duong-truyen{url}").status_code == 404


def test_the_queue_is_said_where_one_waits_and_how_long(client_of, logged) -> None:
    dossier = waiting()
    waits = "1 câu hỏi đang chờ, chậm nhất 1 phút."
    assert waits in text_of(client_of("police").get(f"/quay/ho-so/{dossier.id}"))
    assert waits in text_of(client_of("operator").get("/van-hanh/"))


def test_with_the_line_down_everybody_reads_since_when(client_of, silent) -> None:
    dossier = waiting()
    since = "không trả lời từ 08:56"
    assert since in text_of(client_of("police").get(f"/quay/ho-so/{dossier.id}"))
    assert since in text_of(client_of("operator").get("/van-hanh/"))
    assert since in text_of(client_of("leader").get("/van-hanh/thong-bao-dung"))


def test_nothing_measured_is_said_as_such(client_of) -> None:
    dossier = waiting()
    page = text_of(client_of("police").get(f"/quay/ho-so/{dossier.id}"))
    assert "1 câu hỏi đang chờ; chưa đo được phải chờ bao lâu." in page


FORM = {
    "system": "population", "ground": "every", "notice": "TB số 12 ngày 20/11/2026",
    "begins-day": "25/11/2026", "begins-time": "7:30", "ends-day": "", "ends-time": "",
}  # fmt: skip


def announce(client, **other: str):
    page = client.get("/van-hanh/thong-bao-dung")
    return press(client, page, "/van-hanh/thong-bao-dung", **(FORM | other))


def test_a_leader_announces_ends_and_takes_back(client_of) -> None:
    client = client_of("leader")
    assert "Chưa chắc căn cứ" in text_of(client.get("/van-hanh/thong-bao-dung"))
    assert announce(client).status_code == 302
    with as_role("motcua_clerk"):
        made = Announcement.objects.get()
    page = client.get("/van-hanh/thong-bao-dung")
    assert "Đang dừng Từ 07:30" in text_of(page)
    ends = {"ends-day": "25/11/2026", "ends-time": "09:00"}
    press(client, page, f"/van-hanh/thong-bao-dung/{made.id}/xong", **ends)
    page = client.get("/van-hanh/thong-bao-dung")
    assert "đến 09:00" in text_of(page)
    press(client, page, f"/van-hanh/thong-bao-dung/{made.id}/rut")
    assert "Đã rút" in text_of(client.get("/van-hanh/thong-bao-dung"))


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"begins-time": "25:00"}, "Hãy ghi ngày và giờ"),
        ({"begins-day": "hôm qua"}, "Hãy ghi ngày và giờ"),
        ({"ends-day": "24/11/2026", "ends-time": "09:00"}, "phải sau lúc dừng"),
        ({"notice": " "}, "số, ngày của văn bản"),
        ({"ground": "mood"}, "Hãy chọn hệ thống và căn cứ"),
    ],
)
def test_what_was_typed_stays_and_the_page_says_what_to_do(client_of, other, words) -> None:
    answer = announce(client_of("operator"), **other)
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert b'value="25/11/2026"' in answer.content or "begins-day" in other


def test_while_it_lasts_desk_and_citizen_read_that_the_clock_stands(client_of) -> None:
    dossier = residence("minh")
    pages = (("police", f"/quay/ho-so/{dossier.id}"), ("minh", f"/ho-so/{dossier.id}"))
    announce(client_of("leader"), **{"begins-day": "23/11/2026", "begins-time": "08:00"})
    for key, url in pages:
        page = text_of(client_of(key).get(url))
        assert "Thời hạn đang dừng" in page
        assert "về dân cư dừng từ 08:00 thứ Hai 23/11/2026, chưa biết đến khi nào" in page
        assert "TB số 12" in page
    assert "thời hạn đang dừng." in page, "beside the citizen's date"
    client = client_of("leader")
    page = client.get("/van-hanh/thong-bao-dung")
    with as_role("motcua_clerk"):
        made = Announcement.objects.get()
    ends = {"ends-day": "23/11/2026", "ends-time": "08:30"}
    press(client, page, f"/van-hanh/thong-bao-dung/{made.id}/xong", **ends)
    for key, url in pages:
        assert "Thời hạn đang dừng" not in text_of(client_of(key).get(url))


def test_an_auditor_reads_and_announces_nothing(client_of) -> None:
    client = client_of("auditor")
    assert "Ghi một thông báo" not in text_of(client.get("/van-hanh/thong-bao-dung"))
    client.post("/van-hanh/thong-bao-dung", FORM)
    with as_role("motcua_clerk"):
        assert not Announcement.objects.exists()
