"""Which essential services of Đề án 06 a unit offers here, and what keeps it from the others.

The services are the `essential` numbers of the procedure files (QĐ 06/QĐ-TTg ngày 06/01/2022).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from motcua.rules.catalogue.parts import LEVELS, UNKNOWN
from motcua.rules.catalogue.procedure import SERVICES, Procedure, Version
from motcua.rules.signer import Body
from motcua.rules.who import Role

Held = Collection[Role | Body]
"""The roles held in a unit on a day, and the bodies for which a leader can sign there."""
STAFF: Mapping[Role | Body, str] = {
    Role.COUNTER: "chưa có công chức bộ phận một cửa",
    Role.POLICE: "chưa có công an cấp xã",
    Role.SPECIALIST: "chưa có công chức chuyên môn",
    Body.POLICE: "chưa có trưởng, phó công an cấp xã có chứng thư ký số",
    Body.COMMITTEE: "chưa có chủ tịch, phó chủ tịch có chứng thư ký số",
}


class Rollout(StrEnum):
    """How far one service has come in one unit."""

    OFFERED = "offered"  # nhận và trả được ở đây
    BLOCKED = "blocked"  # thiếu người
    SHOWN = "shown"  # mới chỉ xem được: danh mục hoặc hệ thống chưa đủ
    OVER = "over"  # thủ tục không còn


@dataclass(frozen=True)
class Service:
    """One of the essential services, by the procedure that stands for it today."""

    number: int
    procedure: Procedure | None  # None where the catalogue has no file for it
    version: Version | None

    @property
    def over(self) -> bool:
        return self.procedure is not None and self.version is None

    @property
    def gaps(self) -> list[str]:
        """What keeps every unit from offering it: the catalogue's gaps, not the unit's."""
        if self.procedure is None:
            return ["chưa có trong danh mục"]
        if self.version is None:
            return []
        return [*_gaps(self.procedure, self.version)]


def services(procedures: Iterable[Procedure], on: date) -> list[Service]:
    """All essential services in order; of several procedures for one, what is nearest."""
    found: dict[int, list[Procedure]] = {}
    for one in procedures:
        found.setdefault(one.essential, []).append(one)
    return [_service(number, found.get(number, []), on) for number in range(1, SERVICES + 1)]


def _service(number: int, procedures: list[Procedure], on: date) -> Service:
    known = [Service(number, one, one.on(on)) for one in procedures]
    known.sort(key=lambda one: (one.over, len(one.gaps)))
    return known[0] if known else Service(number, None, None)


def _gaps(procedure: Procedure, version: Version) -> Iterable[str]:
    if version.level != "commune":
        yield f"do {LEVELS[version.level]} giải quyết, xã chỉ hướng dẫn"
    unknown = [UNKNOWN[word] for word in version.unknown if word != "code"]
    if unknown:
        yield f"chưa rõ {', '.join(unknown)}"
    if not version.result.paper:
        yield "kết quả chưa làm được ở đây"
    if version.filed_here and not procedure.online:
        yield "chưa mở nộp trực tuyến"


def unsigned(held: Held) -> list[str]:
    """Which posts a unit lacks for its results to be signed, whatever the service."""
    return [STAFF[body] for body in Body if body not in held]


def lacking(service: Service, held: Held) -> list[str]:
    """Which posts a unit lacks for a service it could offer: of who receives, who decides, and who
    signs what is made here."""
    if service.version is None or service.gaps:
        return []
    decides = Role.POLICE if service.version.by_police else Role.SPECIALIST
    receives = {Role.COUNTER, Role.POLICE, Role.SPECIALIST} & set(held)
    wanted: list[Role | Body] = [] if receives else [Role.COUNTER]
    signs = () if service.version.noted else (service.version.body,)
    wanted += [one for one in (decides, *signs) if one not in held]
    return [STAFF[one] for one in wanted]


def rollout(service: Service, held: Held) -> Rollout:
    """How far a service has come in a unit where this is `held`."""
    if service.over:
        return Rollout.OVER
    if service.gaps:
        return Rollout.SHOWN
    return Rollout.BLOCKED if lacking(service, held) else Rollout.OFFERED


class Posted(StrEnum):
    """How the sheet of a procedure on a unit's wall stands to the law of a day."""

    RIGHT = "right"
    CHANGED = "changed"  # another version is in force: print again
    MISSING = "missing"  # never put up
    OVER = "over"  # the procedure is no more: take it down
    NONE = "none"  # nothing on the wall, and nothing to put up


def posted(procedure: Procedure, last: str, on: date) -> Posted:
    """`last` is the key of the version whose sheet was put up last, "" where none was."""
    version = procedure.on(on)
    if version is None:
        return Posted.OVER if last else Posted.NONE
    if not last:
        return Posted.MISSING
    return Posted.RIGHT if last == version.key else Posted.CHANGED
