"""Invented registers and damaged lists of which the truth is known: what an engine is measured on.

Seeded: the same seed gives the same people and the same damage. Households share surname, commune
and parents, some have twins; names have the frequencies of a commune's lists (38 % Nguyễn), so
that a common name on a common date is no rarity.
"""

import numpy as np
from numpy.typing import NDArray

from motcua.clerks.matching.people import People, Text, Whole

Weights = NDArray[np.float64]

_FAMILY = """Nguyễn:384 Trần:110 Lê:95 Phạm:70 Hoàng:35 Huỳnh:16 Phan:45 Vũ:22 Võ:17 Đặng:21
    Bùi:20 Đỗ:14 Hồ:13 Ngô:13 Dương:10 Lý:5 Đinh:9 Trịnh:6 Đoàn:7 Mai:6 Lâm:5 Cao:5 Tô:4 Hà:6
    Tạ:4 Chu:4 Lương:5 Đào:5 Trương:8 Thái:3 Quách:3 Tăng:2 Phùng:3 Vương:3 La:1 Giàng:2 Vàng:2
    Sùng:2 Thào:1 Lò:3 Quàng:1 Cà:1 Niê:2 Mlô:1 Ksor:1 Rơ_Châm:1 Thạch:2 Sơn:1 Kim:1"""
_WOMEN = """Lan Hoa Hương Hà Thuỷ Thuý Hoà Hạnh Nga Mai Linh Trang Ngân Duyên Yến Oanh Loan Huệ Sen
    Nhung Thảo Hiền Tuyết Quyên Quỳnh Nhàn Thoa Xuân Vân Dung Giang Hằng Lý Nguyệt Anh Chi Châu
    Diệp Hân Hiếu Hồng Huyền Khánh Liên Liễu Lợi Ly My Mỹ Na Nguyên Nhi Như Ngọc Phương Phượng
    Sương Tâm Thơ Thu Thư Tiên Trâm Trinh Trúc Tú Uyên Vy Xoan Bích Cúc Đào Điệp Đoan Gái Hảo
    Hậu Hoài"""
_MEN = """Hùng Dũng Sơn Tuấn Nam Long Hải Thắng Cường Bình Tùng Hiếu Đạt Kiên Quân Khánh Toàn Hoà
    Trường Lâm Vinh Tiến An Bảo Khoa Duy Việt Hưng Thuỵ Huy Tâm Nghĩa Đông Hiệp Ân Bằng Bách Chiến
    Chung Công Danh Doanh Đại Đăng Điền Đình Đức Giáp Hào Hậu Học Hội Huân Khôi Kỳ Lộc Lợi
    Luân Lực Mạnh Minh Nghị Nhân Nhật Phong Phú Phúc Phước Quang Quý Quyết Sang Sáng Tài Tấn
    Thái Thanh Thành Thiện Thịnh Thông Thuận Tín Trí Trọng Trung Tú Tường Văn Vũ Vương Xuân"""
_MIDDLE = {
    False: """Thị:55 Thị_Minh:3 Thị_Thu:4 Thị_Hồng:3 Thị_Ngọc:4 Thị_Kim:3 Thị_Thanh:4 Thu:2
        Ngọc:4 Khánh:2 Minh:2 Thanh:3 Hoàng:1 Phương:3 Bảo:2 Thuỳ:2 Hải:1 Diệu:1 Mỹ:1 _:1""",
    True: """Văn:42 Đức:6 Quang:5 Minh:5 Công:3 Xuân:3 Trọng:2 Đình:4 Hữu:4 Quốc:4 Thanh:4
        Hoàng:3 Ngọc:3 Duy:2 Anh:2 Gia:2 Tuấn:2 Viết:1 Bá:1 Thế:2 Mạnh:1 _:1""",
}
TODAY = 2026


class Invention:
    """Draws people and damage from one seed."""

    def __init__(self, seed: int) -> None:
        self.chance = np.random.default_rng(seed)
        self._family = _weighted(_FAMILY)
        self._middle = {male: _weighted(words) for male, words in _MIDDLE.items()}
        self._given = {False: _ranked(_WOMEN), True: _ranked(_MEN)}

    def register(self, people: int, communes: int = 0) -> People:
        """So many people in households, the rows in no order."""
        communes = communes or max(3, people // 6_000)
        sizes = self.chance.choice([1, 2, 3, 4, 5, 6], people, p=[0.06, 0.12, 0.2, 0.32, 0.2, 0.1])
        ends = np.cumsum(sizes)
        house = np.searchsorted(ends, np.arange(people), side="right")
        place = np.arange(people) - np.where(house, ends[house - 1], 0)  # 0 father, 1 mother, …
        family = self._drawn(self._family, house[-1] + 1)[house]
        family[place == 1] = self._drawn(self._family, int((place == 1).sum()))
        male = self.chance.random(people) < 0.5
        male[place == 0], male[place == 1] = True, False
        birth = self._births(house, place)
        own = self._own_names(male)
        names = _joined(family, own)
        first = np.where(house, ends[house - 1], 0)
        child = place > 1
        father, mother = self._parents(names, first, child, people)
        commune = self.chance.integers(0, communes, house[-1] + 1)[house]
        whole = People(
            number=self._numbers(birth, male, commune),
            old_number=self._old_numbers(birth),
            full_name=names,
            birth=birth.astype(str).astype(object),
            sex=np.where(male, "nam", "nữ").astype(object),
            commune=commune,
            father=father,
            mother=mother,
        )
        return whole.taken(self.chance.permutation(people))

    def _drawn(self, words: tuple[Text, Weights], many: int) -> Text:
        return words[0][self.chance.choice(len(words[0]), many, p=words[1])]

    def _own_names(self, male: NDArray[np.bool_]) -> Text:
        own = np.empty(len(male), dtype=object)
        for sex in (False, True):
            of = male == sex
            many = int(of.sum())
            own[of] = _joined(
                self._drawn(self._middle[sex], many), self._drawn(self._given[sex], many)
            )
        return own

    def _births(self, house: Whole, place: Whole) -> NDArray[np.datetime64]:
        """Parents twenty to eighty, children eighteen years or more after them, one in ninety a
        twin of the child before."""
        parents = self.chance.integers(TODAY - 80, TODAY - 22, house[-1] + 1)[house]
        gap = self.chance.integers(18, 40, len(house))
        year = np.where(
            place < 2, parents + self.chance.integers(-4, 5, len(house)), parents + gap
        )
        year = np.minimum(year, TODAY - 1)
        days = self.chance.integers(0, 365, len(house))
        # Of the old many have no day of their own: the first of January stands for it.
        days[(year < 1960) & (self.chance.random(len(house)) < 0.15)] = 0
        born = (year - 1970).astype("datetime64[Y]").astype("datetime64[D]") + days
        twin = np.flatnonzero((place > 2) & (self.chance.random(len(house)) < 1 / 45))
        born[twin] = born[twin - 1]
        return born

    def _parents(
        self, names: Text, first: Whole, child: NDArray[np.bool_], people: int
    ) -> tuple[Text, Text]:
        """Of children those of their household; of others people who are not in the register."""
        strangers = np.ones(people, dtype=bool)
        father = _joined(self._drawn(self._family, people), self._own_names(strangers))
        mother = _joined(self._drawn(self._family, people), self._own_names(~strangers))
        father[child] = names[first[child]]
        mother[child] = names[np.minimum(first + 1, people - 1)[child]]
        return father, mother

    def _numbers(
        self, birth: NDArray[np.datetime64], male: NDArray[np.bool_], commune: Whole
    ) -> Text:
        """Twelve digits: province of birth, century and sex, year, and six at random
        (rules/identity.py)."""
        year = birth.astype("datetime64[Y]").astype(int) + 1970
        province = 1 + (commune * 7) % 96
        elsewhere = self.chance.random(len(year)) < 0.25
        province[elsewhere] = self.chance.integers(1, 97, int(elsewhere.sum()))
        century = 2 * (year // 100 - 19) + np.where(male, 0, 1)
        tail = self.chance.integers(0, 1_000_000, len(year))
        whole = ((province * 10 + century) * 100 + year % 100) * 1_000_000 + tail
        return np.array([f"{one:012d}" for one in whole.tolist()], dtype=object)

    def _old_numbers(self, birth: NDArray[np.datetime64]) -> Text:
        adult = birth.astype("datetime64[Y]").astype(int) + 1970 < 2004
        drawn = self.chance.integers(10_000_000, 400_000_000, len(birth))
        return np.array(
            [f"{n:09d}" if a else "" for n, a in zip(drawn.tolist(), adult.tolist(), strict=True)],
            dtype=object,
        )


def _weighted(text: str) -> tuple[Text, Weights]:
    """`word:weight …`; `_` stands for a blank, alone for nothing."""
    pairs = [one.split(":") for one in text.split()]
    weights = np.array([float(weight) for _, weight in pairs])
    words = [word.replace("_", " ").strip() for word, _ in pairs]
    return np.array(words, dtype=object), weights / weights.sum()


def _ranked(text: str) -> tuple[Text, Weights]:
    """The common first, as names are: each a little rarer than the one before."""
    words = text.split()
    weights = 1 / (np.arange(len(words)) + 20.0)
    return np.array(words, dtype=object), weights / weights.sum()


def _joined(one: Text, other: Text) -> Text:
    pairs = zip(one.tolist(), other.tolist(), strict=True)
    return np.array([f"{a} {b}" if a else b for a, b in pairs], dtype=object)
