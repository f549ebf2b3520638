"""The worked cases beside each procedure hold, and the runner can tell when one does not."""

import copy
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from motcua.rules.cases import failures
from motcua.rules.tables import DataError
from tests.rules.law import PROCEDURES, ROOT, calendar, fact_law, procedure, toml

CASES = [
    (p.stem, c["name"]) for p in PROCEDURES for c in toml(p.with_suffix(".cases.toml"))["case"]
]


@cache
def cases_of(code: str) -> dict[str, Any]:
    return toml(ROOT / "procedures" / f"{code}.cases.toml")


@pytest.mark.parametrize(("code", "name"), CASES)
def test_the_law_says_what_the_case_says(code: str, name: str) -> None:
    raw = cases_of(code)
    one = {**raw, "case": [c for c in raw["case"] if c["name"] == name]}
    assert [str(f) for f in failures(one, procedure(code), calendar(), fact_law())] == []


def test_no_two_cases_have_one_name() -> None:
    assert len(set(CASES)) == len(CASES)


@pytest.mark.parametrize("code", [p.stem for p in PROCEDURES])
def test_every_day_the_law_changes_has_a_case_on_it_and_on_the_day_before(code: str) -> None:
    days = {c["received"].date() for c in cases_of(code)["case"]}
    for version in procedure(code).versions[1:]:
        assert version.valid_from in days
        assert version.valid_from.toordinal() - 1 in {d.toordinal() for d in days}
    for fee in {f for v in procedure(code).versions for f in v.fees}:
        for boundary in (fee.valid_from, fee.valid_to):
            assert boundary is None or boundary in days


WRONG: dict[str, Any] = {
    "version": date(2020, 1, 1),
    "due": datetime(2020, 1, 1),
    "because": ["vì trời mưa"],
    "fee": 1,
    "fee_set_by_province": True,
    "needed": ["passport"],
    "asked": ["weather"],
    "consents": ["neighbour"],
    "refused": "too-tired",
    "lacking": ["patience"],
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_expectation_of_any_kind_is_found_with_its_article(what: str) -> None:
    case = copy.deepcopy(cases_of("1.004194")["case"][0])
    known = cases_of("1.004194")["known"]
    case["expect"] = {what: WRONG[what]}
    found = failures(
        {"known": known, "case": [case]}, procedure("1.004194"), calendar(), fact_law()
    )
    assert found and all(f.article for f in found)
    assert case["name"] in str(found[0])


def test_a_case_of_a_day_without_law_is_found() -> None:
    case = {"name": "Quá sớm", "received": datetime(1999, 1, 1), "expect": {"fee": 0}}
    found = failures({"case": [case]}, procedure("1.004194"), calendar(), fact_law())
    assert [f.what for f in found] == ["phiên bản"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"anwsers": {}}, "không hiểu mục “anwsers”, có phải “answers”?"),
        ({"expect": {"duee": 1}}, "expect: không hiểu mục “duee”, có phải “due”?"),
        ({"facts": {"chanel": "online"}}, "có phải “fact.channel”?"),
        ({"received": "2026-11-16"}, "mục “received” phải là"),
    ],
)
def test_a_misspelt_case_names_its_place(change: dict[str, Any], says: str) -> None:
    case = {"name": "Thử", "received": datetime(2026, 11, 16, 9), "expect": {}} | change
    with pytest.raises(DataError) as mistake:
        failures({"case": [case]}, procedure("1.004194"), calendar(), fact_law(), "thu.cases.toml")
    assert str(mistake.value).startswith("thu.cases.toml: case thứ 1 “Thử”")
    assert says in str(mistake.value)


def test_every_procedure_has_its_cases_beside_it() -> None:
    assert [p.name for p in PROCEDURES if not Path(p.with_suffix(".cases.toml")).exists()] == []
