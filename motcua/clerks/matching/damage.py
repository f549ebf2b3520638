"""What becomes of people in a list that somebody keeps: each damage at a rate of its own."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from motcua.clerks.matching.invented import Invention
from motcua.clerks.matching.people import People, Text, Whole
from motcua.rules.fonts.misread import WESTERN, misread
from motcua.rules.fonts.tables import Font, written
from motcua.rules.words.names import accent_free

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Profile:
    """Shares of the rows, 0 to 1, that suffer each damage, and of people who are not in the
    register at all. Numbers: missing, only the old one, somebody else's of the household, one
    digit wrong, leading nought lost. Names: `fonts` of an old encoding, `lost` letters as `?`,
    without marks, one letter wrong, shortened (Ng. T. Lan), a middle name left out. Births: year
    only, day and month exchanged, one part wrong, missing. `moved`: lives elsewhere by now."""

    absent: float = 0.03
    no_number: float = 0.30
    old_number: float = 0.06
    relative: float = 0.03
    wrong_digit: float = 0.04
    lost_nought: float = 0.02
    fonts: float = 0.15
    lost: float = 0.02
    plain: float = 0.12
    letter: float = 0.03
    shortened: float = 0.015
    left_out: float = 0.015
    year_only: float = 0.05
    exchanged: float = 0.02
    part_wrong: float = 0.03
    no_birth: float = 0.01
    wrong_sex: float = 0.01
    no_sex: float = 0.10
    moved: float = 0.12
    no_commune: float = 0.10
    no_parents: float = 0.70


DEFAULT = Profile()
HEAVY = Profile(
    no_number=0.60, old_number=0.10, relative=0.04, wrong_digit=0.06, lost_nought=0.03,
    fonts=0.30, lost=0.03, plain=0.20, letter=0.05, shortened=0.03, left_out=0.03,
    year_only=0.08, exchanged=0.06, part_wrong=0.15, no_birth=0.01, moved=0.15, no_parents=0.5,
)  # fmt: skip
SUBSCRIBERS = Profile(
    absent=0.10, no_number=0.25, old_number=0.55, relative=0.05, wrong_digit=0.02, lost_nought=0,
    fonts=0, lost=0, plain=0.85, letter=0.04, shortened=0.05, left_out=0.05, year_only=0.02,
    no_birth=0.05, no_sex=1.0, moved=0.35, no_commune=0.30, no_parents=1.0,
)  # fmt: skip
"""Unlike the others: subscribers of telephones, in capitals without marks, under old numbers."""

_NO_NUMBER = replace(
    DEFAULT, absent=0.1, no_number=1, old_number=0, relative=0, wrong_digit=0, lost_nought=0,
    no_parents=0.5,
)  # fmt: skip
WEAK = {
    "moved": replace(
        _NO_NUMBER, moved=1, no_commune=0, year_only=0.5, part_wrong=0.2, no_parents=0.1
    ),
    "moved, parents unknown": replace(
        _NO_NUMBER, moved=1, no_commune=0, year_only=0.5, part_wrong=0.2, no_parents=1
    ),
    "letters lost": replace(_NO_NUMBER, lost=1, plain=0, fonts=0),
    "shortened": replace(_NO_NUMBER, shortened=1),
    "relative's number": replace(DEFAULT, absent=0.1, no_number=0, old_number=0, relative=1,
        wrong_digit=0, lost_nought=0),
    "twins": replace(_NO_NUMBER, no_number=0.5, relative=0.5),
}  # fmt: skip
"""Where engines are weak, each on its own: a tenth of each list is not in the register. Twins are
rows of the register (`twins`), half of them with the number of somebody of the household."""


def twins(register: People) -> Whole:
    """The rows of those who share the mother and the day of birth."""
    pairs = zip(register.mother.tolist(), register.birth.tolist(), strict=True)
    keys = np.array([f"{mother} {birth}" for mother, birth in pairs])
    _, of, many = np.unique(keys, return_inverse=True, return_counts=True)
    return np.flatnonzero(many[of] > 1)


Spoil = Callable[[str], str]


def damaged(
    invention: Invention,
    register: People,
    rows: int,
    profile: Profile,
    among: Whole | None = None,
) -> tuple[People, Whole]:
    """A list of so many people at most as somebody keeps it, drawn from the register (`among`
    these rows of it), and of each row the row of the register it is, -1 where it is of nobody
    there."""
    chance = invention.chance
    away = int(rows * profile.absent)
    whose = chance.permutation(len(register) if among is None else among)[: rows - away]
    strangers = invention.register(max(away, 1), communes=int(register.commune.max()) + 1)
    people = register.taken(whose).followed_by(strangers.taken(np.arange(away)))
    truth = np.concatenate([whose, np.full(away, -1)])
    order = chance.permutation(len(truth))
    return _Keeper(invention, register, people.taken(order), profile).kept(), truth[order]


class _Keeper:
    """Who keeps a list, and what they make of people in it."""

    def __init__(
        self, invention: Invention, register: People, people: People, profile: Profile
    ) -> None:
        self.chance, self.register = invention.chance, register
        self.people, self.profile = people, profile

    def kept(self) -> People:
        people, profile = self.people, self.profile
        return People(
            number=self._numbers(),
            old_number=np.where(self._of(profile.old_number), people.old_number, ""),
            full_name=self._names(people.full_name),
            birth=self._births(),
            sex=self._sexes(),
            commune=self._communes(),
            father=self._some(self._names(people.father)),
            mother=self._some(self._names(people.mother)),
        )

    def _of(self, rate: float) -> Mask:
        return self.chance.random(len(self.people)) < rate

    def _numbers(self) -> Text:
        """One damage for each at most."""
        kinds = ("no_number", "old_number", "relative", "wrong_digit", "lost_nought")
        rates = [getattr(self.profile, kind) for kind in kinds]
        drawn = self.chance.choice(
            len(kinds) + 1, len(self.people), p=[*rates, max(0, 1 - sum(rates))]
        )
        number = self.people.number.copy()
        number[drawn <= 1] = ""
        relatives = self._relatives()
        number[drawn == 2] = relatives[drawn == 2]
        wrong = np.flatnonzero(drawn == 3)
        number[wrong] = [self._one_wrong(text) for text in number[wrong]]
        lost = np.flatnonzero(drawn == 4)
        number[lost] = [text.lstrip("0") for text in number[lost]]
        return number

    def _relatives(self) -> Text:
        """The number of somebody of the same commune and mother, or of nobody in particular."""
        numbers = self.register.number
        by_mother = dict(zip(self.register.mother.tolist(), numbers.tolist(), strict=True))
        others = numbers[self.chance.integers(0, len(numbers), len(self.people))]
        mothers = self.people.mother.tolist()
        return np.array(
            [by_mother.get(m, o) for m, o in zip(mothers, others.tolist(), strict=True)],
            dtype=object,
        )

    def _one_wrong(self, digits: str) -> str:
        at = int(self.chance.integers(0, len(digits)))
        if at and self.chance.random() < 0.4:  # two neighbours exchanged
            return digits[: at - 1] + digits[at] + digits[at - 1] + digits[at + 1 :]
        return digits[:at] + str(int(self.chance.integers(0, 10))) + digits[at + 1 :]

    def _names(self, names: Text) -> Text:
        profile, names = self.profile, names.copy()
        spoils: tuple[tuple[float, Spoil], ...] = (
            (profile.left_out, self._middle_left_out),
            (profile.shortened, self._shortened),
            (profile.letter, self._letter_wrong),
        )
        for rate, spoil in spoils:
            which = np.flatnonzero(self._of(rate))
            names[which] = [spoil(name) for name in names[which]]
        drawn = self.chance.random(len(names))
        edges = np.cumsum([profile.plain, profile.fonts, profile.lost])
        for low, high, spoil in zip(
            [0, *edges], edges, (_plain, self._typed, _lost), strict=False
        ):
            which = np.flatnonzero((drawn >= low) & (drawn < high))
            names[which] = [spoil(name) for name in names[which]]
        return names

    def _middle_left_out(self, name: str) -> str:
        words = name.split()
        return " ".join([words[0], *words[2:]]) if len(words) > 2 else name

    def _shortened(self, name: str) -> str:
        """Ng. T. Lan."""
        words = name.split()
        first = "Ng." if words[0] == "Nguyễn" else words[0]
        return " ".join([first, *(f"{word[0]}." for word in words[1:-1]), words[-1]])

    def _letter_wrong(self, name: str) -> str:
        at = int(self.chance.integers(0, len(name)))
        kind = self.chance.random()
        letter = "abcdeghiklmnopqrstuvxy"[int(self.chance.integers(0, 22))]
        if kind < 0.3:
            return name[:at] + name[at + 1 :]
        return name[:at] + letter + name[at + (kind < 0.7) :]

    def _typed(self, name: str) -> str:
        """In an old font, in UTF-8 read as something else, or with letters and marks apart."""
        kind = int(self.chance.integers(0, 5))
        if kind < 2:
            return written(name, (Font.TCVN3, Font.VNI)[kind])
        if kind < 4:
            return misread(name, WESTERN)
        return unicodedata.normalize("NFD", name)

    def _births(self) -> Text:
        profile = self.profile
        rates = [profile.no_birth, profile.year_only, profile.exchanged, profile.part_wrong]
        drawn = self.chance.choice(5, len(self.people), p=[*rates, 1 - sum(rates)])
        births = self.people.birth.copy()
        births[drawn == 0] = ""
        births[drawn == 1] = [text[:4] for text in births[drawn == 1]]
        births[drawn == 2] = [_exchanged(text) for text in births[drawn == 2]]
        births[drawn == 3] = [self._part_wrong(text) for text in births[drawn == 3]]
        return births

    def _part_wrong(self, text: str) -> str:
        year, month, day = (int(part) for part in text.split("-"))
        kind = int(self.chance.integers(0, 4))
        if kind == 0:
            year += int(self.chance.choice([-10, -2, -1, 1, 2, 10]))
        elif kind == 1:
            month = int(self.chance.integers(1, 13))
        elif kind == 2:
            day = int(self.chance.integers(1, 29))
        else:
            month = day = 1
        return f"{year:04d}-{month:02d}-{day:02d}"

    def _sexes(self) -> Text:
        sex = self.people.sex.copy()
        wrong = self._of(self.profile.wrong_sex)
        sex[wrong] = np.where(sex[wrong] == "nam", "nữ", "nam")
        sex[self._of(self.profile.no_sex)] = ""
        return sex

    def _communes(self) -> Whole:
        commune = self.people.commune.copy()
        moved = self._of(self.profile.moved)
        commune[moved] = self.chance.integers(0, self.register.commune.max() + 1, int(moved.sum()))
        commune[self._of(self.profile.no_commune)] = -1
        return commune

    def _some(self, parents: Text) -> Text:
        parents[self._of(self.profile.no_parents)] = ""
        return parents


def _exchanged(text: str) -> str:
    year, month, day = text.split("-")
    return f"{year}-{day}-{month}" if int(day) <= 12 else text


def _plain(name: str) -> str:
    return accent_free(name).upper()


def _lost(name: str) -> str:
    return name.encode("latin-1", "replace").decode("latin-1")
