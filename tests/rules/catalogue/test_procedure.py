"""Procedures as data: what the files say, and what happens to a mistake in one."""

import copy
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from motcua.rules.catalogue.checks import CHECKS
from motcua.rules.catalogue.facts import (
    EXEMPT,
    FACTS,
    KNOWN,
    child_origin,
    family_known,
)
from motcua.rules.catalogue.parts import FieldKind
from motcua.rules.catalogue.procedure import (
    SERVICES,
    Procedure,
    ProcedureError,
    Version,
    by_code,
)
from motcua.rules.catalogue.procedure_file import parse
from motcua.rules.dossier import prefilled, questions
from tests.rules.law import PROCEDURES, ROOT, procedure, toml

SINCE = date(2022, 1, 6)  # QĐ 06/QĐ-TTg
CODES = [path.stem for path in PROCEDURES]
VERSIONS = [pytest.param(v, id=v.key) for code in CODES for v in procedure(code).versions]
TENANT = {
    "person.full_name": "Lê Văn Ví Dụ",
    "person.number": "001201000013",
    "person.birth_date": "2001-03-09",
    "person.sex": "male",
    "person.residence": "Thôn Thử, xã Mẫu",
}


def small(**changes: Any) -> dict[str, Any]:
    """A small procedure file that is right, with something changed."""
    raw: dict[str, Any] = {
        "code": "9.999999",
        "name": "Thủ tục thử",
        "domain": "Thử",
        "summary": "Để thử.",
        "who": "Ai cũng được.",
        "version": [
            {
                "valid_from": date(2026, 1, 1),
                "citation": ["Luật thử"],
                "authority": "UBND cấp xã",
                "result": {"paper": "ct08", "label": "Giấy thử", "citation": "Luật thử"},
                "field": [
                    {
                        "key": "kind_of",
                        "label": "Loại nào?",
                        "kind": "choice",
                        "options": [["a", "Loại A"], ["b", "Loại B"]],
                        "citation": "Luật thử Điều 1",
                    },
                    {
                        "key": "why",
                        "label": "Vì sao?",
                        "kind": "text",
                        "when": {"field": "kind_of", "is": "b"},
                        "citation": "Luật thử Điều 2",
                    },
                ],
                "component": [{"key": "paper", "label": "Giấy", "citation": "Luật thử Điều 3"}],
                "time": [{"amount": 3, "measure": "working-day", "citation": "Luật thử Điều 4"}],
                "fee": [{"amount": 1000, "label": "Lệ phí", "citation": "Luật thử Điều 5"}],
            }
        ],
    }
    raw["version"][0] |= changes
    return raw


def only_version(raw: dict[str, Any]) -> Version:
    return parse(raw).versions[0]


# ------------------------------------------------------------------- the files as they stand


@pytest.mark.parametrize("version", VERSIONS)
def test_everything_a_person_is_asked_charged_or_promised_has_a_citation(version: Version) -> None:
    said = [
        version.result,
        *version.fields,
        *version.components,
        *version.fees,
        *version.consents,
        *version.checks,
        *(t.limit for t in version.times),
        *([version.form] if version.form else []),
    ]
    assert version.citation and all(version.citation)
    assert [item for item in said if not item.citation] == []


@pytest.mark.parametrize("version", VERSIONS)
def test_every_field_says_what_it_is_called_on_the_paper_form(version: Version) -> None:
    assert [f.key for f in version.fields if not f.official] == []
    assert ("form" in version.unknown) or (version.form is not None and version.form.items)


@pytest.mark.parametrize("version", VERSIONS)
def test_every_check_is_a_check_we_have(version: Version) -> None:
    assert {check.name for check in version.checks} <= set(CHECKS)


@pytest.mark.parametrize("code", CODES)
def test_what_was_in_force_on_any_day_since_2022_is_answered(code: str) -> None:
    """By a version; or by why there was none yet, or is none any more."""
    found = procedure(code)
    versions = found.versions
    for earlier, later in zip(versions, versions[1:], strict=False):
        assert earlier.valid_to is not None
        assert (later.valid_from - earlier.valid_to).days == 1
    assert found.on(SINCE) is not None or found.began is not None
    assert versions[-1].valid_to is None or found.ended is not None


@pytest.mark.parametrize("code", CODES)
def test_a_code_of_our_own_is_said_to_be_one(code: str) -> None:
    """ETS-nn: an essential service, MC-nn: another; where the national code is not known."""
    found = procedure(code)
    own = re.fullmatch(r"(ETS|MC)-\d\d", code) is not None
    assert own or re.fullmatch(r"\d\.\d{6}", code)
    assert found.code == code
    assert {"code" in v.unknown for v in found.versions} == {own}
    assert not own or found.confidence == "low"
    assert not code.startswith("ETS") or found.essential == int(code[4:])


def test_every_essential_service_has_a_page() -> None:
    numbers = [procedure(code).essential for code in CODES]
    assert set(numbers) - {0} == set(range(1, SERVICES + 1))


MOST_ASKED_FOR = (
    "1.004222", "1.004194", "1.002755", "1.003677", "2.001159", "1.010041", "ETS-02", "MC-02",
    "1.001193", "3.000722", "2.002913", "MC-03", "ETS-07", "ETS-08", "1.001776",
)  # fmt: skip


@pytest.mark.parametrize("code", MOST_ASKED_FOR)
def test_what_is_most_asked_for_is_known_to_the_last_field(code: str) -> None:
    """A number nobody published and a form nobody could compare may be missing, nothing else."""
    version = procedure(code).on(date(2026, 11, 23))
    assert version is not None and set(version.unknown) <= {"code", "form"}
    assert version.fields and version.times and version.result.label


def test_what_replaces_a_procedure_that_ended_is_in_the_catalogue() -> None:
    replacing = {r for c in CODES if (e := procedure(c).ended) for r in e.replaced_by}
    assert replacing <= set(CODES)


def test_what_is_not_known_is_not_offered_and_its_fee_not_promised() -> None:
    raw = small(unknown=["fee"], fee=[]) | {"online": False}
    version = only_version(raw)
    assert not version.filed_here
    assert not version.fee({}, date(2026, 11, 16)).known
    assert only_version(small()).filed_here


def test_a_time_that_is_not_known_is_not_computed() -> None:
    version = only_version(small(unknown=["time"], time=[]) | {"online": False})
    with pytest.raises(LookupError):
        version.time_limit({})


@pytest.mark.parametrize("code", CODES)
def test_a_dossier_finds_the_version_it_began_with(code: str) -> None:
    for version in procedure(code).versions:
        assert procedure(code).version(version.key) is version


def test_the_catalogue_is_by_code() -> None:
    assert set(by_code(map(procedure, CODES))) == set(CODES) >= {"1.001193", "1.004194"}


def test_exemptions_named_in_the_files_are_those_that_are_computed() -> None:
    named = {
        value
        for code in CODES
        for version in procedure(code).versions
        for fee in version.fees
        if fee.when and fee.when.field == "fact.exempt"
        for value in fee.when.values
    }
    assert named <= set(EXEMPT)


def test_the_page_for_legal_officers_says_how_each_known_value_and_fact_is_computed() -> None:
    page = (ROOT / "docs" / "procedures.md").read_text(encoding="utf-8")
    assert [fact for fact in FACTS if f"`{fact}`" not in page] == []
    shortened = {name.split(".")[1]: name for name in KNOWN}
    assert [
        n for s, n in shortened.items() if f"`{n}`" not in page and f"`.{s}`" not in page
    ] == []
    assert [str(kind) for kind in FieldKind if str(kind) not in page] == []
    assert [diem for diem in EXEMPT if f"`{diem}`" not in page] == []


# ------------------------------------------------------------------- questions


def temporary() -> Version:
    version = procedure("1.004194").on(date(2026, 11, 16))
    assert version is not None
    return version


def test_a_tenant_of_a_declared_dwelling_answers_at_most_four_questions() -> None:
    answers = {"fact.dwelling-declared": True, "for_whom": "self"}
    assert questions(temporary(), TENANT, answers) == 4
    assert questions(temporary(), TENANT | {"person.phone": "0905000333"}, answers) == 3


def test_a_question_once_answered_stays_a_question() -> None:
    before = questions(temporary(), TENANT, {"for_whom": "self"})
    after = questions(temporary(), TENANT, {"for_whom": "self", "phone": "0905000333"})
    assert before == after


def test_what_the_register_knows_is_filled_in_and_not_asked() -> None:
    held = prefilled(temporary(), TENANT)
    assert held["full_name"] == "Lê Văn Ví Dụ"
    asked = {f.key for page in temporary().pages(held, held) for f in page}
    assert not asked & set(held)
    assert "phone" in asked


def test_the_two_days_of_a_stay_are_one_question() -> None:
    pages = temporary().pages({"for_whom": "self"})
    assert ["from", "to"] in [[f.key for f in page] for page in pages]


def test_an_answer_to_a_question_that_no_longer_applies_does_not_count() -> None:
    answers = {
        "fact.dwelling-declared": True,  # the person changed to a declared dwelling
        "stay_basis": "rented",
        "owner": {"full_name": "Phạm Văn Chủ"},
    }
    assert "owner" not in {f.key for f in temporary().applying(answers)}
    assert temporary().said(answers) == {"fact.dwelling-declared": True}


def test_before_anything_is_said_a_birth_notice_is_what_to_bring() -> None:
    birth = procedure("1.001193").on(date(2026, 11, 16))
    assert birth is not None
    assert [c.key for c in birth.needed({})] == ["birth-notice"]
    at_home = {"fact.birth-notice-known": False, "birth_proof": "witness"}
    assert [c.key for c in birth.needed(at_home)] == ["witness-statement"]
    assert birth.needed({"fact.birth-notice-known": True}) == []


def test_a_fee_that_a_province_sets_is_not_promised_to_be_nothing() -> None:
    birth = procedure("1.001193").on(date(2026, 11, 16))
    assert birth is not None
    late = birth.fee({"fact.birth-registered-late": True}, date(2026, 11, 16))
    in_time = birth.fee({"fact.birth-registered-late": False}, date(2026, 11, 16))
    assert not late.known and "do tỉnh quy định" in late.label
    assert in_time.known and in_time.amount == 0


def test_a_parent_who_asks_need_not_name_themselves_nor_a_spouse_the_state_knows() -> None:
    her = {"full_name": "Nguyễn Thị Ví Dụ", "ethnicity": "Kinh", "hometown": "xã Mẫu"}
    him = {"full_name": "Bùi Văn Ví Dụ", "ethnicity": "Mường", "hometown": "xã Mẫu"}
    assert family_known("mother", her, him) == {
        "family.mother": her,
        "family.father": him,
        "family.married": True,
        "family.hometown": "father",
    }
    assert family_known("father", him, None) == {"family.father": him}
    assert family_known("grandparent", her, him) == {}


def test_a_child_follows_the_parent_that_was_chosen_and_the_mother_where_there_is_no_father() -> (
    None
):
    her = {"ethnicity": "Thái", "hometown": "xã Trên"}
    him = {"ethnicity": "Kinh", "hometown": "xã Dưới"}
    chosen = {"child_ethnicity": "mother", "child_hometown": "father"}
    assert child_origin(chosen, her, him) == {"ethnicity": "Thái", "hometown": "xã Dưới"}
    assert child_origin({}, her, None) == {"ethnicity": "Thái", "hometown": "xã Trên"}
    assert child_origin(chosen, her, None) == {"ethnicity": "Thái", "hometown": "xã Trên"}


# ------------------------------------------------------------------- a version like another one


def test_a_version_like_another_changes_only_what_it_says() -> None:
    raw = small(valid_to=date(2026, 6, 30))
    raw["version"].append(
        {
            "valid_from": date(2026, 7, 1),
            "like": date(2026, 1, 1),
            "drop": ["component.paper"],
            "citation": ["Luật mới"],
            "field": [{"key": "why", "label": "Lý do", "kind": "text", "citation": "Luật mới"}],
            "fee": [{"amount": 2000, "label": "Lệ phí", "citation": "Luật mới"}],
        }
    )
    old, new = parse(raw).versions
    assert [f.label for f in new.fields] == ["Loại nào?", "Lý do"]
    assert new.components == () and len(old.components) == 1
    assert (new.fees[0].amount, old.fees[0].amount) == (2000, 1000)
    assert (new.valid_to, new.authority, new.times) == (None, old.authority, old.times)


# ------------------------------------------------------------------- mistakes


MISTAKES: list[tuple[dict[str, Any], str]] = [
    ({"citaton": ["x"]}, "phiên bản 2026-01-01: không hiểu mục “citaton”, có phải “citation”?"),
    ({"citation": []}, "mục “citation” không được để trống"),
    ({"authority": 5}, "mục “authority” phải là chữ trong ngoặc kép"),
    ({"valid_to": "2026-12-31"}, "mục “valid_to” phải là ngày dạng 2026-11-24"),
    ({"valid_to": date(2025, 1, 1)}, "valid_to trước valid_from"),
    ({"result": {"paper": "ct08", "label": "Giấy"}}, "result: thiếu mục “citation”"),
    ({"result": {"paper": "ct09", "label": "G", "citation": "c"}}, "paper: không hiểu mục “ct09”"),
    ({"level": "comune"}, "level: không hiểu mục “comune”, có phải “commune”?"),
    ({"unknown": ["fees"]}, "unknown: không hiểu mục “fees”, có phải “fee”?"),
    ({"unknown": ["fee"]}, "hãy ghi online = false ở đầu tệp"),
    ({"valid_to": date(2026, 12, 31)}, "cần bảng [ended]"),
    ({"confidence": "hihg"}, "confidence phải là một trong: high, med, low"),
    ({"drop": ["component.paper"]}, "“drop” chỉ dùng cùng “like”"),
    ({"like": date(2020, 1, 1)}, "“like” phải chỉ tới một phiên bản viết đủ: 2020-01-01"),
    ({"time": []}, "cần một thời hạn không điều kiện"),
    ({"time": [{"amount": 3, "measure": "days", "citation": "c"}]}, "không hiểu mục “days”"),
    ({"time": [{"amount": "3", "measure": "working-day", "citation": "c"}]}, "phải là số nguyên"),
    ({"time": [{"amount": 3, "measure": "working-day", "citation": ""}]}, "không được để trống"),
    ({"check": [{"name": "stay-is-at-most", "citation": "c"}]}, "“years” đi cùng"),
    ({"check": [{"name": "stay-is-long", "citation": "c"}]}, "check “stay-is-long”, name: không"),
    ({"fee": [{"label": "Lệ phí", "citation": "c"}]}, "ghi “amount” (số đồng), hoặc “set_by”"),
    ({"fee": [{"amount": 1, "citation": ""}]}, "“citation” không được để trống"),
    (
        {"fee": [{"amount": 1, "citation": "c", "per_member": "people"}]},
        "per_member nói tới trường không có: “people”",
    ),
    (
        {"component": [{"key": "p", "label": "Giấy", "citation": "c", "held_by": "fact.lan"}]},
        "component “p”, held_by: không hiểu mục “fact.lan”",
    ),
    (
        {"check": [{"name": "x"}]},
        "check “x”: thiếu mục “citation”",
    ),
]
FIELD_MISTAKES: list[tuple[dict[str, Any], str]] = [
    ({"lable": "x"}, "field “kind_of”: không hiểu mục “lable”, có phải “label”?"),
    ({"kind": "chioce"}, "không hiểu mục “chioce”, có phải “choice”?"),
    ({"options": []}, "“options” đi cùng kind = “choice”"),
    ({"known": "person.name"}, "không hiểu mục “person.name”, có phải “person.number”?"),
    ({"when": {"field": "why", "is": 1}}, "trường không có ở trên: “why”"),
    ({"when": {"field": "fact.chanel", "is": 1}}, "có phải “fact.channel”?"),
    ({"when": {"field": "fact.channel", "not": 1}}, "điều kiện chỉ có dạng"),
    ({"required": "no"}, "mục “required” phải là true hoặc false"),
    ({"citation": ""}, "mục “citation” không được để trống"),
    ({"label": ""}, "mục “label” không được để trống"),
]


def parses(raw: dict[str, Any]) -> Procedure:
    return parse(raw, "9.999999.toml")


@pytest.mark.parametrize(("change", "says"), MISTAKES)
def test_a_mistake_names_the_file_the_place_and_the_mend(
    change: dict[str, Any], says: str
) -> None:
    parses(small())  # without the mistake it is read
    with pytest.raises(ProcedureError) as mistake:
        parses(small(**change))
    assert str(mistake.value).startswith("9.999999.toml: ")
    assert says in str(mistake.value)


@pytest.mark.parametrize(("change", "says"), FIELD_MISTAKES)
def test_a_mistake_in_a_field_names_the_field(change: dict[str, Any], says: str) -> None:
    raw = small()
    raw["version"][0]["field"][0] |= change
    with pytest.raises(ProcedureError) as mistake:
        parses(raw)
    assert "field “kind_of”" in str(mistake.value)
    assert says in str(mistake.value)


def test_a_condition_on_an_answer_nobody_can_give_is_refused() -> None:
    raw = small()
    raw["version"][0]["field"][1]["when"] = {"field": "kind_of", "is": "c"}
    with pytest.raises(ProcedureError, match="điều kiện trên “kind_of”: không hiểu mục “c”"):
        parses(raw)


def test_a_field_written_twice_is_refused() -> None:
    raw = small()
    raw["version"][0]["field"].append(raw["version"][0]["field"][0])
    with pytest.raises(ProcedureError, match="field “kind_of”: viết hai lần"):
        parses(raw)


def test_two_versions_may_not_both_be_in_force() -> None:
    raw = small()
    raw["version"].append(copy.deepcopy(raw["version"][0]) | {"valid_from": date(2026, 7, 1)})
    with pytest.raises(ProcedureError, match="chồng ngày với phiên bản 2026-01-01"):
        parses(raw)


def test_an_unknown_word_at_the_head_of_the_file_is_refused() -> None:
    with pytest.raises(ProcedureError, match="đầu tệp: không hiểu mục “sumary”"):
        parses(small() | {"sumary": "x"})


def test_a_file_without_a_version_is_refused() -> None:
    with pytest.raises(ProcedureError, match="cần ít nhất một phiên bản"):
        parses(small() | {"version": []})


@pytest.mark.parametrize("path", PROCEDURES, ids=lambda p: p.name)
def test_any_misspelt_word_in_our_own_files_would_be_found(path: Path) -> None:
    """Every kind of table of every file, one letter added to each of its keys in turn."""
    raw = toml(path)
    for table, word in _words(raw):
        table[word + "x"] = table.pop(word)
        with pytest.raises(ProcedureError):
            parse(raw, path.name)
        table[word] = table.pop(word + "x")


def _words(raw: dict[str, Any]) -> list[tuple[dict[str, Any], str]]:
    """One place of each word, by the tables it stands in: version, field, when."""
    found: dict[tuple[str, ...], tuple[dict[str, Any], str]] = {}
    for where, table in _tables(raw, ()):
        for word in table:
            found.setdefault((*where, word), (table, word))
    return list(found.values())


def _tables(value: Any, where: tuple[str, ...]) -> list[tuple[tuple[str, ...], dict[str, Any]]]:
    if isinstance(value, list):
        return [table for item in value for table in _tables(item, where)]
    if isinstance(value, dict):
        within = [t for k, v in value.items() for t in _tables(v, (*where, k))]
        return [(where, value), *within]
    return []
