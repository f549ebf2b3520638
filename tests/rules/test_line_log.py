"""Minutes of a line become times it was down, figures of a period, and how long one waits."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules.line_log import (
    Health,
    Minute,
    down_since,
    figures,
    percentile,
    runs,
    slowest,
    stretches,
)
from motcua.rules.outage import check_announcement, outages_from
from motcua.rules.refusal import Refused
from motcua.rules.tables import DataError
from tests.rules.law import ROOT, toml

FILE = toml(ROOT / "country" / "outages.toml")
KNOWN = outages_from(FILE, "outages.toml")
NINE = datetime(2026, 11, 23, 9)
TEN = timedelta(minutes=10)
KINDS = {"w": (5, 0, 0, 90), "s": (4, 2, 0, 2500), "p": (3, 0, 2, 90), "d": (0, 0, 3, 0)}


def log(text: str) -> list[Minute]:
    """A minute for each letter from 09:00: well, slow, partly, down; in "." nobody asked."""
    return [
        Minute(NINE + timedelta(minutes=place), *KINDS[letter])
        for place, letter in enumerate(text)
        if letter != "."
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("wwsp", []),
        ("wddw", [(1, 2)]),
        ("wd..dw", [(1, 4)]),  # nobody asked for two minutes: nothing says that it was back
        ("d" + "." * 12 + "d", [(0, 1), (13, 1)]),  # too long to say
        ("dpd", [(0, 1), (2, 1)]),
        ("wd", [(1, 1)]),
    ],
)
def test_it_was_down_from_the_first_question_in_vain_to_the_last(
    text: str, found: list[tuple[int, int]]
) -> None:
    told = [
        (int((one.begins - NINE).seconds / 60), one.minutes) for one in stretches(log(text), TEN)
    ]
    assert told == found


@given(st.text("wspd.", max_size=60))
def test_figures_agree_with_the_minutes(text: str) -> None:
    minutes = log(text)
    told = figures(minutes, TEN)
    assert told.asked == len(minutes) >= told.slow + told.partly
    assert text.count("d") <= told.down <= len(text)
    assert told.failed == 3 * text.count("d") + 2 * text.count("p")
    assert sum(run.minutes for run in runs(minutes)) == len(minutes)
    assert (told.longest.minutes if told.longest else 0) <= told.down


def test_a_strip_joins_minutes_that_are_alike() -> None:
    strip = [(run.begins - 540, run.minutes, run.health) for run in runs(log("wwd.dds"))]
    assert strip == [
        (0, 2, Health.WELL), (2, 1, Health.DOWN), (4, 2, Health.DOWN), (6, 1, Health.SLOW)
    ]  # fmt: skip


def test_it_is_down_as_long_as_the_last_thing_heard_was_silence() -> None:
    at = NINE + timedelta(minutes=6)
    assert down_since(log("wwdddd"), TEN, at) == NINE + timedelta(minutes=2)
    assert down_since(log("ddw"), TEN, at) is None
    assert down_since([], TEN, at) is None
    assert down_since(log("wd"), TEN, NINE + timedelta(hours=2)) is None, "long ago: not known"


def test_the_slowest_is_what_was_measured_or_what_the_budget_lets() -> None:
    assert slowest(12, log("ww"), 600) == timedelta(seconds=1.2)  # 90 ms each, but ten a second
    assert slowest(100, log("s"), 600) == timedelta(seconds=250)
    assert slowest(12, [], 600) is None
    assert slowest(12, log("d"), 600) is None


def test_the_percentile_is_a_value_that_was_met() -> None:
    assert percentile(range(1, 101)) == 95
    assert (percentile([7]), percentile([])) == (7, 0)


def announce(**other: Any) -> None:
    said = {"system": "population", "ground": "linked", "notice": "TB 12", "begins": NINE,
            "ends": None, "now": NINE}  # fmt: skip
    check_announcement(KNOWN, **(said | other))


def test_an_announcement_names_system_ground_and_paper_and_ends_after_it_begins() -> None:
    announce()
    announce(ends=NINE + TEN)
    for other, code in (
        ({"system": "moon"}, "outage-of-what"),
        ({"ground": "mood"}, "outage-of-what"),
        ({"notice": " "}, "notice-missing"),
        ({"ends": NINE}, "outage-ends-first"),
        ({"begins": NINE.replace(year=1026)}, "outage-far-off"),
        ({"ends": NINE.replace(year=2206)}, "outage-far-off"),
    ):
        with pytest.raises(Refused, match=code):
            announce(**other)


def test_the_ground_of_linked_procedures_names_them_and_the_other_is_marked_as_unsure() -> None:
    linked, every = KNOWN.grounds["linked"], KNOWN.grounds["every"]
    assert "3.000722" in linked.procedures and linked.confidence == "med"
    assert every.procedures == () and every.confidence == "low"


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"ground": []}, "ít nhất một căn cứ"),
        ({"ground": [{"key": "x", "label": "X", "citation": ""}]}, "citation"),
        ({"log": FILE["log"] | {"slow": 1}}, "slow"),
        ({"sistem": []}, "system"),
    ],
)
def test_a_mistake_is_told_with_its_mend(parts: dict[str, Any], words: str) -> None:
    with pytest.raises(DataError, match=words):
        outages_from({**FILE, **parts}, "outages.toml")
