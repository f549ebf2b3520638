"""Reads the stages of a filing that goes through several agencies, and sees that they join up."""

from collections.abc import Callable, Iterator
from typing import Any

from motcua.rules.catalogue.parts import Field, TimeRule
from motcua.rules.catalogue.procedure import Version
from motcua.rules.catalogue.result import NOTED
from motcua.rules.catalogue.result_file import astray, read_result
from motcua.rules.catalogue.shape import Shape
from motcua.rules.catalogue.stage import KEY_MOST, Stage
from motcua.rules.tables import DataError


def read_stage(
    reader: Shape,
    raw: dict[str, Any],
    place: str,
    *,
    field: Callable[[dict[str, Any], str], Field],
    time: Callable[[dict[str, Any], str], TimeRule],
) -> Stage:
    """One `[[version.stage]]`, whose rows `field` and `time` read as those of a version; raises
    `DataError` with the place of a mistake."""

    def times(word: str, value: Any, here: str) -> tuple[TimeRule, ...]:
        rows = enumerate(reader.rows(word, value, here), 1)
        return tuple(time(row, f"{here}, {word} “{number}”") for number, row in rows)

    def outcomes(word: str, value: Any, here: str) -> tuple[Field, ...]:
        rows = reader.rows(word, value, here, "key")
        return tuple(field(row, f"{here}, {word} “{row.get('key', '')}”") for row in rows)

    def result(word: str, value: Any, here: str) -> Any:
        return read_result(reader, reader.table(word, value, here), f"{here}, {word}")

    stage = reader.build(
        Stage, raw, place,
        times=times, outcomes=outcomes, result=result, when=reader.condition,
        takes=reader.texts, after=reader.texts,
    )  # fmt: skip
    for why in _alone(stage):
        raise reader.fail(place, why)
    return stage


def _alone(stage: Stage) -> Iterator[str]:
    """What is wrong with a stage whatever the others are."""
    if not 0 < len(stage.key) <= KEY_MOST:
        yield f"“key” dài từ 1 đến {KEY_MOST} chữ"
    if not any(rule.when is None for rule in stage.times):
        yield "“times” cần một thời hạn không điều kiện"
    if stage.agency and stage.result.paper != NOTED:
        yield f"cơ quan khác giải quyết (“agency”) thì result ghi paper = “{NOTED}”"


def unjoined(
    reader: Shape, version: Version, may_have: Callable[[str], bool], place: str
) -> Iterator[DataError]:
    """A mistake for each stage that takes what is not there, or waits for what comes later."""
    if version.stages and (not version.noted or version.outcomes):
        why = f"có [[version.stage]] thì result ghi paper = “{NOTED}” và không có outcome"
        yield reader.fail(place, why)
    there = {one.key for one in version.fields} | {one.key for one in version.components}
    there |= {one.who for one in version.consents}
    earlier: set[str] = set()
    for stage in version.stages:
        here = f"{place}, stage “{stage.key}”"
        late = [key for key in stage.after if key not in earlier]
        if late:
            yield reader.fail(here, f"“after” nói tới việc không có ở trên: {', '.join(late)}")
        added = {one.key for one in stage.outcomes}
        if added & there:
            yield reader.fail(here, f"outcomes trùng khóa: {', '.join(sorted(added & there))}")
        strange = [key for key in stage.takes if key not in there and not may_have(key)]
        if strange:
            yield reader.fail(here, f"“takes” nói tới điều không có: {', '.join(strange)}")
        yield from astray(reader, version.parts[stage.key], may_have, f"{here}, result")
        there |= added
        earlier.add(stage.key)
