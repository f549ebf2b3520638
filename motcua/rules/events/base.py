"""What every event has, and what it may carry: identifiers and facts, never personal data."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, ClassVar, TypedDict, get_args, get_origin, get_type_hints
from uuid import UUID

from motcua.rules.urgency import Urgency

SAFE = (UUID, int, bool, date, datetime, StrEnum, NoneType)


class Matter(TypedDict):
    """Whose matter an event belongs to: the first three fields of each."""

    subject: UUID
    about: tuple[UUID, ...]
    unit: int | None


@dataclass(frozen=True, kw_only=True)
class Event:
    """One thing that happened to `subject`.

    `about` are the people whose data were opened or changed: they see the entry. `unit` is the
    unit whose officers see it. `errands` are deferred in the same transaction, as urgent as the
    door the act came through, or as `urgency` says.
    """

    kind: ClassVar[str]
    errands: ClassVar[tuple[str, ...]] = ()
    urgency: ClassVar[Urgency | None] = None
    subject: UUID
    about: tuple[UUID, ...] = ()
    unit: int | None = None

    def data(self) -> dict[str, Any]:
        """The fields of its own, as plain JSON values."""
        common = {f.name for f in fields(Event)}
        return {
            f.name: _plain(getattr(self, f.name)) for f in fields(self) if f.name not in common
        }


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if value is None or isinstance(value, bool | int):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


def unsafe_fields(event: type[Event]) -> list[str]:
    """The fields whose type could carry personal data; a test wants none in any event."""
    hints = get_type_hints(event)
    return [f.name for f in fields(event) if not _is_safe(hints[f.name])]


def _is_safe(hint: Any) -> bool:
    if get_origin(hint) in (tuple, UnionType):
        return all(arg is Ellipsis or _is_safe(arg) for arg in get_args(hint))
    return isinstance(hint, type) and issubclass(hint, SAFE)
