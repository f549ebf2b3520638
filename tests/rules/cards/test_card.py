"""A card is read back as it was written; any one damage to it is said, mended, or never silent."""

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.doors.shared.sentences import SENTENCES
from motcua.rules.cards.card import MOST, read
from motcua.rules.cards.letters import LETTERS, foreign, restored
from motcua.rules.cards.mrz import check_digit
from motcua.rules.cards.reading import (
    CardField,
    CardKind,
    CardOutcome,
    CardSource,
    Damage,
    Reading,
    Repair,
)
from motcua.rules.identity import Doubt
from motcua.rules.refusal import Refused
from tests.rules.cards import made
from tests.rules.cards.made import TODAY, Holder, holder

# The samples of invented people the formats are known by.
THUY = "001190000017||Nguyễn Thị Minh Thuý|05031990|Nữ|Tổ 4, Trúc Bạch, Ba Đình, Hà Nội|10052021"
SAMPLES = [
    THUY,
    "017085000023|113456789|Bùi Văn Hoà|21111985|Nam|Xóm Bưa Sen, Nánh Nghê, Đà Bắc, Hòa Bình"
    "|02082021",
    "066099000055||Y Bhôk Niê Kđăm|30061999|Nam|Buôn Ea Sút, Ea Pốk, Cư M'gar, Đắk Lắk|07092021",
]
NEWER = [
    "079326000068||Trần Gia Hân|12032026|Nữ|Khu phố 3, Phường Thủ Dầu Một, Thành phố Hồ Chí Minh"
    "|20072026|||Trần Văn Lộc|Lê Thị Hoà",
    "001190000017||Nguyễn Thị Minh Thúy|05031990|Nữ|Tổ 4, Phường Ba Đình, Thành phố Hà Nội"
    "|11112025|001190000009",
    "074155000042|280123456|Đặng Thị Quý|01011955|Nữ|Khu phố Hưng Lộc, Phường Thuận An, Thành phố "
    "Hồ Chí Minh|30102024",
]
ZONE = """IDVNM1900000174001190000017<<5
9003059F3003057VNM<<<<<<<<<<<2
NGUYEN<<THI<MINH<THUY<<<<<<<<<"""
CARDS = {"identity": made.identity, "newer": made.newer, "insurance": made.insurance}
people = st.integers(0, 10**9).map(lambda seed: holder(random.Random(seed)))
QUICK = settings(max_examples=60, deadline=None, derandomize=True, database=None)


def read_text(text: str, source: CardSource = CardSource.CODE) -> Reading:
    return read(text.encode(), source, TODAY)


def refusal(given: bytes | str, source: CardSource = CardSource.CODE) -> str:
    with pytest.raises(Refused) as refused:
        read(given.encode() if isinstance(given, str) else given, source, TODAY)
    return refused.value.code


def told(text: str, one: Holder, source: CardSource) -> Reading | None:
    """The reading of a damaged text, or None where it was refused."""
    try:
        return read(text.encode("utf-8", "replace"), source, TODAY)
    except Refused as refused:
        assert refused.code in SENTENCES
        return None


# Read back


@pytest.mark.parametrize("text", SAMPLES)
def test_each_field_of_an_identity_card_is_read(text: str) -> None:
    reading = read_text(text)
    number, old, name, _, _, residence, _ = text.split("|")
    assert reading.outcome is CardOutcome.READ and reading.kind is CardKind.IDENTITY
    assert reading.fields[CardField.NUMBER] == number
    assert reading.fields.get(CardField.OLD_NUMBER, "") == old
    assert reading.fields[CardField.FULL_NAME] == name
    assert reading.fields[CardField.RESIDENCE] == residence
    assert reading.original == text.encode() and not reading.to_compare


@pytest.mark.parametrize("text", NEWER)
def test_of_a_newer_card_only_what_is_known_is_read_and_kept(text: str) -> None:
    reading = read_text(text)
    assert reading.outcome is CardOutcome.READ
    assert reading.unread == max(0, len(text.split("|")) - 7)
    assert reading.original == "|".join(text.split("|")[:7]).encode()
    assert "Trần Văn Lộc" not in repr(reading)


def test_the_fields_are_found_by_their_types_wherever_they_stand() -> None:
    moved = read_text("||x9" + "|" + THUY)
    assert moved.fields == read_text(THUY).fields and moved.unread == 3
    assert read_text(THUY.replace("||", "|")).fields == read_text(THUY).fields


@QUICK
@given(people, st.sampled_from(sorted(CARDS)), st.sampled_from(list(CardSource)[:2]))
def test_what_was_written_is_read_back(one: Holder, card: str, source: CardSource) -> None:
    reading = read_text(CARDS[card](one), source)
    assert not made.wrong(reading, one) and reading.outcome is CardOutcome.READ
    assert {
        CardField.FULL_NAME,
        CardField.BIRTH_DATE,
        CardField.SEX,
        CardField.RESIDENCE,
    } <= reading.fields.keys()


@pytest.mark.parametrize(("said", "kept"), [("00001955", "1955"), ("00031955", "1955-03")])
def test_a_birth_date_is_known_as_far_as_it_is_known(said: str, kept: str) -> None:
    assert read_text(THUY.replace("05031990", said)).fields[CardField.BIRTH_DATE] == kept


def test_a_number_that_speaks_against_sex_or_year_is_doubted_not_refused() -> None:
    reading = read_text(THUY.replace("|Nữ|", "|Nam|"))
    assert reading.doubts == (Doubt.SEX_DIFFERS,) and reading.fields[CardField.NUMBER]
    keyed = read_text(THUY.replace("|Nữ|", "|Nam|"), CardSource.KEYS)
    assert keyed.damage == {CardField.NUMBER: Damage.CONTRADICTS}


@pytest.mark.parametrize("code", ["TE1480345678903", "0123456781"])
def test_old_and_new_insurance_cards_are_read(code: str) -> None:
    one = holder(random.Random(4))
    reading = read_text(made.insurance(one, code))
    assert (
        reading.kind is CardKind.INSURANCE and reading.fields[CardField.INSURANCE_NUMBER] == code
    )
    assert reading.fields[CardField.FULL_NAME] == one.name and reading.outcome is CardOutcome.READ


def test_an_insurance_card_may_bear_the_personal_number() -> None:
    one = holder(random.Random(5))
    assert read_text(made.insurance(one, one.number)).fields[CardField.NUMBER] == one.number


# The machine-readable zone


def test_the_sample_zone_is_read_with_all_its_digits() -> None:
    reading = read_text(ZONE)
    assert reading.kind is CardKind.MRZ and reading.outcome is CardOutcome.READ
    assert reading.fields == {
        CardField.NUMBER: "001190000017",
        CardField.BIRTH_DATE: "1990-03-05",
        CardField.SEX: "female",
        CardField.EXPIRES: "2030-03-05",
        CardField.NATIONALITY: "Việt Nam",
        CardField.PLAIN_NAME: "NGUYEN THI MINH THUY",
    }


def test_the_check_digit_is_that_of_the_standard() -> None:
    assert check_digit("L898902C<") == "3" and check_digit("520727") == "3"  # ICAO 9303-3


@pytest.mark.parametrize("place", range(5, 60))
def test_no_digit_of_a_zone_can_be_wrong_unseen(place: int) -> None:
    letters = ZONE.replace("\n", "")
    for sign in "0123456789":
        if sign == letters[place] or not letters[place].isdigit() or place == 29:
            continue
        reading = read_text(letters[:place] + sign + letters[place + 1 :])
        assert reading.damage, (place, sign)


def test_a_letter_read_for_a_digit_is_put_right_where_the_digits_prove_it() -> None:
    reading = read_text(ZONE.replace("IDVNM190000017", "IDVNM19OOOOO17"))
    assert reading.repairs == (Repair.LOOK_ALIKE,)
    assert reading.fields[CardField.NUMBER] == "001190000017"
    assert read_text(ZONE[:-3]).damage[CardField.NUMBER] is Damage.CUT


# Letters


@pytest.mark.parametrize("codec", made.MISREAD)
def test_a_misread_letter_is_never_one_a_card_can_have(codec: str) -> None:
    for letter in sorted(LETTERS - set(map(chr, range(128))) - {"\u0306"}):
        broken = made.misread(f"Hu{letter}", codec)
        assert broken == f"Hu{letter}" or foreign(broken or "?"), (letter, broken)


def test_what_is_restored_is_what_it_was() -> None:
    assert restored("HoÃ\xa0 VÄ\x83n") == "Hoà Văn"
    assert restored("Hu廙軟h") in (None, "Huỳnh")
    assert restored("ThuÃ½ bị") is None  # half of it is right: no encoding gives it


def test_a_detector_has_something_to_find() -> None:
    assert foreign("Nguyá»…n") and foreign("Ngu?n") and not foreign("Cư M’gar, Ỷ, Đỗ")


# Any single damage


@pytest.mark.parametrize("card", CARDS)
@pytest.mark.parametrize("kind", made.IN_CODE)
def test_no_damage_to_a_code_is_silent(kind: str, card: str) -> None:
    chance = random.Random(f"{kind} {card}")
    for _ in range(25):
        one = holder(chance)
        reading = told(made.IN_CODE[kind](CARDS[card](one), chance), one, CardSource.CODE)
        assert reading is None or not made.wrong(reading, one)


@pytest.mark.parametrize("card", CARDS)
@pytest.mark.parametrize("kind", made.ON_KEYS)
def test_what_keys_lost_is_said_or_to_be_compared_and_repairs_are_exact(
    kind: str, card: str
) -> None:
    chance = random.Random(f"{kind} {card}")
    for _ in range(25):
        one = holder(chance)
        reading = told(made.ON_KEYS[kind](CARDS[card](one), chance), one, CardSource.KEYS)
        if reading and reading.repairs:
            assert not made.wrong(reading, one)
        assert reading is None or reading.to_compare


@QUICK
@given(people, st.integers(0, 10**6), st.sampled_from(["latin-1", "cp1252", "cp1258"]))
def test_a_misreading_that_loses_nothing_is_repaired(one: Holder, _: int, codec: str) -> None:
    text = made.identity(one)
    reading = read_text(made.misread(text, codec) or "")
    assert reading.outcome is CardOutcome.REPAIRED and reading.repairs == (Repair.DOUBLE_ENCODED,)
    assert not made.wrong(reading, one) and reading.fields[CardField.FULL_NAME] == one.name


def test_the_number_and_the_birth_date_outlive_broken_letters() -> None:
    reading = read_text("017085000023|113456789|B?i V?n Ho?|21111985|Nam|X?m B?a Sen|02082021")
    assert reading.damage == {CardField.FULL_NAME: Damage.LOST, CardField.RESIDENCE: Damage.LOST}
    assert reading.fields[CardField.NUMBER] == "017085000023"
    assert reading.fields[CardField.BIRTH_DATE] == "1985-11-21"
    assert reading.original.endswith(b"02082021")


def test_a_field_is_repaired_though_another_is_lost() -> None:
    fields = THUY.split("|")
    fields[2], fields[5] = made.misread(fields[2], "cp1252") or "", "T? 4, Tr?c B?ch"
    reading = read_text("|".join(fields))
    assert reading.fields[CardField.FULL_NAME] == "Nguyễn Thị Minh Thuý"
    assert reading.damage == {CardField.RESIDENCE: Damage.LOST}


def test_bytes_that_are_not_utf8_are_not_guessed() -> None:
    given = THUY.encode().replace("ý".encode(), b"\xfd")
    assert read(given, CardSource.CODE, TODAY).damage == {CardField.FULL_NAME: Damage.LOST}


def test_keys_for_marks_are_named_and_the_sex_is_taken_where_the_number_proves_it() -> None:
    reading = read_text(made.telex(THUY), CardSource.KEYS)
    assert reading.damage[CardField.FULL_NAME] is Damage.TYPED
    assert reading.fields[CardField.SEX] == "female" and Repair.SEX_TYPED in reading.repairs


def test_words_without_the_build_of_a_syllable_are_pointed_at() -> None:
    assert read_text(THUY.replace("Thị", "Th"), CardSource.KEYS).odd == ("Th",)
    assert read_text(THUY, CardSource.KEYS).odd == ()


# What is no card

WINDOWS = str.maketrans("0123456789", "đăâêô\u0300\u0309\u0303\u0301\u0323")
"""What the keys of figures type on the Vietnamese keyboard of Windows."""


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (b"", "card-empty"),
        (b"\r\n", "card-empty"),
        (b"1" * (MOST + 1), "card-huge"),
        (b"https://vi-du.example/the?id=1", "card-web-address"),
        (b"'; DROP TABLE person; --", "card-command"),
        (b"x' OR '1'='1", "card-command"),
        (b"<script>alert(1)</script>", "card-command"),
        (bytes(range(256)), "card-binary"),
        (b"\x00\x01\x02\x03", "card-binary"),
        ("Xin chào".encode(), "card-other"),
        (b"001190000017", "card-cut-short"),
        (b"GD4010012345678|42c3b969", "card-cut-short"),
        (THUY.replace("|", "~").encode(), "card-keyboard"),
        (THUY.translate(WINDOWS).encode(), "card-keyboard"),
        (b"00020101021138570010A00000072701270006970436011301234500012080208QRIBFTTA5303704"
         b"5802VN63041A2B", "card-payment"),
        ((THUY + "\r\n" + SAMPLES[1]).encode(), "card-two"),
        ((THUY + "|" + SAMPLES[1]).encode(), "card-two"),
    ],
)  # fmt: skip
def test_what_is_no_card_is_called_by_its_name(given: bytes, code: str) -> None:
    assert refusal(given) == code and code in SENTENCES


def test_a_card_scanned_twice_into_one_box_is_one() -> None:
    reading = read_text(THUY + "\r\n" + THUY + "\r\n", CardSource.KEYS)
    assert reading.repairs == (Repair.TWICE,) and reading.fields == read_text(THUY).fields


@QUICK
@given(st.binary(max_size=400), st.sampled_from(list(CardSource)))
def test_any_bytes_are_read_or_refused_with_a_sentence(given: bytes, source: CardSource) -> None:
    try:
        read(given, source, TODAY)
    except Refused as refused:
        assert refused.code in SENTENCES


def test_every_word_about_a_card_has_its_sentence() -> None:
    assert {*Damage, *Repair} <= SENTENCES.keys()


def test_a_card_of_the_future_is_not_of_today() -> None:
    assert read(THUY.encode(), CardSource.CODE, date(2020, 1, 1)).damage == {
        CardField.ISSUED: Damage.DATE
    }
