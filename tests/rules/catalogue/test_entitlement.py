"""What a person is due, from data and a few answers, and never more surely than they say."""

from datetime import date
from typing import Any

import pytest

from motcua.rules.catalogue.entitlement import (
    BIRTH_DATE,
    Entitlements,
    Whose,
    due,
    entitlements_from,
)
from motcua.rules.lines import read
from motcua.rules.tables import DataError
from tests.rules.law import PROCEDURES, ROOT

FILE = ROOT / "country" / "entitlements.toml"
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def law() -> Entitlements:
    return read(FILE.read_text(encoding="utf-8"), FILE.name, entitlements_from)


def keys(
    law: Entitlements, born: str, said: dict[str, Any], on: date = TODAY, who: Whose = Whose.SELF
) -> dict[str, tuple[str, ...]]:
    """What is due, or likely, → what it hangs on."""
    found = due(law, who, born, said, on)
    return {one.entitlement.key: one.hangs_on for one in found if one.likely}


def test_everything_that_is_due_has_a_citation_and_a_procedure_of_the_catalogue(
    law: Entitlements,
) -> None:
    assert law.entitlements and all(one.citation and one.gives for one in law.entitlements)
    assert {one.procedure for one in law.entitlements if one.procedure} <= {
        path.stem for path in PROCEDURES
    }


@pytest.mark.parametrize(
    ("born", "said", "expected"),
    [
        ("1951-11-23", {"pension": False}, {"social-pension": ()}),
        ("1951-11-24", {"pension": False, "poverty": "none"}, {}),
        ("1951-11-24", {"pension": False, "poverty": "near-poor"}, {"social-pension-poor": ()}),
        ("1956-11-24", {"pension": False, "poverty": "near-poor"}, {}),
        ("1951-11-23", {"pension": True, "poverty": "none"}, {}),
    ],
)
def test_a_social_pension_begins_on_the_birthday_and_with_70_for_a_poor_household(
    law: Entitlements, born: str, said: dict[str, Any], expected: dict[str, Any]
) -> None:
    rest = {"alone": True, "disability": "none"}
    assert keys(law, born, rest | said) == expected


def test_what_nobody_said_or_only_the_year_of_birth_make_it_a_perhaps(law: Entitlements) -> None:
    assert keys(law, "1950-01-01", {})["social-pension"] == ("pension",)
    assert keys(law, "1951", {"pension": False})["social-pension"] == (BIRTH_DATE,)
    assert keys(law, "1990-01-01", {}) == {}  # nothing speaks for it


def test_the_waiver_for_digital_citizens_ends_with_its_day(law: Entitlements) -> None:
    there = {
        on: "digital-citizen" in keys(law, "1990-01-01", {"digital": True}, on)
        for on in (date(2026, 8, 14), date(2026, 8, 15), date(2027, 2, 28), date(2027, 3, 1))
    }
    assert list(there.values()) == [False, True, True, False]
    assert keys(law, "1990-01-01", {"digital": False}) == {}


def test_an_amount_is_that_of_the_day(law: Entitlements) -> None:
    def gives(on: date) -> str:
        found = due(law, Whose.SELF, "1940-01-01", {"pension": False}, on)
        return next(d.entitlement.gives for d in found if d.entitlement.key == "social-pension")

    assert gives(date(2026, 6, 30)).startswith("500.000 đ")
    assert gives(date(2026, 7, 1)).startswith("540.000 đ")


def test_a_child_has_health_insurance_until_the_sixth_birthday(law: Entitlements) -> None:
    for born, there in (("2020-11-24", True), ("2020-11-23", False)):
        found = keys(law, born, {}, who=Whose.CHILD)
        assert ("child-health-insurance" in found) is there


@pytest.mark.parametrize(
    ("was", "now", "says"),
    [
        ("from_age = 75", "form_age = 75", "có phải “from_age”?"),
        ('field = "pension"', 'field = "penison"', "có phải “pension”?"),
        ("valid_to = 2026-06-30", "valid_to = 2026-07-30", "chồng ngày"),
        ('who = "child"', 'who = "chid"', "có phải “child”?"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_line(was: str, now: str, says: str) -> None:
    text = FILE.read_text(encoding="utf-8").replace(was, now, 1)
    with pytest.raises(DataError) as found:
        read(text, FILE.name, entitlements_from)
    assert says in str(found.value) and found.value.line > 1
