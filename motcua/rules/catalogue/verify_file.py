"""Reads `[version.verify]`: what of whom is put to the population database, never more than the
form says of them."""

from collections.abc import Iterator, Mapping
from typing import Any

from motcua.rules.catalogue.parts import FieldKind, VerifyRule
from motcua.rules.catalogue.procedure import Version
from motcua.rules.catalogue.shape import Shape
from motcua.rules.tables import DataError
from motcua.rules.verification import Claim, boxes_of

PEOPLE = (FieldKind.PERSON, FieldKind.MEMBERS)


def read_verify(reader: Shape, raw: dict[str, Any], place: str) -> VerifyRule:
    """The table as a rule; `others` has a row for each question about people."""
    claims = reader.some_of(Claim)

    def others(word: str, value: Any, place: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        rows = reader.table(word, value, place)
        return tuple((key, claims(key, of_them, place)) for key, of_them in rows.items())

    return reader.build(VerifyRule, raw, place, fields=claims, others=others)


def overasked(reader: Shape, version: Version, place: str) -> Iterator[DataError]:
    """A mistake for what is asked of the applicant and not on the form, and for people of whom the
    form does not speak."""
    if version.verify is None:
        return
    here = f"{place}, verify"
    boxes = boxes_of(one.known for one in version.fields)
    if more := [one for one in version.verify.fields if one not in boxes]:
        yield reader.fail(here, f"hỏi điều tờ khai không có: {', '.join(more)}")
    people = {one.key for one in version.fields if one.kind in PEOPLE}
    asked: Mapping[str, Any] = dict(version.verify.others)
    if strange := [key for key in asked if key not in people]:
        why = f"nói tới câu không hỏi về người: “{'”, “'.join(strange)}”"
        yield reader.fail(f"{here}, others", why)
