"""Rows of guests as people and spreadsheets write them, and by when a stay is told."""

from datetime import date, datetime, time
from pathlib import Path

import pytest

from motcua.rules.guest import Guest, late, read_guest, read_rows, under_headings
from motcua.rules.lines import read
from motcua.rules.stay import StayLaw, stay_law_from
from motcua.rules.tables import DataError

FILE = Path(__file__).parents[2] / "country" / "stay.toml"
TEXT = FILE.read_text(encoding="utf-8")
LAW: StayLaw = read(TEXT, FILE.name, stay_law_from)
TODAY = date(2026, 11, 23)
GOOD = {
    "full_name": "Lò Văn Khách",
    "number": "001090000301",
    "birth_date": "9/3/1990",
    "begins": "23/11/2026",
}


def guest(**cells: str) -> Guest:
    found, wrong = read_guest(GOOD | cells, LAW, TODAY)
    assert found, wrong
    return found


def wrong(**cells: str) -> dict[str, str]:
    found, wrong = read_guest(GOOD | cells, LAW, TODAY)
    assert found is None
    return {key: refused.code for key, refused in wrong.items()}


def test_a_row_is_read_as_people_write_it() -> None:
    one = guest(number=" 001 090 000 301 ", sex="nữ", hour="21h30", relative="x")
    assert (one.number, one.birth_date, one.sex) == ("001090000301", "1990-03-09", "female")
    assert (one.begins, one.ends, one.hour) == (TODAY, date(2026, 11, 24), "21:30")
    assert one.relative and one.nationality == "Việt Nam"
    assert guest().sex == "male"  # as the personal number has it
    assert guest(number="C1234567", nationality="Lào").number == "C1234567"
    assert guest(number="không có").number == ""


def test_days_and_hours_are_read_as_numbers_too_since_excel_keeps_them_so() -> None:
    one = guest(begins="46349", birth_date="32941", ends="2026-11-25 00:00", hour="0.979166")
    assert (one.begins, one.birth_date) == (date(2026, 11, 23), "1990-03-09")
    assert (one.ends, one.hour) == (date(2026, 11, 25), "23:30")
    assert guest(birth_date="1990").birth_date == "1990"
    assert guest(birth_date="9031990").birth_date == "1990-03-09"


def test_a_nought_that_excel_took_is_found_and_said_and_put_back_only_on_a_word() -> None:
    found, said = read_guest(GOOD | {"number": "1090000301"}, LAW, TODAY)
    assert found is None and said["number"].code == "guest-lost-zero"
    assert said["number"].detail["suggestion"] == "001090000301"
    again, _ = read_guest(GOOD | {"number": "1090000301"}, LAW, TODAY, zeros=True)
    assert again and again.number == "001090000301"


def test_all_that_is_wrong_in_a_row_is_told_by_column() -> None:
    said = wrong(full_name="", number="12345", birth_date="31/02/1990", begins="32/13/2026")
    assert said == {
        "full_name": "missing",
        "number": "identity-length",
        "birth_date": "birth-date-impossible",
        "begins": "date-none",
    }
    assert wrong(ends="22/11/2026") == {"ends": "stay-ends-before-it-begins"}
    assert wrong(ends="25/12/2026") == {"ends": "guest-stays-long"}
    assert wrong(begins="23/11/2062") == {"begins": "guest-day-far"}
    assert wrong(full_name="=HYPERLINK(1)") == {"full_name": "guest-formula"}
    assert wrong(number="") == {"number": "guest-number-missing"}
    assert wrong(hour="25:00", sex="ừ") == {"hour": "time", "sex": "guest-sex"}
    assert wrong(full_name="Phòng 204") == {"full_name": "guest-name-digits"}


def test_columns_are_known_by_their_headings_with_and_without_accents_below_a_title() -> None:
    table = [
        ["DANH SÁCH KHÁCH"],
        [],
        ["STT", "Ho ten", "SỐ CCCD/Hộ chiếu", "Năm sinh (*)", "Check-in", "Ghi chú"],
        ["1", "Lò Văn Khách", "001090000301", "1990", "23/11/2026", "khách quen"],
    ]
    columns, below = under_headings(table, LAW)
    assert list(columns.values()) == ["full_name", "number", "birth_date", "begins"]
    assert below == [(4, {"full_name": "Lò Văn Khách", "number": "001090000301",
                          "birth_date": "1990", "begins": "23/11/2026"})]  # fmt: skip
    assert under_headings([["a", "b"], ["1", "2"]], LAW) == ({}, [])


def test_a_guest_named_twice_is_wrong_the_second_time_and_empty_rows_are_no_rows() -> None:
    rows = read_rows([(2, GOOD), (3, {"full_name": " "}), (4, GOOD)], LAW, TODAY)
    assert [(one.line, bool(one.guest)) for one in rows] == [(2, True), (4, False)]
    assert rows[1].wrong["full_name"].detail == {"line": 2}


@pytest.mark.parametrize(
    ("hour", "told", "too_late"),
    [
        ("", datetime(2026, 11, 23, 22, 59), False),
        ("", datetime(2026, 11, 23, 23, 0), True),
        ("22:00", datetime(2026, 11, 24, 1, 0), True),
        ("23:00", datetime(2026, 11, 24, 7, 59), False),
        ("23:30", datetime(2026, 11, 24, 8, 0), True),
    ],
)
def test_a_stay_is_told_before_eleven_or_before_eight_of_the_next_day(
    hour: str, told: datetime, too_late: bool
) -> None:
    assert late(guest(hour=hour), LAW, told, known_relative=False) is too_late
    assert late(guest(hour=hour), LAW, told, known_relative=True) is False


def test_the_file_says_its_hours_as_data_and_a_slip_in_it_is_told() -> None:
    assert (LAW.notice.before, LAW.notice.next_day) == (time(23), time(8))
    assert LAW.tenancy.ahead_days == 15 and LAW.kept.confidence == "low"
    with pytest.raises(DataError, match="before"):
        read(TEXT.replace("before = 23:00:00", 'before = "23"'), FILE.name, stay_law_from)
