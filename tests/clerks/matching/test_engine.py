"""Lists matched with registers of which the truth is known."""

from dataclasses import replace
from functools import cache

import duckdb
import numpy as np
import pytest

from motcua.clerks.matching.damage import DEFAULT, HEAVY, SUBSCRIBERS, Profile, damaged
from motcua.clerks.matching.engine import Matches, Step, Told, match, unheard
from motcua.clerks.matching.invented import Invention
from motcua.clerks.matching.keys import keep_keys, name_keys
from motcua.clerks.matching.people import People, Whole
from motcua.rules.matching import SURE, Band, band_of

PEOPLE, ROWS = 6_000, 1_000


@cache
def matched(profile: Profile, seed: int = 3) -> tuple[People, People, Whole, Matches]:
    invention = Invention(seed)
    register = invention.register(PEOPLE)
    kept, truth = damaged(invention, register, ROWS, profile)
    return register, kept, truth, found_in(register, kept)


def found_in(register: People, kept: People, told: Told = unheard) -> Matches:
    with duckdb.connect() as connection:
        connection.execute("set threads = 2")
        keep_keys(connection, "register", register)
        keep_keys(connection, "list", kept.mended())
        return match(connection, told=told)


def told(profile: Profile) -> tuple[float, float, float]:
    """F1 of the likeliest, the share linked without a person, and the wrong among those."""
    _, _, truth, matches = matched(profile)
    said, right = matches.belief >= 0.5, matches.row == truth
    precision, recall = (
        (said & right).sum() / said.sum(),
        (said & right).sum() / (truth >= 0).sum(),
    )
    sure = matches.belief >= SURE
    return (
        2 * precision * recall / (precision + recall),
        sure.mean() / (truth >= 0).mean(),
        (sure & ~right).sum() / sure.sum(),
    )


@pytest.mark.parametrize(
    ("profile", "f1", "linked"),
    [(DEFAULT, 0.99, 0.95), (HEAVY, 0.98, 0.90), (SUBSCRIBERS, 0.96, 0.75)],
    ids=["default", "heavy", "subscribers"],
)
def test_people_are_found_through_damage(profile: Profile, f1: float, linked: float) -> None:
    reached, sure, wrong = told(profile)
    assert reached >= f1 and sure >= linked and wrong <= 0.001, (reached, sure, wrong)


def test_the_number_alone_finds_half_of_them() -> None:
    """The control: the lists are damaged, and what finds people in them is the engine."""
    register, kept, truth, _ = matched(DEFAULT)
    by_number = {number: row for row, number in enumerate(register.number)}
    found = np.array([by_number.get(number, -1) for number in kept.number])
    assert 0.4 < (found == truth)[truth >= 0].mean() < 0.65


def test_who_is_not_there_is_not_linked() -> None:
    for profile in (DEFAULT, HEAVY, SUBSCRIBERS):
        _, _, truth, matches = matched(profile)
        assert not (matches.belief[truth < 0] >= SURE).any()


def test_a_relatives_number_is_never_a_link() -> None:
    """Each hands in the number of somebody of the same household, and is found all the same, or
    not, but never taken for the other."""
    invention = Invention(5)
    register = invention.register(PEOPLE)
    only = replace(_nothing(DEFAULT), relative=1.0)
    kept, truth = damaged(invention, register, ROWS, only)
    matches = found_in(register, kept)
    linked = matches.belief >= SURE
    assert (matches.row == truth)[linked].all() and linked.mean() > 0.9


def _nothing(profile: Profile) -> Profile:
    return replace(profile, **{name: 0.0 for name in vars(profile)})


def test_a_list_without_damage_is_found_whole() -> None:
    invention = Invention(6)
    register = invention.register(PEOPLE)
    kept, truth = damaged(invention, register, ROWS, _nothing(DEFAULT))
    assert (found_in(register, kept).row == truth).all()


def test_the_same_lists_give_the_same_matches() -> None:
    register, kept, _, matches = matched(DEFAULT)
    again = found_in(register, kept)
    assert (again.row == matches.row).all() and np.allclose(again.belief, matches.belief)


def test_whoever_waits_hears_how_far_it_is() -> None:
    register, kept, _, _ = matched(DEFAULT)
    heard: list[tuple[Step, float]] = []
    found_in(register, kept, lambda step, share: heard.append((step, share)))
    shares = [share for _, share in heard]
    assert shares == sorted(shares) and shares[0] > 0 and shares[-1] == 1
    assert [*dict(heard)] == [*Step]


def test_a_row_that_says_nothing_is_nobodys() -> None:
    register, kept, _, _ = matched(DEFAULT)
    nothing, names = (np.array(one, dtype=object) for one in (["", ""], ["", "Nguyễn Thị Lan"]))
    two = People(nothing, nothing, names, nothing, nothing, np.array([-1, -1]), nothing, nothing)
    found = found_in(register, kept.taken(np.arange(200)).followed_by(two))
    assert found.row[-2] == -1 and found.belief[-2] == 0
    assert band_of(found.belief[-1]) is not Band.LINKED


def of_name_and_birth(found: Matches, many: int) -> list[tuple[int, float]]:
    """Of the last rows the level of the name and the belief."""
    return list(zip(found.levels["name"][-many:], found.belief[-many:], strict=True))


def among_others(*said: tuple[str, str], known: tuple[tuple[str, str], ...]) -> Matches:
    """A list whose last rows say a name and a birth, no more; and a register that has `known`."""
    register, kept, _, _ = matched(DEFAULT)
    people = register.taken(np.arange(len(register)))
    for row, (name, birth) in enumerate(known):
        people.full_name[row], people.birth[row] = name, birth
    names, births = np.array(said, dtype=object).T
    nothing, nowhere = np.full(len(said), "", dtype=object), np.full(len(said), -1)
    rows = People(nothing, nothing, names, births, nothing, nowhere, nothing, nothing)
    return found_in(people, kept.followed_by(rows))


def test_a_name_that_somebody_bears_is_rather_theirs_than_a_spoilt_one() -> None:
    found = among_others(
        ("Nguyễn Thị Uyên", "1987-10-28"),
        ("Nguyễn Thị Yêj", "1987-10-28"),
        known=(("Nguyễn Thị Yến", "1987-10-28"), ("Nguyễn Thị Uyên", "1961-03-05")),
    )
    (borne, other), (spoilt, hers) = of_name_and_birth(found, 2)
    assert (borne, spoilt) == (3, 4) and set(found.row[-2:]) == {0}
    assert other < SURE and other < hers


def test_a_day_that_many_were_born_on_says_less() -> None:
    """Whose day of birth nobody knew was written down as born on the first of January."""
    found = among_others(
        ("Lê Thị Kim Linh", "1949-01-01"),
        ("Lê Thị Kim Linh", "1952-08-19"),
        known=(("Lê Thị Kim Linh", "1949-01-01"), ("Lê Thị Kim Linh", "1952-08-19"))
        + tuple((f"Trần Văn {name}", "1949-01-01") for name in ("Hải", "Minh", "Sơn", "Tuấn")),
    )
    (_, many), (_, few) = of_name_and_birth(found, 2)
    assert list(found.row[-2:]) == [0, 1] and many < few


def test_lost_letters_become_a_pattern_that_the_name_fits() -> None:
    import re

    keys = name_keys("?ào Xuân ??ng")
    assert keys.pattern and re.fullmatch(keys.pattern, "dao xuan dang")
    assert not re.fullmatch(keys.pattern, "dao xuan ha")
    assert name_keys("Đào Xuân Đăng").pattern is None


def test_the_commonest_family_is_known_when_shortened_or_broken() -> None:
    assert {name_keys(name).family for name in ("Ng. T. Lan", "Nguy?n Th? Lan")} == {"nguyen"}
    assert name_keys("Ngô Thị Lan").family == "ngo"
