"""A landlord's rooms: who is in which, which are free, who has left; figures of stays."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from motcua.actions.room import lodge_tenant, note_tenant_left
from motcua.records.dossier import Dossier
from motcua.records.room import Lodging, Room
from motcua.records.stay import Stay, StayNotice
from motcua.rules.dossier import State
from motcua.rules.refusal import Denied, Refused
from motcua.site import clock
from tests import cast
from tests.cast import act, eyes
from tests.doors.citizen import text_of
from tests.doors.test_stays import guest, home, noted, registered, send_rows
from tests.world import as_role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("desk")]


def page() -> str:
    return f"/cho-o/{home().id}/phong"


def press(client: Any, url: str, **said: str) -> Any:
    return client.post(url, {"key": str(uuid.uuid4()), **said})


def tenant(dossier: Dossier) -> str:
    return f"/cho-o/{home().id}/nguoi-thue/{dossier.id}"


def room(name: str) -> Room:
    with eyes("trinh") as trinh:
        return next(one for one in Room.objects.visible_to(trinh) if one.name == name)


def parts(client: Any) -> dict[str, str]:
    """The page by its headings."""
    found = client.get(page()).content.decode().split("<h2>")[1:]
    return {part.partition("</h2>")[0]: part.partition("</h2>")[2] for part in found}


def test_rooms_show_who_is_in_them_tonight_and_which_are_free(client_of: Any) -> None:
    client, dossier = client_of("trinh"), registered()
    assert "Hãy ghi tên các phòng" in text_of(client.get(page()))
    press(client, page(), names="101\n102\nPhòng sau\n204")
    assert "Lò Văn Thuê" in parts(client)["Chưa ghi phòng"]
    press(client, f"{tenant(dossier)}/phong", room=str(room("Phòng sau").id))
    one, two, none = guest(1), guest(2), guest(3)
    one[4], two[4], none[4] = "P.204", "Gác xép", ""
    send_rows(client, one, two, none)
    seen = parts(client)
    assert "101" in seen["Phòng trống"] and "204" not in seen["Phòng trống"]
    taken = seen["Phòng có người"].split("<h3>")[1:]
    people = ("Lò Văn Thuê", "Lò Văn Bình", "Lò Văn Chi")
    assert all(name in part for name, part in zip(people, taken, strict=True))
    assert "từ 24/11/2026" in taken[0] and "Gác xép" in taken[2]
    assert "Lò Văn Dũng" in seen["Chưa ghi phòng"]
    whole = text_of(client.get(page()))
    assert "Đêm 23/11/2026: 3 phòng có người, 2 phòng trống." in whole
    assert "phòng Phòng sau" in text_of(client.get(f"/cho-o/{home().id}/khach"))
    with eyes("trinh"):
        stay = next(one for one in Stay.objects.all() if one.guest.get("room") == "P.204")
    clock.use(lambda: cast.NOW + timedelta(hours=1))
    went = press(client, f"/cho-o/khach/{stay.id}/di", **{"from": "rooms"})
    assert went.url == f"{page()}?xong=di"


def test_the_room_of_a_guest_who_was_told_of_is_put_right_as_a_correction(client_of: Any) -> None:
    client, one = client_of("trinh"), guest(1)
    one[4] = "P.204"
    send_rows(client, one)
    with eyes("trinh"):
        (stay,) = Stay.objects.all()
    url = f"/cho-o/khach/{stay.id}/phong"
    for room in ("P.204", "", "101\n102"):
        again = press(client, url, room=room)
        assert again.status_code == 422 and "khác phòng đã báo" in text_of(again)
    assert press(client, url, room="305").url == f"{page()}?xong=sua"
    told = "sửa 09:00 23/11/2026, trước ghi P.204"
    assert told in parts(client)["Phòng có người"] and "305" in parts(client)["Phòng có người"]
    looked = {"tu": "2026-11-23", "vi": "residence"}
    assert f"305 {told}" in text_of(client_of("police").get("/quay/luu-tru", looked))
    for other in ("minh", "police"):
        assert press(client_of(other), url, room="1").status_code == 404
    clock.use(lambda: cast.NOW + timedelta(days=9))
    late = press(client_of("trinh", fresh_at=cast.NOW), url, room="401")
    assert "không ở đây nữa" in text_of(late)


def test_a_tenant_moves_leaves_and_may_be_there_after_all(client_of: Any) -> None:
    client, dossier = client_of("trinh"), registered()
    press(client, page(), names="101\n102")
    first, second = room("101").id, room("102").id
    press(client, f"{tenant(dossier)}/phong", room=str(first))
    press(client, f"{tenant(dossier)}/phong", room=str(second))
    with eyes("trinh") as trinh:
        kept = Lodging.objects.visible_to(trinh).get()
    assert (kept.room_id, kept.since) == (second, cast.TODAY)
    refused = press(client, page(), names="101")
    assert refused.status_code == 422 and "“102” đang có người thuê" in text_of(refused)
    assert press(client, f"{tenant(dossier)}/di").url == f"{page()}?xong=di"
    assert "Đi ngày 23/11/2026" in parts(client)["Người thuê đã đi"]
    assert "Sắp hết hạn tạm trú" not in text_of(client.get("/cho-o"))
    with pytest.raises(Refused, match="tenant-left-already"):
        act("trinh", note_tenant_left, dwelling=home().id, dossier=dossier.id)
    press(client, f"{tenant(dossier)}/phong", room=str(first))
    assert "Người thuê đã đi" not in parts(client)
    press(client, page(), names="Phòng 101")
    assert room("Phòng 101").id == first  # only spelt anew
    with as_role("motcua_clerk"):
        assert Dossier.objects.get(pk=dossier.id).state == State.DONE


def test_a_renewal_goes_on_in_the_same_room(client_of: Any) -> None:
    client, dossier = client_of("trinh"), registered()
    press(client, page(), names="101")
    press(client, f"{tenant(dossier)}/phong", room=str(room("101").id))
    registered("2027-06-01")
    assert "đến 01/06/2027" in parts(client)["Phòng có người"]
    press(client, f"{tenant(dossier)}/di")
    assert "01/06/2027" in parts(client)["Người thuê đã đi"]


def test_rooms_are_nobodys_but_their_landlords_and_their_names_are_sealed(client_of: Any) -> None:
    client, dossier = client_of("trinh"), registered()
    press(client, page(), names="Phòng cô Lan")
    chosen = room("Phòng cô Lan").id
    for other in ("minh", "police", "leader"):
        assert client_of(other).get(page()).status_code == 404
        with eyes(other):
            assert not Room.objects.exists()
        with pytest.raises(Denied):
            act(other, lodge_tenant, dwelling=home().id, dossier=dossier.id, room=chosen)
    with pytest.raises(Denied):
        act("trinh", lodge_tenant, dwelling=home().id, dossier=dossier.id, room=uuid.uuid4())
    with pytest.raises(Denied):
        act("trinh", note_tenant_left, dwelling=home().id, dossier=uuid.uuid4())
    with as_role("motcua_clerk"), connection.cursor() as cursor:
        cursor.execute("select name from motcua_room")
        assert b"Lan" not in bytes(cursor.fetchone()[0])


def test_sendings_are_counted_by_unit_and_month_late_and_taken_back_ones_apart(
    client_of: Any,
) -> None:
    trinh, leader, url = client_of("trinh"), client_of("leader"), "/quay/luu-tru/thang"
    send_rows(trinh, guest(1), guest(2))
    back = noted(send_rows(trinh, guest(3)))
    press(trinh, f"/cho-o/thong-bao/{back.id}/bo")
    clock.use(lambda: cast.NOW + timedelta(hours=14, minutes=30))  # 23:30
    late = noted(send_rows(client_of("trinh"), guest(4)))
    unit = cast.commune("Đức Nhàn").id
    clock.use(lambda: cast.NOW)
    with eyes("leader"):
        from_, until = cast.NOW - timedelta(days=9), cast.NOW + timedelta(days=9)
        assert StayNotice.objects.filed([unit], from_, until).counted() == {
            unit: {"sendings": 2, "late_sendings": 1, "guests": 3, "late_guests": 1,
                   "taken_back": 1}}  # fmt: skip
    seen = text_of(leader.get(url))
    assert "Thông báo lưu trú, tháng 11/2026" in seen and str(late.number) in seen
    assert "Lò Văn" not in seen
    only = text_of(leader.get(f"{url}?tre=1"))
    assert str(late.number) in only and str(back.number) not in only
    assert "Không có lần nào" in text_of(leader.get(f"{url}?thang=2026-10"))
    assert "thông báo lưu trú trong tháng" in text_of(leader.get("/quay/so-theo-doi"))
    assert str(late.number) not in text_of(client_of("police_there").get(url))
