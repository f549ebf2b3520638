"""The paper form of a version: its boxes in order, under its own words, and a silent code."""

import uuid
from typing import Any

import pytest

from motcua.rules.catalogue.paper_form import Mark, PaperForm, lay_out, written
from motcua.rules.catalogue.procedure import Version
from tests.rules.law import PROCEDURES, procedure

VERSIONS = [v for p in PROCEDURES for v in procedure(p.stem).versions]
STAY = procedure("1.004194").versions[-1]
SAID: dict[str, Any] = {
    "for_whom": "family",
    "members": [{"full_name": "Bùi Văn Tí", "birth_date": "2019-05", "relation": "con"}],
    "dwelling": {"address": "Số 12 ngõ Bưởi"},
    "fact.dwelling-declared": True,
    "full_name": "Bùi Thị Sen",
    "sex": "female",
    "birth_date": "1990-03-05",
    "number": "017190000101",
}


def by_key(form: PaperForm) -> dict[str, Any]:
    return {box.key: box for box in (*form.items, *form.more)}


def test_ct01_stands_in_the_order_of_the_paper() -> None:
    form = lay_out(STAY)
    numbers = [box.number for box in form.items]
    assert numbers == sorted(numbers) and set(numbers) == set(range(1, 13))
    assert form.tables[0].number == 13 and form.tables[0].rows == (("",) * 5,) * 4
    boxes = by_key(form)
    assert (boxes["full_name"].number, boxes["head.number"].number) == (1, 9)
    assert boxes["head.number"].kind == "digits"
    assert boxes["item.6"].label == "Email"  # nothing here asks for it; its place stays
    assert form.signatures == ("Ý kiến đồng ý của chủ sở hữu chỗ ở",)


def test_a_filled_form_says_what_was_answered_and_leaves_the_rest_free() -> None:
    form = lay_out(STAY, SAID)
    boxes = by_key(form)
    assert boxes["birth_date"].value == "05/03/1990"
    assert boxes["number"].value == "017190000101"
    assert [one.label for one in boxes["sex"].options if one.ticked] == ["Nữ"]
    assert boxes["dwelling"].value == "Số 12 ngõ Bưởi"
    assert form.tables[0].rows == (("Bùi Văn Tí", "05/2019", "", "", "con"), *[("",) * 5] * 3)
    many = lay_out(STAY, SAID | {"members": SAID["members"] * 7})
    assert len(many.tables[0].rows) == 7
    assert "owner.number" not in boxes and "stay_basis" not in boxes  # they do not apply
    assert boxes["item.9"].kind == "digits" and boxes["item.9"].value == ""


@pytest.mark.parametrize("version", VERSIONS, ids=lambda v: v.key)
def test_every_question_has_its_place_and_every_box_of_the_form_is_there(version: Version) -> None:
    form = lay_out(version)
    keys = {box.key.partition(".")[0] for box in (*form.items, *form.more)}
    keys |= {table.key for table in form.tables}
    assert {field.key for field in version.fields} <= keys
    items = version.form.items if version.form else ()
    drawn = {box.number for box in form.items}
    people = " ".join(f.official for f in version.fields if f.kind == "person").casefold()
    assert {at for at, label in enumerate(items, 1) if label.casefold() not in people} <= drawn


def test_a_layout_that_was_not_compared_says_so() -> None:
    assert not lay_out(STAY).sure


def test_the_code_says_which_form_and_nothing_of_a_person() -> None:
    id = uuid.uuid4()
    mark = Mark(STAY.key, 2, id)
    assert Mark.read(mark.text()) == mark
    assert mark.text() == f"MC1/{STAY.key}/2/{id.hex}"
    assert Mark.read(Mark(STAY.key).text()) == Mark(STAY.key)
    for other in ("https://motcua.vn/a/b", "MC1/x/y/-", "MC1/x/1/not-an-id", "MC2/x/1/-", ""):
        assert Mark.read(other) is None


def test_days_are_written_as_on_paper() -> None:
    assert written("2026-12-01") == "01/12/2026" and written("1990-03") == "03/1990"
    assert written("nhà 12-3") == "nhà 12-3" and written(None) == ""
