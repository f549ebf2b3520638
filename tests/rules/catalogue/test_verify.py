"""What is put to the population database is what a result rests on, never more than the form."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from motcua.rules.catalogue.procedure import ProcedureError, Version
from motcua.rules.catalogue.procedure_file import parse
from motcua.rules.catalogue.verify_file import PEOPLE
from motcua.rules.verification import Claim, claim_of
from motcua.rules.verification_law import VerificationLaw, verification_law_from
from tests.rules.law import PROCEDURES, ROOT, procedure, toml

CODES = [path.stem for path in PROCEDURES]
FILED = [v for code in CODES for v in procedure(code).versions if v.filed_here]
MARRIAGE = "1.000894"


@pytest.fixture(scope="module")
def law() -> VerificationLaw:
    path = ROOT / "country" / "verification.toml"
    return verification_law_from(toml(path), path.name)


def unasked(law: VerificationLaw, version: Version) -> Iterator[tuple[str, Claim]]:
    """What a result says of people though nobody asks about it: who, and what. Where somebody
    lives the police know themselves (docs/procedures.md)."""
    fields = {one.key: one for one in version.fields}
    for line in version.result.lines:
        field = fields.get(line.key)
        if field is None:
            continue
        if field.kind in PEOPLE:
            parts = (line.part,) if line.part else ("full_name", "birth_date")
            said = {claim_of(f"person.{part}") for part in parts}
            asked = law.asks_about(version, field.key)
        else:
            said, asked = {claim_of(field.known)}, law.asks(version)
        yield from ((line.key, one) for one in said if one not in (None, Claim.ADDRESS, *asked))


def test_what_is_printed_of_people_is_asked(law: VerificationLaw) -> None:
    assert [(one.key, *missing) for one in FILED for missing in unasked(law, one)] == []


def test_a_printed_field_that_nobody_asks_about_is_found(law: VerificationLaw) -> None:
    raw = raw_of(MARRIAGE)
    for version in raw["version"]:
        version.pop("verify", None)
    missing = set(unasked(law, parse(raw).versions[-1]))
    assert ("spouse", Claim.ETHNICITY) in missing and ("nationality", Claim.NATIONALITY) in missing


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        ("MC-03", ["full_name"]),  # the form has no birth date
        ("1.014027", ["full_name", "birth_date"]),
        ("1.004194", ["full_name", "birth_date", "sex"]),
    ],
)
def test_of_an_applicant_is_asked_what_the_form_has(
    law: VerificationLaw, code: str, asked: list[str]
) -> None:
    last = [one for one in procedure(code).versions if one.filed_here][-1]
    assert law.asks(last) == tuple(asked)


def test_of_others_each_question_has_its_own(law: VerificationLaw) -> None:
    death = next(one for one in FILED if one.code == "2.002913")
    assert Claim.NATIONALITY in law.asks_about(death, "deceased")
    assert law.asks_about(death, "payee_person") == (Claim.FULL_NAME, Claim.BIRTH_DATE)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"fields": ["full_name", "hometown"]}, "hỏi điều tờ khai không có: hometown"),
        ({"others": {"phone": ["full_name"]}}, "câu không hỏi về người: “phone”"),
        ({"others": {"spouse": ["blood"]}}, "không hiểu mục “blood”"),
    ],
)
def test_more_than_the_form_has_is_a_mistake(change: dict[str, Any], words: str) -> None:
    raw = raw_of(MARRIAGE)
    next(one for one in raw["version"] if "verify" in one)["verify"] |= change
    with pytest.raises(ProcedureError, match=words):
        parse(raw)


def raw_of(code: str) -> dict[str, Any]:
    return deepcopy(toml(ROOT / "procedures" / f"{code}.toml"))
