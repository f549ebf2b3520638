"""Invented names in the proportions of a commune in the north-western hills."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

FEMALE, MALE = "female", "male"


@dataclass(frozen=True)
class Names:
    """How one people name their children: weighted family names, and words to join."""

    family: Mapping[str, int]
    middle: Mapping[str, tuple[str, ...]]
    given: Mapping[str, tuple[str, ...]]


_WOMEN = """Lan Hoa Hương Hà Thuỷ Thuý Hoà Hạnh Nga Mai Linh Trang Ngân Duyên Yến Oanh Loan Huệ
    Sen Nhung Thảo Hiền Tuyết Quyên Quỳnh Nhàn Thoa Xuân Vân Dung Giang Hằng Lý Nguyệt"""
_MEN = """Hùng Dũng Sơn Tuấn Nam Long Hải Thắng Cường Bình Tùng Hiếu Đạt Kiên Quân Khánh Toàn Hoà
    Trường Lâm Vinh Tiến An Bảo Khoa Duy Việt Hưng Thuỵ Huy Tâm Nghĩa Đông Hiệp"""
_GIVEN = {FEMALE: tuple(_WOMEN.split()), MALE: tuple(_MEN.split())}
_MIDDLE = {
    FEMALE: ("Thị", "Thị", "Thị", "Thị Minh", "Thị Thu", "Thị Hồng", "Thu", "Ngọc", "Khánh"),
    MALE: ("Văn", "Văn", "Văn", "Đức", "Quang", "Minh", "Công", "Xuân", "Trọng", "Đình"),
}
_HILL_GIVEN = {
    FEMALE: (*_GIVEN[FEMALE], "Mùi", "Chản", "Nhình", "Sai", "Pham"),
    MALE: (*_GIVEN[MALE], "Chiêu", "Phú", "Quyên", "Kinh", "Vảng"),
}
_MONG = Names(
    {"Giàng": 4, "Vàng": 3, "Sùng": 3, "Mùa": 2, "Thào": 2, "Vừ": 1},
    {FEMALE: ("Thị",), MALE: ("A",)},
    {FEMALE: ("Mỷ", "Dợ", "Sua", "Chu", "Dí", "Pàng"), MALE: ("Páo", "Tủa", "Sính", "Chư", "Dơ")},
)
_EDE = Names(
    {"Niê": 4, "Mlô": 3, "Byă": 2, "Kbuôr": 1, "Êban": 1, "Ayŭn": 1},
    {FEMALE: ("",), MALE: ("",)},
    {FEMALE: ("H'Bia", "H'Linh", "H'Nguôm", "H'Yer"), MALE: ("Y Thim", "Y Bhiăt", "Y Wơn")},
)
PEOPLES: Mapping[str, tuple[int, Names]] = {
    "Mường": (
        54,
        Names(
            {"Bùi": 35, "Đinh": 20, "Hà": 13, "Xa": 11, "Lường": 9, "Quách": 8, "Bạch": 4},
            _MIDDLE,
            _GIVEN,
        ),
    ),
    "Kinh": (
        21,
        Names(
            {"Nguyễn": 38, "Trần": 12, "Lê": 10, "Phạm": 8, "Hoàng": 5, "Phan": 4, "Vũ": 4}
            | {"Đặng": 3, "Đỗ": 3, "Ngô": 2, "Dương": 2},
            _MIDDLE,
            _GIVEN,
        ),
    ),
    "Tày": (11, Names({"Hà": 8, "Xa": 7, "Lường": 6, "Nông": 3, "Sa": 3}, _MIDDLE, _GIVEN)),
    "Dao": (
        9,
        Names({"Bàn": 8, "Triệu": 6, "Lý": 5, "Đặng": 4, "Phùng": 2}, _MIDDLE, _HILL_GIVEN),
    ),
    "Mông": (4, _MONG),
    "Ê Đê": (1, _EDE),
}


def people_of(chance: Random) -> str:
    """One of the commune's peoples, as often as they are met there."""
    return chance.choices(list(PEOPLES), [weight for weight, _ in PEOPLES.values()])[0]


def family_name(people: str, chance: Random) -> str:
    family = PEOPLES[people][1].family
    return chance.choices(list(family), list(family.values()))[0]


def full_name(people: str, family: str, sex: str, chance: Random) -> str:
    """A whole name; among the Ê Đê the family name comes last."""
    names = PEOPLES[people][1]
    given, middle = chance.choice(names.given[sex]), chance.choice(names.middle[sex])
    if people == "Ê Đê":
        return f"{given} {family}"
    return f"{family} {middle} {given}"


_NEW_ENDS = re.compile(r"(?<![qQ])(oà|oá|oả|uý|uỳ|uỷ|uỵ)\b")
_OLD_ENDS = {"oà": "òa", "oá": "óa", "oả": "ỏa", "uý": "úy", "uỳ": "ùy", "uỷ": "ủy", "uỵ": "ụy"}


def with_tone_moved(name: str) -> str:
    """The same name with its mark put where others put it: Hoà, Hòa (but Toàn stays)."""
    return _NEW_ENDS.sub(lambda found: _OLD_ENDS[found[0]], name)


_OTHER_TONES = str.maketrans("àáảèéẻìíòóùúỳýềếồốờớừứ", "áàạéèẹíìóòúùýỳếềốồớờứừ")

_LOST_MARKS = str.maketrans("ịăâêô", "iaaeo")


def with_slip(name: str) -> str:
    """The name as a slip of the pen has it in an old register: another mark on the last word,
    or a middle word left out."""
    head, _, last = name.rpartition(" ")
    wrong = last.translate(_OTHER_TONES)
    return f"{head} {wrong}" if wrong != last else without_middle(name)


def with_other_mark(name: str) -> str:
    """The name with the mark of one word, the last that can be, put wrong."""
    words = name.split()
    for place in reversed(range(len(words))):
        wrong = words[place].translate(_OTHER_TONES | _LOST_MARKS)
        if wrong != words[place]:
            return " ".join([*words[:place], wrong, *words[place + 1 :]])
    return without_middle(name)


def without_middle(name: str) -> str:
    """The name with its first middle word left out; of a name of two words, both exchanged."""
    words = name.split()
    return " ".join([words[0], *words[2:]] if len(words) > 2 else reversed(words))
