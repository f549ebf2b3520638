"""Questions a citizen answers, beside the boxes of the paper form that a procedure replaces.

Run: python -m bench.questions. The last line is JSON: the questions of a tenant whose landlord
declared the dwelling, with the bar it must stay under.
"""

import json
import sys
import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from motcua.rules.catalogue.facts import family_known
from motcua.rules.catalogue.parts import FieldKind
from motcua.rules.catalogue.procedure import Procedure, Version
from motcua.rules.catalogue.procedure_file import parse
from motcua.rules.dossier import prefilled, questions

FOLDER = Path(__file__).parent.parent / "procedures"
ON = date(2026, 11, 16)
BAR = 4
PERSON_BOXES = 2  # name and number: the register gives the rest
MEMBER_BOXES = 4  # name, number, birth date, relation

PERSON = {
    "person.full_name": "Nguyễn Thị Ví Dụ",
    "person.number": "001195000015",
    "person.birth_date": "1995-03-09",
    "person.sex": "female",
    "person.residence": "Số 5 ngõ Thử, xã Mẫu",
    "household.head_name": "Trần Văn Ví Dụ",
    "household.head_number": "001060000018",
}
PHONE = {"person.phone": "0905000111"}
ME = {"full_name": "Nguyễn Thị Ví Dụ", "number": "001195000015", "ethnicity": "Kinh"}
SPOUSE = {"full_name": "Bùi Văn Ví Dụ", "number": "001093000016", "ethnicity": "Kinh"}
HOMETOWN = {"hometown": "xã Mẫu"}
NOTICE = {
    "notice.number": "GCS-0001",
    "notice.birth_date": "2026-11-02",
    "notice.sex": "female",
    "notice.place": "Trạm y tế xã Mẫu",
}
MARRIAGE = {
    "marriage.place": "UBND xã Mẫu",
    "marriage.date": "2020-10-10",
    "marriage.number": "12/2020",
}
PARENTS = family_known("mother", ME | HOMETOWN, SPOUSE | HOMETOWN)


@dataclass(frozen=True)
class Typical:
    """One typical person: what is known of them, what they say."""

    name: str
    code: str
    known: dict[str, Any]
    answers: dict[str, Any]
    members: int = 0
    barred: bool = field(default=False)  # the case the issue sets a bar for


def declared(yes: bool) -> dict[str, Any]:
    return {"fact.dwelling-declared": yes, "fact.in-register": True}


CASES = (
    Typical(
        "Người thuê, chủ nhà đã khai báo chỗ ở",
        "1.004194",
        PERSON | PHONE,
        {"for_whom": "self", **declared(True)},
    ),
    Typical(
        "… chưa có số điện thoại trong dữ liệu",
        "1.004194",
        PERSON,
        {"for_whom": "self", **declared(True)},
        barred=True,
    ),
    Typical(
        "Người thuê, chỗ ở chưa khai báo",
        "1.004194",
        PERSON | PHONE,
        {"for_whom": "self", "stay_basis": "rented", **declared(False)},
    ),
    Typical(
        "Chủ nhà đăng ký cho 3 người thuê",
        "1.004194",
        PERSON | PHONE,
        {"for_whom": "tenants", **declared(True)},
        members=3,
    ),
    Typical(
        "Xác nhận cư trú (CT07)",
        "1.010041",
        PERSON | PHONE,
        {"content": "current", "fact.in-register": True},
    ),
    Typical(
        "Khai sinh, đã biết kết hôn và chứng sinh",
        "1.001193",
        PERSON | PHONE | NOTICE | MARRIAGE | PARENTS,
        {"relation": "mother", "fact.birth-notice-known": True, "fact.marriage-known": True},
    ),
    Typical(
        "Khai sinh, chưa có dữ liệu điện tử nào",
        "1.001193",
        PERSON | PHONE | family_known("mother", ME, None),
        {
            "relation": "mother",
            "parents_married": True,
            "fact.birth-notice-known": False,
            "fact.marriage-known": False,
        },
    ),
)


def version_of(code: str) -> Version:
    file = FOLDER / f"{code}.toml"
    procedure: Procedure = parse(tomllib.loads(file.read_text(encoding="utf-8")), file.name)
    version = procedure.on(ON)
    assert version is not None, f"{code} is not in force on {ON}"
    return version


def boxes_filled(version: Version, case: Typical) -> int:
    """How many boxes those questions have, counted as on the paper form."""
    held = prefilled(version, case.known)
    pages = version.pages({**case.answers, **held}, held)
    each = {FieldKind.PERSON: PERSON_BOXES, FieldKind.MEMBERS: MEMBER_BOXES * case.members}
    return sum(each.get(field.kind, 1) for page in pages for field in page)


def main() -> int:
    head = f"{'Trường hợp':<44}{'câu hỏi':>9}{'ô điền':>8}{'ô trên giấy':>13}  mẫu giấy"
    print(head, "-" * len(head), sep="\n")
    worst = 0
    citations: dict[str, str] = {}
    for case in CASES:
        version = version_of(case.code)
        asked = questions(version, case.known, case.answers)
        filled = boxes_filled(version, case)
        assert version.form is not None, f"{case.code} has no paper form to compare with"
        boxes = version.form.boxes(case.members)
        print(f"{case.name:<44}{asked:>9}{filled:>8}{boxes:>13}  {version.form.name}")
        citations[version.form.name] = version.form.citation
        worst = max(worst, asked if case.barred else 0)
    print("\nMột câu hỏi là một trang; bảng người cùng đăng ký là một câu hỏi, mỗi người 4 ô.")
    for name, citation in citations.items():
        print(f"{name}: {citation}")
    holds = worst <= BAR
    figure = {
        "name": "questions of a tenant whose landlord declared the dwelling",
        "value": worst,
        "unit": "questions",
        "bar": f"<= {BAR}",
        "holds": holds,
    }
    print(json.dumps(figure, ensure_ascii=False))
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
