"""What people of the demo apply for: answers as a form would give them, and what may go wrong."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from motcua.records.dwelling import Dwelling
from motcua.site.demo.names import FEMALE, MALE, full_name, with_other_mark
from motcua.site.demo.people import Citizen, Family
from motcua.site.demo.stories import Matter

RESIDENCE, RENT, BIRTH = "1.010041", "1.004194", "1.001193"
BIRTH_JOINED, HOUSE = "3.000722", "MC-03"
_PURPOSES = (
    "làm việc với ngân hàng",
    "nhập học cho con",
    "làm hồ sơ xin việc",
    "thi bằng lái",
    "",
)
_OTHERS = (
    "Thời gian tôi đã tạm trú ở xã từ năm 2021.",
    "Tôi và người có tên trên giấy khai sinh cũ là một người.",
)
_CT07 = "TT 55/2021/TT-BCA Điều 17 (sửa đổi bởi TT 66/2023/TT-BCA)"


def phone_of(citizen: Citizen) -> dict[str, str]:
    """Whoever has no telephone in the register leaves that of somebody at home."""
    return {} if citizen.phone else {"phone": f"09000090{citizen.number[-2:]}"}


def residence(citizen: Citizen, chance: Random) -> Matter:
    """Confirmation of where somebody lives."""
    content = chance.choices(("current", "household", "history", "other"), (50, 28, 10, 12))[0]
    answers: dict[str, Any] = {"content": content, **phone_of(citizen)}
    if purpose := chance.choice(_PURPOSES):
        answers["purpose"] = purpose
    if content == "other":
        answers["content_other"] = chance.choice(_OTHERS)
    if content == "household":
        answers["head_name"] = citizen.full_name  # known for whoever is in a household
    otherwise = "history" if content == "current" else "current"
    lacks: tuple[tuple[str, str, Any], ...] = (
        ("purpose", "Bạn chưa ghi nơi nhận giấy, nên chưa biết cần xác nhận gì.", "ngân hàng"),
        ("content", "Nội dung Bạn chọn khác với điều Bạn nói ở quầy.", otherwise),
    )
    if citizen.phone and int(citizen.number[-1]) % 2:
        wrong = "Số điện thoại trong dữ liệu gọi không được."
        lacks = (("phone", wrong, f"09000090{citizen.number[-2:]}"), *lacks)
    reason = "Điều Bạn cần xác nhận không phải là thông tin về cư trú."
    return Matter(RESIDENCE, answers, (), lacks, (reason, _CT07))


_LEASE = "Ngày bắt đầu ở khác với ngày trong hợp đồng thuê."
_RENT_REFUSAL = (
    "Nhà nằm trong khu đất đã có quyết định thu hồi, chưa thể đăng ký người đến ở mới.",
    "Luật Cư trú 68/2020/QH14 Điều 23",
)


def rent(
    citizen: Citizen,
    dwelling: Dwelling,
    day: date,
    chance: Random,
    tenants: Sequence[Citizen] = (),
    family: Sequence[Citizen] = (),
) -> Matter:
    """Temporary residence in a declared dwelling: of oneself, with family, or of tenants."""
    members = [*tenants, *family]
    answers: dict[str, Any] = {
        "for_whom": "tenants" if tenants else "family" if family else "self",
        "dwelling": {"id": str(dwelling.id), "address": dwelling.address},
        **_period(day, chance),
        **phone_of(citizen),
    }
    if members:
        answers["members"] = [_card(each) for each in members]
    return Matter(RENT, answers, (), _rent_lacks(day), _RENT_REFUSAL)


def rent_undeclared(citizen: Citizen, owner: Citizen, day: date, chance: Random) -> Matter:
    """Temporary residence in a house nobody declared: a paper is needed."""
    answers = {
        "for_whom": "self",
        "dwelling": {"address": f"Số {chance.randint(2, 60)} xóm {owner.hamlet}"},
        "stay_basis": "rented",
        "owner": _card(owner),
        **_period(day, chance),
        **phone_of(citizen),
    }
    unreadable = ("dwelling-proof", "Ảnh hợp đồng bị mờ, không đọc được tên chủ nhà.", None)
    return Matter(
        RENT, answers, ("dwelling-proof",), (unreadable, *_rent_lacks(day)), _RENT_REFUSAL
    )


def _period(day: date, chance: Random) -> dict[str, str]:
    begins = day + timedelta(days=chance.randint(1, 12))
    ends = begins + timedelta(days=chance.choice((180, 365, 540, 700)))
    return {"from": begins.isoformat(), "to": ends.isoformat()}


def _rent_lacks(day: date) -> tuple[tuple[str, str, Any], ...]:
    """Other days than any `_period` has: an answer that changes nothing is none."""
    begins = (day + timedelta(days=14)).isoformat()
    ends = (day + timedelta(days=390)).isoformat()
    return (
        ("from", _LEASE, begins),
        ("to", "Ngày hết hạn vượt quá hạn của hợp đồng thuê.", ends),
    )


def birth(family: Family, asker: Citizen, day: date, chance: Random) -> Matter:
    """Birth registration by the mother or the father; the marriage is in the register."""
    assert family.couple
    mother, father = family.couple
    sex = chance.choice((FEMALE, MALE))
    born = day - timedelta(days=chance.choices((9, 24, 45, 58, 130), (35, 30, 20, 10, 5))[0])
    child = _child_name(father, sex, chance)
    answers = {
        "relation": "mother" if asker is mother else "father",
        "child_name": child,
        "birth_proof": "notice",
        "birth_notice_number": f"GCS-{born:%y}-{chance.randint(100, 999)}",
        "child_birth_date": born.isoformat(),
        "child_sex": sex,
        "child_birth_place": "Trạm y tế xã Đức Nhàn, tỉnh Phú Thọ",
        "child_ethnicity": "father",
        "child_hometown": "father",
        **phone_of(asker),
    }
    lacks = (
        ("birth-notice", "Ảnh Giấy chứng sinh thiếu phần dấu của trạm y tế.", None),
        ("child_name", "Tên con ghi khác với Giấy chứng sinh.", with_other_mark(child)),
    )
    refusal = (
        "Cha và mẹ của trẻ đều đã chuyển nơi cư trú; xã nơi cư trú mới có thẩm quyền.",
        "Luật Hộ tịch 60/2014/QH13 Điều 13",
    )
    return Matter(BIRTH, answers, ("birth-notice",), lacks, refusal)


def birth_joined(matter: Matter, asker: Citizen) -> Matter:
    """The same birth on one form for all agencies: residence, insurance, an identity card."""
    answers = matter.answers | {
        "home": "parents",
        "head_name": asker.full_name,  # known for whoever is in a household
        "head_number": asker.number,
        "relation_to_head": "Con",
        "clinic": "Trạm y tế xã Đức Nhàn",
        "card": True,
        "delivery": "electronic",
        "integrate": True,
        "support": "none",
    }
    del answers["birth_proof"]
    return replace(matter, code=BIRTH_JOINED, answers=answers)


PLANS = ("site-plan", "floor-plan", "foundation-plan")


def house(citizen: Citizen) -> Matter:
    """A permit for a house of one's own, with its drawings."""
    answers = {
        "kind": "new",
        "parcel": "Thửa 112, tờ bản đồ 7, 240 m²",
        "place": "Xóm Bưa Sen, xã Đức Nhàn, tỉnh Phú Thọ",
        "floors": 2,
        "ground_area": 90,
        "total_area": 180,
        "height": "7,8",
        "level": "0,45",
        "setback": "3",
        "designer": "Công ty thiết kế Ví Dụ",
        "months": 8,
        **phone_of(citizen),
    }
    papers = ("land-proof", *PLANS, "neighbour-pledge")
    lacks = (("floor-plan", "Bản vẽ mặt cắt thiếu cao độ.", None),)
    refusal = (
        "Thửa đất nằm trong quy hoạch đường liên xã.",
        "Luật Xây dựng 2025 Điều 43",
    )
    return Matter(HOUSE, answers, papers, lacks, refusal)


def _child_name(father: Citizen, sex: str, chance: Random) -> str:
    first, _, rest = father.full_name.partition(" ")
    surname = rest.rpartition(" ")[2] if father.ethnicity == "Ê Đê" else first
    return full_name(father.ethnicity, surname, sex, chance)


def _card(citizen: Citizen) -> dict[str, str]:
    return {
        "full_name": citizen.full_name,
        "number": citizen.number,
        "birth_date": citizen.birth_date,
    }
