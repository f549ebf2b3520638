"""The form a telephone carries asks what the law asks: evaluated here from its JSON alone."""

import json
import random
from typing import Any

import pytest

from motcua.rules.cases import _read, _Told
from motcua.rules.catalogue.offline import offline_form
from motcua.rules.catalogue.procedure import Version
from tests.rules.law import PROCEDURES, calendar, fact_law, procedure
from tests.rules.test_procedure_cases import CASES, cases_of

VERSIONS = [v for p in PROCEDURES for v in procedure(p.stem).versions]


def form_of(version: Version) -> dict[str, Any]:
    """As it arrives on the telephone: through JSON text."""
    return json.loads(json.dumps(offline_form(version), ensure_ascii=False))


# A small evaluator that knows nothing but the words of motcua/rules/catalogue/offline.py.


def holds(when: dict[str, Any] | None, said: dict[str, Any]) -> bool:
    if when is None:
        return True
    value = said.get(when["field"])
    value = "" if value is None else value
    return any(type(value) is type(one) and value == one for one in when["in"])


def valid(form: dict[str, Any], answers: dict[str, Any]) -> dict[str, Any]:
    said = dict(answers)
    for one in form["questions"]:
        if not holds(one["when"], said):
            said.pop(one["key"], None)
    return said


def pages(form: dict[str, Any], answers: dict[str, Any], registers: Any) -> list[list[str]]:
    said, found = valid(form, answers), {}
    for one in form["questions"]:
        if holds(one["when"], said) and not (one["known"] and one["key"] in registers):
            found.setdefault(one["page"], []).append(one["key"])
    return list(found.values())


def papers(form: dict[str, Any], answers: dict[str, Any]) -> list[str]:
    said = valid(form, answers)
    return [
        one["key"]
        for one in form["papers"]
        if holds(one["when"], said)
        and not (one["held_by"] and said.get(one["held_by"]))
        and one["key"] not in said.get("fact.held", [])
    ]


def consents(form: dict[str, Any], answers: dict[str, Any]) -> list[str]:
    said = valid(form, answers)
    return [one["who"] for one in form["consents"] if holds(one["when"], said)]


def same(version: Version, answers: dict[str, Any], registers: Any) -> None:
    form = form_of(version)
    asked = [[field.key for field in page] for page in version.pages(answers, registers)]
    assert pages(form, answers, registers) == asked
    assert papers(form, answers) == [one.key for one in version.needed(answers)]
    assert consents(form, answers) == [one.who for one in version.consents_for(answers)]


@pytest.mark.parametrize(("code", "name"), CASES)
def test_the_telephone_asks_what_the_law_asks_in_each_worked_case(code: str, name: str) -> None:
    raw = cases_of(code)
    one = {**raw, "case": [c for c in raw["case"] if c["name"] == name]}
    (case,) = _read(one, code)
    version = procedure(code).on(case.received.date())
    if version:
        told = _Told(case, version, calendar(), fact_law())
        same(version, dict(told.answers), told.held)


@pytest.mark.parametrize("version", VERSIONS, ids=lambda v: v.key)
def test_it_asks_the_same_whatever_is_said(version: Version) -> None:
    chance = random.Random(version.key)
    for _ in range(20):
        same(version, *_something(version, chance))


def _something(version: Version, chance: random.Random) -> tuple[dict[str, Any], list[str]]:
    """Some answers, facts and registers, possible or not."""
    answers: dict[str, Any] = {}
    for field in version.fields:
        said = [value for value, _ in field.options] or [True, False, "chữ"]
        if chance.random() < 0.7:
            answers[field.key] = chance.choice(said)
    parts: tuple[Any, ...] = (*version.fields, *version.components, *version.consents)
    for one in parts:
        if one.when and one.when.field.startswith("fact.") and chance.random() < 0.7:
            answers[one.when.field] = chance.choice([*one.when.values, True, False, ""])
    held = [one.key for one in version.components if chance.random() < 0.2]
    registers = [f.key for f in version.fields if f.known and chance.random() < 0.5]
    return answers | {"fact.held": held}, registers


def test_a_form_with_one_condition_changed_is_told_apart() -> None:
    version = procedure("1.004194").versions[-1]
    form = form_of(version)
    answers = {"for_whom": "family"}
    asked = pages(form, answers, [])
    changed = next(one for one in form["questions"] if one["key"] == "members")
    changed["when"]["in"] = ["tenants"]
    assert pages(form, answers, []) != asked


def test_a_yes_is_not_a_one_and_not_a_word() -> None:
    when = {"field": "married", "in": [True]}
    assert holds(when, {"married": True})
    assert not holds(when, {"married": 1}) and not holds(when, {"married": "true"})


def test_every_fact_and_known_value_that_is_looked_at_comes_with_its_words() -> None:
    for version in VERSIONS:
        form = form_of(version)
        parts = [*form["questions"], *form["papers"], *form["consents"]]
        facts = {one["when"]["field"] for one in parts if one["when"]} | {
            one["held_by"] for one in form["papers"] if one["held_by"]
        }
        assert {word for word in facts if word.startswith("fact.")} == set(form["facts"])
        assert {one["known"] for one in form["questions"] if one["known"]} == set(form["known"])


def test_the_forms_are_small_enough_to_be_carried() -> None:
    sizes = [len(json.dumps(offline_form(v), ensure_ascii=False).encode()) for v in VERSIONS]
    assert max(sizes) < 40_000
