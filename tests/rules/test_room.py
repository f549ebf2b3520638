"""Rooms as landlords call them."""

import pytest

from motcua.rules.refusal import Refused
from motcua.rules.room import LONGEST, MOST, room_key, rooms_named


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Phòng 204", "204", True),
        ("P.204", "phong 204 ", True),
        ("P204", "204", True),
        ("204-A", "204a", True),
        ("Phòng khách", "khách", False),
        ("Phòng cô Lan", "PHÒNG CÔ LAN", True),
        ("P20", "204", False),
        ("!", "?", False),
    ],
)
def test_spellings_of_one_room_are_one_room(one: str, other: str, same: bool) -> None:
    assert (room_key(one) == room_key(other)) is same


def test_no_room_is_no_room() -> None:
    assert room_key("") == room_key("  ") == ""


def test_rooms_are_one_a_line_each_once_in_order() -> None:
    assert rooms_named("102\r\n\n 101 \nPhòng 102\nNhà  sau") == ("102", "101", "Nhà sau")
    assert rooms_named("") == ()


def test_too_many_rooms_and_too_long_names_are_refused() -> None:
    assert len(rooms_named("\n".join(map(str, range(MOST))))) == MOST
    with pytest.raises(Refused, match="rooms-too-many"):
        rooms_named("\n".join(map(str, range(MOST + 1))))
    with pytest.raises(Refused, match="room-name-long"):
        rooms_named("a" * (LONGEST + 1))
