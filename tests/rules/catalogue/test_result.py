"""What a procedure's file says of its result: read, told what is wrong, and said in a case."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from motcua.rules.catalogue.procedure import Version
from motcua.rules.catalogue.procedure_file import parse
from motcua.rules.catalogue.result import Said, lines_said
from motcua.rules.tables import DataError

PERSON = {"key": "who", "label": "Ai?", "kind": "person", "citation": "Luật thử"}
CHOICE = {
    "key": "why", "label": "Vì sao?", "kind": "choice", "citation": "Luật thử",
    "options": [["old", "Giấy cũ"], ["lost", "Mất giấy"]],
}  # fmt: skip
AMOUNT = {"key": "amount", "label": "Số tiền (đồng)", "kind": "number", "citation": "Luật thử"}


def version(**changed: Any) -> dict[str, Any]:
    result = {"paper": "decision", "label": "Quyết định", "citation": "Luật thử Điều 9"}
    lines = [
        {"says": "Cấp cho người sau đây."},
        {"of": "who"},
        {"of": "who.residence", "label": "Nơi ở"},
        {"of": "why", "when": {"field": "why", "is": "lost"}},
        {"of": "amount"},
    ]
    return {
        "valid_from": date(2026, 1, 1),
        "citation": ["Luật thử"],
        "authority": "Ủy ban nhân dân cấp xã",
        "field": [PERSON, CHOICE],
        "outcome": [AMOUNT],
        "time": [{"amount": 3, "measure": "working-day", "citation": "Luật thử"}],
        **changed,
        "result": result | {"lines": lines} | changed.get("result", {}),
    }


def read(**changed: Any) -> Version:
    raw = {"code": "9.9", "name": "Thử", "domain": "Thử", "summary": "Thử.", "who": "Ai cũng được"}
    procedure = parse({**raw, "online": False, "version": [version(**changed)]})
    return procedure.versions[0]


def said(answers: dict[str, Any], cards: dict[str, dict[str, str]] | None = None) -> list[Said]:
    made = read()
    fields = {one.key: one for one in (*made.fields, *made.outcomes)}
    return list(lines_said(made.result, fields, answers, cards or {}))


def test_a_paper_says_what_was_answered_what_the_register_knows_and_what_the_officer_added() -> (
    None
):
    who = {"full_name": "Hà Thị Dung", "birth_date": "1990-03-02", "number": "017190000999"}
    told = said(
        {"who": who, "why": "lost", "amount": 1250000},
        {"017190000999": {"residence": "Xóm Mẫu, xã Thử"}},
    )
    assert [(one.label, one.value) for one in told] == [
        ("", "Cấp cho người sau đây."),
        ("Ai?", "Hà Thị Dung, sinh ngày 02/03/1990, số định danh 017190000999"),
        ("Nơi ở", "Xóm Mẫu, xã Thử"),
        ("Vì sao?", "Mất giấy"),
        ("Số tiền (đồng)", "1.250.000"),
    ]


def test_a_line_about_what_was_left_open_or_does_not_apply_is_left_out() -> None:
    who = {"full_name": "Hà Thị Dung", "birth_date": "1955"}
    told = said({"who": who, "why": "old"})
    assert [one.value for one in told] == [
        "Cấp cho người sau đây.",
        "Hà Thị Dung, sinh năm 1955",
    ]


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"result": {"paper": "decision", "lines": []}}, "“lines” đi cùng các mẫu chung"),
    ({"result": {"paper": "ct07"}}, "“lines” đi cùng các mẫu chung"),
    ({"result": {"paper": "elsewhere", "lines": []}}, "“where” (người dân đến đâu)"),
    ({"level": "province"}, "cấp tỉnh giải quyết thì paper = “elsewhere”"),
    ({"result": {"valid_years": 1}}, "“valid_years” chỉ đi cùng mẫu ct07"),
    ({"result": {"paper": "ct07", "lines": []}}, "thiếu “valid_years”"),
    ({"result": {"book": "DAIQUADAI"}}, "“book” dài nhất 8 chữ"),
    ({"outcome": [{**AMOUNT, "key": "why"}]}, "trùng khóa với một câu hỏi"),
    ({"result": {"lines": [{"of": "home"}]}}, "nói tới câu hỏi không có: “home”"),
    ({"result": {"lines": [{"of": "who", "says": "Và"}]}}, "mỗi dòng ghi “says”"),
    ({"result": {"lines": [{"of": "why.sex"}]}}, "chỉ câu hỏi về một người có phần"),
    ({"result": {"lines": [{"of": "who.height"}]}}, "chỉ câu hỏi về một người có phần"),
    ({"result": {"lines": [{"off": "who"}]}}, "có phải “of”?"),
    ({"result": {"lines": "who"}}, "lines"),
]


@pytest.mark.parametrize(("changed", "told"), WRONG)
def test_a_slip_in_a_result_is_told_in_words(changed: dict[str, Any], told: str) -> None:
    with pytest.raises(DataError) as found:
        read(**changed)
    assert told in str(found.value)


FILED: list[tuple[dict[str, Any], Callable[[Version], bool]]] = [
    ({}, lambda made: made.filed_here and not made.noted),
    ({"result": {"paper": "noted", "lines": []}}, lambda made: made.filed_here and made.noted),
    ({"unknown": ["fee"]}, lambda made: not made.filed_here),
    (
        {"result": {"paper": "elsewhere", "lines": [], "where": "Tỉnh"}},
        lambda made: not made.filed_here,
    ),
    ({"authority": "Công an cấp xã"}, lambda made: made.by_police),
    ({"authority": "Ủy ban nhân dân; Công an cấp xã"}, lambda made: not made.by_police),
]


@pytest.mark.parametrize(("changed", "holds"), FILED)
def test_what_is_made_or_noted_here_is_filed_here(
    changed: dict[str, Any], holds: Callable[[Version], bool]
) -> None:
    assert holds(read(**changed))
