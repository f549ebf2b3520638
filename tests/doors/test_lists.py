"""Lists of other offices: sent, matched by a clerk apart, looked at row by row, given back."""

import csv
import io
import os
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from motcua.actions.account import appoint
from motcua.actions.list_review import answer_row, take_row
from motcua.actions.person_list import note_step
from motcua.clerks.list_columns import HAND
from motcua.clerks.list_reply import TRIED
from motcua.records.erased import LIST as LIST_GONE
from motcua.records.erased import Gone, brought_back, listed, put_down
from motcua.records.files import store
from motcua.records.journal import Entry
from motcua.records.person_list import ListRow, PersonList
from motcua.rules.fonts.tables import Font, written
from motcua.rules.lists.terms import ListStage, RowAnswer
from motcua.rules.refusal import Denied, Refused
from motcua.rules.who import Role
from motcua.site import clock
from tests import cast
from tests.cast import act, eyes
from tests.doors.desk import press, text_of
from tests.doors.lists import LIST, neighbours
from tests.world import as_role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("desk")]

RESULTS = [
    "Kết quả", *["khớp"] * 10, *["chưa đủ căn cứ"] * 3, "không có thông tin", "chưa đủ căn cứ",
]  # fmt: skip


def text(*rows: str) -> bytes:
    return "\n".join(rows).encode()


@pytest.fixture
def office(client_of: Callable[..., Client]) -> Client:
    """Somebody of the social insurance, who sends lists to Đức Nhàn."""
    return client_of("partner")


def sent(office: Client, content: bytes, name: str = "a.csv", purpose: str = "insurance") -> Any:
    file = SimpleUploadedFile(name, content)
    page = office.get("/doi-tac/")
    return press(office, page, "/doi-tac/", list=file, purpose=purpose)


def the_list() -> PersonList:
    with as_role("motcua_clerk"):
        return PersonList.objects.latest("sent_at")


def matched(office: Client, desk: Any, content: bytes = text(*LIST)) -> str:
    """A list is sent, its columns are found right, a clerk matches it; its page."""
    with as_role("motcua_clerk"):
        neighbours()
    url: str = sent(office, content).headers["Location"]
    desk.work("read-list")
    page = office.get(url)
    assert "Các cột có đúng không?" in text_of(page), text_of(page)
    chosen = {f"c{at}": key for key, at in the_list().taken.items()}
    assert press(office, page, f"{url}/cot", **chosen).status_code == 302
    desk.work("match-list")
    assert not desk.failed
    return url


def test_a_list_comes_back_with_an_answer_for_each_row_and_nothing_else(
    office: Client, desk: Any
) -> None:
    url = matched(office, desk)
    page = text_of(office.get(url))
    assert "đó là: dòng 14, cột B “ Số CCCD ”: là công" in page
    assert "dòng 16, cột C “ Ngày sinh ”: ngày không có trong lịch" in page, page
    assert "Khớp 10 Cần người xem 3" in page and "Không có thông tin 2" in page, page
    press(office, office.get(url), f"{url}/lap-tep", kind="csv")
    assert "Đang lập tệp" in text_of(office.get(url))
    desk.work("return-list")
    said = office.get(f"{url}/ket-qua")
    table = list(csv.reader(io.StringIO(said.content.decode("utf-8-sig"))))
    assert [row[:5] for row in table] == [
        row.replace("=A1", "'=A1").split(";")
        for row in LIST  # no cell of a CSV calculates
    ]
    assert [row[5] for row in table] == RESULTS
    assert "công thức" in table[13][7] and "ngày không có trong lịch" in table[15][7]
    assert "017085000102" not in said.content.decode()  # his number is not told


def test_a_list_in_an_old_font_is_shown_as_it_was_compared(
    office: Client, desk: Any, client_of: Callable[..., Client]
) -> None:
    matched(office, desk, "\n".join(written(row, Font.TCVN3) for row in LIST).encode("cp1252"))
    assert (the_list().linked, the_list().person) == (10, 3)
    while (row := act("police", take_row, the_list().id)).line != 13:
        act("police", answer_row, row.id, answer=RowAnswer.UNSURE)
    shown = text_of(client_of("police").get(f"/quay/doi-chieu/dong/{row.id}"))
    assert "Quách Thị Hường (lỗi phông, trong tệp là Qu¸ch ThÞ H­êng )" in shown, shown


def test_of_whoever_is_not_there_nothing_goes_back(office: Client, desk: Any) -> None:
    url = matched(office, desk)
    row = act("police", take_row, the_list().id)
    act("police", answer_row, row.id, answer=RowAnswer.OTHER)
    press(office, office.get(url), f"{url}/lap-tep", kind="csv")
    desk.work("return-list")
    said = office.get(f"{url}/ket-qua").content.decode("utf-8-sig")
    table = list(csv.reader(io.StringIO(said)))
    assert table[row.line - 1][5:] == ["không có thông tin", "", "", "không phải người này"]


def test_who_tries_numbers_until_one_fits_is_told_nothing(office: Client, desk: Any) -> None:
    tries = [f"Bùi Thị Sen;0171900001{at:02};05/03/1990;1;Nữ" for at in range(2, 13)]
    url = matched(office, desk, text(*LIST, *tries))
    press(office, office.get(url), f"{url}/lap-tep", kind="csv")
    desk.work("return-list")
    said = office.get(f"{url}/ket-qua").content.decode("utf-8-sig")
    table = list(csv.reader(io.StringIO(said)))
    tried = [row[5:] for row in table if row[0] == "Bùi Thị Sen" and row[1]]
    assert tried == [["chưa đủ căn cứ", "", TRIED, ""]] * 12
    assert [row[5] for row in table[2:11]] == ["khớp"] * 9  # nobody else is the worse for it
    with as_role("motcua_clerk"):
        assert not ListRow.objects.filter(line__in=[2, *range(17, 28)]).exists()
    with eyes("sen") as sen:
        assert Entry.objects.about(sen.person).filter(kind="list.people-matched").exists()


def test_no_file_is_had_before_it_is_written_or_after_it_was_taken_back(
    office: Client, desk: Any
) -> None:
    url = matched(office, desk)
    for _ in range(2):
        press(office, office.get(url), f"{url}/lap-tep", kind="xlsx")
        assert office.get(f"{url}/ket-qua").headers["Location"] == url
        desk.work("return-list")
        assert office.get(f"{url}/ket-qua").status_code == 200
    press(office, office.get(url), f"{url}/bo")
    assert office.get(f"{url}/ket-qua").headers["Location"] == url


def test_the_same_list_for_the_same_purpose_is_sent_once(office: Client, desk: Any) -> None:
    first = sent(office, text(*LIST)).headers["Location"]
    assert sent(office, text(*LIST)).headers["Location"] == first
    assert sent(office, text(*LIST), purpose="allowance").headers["Location"] != first


def test_an_officer_answers_row_by_row_and_whoever_was_looked_at_sees_it(
    office: Client, desk: Any, client_of: Callable[..., Client]
) -> None:
    url = matched(office, desk)
    police = client_of("police")
    lists = police.get("/quay/doi-chieu")
    assert "3 trong 3 dòng" in text_of(lists)
    row = press(police, lists, f"/quay/doi-chieu/{the_list().id}/tiep")
    shown = police.get(row.headers["Location"])
    assert "Dòng 12 của danh sách; còn 3 dòng" in text_of(shown)
    assert "Ngày sinh 21/11/1985 21/11/1985 ✓ giống" in text_of(shown)
    assert "họ tên giống, danh sách không ghi dấu; ngày sinh giống hệt" in text_of(shown)
    after = press(police, shown, row.headers["Location"], answer="same:0")
    again = text_of(police.get(row.headers["Location"]))  # as who goes back in the browser
    assert "đúng là một người. Mở lại dòng đó" in again and "Chưa đủ căn cứ 9" not in again
    undone = police.get(after.headers["Location"])
    assert "đúng là một người" in text_of(undone)
    assert "cán bộ đã xem 1: 1 khớp" in text_of(office.get(url))
    with eyes("phuong") as phuong:
        kinds = set(Entry.objects.about(phuong.person).values_list("kind", flat=True))
    assert {"list.row-seen", "list.row-answered"} <= kinds
    looked = text_of(client_of("phuong").get("/ai-da-xem"))
    assert "đối chiếu danh sách của cơ quan khác" in looked, looked
    back = press(police, undone, f"{row.headers['Location']}/mo-lai")
    assert back.headers["Location"] == row.headers["Location"]
    assert "cán bộ đã xem 0" in text_of(office.get(url))


def test_who_was_linked_by_the_machine_sees_for_whom(
    office: Client, desk: Any, client_of: Callable[..., Client]
) -> None:
    matched(office, desk)
    with eyes("sen") as sen:
        kinds = list(Entry.objects.about(sen.person).values_list("kind", flat=True))
    assert "list.people-matched" in kinds
    looked = text_of(client_of("sen").get("/ai-da-xem"))
    assert "Chuyên viên Bảo hiểm xã hội, Xã Đức Nhàn Đối chiếu một danh sách có Bạn" in looked


def appointed(key: str, role: Role, title: str) -> None:
    with as_role("motcua_clerk"):
        unit, account, since = cast.commune("Đức Nhàn"), cast.account_of(key), date(2026, 1, 1)
        appoint(cast.command(), account, unit=unit, role=role, title=title, valid_from=since)


def test_two_reviewers_never_have_the_same_row(office: Client, desk: Any) -> None:
    matched(office, desk)
    appointed("counter", Role.POLICE, "Công an xã")
    mine, hers = (act(key, take_row, the_list().id) for key in ("police", "counter"))
    assert mine.id != hers.id
    with pytest.raises(Refused, match="list-row-held"):
        act("counter", answer_row, mine.id, answer=RowAnswer.OTHER)
    act("police", answer_row, mine.id, answer=RowAnswer.OTHER)
    with pytest.raises(Refused, match="list-row-answered"):
        act("police", answer_row, mine.id, answer=RowAnswer.UNSURE)
    assert act("police", take_row, the_list().id).id != hers.id
    left = act("police", take_row, the_list().id, at=cast.later(minutes=11))
    act("police", answer_row, left.id, answer=RowAnswer.OTHER, at=cast.later(minutes=12))
    last = act("police", take_row, the_list().id, at=cast.later(minutes=13))
    assert {left.id, last.id} > {hers.id}  # she went away from it


def test_a_row_is_shown_to_nobody_but_whom_it_is_before(
    office: Client, desk: Any, client_of: Callable[..., Client]
) -> None:
    matched(office, desk)
    appointed("counter", Role.POLICE, "Công an xã")
    row = act("police", take_row, the_list().id)
    place, hers = f"/quay/doi-chieu/dong/{row.id}", client_of("counter")
    for page in (hers.get(place), hers.post(place, {"key": str(uuid4()), "answer": "x"})):
        assert "đang ở chỗ người khác" in text_of(page) and row.said["full_name"] not in text_of(
            page
        )
    assert row.said["full_name"] in text_of(client_of("police").get(place))


def test_rows_come_by_what_they_are_worth(office: Client, desk: Any) -> None:
    matched(office, desk)
    worth = []
    for _ in range(3):
        row = act("police", take_row, the_list().id)
        act("police", answer_row, row.id, answer=RowAnswer.UNSURE)
        worth.append(row.worth)
    assert worth == sorted(worth, reverse=True) and worth[0] > worth[-1]


def test_nobody_answers_of_themselves(office: Client, desk: Any) -> None:
    matched(office, desk)
    appointed("trinh", Role.POLICE, "Công an xã")
    own = cast.who("trinh").person
    for _ in range(2):
        row = act("trinh", take_row, the_list().id)
        act("trinh", answer_row, row.id, answer=RowAnswer.OTHER)
    with pytest.raises(Refused, match="list-none-left"):
        act("trinh", take_row, the_list().id)
    theirs = act("police", take_row, the_list().id)
    assert own in theirs.people
    with pytest.raises(Denied):
        act("trinh", answer_row, theirs.id, answer=RowAnswer.SAME, which=0)


def test_an_office_sees_no_row_and_no_desk(office: Client, desk: Any) -> None:
    matched(office, desk)
    with eyes("partner") as partner:
        assert PersonList.objects.visible_to(partner).count() == 1
        assert not ListRow.objects.exists()
    with pytest.raises(Denied):
        act("partner", take_row, the_list().id)
    for page in ("/quay/doi-chieu", "/quay/", "/quay/nguoi", "/van-hanh/"):
        assert office.get(page).status_code == 404, page


def test_a_list_is_nobody_elses(
    office: Client, desk: Any, client_of: Callable[..., Client]
) -> None:
    url = matched(office, desk)
    appointed("specialist", Role.PARTNER, "Chuyên viên Ngân hàng")
    for key in ("police", "thuy", "operator", "volunteer", "specialist"):
        other = client_of(key)
        for place in ("", "/ket-qua"):
            assert other.get(f"{url}{place}").status_code == 404, (key, place)
    assert "a.csv" not in text_of(other.get("/doi-tac/"))
    key = {"key": str(uuid4())}
    for place in ("/cot", "/lap-tep", "/bo"):
        assert other.post(f"{url}{place}", key).status_code == 404, place
    assert the_list().stage == ListStage.READY
    assert client_of("police_there").get("/quay/doi-chieu").status_code == 200
    with eyes("police_there"):
        assert not ListRow.objects.exists()


def test_it_is_taken_back_whole_with_rows_answers_and_files(
    office: Client, desk: Any, django_capture_on_commit_callbacks: Any
) -> None:
    url = matched(office, desk)
    act("police", answer_row, act("police", take_row, the_list().id).id, answer=RowAnswer.OTHER)
    before = the_list()
    press(office, office.get(url), f"{url}/bo")
    assert "Bạn đã bỏ danh sách này" in text_of(office.get(url))
    with django_capture_on_commit_callbacks(execute=True):
        desk.work("erase-list")
    gone = the_list()
    assert (gone.stage, gone.sha256, gone.outcomes, gone.heads) == (ListStage.UNDONE, "", "", {})
    with as_role("motcua_clerk"):
        assert not ListRow.objects.exists()
        told = Entry.objects.get(kind="list.undone")
    assert told.data == {"rows": 15, "answers": 1}
    assert listed() >= {Gone(LIST_GONE, before.id)} and gone_from_disk(desk, before)
    assert sent(office, text(*LIST)).headers["Location"] != url  # and may come anew


def gone_from_disk(desk: Any, held: PersonList) -> bool:
    """Of a list that went: a file so new may still be wanted, and goes a day later."""
    names = {one for one in (held.sha256, held.outcomes) if one}
    files = [store().path(name) for name in names]
    desk.pass_time(days=1, minutes=1)
    for file in files:
        assert file.exists()
        os.utime(file, (cast.NOW.timestamp(),) * 2)
    desk.call("sweep-files")
    return (
        bool(files)
        and not any(file.exists() for file in files)
        and names.isdisjoint(store().left())
    )


def test_what_was_taken_back_stays_so_after_a_backup_from_before(
    office: Client, desk: Any
) -> None:
    """What a backup brings back is a list that is ready; the list outside says that it is gone."""
    url = matched(office, desk)
    put_down([Gone(LIST_GONE, the_list().id)])
    desk.call("keep-erased")
    assert the_list().stage == ListStage.UNDONE and not the_list().outcomes
    assert "Bạn đã bỏ danh sách này" in text_of(office.get(url))
    with as_role("motcua_clerk"):
        assert not ListRow.objects.exists()
        assert brought_back(listed()) == []


def test_it_is_stopped_while_a_clerk_is_at_it(office: Client, desk: Any) -> None:
    url = sent(office, text(*LIST)).headers["Location"]
    desk.work("read-list")
    page = office.get(url)
    chosen = {f"c{at}": key for key, at in the_list().taken.items()}
    press(office, page, f"{url}/cot", **chosen)
    waits = office.get(url)
    assert waits.headers["Refresh"] == "3" and "Đang chờ đến lượt" in text_of(waits)
    press(office, waits, f"{url}/bo")
    desk.work("match-list")
    assert not desk.failed and the_list().stage == ListStage.UNDONE


def test_a_clerk_who_fell_begins_anew(office: Client, desk: Any) -> None:
    """What a killed clerk left is a list half read or half matched; the errand comes again."""
    url = sent(office, text(*LIST)).headers["Location"]
    with as_role("motcua_clerk"):
        note_step(cast.clerk(), the_list().id, done=0)
        note_step(cast.clerk(), the_list().id, done=40)
    desk.pass_time(minutes=2)
    clock.use(lambda: desk.at)
    assert "Xong 40 %, còn khoảng 3 phút" in text_of(office.get(url))
    assert "đang đọc tệp, 40 %" in text_of(office.get("/doi-tac/"))
    desk.work("read-list")
    chosen = {f"c{at}": key for key, at in the_list().taken.items()}
    press(office, office.get(url), f"{url}/cot", **chosen)
    with as_role("motcua_clerk"):
        note_step(cast.clerk(), the_list().id, done=0)
    assert "Đang đọc các dòng của tệp" in text_of(office.get(url))
    with as_role("motcua_clerk"):
        note_step(cast.clerk(), the_list().id, done=50)
    assert "Xong 50 %, còn khoảng 2 phút" in text_of(office.get(url))
    desk.work("match-list")
    with as_role("motcua_clerk"):
        held = the_list()
        assert held.stage == ListStage.READY and held.linked + held.person + held.absent == 15
        desk.call("match-list", subject=str(held.id))  # and once more: nothing is doubled
        assert ListRow.objects.filter(person_list=held).count() == held.person


def test_lists_have_one_hand_of_a_worker_and_wait_for_it(office: Client, desk: Any) -> None:
    url = sent(office, text(*LIST)).headers["Location"]
    with HAND:
        desk.work("read-list")
        assert "Đang đọc tệp" in text_of(office.get(url))
    desk.call("read-list", subject=str(the_list().id))
    chosen = {f"c{at}": key for key, at in the_list().taken.items()}
    press(office, office.get(url), f"{url}/cot", **chosen)
    with HAND:
        desk.work("match-list")
    assert the_list().stage == ListStage.MATCHING and "Đang chờ đến lượt" in text_of(
        office.get(url)
    )
    desk.call("match-list", subject=str(the_list().id))
    assert the_list().stage == ListStage.READY


def test_after_its_days_it_goes(office: Client, desk: Any) -> None:
    url = matched(office, desk)
    desk.pass_time(days=29)
    desk.call("forget-lists")
    assert the_list().stage == ListStage.READY
    desk.pass_time(days=2)
    desk.call("forget-lists")
    assert the_list().stage == ListStage.OVER and "Đã hết thời gian giữ" in text_of(
        office.get(url)
    )
    with as_role("motcua_clerk"):
        assert not ListRow.objects.exists()


BAD = [
    (b"%PDF-1.4", "Đây không phải là bảng"),
    (b"  \n ", "Tệp trống"),
    (b"\xd0\xcf\x11\xe0....", "Excel kiểu cũ"),
    (b"PAR1....", "Parquet không nguyên vẹn"),
    (b'Ho ten,CCCD\n"Bui,1\n', "Dòng 2"),
    (b"Ho ten,CCCD\nBui\0,1\n", "Dòng 2 có ký tự không phải là chữ"),
    (b"Bui Thi Sen,017190000101\nHa Thi Bich,017191000203", "Không thấy dòng tên cột"),
    (text("Họ và tên;Số CCCD"), "không có dòng nào dưới tên cột"),
    (text("chỉ một cột", "a", "b"), "Không thấy dòng tên cột"),
]


@pytest.mark.parametrize(("content", "says"), BAD)
def test_what_cannot_be_read_says_where_and_what_to_do(
    office: Client, desk: Any, content: bytes, says: str
) -> None:
    went = sent(office, content)
    if went.status_code == 302:
        desk.work("read-list")
        went = office.get(went.headers["Location"])
        assert the_list().stage == ListStage.FAILED and not the_list().sha256
    assert says in text_of(went), text_of(went)


def test_what_is_missing_is_said_where_it_is(office: Client) -> None:
    for purpose, place in (("", "#purpose"), ("insurance", "#list")):
        said = office.post("/doi-tac/", {"key": str(uuid4()), "purpose": purpose})
        assert said.status_code == 422 and f'href="{place}"' in said.content.decode()


def test_columns_nobody_knows_are_said_by_the_sender(office: Client, desk: Any) -> None:
    url = sent(office, text("cột lạ;cột khác", "Bùi Thị Sen;05/03/1990")).headers["Location"]
    desk.work("read-list")
    page = office.get(url)
    assert "Aaa Aaa Aaa" in text_of(page) and "Sen" not in text_of(page)
    few = press(office, page, f"{url}/cot", c0="full_name")
    assert few.status_code == 422 and "Hãy chọn cột họ và tên" in text_of(few)
    twice = press(office, page, f"{url}/cot", c0="full_name", c1="full_name")
    assert "Có hai cột cùng được chọn" in text_of(twice)
    assert press(office, page, f"{url}/cot", c0="full_name", c1="birth").status_code == 302


def test_it_comes_back_as_excel_every_cell_as_it_was(office: Client, desk: Any) -> None:
    url = matched(office, desk)
    press(office, office.get(url), f"{url}/lap-tep", kind="xlsx")
    desk.work("return-list")
    book = load_workbook(io.BytesIO(office.get(f"{url}/ket-qua").content))
    assert {cell.data_type for row in book.active for cell in row if cell.value} == {"s"}
    rows = [[cell or "" for cell in row] for row in book.active.iter_rows(values_only=True)]
    assert [row[:5] for row in rows] == [row.split(";") for row in LIST]
    assert rows[0][5:] == ["Kết quả", "Chắc chắn", "Lý do", "Cán bộ trả lời"]


def test_a_list_arrives_in_pieces(office: Client, desk: Any) -> None:
    home, content = uuid4(), text(*LIST)
    tus = {"Tus-Resumable": "1.0.0"}
    began = office.post(
        "/tep-len/", headers=tus | {"Upload-Length": str(len(content)),
                                    "Upload-Metadata": f"home {_base64(str(home))}"},
    )  # fmt: skip
    assert began.status_code == 201, began.content
    place = began.headers["Location"]
    office.patch(place, content, content_type="application/offset+octet-stream",
                 headers=tus | {"Upload-Offset": "0"})  # fmt: skip
    named = {"list.sent": place.rpartition("/")[2], "key": str(home), "purpose": "insurance"}
    went = office.post("/doi-tac/", named)
    assert went.status_code == 302, text_of(went)
    with store().open(the_list().sha256) as file:
        assert file.read() == content


def _base64(plain: str) -> str:
    from base64 import b64encode

    return b64encode(plain.encode()).decode()
