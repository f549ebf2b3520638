"""Guests told of by page and by file, taken back, looked at by the police; tenants renewed."""

import io
import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from motcua.actions.dwelling import declare_dwelling
from motcua.actions.stay import forget_stays, undo_stays, units_to_forget
from motcua.actions.stay_file import note_rows
from motcua.clerks.tasks import errands
from motcua.records.dossier import Dossier
from motcua.records.draft import Draft
from motcua.records.dwelling import Dwelling
from motcua.records.files import store
from motcua.records.journal import Entry
from motcua.records.message import Message
from motcua.records.person import Person
from motcua.records.stay import Stay, StayNotice
from motcua.records.unit import Hamlet
from motcua.rules.dossier import State
from motcua.rules.refusal import Denied
from motcua.site import clock
from tests import cast
from tests.actions.test_dossier import file
from tests.cast import act, clerk, eyes
from tests.clerks.desk import waiting
from tests.doors.citizen import text_of
from tests.world import as_role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("desk")]

HEADS = ["Họ tên", "CCCD", "Ngày sinh", "Ngày đến", "Phòng"]
NAMES = ("An", "Bình", "Chi", "Dũng", "Em", "Giang", "Hà", "Khoa")


def home() -> Dwelling:
    return Dwelling.objects.get(code="NT-TRINH8")


def guest(at: int, **cells: Any) -> list[Any]:
    return [f"Lò Văn {NAMES[at % 8]}", f"0010900{at:05d}", "9/3/1990", "23/11/2026", str(at)]


def xlsx(rows: list[list[Any]], heads: list[str] | None = None, hidden: bool = False) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [heads or HEADS, *rows]:
        sheet.append(row)
    if hidden:
        book.create_sheet("Riêng").sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def send_file(client: Any, content: bytes, **more: str) -> Any:
    """Send a file, and have a clerk read it."""
    sent = SimpleUploadedFile("khach.xlsx", content)
    went = client.post(f"/cho-o/{home().id}/khach/tep", {"sheet": sent, **more})
    read_files()
    return went


def read_files() -> None:
    """As the clerk does; a file read before is not read again."""
    with as_role("motcua_clerk"):
        for job in waiting("read-stays"):
            errands.tasks["read-stays"](**job.args)


def send_rows(client: Any, *rows: list[Any], key: str = "", **more: str) -> Any:
    keys = ("full_name", "number", "birth_date", "begins", "room")
    said = {
        f"{at}.{name}": value
        for at, row in enumerate(rows, 1)
        for name, value in zip(keys, row, strict=True)
    }
    key = key or str(uuid.uuid4())
    return client.post(f"/cho-o/{home().id}/khach/ghi", {"key": key, **said, **more})


def cells_of(response: Any) -> list[tuple[Any, ...]]:
    sheet = load_workbook(io.BytesIO(response.content)).active
    assert sheet is not None
    return list(sheet.iter_rows(values_only=True))


def noted(response: Any) -> StayNotice:
    """What a sending came to, by the address it led to."""
    with eyes("trinh") as trinh:
        return StayNotice.objects.visible_to(trinh).get(pk=response.url.rpartition("/")[2])


def test_good_rows_of_the_page_are_noted_and_bad_ones_stay_with_their_reason(client_of) -> None:
    client = client_of("trinh")
    assert client.get(f"/cho-o/{home().id}/khach/ghi").content.count(b"<fieldset") == 5
    key = str(uuid.uuid4())
    said = send_rows(client, guest(1), [*guest(2)[:1], "123", *guest(2)[2:]], key=key)
    assert said.status_code == 422
    page = text_of(said)
    assert "Đã ghi những dòng đúng" in page and "số định danh có 12 chữ số" in page
    assert "Lò Văn Chi" in said.content.decode() and "Lò Văn Bình" not in said.content.decode()
    send_rows(client, guest(1), [*guest(2)[:1], "123", *guest(2)[2:]], key=key)
    with eyes("trinh"):
        assert Stay.objects.count() == 1
    assert str(noted(send_rows(client, guest(2))).number).startswith("H")
    assert "Khách ngủ lại đêm 23/11/2026: 2 người" in text_of(
        client.get(f"/cho-o/{home().id}/khach")
    )


def test_who_looks_for_the_procedure_is_led_to_the_page_of_rows(client_of) -> None:
    assert "báo nhiều khách một lần" in text_of(client_of().get("/thu-tuc/2.001159"))
    assert "báo nhiều khách một lần" not in text_of(client_of().get("/thu-tuc/1.004194"))
    assert f"/cho-o/{home().id}/khach" in client_of("trinh").get("/cho-o").content.decode()


def test_more_rows_and_a_table_pasted_from_excel_need_no_script(client_of) -> None:
    client = client_of("trinh")
    more = send_rows(client, guest(1), more="1")
    assert more.content.count(b"<fieldset") == 6 and "Lò Văn Bình" in more.content.decode()
    table = "CCCD\tHọ tên\tNăm sinh\n001090000301\tLò Văn Dán\t1990\n"
    filled = send_rows(client, guest(1), fill="1", paste=table).content.decode()
    assert 'value="Lò Văn Dán"' in filled and 'name="2.number" value="001090000301"' in filled
    with eyes("trinh"):
        assert Stay.objects.count() == 0


def test_a_file_with_errors_keeps_the_good_rows_and_gives_the_bad_ones_back(client_of) -> None:
    client = client_of("trinh")
    rows = [guest(at) for at in range(200)]
    for at in range(0, 200, 20):
        rows[at][1] = 10900000 + at  # a number, and too short
    rows[5][1] = 1090000999  # Excel took the noughts
    went = send_file(client, xlsx(rows, hidden=True))
    notice = noted(went)
    assert (notice.rows, notice.wrong) == (189, 11)
    page = text_of(client.get(went.url))
    assert "trang tính ẩn (Riêng)" in page and "có phải 001090000999?" in page
    back = cells_of(client.get(f"{went.url}/can-sua.xlsx"))
    assert len(back) == 12 and back[0][0] == "Họ và tên" and back[0][-2:] == (
        "Cần sửa", "Dòng trong tệp đã gửi")  # fmt: skip
    assert "12 chữ số" in back[1][-2] and back[1][-1] == "2"
    fixed = [list(row) for row in back]
    for at, row in enumerate(fixed[1:]):
        row[1] = f"0010910{at:05d}"
    again = noted(send_file(client, xlsx(fixed[1:], heads=fixed[0])))
    assert (again.rows, again.wrong) == (11, 0)


def test_the_same_file_registers_once_also_when_more_was_added_to_it(client_of) -> None:
    client = client_of("trinh")
    content = xlsx([guest(1), guest(2)])
    first = send_file(client, content).url
    assert send_file(client, content).url == f"{first}?lai=1"
    assert "không ghi thêm lần nữa" in text_of(client.get(f"{first}?lai=1"))
    longer = noted(send_file(client, xlsx([guest(1), guest(2), guest(3)])))
    assert (longer.rows, longer.known) == (1, 2)
    with eyes("trinh"):
        assert Stay.objects.count() == 3


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "Hãy chọn tệp Excel"),
        (b"\xd0\xcf\x11\xe0 old", "Excel kiểu cũ"),
        (b"ho ten,so", "Không đọc được tệp này"),
    ],
)
def test_a_file_that_is_none_is_refused_with_what_to_do(client_of, content, says) -> None:
    said = send_file(client_of("trinh"), content)
    assert said.status_code == 422 and says in text_of(said)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"PK\x03\x04 broken", "Không đọc được tệp này"),
        (xlsx([["a", "b"]], heads=["x", "y"]), "Chưa thấy dòng tên cột"),
        (xlsx([], heads=["Họ tên", "CCCD"]), "thiếu cột: Ngày sinh, Ngày đến"),
        (xlsx([]), "Chưa có khách nào"),
    ],
)
def test_a_file_nobody_can_read_says_what_to_do_on_the_page_of_its_sending(
    client_of, content, says
) -> None:
    client = client_of("trinh")
    went = send_file(client, content)
    said = text_of(client.get(went.url))
    assert "Chưa đọc được tệp này" in said and says in said
    assert noted(went).number is None


def test_a_clerk_who_falls_goes_on_where_the_last_piece_ended(client_of, monkeypatch) -> None:
    client, content = client_of("trinh"), xlsx([guest(at) for at in range(25)])
    monkeypatch.setattr("motcua.clerks.stay.PIECE", 10)
    sent = SimpleUploadedFile("khach.xlsx", content)
    url = client.post(f"/cho-o/{home().id}/khach/tep", {"sheet": sent}).url
    waits = client.get(url)
    assert "đang chờ đọc" in text_of(waits) and waits["Refresh"] == "3"
    kept = StayNotice.objects.get
    with as_role("motcua_clerk"):
        with monkeypatch.context() as falling, pytest.raises(ConnectionError):
            falling.setattr("motcua.clerks.stay.note_rows", falls_after(1))
            errands.tasks["read-stays"](**waiting("read-stays")[0].args)
        assert (kept().rows, kept().done, kept().lines) == (10, 11, 26)
    clock.use(lambda: cast.NOW + timedelta(seconds=22))
    assert "Đã đọc đến dòng 11 trong 26 dòng, còn khoảng 30 giây" in text_of(client.get(url))
    said = client.post(f"{url}/bo", {"key": str(uuid.uuid4())})
    assert said.status_code == 422 and "đang được đọc" in text_of(said)
    read_files()
    with eyes("trinh") as trinh:
        done = StayNotice.objects.visible_to(trinh).get()
        assert (done.rows, done.known, Stay.objects.count()) == (25, 0, 25)
        assert Entry.objects.filter(kind="stay.told").count() == 1
    assert not client.get(url).has_header("Refresh")


def test_a_file_that_was_read_is_gone_from_the_disk_a_day_later(
    client_of, django_capture_on_commit_callbacks: Any
) -> None:
    file = noted(send_file(client_of("trinh"), xlsx([guest(1)]))).sha256
    put = datetime.fromtimestamp(store().path(file).stat().st_mtime, UTC)
    with as_role("motcua_clerk"):
        StayNotice.objects.update(read_at=put)  # the disk has the machine's time
        assert units_to_forget(put + timedelta(hours=23)) == set()
        (unit,) = units_to_forget(put + timedelta(hours=25))
        with django_capture_on_commit_callbacks(execute=True):
            forget_stays(clerk(put + timedelta(hours=25)), unit)
        assert StayNotice.objects.get().sha256 == "" and Stay.objects.exists()
    assert not store().path(file).exists()


def falls_after(pieces: int) -> Any:
    """Notes so many pieces, then falls."""
    left = iter(range(pieces))

    def note(*args: Any, **kwargs: Any) -> Any:
        if next(left, None) is None:
            raise ConnectionError
        return note_rows(*args, **kwargs)

    return note


def test_who_is_on_the_list_sees_that_it_was_looked_at_and_nobody_else(client_of) -> None:
    listed = guest(1)
    listed[0], listed[1] = cast.PEOPLE["thuy"][0], cast.PEOPLE["thuy"][1]
    send_file(client_of("trinh"), xlsx([listed, guest(2)]))
    police, words = client_of("police"), "Xem danh sách khách lưu trú có tên Bạn"
    police.get("/quay/luu-tru?vi=residence&q=chi")  # a look for somebody else
    assert words not in text_of(client_of("thuy").get("/ai-da-xem"))
    police.get("/quay/luu-tru?vi=residence")
    seen = text_of(client_of("thuy").get("/ai-da-xem"))
    assert words in seen and "kiểm tra cư trú" in seen
    assert words not in text_of(client_of("minh").get("/ai-da-xem"))


def test_formulas_are_not_reckoned_and_noughts_are_put_back_on_a_word(client_of) -> None:
    client = client_of("trinh")
    rows = [guest(1), guest(2)]
    rows[0][0], rows[1][1] = '=CONCATENATE("Lò","An")', 1090000002
    went = send_file(client, xlsx(rows))
    assert (noted(went).rows, noted(went).number) == (0, None)
    assert "công thức" in text_of(client.get(went.url))
    again = noted(send_file(client, xlsx(rows), zeros="1"))
    assert (again.rows, again.wrong) == (1, 1)


def test_a_sending_is_taken_back_as_a_whole_until_the_police_have_looked(client_of) -> None:
    client, content = client_of("trinh"), xlsx([guest(1), guest(2)])
    url = send_file(client, content).url
    client.post(f"{url}/bo", {"key": str(uuid.uuid4())})
    assert "Bạn đã bỏ lần thông báo này" in text_of(client.get(url))
    with eyes("trinh"):
        assert Stay.objects.count() == 0
    again = send_file(client, content).url
    assert again != url
    seen = text_of(client_of("police").get("/quay/luu-tru?vi=residence"))
    assert "Lò Văn Bình" in seen and "001090000001" in seen
    said = client.post(f"{again}/bo", {"key": str(uuid.uuid4())})
    assert said.status_code == 422 and "Công an đã xem lúc 09:00 23/11/2026" in text_of(said)


def test_the_police_see_numbers_first_and_people_only_with_a_purpose_on_the_record(
    client_of,
) -> None:
    send_file(client_of("trinh"), xlsx([guest(1), guest(2)]))
    police = client_of("police")
    first = text_of(police.get("/quay/luu-tru"))
    assert "2 khách" in first and "Lò Văn" not in first
    assert "Lò Văn Bình" not in text_of(police.get("/quay/luu-tru?vi=residence&q=chi"))
    assert "Lò Văn Bình" in text_of(police.get("/quay/luu-tru?vi=residence&q=001090000001"))
    tomorrow = text_of(police.get("/quay/luu-tru?vi=residence&tu=24/11/2026"))
    assert "Không có khách nào như vậy" in tomorrow
    told = cells_of(police.get("/quay/luu-tru/bang.xlsx?vi=residence"))
    assert [row[2:4] for row in told[1:]] == [
        ("Lò Văn Bình", "001090000001"),
        ("Lò Văn Chi", "001090000002"),
    ]
    with eyes("police") as officer:
        looks = Entry.objects.visible_to(officer).filter(kind="stay.seen")
        assert {one.data["begins"] for one in looks} == {"2026-11-23", "2026-11-24"}
        assert {one.data["purpose"] for one in looks} == {"residence"}
    elsewhere = client_of("police_there").get("/quay/luu-tru?vi=residence")
    assert "Lò Văn Bình" not in text_of(elsewhere)
    for other in ("counter", "leader", "thuy"):
        assert client_of(other).get("/quay/luu-tru").status_code == 404
    assert police.get("/quay/luu-tru/bang.xlsx").status_code == 404  # no purpose


def test_guests_are_sealed_and_nobodys_but_their_landlords(client_of) -> None:
    url = send_file(client_of("trinh"), xlsx([guest(1)])).url
    other = client_of("minh")
    for path in (url, f"{url}/can-sua.xlsx", f"/cho-o/{home().id}/khach",
                 f"/cho-o/{home().id}/khach/so.xlsx"):  # fmt: skip
        assert other.get(path).status_code == 404, path
    with eyes("minh"):
        assert not Stay.objects.exists() and not StayNotice.objects.exists()
    with as_role("motcua_clerk"):
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("select guest from motcua_stay")
            assert "Lò".encode() not in bytes(cursor.fetchone()[0])


def test_what_comes_late_is_kept_and_marked_and_relatives_are_told_of_once(client_of) -> None:
    clock.use(lambda: cast.NOW + timedelta(hours=14, minutes=30))  # 23:30
    client = client_of("trinh", cast.NOW + timedelta(hours=14))
    went = send_rows(client, guest(1), **{"1.relative": "x"})
    assert noted(went).late == 1 and "Báo sau giờ" in text_of(client.get(went.url))
    again = guest(1)
    again[3] = "22/11/2026"
    assert noted(send_rows(client, again, **{"1.relative": "x"})).late == 0
    assert noted(send_rows(client, guest(2), **{"1.hour": "23:15"})).late == 0


def test_who_leaves_sooner_is_no_longer_there_and_the_register_can_be_taken_away(
    client_of,
) -> None:
    client = client_of("trinh")
    longer = guest(1)
    longer[3] = "22/11/2026"
    send_rows(client, longer, **{"1.ends": "26/11/2026"})
    with eyes("trinh"):
        stay = Stay.objects.get()
    client.post(f"/cho-o/khach/{stay.id}/di", {"key": str(uuid.uuid4())})
    assert "23/11/2026: 0 người" in text_of(client.get(f"/cho-o/{home().id}/khach"))
    book = cells_of(client.get(f"/cho-o/{home().id}/khach/so.xlsx?tu=01/11/2026&den=30/11/2026"))
    assert [row[0] for row in book] == ["Họ và tên", "Lò Văn Bình"]
    assert book[1][1] == "001090000001" and book[1][8] == "23/11/2026"
    assert len(cells_of(client.get(f"/cho-o/{home().id}/khach/mau.xlsx"))) == 1
    none = client.get(f"/cho-o/{home().id}/khach/so.xlsx?tu=31/11/2026&den=1/12/2026")
    assert none.status_code == 422 and "Hãy chọn từ ngày trước đến ngày sau" in text_of(none)


def registered(ends: str = "2026-12-05", name: str = "Lò Văn Thuê") -> Dossier:
    """Chị Trinh has registered a tenant of hers, until a day in December."""
    house = {"id": str(home().id), "address": home().address}
    dossier = file("trinh", "1.004194", for_whom="tenants", dwelling=house,
                   members=[{"full_name": name, "number": "001095000777"}],
                   **{"from": "2026-11-24", "to": ends})  # fmt: skip
    with as_role("motcua_clerk"):
        Dossier.objects.filter(pk=dossier.id).update(state=State.DONE, closed_at=cast.NOW)
    return dossier


def test_a_tenant_whose_time_ends_soon_stands_on_top_and_is_renewed_in_one_tap(client_of) -> None:
    client = client_of("trinh")
    later, sooner = registered("2027-06-01", "Lò Thị Thuê"), registered()
    assert "Sắp hết hạn tạm trú 1 người thuê" in text_of(client.get("/cho-o"))
    page = client.get(f"/cho-o/{home().id}/khach").content.decode()
    assert "Sắp hết hạn" in page and f"/ho-so/{sooner.id}/gia-han" in page
    assert f"/ho-so/{later.id}/gia-han" not in page
    assert "còn 12 ngày" in text_of(client.get(f"/ho-so/{sooner.id}"))
    key = str(uuid.uuid4())
    went = client.post(f"/ho-so/{sooner.id}/gia-han", {"key": key})
    assert went.url == f"/don/{key}/xem-lai", went.url
    check = text_of(client.get(went.url))
    assert "05/12/2026" in check and "16/12/2026" in check and "Lò Văn Thuê" in check
    with eyes("trinh") as trinh:
        assert Draft.objects.visible_to(trinh).get(pk=key).procedure == "1.002755"
    assert client.post(f"/ho-so/{later.id}/gia-han", {"key": str(uuid.uuid4())}).url == (
        f"/ho-so/{later.id}"
    )


def test_who_filed_is_told_once_by_a_message_that_names_nobody(desk: Any) -> None:
    later, sooner = registered("2027-06-01", "Lò Thị Thuê"), registered()
    for _ in range(2):
        desk.call("remind-tenancies")
        desk.work("tell-citizen")
    with as_role("motcua_clerk"):
        assert not Entry.objects.of(later.id).filter(kind="tenancy.ends").exists()
        assert Entry.objects.of(sooner.id).filter(kind="tenancy.ends").count() == 1
        (told,) = Message.objects.filter(dossier=sooner, text__contains="het han")
    assert "05/12/2026" in told.text and sooner.number in told.text
    assert "Lo Van" not in told.text and "Lò Văn" not in told.text


def test_what_was_kept_long_enough_is_forgotten(client_of) -> None:
    send_file(client_of("trinh"), xlsx([guest(1), ["", "", "", "", "x"]]))
    after = cast.NOW + timedelta(days=733)
    with as_role("motcua_clerk"):
        assert units_to_forget(cast.NOW) == set()
        (unit,) = units_to_forget(after)
        forget_stays(clerk(after), unit)
        assert not Stay.objects.exists() and StayNotice.objects.get().returned is None
        assert units_to_forget(after) == set()


def test_a_dwelling_lies_in_the_hamlet_its_address_names() -> None:
    with eyes("police") as officer:
        unit = cast.commune("Đức Nhàn")
        owner = Person.objects.visible_to(officer).get(full_name=cast.PEOPLE["trinh"][0])
        assert Hamlet.objects.named_in("Số 1, ngõ Bưởi", unit, cast.TODAY) is None
    said = {"owner": owner, "unit": unit, "use": Dwelling.Use.HOSPITAL, "rooms": 3}
    with as_role("motcua_clerk"):
        for name in ("Bưa", "Bưa Sen"):
            Hamlet.objects.create(unit=unit, kind="xóm", name=name, name_key=name, sort_key=name,
                                  valid_from=date(2025, 7, 1))  # fmt: skip
    declared = act("trinh", declare_dwelling, address="Số 9, Xóm Bưa Sen, xã Đức Nhàn", **said)
    assert declared.hamlet and declared.hamlet.name == "Bưa Sen"


def test_another_cannot_note_or_take_back(client_of) -> None:
    notice = noted(send_file(client_of("trinh"), xlsx([guest(1)])))
    with pytest.raises(Denied):
        act("minh", undo_stays, notice.id)
