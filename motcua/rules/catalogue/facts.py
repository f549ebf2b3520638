"""The words a procedure file may use for what the State knows, and what is worked out of a family.

KNOWN are values shown instead of asked (`known = "person.full_name"`). FACTS are values that
conditions look at (`when = { field = "fact.channel", is = "online" }`). A word that is not in
these lists is a mistake in the file. docs/procedures.md says how each is computed; what follows
from a day, rules/catalogue/fact_law.py.
"""

import re
from collections.abc import Mapping
from typing import Any

from motcua.rules.identity import BirthDate, Sex, check

KNOWN: Mapping[str, str] = {
    "person.full_name": "Họ và tên người nộp, từ tài khoản định danh",
    "person.number": "Số định danh cá nhân của người nộp",
    "person.birth_date": "Ngày sinh của người nộp",
    "person.sex": "Giới tính của người nộp: male, female",
    "person.ethnicity": "Dân tộc của người nộp",
    "person.nationality": "Quốc tịch của người nộp",
    "person.residence": "Nơi thường trú (nếu không có thì nơi tạm trú) của người nộp",
    "person.phone": "Số điện thoại đã xác thực của người nộp",
    "household.head": "Chủ hộ của người nộp",
    "household.head_name": "Họ và tên chủ hộ của người nộp",
    "household.head_number": "Số định danh của chủ hộ của người nộp",
    "notice.number": "Số Giấy chứng sinh điện tử",
    "notice.birth_date": "Ngày sinh của con theo Giấy chứng sinh điện tử",
    "notice.sex": "Giới tính của con theo Giấy chứng sinh điện tử",
    "notice.place": "Nơi sinh theo Giấy chứng sinh điện tử",
    "family.mother": "Mẹ của con",
    "family.father": "Cha của con",
    "family.married": "Cha và mẹ của con có đăng ký kết hôn",
    "family.ethnicity": "Cha và mẹ cùng dân tộc",
    "family.hometown": "Cha và mẹ cùng quê quán",
    "marriage.place": "Nơi đăng ký kết hôn của cha mẹ",
    "marriage.date": "Ngày đăng ký kết hôn của cha mẹ",
    "marriage.number": "Số Giấy chứng nhận kết hôn của cha mẹ",
    "welfare.poor": "Số Giấy chứng nhận hộ nghèo, hộ cận nghèo của hộ",
    "welfare.disability": "Mức độ khuyết tật của người nộp: severe, very-severe",
    "payee.account": "Tài khoản hưởng an sinh xã hội của người nộp trên VNeID",
    "land.parcel": "Thửa đất, tờ bản đồ, diện tích theo dữ liệu đất đai",
    "vehicle.kind": "Loại xe, nhãn hiệu, màu sơn theo dữ liệu hải quan, thuế",
    "vehicle.engine": "Số máy theo dữ liệu hải quan, thuế",
    "vehicle.chassis": "Số khung theo dữ liệu hải quan, thuế",
}

FACTS: Mapping[str, str] = {
    "fact.channel": "Cách nộp: online, counter",
    "fact.in-register": "Đã có nơi cư trú của người nộp trong dữ liệu",
    "fact.digital-citizen": "Người nộp là công dân số",
    "fact.exempt": "Diện miễn lệ phí: một trong EXEMPT, hoặc rỗng",
    "fact.dwelling-declared": "Chủ nhà đã khai báo chỗ ở này",
    "fact.owner-is-applicant": "Người nộp là chủ sở hữu chỗ ở",
    "fact.marriage-known": "Dữ liệu hộ tịch có việc kết hôn của cha mẹ",
    "fact.birth-notice-known": "Đã có Giấy chứng sinh điện tử",
    "fact.birth-registered-late": "Đăng ký khai sinh quá hạn",
    "fact.death-notice-known": "Đã có Giấy báo tử điện tử",
    "fact.death-registered-late": "Đăng ký khai tử quá hạn",
    "fact.kinship-known": "Dữ liệu dân cư hoặc hộ tịch đã thể hiện quan hệ nhân thân",
    "fact.single-known": "Dữ liệu đã cho biết tình trạng hôn nhân của người nộp",
    "fact.change-known": "Dữ liệu hộ tịch đã có thay đổi mà người nộp nêu",
    "fact.person-known": "Đã có thông tin của người cần làm giấy trong dữ liệu dân cư",
    "fact.vehicle-known": "Đã có chứng từ điện tử của xe (nguồn gốc, lệ phí trước bạ)",
    "fact.land-known": "Giấy tờ về đất đã có trong cơ sở dữ liệu đất đai",
    "fact.need-known": "Dữ liệu đã chứng minh diện được hưởng trợ cấp",
    "fact.represented-by": "Ai nộp thay hoặc làm chứng cho người nộp, hoặc rỗng",
    "fact.representation-known": "Dữ liệu đã cho biết người ấy đại diện cho người nộp",
}

EXEMPT: Mapping[str, str] = {
    "poor-household": "hộ nghèo",
    "child": "trẻ em",
    "elderly": "người cao tuổi",
    "disabled": "người khuyết tật",
    "merit": "người có công",
    "minority-area": "người ở vùng đồng bào dân tộc, xã đặc biệt khó khăn",
    "orphan": "trẻ mồ côi",
}
"""Who may be exempt from fees: the values of `fact.exempt`, in words."""


def family_known(
    relation: str, me: Mapping[str, Any], spouse: Mapping[str, Any] | None
) -> dict[str, Any]:
    """What is known of a child's parents when one of them asks: values for `family.…`.

    `relation` is the requester's ("mother", "father", anything else gives nothing). `me` and
    `spouse` are cards of the population register, as a person question keeps them, with
    "ethnicity" and "hometown"; `spouse` is None unless the civil register holds the marriage.
    """
    other = {"mother": "father", "father": "mother"}.get(relation)
    if other is None:
        return {}
    known: dict[str, Any] = {f"family.{relation}": me}
    if spouse is None:
        return known
    known |= {f"family.{other}": spouse, "family.married": True}
    for word in ("ethnicity", "hometown"):
        if me.get(word) and me[word] == spouse.get(word):
            known[f"family.{word}"] = "father"  # either parent's: they are the same
    return known


def child_origin(
    answers: Mapping[str, Any], mother: Mapping[str, Any], father: Mapping[str, Any] | None
) -> dict[str, str]:
    """A child's "ethnicity" and "hometown" in words, as the birth certificate prints them.

    `child_ethnicity` and `child_hometown` in `answers` say whose they follow ("father",
    "mother"); the words are on the parents' cards ("" where a card does not hold them). With
    no father on the certificate they follow the mother's (Bộ luật Dân sự 2015 Điều 29.2; Luật
    Hộ tịch 60/2014/QH13 Điều 4.8; NĐ 123/2015/NĐ-CP Điều 15.2).
    """
    cards = {"mother": mother, "father": father or mother}
    return {
        word: str(cards[str(answers.get(f"child_{word}") or "mother")].get(word, ""))
        for word in ("ethnicity", "hometown")
    }


def number_doubts(answers: Mapping[str, Any], number: str) -> list[str]:
    """What in the number that an agency gave a child contradicts the child's day of birth and sex
    ("child_birth_date", "child_sex" in `answers`): codes of sentences, for a person to look at.

    Source: NĐ 137/2015/NĐ-CP Điều 13; TT 59/2021/TT-BCA Điều 4.
    """
    if not re.fullmatch("[0-9]{12}", number):
        return ["child-number-malformed"]
    day, sex = answers.get("child_birth_date"), answers.get("child_sex")
    born = BirthDate(int(str(day)[:4])) if day else None
    return [*check(number, born, Sex(sex) if sex in list(Sex) else None)]
