"""Facts that follow from a day, by the law of the day a dossier came in."""

from datetime import date
from typing import Any

import pytest

from motcua.rules.catalogue.fact_law import BIRTH, DEATH, fact_law_from
from motcua.rules.catalogue.facts import EXEMPT, FACTS
from motcua.rules.tables import DataError
from tests.rules.law import ROOT, calendar, fact_law, toml


def test_every_row_is_of_a_fact_and_every_day_since_2022_has_its_law() -> None:
    law = fact_law()
    assert {one.fact for one in law.terms} == {BIRTH, DEATH} <= set(FACTS)
    assert {one.exempt for one in law.ages} <= set(EXEMPT)
    for day in (date(2022, 1, 1), date(2027, 2, 28), date(2027, 3, 1), date(2040, 1, 1)):
        assert law.term(BIRTH, day).days == 60 and law.term(DEATH, day).days == 15
        assert set(law.ages_on(day)) == {"child", "elderly"}


def test_the_sixty_days_of_a_birth_end_on_a_working_day() -> None:
    born = date(2026, 8, 19)  # the 60th day is Sunday 18 October
    assert not fact_law().is_late(BIRTH, born, date(2026, 10, 19), calendar())
    assert fact_law().is_late(BIRTH, born, date(2026, 10, 20), calendar())


def test_another_number_counts_from_its_day_on() -> None:
    raw = toml(ROOT / "country" / "facts.toml")
    for row in raw["term"]:
        row["days"] = 30 if row["valid_from"] == date(2027, 3, 1) else row["days"]
    law, died = fact_law_from(raw, "facts.toml"), date(2027, 2, 10)
    assert law.is_late(DEATH, died, date(2027, 2, 26), calendar())  # the 15th day was the 25th
    assert not law.is_late(DEATH, died, date(2027, 3, 1), calendar())


@pytest.mark.parametrize(
    ("kind", "change", "says"),
    [
        ("age", {"exempt": "young"}, "không hiểu mục “young”"),
        ("age", {"from_age": 60}, "ghi một trong hai"),
        ("age", {"citation": ""}, "mục “citation” không được để trống"),
        ("age", {"valid_to": date(2021, 1, 1)}, "valid_to trước valid_from"),
        ("term", {"days": 0}, "phải từ 1 trở lên"),
        ("term", {"valid_to": date(2027, 3, 1)}, "chồng ngày"),
        ("term", {"fact": "fact.exempt"}, "không hiểu mục “fact.exempt”"),
    ],
)
def test_a_mistake_names_its_place(kind: str, change: dict[str, Any], says: str) -> None:
    raw = toml(ROOT / "country" / "facts.toml")
    raw[kind][0] |= change
    with pytest.raises(DataError) as mistake:
        fact_law_from(raw, "facts.toml")
    assert f"facts.toml: {kind} “" in str(mistake.value) and says in str(mistake.value)
