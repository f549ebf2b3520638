"""`motcua import-units`: the difference is shown first, and days are written as people do."""

import argparse
from datetime import date

import pytest

from motcua.records.unit_files import Given
from motcua.rules.place.unit import HamletRow, UnitRow, plan_import
from motcua.site.commands.import_units import SHOWN, a_day, told

DAY = date(2026, 9, 20)
PROVINCE = UnitRow("24", date(2025, 7, 1), None, "province", "tỉnh", "Bắc Ninh")


def commune(number: int, **more: object) -> UnitRow:
    values = {"valid_from": date(2025, 7, 1), "valid_to": None, "kind": "xã", **more}
    return UnitRow(f"{number:05}", level="commune", name=f"Sen {number}", parent="24", **values)  # type: ignore[arg-type]


def test_a_commune_that_becomes_a_ward_is_told_in_three_lines() -> None:
    plan = plan_import([PROVINCE, commune(1)], [commune(1, kind="phường", valid_from=DAY)])
    assert list(told(plan, Given())) == [
        "Mở mới: 1",
        "+ 00001 Phường Sen 1 từ 20/09/2026",
        "Kết thúc: 1",
        "- 00001 (từ 01/07/2025) đến hết 19/09/2026",
        "Nối cũ với mới: 1",
        "  00001 → 00001 trọn",
    ]


def test_a_long_list_is_cut_and_says_how_much_is_left() -> None:
    plan = plan_import([PROVINCE], [commune(i) for i in range(1, SHOWN + 11)])
    lines = list(told(plan, Given()))
    assert lines[0] == f"Mở mới: {SHOWN + 10}"
    assert lines[-1] == "  … và 10 dòng nữa"


def test_what_does_not_fit_and_what_does_not_change_are_said() -> None:
    wrong = plan_import([], [commune(1)])
    assert any(line.startswith("! 00001 từ 01/07/2025") for line in told(wrong, Given()))
    assert list(told(plan_import([PROVINCE], []), Given())) == ["Không có gì thay đổi."]
    hamlets = Given(hamlets=(HamletRow("00001", "thôn", "Sen", DAY),))
    assert "  00001 thôn Sen" in told(plan_import([PROVINCE], []), hamlets)


def test_a_day_is_read_either_way_and_a_wrong_one_is_told() -> None:
    assert a_day("20/09/2026") == a_day("2026-09-20") == DAY
    with pytest.raises(argparse.ArgumentTypeError, match="không phải là ngày"):
        a_day("31/02/2026")
