"""What one reads of an XML paper: rows, in parts by who signed them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One element or attribute: how deep it stands, its name, what it says."""

    depth: int
    name: str
    text: str


@dataclass(frozen=True)
class Section:
    """What the signatures with these numbers signed together; () are none: nobody signed it."""

    signatures: tuple[int, ...]
    place: str
    rows: tuple[Row, ...]
    more: int = 0  # rows that are not shown
