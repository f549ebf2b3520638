"""Scanned pages: what a separator sheet says, whom a page names, and whether it can be read."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.rules.catalogue.paper_form import Mark
from motcua.rules.words.names import accent_free

SHARP = 120
"""Below, letters run together: found by blurring pages until people could not read them."""
DARK = 60
BLANK = 20
LARGE = 1150
"""A sheet of A4 at 100 dots an inch."""
LETTERS = r"[^\W\d_]+"
SLIPS = 3
"""Digits in which two readings of one number differ; more, and they are two numbers."""


@dataclass(frozen=True)
class Separator:
    """A sheet laid before the pages of one paper: its code names no person."""

    home: UUID  # the draft or dossier
    component: str

    def text(self) -> str:
        """`MC2/<home>/<component>`."""
        return f"MC2/{self.home.hex}/{self.component}"

    @classmethod
    def read(cls, text: str) -> "Separator | None":
        """The separator with this text; None where it is none of ours."""
        parts = text.split("/")
        if len(parts) != 3 or parts[0] != "MC2":
            return None
        try:
            return cls(UUID(parts[1]), parts[2])
        except ValueError:
            return None


@dataclass(frozen=True)
class PaperData:
    """What stands on a paper, as an officer types it from its picture and compares it."""

    number: str = ""
    issued_on: date | None = None
    issued_by: str = ""


@dataclass(frozen=True)
class Sight:
    """How well a page can be seen: `sharpness` is the variance of its second derivative when it
    is 1000 pixels wide, `contrast` how much lighter (0 to 255) paper is than ink, `side` the
    pixels of its longer side."""

    sharpness: int
    contrast: int
    side: int

    def faults(self) -> tuple[str, ...]:
        """Codes of what an officer should look at; none where the page reads well."""
        if self.contrast < BLANK:
            return ("scan-blank",)
        found = {
            "scan-blurred": self.sharpness < SHARP,
            "scan-pale": self.contrast < DARK,
            "scan-small": self.side < LARGE,
        }
        return tuple(code for code, is_so in found.items() if is_so)


@dataclass(frozen=True)
class Lot:
    """Where a page belongs by the codes on it and before it: the draft or dossier, and the key of
    its paper there ("" where no code says)."""

    home: UUID
    component: str = ""


def parted(codes: list[str], home: UUID, known: set[str]) -> list[Lot | None]:
    """Where each page of a pile for `home` belongs, `known` being the papers that may be handed in
    there; None for a separator itself. What follows a separator of another matter is that one's;
    a printed form that names another is that one's alone.
    """
    current, found = Lot(home), list[Lot | None]()
    for code in codes:
        separator, mark = Separator.read(code), Mark.read(code)
        if separator:
            is_paper = separator.home != home or separator.component in known
            current = Lot(separator.home, separator.component if is_paper else "")
            found.append(None)
        elif mark and mark.id and mark.id != home:
            found.append(Lot(mark.id))
        else:
            found.append(current)
    return found


def numbers_in(lines: Iterable[str]) -> set[str]:
    """Every run of six digits or more that a machine read, without what may stand between the
    groups of one (spaces, dots); what it read may be wrong."""
    runs = (run for line in lines for run in re.findall(r"\d(?:[ .]?\d){5,}", line, re.ASCII))
    return {re.sub(r"\D", "", run) for run in runs}


def names(lines: Sequence[str], name: str, number: str) -> bool:
    """Whether what was read on a page names this person, by name (whatever its accents) or by
    identity number."""
    text = f" {' '.join(re.findall(LETTERS, accent_free(' '.join(lines))))} "
    return f" {accent_free(name)} " in text or bool(number) and number in numbers_in(lines)


def nearly(typed: str, lines: Iterable[str]) -> str:
    """The number that was read where another was typed that is nearly the same: as long, with at
    most `SLIPS` other digits. "" where there is none, or the same was read too.

    Either may be wrong: two readings that differ are looked at again by a person.
    """
    digits, read = re.sub(r"\D", "", typed), numbers_in(lines)
    if len(digits) < 6 or digits in read:
        return ""
    near = (
        one for one in sorted(read) if len(one) == len(digits) and _slips(one, digits) <= SLIPS
    )
    return next(near, "")


def _slips(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))
