"""A column, a record and a table: what is sure speaks for what is not."""

from random import Random

import pytest

from motcua.rules.fonts import mend, mend_column, mend_record, mend_table
from motcua.rules.fonts.tables import Font, read, written
from tests.rules.fonts import texts

NAMES = texts.distinct(texts.a_name, 240, Random(8))


def same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


@pytest.mark.parametrize("font", Font)
def test_a_column_in_one_font_is_mended_whole(font: Font) -> None:
    kept = [name for name in NAMES if same(read(written(name, font), font) or "", name)]
    names = NAMES if font is Font.VIQR else kept
    found = mend_column([written(name, font) for name in names])
    missed = [
        (name, one.text)
        for name, one in zip(names, found, strict=True)
        if not same(one.text, name)
    ]
    assert missed == []


def test_a_column_settles_what_alone_nobody_can() -> None:
    assert mend("Hoàng").text == "Hoàng"
    column = [written(name, Font.VNI) for name in NAMES[:40]]
    assert mend_column([*column, "Hoàng"])[-1].text == "Hồng"


def test_what_reads_the_same_in_the_font_of_its_column_is_not_called_broken() -> None:
    column = [written(name, Font.CP1258) for name in NAMES[:40]]
    assert mend_column([*column, "Bùi Thanh Xuân"])[-1].damage == ()


@pytest.mark.parametrize("font", [Font.TCVN3, Font.VNI, Font.CP1258])
def test_right_rows_among_broken_ones_stay_right(font: Font) -> None:
    column = [written(name, font) if at % 2 else name for at, name in enumerate(NAMES)]
    found = mend_column(column)
    assert [one.text for one in found[::2]] == NAMES[::2]


def test_half_a_column_is_no_proof_for_a_word_that_may_be_right() -> None:
    column = [written(name, Font.VNI) if at % 2 else name for at, name in enumerate(NAMES)]
    assert mend_column([*column, "Hoàng"])[-1].text == "Hoàng"


def test_a_right_column_is_told_as_each_of_its_strings() -> None:
    assert mend_column(NAMES) == [mend(name) for name in NAMES]


def test_a_record_speaks_for_its_fields() -> None:
    address = written("Tổ 4, phường Hoà Bình, tỉnh Phú Thọ", Font.VNI)
    father = written("Trần Đức Thuận", Font.VNI)
    assert mend_record(["Hoàng", address, father])[0].text == "Hồng"
    assert mend_record(["Hoàng", "Trần Đức Thuận"])[0].text == "Hoàng"
    assert mend_record([]) == []


def test_the_rows_of_a_table_need_not_be_equally_long() -> None:
    rows = [[written(name, Font.TCVN3)] * (at % 3) for at, name in enumerate(NAMES[:9])]
    found = mend_table(rows)
    assert [len(row) for row in found] == [len(row) for row in rows]
    assert mend_table([]) == []
