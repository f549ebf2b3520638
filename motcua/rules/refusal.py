"""A refusal is an answer with a reason, never a bare False."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass
class Refused(Exception):
    """What was asked cannot be done.

    `code` names the plain sentence shown to the person, `basis` cites the legal text where
    there is one, `detail` carries what the sentence needs (labels, limits, field keys).
    """

    code: str
    basis: str = ""
    detail: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.code


class Denied(Exception):
    """The actor may not do this. Doors answer 404: they do not say what exists."""


class KeyReused(Exception):
    """The same idempotency key came with another request. Doors answer 409."""
