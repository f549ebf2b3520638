"""Lists of people as other offices keep them: what each column is, what each cell says."""

from datetime import date
from pathlib import Path

import pytest

from motcua.rules.lines import read
from motcua.rules.lists.cells import Unread, UnreadCell, as_birth, as_number, as_sex
from motcua.rules.lists.csv_text import divided
from motcua.rules.lists.headings import Headings, ListLaw, headings, list_law_from
from motcua.rules.lists.people import Listed, read_people
from motcua.rules.refusal import Refused
from motcua.rules.tables import DataError

FILE = Path(__file__).parents[2] / "country" / "matching.toml"
TEXT = FILE.read_text(encoding="utf-8")
LAW: ListLaw = read(TEXT, FILE.name, list_law_from)
TODAY = date(2026, 11, 23)


def under(*rows: str, **said: str) -> Headings:
    found = headings([row.split("|") for row in rows], LAW, said)
    assert found
    return found


def of(*rows: str) -> dict[str, int]:
    return dict(under(*rows).taken)


def test_headings_are_known_in_their_usual_wordings() -> None:
    assert of("STT|Họ tên khai sinh|Số CCCD|Số CMND|Ngày, tháng, năm sinh|Phái|HKTT") == {
        "full_name": 1, "number": 2, "old_number": 3, "birth": 4, "sex": 5, "address": 6,
    }  # fmt: skip
    assert of("HO VA TEN|NAM SINH|SO DINH DANH (12 số) *|CHA|ME") == {
        "full_name": 0, "birth": 1, "number": 2, "father": 3, "mother": 4,
    }  # fmt: skip
    assert of("Họ đệm|Tên|Xã/Phường|Quận/Huyện|Tỉnh/TP|Năm sinh") == {
        "family_name": 0, "given_name": 1, "commune": 2, "district": 3, "province": 4, "birth": 5,
    }  # fmt: skip
    assert of("Họ và tên người hưởng||Năm sinh", "Họ, chữ đệm|Tên|") == {
        "family_name": 0, "given_name": 1, "birth": 2,
    }  # fmt: skip


def test_three_rows_of_headings_with_cells_merged_stand_below_a_title() -> None:
    found = under(
        "UBND XÃ MẪU||||||||",
        "||||||||",
        "STT|Thông tin người hưởng||||Cha||Quê quán|Số tiền",
        "|Họ và tên|Ngày sinh||Giới tính|Họ và tên|Số CCCD|Xã|",
        "||Nam|Nữ|||||",
        "(1)|(2)|(3)|(4)|(5)|(6)|(7)|(8)|(9)",
        "1|Lò Văn A|1990||Nam|Lò Văn B|001|Mẫu|5",
    )
    assert dict(found.taken) == {"full_name": 1, "male": 2, "female": 3, "sex": 4, "father": 5}
    assert (found.last, found.rows) == (5, 6)
    assert found.names[2] == "Thông tin người hưởng Ngày sinh Nam"


def test_a_year_is_told_from_a_man_by_its_mark() -> None:
    assert of("Họ tên|Ngày sinh||", "|Ngày|Tháng|Năm") == {
        "full_name": 0, "birth": 1, "birth_month": 2, "birth_year": 3,
    }  # fmt: skip
    assert of("Họ tên|Nam|Nữ") == {"full_name": 0, "male": 1, "female": 2}


def test_the_user_says_which_column_is_which() -> None:
    found = under("Người|Tên trên thẻ|Năm sinh|Họ tên", full_name="tên trên thẻ")
    assert dict(found.taken) == {"full_name": 1, "birth": 2}
    assert headings([["a", "b"], ["1", "2"]], LAW, {}) is None
    assert headings([], LAW, {}) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("09/03/1990", "1990-03-09"),
        ("9-3-90", "1990-03-09"),
        ("9.3.1990", "1990-03-09"),
        ("1/1/08", "2008-01-01"),
        ("1990", "1990"),
        ("1990.0", "1990"),
        ("03/1990", "1990-03"),
        ("00/00/1990", "1990"),
        ("1990-03-09 00:00:00", "1990-03-09"),
        ("32941", "1990-03-09"),  # as Excel keeps it
        ("9031990", "1990-03-09"),  # the nought is lost
        ("09031990", "1990-03-09"),
        ("19900309", "1990-03-09"),
        ("90390", "1990-03-09"),
        ("'09/03/1990", "1990-03-09"),
        ("", ""),
    ],
)
def test_a_birth_is_read_as_people_and_spreadsheets_write_it(text: str, said: str) -> None:
    assert as_birth(text, TODAY) == said


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("=A1+1", Unread.FORMULA),
        ("31/02/1990", Unread.NO_SUCH_DAY),
        ("24/11/2026", Unread.FUTURE),
        ("không rõ", Unread.NO_DATE),
        ("123456789012", Unread.NO_DATE),
    ],
)
def test_what_is_no_birth_is_said_so(text: str, why: Unread) -> None:
    with pytest.raises(UnreadCell) as unread:
        as_birth(text, TODAY)
    assert unread.value.why is why


def test_numbers_come_without_their_noughts() -> None:
    assert as_number(" 001 090 000 301 ").number == "001090000301"
    assert as_number("1090000301").number == "001090000301"
    assert as_number("1090000301.0").number == "001090000301"
    assert as_number("12345678").old_number == "012345678"
    assert as_number("'012345678").old_number == "012345678"
    for text, why in (
        ("1,09E+09", Unread.ROUNDED),
        ("1.09E+10", Unread.ROUNDED),
        ("12345", Unread.DIGITS),
        ("C1234567", Unread.LETTERS),
        ("=B2", Unread.FORMULA),
    ):
        with pytest.raises(UnreadCell) as unread:
            as_number(text)
        assert unread.value.why is why
    assert (as_sex("NỮ"), as_sex("nam "), as_sex("")) == ("nữ", "nam", "")


def test_a_bad_cell_is_named_and_the_rest_of_its_row_is_read() -> None:
    found = under("Họ tên|Số CCCD|Ngày sinh||Địa chỉ", "|||", "||Nam|Nữ|")
    people, remarks = read_people(
        [
            (5, ["Lò Văn A", "001090000301", "", "1990", "Tổ 1, xã Mẫu"]),
            (6, ["Lò Thị B", "=A1", "x", "", ""]),
            (7, ["", "", "2/2/1980", "3/3/1981"]),
        ],
        found.taken,
        TODAY,
    )
    assert people[0] == Listed(
        "001090000301", "", "Lò Văn A", "1990", "nữ", "Tổ 1, xã Mẫu", "", "", ""
    )
    assert (people[1].full_name, people[1].number, people[1].sex) == ("Lò Thị B", "", "nam")
    assert [(one.row, one.column, one.why) for one in remarks] == [
        (6, 1, Unread.FORMULA),
        (7, 3, Unread.BOTH_SEXES),
    ]
    assert [one.is_thin for one in people] == [False, True, True]


def test_of_a_birth_in_three_columns_the_cell_that_is_no_value_is_named() -> None:
    found = under("Họ tên|Ngày sinh|||", "|Ngày|Tháng|Năm")
    rows = [
        (3, ["An", "5", "3", "=A1"]),
        (4, ["Ba", "5", "#N/A", "1990"]),
        (5, ["Tư", "5", "3", "90"]),
    ]
    people, remarks = read_people(rows, found.taken, TODAY)
    assert [one.birth for one in people] == ["", "1990", "1990-03-05"]
    assert [(one.row, one.column, one.why) for one in remarks] == [
        (3, 3, Unread.FORMULA),
        (4, 2, Unread.FAULT),
    ]


@pytest.mark.parametrize(
    ("name", "birth", "thin"),
    [
        ("Ng. T. Lan", "1990", True),
        ("Nguy?n Th? Lan", "05/1990", True),
        ("Ng. T. Lan", "05/03/1990", False),
        ("Y Bhiăt Byă", "1990", False),
    ],
)
def test_half_a_name_with_half_a_day_says_too_little(name: str, birth: str, thin: bool) -> None:
    people, _ = read_people([(2, [name, birth])], {"full_name": 0, "birth": 1}, TODAY)
    assert people[0].is_thin is thin


def test_a_name_in_an_old_font_keeps_every_sign_of_it() -> None:
    people, _ = read_people([(2, ["NguyÔn  V¨n\xa0Hoµ"])], {"full_name": 0}, TODAY)
    assert people[0].full_name == "NguyÔn V¨n\xa0Hoµ"


@pytest.mark.parametrize(
    ("text", "divider"),
    [
        ("Họ tên;Nơi ở\n" + "A;Tổ 1, thôn 2, xã 3\n" * 3, ";"),
        ("Họ tên,Nơi ở\n" + 'A,"Tổ 1; thôn 2; xã 3"\n' * 3, ","),
        ("UBND XÃ A, HUYỆN B, TỈNH C\n\n" + "Họ tên\tNơi ở\nA\tTổ 1, xã 2\n", "\t"),
        ("một cột\n", ","),
        ('Họ tên;Năm\n"A;1990\n', ";"),
    ],
)
def test_what_divides_the_cells_divides_all_lines_alike(text: str, divider: str) -> None:
    assert divided(text.splitlines(keepends=True))[1] == divider


def test_a_row_that_cannot_be_read_is_told_by_the_line_it_begins_in() -> None:
    rows, _ = divided(["a,b\n", '"c\n', 'd",2\n', '"e,3\n', *["f,4\n"] * 5])
    assert next(rows) and next(rows) == ["c\nd", "2"]
    with pytest.raises(Refused) as refused:
        next(rows)
    assert (refused.value.code, refused.value.detail) == ("list-quote", {"line": 4})


def test_errors_of_excel_and_formulas_are_no_values_anywhere() -> None:
    found = under("Họ tên|Số CCCD|Ngày sinh|Địa chỉ")
    bad = ["#REF!", "#N/A", "#VALUE!", "=D1"]
    _, remarks = read_people([(2, bad), (3, ["Tổ #4", "", "", "#4 Trần Phú"])], found.taken, TODAY)
    assert {one.column: one.why for one in remarks} == {
        0: Unread.FAULT, 1: Unread.FAULT, 2: Unread.FAULT, 3: Unread.FORMULA,
    }  # fmt: skip


def test_a_slip_in_the_data_is_named() -> None:
    with pytest.raises(DataError, match="không có cột “fater”"):
        read(TEXT.replace('"họ tên" = "father"', '"họ tên" = "fater"'), "m", list_law_from)
