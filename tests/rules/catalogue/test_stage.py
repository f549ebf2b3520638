"""Stages of a filing as data: what each takes, when it can begin, and mistakes in the file."""

import copy
from datetime import datetime, timedelta
from typing import Any

import pytest

from motcua.rules.catalogue.procedure import ProcedureError, Version
from motcua.rules.catalogue.procedure_file import parse
from motcua.rules.dossier import State
from motcua.rules.sending import Hitch, Passage
from motcua.rules.time.working_time import Measure, TimeLimit
from motcua.rules.whole import StageState, is_over, stage_states
from tests import cast
from tests.rules.law import ROOT, calendar, procedure, toml

SEND, ACKNOWLEDGE = timedelta(minutes=10), TimeLimit(2, Measure.HOUR, "NĐ 301/2026/NĐ-CP")
ADDED = {"key": "child_name", "label": "Tên", "kind": "text", "citation": "Luật thử"}
MORNING = datetime(2026, 11, 23, 9, 0)


def birth() -> Version:
    version = procedure("3.000722").on(cast.TODAY)
    assert version is not None
    return version


def stand(answers: dict[str, Any] | None = None, **begun: State) -> dict[str, StageState]:
    return stage_states(birth().stages, answers or {"card": True}, begun)


def test_each_stage_begins_when_what_it_waits_for_has_a_result() -> None:
    assert stand()["birth"] is StageState.READY and stand()["number"] is StageState.AHEAD
    assert stand(birth=State.SIGNING)["number"] is StageState.AHEAD
    found = stand(birth=State.RETURNED, number=State.DONE)
    assert (found["residence"], found["insurance"]) == (StageState.READY, StageState.READY)
    assert "card" not in stand({"card": False})


def test_what_waits_for_a_stage_without_a_result_never_begins() -> None:
    found = stand(birth=State.DONE, number=State.STOPPED)
    assert {found[key] for key in ("residence", "insurance", "card")} == {StageState.NEVER}
    assert is_over(found) and not is_over(stand(birth=State.DONE))


def test_a_stage_is_a_version_of_its_own_that_is_found_by_its_key() -> None:
    part = birth().parts["residence"]
    assert procedure("3.000722").version(part.key) == part
    assert part.by_police and not birth().by_police
    assert part.time_limit({"home": "others"}).amount == 5
    assert {"child_number", "home"} <= {field.key for field in part.fields}
    assert all(len(key) <= 40 for key in (one.key for one in birth().parts.values()))


@pytest.mark.parametrize(
    "wrong, why",
    [
        ({"takes": ["nothing"]}, "takes"),
        ({"after": ["card"]}, "after"),
        ({"agency": "bhxh"}, "agency"),
        ({"key": "a-key-that-is-far-too-long"}, "key"),
        ({"outcomes": [ADDED]}, "outcomes"),
        ({"times": []}, "times"),
        ({"tiems": []}, "tiems"),
    ],
)
def test_a_mistake_in_a_stage_is_told_with_its_place(wrong: dict[str, Any], why: str) -> None:
    raw = copy.deepcopy(toml(ROOT / "procedures" / "3.000722.toml"))
    version = next(one for one in raw["version"] if "stage" in one)
    version["stage"][0].update(wrong)
    with pytest.raises(ProcedureError) as trouble:
        parse(raw)
    assert why in str(trouble.value) and "stage" in str(trouble.value)


def test_a_filing_with_stages_has_no_result_of_its_own() -> None:
    raw = copy.deepcopy(toml(ROOT / "procedures" / "3.000722.toml"))
    version = next(one for one in raw["version"] if "stage" in one)
    version["result"]["paper"] = "ct08"
    with pytest.raises(ProcedureError, match="version.stage"):
        parse(raw)


@pytest.mark.parametrize(
    "passage, minutes, hitch",
    [
        (Passage(MORNING), 10, None),
        (Passage(MORNING), 11, Hitch.UNSENT),
        (Passage(MORNING, MORNING), 120, None),
        (Passage(MORNING, MORNING), 121, Hitch.UNACKNOWLEDGED),
        (Passage(MORNING, MORNING, MORNING), 9999, None),
    ],
)
def test_a_stage_hangs_after_minutes_and_after_hours_of_the_office(
    passage: Passage, minutes: int, hitch: Hitch | None
) -> None:
    at = MORNING + timedelta(minutes=minutes)
    assert passage.hitch(at, SEND, ACKNOWLEDGE, calendar()) is hitch
