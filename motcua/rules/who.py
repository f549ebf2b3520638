"""Who acts: an account, the person behind it, and the posts it holds today."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from motcua.rules.urgency import Urgency


class Role(StrEnum):
    """What a post lets its holder do in one unit."""

    COUNTER = "counter"  # công chức một cửa
    POLICE = "police"  # công an cấp xã
    SPECIALIST = "specialist"  # công chức chuyên môn (tư pháp - hộ tịch, ...)
    LEADER = "leader"  # chủ tịch, trưởng công an xã: signs
    VOLUNTEER = "volunteer"  # tổ công nghệ số cộng đồng
    OPERATOR = "operator"  # quản trị, vận hành
    AUDITOR = "auditor"  # thanh tra, kiểm tra
    PARTNER = "partner"  # người của cơ quan phối hợp: gửi danh sách, không xem dữ liệu


OFFICERS = frozenset({Role.COUNTER, Role.POLICE, Role.SPECIALIST, Role.LEADER})
READERS = OFFICERS | {Role.AUDITOR}
OVERSEERS = frozenset({Role.LEADER, Role.AUDITOR})


class Door(StrEnum):
    """Through which door an act came."""

    CITIZEN = "citizen"
    COUNTER = "counter"
    SIGN = "sign"
    VERIFY = "verify"
    OFFICE = "office"
    PARTNER = "partner"
    CLERK = "clerk"
    COMMAND = "command"

    @property
    def urgency(self) -> Urgency:
        """Who waits behind this door for what an act gives rise to."""
        return Urgency.COUNTER if self is Door.COUNTER else Urgency.USUAL


@dataclass(frozen=True)
class Post:
    """One role held in one unit. A person may hold several in a small commune."""

    role: Role
    unit: int


@dataclass(frozen=True)
class Who:
    """The actor of an act, as plain values.

    `account` is None for a visitor who has not signed in. `person` is the register entry of
    the human behind the account. `level` is the e-identity level (0 none, 1, 2). `fresh_at`
    is when the person last proved who they are to the identity provider.
    """

    account: UUID | None = None
    person: UUID | None = None
    name: str = ""
    posts: frozenset[Post] = frozenset()
    level: int = 0
    fresh_at: datetime | None = None
    clerk: bool = False

    @property
    def units(self) -> frozenset[int]:
        """The units whose records this actor may read; volunteers and operators have none."""
        return frozenset(post.unit for post in self.posts if post.role in READERS)

    @property
    def overseen(self) -> frozenset[int]:
        """The units over whose officers this actor has an eye."""
        return frozenset(post.unit for post in self.posts if post.role in OVERSEERS)

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(post.role for post in self.posts)

    def holds(self, roles: frozenset[Role], unit: int | None) -> bool:
        """Whether one of `roles` is held in `unit`."""
        return any(post.role in roles and post.unit == unit for post in self.posts)

    @property
    def is_officer(self) -> bool:
        return bool(self.roles & OFFICERS)


VISITOR = Who()
CLERK = Who(name="Nhân viên máy", clerk=True)
