"""Who looks at people's data and then does nothing for them: figures to ask about, no verdict.

Source: Luật 91/2025/QH15 (data serve their purpose); the days are country/personal_data.toml.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

LOOKS = ("person.seen", "dossier.seen", "verification.looked-up")
"""Kinds of entry that are a look: a person's page, a dossier, a question to the register."""

READS = (
    "document.opened",
    "letter.read",
    "list.row-seen",
    "notice.read",
    "opinion.seen",
    "paper.control-asked",
    "paper.form-asked",
    "stay.seen",
    "talk.audited",
    "verification.listed",
)
"""Kinds that change nothing either, to print what one looks at among them: no look is explained
by one of these."""


def rule_of(within_days: int) -> str:
    """All that a look is judged by, in one text: by another one it is judged anew."""
    return f"{within_days} | {' '.join(LOOKS)} | {' '.join(READS)}"


@dataclass(frozen=True)
class Look:
    """One look of an officer that no act explains: a search that found several people is one.
    `subject` is what was opened, of a search one of those found."""

    at: datetime
    kind: str
    subject: UUID
    people: int


@dataclass(frozen=True)
class Looks:
    """How often an officer looked, and how often without an act; `beside`: the share of their
    colleagues together in percent, None where nobody else looked."""

    officer: UUID
    all: int
    idle: int
    beside: int | None = None

    @property
    def share(self) -> int:
        return percent(self.idle, self.all)


def side_by_side(counted: Iterable[Looks]) -> list[Looks]:
    """Each officer beside the others; whoever looked most without an act comes first."""
    rows = list(counted)
    everything, idle = sum(one.all for one in rows), sum(one.idle for one in rows)
    found = [
        replace(one, beside=percent(idle - one.idle, everything - one.all))
        if everything > one.all
        else one
        for one in rows
    ]
    return sorted(found, key=lambda one: (-one.idle, -one.share, one.officer))


def percent(part: int, whole: int) -> int:
    """Rounded to a whole number; 0 of nothing."""
    return round(100 * part / whole) if whole else 0
