"""Units: what a code meant when, and which units an address may mean."""

from datetime import date
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.records.unit_files import Given, country_lists
from motcua.rules.place.unit import (
    DAY,
    Succession,
    UnitChange,
    UnitRow,
    Versions,
    joined,
    plan_import,
    with_changes,
)
from motcua.rules.place.unit_names import flat, one_error
from motcua.rules.place.unit_text import Found, Index
from motcua.rules.words.names import accent_free

COUNTRY = Path(__file__).parents[3] / "country" / "units"
OLD, NEW, NOW = date(2025, 6, 30), date(2025, 7, 1), date(2026, 11, 23)


@cache
def lists() -> Given:
    return country_lists(COUNTRY)


@cache
def index() -> Index:
    return Index(lists().units, lists().successions)


def ask(text: str, on: date | None = None) -> Found:
    return index().candidates(text, on)


def paths(found: Found) -> list[str]:
    return [candidate.path for candidate in found.candidates]


# the two trees


def count(day: date, level: str, *kinds: str) -> int:
    return sum(
        row.level == level and row.in_force(day) and (not kinds or row.kind in kinds)
        for row in lists().units
    )


def test_the_day_before_the_reform_has_three_levels_and_the_day_after_two() -> None:
    assert [count(OLD, level) for level in ("province", "district", "commune")] == [63, 696, 10035]
    assert [count(NEW, level) for level in ("province", "district", "commune")] == [34, 0, 3321]


@pytest.mark.parametrize(
    ("day", "cities", "wards", "communes"),
    [
        (date(2025, 7, 1), 6, 687, 2621),
        (date(2026, 4, 29), 6, 687, 2621),
        (date(2026, 4, 30), 7, 697, 2611),  # Đồng Nai
        (date(2026, 9, 1), 8, 697, 2611),  # Quảng Ninh
        (date(2026, 9, 20), 9, 709, 2599),  # Bắc Ninh
    ],
)
def test_each_resolution_of_2026_holds_from_its_own_day(
    day: date, cities: int, wards: int, communes: int
) -> None:
    assert count(day, "province", "thành phố") == cities
    assert count(day, "commune", "phường") == wards
    assert count(day, "commune", "xã") == communes
    assert count(day, "commune", "đặc khu") == 13


def test_no_code_means_two_units_on_one_day() -> None:
    assert plan_import((), lists().units, lists().successions).problems == ()


def test_a_code_used_again_is_another_place() -> None:
    versions = Versions(lists().units)
    was, now = versions.on("00008", OLD), versions.on("00008", NEW)
    assert was and now
    assert (was.full_name, now.full_name) == ("Phường Liễu Giai", "Phường Ngọc Hà")
    assert [s.path for s in index().successors(was.key)] == ["Phường Ngọc Hà, Thành phố Hà Nội"]


def test_a_commune_keeps_its_row_when_its_province_changes_rank() -> None:
    versions = Versions(lists().units)
    row = versions.on("26041", NOW)
    assert row and row.valid_from == NEW and row.valid_to is None
    assert versions.path(row) == "Phường Trấn Biên, Thành phố Đồng Nai"
    assert versions.path(row, date(2026, 4, 29)) == "Phường Trấn Biên, Tỉnh Đồng Nai"


def test_a_province_the_reform_left_alone_is_one_row_through_both_trees() -> None:
    versions = Versions(lists().units)
    assert [row.valid_to for row in versions.of("01")] == [None]
    names = [(row.full_name, row.valid_to) for row in versions.of("46")]
    assert names == [("Tỉnh Thừa Thiên Huế", date(2024, 12, 31)), ("Thành phố Huế", None)]


def split_wards() -> list[UnitRow]:
    split = {link.old for link in lists().successions if not link.whole}
    return [row for row in lists().units if row.key in split]


def test_471_old_wards_were_split_and_none_of_them_has_one_heir() -> None:
    assert len(split_wards()) == 471
    for row in split_wards():
        heirs = index().successors(row.key)
        assert len(heirs) > 1 and not any(heir.whole for heir in heirs), row


def test_every_old_commune_has_become_something_in_force_today() -> None:
    versions = Versions(lists().units)
    for row in lists().units:
        if row.level == "commune" and row.valid_to == OLD:
            heirs = index().successors(row.key)
            assert heirs, row
            assert all((r := versions.on(h.key[0], NOW)) and r.key == h.key for h in heirs)


# dated changes


def unit(code: str, name: str, **more: object) -> UnitRow:
    values = {
        "valid_from": date(2020, 1, 1), "valid_to": None, "level": "commune", "kind": "xã",
        "parent": "01", **more,
    }  # fmt: skip
    return UnitRow(code=code, name=name, **values)  # type: ignore[arg-type]


HANOI = unit("01", "Hà Nội", level="province", kind="thành phố", parent=None)


def test_a_change_splits_a_row_in_two_and_ties_them_whole() -> None:
    old = unit("00001", "Sen")
    later = unit("00002", "Bưởi", valid_from=date(2024, 1, 1))
    became = Succession(old.key, later.key, True, "NQ")
    change = UnitChange(date(2022, 5, 1), ["00001"], "NQ 1", after={"kind": "phường"})
    rows, links = with_changes([HANOI, old, later], [became], [change])
    first, second = sorted((r for r in rows if r.code == "00001"), key=lambda r: r.valid_from)
    assert (first.kind, first.valid_to) == ("xã", date(2022, 4, 30))
    assert (second.kind, second.valid_from) == ("phường", date(2022, 5, 1))
    assert Succession(first.key, second.key, True, "NQ 1") in links
    assert Succession(second.key, later.key, True, "NQ") in links


def test_a_change_to_a_unit_that_is_not_there_is_an_error() -> None:
    with pytest.raises(ValueError, match="no unit 00009"):
        with_changes([HANOI], [], [UnitChange(NOW, ["00009"], "NQ")])


def test_two_rows_that_say_the_same_are_not_joined_when_others_came_in() -> None:
    one = unit("00001", "Sen", valid_to=OLD)
    other = unit("00002", "Bưởi", valid_to=OLD)
    new = unit("00001", "Sen", valid_from=NEW)
    alone = [Succession(one.key, new.key, True, "NQ")]
    assert len(joined([one, new], alone)[0]) == 1
    both = [*alone, Succession(other.key, new.key, True, "NQ")]
    assert len(joined([one, other, new], both)[0]) == 3


# imports


def test_a_new_version_closes_the_one_before_it_and_is_tied_to_it() -> None:
    old, new = unit("00001", "Sen"), unit("00001", "Sen", kind="phường", valid_from=NEW)
    plan = plan_import([HANOI, old], [new])
    assert plan.problems == ()
    assert plan.opened == (new,)
    assert plan.closed == ((old.key, NEW - DAY),)
    assert plan.links == (Succession(old.key, new.key, True, ""),)


def test_a_code_given_to_another_name_is_not_tied() -> None:
    old, new = unit("00001", "Sen"), unit("00001", "Bưởi", valid_from=NEW)
    assert plan_import([HANOI, old], [new]).links == ()


def test_importing_what_we_have_changes_nothing_and_reopens_nothing() -> None:
    closed = unit("00001", "Hòa Sen", valid_to=OLD)
    plan = plan_import([HANOI, closed], [unit("00001", "Hoà Sen")])
    assert plan.empty and plan.problems == ()


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ([unit("00001", "Sen"), unit("00001", "Sen")], "có hai dòng"),
        ([unit("00001", "Sen", parent="77")], "không có đơn vị cấp trên mã 77"),
        ([unit("00001", "Sen", level="village")], "cấp “village”"),
        ([unit("0x001", "Sen")], "mã không phải là số"),
        ([unit("00001", "Sen", valid_to=date(2019, 1, 1))], "đứng trước ngày bắt đầu"),
        (
            [unit("00001", "Sen", valid_to=NOW), unit("00001", "Bưởi", valid_from=NEW)],
            "trùng thời gian",
        ),
    ],
)
def test_a_file_that_does_not_fit_is_told_line_by_line(wanted: list[UnitRow], said: str) -> None:
    problems = plan_import([HANOI], wanted).problems
    assert any(said in problem for problem in problems), problems


def test_a_unit_that_went_whole_to_one_place_cannot_go_to_another() -> None:
    one, two, three = (unit(f"0000{i}", f"Sen {i}") for i in (1, 2, 3))
    links = [Succession(one.key, other.key, True, "NQ") for other in (two, three)]
    assert plan_import([HANOI, one, two, three], [], links).problems
    gone = [Succession(("00009", NEW), two.key, True, "NQ")]
    assert "Không có đơn vị 00009" in plan_import([HANOI, two], [], gone).problems[0]


# from text to units

TB = "Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội"
NN = "Xã Nánh Nghê, Huyện Đà Bắc, Tỉnh Hòa Bình"
TDM = "Thành phố Thủ Dầu Một, Tỉnh Bình Dương"
ADDRESSES = [
    ("Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội", TB),
    ("P. Trúc Bạch, Q. Ba Đình, Hà Nội", TB),
    ("p trúc bạch q ba đình hn", TB),
    ("truc bach ba dinh ha noi", TB),
    ("PHƯỜNG TRÚC BẠCH - QUẬN BA ĐÌNH - THÀNH PHỐ HÀ NỘI", TB),
    ("số 5 ngõ 12 phố Châu Long, phường Trúc Bạch, quận Ba Đình", TB),
    ("Phưòng Trúc Bach, Q.Ba Đình, Hà Nội", TB),
    ("xóm Bưa Sen, xã Nánh Nghê, huyện Đà Bắc, tỉnh Hòa Bình", NN),
    ("Bưa Sen, Nánh Nghê, Đà Bắc, Hoà Bình", NN),
    ("xom bua sen xa nanh nghe huyen da bac tinh hoa binh", NN),
    ("X. Nánh Ngê, H. Đà Bắc, T. Hòa Bình", NN),
    ("xã Nánh Nghê, tỉnh Phú Thọ", NN),
    ("xã Hiền Lương (Đà Bắc)", "Xã Hiền Lương, Huyện Đà Bắc, Tỉnh Hòa Bình"),
    ("TT. Đà Bắc, H. Đà Bắc, T. Hòa Bình", "Thị trấn Đà Bắc, Huyện Đà Bắc, Tỉnh Hòa Bình"),
    ("xã Đức Nhàn, tỉnh Phú Thọ", "Xã Đức Nhàn, Tỉnh Phú Thọ"),
    ("xã Đức Nhàn, tỉnh Hòa Bình", "Xã Đức Nhàn, Tỉnh Phú Thọ"),
    (
        "P. Hòa Thuận Đông, Q. Hải Châu, TP. Đà Nẵng",
        "Phường Bình Thuận, Quận Hải Châu, Thành phố Đà Nẵng",
    ),
    ("P. Bình Thuận của Q. Hải Châu", "Phường Bình Thuận, Quận Hải Châu, Thành phố Đà Nẵng"),
    ("P. An Hải Tây của Q. Sơn Trà", "Phường An Hải Nam, Quận Sơn Trà, Thành phố Đà Nẵng"),
    (
        "P. Tân Chính của Q. Thanh Khê, Đ.Nẵng",
        "Phường Chính Gián, Quận Thanh Khê, Thành phố Đà Nẵng",
    ),
    ("P. Hòa An của Q. Cẩm Lệ", "Phường Hòa An, Quận Cẩm Lệ, Thành phố Đà Nẵng"),
    ("P. Hải Châu II, Q.Hải Châu, Đà Nẵng", "Phường Hải Châu, Quận Hải Châu, Thành phố Đà Nẵng"),
    ("phường Hòa Cường, Đà Nẵng", "Phường Hòa Cường, Thành phố Đà Nẵng"),
    ("phường Phú Thọ, TP.Thủ Dầu Một", f"Phường Phú Thọ, {TDM}"),
    ("phường Phú Mỹ (TP.Thủ Dầu Một)", f"Phường Phú Mỹ, {TDM}"),
    ("P.Phú Tân, TP.TDM, Bình Dương", f"Phường Phú Tân, {TDM}"),
    ("phuong phu hoa thu dau mot binh duong", f"Phường Phú Hòa, {TDM}"),
    (
        "phường Hưng Định, TP. Thuận An",
        "Phường Hưng Định, Thành phố Thuận An, Tỉnh Bình Dương",
    ),
    ("Bình Nhâm, Thuận An, Bình Dương", "Phường Bình Nhâm, Thành phố Thuận An, Tỉnh Bình Dương"),
    ("phường Vĩnh Phú (TP. Thuận An)", "Phường Vĩnh Phú, Thành phố Thuận An, Tỉnh Bình Dương"),
    ("phường Bình Thắng (TP.Dĩ An)", "Phường Bình Thắng, Thành phố Dĩ An, Tỉnh Bình Dương"),
    (
        "P. Tân Đông Hiệp, TP. Dĩ An, tỉnh Bình Dương",
        "Phường Tân Đông Hiệp, Thành phố Dĩ An, Tỉnh Bình Dương",
    ),
    ("Phường Thủ Dầu Một, TP.HCM", "Phường Thủ Dầu Một, Thành phố Hồ Chí Minh"),
    ("Phường Thủ Dầu Một, Bình Dương", "Phường Thủ Dầu Một, Thành phố Hồ Chí Minh"),
    ("P.1, Q.3, TP.HCM", "Phường 1, Quận 3, Thành phố Hồ Chí Minh"),
    ("P1 Q3 TPHCM", "Phường 1, Quận 3, Thành phố Hồ Chí Minh"),
    ("phường 01 quận 03 thành phố hồ chí minh", "Phường 1, Quận 3, Thành phố Hồ Chí Minh"),
    ("F.14, Q.10, Sài Gòn", "Phường 14, Quận 10, Thành phố Hồ Chí Minh"),
    (
        "123/4 đường Nguyễn Thị Minh Khai, phường Bến Thành, quận 1, TP. Hồ Chí Minh",
        "Phường Bến Thành, Quận 1, Thành phố Hồ Chí Minh",
    ),
    (
        "45 Trần Phú, P. Văn Quán, Q. Hà Đông, HN",
        "Phường Văn Quán, Quận Hà Đông, Thành phố Hà Nội",
    ),
    (
        "thị trấn Trảng Bom, huyện Trảng Bom, Đồng Nai",
        "Thị trấn Trảng Bom, Huyện Trảng Bom, Tỉnh Đồng Nai",
    ),
    ("xã Trảng Bom, tỉnh Đồng Nai", "Xã Trảng Bom, Tỉnh Đồng Nai"),
    ("phường Trảng Bom, thành phố Đồng Nai", "Phường Trảng Bom, Thành phố Đồng Nai"),
    ("phường Hiệp Hòa, thành phố Bắc Ninh", "Phường Hiệp Hòa, Thành phố Bắc Ninh"),
    ("xã Ba Chẽ, Quảng Ninh", "Xã Ba Chẽ, Thành phố Quảng Ninh"),
    ("TX. Sơn Tây, Hà Nội", "Thị xã Sơn Tây, Thành phố Hà Nội"),
    ("xã Cư M'gar, tỉnh Đắk Lắk", "Xã Cư M'gar, Tỉnh Đắk Lắk"),
    ("xa cu mgar dak lak", "Xã Cư M'gar, Tỉnh Đắk Lắk"),
    ("TT Ea T’Ling, H Cư Jút, Đắk Nông", "Thị trấn Ea T'Ling, Huyện Cư Jút, Tỉnh Đắk Nông"),
    (
        "phường Văn Miếu - Quốc Tử Giám, Hà Nội",
        "Phường Văn Miếu - Quốc Tử Giám, Thành phố Hà Nội",
    ),
    ("P. Xuân Hương Đà Lạt, Lâm Đồng", "Phường Xuân Hương - Đà Lạt, Tỉnh Lâm Đồng"),
    ("đặc khu Phú Quốc, An Giang", "Đặc khu Phú Quốc, Tỉnh An Giang"),
    (
        "phường Dương Đông, TP Phú Quốc, Kiên Giang",
        "Phường Dương Đông, Thành phố Phú Quốc, Tỉnh Kiên Giang",
    ),
    ("huyện Côn Đảo, Bà Rịa - Vũng Tàu", "Huyện Côn Đảo, Tỉnh Bà Rịa - Vũng Tàu"),
    (
        "phường Thuỷ Biều, quận Thuận Hoá, thành phố Huế",
        "Phường Thủy Biều, Quận Thuận Hóa, Thành phố Huế",
    ),
    (
        "xã Phong Mỹ, Phong Điền, Thừa Thiên Huế",
        "Xã Phong Mỹ, Thị xã Phong Điền, Thành phố Huế",
    ),
    (
        "P.Ngô Mây,TP.Qui Nhơn,Bình Định",
        "Phường Ngô Mây, Thành phố Quy Nhơn, Tỉnh Bình Định",
    ),
    (
        "thôn Hòa Bình, xã Tân Lập, huyện Đan Phượng",
        "Xã Tân Lập, Huyện Đan Phượng, Thành phố Hà Nội",
    ),
    (
        "Tổ 5, phường Nguyễn Trãi, TP Hà Giang, tỉnh Hà Giang",
        "Phường Nguyễn Trãi, Thành phố Hà Giang, Tỉnh Hà Giang",
    ),
    (
        "Thôn 2, Xã Quảng Phú Cầu, Huyện Ứng Hòa, Hà Nội",
        "Xã Quảng Phú Cầu, Huyện Ứng Hòa, Thành phố Hà Nội",
    ),
    (
        "ấp 3, xã Vĩnh Lộc A, huyện Bình Chánh, TP.HCM",
        "Xã Vĩnh Lộc A, Huyện Bình Chánh, Thành phố Hồ Chí Minh",
    ),
    (
        "khu phố 6, phường Linh Trung, TP. Thủ Đức, TP.HCM",
        "Phường Linh Trung, Thành phố Thủ Đức, Thành phố Hồ Chí Minh",
    ),
    ("Linh Trung, Thủ Đức", "Phường Linh Trung, Thành phố Thủ Đức, Thành phố Hồ Chí Minh"),
    ("phường Liễu Giai, Ba Đinh, Hà Nội", "Phường Liễu Giai, Quận Ba Đình, Thành phố Hà Nội"),
    ("Phuong Lieu Gai, quan Ba Dinh, Ha Noi", "Phường Liễu Giai, Quận Ba Đình, Thành phố Hà Nội"),
    ("Phường Ngọc Hà, Quận Ba Đình, HN", "Phường Ngọc Hà, Quận Ba Đình, Thành phố Hà Nội"),
    ("Quận Ba Đình, Hà Nội", "Quận Ba Đình, Thành phố Hà Nội"),
    ("tỉnh Hòa Bình", "Tỉnh Hòa Bình"),
    ("TP HCM", "Thành phố Hồ Chí Minh"),
    ("Hà Nội, Việt Nam", "Thành phố Hà Nội"),
]


@pytest.mark.parametrize(("text", "path"), ADDRESSES)
def test_an_address_as_people_write_it_is_found_first(text: str, path: str) -> None:
    assert paths(ask(text))[:1] == [path]


BECAME = [
    (TB, "Phường Ba Đình, Thành phố Hà Nội"),
    (NN, "Xã Đức Nhàn, Tỉnh Phú Thọ"),
    ("Xã Hiền Lương, Huyện Đà Bắc, Hòa Bình", "Xã Đà Bắc, Tỉnh Phú Thọ"),
    ("P. Hòa Thuận Đông, Q. Hải Châu, Đà Nẵng", "Phường Hòa Cường, Thành phố Đà Nẵng"),
    ("P. Hòa An, Q. Cẩm Lệ, Đà Nẵng", "Phường An Khê, Thành phố Đà Nẵng"),
    (f"Phường Phú Thọ, {TDM}", "Phường Thủ Dầu Một, Thành phố Hồ Chí Minh"),
    (f"Phường Phú Mỹ, {TDM}", "Phường Bình Dương, Thành phố Hồ Chí Minh"),
    (f"Phường Phú Tân, {TDM}", "Phường Bình Dương, Thành phố Hồ Chí Minh"),
    (f"Phường Phú Hòa, {TDM}", "Phường Phú Lợi, Thành phố Hồ Chí Minh"),
    ("Hưng Định, Thuận An, Bình Dương", "Phường Thuận An, Thành phố Hồ Chí Minh"),
    ("P. Bình Nhâm, Thuận An, Bình Dương", "Phường Lái Thiêu, Thành phố Hồ Chí Minh"),
    ("thị trấn Trảng Bom, huyện Trảng Bom", "Phường Trảng Bom, Thành phố Đồng Nai"),
]


@pytest.mark.parametrize(("text", "path"), BECAME)
def test_an_old_place_of_the_articles_is_told_with_what_it_has_become(
    text: str, path: str
) -> None:
    first = ask(text).candidates[0]
    assert first.ended == OLD
    assert [(heir.path, heir.whole) for heir in first.now] == [(path, True)]
    assert any(path in reason for reason in first.reasons)


def test_a_split_ward_gives_all_its_parts_and_asks() -> None:
    found = ask("phường Vĩnh Phú, TP. Thuận An, tỉnh Bình Dương")
    heirs = found.candidates[0].now
    assert {heir.path.split(",")[0] for heir in heirs} == {"Phường Bình Hòa", "Phường Lái Thiêu"}
    assert found.settled is None
    assert "hãy hỏi thôn, tổ dân phố hoặc tên đường" in found.reason


@given(st.sampled_from(split_wards()))
def test_no_text_ever_settles_a_split_ward(row: UnitRow) -> None:
    found = ask(index().versions.path(row))
    assert found.candidates[0].key == row.key
    assert found.settled is None
    assert not any(heir.whole for heir in found.candidates[0].now)


@given(st.sampled_from(lists().units))
@settings(max_examples=300)
def test_every_unit_is_found_first_by_its_own_full_name(row: UnitRow) -> None:
    found = ask(index().versions.path(row, row.valid_from), on=row.valid_from)
    assert found.candidates[0].key == row.key


@given(st.sampled_from([row for row in lists().units if row.level == "commune"]))
@settings(max_examples=200)
def test_every_commune_is_among_those_found_without_accents_and_commas(row: UnitRow) -> None:
    text = accent_free(index().versions.path(row)).replace(",", "")
    assert row.key in [candidate.key for candidate in ask(text).candidates]


@given(st.sampled_from([r for r in lists().units if r.level == "commune" and len(r.name) > 7]),
       st.integers(0, 10_000))  # fmt: skip
@settings(max_examples=200)
def test_one_letter_left_out_of_a_long_name_is_forgiven(row: UnitRow, seed: int) -> None:
    at = Random(seed).choice([i for i, letter in enumerate(row.name) if letter.isalpha()])
    wrong = row.name[:at] + row.name[at + 1 :]
    text = index().versions.path(row).replace(row.name, wrong, 1)
    became_another_name = (
        flat(wrong) in index().names.named or flat(wrong) in index().names.once_named
    )
    assert became_another_name or row.key in [c.key for c in ask(text).candidates]


def test_a_name_that_many_share_comes_back_many_times_in_a_fixed_order() -> None:
    found = ask("phường Quang Trung")
    assert len(found.candidates) > 5
    assert found.settled is None
    assert paths(found) == paths(Index(lists().units[::-1], lists().successions).candidates(
        "phường Quang Trung"))  # fmt: skip


def test_old_and_new_units_of_one_name_both_come_back() -> None:
    found = ask("Phường Ngọc Hà, Hà Nội")
    assert [c.valid_from for c in found.candidates] == [NEW, date(2025, 3, 1)]
    assert found.settled is None


def test_a_street_named_like_a_ward_does_not_hide_the_new_ward() -> None:
    both = paths(ask("12 Hàng Bạc, Hoàn Kiếm, Hà Nội"))
    assert both[0].startswith("Phường Hàng Bạc")
    assert "Phường Hoàn Kiếm, Thành phố Hà Nội" in both


def test_a_paper_older_than_a_unit_cannot_mean_it() -> None:
    found = ask("Phường Ngọc Hà, Hà Nội", on=date(2024, 5, 1))
    assert [c.valid_from for c in found.candidates] == [date(2025, 3, 1)]
    assert any("chưa kiểm được" in reason for reason in found.candidates[0].reasons)


def test_what_is_not_explained_is_said() -> None:
    first = ask("Xã Không Có, huyện Đà Bắc, Hòa Bình").candidates[0]
    assert first.level == "district"
    assert "không giải thích được “xã Không Có”" in first.reasons


@pytest.mark.parametrize(
    "text", ["", "   ", "zzz qqq", "số 5", "!!! ---", "\x00\u202e", "P. , Q."]
)
def test_nothing_found_is_said_with_what_to_do(text: str) -> None:
    found = ask(text)
    assert found.candidates == ()
    assert found.reason
    assert found.settled is None


@given(st.text(max_size=200))
def test_any_text_at_all_gets_an_answer(text: str) -> None:
    assert ask(text).reason


def test_a_very_long_text_does_not_hold_the_line_up() -> None:
    assert ask("phường Trúc Bạch, " * 200).reason


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("trucbach", "trucbac", True),
        ("trucbach", "trucbaach", True),
        ("trucbach", "trucbahc", True),
        ("trucbach", "trubcach", True),
        ("trucbach", "tructach", True),
        ("trucbach", "trucbach", False),
        ("trucbach", "trutbahc", False),
        ("abc", "cba", False),
        ("mydinh1", "mydinh2", False),
        ("mydinh1", "mydinh", False),
    ],
)
def test_one_typing_error_is_one(one: str, other: str, near: bool) -> None:
    assert one_error(one, other) is near
    assert one_error(other, one) is near
