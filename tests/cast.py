"""The cast every reader of the tests knows: one commune, its officers, its people."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

from motcua.actions.account import appoint, give_signing_key, sign_in
from motcua.actions.act import By
from motcua.actions.dwelling import declare_dwelling
from motcua.actions.household import register_household
from motcua.actions.person import register_person
from motcua.records.account import Account
from motcua.records.dwelling import Dwelling
from motcua.records.person import Person
from motcua.records.scope import seen_by
from motcua.records.unit import Unit
from motcua.rules.who import CLERK, Door, Role, Who

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # 09:00 on Monday 23/11/2026 in Vietnam
TODAY = date(2026, 11, 23)
HERE, THERE = "xã Đức Nhàn", "phường Ba Đình"

PEOPLE = {
    # key: (full name, number, birth date, sex, commune)
    "sen": ("Bùi Thị Sen", "017190000101", "1990-03-05", "female", HERE),
    "phuong": ("Bùi Văn Phương", "017085000102", "1985-11-21", "male", HERE),
    "trinh": ("Trương Thị Vân Trinh", "048188000103", "1988-07-12", "female", HERE),
    "minh": ("Nguyễn Đăng Minh", "001079000104", "1979-02-02", "male", HERE),
    "thuy": ("Nguyễn Thị Minh Thuý", "001190000105", "1990-03-05", "female", THERE),
    "counter": ("Lường Thị Mai", "017192000201", "1992-01-15", "female", HERE),
    "police": ("Xa Văn Bền", "017080000202", "1980-09-09", "male", HERE),
    "specialist": ("Hà Thị Bích", "017191000203", "1991-04-30", "female", HERE),
    "leader": ("Lường Văn Thịnh", "017075000204", "1975-06-06", "male", HERE),
    "chairman": ("Đinh Văn Chủng", "017074000210", "1974-02-17", "male", HERE),
    "operator": ("Đinh Công Toàn", "017089000205", "1989-12-12", "male", HERE),
    "auditor": ("Quách Thị Hường", "017178000206", "1978-10-10", "female", HERE),
    "volunteer": ("Bàn Văn Nghiệp", "017204000207", "2004-05-05", "male", HERE),
    "partner": ("Vũ Thị Hạnh", "025185000211", "1985-09-14", "female", HERE),
    "police_there": ("Trần Quốc Hưng", "001083000208", "1983-08-18", "male", THERE),
    "leader_there": ("Đỗ Thị Lan", "001176000209", "1976-03-08", "female", THERE),
}
POSTS = {
    "counter": (Role.COUNTER, "Công chức bộ phận một cửa"),
    "police": (Role.POLICE, "Công an xã"),
    "specialist": (Role.SPECIALIST, "Công chức tư pháp - hộ tịch"),
    "leader": (Role.LEADER, "Trưởng Công an xã"),
    "chairman": (Role.LEADER, "Chủ tịch Ủy ban nhân dân xã"),
    "operator": (Role.OPERATOR, "Quản trị hệ thống"),
    "auditor": (Role.AUDITOR, "Thanh tra viên"),
    "volunteer": (Role.VOLUNTEER, "Tổ công nghệ số cộng đồng"),
    "partner": (Role.PARTNER, "Chuyên viên Bảo hiểm xã hội"),
    "police_there": (Role.POLICE, "Công an phường"),
    "leader_there": (Role.LEADER, "Trưởng Công an phường"),
}
KEYS = {
    "leader": "truong-cong-an",
    "chairman": "chu-tich",
    "leader_there": "truong-cong-an-phuong",
}
"""The names of the leaders' keys at the signing service."""


def command(at: datetime = NOW) -> By:
    """The installation itself, putting the cast in place."""
    return By(SETUP, at, Door.COMMAND)


SETUP = Who(name="cài đặt", clerk=True)


def load(at: datetime = NOW) -> None:
    """Put the cast into the database, by actions, as the clerk, at the time given."""
    units = {HERE: commune("Đức Nhàn"), THERE: commune("Ba Đình")}
    people = {key: _person(at, units[row[4]], *row[:4]) for key, row in PEOPLE.items()}
    for key, (role, title) in POSTS.items():
        appoint(
            command(at),
            account_of(key, people[key], at=at),
            unit=units[PEOPLE[key][4]],
            role=role,
            title=title,
            valid_from=date(2025, 7, 1),
        )
    for key, name in KEYS.items():
        give_signing_key(command(at), account_of(key, at=at), key=name)
    register_household(
        command(at),
        unit=units[HERE],
        address="Xóm Bưa Sen",
        hamlet=None,
        members=[(people["phuong"], "Chủ hộ"), (people["sen"], "Vợ")],
        since=date(2015, 1, 1),
    )
    declare_dwelling(
        command(at),
        owner=people["trinh"],
        unit=units[HERE],
        address="Số 12 ngõ Bưởi, xóm Bưa Sen",
        use=Dwelling.Use.RENTED,
        rooms=8,
        code="NT-TRINH8",
    )


def ethnicity_of(number: str) -> str:
    return "Mường" if number.startswith("017") else "Kinh"


def _person(
    at: datetime, unit: Unit, full_name: str, number: str, birth_date: str, sex: str
) -> Person:
    return register_person(
        command(at),
        unit=unit,
        full_name=full_name,
        number=number,
        birth_date=birth_date,
        sex=sex,
        ethnicity=ethnicity_of(number),
        address="Xóm Bưa Sen" if number.startswith("017") else "Tổ 4",
        phone="0905" + number[-6:],
    )


def account_of(
    key: str, person: Person | None = None, level: int = 2, at: datetime = NOW
) -> Account:
    """The account of one of the cast, as the identity provider's answer makes it."""
    full_name, number, birth_date, *_ = PEOPLE[key]
    return sign_in(
        command(at),
        subject=f"sub-{key}",
        number=number,
        name=full_name,
        birth_date=birth_date,
        level=level,
    )


PROVINCES = {"Đức Nhàn": "Phú Thọ", "Ba Đình": "Hà Nội"}


def commune(name: str, on: date = TODAY) -> Unit:
    """A commune of the cast; its name alone would not do: many are used twice."""
    found = Unit.objects.in_force(on).filter(level="commune", name=name)
    return found.get(parent__name=PROVINCES[name])


def who(key: str, fresh_at: datetime | None = NOW) -> Who:
    """One of the cast as an actor, freshly signed in."""
    from motcua.actions.account import SUBJECT
    from motcua.records.sealed import blind_index

    subject = blind_index(SUBJECT, f"sub-{key}")
    account = Account.objects.filter(subject=subject).first() or account_of(key)
    return account.who(TODAY, fresh_at)


def by(
    key: str,
    *,
    at: datetime = NOW,
    via: Door = Door.CITIZEN,
    act_key: uuid.UUID | None = None,
    fresh_at: datetime | None = NOW,
) -> By:
    return By(who(key, fresh_at), at, via, act_key)


def clerk(at: datetime = NOW, key: uuid.UUID | None = None) -> By:
    return By(CLERK, at, Door.CLERK, key)


def later(**time: float) -> datetime:
    return NOW + timedelta(**time)


@contextmanager
def eyes(key: str) -> Iterator[Who]:
    """What one of the cast sees."""
    actor = who(key)
    with seen_by(actor):
        yield actor


def act(
    key: str, action: Callable[..., Any], *args: Any, at: datetime = NOW, **kwargs: Any
) -> Any:
    """One of the cast does something, seeing what they may see."""
    via = Door.COUNTER if key in POSTS else Door.CITIZEN
    acting = by(key, at=at, via=via, fresh_at=at)
    with seen_by(acting.actor):
        return action(acting, *args, **kwargs)
