"""Names as keys: what is found, what is equal, what comes first, what looks broken."""

import random
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from motcua.rules.words import names

SAME = [
    ("Nguyễn Thị Minh Thuý", "Nguyễn Thị Minh Thúy"),
    ("Bùi Văn Hoà", "Bùi Văn Hòa"),
    ("Đặng Thị Quý", "Đặng Thị Qúy"),
    ("Ðặng Văn An", "Đặng Văn An"),
    ("Trần Văn Khoẻ", "TRẦN VĂN KHỎE"),
    ("Lò Thị Hoè", "Lò Thị Hòe"),
    ("Đỗ Tuỳ", "Đỗ Tùy"),
    ("H'Bia Niê", "H’Bia  Niê"),
    ("Lê Thị Hà", "\u200bLê\u00a0Thị  Hà\ufeff"),
    ("Nguyễn Văn Hậu", unicodedata.normalize("NFD", "Nguyễn Văn Hậu")),
]
DIFFERENT = [
    ("Huế", "Huệ"),
    ("Lê Thị Mỹ", "Lê Thị Mĩ"),
    ("Huỳnh Hiếu Thuận", "Hoàng Hiếu Thuận"),
    ("Trần Văn Lộc", "Trần Lộc"),
    ("H' Bia Niê", "HBia Niê"),
    ("Nguyen Van A", "Nguyễn Văn Á"),
    ("Hoà-Thuy", "Hoa-Thuỳ"),
    ("Hoà", "Hoa1"),
]
VIETNAMESE = (
    "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
)
words = st.text(alphabet=VIETNAMESE + VIETNAMESE.upper() + "'’", min_size=1, max_size=7)
full_names = st.lists(words, min_size=1, max_size=5).map(" ".join)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name_are_the_same(one: str, other: str) -> None:
    assert names.same_name(one, other)
    assert names.sort_key(one) == names.sort_key(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_names_that_a_person_must_judge_are_not_the_same(one: str, other: str) -> None:
    assert not names.same_name(one, other)


def test_a_stored_name_is_one_clean_line() -> None:
    assert names.nfc("  Ð\u0301ặng\u3000Văn\t\u200dAn\r\n ") == "Đ\u0301ặng Văn An"
    assert names.nfc("A\x00\x1b\u202eB") == "AB"
    names.nfc("A\ud800").encode()


def test_the_invisible_letter_of_a_legacy_font_is_not_thrown_away() -> None:
    assert "\xad" in names.nfc("Ph­îng")


def test_the_look_up_key_is_what_people_type() -> None:
    assert names.accent_free("Nguyễn Thị Minh THUÝ") == "nguyen thi minh thuy"
    assert names.accent_free("Y Bhôk Niê Kđăm") == "y bhok nie kdam"
    assert names.accent_free("Đặng Ưỡn Ờ") == "dang uon o"


@given(st.text(max_size=60))
def test_any_text_gets_keys_and_keeps_them(text: str) -> None:
    stored = names.nfc(text)
    assert names.nfc(stored) == stored
    assert unicodedata.is_normalized("NFC", stored)
    for key in (names.accent_free, names.tone_key, names.sort_key, names.person_sort_key):
        assert key(stored) == key(text)
    assert names.sort_key(text).isascii()
    assert names.person_sort_key(text).isascii()


@given(full_names)
@example("’")
def test_form_and_case_of_a_name_do_not_change_its_keys(name: str) -> None:
    for variant in (unicodedata.normalize("NFD", name), name.upper(), f" {name}\u200b"):
        assert names.tone_key(variant) == names.tone_key(name)
        assert names.person_sort_key(variant) == names.person_sort_key(name)
    key = names.accent_free(name)
    assert "'" in key or key.replace(" ", "").isalpha()


@given(words, words)
def test_one_equality_key_means_the_same_letters_and_tones(one: str, other: str) -> None:
    def content(word: str) -> list[str]:
        return sorted(unicodedata.normalize("NFD", word.casefold().replace("’", "'")))

    if names.tone_key(one) == names.tone_key(other):
        assert content(one) == content(other)


# The letters in order, then the tones in order: what every Vietnamese dictionary prints.
DICTIONARY = """a à ả ã á ạ an án ăn ân ba ba_lô bà bà_con bả bã bá bạ băng bâng ca cha da de đa
đe e ê ga gì ha hà hả hạ hanh hành hoa hoà kha lo lô lơ lu lư ma mà mã má mạ nga nha o ô ơ pha
qua ra sa ta tha tra u ư va xa y ỷ ý"""


def test_a_list_sorts_as_a_dictionary_does() -> None:
    right = [word.replace("_", " ") for word in DICTIONARY.split()]
    shuffled = random.Random(6).sample(right, len(right))
    assert sorted(shuffled, key=names.sort_key) == right
    assert sorted(shuffled) != right, "the control: code points sort differently"


def test_people_sort_by_given_name_then_middle_then_surname() -> None:
    right = [
        "An",
        "Trần An",
        "Đặng Bình An",
        "Lê Thị An",
        "Nguyễn Thị An",
        "Lê Thị Bình An",
        "Lê Văn Ân",
        "Bùi Văn Dũng",
        "Bùi Văn Đức",
        "Lò Thị Hà",
        "Trần Văn Hà",
        "Bùi Thị Hạ",
        "Y Bhôk Niê Kđăm",
        "Nguyễn Thị Minh Thuý",
        "Nguyễn Văn Ước",
        "Trần Thị Ý",
    ]
    shuffled = random.Random(11).sample(right, len(right))
    assert sorted(shuffled, key=names.person_sort_key) == right


def test_hamlets_sort_by_their_number() -> None:
    right = ["Thôn 1", "Thôn 2", "Thôn 10", "Tổ 2", "Tổ 2A", "Tổ 11"]
    assert sorted(reversed(right), key=names.sort_key) == right


@given(full_names, full_names)
def test_the_order_of_two_names_is_the_order_of_their_syllables(one: str, other: str) -> None:
    def slow(name: str) -> list[tuple[list[str], str]]:
        return [part for word in name.split() if (part := _slow_syllable(word))[0]]

    expected = (slow(one) > slow(other)) - (slow(one) < slow(other))
    first, second = names.sort_key(one), names.sort_key(other)
    assert (first > second) - (first < second) == expected


def _slow_syllable(word: str) -> tuple[list[str], str]:
    """Letters by place in the alphabet and first tone, written without looking at names.py."""
    letters, tone = [], ""
    for letter in unicodedata.normalize("NFC", word.lower()):
        marks = unicodedata.normalize("NFD", letter)
        tone += "".join(
            str("\u0300\u0309\u0303\u0301\u0323".index(m) + 1)
            for m in marks
            if m in "\u0300\u0309\u0303\u0301\u0323"
        )
        base = unicodedata.normalize(
            "NFC", "".join(m for m in marks if m not in "\u0300\u0309\u0303\u0301\u0323")
        )
        if base.isalpha():
            letters.append(f"{'aăâbcdđeêghiklmnoôơpqrstuưvxy'.index(base):02}")
    return letters, tone[:1] or "0"
