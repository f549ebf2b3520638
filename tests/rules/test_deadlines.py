"""How long people may take is read from a file that says what is wrong with it."""

from typing import Any

import pytest

from motcua.rules.deadlines import deadlines_from
from motcua.rules.tables import DataError
from motcua.rules.time.working_time import Measure
from tests.rules.law import ROOT, toml

FILE = toml(ROOT / "country" / "deadlines.toml")
DAYS = {"amount": 3, "measure": "working-day", "citation": "NĐ 1/2026/NĐ-CP", "confidence": "med"}


def changed(**parts: Any) -> dict[str, Any]:
    return {**FILE, **parts}


def test_a_procedure_with_a_time_of_its_own_has_it_and_all_others_the_last() -> None:
    rows = [DAYS | {"procedures": ["1.004194"]}, *FILE["answer"]]
    found = deadlines_from(changed(answer=rows), "deadlines.toml")
    assert found.answer_within("1.004194").amount == 3
    assert (found.answer_within("1.001193").amount, found.answers[-1].confidence) == (7, "low")
    assert found.answer_within("1.001193").measure is Measure.DAY


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"answer": [DAYS | {"procedures": ["1.004194"]}]}, "dòng cuối"),
        ({"answer": []}, "dòng cuối"),
        ({"answer": [DAYS | {"measure": "week"}]}, "measure phải là một trong"),
        ({"answer": [DAYS | {"amount": 0}]}, "từ 1 trở lên"),
        ({"report": {**FILE["report"], "laud": DAYS}}, "laud"),
        ({"report": {**FILE["report"], "answer": DAYS | {"amount": 0}}}, "từ 1 trở lên"),
        ({"report": {"answer": DAYS}}, "report.decline"),
        ({"second": {"citation": ""}}, "citation"),
        ({"soon": {"day": 1}}, "days"),
        ({"later": {}}, "later"),
    ],
)
def test_a_mistake_is_told_with_its_mend(parts: dict[str, Any], words: str) -> None:
    with pytest.raises(DataError, match=words):
        deadlines_from(changed(**parts), "deadlines.toml")
