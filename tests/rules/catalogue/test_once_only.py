"""Once only: what is held is not asked for, and what is still asked has a reason."""

from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from motcua.rules.catalogue.once_only import (
    Ground,
    OnceOnly,
    Reason,
    about,
    held_in,
    once_only_from,
    wanted,
)
from motcua.rules.catalogue.parts import Component, Field, FieldKind
from motcua.rules.catalogue.procedure import Procedure
from motcua.rules.catalogue.still_asked import still_asked, strangers, unused_reasons
from motcua.rules.lines import read
from motcua.rules.tables import DataError
from tests.cast import TODAY
from tests.rules.law import PROCEDURES, ROOT, procedure, toml

RAW = toml(ROOT / "country" / "once_only.toml")


@pytest.fixture
def law() -> OnceOnly:
    return once_only_from(RAW)


def everything() -> list[Procedure]:
    return [procedure(path.stem) for path in PROCEDURES]


def with_parts(*fields: Field, papers: tuple[Component, ...] = ()) -> Procedure:
    """Temporary residence with more questions and papers."""
    one = procedure("1.004194")
    version = one.on(TODAY)
    assert version
    more = replace(
        version, fields=(*version.fields, *fields), components=(*version.components, *papers)
    )
    return replace(one, versions=(more,))


def test_every_question_about_what_is_known_has_a_reason(law: OnceOnly) -> None:
    asked = still_asked(everything(), law, TODAY)
    assert [str(one) for one in asked if not one.because] == []


def test_no_reason_outlives_its_question(law: OnceOnly) -> None:
    unused = unused_reasons(law, still_asked(everything(), law, TODAY))
    assert [reason.fields for reason in unused] == []


def test_the_file_speaks_of_papers_and_questions_there_are(law: OnceOnly) -> None:
    assert strangers(law, everything()) == []
    proof = replace(law.documents["dwelling-proof"], same=("dweling",))
    other = replace(law, documents={"dwelling-proof": proof, "x": replace(proof, key="x")})
    assert strangers(other, everything()) == ["document dwelling-proof: dweling", "document x: x"]


@pytest.mark.parametrize(
    "field",
    [
        Field(
            "birthday", "Bạn sinh ngày nào?", FieldKind.DATE, "x", official="Ngày, tháng, năm sinh"
        ),
        Field("cccd", "Số căn cước công dân của Bạn", FieldKind.TEXT, "x"),
        Field("home", "Noi thuong tru", FieldKind.ADDRESS, "x"),
        Field("gender", "Giới tính của Bạn", FieldKind.CHOICE, "x"),
        Field("witness", "Ai làm chứng?", FieldKind.PERSON, "x"),
    ],
    ids=lambda field: field.key,
)
def test_a_new_question_about_what_is_known_is_found(law: OnceOnly, field: Field) -> None:
    found = {one.key: one for one in still_asked([with_parts(field)], law, TODAY)}
    assert found[field.key].because == ""
    assert "chưa có lý do" in str(found[field.key])


def test_a_question_that_a_register_answers_is_not_found(law: OnceOnly) -> None:
    known = Field("nick", "Họ và tên thường gọi", FieldKind.TEXT, "x", known="person.full_name")
    assert "nick" not in {one.key for one in still_asked([with_parts(known)], law, TODAY)}


def test_a_choice_that_only_mentions_what_is_known_is_not_found(law: OnceOnly) -> None:
    why = Field("why", "Vì sao xóa đăng ký thường trú?", FieldKind.CHOICE, "x")
    assert "why" not in {one.key for one in still_asked([with_parts(why)], law, TODAY)}


def test_a_paper_for_what_is_known_is_found_unless_data_replace_it(law: OnceOnly) -> None:
    bare = Component("id-card", "Bản chụp thẻ căn cước", "x")
    held = replace(bare, key="held", held_by="fact.in-register")
    found = {one.key for one in still_asked([with_parts(papers=(bare, held))], law, TODAY)}
    assert "id-card" in found and "held" not in found


def test_a_version_that_is_over_is_not_looked_at(law: OnceOnly) -> None:
    one = with_parts(Field("cccd", "Số căn cước", FieldKind.TEXT, "x"))
    over = replace(one.versions[0], valid_to=TODAY.replace(year=2025))
    assert still_asked([replace(one, versions=(over,))], law, TODAY) == []


def test_a_reason_may_be_for_one_procedure_only(law: OnceOnly) -> None:
    reason = Reason(("owner",), "vì", "x", procedures=("1.001193",))
    only = replace(law, reasons=(reason,))
    found = {one.key: one for one in still_asked(everything(), only, TODAY)}
    assert found["owner"].because == ""


def version() -> Any:
    return procedure("1.004194").on(TODAY)


ANSWERS: dict[str, Any] = {
    "for_whom": "self",
    "fact.dwelling-declared": False,
    "dwelling": {"text": "Số 5 xóm Trại", "commune": "05230"},
    "stay_basis": "own",
    "full_name": "Nguyễn Thị Minh Thuý",
    "fact.known": ["full_name"],
}


def test_what_is_held_in_a_dossier_is_told_with_who_holds_it() -> None:
    declared = ANSWERS | {"fact.dwelling-declared": True}
    assert held_in(version(), ANSWERS) == {"full_name": "fact.known"}
    assert held_in(version(), declared)["dwelling-proof"] == "fact.dwelling-declared"
    stored = ANSWERS | {"fact.held": {"dwelling-proof": ["x"]}}
    assert held_in(version(), stored)["dwelling-proof"] == "fact.held"
    assert version().needed(stored) == []


def test_a_paper_is_wanted_from_the_store_only_where_nothing_else_holds_it(law: OnceOnly) -> None:
    documents = law.documents
    assert list(wanted(version(), ANSWERS, documents)) == ["dwelling-proof"]
    assert wanted(version(), ANSWERS | {"fact.dwelling-declared": True}, documents) == {}
    assert wanted(version(), ANSWERS | {"paper.instead": ["dwelling-proof"]}, documents) == {}
    unsaid = {key: value for key, value in ANSWERS.items() if key != "dwelling"}
    assert wanted(version(), unsaid, documents) == {}


def test_a_paper_is_about_the_same_house_however_it_is_written(law: OnceOnly) -> None:
    proof = law.documents["dwelling-proof"]
    told = ANSWERS | {"dwelling": {"text": "so 5,  XOM TRAI", "commune": "05230"}}
    other = ANSWERS | {"dwelling": {"text": "Số 6 xóm Trại", "commune": "05230"}}
    assert about(proof, told) == about(proof, ANSWERS) != about(proof, other)


def test_the_law_has_three_grounds_and_each_an_article(law: OnceOnly) -> None:
    assert set(law.grounds) == set(Ground)
    assert all("4 khoản 2a" in ground.citation for ground in law.grounds.values())


def broken(**tables: Any) -> dict[str, Any]:
    return deepcopy(RAW) | tables


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (broken(ground=RAW["ground"][:2]), "phải có đúng các lý do"),
        (broken(document=[*RAW["document"], RAW["document"][0]]), "đã ghi ở trên"),
        (broken(source=[{"knows": "person.name", "fields": ["tên"]}]), "có phải"),
        (broken(asked=[{"fields": ["x"], "because": "vì"}]), "thiếu mục “citation”"),
        (broken(store={"citation": "x", "keep_years": "ten", "keep_citation": "x"}), "số nguyên"),
        (broken(bases=[]), "không hiểu mục “bases”"),
    ],
)
def test_a_mistake_in_the_file_is_named_with_its_place(raw: dict[str, Any], words: str) -> None:
    with pytest.raises(DataError, match=words) as trouble:
        once_only_from(raw)
    assert str(trouble.value).startswith("once_only.toml: ")


TEXT = (ROOT / "country" / "once_only.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('until = "to"', 'untill = "to"'),
        ("keep_years = 10", 'keep_years = "ten"'),
        ('knows = "person.sex"', 'knows = "person.sx"'),
        ('because = "Quan', 'becuse = "Quan'),
        ('key = "birth-notice"', 'key = "dwelling-proof"'),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_line(right: str, wrong: str) -> None:
    line = TEXT[: TEXT.index(right)].count("\n") + 1
    with pytest.raises(DataError) as trouble:
        read(TEXT.replace(right, wrong), "once_only.toml", once_only_from)
    assert abs(trouble.value.line - line) <= 2, str(trouble.value)


def test_a_fee_names_the_data_it_rests_on_and_not_the_channel() -> None:
    answers = ANSWERS | {"fact.channel": "online"}
    assert version().fee(answers, TODAY).facts == ()
    assert version().fee(answers | {"fact.exempt": "child"}, TODAY).facts == ("fact.exempt",)
    digital = version().fee(answers | {"fact.digital-citizen": True}, TODAY)
    assert (digital.amount, digital.facts) == (0, ("fact.digital-citizen",))
