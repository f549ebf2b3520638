"""A procedure file with the wrong shape is refused in plain words, never by a crash."""

import copy
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from motcua.rules.catalogue.procedure_file import parse
from motcua.rules.tables import DataError
from tests.rules.law import PROCEDURES, toml

VALUES: tuple[Any, ...] = (
    "chữ", "", 7, -1, 1.5, True, date(2026, 1, 1),
    [], ["x"], [1], [[]], [["a"]], [{}], {}, {"x": 1},
)  # fmt: skip
SAMPLES = [path for path in PROCEDURES if path.stem in ("1.004194", "1.001193", "ETS-01")]


def tables(value: Any, where: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict):
        yield where
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for step, inner in pairs:
        if isinstance(inner, dict | list):
            yield from tables(inner, (*where, step))


def at(raw: Any, where: tuple[Any, ...]) -> Any:
    for step in where:
        raw = raw[step]
    return raw


def spoilt(raw: dict[str, Any]) -> Iterator[tuple[Any, dict[str, Any]]]:
    """The file with one entry of one table put wrong, once for each kind of entry and value, and
    put right again afterwards."""
    seen: set[tuple[Any, str]] = set()
    for where in [*tables(raw)]:
        kind = tuple(step for step in where if isinstance(step, str))
        for entry in [*at(raw, where)]:
            if (kind, entry) in seen:
                continue
            seen.add((kind, entry))
            table = at(raw, where)
            right = table[entry]
            for value in VALUES:
                table[entry] = copy.deepcopy(value)
                yield (kind, entry, value), raw
            table[entry] = right


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_whatever_stands_where_something_else_belongs_is_refused_or_right(path: Any) -> None:
    refused, other = 0, []
    for what, raw in spoilt(toml(path)):
        try:
            parse(raw, path.name)
        except DataError:
            refused += 1
        except Exception as slip:
            other.append((what, repr(slip)))
    assert other == []
    assert refused > 500


@pytest.mark.parametrize(
    ("entry", "value", "says"),
    [
        ("words", "trọ", "mục “words” phải là danh sách chữ"),
        ("version", {}, "phải ghi bằng hai ngoặc vuông: [[…version]]"),
        ("ended", "xong", "mục “ended” phải là một bảng"),
    ],
)
def test_a_slip_at_the_head_is_told_plainly(entry: str, value: Any, says: str) -> None:
    raw = toml(SAMPLES[0])
    raw[entry] = value
    with pytest.raises(DataError) as found:
        parse(raw, "x.toml")
    assert says in str(found.value)


@pytest.mark.parametrize(
    ("condition", "says"),
    [
        ({"field": "fact.channel", "is": "onlin"}, "chỉ có các giá trị: online, counter"),
        ({"field": "fact.digital-citizen", "is": "true"}, "chỉ có các giá trị: true, false"),
        ({"field": "fact.exempt", "in": ["old"]}, "chỉ có các giá trị: poor-household"),
        ({"field": "for_whom", "in": []}, "ít nhất một giá trị"),
        ({"field": 5, "is": True}, "“field” phải là chữ"),
    ],
)
def test_a_condition_that_could_never_hold_is_refused(condition: Any, says: str) -> None:
    raw = toml(next(path for path in SAMPLES if path.stem == "1.004194"))
    full = next(version for version in raw["version"] if version.get("fee"))
    full["fee"][0]["when"] = condition
    with pytest.raises(DataError) as found:
        parse(raw, "x.toml")
    assert says in str(found.value)


def test_a_yes_no_question_is_looked_at_with_yes_or_no() -> None:
    raw = toml(next(path for path in SAMPLES if path.stem == "1.001193"))
    full = next(version for version in raw["version"] if version.get("time"))
    rule = next(
        one for one in full["time"] if one.get("when", {}).get("field") == "parents_married"
    )
    rule["when"]["is"] = "không"
    with pytest.raises(DataError, match="“parents_married” chỉ có các giá trị: true, false"):
        parse(raw, "x.toml")
