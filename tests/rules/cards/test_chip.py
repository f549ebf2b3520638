"""A chip's files are read whatever tag their strings have; cut or lying ones are refused."""

import base64
import json
import random

import pytest

from motcua.rules.cards.card import read
from motcua.rules.cards.chip import files
from motcua.rules.cards.reading import (
    CardField,
    CardKind,
    CardOutcome,
    CardSource,
    Damage,
    Reading,
)
from motcua.rules.refusal import Refused
from tests.rules.cards import made
from tests.rules.cards.made import TODAY, holder, tlv

ONE = holder(random.Random(11))
OTHER = holder(random.Random(12))
SAMPLE = bytes.fromhex(  # its name stands in a string for digits
    "30110201010c0c303734313535303030303432 30170201020c12c490e1bab76e67205468e1bb8b205175c3bd"
    "300e0201100c09323830313233343536".replace("0c12c490", "1212c490")
)


def read_chip(given: bytes) -> Reading:
    return read(given, CardSource.CHIP, TODAY)


def refusal(given: bytes) -> str:
    with pytest.raises(Refused) as refused:
        read_chip(given)
    return refused.value.code


def named(**of: bytes) -> bytes:
    return json.dumps({name: one.hex() for name, one in of.items()}).encode()


@pytest.mark.parametrize("string", [0x0C, 0x13, 0x16, 0x12, 0x1A, 0x04, 0x1E])
def test_both_files_are_read_whatever_tag_the_strings_have(string: int) -> None:
    reading = read_chip(named(DG1=made.dg1(ONE), DG13=made.dg13(ONE, string)))
    assert reading.kind is CardKind.CHIP and reading.outcome is CardOutcome.READ
    assert not made.wrong(reading, ONE) and len(reading.fields) >= 10


@pytest.mark.parametrize("seed", range(30))
def test_what_a_chip_holds_is_read_back(seed: int) -> None:
    one = holder(random.Random(seed))
    reading = read_chip(made.dg1(one) + made.dg13(one))
    assert reading.outcome is CardOutcome.READ and not made.wrong(reading, one)


def test_a_name_in_a_string_for_digits_is_a_name() -> None:
    reading = read_chip(tlv(0x6D, SAMPLE))
    assert reading.fields[CardField.FULL_NAME] == "Đặng Thị Quý"
    assert reading.fields[CardField.OLD_NUMBER] == "280123456"


def test_face_and_fingers_are_neither_read_nor_kept() -> None:
    face, finger = tlv(0x75, b"\xff\xd8 a face"), tlv(0x63, b"a finger")
    in_a_row = read_chip(face + made.dg1(ONE) + finger + made.dg13(ONE))
    by_name = read_chip(
        json.dumps({"DG2": base64.b64encode(face).decode(), "DG1": made.dg1(ONE).hex()}).encode()
    )
    for reading in (in_a_row, by_name):
        assert b"a face".hex().encode() not in reading.original
        assert base64.b64encode(face)[:8] not in reading.original
        assert set(json.loads(reading.original)) <= {"DG1", "DG13", "SOD"}
    assert files(face + made.dg1(ONE)).keys() == {0x61}


def test_religion_is_not_read() -> None:
    reading = read_chip(made.dg13(ONE, f7="Đạo của họ"))
    assert "Đạo của họ" not in reading.fields.values()


def test_files_of_two_cards_are_not_one_person() -> None:
    reading = read_chip(made.dg1(ONE) + made.dg13(OTHER))
    assert reading.damage[CardField.NUMBER] is Damage.DIFFERS
    assert reading.damage[CardField.FULL_NAME] is Damage.DIFFERS


def test_a_dump_cut_anywhere_is_refused_or_whole() -> None:
    zone = made.dg1(ONE)
    whole = zone + made.dg13(ONE)
    for end in set(range(1, len(whole))) - {len(zone)}:
        assert refusal(whole[:end]) == "chip-cut-short"
    assert not made.wrong(read_chip(zone), ONE)  # a file that is there whole
    said = named(DG1=zone, DG13=made.dg13(ONE))
    assert {refusal(said[:end]) for end in range(1, len(said))} == {"chip-damaged"}
    assert refusal(b"") == "card-empty"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (tlv(0x6D, b"\x30\x80\x02\x01\x01\x00\x00"), "chip-damaged"),  # a length without an end
        (tlv(0x6D, b"\x30\x7f\x02\x01\x01"), "chip-cut-short"),  # longer than what it is in
        (b"\x6d\x85\x01\x00\x00\x00\x00", "chip-damaged"),
        (b"\x6d\x84\xff\xff\xff\xff", "chip-cut-short"),
        (tlv(0x6D, tlv(0x30, b"") * 3000), "chip-damaged"),
        (tlv(0x6D, b""), "chip-damaged"),
        (tlv(0x75, b"face"), "chip-no-data"),
        (b'{"DG1": 7}', "chip-damaged"),
        (b'{"DG1": "zz"}', "chip-damaged"),
        (b'{"DG9": "00"}', "chip-no-data"),
        (b"{", "chip-damaged"),
        (named(DG1=made.dg13(ONE)), "chip-damaged"),
    ],
)  # fmt: skip
def test_lengths_that_lie_and_files_that_are_none_are_refused(given: bytes, code: str) -> None:
    assert refusal(given) == code


def test_elements_within_elements_end() -> None:
    nest = b""
    for _ in range(40):
        nest = tlv(0x30, nest)
    assert refusal(tlv(0x6D, nest)) == "chip-damaged"


def test_one_changed_byte_is_never_another_person_unseen() -> None:
    """With both files, since each speaks for the other."""
    zone, texts = made.dg1(ONE), made.dg13(ONE)
    number = ONE.number.encode()
    at = zone.index(number)
    for place in range(at, at + 12):
        digit = b"%d" % ((zone[place] - 47) % 10)
        reading = read_chip(zone[:place] + digit + zone[place + 1 :] + texts)
        assert CardField.NUMBER in reading.damage
