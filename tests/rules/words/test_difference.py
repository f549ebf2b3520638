"""What differs between two spellings of a name, and how."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules.words.difference import DifferenceKind, compared, difference, kinds
from motcua.rules.words.names import nfc, same_name


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("Nguyễn Thị Huế", "Nguyễn Thị Huệ", {DifferenceKind.TONE}),
        ("Nguyen Van Á", "Nguyễn Văn Á", {DifferenceKind.MARK}),
        ("Đăng Quý", "Đang Quý", {DifferenceKind.MARK}),
        ("Ng. T. Lan", "Nguyễn Thị Lan", {DifferenceKind.ABBREVIATED}),
        ("Bùi Hoà", "Bùi Văn Hòa", {DifferenceKind.MISSING}),
        ("Bùi Văn Hoà", "Bùi Hòa", {DifferenceKind.EXTRA}),
        ("Trần Lan Anh", "Trần Anh Lan", {DifferenceKind.SWAPPED}),
        ("Lê Thị Mỹ", "Lê Thị Mĩ", {DifferenceKind.LETTER}),
        ("Nguyễn Thị Lna", "Nguyễn Thị Lan", {DifferenceKind.LETTER}),
        ("Huỳnh Hiếu", "Hoàng Hiếu", {DifferenceKind.OTHER}),
        ("NguyÔn V¨n Hoµ", "Nguyễn Văn Hoà", {DifferenceKind.FONT}),
        ("Nguyá»…n Văn Hoà", "Nguyễn Văn Hoà", {DifferenceKind.FONT}),
        ("Bùi Th? Nh?n", "Bùi Thị Nhàn", {DifferenceKind.FONT}),
        ("NGUYỄN VĂN HOÀ", "Nguyễn Văn Hòa", set()),
        ("Đặng Thị Quý", "Ðặng Thị Qúy", set()),
    ],
)
def test_each_way_to_differ_has_its_name(one: str, other: str, found: set[DifferenceKind]) -> None:
    assert kinds(one, other) == found


def test_one_syllable_left_out_moves_no_other() -> None:
    pieces = difference("Nguyễn Thị Thuý", "Nguyễn Thị Minh Thúy")
    said = [(piece.kind, piece.one, piece.other) for piece in pieces]
    assert said[1:] == [
        (DifferenceKind.SAME, "Thị", "Thị"),
        (DifferenceKind.MISSING, "", "Minh"),
        (DifferenceKind.PLACE, "Thuý", "Thúy"),
    ]


WORDS = ("Nguyễn", "Văn", "Thị", "Thuý", "Thúy", "Huế", "Huệ", "Lan", "Anh", "Y", "Bhôk", "Ng.")
NAMES = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)


@given(NAMES, NAMES)
def test_nothing_is_lost_and_one_name_never_differs(one: str, other: str) -> None:
    pieces = difference(one, other)
    assert " ".join(piece.one for piece in pieces if piece.one) == nfc(one)
    assert " ".join(piece.other for piece in pieces if piece.other) == nfc(other)
    assert (not kinds(one, other)) == same_name(one, other)


@given(NAMES, NAMES)
def test_it_reads_the_same_backwards(one: str, other: str) -> None:
    turned = {
        DifferenceKind.MISSING: DifferenceKind.EXTRA,
        DifferenceKind.EXTRA: DifferenceKind.MISSING,
    }
    there = [turned.get(piece.kind, piece.kind) for piece in difference(one, other)]
    assert len(there) == len(difference(other, one))
    assert sum(kind in (DifferenceKind.SAME, DifferenceKind.PLACE) for kind in there) == sum(
        piece.kind in (DifferenceKind.SAME, DifferenceKind.PLACE)
        for piece in difference(other, one)
    )


def test_an_initial_stands_for_no_whole_syllable() -> None:
    assert (
        compared("Th", "Thị") is DifferenceKind.LETTER
        and compared("T", "Thị") is DifferenceKind.ABBREVIATED
    )
