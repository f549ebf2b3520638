"""Scanned pages: what a separator sheet says, whom a page names, and whether it can be read."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.rules.catalogue.paper_form import Mark

SHARP = 120
"""Below, letters run together: found by blurring pages until people could not read them."""
DARK = 60
BLANK = 20
LARGE = 1150
"""A sheet of A4 at 100 dots an inch."""


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


def names_another(code: str, home: UUID) -> bool:
    """Whether the code on a page names another draft or dossier than `home`."""
    separator, mark = Separator.read(code), Mark.read(code)
    named = separator.home if separator else mark.id if mark else None
    return named is not None and named != home


def parted(codes: list[str], home: UUID, known: set[str]) -> list[str | None]:
    """Which paper each page belongs to, by the separators before it: "" where none came yet or
    it names no paper of this matter, None for a separator itself."""
    current, found = "", list[str | None]()
    for code in codes:
        separator = Separator.read(code)
        if separator and separator.home == home:
            current = separator.component if separator.component in known else ""
            found.append(None)
        else:
            found.append(current)
    return found
