"""What the outside systems of the demo know: the register of people, accounts, and who signs."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from motcua.site.demo.cast import OFFICERS, Played
from motcua.site.demo.commune import Commune
from motcua.site.demo.people import HERE, Citizen


def write_all(commune: Commune, home: Path) -> None:
    """The files the sandboxes read; they notice the change by themselves."""
    home.mkdir(parents=True, exist_ok=True)
    people = commune.people
    write(home / "population.json", [_entry(p) for p in people if not _missing(p)])
    write(home / "eidentity.json", [_account(p) for p in commune.account_holders])
    write(home / "signers.json", [_signer(each) for each in OFFICERS if each.signs])


def write_samples(commune: Commune, home: Path) -> None:
    """What one can file on the national portal, once the commune is there."""
    write(home / "portal-samples.json", _samples(commune))


def _samples(commune: Commune) -> list[Mapping[str, Any]]:
    """One that is good, and one for each thing that can be wrong with it."""
    filer = next(one for one in commune.account_holders if not one.title)
    good = {
        "LoaiTin": "nop",
        "MaHoSo": "{number}",
        "MaTTHC": "1.010041",
        "MaDonVi": commune.here.code,
        "NguoiNop": {
            "HoTen": filer.full_name,
            "SoDinhDanh": filer.number,
            "NgaySinh": filer.birth_date,
        },
        "ToKhai": {"content": "current", "purpose": "làm việc với ngân hàng"},
    }
    wrong: dict[str, dict[str, Any]] = {
        "gửi nhầm đơn vị": {"MaDonVi": "99999"},
        "thủ tục không có ở đây": {"MaTTHC": "9.999999"},
        "thiếu điều phải khai": {"ToKhai": {}},
        "tin hỏng": {"NguoiNop": "?"},
        "rút một hồ sơ chưa đến": {"LoaiTin": "rut"},
    }
    samples = {"một hồ sơ đủ": good} | {title: good | part for title, part in wrong.items()}
    return [{"title": title, "message": message} for title, message in samples.items()]


def write(path: Path, content: object) -> None:
    """Renamed into place: a sandbox never reads half a file."""
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(content, ensure_ascii=False, indent=0), encoding="utf-8")
    beside.replace(path)


def _missing(citizen: Citizen) -> bool:
    return bool(citizen.register.get("missing"))


def _entry(citizen: Citizen) -> Mapping[str, Any]:
    entry = {
        "number": citizen.number,
        "full_name": citizen.full_name,
        "birth_date": citizen.birth_date,
        "sex": citizen.sex,
        "ethnicity": citizen.ethnicity,
        "nationality": "Việt Nam",
        "address": f"{citizen.address}, {citizen.home}",
    }
    return entry | citizen.register


def _account(citizen: Citizen) -> Mapping[str, Any]:
    """Who has a title is one of the cast, and comes first on the page where one picks."""
    return {
        "sub": citizen.sub,
        "id_number": citizen.number,
        "name": citizen.full_name,
        "birth_date": citizen.birth_date,
        "level": citizen.level,
        "locked": citizen.locked,
        "title": citizen.title,
    }


def _signer(each: Played) -> Mapping[str, str]:
    title = each.posts[0][1]
    body = "Công an" if "Công an" in title else "Ủy ban nhân dân"
    place = "xã Đức Nhàn" if each.home == HERE else each.home
    return {
        "key": each.signs,
        "common_name": each.name,
        "organisation": f"{body} {place}, tỉnh Phú Thọ",
        "title": title,
    }
