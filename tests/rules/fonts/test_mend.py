"""One string: right text left alone, broken text mended, lost letters flagged, never guessed."""

import unicodedata
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.rules.fonts import Damage, mend
from motcua.rules.fonts.misread import misread
from motcua.rules.fonts.tables import Font, written
from tests.rules.fonts import texts

CHANCE = Random(3)
NAMES = texts.distinct(texts.a_name, 250, CHANCE)
ADDRESSES = texts.distinct(texts.an_address, 150, CHANCE)
NEWS = texts.lines("news")
RIGHT = [*NAMES, *ADDRESSES, *NEWS, *texts.lines("highlands"), *texts.lines("foreign")]
SURE = "Đặng Thị Quý, xã Đức Nhàn, tỉnh Phú Thọ"
any_text = st.one_of(
    st.text(max_size=30),
    st.lists(st.sampled_from(RIGHT), min_size=1, max_size=3).map(" ".join),
    st.builds(written, st.sampled_from(RIGHT), st.sampled_from(list(Font))),
    st.text("aăâêôơưđáàảãạøùûõïÔ§®¨ªµ·¸^~?'.+ NguyThịPh\u0303\ufffd", max_size=20),
)


def test_right_text_is_left_alone() -> None:
    changed = [text for text in RIGHT if mend(text) != (text, text, (), 1.0, False, "", (), ())]
    assert changed == []


@pytest.mark.parametrize("text", ["Tám", "Hà", "Lò Văn Tò", "Hoàng Toàn", "Lê", "", " ", "Y"])
def test_what_may_be_right_stays(text: str) -> None:
    assert mend(text).text == text


@pytest.mark.parametrize(
    "text",
    ["N° 5 n° 6", "x¹ x²", "①", "Phường ②, quận ③", "Lớp 6A¹", "K² L²", "Lan¹ xem¹", "a×b",
     "10cm×15cm", "½ suất", "F¹, F²", "¹Ghi chú"],
)  # fmt: skip
def test_signs_and_numbers_beside_letters_stay(text: str) -> None:
    assert mend(text) == (text, text, (), 1.0, False, "", (), ())


def test_beside_what_is_broken_they_are_the_letters_of_its_font() -> None:
    assert mend("T¹ V¨n B×nh").text == "Tạ Văn Bình"
    assert mend("huyß╗çn ├¥ Y├¬n").text == "huyện Ý Yên"
    twice = misread(misread("m² được chia thành", "cp1252"), "cp1252")
    assert mend(twice).text == "m² được chia thành"


@pytest.mark.parametrize("font", Font)
def test_a_broken_text_is_mended_with_its_damage(font: Font) -> None:
    found = mend(written(SURE, font))
    assert (found.text, found.damage) == (SURE, (Damage(font.value),))
    assert found.certainty > 0.99 and not found.needs_person
    assert found.original == written(SURE, font)


@pytest.mark.parametrize("codec", ["cp1252", "cp1258", "mac_roman", "cp437", "cp850"])
def test_utf8_read_as_something_else_is_undone_once_and_twice(codec: str) -> None:
    once = misread(SURE, codec)
    assert mend(once).text == SURE
    assert mend(misread(once, "cp1252")).text == SURE
    assert mend(once).damage == (Damage.UTF8,)


@pytest.mark.parametrize(
    ("shown", "meant"),
    [
        ("Hu廙軟h Hi廕簑 Thu廕要", "Huỳnh Hiếu Thuận"),
        ("Thuﾃｽ", "Thuý"),
        ("Nguy峄卬", "Nguyễn"),
        ("膼岷穘g", "Đặng"),
        ("B霉i V膬n Ho脿", "Bùi Văn Hoà"),
        ("BÃ¹i VÄ\x83n HoÃ\xa0", "Bùi Văn Hoà"),
    ],
)
def test_what_readers_of_codes_made_of_names_is_undone(shown: str, meant: str) -> None:
    assert mend(shown).text == meant


def test_damage_inside_damage_is_undone() -> None:
    found = mend(misread(written(SURE, Font.TCVN3), "cp1252"))
    assert (found.text, found.damage) == (SURE, (Damage.UTF8, Damage.TCVN3))


def test_a_string_broken_in_part_is_mended_in_part() -> None:
    found = mend("Hộ khẩu thường trú: ThÞ x· S¬n T©y, Hµ Néi")
    assert found.text == "Hộ khẩu thường trú: Thị xã Sơn Tây, Hà Nội"


def test_parted_letters_are_joined_and_look_alikes_replaced() -> None:
    parted = mend(unicodedata.normalize("NFD", SURE))
    assert (parted.text, parted.damage) == (SURE, (Damage.PARTED,))
    alike = mend("Ðặng Thị Quý")
    assert (alike.text, alike.damage) == ("Đặng Thị Quý", (Damage.LOOK_ALIKE,))
    assert mend("Guðrún Þórsdóttir").damage == ()


def test_either_place_of_the_tone_is_right() -> None:
    for text in ("Hoà Bình, Thuý", "Hòa Bình, Thúy"):
        assert mend(text).text == text
        assert mend(written(text, Font.TCVN3)).text == text


def test_capitals_of_tcvn3() -> None:
    assert mend("NGUYÔN §øC V¦îNG").text == "NGUYỄN ĐỨC VƯỢNG"
    assert mend("NguyÔn Ngäc ¸nh").text == "Nguyễn Ngọc Ánh"
    assert mend("nhµ cã ¸nh ®Ìn").text == "nhà có ánh đèn"


@pytest.mark.parametrize(
    ("shown", "where"),
    [
        ("Nguy?n V?n Ho?", (4, 8, 13)),
        ("Lê Th? Hoà", (5,)),
        ("Lê Thu?", (6,)),
        ("?? ?", (0, 1, 3)),
        ("Nguy廙\ufffdn", (5,)),
        ("t?m trú ? Hà N?i", (1, 8, 14)),
        ("TrÇn V\ufffdn Hoµ", (6,)),
    ],
)
def test_lost_letters_are_shown_and_never_guessed(shown: str, where: tuple[int, ...]) -> None:
    found = mend(shown)
    assert (found.text, found.damage, found.lost) == (shown, (Damage.LOST,), where)
    assert found.needs_person and not found.guess


@pytest.mark.parametrize(
    "question",
    [
        "Anh có khoẻ không?",
        "Bao giờ thì tôi nhận được giấy?",
        "Ai đó? Tôi đây.",
        "Đã có giấy khai sinh?",
        "Sinh năm ??/??/1960",
        "https://motcua.vn/?tim=ho+so",
    ],
)
def test_a_question_mark_may_be_one(question: str) -> None:
    assert mend(question).damage == ()


def test_where_two_readings_are_as_good_a_person_is_asked() -> None:
    found = mend("Tßng Chung")
    assert found.text == "Tßng Chung"
    assert found.needs_person and found.guess and found.damage == (Damage.UNCLEAR,)


@given(any_text)
@settings(max_examples=300)
def test_mending_twice_is_mending_once(text: str) -> None:
    once = mend(text)
    assert once.original == text
    again = mend(once.text)
    assert again.text == once.text
    assert 0 <= once.certainty <= 1
    assert once.text == text or not once.needs_person or once.damage


@given(st.sampled_from(RIGHT), st.sampled_from(RIGHT))
@settings(max_examples=200)
def test_right_texts_side_by_side_stay(one: str, other: str) -> None:
    assert mend(f"{one} {other}").text == f"{one} {other}"
    assert mend(f"{one}\n{other}").text == f"{one}\n{other}"


@pytest.mark.parametrize(
    ("shown", "broken"),
    [
        ("NguyÔn V¨n Hoµ", True),
        ("Nguyeãn Vaên Hoaø", True),
        ("Nguy?n V?n H?a", True),
        ("Ðặng Văn Ðức", False),
        (unicodedata.normalize("NFD", "Đặng Văn Đức"), False),
        ("H'Bia Niê", False),
        ("30 m² © Bình", False),
        ("Vì sao? Ở đâu?", False),
    ],
)
def test_only_what_a_reader_sees_as_wrong_is_called_broken(shown: str, broken: bool) -> None:
    assert mend(shown).is_broken is broken


@pytest.mark.parametrize(
    "name",
    ["NGUYỄN SỸ SÁU", "VÀNG THUÝ HÀO", "LÍ THỊ SÁNG", "Đoàn Thị Luận", "Tạ Tố Thọ", "Đinh Doanh",
     "LA BÍCH LAI"],
)  # fmt: skip
def test_half_a_letter_is_shown_to_a_person(name: str) -> None:
    cut = mend(name.encode().decode("cp1252", "ignore"))  # what a lenient reader drops
    assert (cut.text, cut.needs_person) == (cut.original, True)
    assert mend(misread(name, "cp1252")).text == name, "the control"


@pytest.mark.parametrize("name", ["SÃO TOMÉ", "Ärzte", "JOÃO", "NGUYỄN BÃ LÃM"])
def test_what_is_a_letter_there_is_no_half_of_one(name: str) -> None:
    assert mend(name) == (name, name, (), 1.0, False, "", (), ())
