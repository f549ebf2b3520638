"""The old tables, both ways, and UTF-8 misread and undone."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules.fonts.misread import CODECS, misread, undone
from motcua.rules.fonts.opening import as_text
from motcua.rules.fonts.syllables import rarity, spelling
from motcua.rules.fonts.tables import Font, read, viqr_readings, written

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LETTERS = ["đ", *(unicodedata.normalize("NFC", v + tone) for v in VOWELS for tone in TONES)]
SAMPLES = {
    Font.TCVN3: ("NguyÔn V¨n Hoµ", "TrÇn ThÞ Thuý KiÒu", "Lª §øc Ph\xadîng", "§Æng Quèc Vü"),
    Font.VNI: (
        "Nguyeãn Vaên Hoaø",
        "Traàn Thò Thuyù Kieàu",
        "Leâ Ñöùc Phöôïng",
        "Ñaëng Quoác Vyõ",
    ),
    Font.VIQR: (
        "Nguye^~n Va(n Hoa`",
        "Tra^`n Thi. Thuy' Kie^`u",
        "Le^ DDu+'c Phu+o+.ng",
        "DDa(.ng Quo^'c Vy~",
    ),
    Font.VISCII: ("Nguy\xadn Vån Hoà", "Tr¥n Th¸ Thuý Ki«u", "Lê ÐÑc Phßþng", "Ð£ng Qu¯c VÛ"),
    Font.VPS: ("NguyÍn Væn Hoà", "TrÀn ThÎ Thuš KiŠu", "Lê ñÙc PhÜ®ng", "ñ¥ng QuÓc VÏ"),
    Font.CP1258: (
        "NguyêÞn Vãn Hoà",
        "TrâÌn Thiò Thuyì KiêÌu",
        "Lê Ðýìc Phýõòng",
        "Ðãòng Quôìc VyÞ",
    ),
}
MEANT = ("Nguyễn Văn Hoà", "Trần Thị Thuý Kiều", "Lê Đức Phượng", "Đặng Quốc Vỹ")


@pytest.mark.parametrize("font", Font)
def test_names_are_written_and_read_as_the_fonts_had_them(font: Font) -> None:
    for meant, shown in zip(MEANT, SAMPLES[font], strict=True):
        assert written(meant, font) == shown
        assert read(shown, font) == meant


@pytest.mark.parametrize("font", Font)
def test_each_letter_comes_back(font: Font) -> None:
    for letter in LETTERS:
        assert read(written(letter, font), font) == letter
        capital = read(written(letter.upper(), font), font)
        assert capital is not None and capital.lower() == letter
        assert font is Font.TCVN3 or capital == letter.upper()


@pytest.mark.parametrize("font", [font for font in Font if font is not Font.VIQR])
def test_what_a_font_has_no_cell_for_cannot_be_in_it(font: Font) -> None:
    assert read("Nguyễn", font) is None
    assert read("山", font) is None


def test_a_word_in_the_capitals_of_tcvn3_is_in_capitals() -> None:
    assert read("NGUYÔN", Font.TCVN3) == "NGUYỄN"
    assert read("§øC", Font.TCVN3) == "ĐỨC"
    assert read("Có", Font.TCVN3) == "Cú"


def test_the_last_mark_of_viqr_may_be_a_stop() -> None:
    assert viqr_readings("ta.") == ["tạ", "ta."]
    assert viqr_readings("nho?.") == ["nhỏ.", "nhỏ."]
    assert viqr_readings(r"ba\.") == ["ba."]
    assert viqr_readings("u*o*'c") == ["ước"]


@pytest.mark.parametrize("codec", CODECS)
def test_misread_utf8_is_undone_where_nothing_was_lost(codec: str) -> None:
    came_back = 0
    for name in (*MEANT, "Thuý", "Ý", "Lê Hà", "Võ"):
        try:
            shown = misread(name, codec)
        except UnicodeDecodeError:
            continue
        came_back += (codec, name) in set(undone(shown))
    assert came_back


@given(st.text(max_size=12), st.sampled_from(["cp1252", "mac_roman", "cp437", "cp850"]))
def test_any_text_misread_byte_by_byte_comes_back(text: str, codec: str) -> None:
    shown = misread(text, codec)
    assert shown == text or (codec, text) in set(undone(shown))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_bytes_are_opened_in_any_unicode(encoding: str) -> None:
    assert as_text("Họ tên,Địa chỉ\nNguyễn Văn A".encode(encoding)).startswith("Họ tên,Địa chỉ\n")


def test_bytes_that_are_no_unicode_are_shown_as_windows_does() -> None:
    assert as_text(b"Nguy\xd4n V\xa8n\x81") == "NguyÔn V¨n\x81"


def test_syllables_are_known_by_their_build() -> None:
    right = "nguyễn hòa hoà thuý thúy quý quốc giếng gì khuỷu ngoằn nghiêng xoong ước ý"
    assert [spelling(one) for one in right.split()] == [1] * len(right.split())


@pytest.mark.parametrize("wrong", ["françois", "trâù", "cằc", "bhôk", "josé", "thàc", "bhk"])
def test_what_is_no_syllable_is_told(wrong: str) -> None:
    assert spelling(wrong) == 0


def test_rarer_is_what_is_less_like_vietnamese() -> None:
    words = ["Nguyễn", "Niê", "Ngoẵm", "Bhôm", "Hélène", "Nguyá»…n"]
    found = [rarity(word) for word in words]
    assert found == sorted(found)
