"""Reads the result of a version from its file, and sees that its lines speak of what is there."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from motcua.rules.catalogue.parts import COMMUNE, LEVELS, Field, FieldKind
from motcua.rules.catalogue.procedure import Version
from motcua.rules.catalogue.result import (
    BOOK_MOST,
    ELSEWHERE,
    KINDS,
    PAPERS,
    PARTS,
    UNTIL,
    Line,
    Result,
)
from motcua.rules.catalogue.shape import Shape
from motcua.rules.tables import DataError


def read_result(shape: Shape, raw: Mapping[str, Any], place: str) -> Result:
    """`[version.result]`; raises `DataError` with the place of a mistake."""

    def lines(word: str, value: Any, here: str) -> tuple[Line, ...]:
        rows = shape.rows(word, value, here)
        return tuple(
            shape.build(Line, row, f"{here}, lines “{number}”", when=shape.condition)
            for number, row in enumerate(rows, 1)
        )

    paper = shape.one_of(PAPERS)
    return shape.build(Result, dict(raw), place, paper=paper, basis=shape.texts, lines=lines)


def astray(
    shape: Shape, version: Version, may_have: Callable[[str], bool], place: str
) -> Iterator[DataError]:
    """What of a result does not fit its version; nothing is judged of a question that it may have
    and that could not be read."""
    for why in _apart(version.result, version.level):
        yield shape.fail(place, why)
    if version.filed_here and version.result.paper in UNTIL and not version.result.valid_years:
        yield shape.fail(place, "thiếu “valid_years”: giấy có giá trị mấy năm")
    fields = {field.key: field for field in (*version.fields, *version.outcomes)}
    if len(fields) < len(version.fields) + len(version.outcomes):
        yield shape.fail(place, "một [[version.outcome]] trùng khóa với một câu hỏi")
    for number, line in enumerate(version.result.lines, 1):
        if any(may_have(key) for key in _looks_at(line)):
            continue
        for why in _wrong_with(line, fields):
            yield shape.fail(f"{place}, lines “{number}”", why)


def _apart(result: Result, level: str) -> Iterator[str]:
    """What must come together and does not."""
    if (result.paper in KINDS) is not bool(result.lines):
        yield f"“lines” đi cùng các mẫu chung ({', '.join(KINDS)}), và chỉ thế"
    if (result.paper == ELSEWHERE) is not bool(result.where):
        yield f"“where” (người dân đến đâu) đi cùng paper = “{ELSEWHERE}”"
    if level != COMMUNE and result.paper != ELSEWHERE:
        yield f"{LEVELS[level]} giải quyết thì paper = “{ELSEWHERE}”"
    if result.valid_years and result.paper not in UNTIL:
        yield f"“valid_years” chỉ đi cùng mẫu {', '.join(UNTIL)}"
    if len(result.book) > BOOK_MOST:
        yield f"“book” dài nhất {BOOK_MOST} chữ"


def _looks_at(line: Line) -> list[str]:
    return [key for key in (line.key, line.when.field if line.when else "") if key]


def _wrong_with(line: Line, fields: Mapping[str, Field]) -> Iterator[str]:
    if bool(line.says) is bool(line.of):
        yield "mỗi dòng ghi “says” (một câu) hoặc “of” (câu hỏi nào)"
    for key in _looks_at(line):
        if key not in fields and not key.startswith("fact."):
            yield f"nói tới câu hỏi không có: “{key}”"
    person = line.key in fields and fields[line.key].kind is FieldKind.PERSON
    if line.part and not (person and line.part in PARTS):
        yield f"“{line.of}”: chỉ câu hỏi về một người có phần ({', '.join(PARTS)})"
