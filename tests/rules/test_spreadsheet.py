"""Exported cells: nothing calculates, and everything can be read back."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules.spreadsheet import plain_cell, safe_cell

FORMULAS = [
    "=1+1",
    "+84905123456",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "\t=1",
    "\rabc",
    "\nabc",
    "  =1",
    "\u00a0=1",
    "\u200b=1",
    "\ufeff=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠A",
    "﹦1",
    "\u22121",
    "'=1",
    "''=1",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_might_calculate_becomes_text_and_comes_back(text: str) -> None:
    assert safe_cell(text) == "'" + text
    assert plain_cell(safe_cell(text)) == text


@pytest.mark.parametrize(
    "text", ["", "Nguyễn Văn Á", "H'Bia", "'Y", "12/05/1990", "a=b", "5 - 3", " "]
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert safe_cell(text) == text == plain_cell(text)


@given(st.text(alphabet=st.sampled_from("'=+-@＝ \t\r\n\u200baĐ1\"") | st.characters()))
def test_any_text_comes_back_through_a_csv(text: str) -> None:
    sheet = io.StringIO(newline="")
    csv.writer(sheet).writerow([safe_cell(text), "x"])
    cell = next(csv.reader(io.StringIO(sheet.getvalue(), newline="")))[0]
    assert plain_cell(cell) == text
    assert not cell.startswith(("\t", "\r", "\n"))
    assert not cell.lstrip(" \t\r\n\u200b\ufeff\u00a0").startswith(("=", "+", "-", "@", "＝"))
