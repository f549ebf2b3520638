"""Units as rows: in force on a day, paths that change with the day, files that are read."""

import os
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction

from motcua.records.unit import Hamlet, Unit, unit_index, unit_rows
from motcua.records.unit_files import Unreadable, import_file
from motcua.rules.place.unit import plan_import

OLD, NEW, NOW = date(2025, 6, 30), date(2025, 7, 1), date(2026, 11, 23)
BESIDE = Path(__file__).parents[3] / "shared/data/units-2025/units.json"
ORACLE = Path(os.environ.get("MOTCUA_TEST_UNIT_LIST", BESIDE))
"""units.json of thanglequoc/vietnamese-provinces-database as of August 2026, beside the checkout
or wherever one has it; it is another's list, so it is not kept here."""


@pytest.mark.django_db
def test_both_trees_are_alive_each_on_its_own_days() -> None:
    levels = [
        {level: Unit.objects.in_force(day).filter(level=level).count() for level in LEVELS}
        for day in (OLD, NEW, NOW)
    ]
    assert levels == [
        {"province": 63, "district": 696, "commune": 10035},
        {"province": 34, "district": 0, "commune": 3321},
        {"province": 34, "district": 0, "commune": 3321},
    ]


LEVELS = ("province", "district", "commune")


@pytest.mark.django_db
def test_a_path_is_told_as_it_was_on_the_day() -> None:
    ward = Unit.objects.get(code="26041", valid_to=None)
    assert ward.path() == "Phường Trấn Biên, Thành phố Đồng Nai"
    assert ward.path(date(2025, 8, 1)) == "Phường Trấn Biên, Tỉnh Đồng Nai"
    old = Unit.objects.get(code="00004", valid_to=OLD)
    assert old.path() == "Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội"


@pytest.mark.django_db
def test_an_address_names_its_commune_once() -> None:
    unit = Unit.objects.in_force(date(2026, 11, 23)).get(code="04846")
    whole = "Số 3 xóm Trại, Xã Đức Nhàn, Tỉnh Phú Thọ"
    assert unit.whole_address("Số 3 xóm Trại") == whole
    assert unit.whole_address("Số 3 xóm Trại, xã Đức Nhàn") == "Số 3 xóm Trại, xã Đức Nhàn"


@pytest.mark.django_db
def test_the_web_role_finds_a_unit_from_text_and_gets_its_row() -> None:
    found = unit_index().candidates("Xóm Bưa Sen, xã Nánh Nghê, huyện Đà Bắc, tỉnh Hòa Bình")
    assert found.settled
    code, since = found.settled
    unit = Unit.objects.get(code=code, valid_from=since)
    assert unit.path(NOW) == "Xã Đức Nhàn, Tỉnh Phú Thọ"
    assert unit_index() is unit_index()


@pytest.mark.django_db
def test_units_sort_as_a_vietnamese_reader_expects() -> None:
    names = list(
        Unit.objects.in_force(NOW).filter(level="province").order_by("sort_key")
        .values_list("name", flat=True)
    )  # fmt: skip
    assert names[:3] == ["An Giang", "Bắc Ninh", "Cà Mau"]
    assert names.index("Đà Nẵng") < names.index("Đắk Lắk") < names.index("Gia Lai")


def commune(**more: object) -> Unit:
    values = {
        "code": "99999", "valid_from": NEW, "level": "commune", "kind": "xã", "name": "Sen",
        "full_name": "Xã Sen", **more,
    }  # fmt: skip
    return Unit(**values)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"valid_from": date(2026, 1, 1)},  # a second open row of the code
        {"valid_to": date(2026, 1, 1)},  # the same code from the same day
        {"code": "99998", "valid_to": date(2020, 1, 1)},  # ends before it begins
    ],
)
def test_the_database_itself_refuses_rows_that_contradict_each_other(
    wrong: dict[str, object], as_clerk: object
) -> None:
    commune().save()
    with pytest.raises(IntegrityError), transaction.atomic():
        commune(**wrong).save()


@pytest.mark.django_db
def test_hamlets_of_a_commune_go_with_its_code_and_their_own_days() -> None:
    was = commune(valid_to=date(2026, 4, 29))
    was.save()
    now = commune(valid_from=date(2026, 4, 30), kind="phường", full_name="Phường Sen")
    now.save()
    for name, end in (("Bưa Sen", None), ("Bưa Cốc", date(2026, 5, 31))):
        Hamlet(unit=was, kind="xóm", name=name, valid_from=NEW, valid_to=end).save()
    assert {str(h) for h in Hamlet.objects.of(now, date(2026, 5, 1))} == {
        "xóm Bưa Sen", "xóm Bưa Cốc",
    }  # fmt: skip
    assert [str(h) for h in Hamlet.objects.of(now, NOW)] == ["xóm Bưa Sen"]


# files


def given(tmp_path: Path, text: str, name: str = "tep.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


UNITS = "code,level,kind,name,parent,valid_from,valid_to,citation\n"


def test_a_file_of_units_is_read_with_either_way_of_writing_days(tmp_path: Path) -> None:
    lines = "00001,commune,Phường,Sen,01,30/04/2026,,NQ 1\n00002,commune,xã,Bưởi,01,2026-04-30,,\n"
    one, two = import_file(given(tmp_path, "\ufeff" + UNITS + lines), [], None).units
    assert (one.kind, one.valid_from, one.valid_to) == ("phường", date(2026, 4, 30), None)
    assert two.valid_from == date(2026, 4, 30)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ten;ma\nSen;1\n", "không có các cột cần thiết"),
        ("", "không có các cột cần thiết"),
        (UNITS + "00001,commune,xã,Sen,01,31/02/2026,,\n", "Dòng 2: “31/02/2026” không phải"),
        (UNITS + "00001,commune,xã,Sen,01,,,\n", "Dòng 2: thiếu ngày bắt đầu"),
        ("unit,kind,name\n,thôn,Sen\n", "Dòng 2: thiếu mã đơn vị, loại hoặc tên"),
        ("old,new,whole,new_from\n1,2,có,2026-01-01\n", "cột whole phải là 1"),
        ("old,new,whole,new_from\n1,2,1,2026-01-01\n", "không có đơn vị mã 1 trước ngày"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_where(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(Unreadable) as told:
        import_file(given(tmp_path, text), [], None)
    assert said in str(told.value)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00bad", b"{", b"[1, 2]", b'{"a": 1}'])
def test_bytes_that_are_no_list_are_refused_in_words(tmp_path: Path, content: bytes) -> None:
    for name in ("tep.json", "tep.csv"):
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(Unreadable):
            import_file(path, [], NOW)


@pytest.mark.skipif(not ORACLE.exists(), reason="the list of August 2026 is not at hand")
@pytest.mark.django_db
def test_our_units_are_those_of_the_list_of_august_2026() -> None:
    rows = unit_rows()
    listed = import_file(ORACLE, rows, date(2026, 8, 20)).units
    assert len(listed) == 34 + 3321
    assert plan_import(rows, listed).empty


@pytest.mark.skipif(not ORACLE.exists(), reason="the list of August 2026 is not at hand")
@pytest.mark.django_db
def test_the_list_would_show_a_unit_that_we_had_wrong() -> None:
    rows = [row for row in unit_rows() if row.code != "06978"]
    listed = import_file(ORACLE, rows, date(2026, 8, 20)).units
    assert [row.full_name for row in plan_import(rows, listed).opened] == ["Xã Ba Chẽ"]


def test_the_lists_are_where_the_settings_say() -> None:
    assert (settings.COUNTRY / "units" / "corrections.toml").is_file()
    assert connection.vendor == "postgresql"
